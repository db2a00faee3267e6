/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-glide.h"

static double
mix (double from, double to, double share)
{
  return from + (to - from) * share;
}

static gboolean
is_near (double a, double b)
{
  return ABS (a - b) < 1e-6;
}

/**
 * zhihui_ease_in_out:
 * @share: 0 is the start, 1 the end
 *
 * Returns: the share of the way done: slow, fast, slow (cubic, point-symmetric about the middle)
 */
double
zhihui_ease_in_out (double share)
{
  double left = 1.0 - share;

  return share < 0.5 ? 4.0 * share * share * share : 1.0 - 4.0 * left * left * left;
}

/**
 * zhihui_glide_share:
 * @duration_us: 0 or less has ended
 *
 * Returns: how much of the time is over, 0…1
 */
double
zhihui_glide_share (gint64 start_us, gint64 duration_us, gint64 now_us)
{
  if (duration_us <= 0)
    return 1.0;

  return CLAMP ((double) (now_us - start_us) / (double) duration_us, 0.0, 1.0);
}

/**
 * zhihui_pose_equal:
 *
 * Returns: whether nobody could see the difference
 */
gboolean
zhihui_pose_equal (const ZhihuiPose *a, const ZhihuiPose *b)
{
  return is_near (a->x, b->x) && is_near (a->y, b->y) && is_near (a->width, b->width) &&
         is_near (a->height, b->height) && is_near (a->colour.red, b->colour.red) &&
         is_near (a->colour.green, b->colour.green) && is_near (a->colour.blue, b->colour.blue) &&
         is_near (a->colour.alpha, b->colour.alpha);
}

/**
 * zhihui_glide_rest:
 *
 * The item stands at @pose from now on.
 */
void
zhihui_glide_rest (ZhihuiGlide *self, const ZhihuiPose *pose)
{
  self->from = self->to = *pose;
  self->start_us = 0;
  self->duration_us = 0;
}

/**
 * zhihui_glide_go:
 * @duration_us: 0 to be there at once
 *
 * Sends the item from where it is at @now_us to @to. On its way to just there it goes on as it was.
 */
void
zhihui_glide_go (ZhihuiGlide *self, const ZhihuiPose *to, gint64 now_us, gint64 duration_us)
{
  ZhihuiPose here;

  if (duration_us > 0 && zhihui_pose_equal (&self->to, to))
    return;

  zhihui_glide_look (self, now_us, &here);
  if (duration_us <= 0 || zhihui_pose_equal (&here, to))
    {
      zhihui_glide_rest (self, to);
      return;
    }

  self->from = here;
  self->to = *to;
  self->start_us = now_us;
  self->duration_us = duration_us;
}

/**
 * zhihui_glide_look:
 * @pose: (out): where the item is at @now_us
 *
 * Returns: whether it has arrived; then @pose is exactly the end
 */
gboolean
zhihui_glide_look (const ZhihuiGlide *self, gint64 now_us, ZhihuiPose *pose)
{
  double share = zhihui_glide_share (self->start_us, self->duration_us, now_us);
  double eased;

  if (share >= 1.0)
    {
      *pose = self->to;
      return TRUE;
    }

  eased = zhihui_ease_in_out (share);
  pose->x = mix (self->from.x, self->to.x, eased);
  pose->y = mix (self->from.y, self->to.y, eased);
  pose->width = mix (self->from.width, self->to.width, eased);
  pose->height = mix (self->from.height, self->to.height, eased);
  pose->colour.red = mix (self->from.colour.red, self->to.colour.red, eased);
  pose->colour.green = mix (self->from.colour.green, self->to.colour.green, eased);
  pose->colour.blue = mix (self->from.colour.blue, self->to.colour.blue, eased);
  pose->colour.alpha = mix (self->from.colour.alpha, self->to.colour.alpha, eased);
  return FALSE;
}
