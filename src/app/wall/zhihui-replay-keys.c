/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-replay-keys.h"

#include "zhihui-replay-steps.h"

static const double speeds[] = ZHIHUI_REPLAY_SPEEDS;

/* From a speed of the command line to the next of these. */
static double
find_speed (double speed, int direction)
{
  if (direction > 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
        if (speeds[i] > speed)
          return speeds[i];
      return MAX (speed, speeds[G_N_ELEMENTS (speeds) - 1]);
    }
  for (gsize i = G_N_ELEMENTS (speeds); i > 0; i--)
    if (speeds[i - 1] < speed)
      return speeds[i - 1];
  return 0.0;
}

static void
step (ZhihuiHistorySource *source, gint64 seconds)
{
  zhihui_history_source_seek (source, zhihui_history_source_get_position (source) + seconds);
}

/**
 * zhihui_replay_keys_press:
 * @key: a key value of GDK
 *
 * [ and ]: ten minutes back and on. { and }: an hour. - and +: slower, down to standing, and
 * faster.
 *
 * Returns: FALSE when the key means nothing to a replay
 */
gboolean
zhihui_replay_keys_press (ZhihuiHistorySource *source, guint key)
{
  double speed = zhihui_history_source_get_speed (source);

  switch (key)
    {
    case GDK_KEY_bracketleft:
    case GDK_KEY_bracketright:
      step (source, key == GDK_KEY_bracketright ? ZHIHUI_REPLAY_STEP_S : -ZHIHUI_REPLAY_STEP_S);
      return TRUE;
    case GDK_KEY_braceleft:
    case GDK_KEY_braceright:
      step (source,
            key == GDK_KEY_braceright ? ZHIHUI_REPLAY_LONG_STEP_S : -ZHIHUI_REPLAY_LONG_STEP_S);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zhihui_history_source_set_speed (source, find_speed (speed, -1));
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zhihui_history_source_set_speed (source, find_speed (speed, 1));
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (
  GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  return zhihui_replay_keys_press (user_data, key) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/**
 * zhihui_replay_keys_attach:
 * @window: (transfer none): a window of the wall
 * @source: (transfer none): what it shows
 */
void
zhihui_replay_keys_attach (GtkWidget *window, ZhihuiHistorySource *source)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), source, 0);
  gtk_widget_add_controller (window, keys);
}
