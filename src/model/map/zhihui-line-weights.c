/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-line-weights.h"

#include <math.h>
#include <string.h>

#include "zhihui-mesh-private.h"

/* A corner matters when the triangle with its neighbours covers half a pixel: below that a line
 * without it looks the same. */
#define LEAST_AREA_PX 0.5

#define N_KEPT_OF_ISLAND 2 /* besides the corner where it closes: still a triangle */

typedef struct
{
  guint32 before, after;
} Link;

static double
measure_triangle (const ZhihuiCorner *a, const ZhihuiCorner *b, const ZhihuiCorner *c)
{
  double ux = (double) b->x - a->x, uy = (double) b->y - a->y;
  double vx = (double) c->x - a->x, vy = (double) c->y - a->y;

  return fabs (ux * vy - uy * vx) / 2;
}

/* The least zoom at which an area of (Mercator * 2^32)² has LEAST_AREA_PX, in steps rounded down.
 */
static guint8
count_steps (double area)
{
  double width_px;

  if (area <= 0)
    return G_MAXUINT8;

  width_px = sqrt (LEAST_AREA_PX / area) * ZHIHUI_CORNER_SCALE;
  return (guint8) CLAMP (
    floor (log2 (width_px / ZHIHUI_MERCATOR_TILE_PX) * ZHIHUI_MESH_ZOOM_STEPS), 0, G_MAXUINT8);
}

static void
weigh (
  const ZhihuiCorner *corners, const Link *links, guint32 i, double least, ZhihuiWeightHeap *heap)
{
  double area = measure_triangle (&corners[links[i].before], &corners[i], &corners[links[i].after]);

  zhihui_weight_heap_set (heap, i, MAX (area, least));
}

/**
 * zhihui_line_weigh:
 * @corners: (array length=n_corners): a line; closed when its ends are the same
 * @n_corners: 2 or more
 * @heap: an empty heap, left empty
 * @zooms: (out) (array length=n_corners): from which zoom each corner matters, in steps of
 * %ZHIHUI_MESH_ZOOM_STEPS
 *
 * Ends always matter; the others in the order in which their triangles become visible, no corner
 * before those that were taken away after it. A closed line remains a triangle. Source:
 * M. Visvalingam, J. D. Whyatt, Line generalisation by repeated elimination of points, 1993.
 */
void
zhihui_line_weigh (const ZhihuiCorner *corners,
                   guint               n_corners,
                   ZhihuiWeightHeap   *heap,
                   guint8             *zooms)
{
  const gboolean   is_closed = memcmp (&corners[0], &corners[n_corners - 1], sizeof *corners) == 0;
  const guint32    n_kept = is_closed ? N_KEPT_OF_ISLAND : 0;
  g_autofree Link *links = g_new (Link, n_corners);
  guint32          i, n_left = n_corners - 2;
  double           area, greatest = 0;

  memset (zooms, 0, n_corners);
  for (i = 0; i < n_corners; i++)
    links[i] = (Link){ i - 1, i + 1 };
  for (i = 1; i + 1 < n_corners; i++)
    weigh (corners, links, i, 0, heap);

  for (; n_left > n_kept && zhihui_weight_heap_take (heap, &i, &area); n_left--)
    {
      const Link link = links[i];

      greatest = MAX (greatest, area);
      zooms[i] = count_steps (greatest);
      links[link.before].after = link.after;
      links[link.after].before = link.before;
      if (link.before > 0)
        weigh (corners, links, link.before, greatest, heap);
      if (link.after + 1 < n_corners)
        weigh (corners, links, link.after, greatest, heap);
    }
  zhihui_weight_heap_clear (heap);
}
