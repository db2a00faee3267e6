/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-page-shift.h"

#define SHIFT_US (60 * G_TIME_SPAN_SECOND)

static gboolean
step_begun_cb (gpointer user_data)
{
  ZhihuiPageShift *self = user_data;

  gtk_widget_queue_allocate (self->widget);
  if (zhihui_pixel_shift_step (&self->shift))
    return G_SOURCE_CONTINUE;
  self->step_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_page_shift_pass:
 * @widget: which is allocated anew while the page moves; it stops the shift when it is unmapped
 * @page: (transfer none): what moves; less far where edges of monitors cross it
 * @now_us: monotonic clock
 *
 * Moves the page when a minute is over since the last time.
 */
void
zhihui_page_shift_pass (ZhihuiPageShift *self,
                        GtkWidget       *widget,
                        ZhihuiWallPage  *page,
                        gint64           now_us)
{
  guint n_steps;

  if (now_us - self->since_us < SHIFT_US)
    return;

  self->since_us = now_us - (now_us - self->since_us) % SHIFT_US;
  self->widget = widget;
  n_steps = zhihui_pixel_shift_start (&self->shift,
                                      zhihui_theme_get_unit (zhihui_wall_page_get_theme (page)),
                                      zhihui_wall_page_has_seams (page) ? ZHIHUI_SEAM_MARGIN
                                                                        : ZHIHUI_PIXEL_SHIFT_REACH);
  if (n_steps > 0 && self->step_id == 0)
    self->step_id = g_timeout_add (ZHIHUI_PIXEL_SHIFT_MS / n_steps, step_begun_cb, self);
}

/**
 * zhihui_page_shift_restart:
 * @now_us: monotonic clock
 *
 * Back in the middle: with others from now on.
 */
void
zhihui_page_shift_restart (ZhihuiPageShift *self, gint64 now_us)
{
  zhihui_page_shift_stop (self);
  *self = (ZhihuiPageShift){ .since_us = now_us };
}

/**
 * zhihui_page_shift_stop:
 *
 * Stays where it is.
 */
void
zhihui_page_shift_stop (ZhihuiPageShift *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
}
