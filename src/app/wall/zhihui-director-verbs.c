/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-director-private.h"

#include "config.h"
#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

static void
drop_interruptions (ZhihuiDirector *self, const char *id)
{
  for (guint i = self->interruptions->len; i > 0; i--)
    {
      ZhihuiPlacedInterruption *one = self->interruptions->pdata[i - 1];

      if (id != NULL ? g_str_equal (one->told.id, id) : one->told.until_us <= self->now_us)
        g_ptr_array_remove_index (self->interruptions, i - 1);
    }
}

/**
 * zhihui_director_turn:
 * @screen: (nullable): which one; %NULL turns all
 * @direction: 1 to the next page, -1 to the one before
 *
 * On a screen that is interrupted the interruption ends, and nothing else: who turns has seen it. A
 * pinned one stays.
 *
 * Returns: whether anything was turned
 */
gboolean
zhihui_director_turn (ZhihuiDirector *self, const char *screen, int direction)
{
  gboolean turned = FALSE;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && ABS (direction) == 1, FALSE);

  for (guint i = 0; i < self->present->len; i++)
    {
      ZhihuiDirectedScreen     *one = self->present->pdata[i];
      ZhihuiPlacedInterruption *interruption = zhihui_director_find_interruption (self, one);

      if ((screen != NULL && !g_str_equal (screen, one->name)) || one->pinned != NULL)
        continue;
      if (interruption != NULL)
        g_ptr_array_remove (self->interruptions, interruption);
      else
        zhihui_rotation_turn (&one->rotation, direction);
      turned = TRUE;
    }
  zhihui_director_settle (self);

  return turned;
}

/**
 * zhihui_director_show:
 * @screen: (nullable): which one; %NULL: the first
 *
 * Shows a page now, and goes on from there. What interrupts that screen ends.
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_NOT_FOUND when there is no such screen or page, or
 * %ZHIHUI_ERROR_INVALID when another page is pinned there
 */
gboolean
zhihui_director_show (ZhihuiDirector *self, const char *screen, const char *page, GError **error)
{
  ZhihuiDirectedScreen     *one;
  ZhihuiPlacedInterruption *interruption;
  const char               *name;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && page != NULL, FALSE);

  one = zhihui_director_find_present (self, screen, error);
  name = one != NULL ? zhihui_director_find_page (self, page, error) : NULL;
  if (name == NULL)
    return FALSE;
  if (one->pinned != NULL && one->pinned != name)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' is pinned there: unpin it first"),
                   one->pinned);
      return FALSE;
    }

  while ((interruption = zhihui_director_find_interruption (self, one)) != NULL)
    g_ptr_array_remove (self->interruptions, interruption);
  zhihui_rotation_show (&one->rotation, name);
  zhihui_director_settle (self);

  return TRUE;
}

/**
 * zhihui_director_pin:
 * @screen: (nullable): which one; %NULL: the first
 * @page: (nullable): %NULL: the one that it shows
 *
 * From now on the page stays there, whatever happens, until it is unpinned.
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_NOT_FOUND when there is no such screen or page
 */
gboolean
zhihui_director_pin (ZhihuiDirector *self, const char *screen, const char *page, GError **error)
{
  ZhihuiDirectedScreen *one;
  const char           *name;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), FALSE);

  one = zhihui_director_find_present (self, screen, error);
  if (one == NULL)
    return FALSE;
  if (page == NULL)
    page = zhihui_director_get_page (self, one->name);
  name = page != NULL ? zhihui_director_find_page (self, page, error) : NULL;
  if (name == NULL)
    return FALSE;

  one->pinned = name;
  zhihui_director_plan (self);
  zhihui_director_settle (self);
  return TRUE;
}

/**
 * zhihui_director_unpin:
 * @screen: (nullable): which one; %NULL: all
 *
 * The screen goes on where it was.
 */
void
zhihui_director_unpin (ZhihuiDirector *self, const char *screen)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self));

  for (guint i = 0; i < self->present->len; i++)
    {
      ZhihuiDirectedScreen *one = self->present->pdata[i];

      if (screen == NULL || g_str_equal (screen, one->name))
        one->pinned = NULL;
    }
  zhihui_director_plan (self);
  zhihui_director_settle (self);
}

/**
 * zhihui_director_hold:
 *
 * While it is held no page goes by itself.
 */
void
zhihui_director_hold (ZhihuiDirector *self, gboolean held)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self));

  self->held = held;
  zhihui_director_settle (self);
}

/**
 * zhihui_director_curtain:
 *
 * Hides every screen. What was there waits behind.
 */
void
zhihui_director_curtain (ZhihuiDirector *self, gboolean curtained)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self));

  self->curtained = curtained;
  zhihui_director_settle (self);
}

/**
 * zhihui_director_interrupt:
 * @interruption: copied
 *
 * Shows its page until its time is over, and returns to what was there with the rest of its time.
 *
 * Returns: FALSE when its time is over already or there is no such page
 */
gboolean
zhihui_director_interrupt (ZhihuiDirector *self, const ZhihuiInterruption *interruption)
{
  ZhihuiPlacedInterruption *one;
  const char               *page;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && interruption != NULL, FALSE);

  page = zhihui_director_find_page (self, interruption->page, NULL);
  drop_interruptions (self, interruption->id);
  if (page != NULL && interruption->until_us > self->now_us)
    {
      one = g_new0 (ZhihuiPlacedInterruption, 1);
      one->told = (ZhihuiInterruption){
        .kind = interruption->kind,
        .id = g_strdup (interruption->id),
        .page = g_strdup (page),
        .until_us = interruption->until_us,
        .words = g_strdup (interruption->words),
      };
      one->page = page;
      g_ptr_array_add (self->interruptions, one);
    }
  else
    page = NULL;
  zhihui_director_settle (self);

  return page != NULL;
}

/**
 * zhihui_director_end_interruption:
 *
 * Nothing happens when it is over already.
 */
void
zhihui_director_end_interruption (ZhihuiDirector *self, const char *id)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self) && id != NULL);

  drop_interruptions (self, id);
  zhihui_director_settle (self);
}

static gint64
find_next_end (ZhihuiDirector *self, gint64 until_us)
{
  for (guint i = 0; i < self->interruptions->len; i++)
    {
      const ZhihuiPlacedInterruption *one = self->interruptions->pdata[i];

      if (one->told.until_us > self->now_us)
        until_us = MIN (until_us, one->told.until_us);
    }

  return until_us;
}

/**
 * zhihui_director_pass_time:
 * @now_us: monotonic clock; what is earlier than was told before is not heeded
 *
 * Pages whose time is over go, in as many steps as it takes.
 */
void
zhihui_director_pass_time (ZhihuiDirector *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self));

  if (!self->has_time)
    self->now_us = now_us;
  self->has_time = TRUE;
  while (self->now_us < now_us)
    {
      gint64 step_us = find_next_end (self, now_us);

      for (guint i = 0; i < self->present->len; i++)
        {
          ZhihuiDirectedScreen *screen = self->present->pdata[i];

          if (zhihui_director_is_running (self, screen))
            zhihui_rotation_pass (&screen->rotation, step_us - self->now_us);
        }
      self->now_us = step_us;
      drop_interruptions (self, NULL);
      zhihui_director_place_interruptions (self);
    }
  zhihui_director_settle (self);
}
