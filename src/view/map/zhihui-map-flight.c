/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-flight.h"

#include <math.h>

#include "zhihui-glide.h"

/**
 * zhihui_map_flight_look:
 * @now: (out): where one is; its size is that of the end
 *
 * The zoom changes evenly, and the middle as the width of what is seen does, so that one place of
 * the world stays where it is on the screen; without a change of zoom the middle moves evenly.
 *
 * Returns: whether it has arrived
 */
gboolean
zhihui_map_flight_look (const ZhihuiMapFlight *self, gint64 now_us, ZhihuiViewport *now)
{
  double share = zhihui_glide_share (self->start_us, self->duration_us, now_us);
  double way = zhihui_ease_in_out (share);
  double from = exp2 (-self->from.zoom), to = exp2 (-self->to.zoom);

  *now = self->to;
  if (share >= 1.0)
    return TRUE;

  now->zoom = self->from.zoom + (self->to.zoom - self->from.zoom) * way;
  if (fabs (self->to.zoom - self->from.zoom) > 1e-3)
    way = (exp2 (-now->zoom) - from) / (to - from);
  now->x = self->from.x + (self->to.x - self->from.x) * way;
  now->y = self->from.y + (self->to.y - self->from.y) * way;
  return FALSE;
}
