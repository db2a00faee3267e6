/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-rings.h"

#include "zhihui-mesh-private.h"
#include "zhihui-ring-walk.h"

/* A ring of the region at hand. */
typedef struct
{
  guint32      from, to; /* refs */
  double       area;     /* (Mercator * 2^32)² * 2, positive: clockwise on the screen */
  double       x, y;     /* the middle of one of its sides */
  ZhihuiExtent extent;   /* Mercator * 2^32 */
} Ring;

typedef struct
{
  const ZhihuiArcSet *arcs;
  ZhihuiRegionRings  *result;
  GArray             *rings; /* (element-type Ring): of the region at hand */
} Work;

static const ZhihuiCorner *
get_arc_corners (const ZhihuiArcSet *arcs, guint32 arc, guint32 *n)
{
  guint32 from = g_array_index (arcs->starts, guint32, arc);

  *n = g_array_index (arcs->starts, guint32, arc + 1) - from;
  return &g_array_index (arcs->corners, ZhihuiCorner, from);
}

static void
measure_arcs (Work *work)
{
  for (guint32 arc = 0; arc < work->arcs->ends->len; arc++)
    {
      guint32             n;
      const ZhihuiCorner *corners = get_arc_corners (work->arcs, arc, &n);
      ZhihuiCorner        low = corners[0], high = corners[0];
      ZhihuiMeshArc       measured = { -1, -1, { 0 } };

      for (guint32 i = 1; i < n; i++)
        {
          low.x = MIN (low.x, corners[i].x);
          low.y = MIN (low.y, corners[i].y);
          high.x = MAX (high.x, corners[i].x);
          high.y = MAX (high.y, corners[i].y);
        }
      measured.extent = (ZhihuiExtent){ low.x / ZHIHUI_CORNER_SCALE,
                                        low.y / ZHIHUI_CORNER_SCALE,
                                        high.x / ZHIHUI_CORNER_SCALE,
                                        high.y / ZHIHUI_CORNER_SCALE };
      g_array_append_val (work->result->arcs, measured);
    }
}

/* ---- which way a ring goes, and whether it is a hole ---- */

static double
measure_area (const ZhihuiCorner *corners, guint32 n)
{
  double area = 0;

  /* From the first corner, so that the numbers stay small. */
  for (guint32 i = 0; i + 1 < n; i++)
    area += ((double) corners[i].x - corners[0].x) * ((double) corners[i + 1].y - corners[0].y) -
            ((double) corners[i + 1].x - corners[0].x) * ((double) corners[i].y - corners[0].y);

  return area;
}

static double
measure_turn (double x, double y, const ZhihuiCorner *a, const ZhihuiCorner *b)
{
  return (a->x - x) * (b->y - y) - (b->x - x) * (a->y - y);
}

static void
measure_ring (const Work *work, Ring *ring)
{
  const guint32      *refs = (const guint32 *) work->result->refs->data;
  guint32             n;
  const ZhihuiCorner *corners = get_arc_corners (work->arcs, refs[ring->from] / 2, &n);
  const double        x = corners[0].x, y = corners[0].y;

  ring->x = (x + corners[1].x) / 2;
  ring->y = (y + corners[1].y) / 2;
  zhihui_extent_clear (&ring->extent);
  for (guint32 i = ring->from; i < ring->to; i++)
    {
      double area;

      /* The arc itself and the way from its last corner to the first, both as seen from (x, y). */
      corners = get_arc_corners (work->arcs, refs[i] / 2, &n);
      area = measure_area (corners, n) + measure_turn (x, y, &corners[0], &corners[n - 1]);
      ring->area += refs[i] % 2 == 0 ? area : -area;
      zhihui_extent_add (&ring->extent,
                         &g_array_index (work->result->arcs, ZhihuiMeshArc, refs[i] / 2).extent);
    }
}

static gboolean
holds_place (const Work *work, const Ring *ring, double x, double y)
{
  const guint32 *refs = (const guint32 *) work->result->refs->data;
  gboolean       odd = FALSE;

  for (guint32 i = ring->from; i < ring->to; i++)
    {
      guint32             n;
      const ZhihuiCorner *corners = get_arc_corners (work->arcs, refs[i] / 2, &n);

      for (guint32 j = 0; j + 1 < n; j++)
        odd ^= zhihui_corner_is_crossed (&corners[j], &corners[j + 1], x, y);
    }

  return odd;
}

static gboolean
is_hole (const Work *work, guint index)
{
  const Ring        *ring = &g_array_index (work->rings, Ring, index);
  const double       x = ring->x / ZHIHUI_CORNER_SCALE, y = ring->y / ZHIHUI_CORNER_SCALE;
  const ZhihuiExtent spot = { x, y, x, y };
  gboolean           is_hole = FALSE;

  for (guint i = 0; i < work->rings->len; i++)
    {
      const Ring *other = &g_array_index (work->rings, Ring, i);

      if (i != index && zhihui_extent_meets (&other->extent, &spot) &&
          holds_place (work, other, ring->x, ring->y))
        is_hole = !is_hole;
    }

  return is_hole;
}

static void
reverse (guint32 *refs, guint32 from, guint32 to)
{
  for (; from + 1 < to; from++, to--)
    {
      guint32 ref = refs[from] ^ 1;

      refs[from] = refs[to - 1] ^ 1;
      refs[to - 1] = ref;
    }
  if (from < to)
    refs[from] ^= 1;
}

/* Turns the ring so that the region is at the right hand of who walks along it. */
static void
turn_ring (Work *work, guint index, guint32 region)
{
  Ring    *ring = &g_array_index (work->rings, Ring, index);
  guint32 *refs = (guint32 *) work->result->refs->data;

  if ((ring->area < 0) != is_hole (work, index))
    reverse (refs, ring->from, ring->to);

  for (guint32 i = ring->from; i < ring->to; i++)
    {
      ZhihuiMeshArc *arc = &g_array_index (work->result->arcs, ZhihuiMeshArc, refs[i] / 2);
      int           *side = refs[i] % 2 == 0 ? &arc->right : &arc->left;

      if (*side == -1)
        *side = (int) region;
    }
}

static void
add_region (Work *work, guint32 region, const guint32 *own_arcs, guint n_own_arcs)
{
  ZhihuiRegionRings *result = work->result;
  guint              first = result->ring_refs->len - 1;

  if (n_own_arcs > 0)
    zhihui_ring_walk (work->arcs, own_arcs, n_own_arcs, result->ring_refs, result->refs);

  g_array_set_size (work->rings, 0);
  for (guint i = first; i + 1 < result->ring_refs->len; i++)
    {
      Ring ring = { .from = g_array_index (result->ring_refs, guint32, i),
                    .to = g_array_index (result->ring_refs, guint32, i + 1) };

      measure_ring (work, &ring);
      g_array_append_val (work->rings, ring);
    }

  for (guint i = 0; i < work->rings->len; i++)
    turn_ring (work, i, region);
  first = result->ring_refs->len - 1;
  g_array_append_val (result->region_rings, first);
}

/* Puts every arc at the place of each region that it bounds, or only counts them. */
static void
deal_arcs (const ZhihuiEdgeSet *edges, const ZhihuiArcSet *arcs, guint32 *counts, guint32 *own_arcs)
{
  for (guint32 arc = 0; arc < arcs->ends->len; arc++)
    {
      guint                n_uses;
      guint32              edge = g_array_index (arcs->ends, ZhihuiArcEnds, arc).edge;
      const ZhihuiEdgeUse *uses = zhihui_edge_set_get_uses (edges, edge, &n_uses);

      for (guint i = 0; i < n_uses; i++)
        {
          if (own_arcs != NULL)
            own_arcs[counts[uses[i].region]] = arc;
          counts[uses[i].region]++;
        }
    }
}

/* Region after region; @starts tells where each begins, and the end. */
static guint32 *
sort_arcs (const ZhihuiEdgeSet *edges, const ZhihuiArcSet *arcs, guint n_regions, guint32 *starts)
{
  g_autofree guint32 *next = g_new0 (guint32, n_regions + 1);
  guint32            *own_arcs;

  deal_arcs (edges, arcs, starts + 1, NULL);
  for (guint i = 0; i < n_regions; i++)
    {
      starts[i + 1] += starts[i];
      next[i] = starts[i];
    }

  own_arcs = g_new (guint32, MAX (starts[n_regions], 1));
  deal_arcs (edges, arcs, next, own_arcs);
  return own_arcs;
}

/**
 * zhihui_region_rings_new:
 * @edges: a sealed set
 * @arcs: made of it
 * @n_regions: how many regions there are; each index in @edges is less
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Whichever way rings were wound, what is inside is told by how many others they lie in.
 *
 * Returns: (transfer full) (nullable): the rings of all, or %NULL when it was cancelled
 */
ZhihuiRegionRings *
zhihui_region_rings_new (const ZhihuiEdgeSet *edges,
                         const ZhihuiArcSet  *arcs,
                         guint                n_regions,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr (ZhihuiRegionRings) self = g_new0 (ZhihuiRegionRings, 1);
  g_autofree guint32 *starts = g_new0 (guint32, n_regions + 1);
  g_autofree guint32 *own_arcs = sort_arcs (edges, arcs, n_regions, starts);
  const guint32       zero = 0;
  Work                work = { .arcs = arcs, .result = self };
  guint32             region = 0;

  self->arcs = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshArc));
  self->region_rings = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ring_refs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->refs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->region_rings, zero);
  g_array_append_val (self->ring_refs, zero);
  measure_arcs (&work);

  work.rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  for (; region < n_regions && !g_cancellable_set_error_if_cancelled (cancellable, error); region++)
    add_region (&work, region, own_arcs + starts[region], starts[region + 1] - starts[region]);
  g_array_unref (work.rings);

  return region == n_regions ? g_steal_pointer (&self) : NULL;
}

void
zhihui_region_rings_free (ZhihuiRegionRings *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->arcs, g_array_unref);
  g_clear_pointer (&self->region_rings, g_array_unref);
  g_clear_pointer (&self->ring_refs, g_array_unref);
  g_clear_pointer (&self->refs, g_array_unref);
  g_free (self);
}
