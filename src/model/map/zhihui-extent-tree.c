/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-extent-tree.h"

#include <stdlib.h>

#define N_CHILDREN 16u
#define CURVE_ORDER 16 /* bits of each coordinate on the curve */
#define MAX_LEVELS 9   /* 16^8 is 2^32 */

/* Level 0 are the extents themselves in the order of the curve; node i of a level holds the nodes
 * from i * N_CHILDREN of the level below. */
struct _ZhihuiExtentTree
{
  guint         n_levels;
  guint         starts[MAX_LEVELS + 1]; /* of each level in boxes */
  ZhihuiExtent *boxes;                  /* owned */
  guint        *order;                  /* owned: which extent a box of level 0 is */
};

typedef struct
{
  guint32 along; /* the curve */
  guint   index;
} Spot;

/* How far along the Hilbert curve of 2^CURVE_ORDER squares a side (x, y) lies. Source: the classic
 * walk from the largest quadrant to the smallest, D. Hilbert 1891. */
static guint32
walk_curve (guint32 x, guint32 y)
{
  guint32 along = 0;

  for (guint32 side = 1u << (CURVE_ORDER - 1); side > 0; side >>= 1)
    {
      guint32 right = (x & side) != 0, below = (y & side) != 0;

      along = along * 4 + ((3 * right) ^ below);
      if (below == 0)
        {
          guint32 turned = x;

          x = right != 0 ? ~y : y;
          y = right != 0 ? ~turned : turned;
        }
    }

  return along;
}

static int
compare_spots (const void *a, const void *b)
{
  const Spot *x = a, *y = b;

  if (x->along != y->along)
    return x->along < y->along ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

static Spot *
sort_along_curve (const ZhihuiExtent *extents, guint n)
{
  Spot        *spots = g_new (Spot, n);
  const double last = (1 << CURVE_ORDER) - 1;
  ZhihuiExtent all;

  zhihui_extent_clear (&all);
  for (guint i = 0; i < n; i++)
    zhihui_extent_add (&all, &extents[i]);

  for (guint i = 0; i < n; i++)
    {
      double width = MAX (all.right - all.left, 1e-12), height = MAX (all.bottom - all.top, 1e-12);
      double x = ((extents[i].left + extents[i].right) / 2 - all.left) / width;
      double y = ((extents[i].top + extents[i].bottom) / 2 - all.top) / height;

      spots[i].along =
        walk_curve ((guint32) (CLAMP (x, 0, 1) * last), (guint32) (CLAMP (y, 0, 1) * last));
      spots[i].index = i;
    }

  qsort (spots, n, sizeof *spots, compare_spots);
  return spots;
}

static void
fill_level (ZhihuiExtentTree *self, guint level)
{
  guint from = self->starts[level - 1], n_below = self->starts[level] - from;
  guint n = (n_below + N_CHILDREN - 1) / N_CHILDREN;

  for (guint i = 0; i < n; i++)
    {
      ZhihuiExtent *box = &self->boxes[self->starts[level] + i];

      zhihui_extent_clear (box);
      for (guint j = i * N_CHILDREN; j < MIN ((i + 1) * N_CHILDREN, n_below); j++)
        zhihui_extent_add (box, &self->boxes[from + j]);
    }
  self->starts[level + 1] = self->starts[level] + n;
  self->n_levels = level + 1;
}

/**
 * zhihui_extent_tree_new:
 * @extents: (array length=n_extents): copied
 * @n_extents: how many
 *
 * Returns: (transfer full): a tree of them
 */
ZhihuiExtentTree *
zhihui_extent_tree_new (const ZhihuiExtent *extents, guint n_extents)
{
  ZhihuiExtentTree *self = g_new0 (ZhihuiExtentTree, 1);
  g_autofree Spot  *spots = sort_along_curve (extents, n_extents);

  self->boxes = g_new (ZhihuiExtent, n_extents + n_extents / (N_CHILDREN - 1) + MAX_LEVELS);
  self->order = g_new (guint, n_extents);
  for (guint i = 0; i < n_extents; i++)
    {
      self->order[i] = spots[i].index;
      self->boxes[i] = extents[spots[i].index];
    }
  self->starts[1] = n_extents;
  self->n_levels = 1;
  while (self->starts[self->n_levels] - self->starts[self->n_levels - 1] > 1)
    fill_level (self, self->n_levels);

  return self;
}

void
zhihui_extent_tree_free (ZhihuiExtentTree *self)
{
  if (self == NULL)
    return;

  g_free (self->boxes);
  g_free (self->order);
  g_free (self);
}

static void
search (
  const ZhihuiExtentTree *self, guint level, guint node, const ZhihuiExtent *extent, GArray *found)
{
  guint n_below;

  if (!zhihui_extent_meets (&self->boxes[self->starts[level] + node], extent))
    return;

  if (level == 0)
    {
      g_array_append_val (found, self->order[node]);
      return;
    }

  n_below = self->starts[level] - self->starts[level - 1];
  for (guint i = node * N_CHILDREN; i < MIN ((node + 1) * N_CHILDREN, n_below); i++)
    search (self, level - 1, i, extent, found);
}

/**
 * zhihui_extent_tree_query:
 * @self: a tree
 * @extent: what to look for
 * @found: (element-type guint): indices of the extents that meet it are appended, near ones
 * together
 */
void
zhihui_extent_tree_query (const ZhihuiExtentTree *self, const ZhihuiExtent *extent, GArray *found)
{
  if (self->starts[1] > 0)
    search (self, self->n_levels - 1, 0, extent, found);
}
