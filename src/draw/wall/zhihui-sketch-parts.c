/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <math.h>

#define EDGE 20 /* u: beside an edge between two monitors */

/**
 * zhihui_sketch_split:
 * @least: u: a part that is not so wide is of no use
 * @parts: (out caller-allocates): as many as are of use, from left to right
 * @max_parts: that have room in @parts
 *
 * Returns: how many there are; one without an edge
 */
guint
zhihui_sketch_split (const ZhihuiSketch *self,
                     double              least,
                     ZhihuiSketchPart   *parts,
                     guint               max_parts)
{
  const ZhihuiSeamList *seams = &self->seams.upright;
  double                from = 0;
  guint                 n = 0;

  for (guint i = 0; i <= seams->n && n < max_parts; i++)
    {
      double to =
        i < seams->n ? floor (seams->items[i].from / self->u) - EDGE : floor (self->width);

      if (to - from >= least)
        parts[n++] = (ZhihuiSketchPart){ from, to - from };
      from = i < seams->n ? ceil (seams->items[i].to / self->u) + EDGE : to;
    }
  return n;
}
