/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-second-beat.h"

#define AFTER_MS 1002 /* a little after the second, less what is over of this one */

static gboolean second_begun_cb (gpointer user_data);

static void
await_second (ZhihuiSecondBeat *self)
{
  guint past_ms = (guint) (g_get_real_time () / 1000 % 1000);

  self->id = g_timeout_add (AFTER_MS - past_ms, second_begun_cb, self);
}

static gboolean
second_begun_cb (gpointer user_data)
{
  ZhihuiSecondBeat *self = user_data;

  await_second (self); /* before the beat, which may stop it */
  self->beat (self->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_second_beat_start:
 * @beat: called after each full second until it is stopped
 *
 * Does nothing when it beats already.
 */
void
zhihui_second_beat_start (ZhihuiSecondBeat *self, void (*beat) (gpointer), gpointer user_data)
{
  g_return_if_fail (self != NULL && beat != NULL);

  if (self->id != 0)
    return;
  self->beat = beat;
  self->user_data = user_data;
  await_second (self);
}

void
zhihui_second_beat_stop (ZhihuiSecondBeat *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->id, g_source_remove);
}
