/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-label-place.h"

#include <math.h>

/* Good enough when no place can be better by more than this share of the region's size. */
#define TOLERANCE (1.0 / 128)
#define MAX_CELLS 4096

typedef struct
{
  double x, y;
} Place;

/* A square; how far its middle is from the border, negative outside. */
typedef struct
{
  Place  middle;
  double half, distance;
} Cell;

typedef struct
{
  const ZhihuiCorner *corners;
  const GArray       *ring_ends;
  GArray             *cells; /* (element-type Cell) */
  ZhihuiWeightHeap   *heap;  /* of cells, that which may hold the farthest place first */
  Cell                best;
} Search;

static double
measure_to_side (Place place, Place a, Place b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length_2 = dx * dx + dy * dy;
  double along = length_2 > 0 ? ((place.x - a.x) * dx + (place.y - a.y) * dy) / length_2 : 0;

  along = CLAMP (along, 0, 1);
  dx = place.x - a.x - along * dx;
  dy = place.y - a.y - along * dy;
  return dx * dx + dy * dy;
}

static double
measure_to_border (const Search *search, Place place)
{
  double   least = G_MAXDOUBLE;
  gboolean is_inside = FALSE;
  guint32  from = 0;

  for (guint ring = 0; ring < search->ring_ends->len; ring++)
    {
      guint32 end = g_array_index (search->ring_ends, guint32, ring);
      Place   a = { search->corners[end - 1].x, search->corners[end - 1].y };

      for (guint32 i = from; i < end; i++)
        {
          Place b = { search->corners[i].x, search->corners[i].y };

          least = MIN (least, measure_to_side (place, a, b));
          if ((a.y > place.y) != (b.y > place.y) &&
              place.x < a.x + (place.y - a.y) * (b.x - a.x) / (b.y - a.y))
            is_inside = !is_inside;
          a = b;
        }
      from = end;
    }

  return is_inside ? sqrt (least) : -sqrt (least);
}

static void
add_cell (Search *search, Place middle, double half, double tolerance)
{
  Cell cell = { middle, half, measure_to_border (search, middle) };

  if (cell.distance > search->best.distance)
    search->best = cell;
  if (cell.distance + half * G_SQRT2 <= search->best.distance + tolerance)
    return;

  g_array_append_val (search->cells, cell);
  zhihui_weight_heap_set (search->heap, search->cells->len - 1, -(cell.distance + half * G_SQRT2));
}

static void
refine (Search *search, double tolerance)
{
  guint32 index;
  double  weight;

  while (search->cells->len < MAX_CELLS &&
         zhihui_weight_heap_take (search->heap, &index, &weight) &&
         -weight > search->best.distance + tolerance)
    {
      const Cell   cell = g_array_index (search->cells, Cell, index);
      const double half = cell.half / 2;

      for (guint i = 0; i < 4; i++)
        add_cell (search,
                  (Place){ cell.middle.x + (i % 2 == 0 ? -half : half),
                           cell.middle.y + (i / 2 == 0 ? -half : half) },
                  half,
                  tolerance);
    }
}

/**
 * zhihui_label_place_find:
 * @corners: (element-type ZhihuiCorner): of all rings of a region
 * @ring_ends: (element-type guint32): index behind the last corner of each ring; not empty
 * @heap: an empty heap, left empty
 * @x: (out): Mercator * 2^32
 * @y: (out): the same
 *
 * Finds the place inside that is farthest from the border, within a 128th of the region's size:
 * where a label has most room. Source: the pole of inaccessibility by halving squares,
 * D. Garcia-Castellanos, U. Lombardo, 2007, with bounds instead of chance.
 */
void
zhihui_label_place_find (
  const GArray *corners, const GArray *ring_ends, ZhihuiWeightHeap *heap, double *x, double *y)
{
  Search search = { .corners = (const ZhihuiCorner *) corners->data,
                    .ring_ends = ring_ends,
                    .heap = heap,
                    .best = { .distance = -G_MAXDOUBLE } };
  Place  low = { G_MAXDOUBLE, G_MAXDOUBLE }, high = { 0, 0 };
  double half, tolerance;

  for (guint i = 0; i < corners->len; i++)
    {
      low.x = MIN (low.x, search.corners[i].x);
      low.y = MIN (low.y, search.corners[i].y);
      high.x = MAX (high.x, search.corners[i].x);
      high.y = MAX (high.y, search.corners[i].y);
    }

  search.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  tolerance = MAX (high.x - low.x, high.y - low.y) * TOLERANCE;
  half = MAX (MIN (high.x - low.x, high.y - low.y) / 2, tolerance);
  for (double cx = low.x + half; cx - half < high.x; cx += half * 2)
    for (double cy = low.y + half; cy - half < high.y; cy += half * 2)
      add_cell (&search, (Place){ cx, cy }, half, tolerance);
  refine (&search, tolerance);

  zhihui_weight_heap_clear (heap);
  g_array_unref (search.cells);
  *x = search.best.middle.x;
  *y = search.best.middle.y;
}
