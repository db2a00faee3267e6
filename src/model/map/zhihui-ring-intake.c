/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ring-intake.h"

#include <math.h>

#define LEAST_CORNERS 3

typedef struct
{
  guint64 sides; /* the same whichever way and from whichever corner the ring goes */
  guint32 region, n_corners;
} Fingerprint;

struct _ZhihuiRingIntake
{
  ZhihuiEdgeSet *edges;   /* borrowed */
  GArray        *corners; /* owned (element-type ZhihuiCorner): of the ring at hand */
  GHashTable    *known;   /* owned (element-type Fingerprint) */
};

static guint
hash_fingerprint (gconstpointer key)
{
  const Fingerprint *print = key;

  return (guint) (print->sides ^ (print->sides >> 32)) ^ print->region;
}

static gboolean
equal_fingerprints (gconstpointer a, gconstpointer b)
{
  const Fingerprint *x = a, *y = b;

  return x->sides == y->sides && x->region == y->region && x->n_corners == y->n_corners;
}

/**
 * zhihui_ring_intake_new:
 * @edges: (transfer none): a set that is not sealed, and lives longer
 *
 * Returns: (transfer full): an intake
 */
ZhihuiRingIntake *
zhihui_ring_intake_new (ZhihuiEdgeSet *edges)
{
  ZhihuiRingIntake *self = g_new0 (ZhihuiRingIntake, 1);

  self->edges = edges;
  self->corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  self->known = g_hash_table_new_full (hash_fingerprint, equal_fingerprints, g_free, NULL);
  return self;
}

void
zhihui_ring_intake_free (ZhihuiRingIntake *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->corners);
  g_hash_table_unref (self->known);
  g_free (self);
}

static gboolean
are_same (const ZhihuiCorner *a, const ZhihuiCorner *b)
{
  return a->x == b->x && a->y == b->y;
}

static guint32
scale (double share)
{
  return (guint32) MIN (floor (share * ZHIHUI_CORNER_SCALE + 0.5), G_MAXUINT32);
}

/* Projects a ring; no corner is like its neighbour. Returns whether it may have an area. */
static gboolean
take_ring (ZhihuiRingIntake *self, const GArray *ring)
{
  ZhihuiCorner low = { G_MAXUINT32, G_MAXUINT32 }, high = { 0, 0 };
  GArray      *corners = self->corners;

  g_array_set_size (corners, 0);
  for (guint i = 0; i + 1 < ring->len; i += 2)
    {
      double       x, y;
      ZhihuiCorner corner;

      zhihui_mercator_project (
        g_array_index (ring, double, i), g_array_index (ring, double, i + 1), &x, &y);
      corner = (ZhihuiCorner){ scale (x), scale (y) };
      if (corners->len > 0 &&
          are_same (&corner, &g_array_index (corners, ZhihuiCorner, corners->len - 1)))
        continue;

      low = (ZhihuiCorner){ MIN (low.x, corner.x), MIN (low.y, corner.y) };
      high = (ZhihuiCorner){ MAX (high.x, corner.x), MAX (high.y, corner.y) };
      g_array_append_val (corners, corner);
    }

  while (corners->len > 1 && are_same (&g_array_index (corners, ZhihuiCorner, 0),
                                       &g_array_index (corners, ZhihuiCorner, corners->len - 1)))
    g_array_set_size (corners, corners->len - 1);

  return corners->len >= LEAST_CORNERS && low.x < high.x && low.y < high.y;
}

/* Source of the mixing: SplitMix64, G. L. Steele, D. Lea, C. H. Flood, 2014. */
static guint64
mix (guint64 bits)
{
  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

static Fingerprint
take_fingerprint (const GArray *corners, guint32 region)
{
  Fingerprint         print = { 0, region, corners->len };
  const ZhihuiCorner *before = &g_array_index (corners, ZhihuiCorner, corners->len - 1);

  for (guint i = 0; i < corners->len; i++)
    {
      const ZhihuiCorner *corner = &g_array_index (corners, ZhihuiCorner, i);
      guint64             one = mix ((((guint64) corner->x << 32) | corner->y) + 1);
      guint64             other = mix ((((guint64) before->x << 32) | before->y) + 1);

      print.sides += mix (one + other);
      before = corner;
    }

  return print;
}

static gboolean
holds_place (const GArray *ring, double lon, double lat)
{
  const double *places = (const double *) ring->data;
  const guint   n = ring->len / 2;
  gboolean      odd = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const double *a = places + i * 2, *b = places + (i + 1) % n * 2;

      if ((a[1] > lat) != (b[1] > lat) && lon < a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1]))
        odd = !odd;
    }

  return odd;
}

/* Whether a ring lies in an odd number of the others of its outline that are not the same. */
static gboolean
is_in_another (ZhihuiRingIntake    *self,
               const ZhihuiOutline *outline,
               guint                index,
               const Fingerprint   *print)
{
  const GArray *ring = outline->rings->pdata[index];
  const double *places = (const double *) ring->data;
  const double  lon = (places[0] + places[2]) / 2, lat = (places[1] + places[3]) / 2;
  gboolean      odd = FALSE;

  for (guint i = 0; i < outline->rings->len; i++)
    {
      const GArray *other = outline->rings->pdata[i];
      Fingerprint   other_print;

      if (!holds_place (other, lon, lat) || !take_ring (self, other))
        continue;
      other_print = take_fingerprint (self->corners, print->region);
      odd ^= !equal_fingerprints (&other_print, print);
    }

  return odd;
}

/**
 * zhihui_ring_intake_has_area:
 * @self: an intake
 * @outline: an outline, as it came
 *
 * Returns: whether any of its rings may have an area
 */
gboolean
zhihui_ring_intake_has_area (ZhihuiRingIntake *self, const ZhihuiOutline *outline)
{
  for (guint i = 0; i < outline->rings->len; i++)
    if (take_ring (self, outline->rings->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * zhihui_ring_intake_add:
 * @self: an intake
 * @outline: an outline, as it came
 * @region: which region it bounds
 *
 * Adds the sides of its rings. A ring that the region has already is a slip and is left out, but
 * where it lies in another it is a hole that is filled again: both count.
 */
void
zhihui_ring_intake_add (ZhihuiRingIntake *self, const ZhihuiOutline *outline, guint32 region)
{
  for (guint i = 0; i < outline->rings->len; i++)
    {
      Fingerprint print;

      if (!take_ring (self, outline->rings->pdata[i]))
        continue;

      print = take_fingerprint (self->corners, region);
      if (g_hash_table_contains (self->known, &print) && !is_in_another (self, outline, i, &print))
        continue;

      take_ring (self, outline->rings->pdata[i]); /* again: looking at others has changed it */
      g_hash_table_add (self->known, g_memdup2 (&print, sizeof print));
      zhihui_edge_set_add_ring (
        self->edges, region, (const ZhihuiCorner *) self->corners->data, self->corners->len);
    }
}
