/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-edge-mend.h"

#include <math.h>
#include <stdlib.h>

/* Borders of neighbours that should be one and are not quite. Only edges that one region has alone
 * are looked at: the others are one already. */

typedef struct
{
  guint64 cell;
  guint32 point;
} Spot;

typedef struct
{
  double  along; /* the edge, 0 to 1 */
  guint32 point;
} Stop;

typedef struct
{
  ZhihuiEdgeSet *edges;
  double         tolerance; /* units of corners */
  double         cell;      /* side of the squares in which points are looked for */
  guint32       *standing;  /* owned, of each point: that which stands for it, itself or another */
  GArray        *spots;     /* owned (element-type Spot): of points of such edges, by cell */
  GArray        *stops;     /* owned (element-type Stop): on the edge at hand */
} Mend;

static const ZhihuiCorner *
get_point (const Mend *self, guint32 point)
{
  return &g_array_index (self->edges->points, ZhihuiCorner, point);
}

static guint64
get_cell (double column, double row)
{
  return ((guint64) MAX (column, 0) << 32) | (guint64) MAX (row, 0);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *x = a, *y = b;

  if (x->cell != y->cell)
    return x->cell < y->cell ? -1 : 1;
  return (x->point > y->point) - (x->point < y->point);
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const Stop *x = a, *y = b;

  return (x->along > y->along) - (x->along < y->along);
}

static guint
find_first (const Mend *self, guint64 cell)
{
  guint low = 0, high = self->spots->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->spots, Spot, middle).cell < cell)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Sorts the points of lonely edges that still stand for themselves into squares of that side. */
static void
sort_points (Mend *self, double cell)
{
  g_autofree guint8 *is_in = g_new0 (guint8, self->edges->points->len);

  self->cell = cell;
  g_array_set_size (self->spots, 0);
  for (guint32 edge = 0; edge < zhihui_edge_set_get_n_edges (self->edges); edge++)
    {
      guint                n_uses;
      const ZhihuiEdgeUse *use = zhihui_edge_set_get_uses (self->edges, edge, &n_uses);
      const guint32        ends[] = { use->a, use->b };

      for (guint i = 0; n_uses == 1 && i < G_N_ELEMENTS (ends); i++)
        {
          const ZhihuiCorner *corner = get_point (self, ends[i]);
          const Spot spot = { get_cell (floor (corner->x / cell), floor (corner->y / cell)),
                              ends[i] };

          if (self->standing[ends[i]] == ends[i] && !is_in[ends[i]])
            g_array_append_val (self->spots, spot);
          is_in[ends[i]] = TRUE;
        }
    }
  g_array_sort (self->spots, compare_spots);
}

/* Calls @visit with every sorted point in the squares that hold the rectangle. */
static void
visit_points (Mend               *self,
              const ZhihuiCorner *low,
              const ZhihuiCorner *high,
              void (*visit) (Mend *self, guint32 point, gpointer data),
              gpointer data)
{
  const double right = floor ((high->x + self->tolerance) / self->cell);
  const double bottom = floor ((high->y + self->tolerance) / self->cell);

  for (double column = floor (MAX (low->x - self->tolerance, 0) / self->cell); column <= right;
       column++)
    for (double row = floor (MAX (low->y - self->tolerance, 0) / self->cell); row <= bottom; row++)
      {
        const guint64 cell = get_cell (column, row);

        for (guint i = find_first (self, cell);
             i < self->spots->len && g_array_index (self->spots, Spot, i).cell == cell;
             i++)
          visit (self, g_array_index (self->spots, Spot, i).point, data);
      }
}

/* ---- points that are nearly one ---- */

static void
join_point (Mend *self, guint32 other, gpointer data)
{
  const guint32       point = *(guint32 *) data;
  const ZhihuiCorner *a = get_point (self, point), *b = get_point (self, other);

  if (other < self->standing[point] && self->standing[other] == other &&
      hypot ((double) a->x - b->x, (double) a->y - b->y) <= self->tolerance)
    self->standing[point] = other;
}

static void
join_points (Mend *self)
{
  g_autofree guint8 *is_in = g_new0 (guint8, self->edges->points->len);

  sort_points (self, self->tolerance);
  for (guint i = 0; i < self->spots->len; i++)
    is_in[g_array_index (self->spots, Spot, i).point] = TRUE;

  /* In the order of the points, so that what others are moved to does not move. */
  for (guint32 point = 0; point < self->edges->points->len; point++)
    if (is_in[point])
      visit_points (self, get_point (self, point), get_point (self, point), join_point, &point);
}

/* ---- points that lie on an edge ---- */

static void
note_stop (Mend *self, guint32 point, gpointer data)
{
  const guint32      *ends = data;
  const ZhihuiCorner *a = get_point (self, ends[0]), *b = get_point (self, ends[1]);
  const ZhihuiCorner *c = get_point (self, point);
  const double        dx = (double) b->x - a->x, dy = (double) b->y - a->y;
  const double        px = (double) c->x - a->x, py = (double) c->y - a->y;
  const double        length_2 = dx * dx + dy * dy;
  const Stop          stop = { (px * dx + py * dy) / length_2, point };

  if (point != ends[0] && point != ends[1] && stop.along > 0 && stop.along < 1 &&
      fabs (px * dy - py * dx) <= self->tolerance * sqrt (length_2))
    g_array_append_val (self->stops, stop);
}

static void
split_edge (Mend *self, const ZhihuiEdgeUse *use, GArray *uses)
{
  const guint32       ends[] = { self->standing[use->a], self->standing[use->b] };
  const ZhihuiCorner *a = get_point (self, ends[0]), *b = get_point (self, ends[1]);
  const ZhihuiCorner  low = { MIN (a->x, b->x), MIN (a->y, b->y) };
  const ZhihuiCorner  high = { MAX (a->x, b->x), MAX (a->y, b->y) };
  const Stop          last = { 1, ends[1] };
  guint32             from = ends[0];

  if (ends[0] == ends[1])
    return;

  g_array_set_size (self->stops, 0);
  visit_points (self, &low, &high, note_stop, (gpointer) ends);
  g_array_sort (self->stops, compare_stops);
  g_array_append_val (self->stops, last);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const guint32       to = g_array_index (self->stops, Stop, i).point;
      const ZhihuiEdgeUse part = { MIN (from, to), MAX (from, to), use->region };

      g_array_append_val (uses, part);
      from = to;
    }
}

/* How long lonely edges are in the mean. */
static double
measure_edges (const Mend *self)
{
  double total = 0;
  guint  n = 0;

  for (guint32 edge = 0; edge < zhihui_edge_set_get_n_edges (self->edges); edge++)
    {
      guint                n_uses;
      const ZhihuiEdgeUse *use = zhihui_edge_set_get_uses (self->edges, edge, &n_uses);
      const ZhihuiCorner  *a = get_point (self, use->a), *b = get_point (self, use->b);

      if (n_uses != 1)
        continue;
      total += hypot ((double) a->x - b->x, (double) a->y - b->y);
      n++;
    }

  return n > 0 ? total / n : 1;
}

static GArray *
split_edges (Mend *self)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (ZhihuiEdgeUse));

  sort_points (self, MAX (self->tolerance, measure_edges (self)));
  for (guint32 edge = 0; edge < zhihui_edge_set_get_n_edges (self->edges); edge++)
    {
      guint                n_uses;
      const ZhihuiEdgeUse *own = zhihui_edge_set_get_uses (self->edges, edge, &n_uses);

      if (n_uses == 1)
        {
          split_edge (self, own, uses);
          continue;
        }
      for (guint i = 0; i < n_uses; i++)
        {
          const guint32       a = self->standing[own[i].a], b = self->standing[own[i].b];
          const ZhihuiEdgeUse moved = { MIN (a, b), MAX (a, b), own[i].region };

          if (a != b)
            g_array_append_val (uses, moved);
        }
    }

  return uses;
}

/**
 * zhihui_edge_mend:
 * @edges: a sealed set, sealed again
 * @tolerance: how far borders may be apart that should be one, Mercator * 2^32
 *
 * Where one region has a side alone, points that are nearly the same become one, and a side on
 * which a point of another lies is cut there, so that both have the same corners.
 */
void
zhihui_edge_mend (ZhihuiEdgeSet *edges, double tolerance)
{
  Mend    self = { .edges = edges, .tolerance = MAX (tolerance, 1) };
  GArray *uses;

  self.standing = g_new (guint32, edges->points->len);
  for (guint32 i = 0; i < edges->points->len; i++)
    self.standing[i] = i;
  self.spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  self.stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  join_points (&self);
  uses = split_edges (&self);
  g_array_unref (edges->uses);
  edges->uses = uses;
  g_array_set_size (edges->edges, 0);
  zhihui_edge_set_seal (edges);

  g_free (self.standing);
  g_array_unref (self.spots);
  g_array_unref (self.stops);
}
