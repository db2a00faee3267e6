/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-edge-set.h"

#define FIRST_SLOTS 1024u

/**
 * zhihui_edge_set_new:
 *
 * Returns: (transfer full): an empty set, to which rings may be added until it is sealed
 */
ZhihuiEdgeSet *
zhihui_edge_set_new (void)
{
  ZhihuiEdgeSet *self = g_new0 (ZhihuiEdgeSet, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  self->uses = g_array_new (FALSE, FALSE, sizeof (ZhihuiEdgeUse));
  self->edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint32, self->n_slots);
  return self;
}

void
zhihui_edge_set_free (ZhihuiEdgeSet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->points);
  g_array_unref (self->uses);
  g_array_unref (self->edges);
  g_free (self->slots);
  g_free (self);
}

/* Source of the factor: Fibonacci hashing, D. E. Knuth, TAOCP 3, 6.4. */
static gsize
find_slot (const ZhihuiEdgeSet *self, const ZhihuiCorner *corner)
{
  guint64 key = ((guint64) corner->x << 32) | corner->y;
  gsize   slot = (gsize) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 20) % self->n_slots;

  while (self->slots[slot] != 0)
    {
      const ZhihuiCorner *other =
        &g_array_index (self->points, ZhihuiCorner, self->slots[slot] - 1);

      if (other->x == corner->x && other->y == corner->y)
        break;
      slot = (slot + 1) % self->n_slots;
    }

  return slot;
}

static void
grow (ZhihuiEdgeSet *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint32 i = 0; i < self->points->len; i++)
    self->slots[find_slot (self, &g_array_index (self->points, ZhihuiCorner, i))] = i + 1;
}

static guint32
add_point (ZhihuiEdgeSet *self, const ZhihuiCorner *corner)
{
  gsize slot = find_slot (self, corner);

  if (self->slots[slot] != 0)
    return self->slots[slot] - 1;

  g_array_append_vals (self->points, corner, 1);
  self->slots[slot] = self->points->len;
  if (self->points->len * 2 > self->n_slots)
    grow (self);
  return self->points->len - 1;
}

/**
 * zhihui_edge_set_add_ring:
 * @self: a set that is not sealed
 * @region: which region the ring bounds
 * @corners: (array length=n_corners): neighbours differ; it is closed implicitly
 * @n_corners: how many
 */
void
zhihui_edge_set_add_ring (ZhihuiEdgeSet      *self,
                          guint32             region,
                          const ZhihuiCorner *corners,
                          guint               n_corners)
{
  guint32 before = add_point (self, &corners[n_corners - 1]);

  for (guint i = 0; i < n_corners; i++)
    {
      guint32       point = add_point (self, &corners[i]);
      ZhihuiEdgeUse use = { MIN (before, point), MAX (before, point), region };

      if (before != point)
        g_array_append_val (self->uses, use);
      before = point;
    }
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const ZhihuiEdgeUse *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  if (x->b != y->b)
    return x->b < y->b ? -1 : 1;
  return (x->region > y->region) - (x->region < y->region);
}

/**
 * zhihui_edge_set_seal:
 * @self: a set that is not sealed
 *
 * A side that a region has an even number of times has the same on both of its sides, as where a
 * ring goes to a hole and back, and is no border: it is dropped.
 */
void
zhihui_edge_set_seal (ZhihuiEdgeSet *self)
{
  ZhihuiEdgeUse *uses;
  guint32        n_kept = 0, i = 0;

  g_clear_pointer (&self->slots, g_free);
  g_array_sort (self->uses, compare_uses);
  uses = (ZhihuiEdgeUse *) self->uses->data;
  while (i < self->uses->len)
    {
      guint32 from = i;

      while (i < self->uses->len && compare_uses (&uses[from], &uses[i]) == 0)
        i++;
      if ((i - from) % 2 == 0)
        continue;

      if (n_kept == 0 || uses[n_kept - 1].a != uses[from].a || uses[n_kept - 1].b != uses[from].b)
        g_array_append_val (self->edges, n_kept);
      uses[n_kept++] = uses[from];
    }
  g_array_set_size (self->uses, n_kept);
  g_array_append_val (self->edges, n_kept);
}

guint32
zhihui_edge_set_get_n_edges (const ZhihuiEdgeSet *self)
{
  return self->edges->len - 1;
}

/**
 * zhihui_edge_set_get_uses:
 * @self: a sealed set
 * @edge: less than the number of edges
 * @n_uses: (out): how many regions it bounds
 *
 * Returns: (transfer none): by region
 */
const ZhihuiEdgeUse *
zhihui_edge_set_get_uses (const ZhihuiEdgeSet *self, guint32 edge, guint *n_uses)
{
  guint32 from = g_array_index (self->edges, guint32, edge);

  *n_uses = g_array_index (self->edges, guint32, edge + 1) - from;
  return &g_array_index (self->uses, ZhihuiEdgeUse, from);
}
