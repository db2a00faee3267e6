/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ring-pair.h"

#include <math.h>
#include <stdlib.h>

/* Places along a ring that are compared for the best turn. */
#define SAMPLES 96

/* A ring with how far along it each corner lies. */
typedef struct
{
  ZhihuiSpot *spots; /* owned */
  double     *ways;  /* owned, n + 1: 0…1, ascending; the last one is 1 */
  guint       n;
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->spots, g_free);
  g_clear_pointer (&self->ways, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/**
 * zhihui_ring_measure_area:
 *
 * Returns: px², negative when it runs the other way around
 */
double
zhihui_ring_measure_area (const ZhihuiSpot *ring, guint n)
{
  double area = 0;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiSpot *a = &ring[i], *b = &ring[(i + 1) % n];

      area += (a->x - ring[0].x) * (b->y - ring[0].y) - (b->x - ring[0].x) * (a->y - ring[0].y);
    }
  return area / 2;
}

static void
walk_init (Walk *self, const ZhihuiSpot *ring, guint n, gboolean is_reverse)
{
  double length = 0;

  self->n = n;
  self->spots = g_new (ZhihuiSpot, n);
  self->ways = g_new (double, n + 1);
  for (guint i = 0; i < n; i++)
    self->spots[i] = ring[is_reverse ? n - 1 - i : i];
  for (guint i = 0; i <= n; i++)
    {
      self->ways[i] = length;
      length += hypot (self->spots[(i + 1) % n].x - self->spots[i % n].x,
                       self->spots[(i + 1) % n].y - self->spots[i % n].y);
    }
  for (guint i = 0; i < n; i++)
    self->ways[i] = self->ways[n] > 0 ? self->ways[i] / self->ways[n] : (double) i / n;
  self->ways[n] = 1;
}

/* @way: 0…1, or beyond it once more around. */
static ZhihuiSpot
look (const Walk *self, double way)
{
  guint             low = 0, high = self->n;
  const ZhihuiSpot *a, *b;
  double            part;

  way -= floor (way);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->ways[middle] <= way)
        low = middle;
      else
        high = middle;
    }
  a = &self->spots[low];
  b = &self->spots[(low + 1) % self->n];
  part = self->ways[low + 1] - self->ways[low];
  part = part > 0 ? (way - self->ways[low]) / part : 0;
  return (ZhihuiSpot){ a->x + (b->x - a->x) * part, a->y + (b->y - a->y) * part };
}

static ZhihuiSpot
find_middle (const ZhihuiSpot *spots, guint n)
{
  ZhihuiSpot middle = { 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      middle.x += spots[i].x / n;
      middle.y += spots[i].y / n;
    }
  return middle;
}

static void
sample (const Walk *self, ZhihuiSpot *spots)
{
  ZhihuiSpot middle;

  for (guint i = 0; i < SAMPLES; i++)
    spots[i] = look (self, (double) i / SAMPLES);
  middle = find_middle (spots, SAMPLES);
  for (guint i = 0; i < SAMPLES; i++)
    {
      spots[i].x -= middle.x;
      spots[i].y -= middle.y;
    }
}

/* How far @from is to be walked on before it begins, so that all move the least, apart from the way
 * that both middles are apart. The first of equal ones. */
static double
find_turn (const Walk *from, const Walk *to)
{
  ZhihuiSpot a[SAMPLES], b[SAMPLES];
  double     least = G_MAXDOUBLE;
  guint      best = 0;

  sample (from, a);
  sample (to, b);
  for (guint turn = 0; turn < SAMPLES; turn++)
    {
      double sum = 0;

      for (guint i = 0; i < SAMPLES; i++)
        {
          double dx = a[(i + turn) % SAMPLES].x - b[i].x, dy = a[(i + turn) % SAMPLES].y - b[i].y;

          sum += dx * dx + dy * dy;
        }
      if (sum < least * (1 - 1e-12))
        {
          least = sum;
          best = turn;
        }
    }
  return (double) best / SAMPLES;
}

/* A corner of one of both, by its way along @to. */
typedef struct
{
  double way;
  guint  index;
  int    is_of_to;
} Stop;

static int
compare_stops (const void *a, const void *b)
{
  const Stop *one = a, *other = b;

  if (one->way < other->way || one->way > other->way)
    return one->way > other->way ? 1 : -1;
  if (one->is_of_to != other->is_of_to)
    return one->is_of_to - other->is_of_to;
  return (one->index > other->index) - (one->index < other->index);
}

static ZhihuiRingPair *
make_pair (guint n)
{
  ZhihuiRingPair *self = g_new0 (ZhihuiRingPair, 1);

  self->n = n;
  self->from = g_new (ZhihuiSpot, n);
  self->to = g_new (ZhihuiSpot, n);
  return self;
}

/**
 * zhihui_ring_pair_new:
 * @from: (array length=n_from): at least three corners, closed implicitly
 * @to: (array length=n_to): likewise
 *
 * Where they run around differently, @from is turned over: else there would be nothing of it half
 * way.
 *
 * Returns: (transfer full): @n_from + @n_to corners
 */
ZhihuiRingPair *
zhihui_ring_pair_new (const ZhihuiSpot *from, guint n_from, const ZhihuiSpot *to, guint n_to)
{
  g_auto (Walk) one = { 0 }, other = { 0 };
  g_autofree Stop *stops = NULL;
  ZhihuiRingPair  *self;
  double           turn;

  g_return_val_if_fail (n_from >= 3 && n_to >= 3, NULL);

  walk_init (&one,
             from,
             n_from,
             zhihui_ring_measure_area (from, n_from) * zhihui_ring_measure_area (to, n_to) < 0);
  walk_init (&other, to, n_to, FALSE);
  turn = find_turn (&one, &other);
  self = make_pair (n_from + n_to);
  stops = g_new (Stop, self->n);
  for (guint i = 0; i < n_from; i++)
    stops[i] = (Stop){ one.ways[i] - turn + (one.ways[i] < turn ? 1 : 0), i, FALSE };
  for (guint i = 0; i < n_to; i++)
    stops[n_from + i] = (Stop){ other.ways[i], i, TRUE };
  qsort (stops, self->n, sizeof *stops, compare_stops);
  for (guint i = 0; i < self->n; i++)
    {
      const Stop *stop = &stops[i];

      self->from[i] = stop->is_of_to ? look (&one, stop->way + turn) : one.spots[stop->index];
      self->to[i] = stop->is_of_to ? other.spots[stop->index] : look (&other, stop->way);
    }
  return self;
}

/**
 * zhihui_ring_pair_new_growing:
 * @to: (array length=n_to): at least three corners, closed implicitly
 *
 * Returns: (transfer full): out of its middle
 */
ZhihuiRingPair *
zhihui_ring_pair_new_growing (const ZhihuiSpot *to, guint n_to)
{
  ZhihuiSpot      middle = find_middle (to, n_to);
  ZhihuiRingPair *self;

  g_return_val_if_fail (n_to >= 3, NULL);

  self = make_pair (n_to);
  for (guint i = 0; i < n_to; i++)
    {
      self->from[i] = middle;
      self->to[i] = to[i];
    }
  return self;
}

/**
 * zhihui_ring_pair_free:
 * @self: (transfer full) (nullable)
 */
void
zhihui_ring_pair_free (ZhihuiRingPair *self)
{
  if (self == NULL)
    return;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/**
 * zhihui_ring_pair_look:
 * @corner: less than n
 * @share: 0: as it was, 1: as it will be
 *
 * Returns: where the corner is; exactly so at both ends
 */
ZhihuiSpot
zhihui_ring_pair_look (const ZhihuiRingPair *self, guint corner, double share)
{
  const ZhihuiSpot *a = &self->from[corner], *b = &self->to[corner];

  if (share <= 0)
    return *a;
  if (share >= 1)
    return *b;
  return (ZhihuiSpot){ a->x + (b->x - a->x) * share, a->y + (b->y - a->y) * share };
}
