/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-arc-set.h"

#define MANY 3 /* edges at a point where borders meet, or more */

/* Where borders do not meet a point has two edges: knowing one, their exclusive or is the other. */
typedef struct
{
  const ZhihuiEdgeSet *edges;
  ZhihuiArcSet        *arcs;
  guint32             *both;     /* owned, of each point */
  guint8              *n_edges;  /* owned, of each point, at most MANY */
  guint8              *is_taken; /* owned, of each edge */
} Walk;

static const ZhihuiEdgeUse *
get_edge (const Walk *walk, guint32 edge)
{
  guint n_uses;

  return zhihui_edge_set_get_uses (walk->edges, edge, &n_uses);
}

static void
note_edge (Walk *walk, guint32 point, guint32 edge)
{
  walk->both[point] ^= edge;
  walk->n_edges[point] = MIN (walk->n_edges[point] + 1, MANY);
}

static void
append_point (Walk *walk, guint32 point)
{
  g_array_append_vals (
    walk->arcs->corners, &g_array_index (walk->edges->points, ZhihuiCorner, point), 1);
}

static void
walk_arc (Walk *walk, guint32 first, guint32 edge)
{
  ZhihuiArcEnds ends = { first, first, edge };
  guint32       start = walk->arcs->corners->len;

  g_array_append_val (walk->arcs->starts, start);
  append_point (walk, first);
  while (!walk->is_taken[edge])
    {
      const ZhihuiEdgeUse *use = get_edge (walk, edge);

      walk->is_taken[edge] = TRUE;
      ends.last ^= use->a ^ use->b;
      append_point (walk, ends.last);
      if (walk->n_edges[ends.last] != 2)
        break;
      edge ^= walk->both[ends.last];
    }
  g_array_append_val (walk->arcs->ends, ends);
}

static void
walk_between_meetings (Walk *walk)
{
  for (guint32 edge = 0; edge < zhihui_edge_set_get_n_edges (walk->edges); edge++)
    {
      const ZhihuiEdgeUse *use = get_edge (walk, edge);

      if (walk->is_taken[edge])
        continue;
      if (walk->n_edges[use->a] != 2)
        walk_arc (walk, use->a, edge);
      else if (walk->n_edges[use->b] != 2)
        walk_arc (walk, use->b, edge);
    }
}

static void
walk_islands (Walk *walk)
{
  for (guint32 edge = 0; edge < zhihui_edge_set_get_n_edges (walk->edges); edge++)
    if (!walk->is_taken[edge])
      walk_arc (walk, get_edge (walk, edge)->a, edge);
}

/**
 * zhihui_arc_set_new:
 * @edges: a sealed set
 *
 * Where two edges meet and no third, both bound the same regions: rings are closed. So only the
 * number of edges tells where an arc ends.
 *
 * Returns: (transfer full): every edge in one arc
 */
ZhihuiArcSet *
zhihui_arc_set_new (const ZhihuiEdgeSet *edges)
{
  ZhihuiArcSet *self = g_new0 (ZhihuiArcSet, 1);
  guint32       n_edges = zhihui_edge_set_get_n_edges (edges);
  Walk          walk = { .edges = edges, .arcs = self };

  self->ends = g_array_new (FALSE, FALSE, sizeof (ZhihuiArcEnds));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->corners =
    g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiCorner), n_edges + n_edges / 16 + 16);
  walk.both = g_new0 (guint32, edges->points->len);
  walk.n_edges = g_new0 (guint8, edges->points->len);
  walk.is_taken = g_new0 (guint8, n_edges);
  for (guint32 edge = 0; edge < n_edges; edge++)
    {
      const ZhihuiEdgeUse *use = get_edge (&walk, edge);

      note_edge (&walk, use->a, edge);
      note_edge (&walk, use->b, edge);
    }

  walk_between_meetings (&walk);
  walk_islands (&walk);
  g_array_append_val (self->starts, self->corners->len);

  g_free (walk.both);
  g_free (walk.n_edges);
  g_free (walk.is_taken);
  return self;
}

void
zhihui_arc_set_free (ZhihuiArcSet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ends);
  g_array_unref (self->starts);
  g_array_unref (self->corners);
  g_free (self);
}
