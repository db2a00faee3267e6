/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-pixel-shift.h"

#include <math.h>

#define STEP_U 2 /* layout units a shift */
#define UP_U 4   /* above a page there is a strip of words, which stays: no further */

/* Where the @n-th shift ends on one axis, in steps from the middle: a saw from -@before to @after.
 * Two axes of different periods visit the whole square. */
static int
get_place (guint n, guint before, guint after, guint period_factor)
{
  guint span = before + after;
  guint at = (n / period_factor + before) % (span * 2);

  return (int) (at <= span ? at : span * 2 - at) - (int) before;
}

/**
 * zhihui_pixel_shift_start:
 * @unit: px of a layout unit
 * @reach: layout units, even: %ZHIHUI_PIXEL_SHIFT_REACH where there is room
 *
 * Chooses the next place, at most 2 units away and never more than @reach from the middle, nor
 * more than 4 above it.
 *
 * Returns: how many steps of one pixel lead there
 */
guint
zhihui_pixel_shift_start (ZhihuiPixelShift *self, double unit, guint reach)
{
  int   px = MAX ((int) floor (STEP_U * unit), 1);
  guint n_steps = reach / STEP_U;

  self->n_done++;
  self->to_x = px * get_place (self->n_done, n_steps, n_steps, 1);
  self->to_y = px * get_place (self->n_done, MIN (n_steps, UP_U / STEP_U), n_steps, n_steps * 2);

  return (guint) MAX (ABS (self->to_x - self->x), ABS (self->to_y - self->y));
}

/**
 * zhihui_pixel_shift_step:
 *
 * Goes one pixel on. Whole pixels keep text sharp, and one frame a pixel is all that is drawn.
 *
 * Returns: whether there is more to go
 */
gboolean
zhihui_pixel_shift_step (ZhihuiPixelShift *self)
{
  self->x += (self->to_x > self->x) - (self->to_x < self->x);
  self->y += (self->to_y > self->y) - (self->to_y < self->y);

  return self->x != self->to_x || self->y != self->to_y;
}
