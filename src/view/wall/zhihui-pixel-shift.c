/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-pixel-shift.h"

#include <math.h>

#define STEP_U 2   /* layout units a shift */
#define REACH_U 12 /* layout units from the middle */

/* Where the @n-th shift ends on one axis, in steps from the middle: up and down a saw of @period
 * shifts. Two axes of different periods visit the whole square. */
static int
get_place (guint n, guint reach, guint period_factor)
{
  guint half = reach * 2;
  guint at = (n / period_factor + reach) % (half * 2);

  return (int) (at <= half ? at : half * 2 - at) - (int) reach;
}

/**
 * zhihui_pixel_shift_start:
 * @unit: px of a layout unit
 *
 * Chooses the next place, at most 2 units away and never more than 12 from the middle.
 *
 * Returns: how many steps of one pixel lead there
 */
guint
zhihui_pixel_shift_start (ZhihuiPixelShift *self, double unit)
{
  int px = MAX ((int) floor (STEP_U * unit), 1);
  int reach = REACH_U / STEP_U;

  self->n_done++;
  self->to_x = px * get_place (self->n_done, (guint) reach, 1);
  self->to_y = px * get_place (self->n_done, (guint) reach, (guint) reach * 2);

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
