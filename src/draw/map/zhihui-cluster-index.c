/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-cluster-index.h"

#include <math.h>

struct _ZhihuiClusterIndex
{
  GArray *levels[ZHIHUI_CLUSTER_MAX_ZOOM + 1]; /* (element-type ZhihuiMapPoint), owned */
};

/* Points by squares as wide as what is merged, chained by hash: neighbours are in nine of them. */
typedef struct
{
  const GArray *points; /* borrowed */
  double        edge;   /* Mercator */
  guint         mask;
  int          *heads; /* owned, -1 ends a chain */
  int          *nexts; /* owned */
} Squares;

static gint64
get_square (const Squares *self, double at)
{
  return (gint64) floor (at / self->edge);
}

static guint
hash_square (const Squares *self, gint64 x, gint64 y)
{
  guint64 hash = (guint64) x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
                 (guint64) y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  return (guint) (hash >> 32 ^ hash >> 11) & self->mask;
}

static void
fill_squares (Squares *self, const GArray *points, double edge)
{
  guint n_heads = 16;

  while (n_heads < points->len * 2)
    n_heads *= 2;
  self->points = points;
  self->edge = edge;
  self->mask = n_heads - 1;
  self->heads = g_new (int, n_heads);
  self->nexts = g_new (int, MAX (points->len, 1));
  for (guint i = 0; i < n_heads; i++)
    self->heads[i] = -1;
  /* The first point is to be the first of its chain. */
  for (guint i = points->len; i-- > 0;)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);
      int                  *head =
        &self->heads[hash_square (self, get_square (self, point->x), get_square (self, point->y))];

      self->nexts[i] = *head;
      *head = (int) i;
    }
}

/* The sum of several points, under way. */
typedef struct
{
  double  x, y; /* times cases */
  guint64 count, overdue;
} Sum;

static void
add_point (Sum *self, const ZhihuiMapPoint *point)
{
  self->x += point->x * point->count;
  self->y += point->y * point->count;
  self->count += point->count;
  self->overdue += point->overdue;
}

static void
take_chain (
  const Squares *squares, int head, const ZhihuiMapPoint *middle, gboolean *is_taken, Sum *sum)
{
  for (int i = head; i >= 0; i = squares->nexts[i])
    {
      const ZhihuiMapPoint *point = &g_array_index (squares->points, ZhihuiMapPoint, (guint) i);
      double                x = point->x - middle->x, y = point->y - middle->y;

      if (is_taken[i] || x * x + y * y > squares->edge * squares->edge)
        continue;
      is_taken[i] = TRUE;
      add_point (sum, point);
    }
}

/* Each point that was not taken yet takes all those within @radius of it. */
static GArray *
merge (const GArray *points, double radius)
{
  GArray   *merged = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiMapPoint), points->len);
  Squares   squares;
  gboolean *is_taken = g_new0 (gboolean, MAX (points->len, 1));

  fill_squares (&squares, points, radius);
  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);
      ZhihuiMapPoint        cluster = *point;
      Sum                   sum = { 0 };
      gint64 x = get_square (&squares, point->x), y = get_square (&squares, point->y);

      if (is_taken[i])
        continue;
      is_taken[i] = TRUE;
      add_point (&sum, point);
      for (gint64 dy = -1; dy <= 1; dy++)
        for (gint64 dx = -1; dx <= 1; dx++)
          take_chain (
            &squares, squares.heads[hash_square (&squares, x + dx, y + dy)], point, is_taken, &sum);
      if (sum.count > point->count)
        {
          cluster.x = sum.x / (double) sum.count;
          cluster.y = sum.y / (double) sum.count;
        }
      cluster.count = (guint32) MIN (sum.count, G_MAXUINT32);
      cluster.overdue = (guint32) MIN (sum.overdue, G_MAXUINT32);
      g_array_append_val (merged, cluster);
    }
  g_free (squares.heads);
  g_free (squares.nexts);
  g_free (is_taken);
  return merged;
}

/**
 * zhihui_cluster_index_new:
 * @points: (element-type ZhihuiMapPoint): within the world, none with a count of 0
 * @radius: within which points are merged, px at each whole zoom
 *
 * From the largest zoom to the smallest, those of the zoom before are merged: the first point takes
 * all within @radius, then the first that is left, and so on. The place of a cluster is the mean of
 * its cases. Fifty thousand points take some tens of milliseconds.
 */
ZhihuiClusterIndex *
zhihui_cluster_index_new (const GArray *points, double radius)
{
  ZhihuiClusterIndex *self = g_new0 (ZhihuiClusterIndex, 1);
  const GArray       *before = points;

  for (int zoom = ZHIHUI_CLUSTER_MAX_ZOOM; zoom >= 0; zoom--)
    {
      self->levels[zoom] = merge (before, radius / zhihui_mercator_get_world_px (zoom));
      before = self->levels[zoom];
    }
  return self;
}

void
zhihui_cluster_index_free (ZhihuiClusterIndex *self)
{
  for (guint i = 0; i <= ZHIHUI_CLUSTER_MAX_ZOOM; i++)
    g_array_unref (self->levels[i]);
  g_free (self);
}

/**
 * zhihui_cluster_index_get:
 * @zoom: of the map; between two whole zooms the smaller one counts
 *
 * Returns: (transfer none) (element-type ZhihuiMapPoint): the clusters, and single points among
 * them
 */
const GArray *
zhihui_cluster_index_get (const ZhihuiClusterIndex *self, double zoom)
{
  return self->levels[(guint) CLAMP (floor (zoom), 0, ZHIHUI_CLUSTER_MAX_ZOOM)];
}
