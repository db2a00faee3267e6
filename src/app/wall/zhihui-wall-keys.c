/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-keys.h"

#include <gdk/gdkkeysyms.h>

typedef enum
{
  ACTION_NEXT,
  ACTION_PREVIOUS,
  ACTION_HOME,
  ACTION_HOLD,
  ACTION_PIN,
  ACTION_CURTAIN,
} Action;

/* Presenter clickers turn by Page Up and Page Down, begin by F5 and blank by b or a full stop. */
static const struct
{
  guint  key;
  Action action;
} keys[] = {
  { GDK_KEY_Right, ACTION_NEXT },
  { GDK_KEY_KP_Right, ACTION_NEXT },
  { GDK_KEY_Page_Down, ACTION_NEXT },
  { GDK_KEY_KP_Page_Down, ACTION_NEXT },
  { GDK_KEY_Left, ACTION_PREVIOUS },
  { GDK_KEY_KP_Left, ACTION_PREVIOUS },
  { GDK_KEY_Page_Up, ACTION_PREVIOUS },
  { GDK_KEY_KP_Page_Up, ACTION_PREVIOUS },
  { GDK_KEY_Home, ACTION_HOME },
  { GDK_KEY_KP_Home, ACTION_HOME },
  { GDK_KEY_F5, ACTION_HOME },
  { GDK_KEY_space, ACTION_HOLD },
  { GDK_KEY_p, ACTION_PIN },
  { GDK_KEY_P, ACTION_PIN },
  { GDK_KEY_c, ACTION_CURTAIN },
  { GDK_KEY_C, ACTION_CURTAIN },
  { GDK_KEY_b, ACTION_CURTAIN },
  { GDK_KEY_B, ACTION_CURTAIN },
  { GDK_KEY_period, ACTION_CURTAIN },
};

static void
toggle_pin (ZhihuiDirector *director, const char *screen)
{
  ZhihuiDirectorState state;

  if (zhihui_director_get_state (director, screen, &state) && state.is_pinned)
    zhihui_director_unpin (director, screen);
  else
    zhihui_director_pin (director, screen, NULL, NULL);
}

static void
act (ZhihuiDirector *director, const char *screen, Action action)
{
  switch (action)
    {
    case ACTION_NEXT:
    case ACTION_PREVIOUS:
      zhihui_director_turn (director, screen, action == ACTION_NEXT ? 1 : -1);
      break;
    case ACTION_HOME:
      zhihui_director_show (director, screen, "overview", NULL);
      break;
    case ACTION_HOLD:
      zhihui_director_hold (director, !zhihui_director_is_held (director));
      break;
    case ACTION_PIN:
      toggle_pin (director, screen);
      break;
    case ACTION_CURTAIN:
      zhihui_director_curtain (director, !zhihui_director_is_curtained (director));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * zhihui_wall_keys_press:
 * @screen: on which the key was pressed
 * @key: a key value of GDK
 *
 * Right, Left: pages. Home: the overview. Space: hold. P: pin. C: curtain. And those of presenter
 * clickers.
 *
 * Returns: FALSE when the key means nothing to the director
 */
gboolean
zhihui_wall_keys_press (ZhihuiDirector *director, const char *screen, guint key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key)
      {
        act (director, screen, keys[i].action);
        return TRUE;
      }

  return FALSE;
}
