/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-weight-heap.h"

typedef struct
{
  double  weight;
  guint32 thing;
} Entry;

struct _ZhihuiWeightHeap
{
  GArray *entries; /* (element-type Entry): no child lighter than its parent */
  GArray *places;  /* (element-type guint32): of each thing in the heap, plus 1; 0: not in it */
};

/**
 * zhihui_weight_heap_new:
 *
 * Returns: (transfer full): an empty heap
 */
ZhihuiWeightHeap *
zhihui_weight_heap_new (void)
{
  ZhihuiWeightHeap *self = g_new0 (ZhihuiWeightHeap, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->places = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

void
zhihui_weight_heap_free (ZhihuiWeightHeap *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_array_unref (self->places);
  g_free (self);
}

/* Empties it; memory is kept for the next use. */
void
zhihui_weight_heap_clear (ZhihuiWeightHeap *self)
{
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->places, 0);
}

static gboolean
is_lighter (const Entry *a, const Entry *b)
{
  if (a->weight < b->weight || b->weight < a->weight)
    return a->weight < b->weight;
  return a->thing < b->thing;
}

static void
put (ZhihuiWeightHeap *self, guint32 at, Entry entry)
{
  g_array_index (self->entries, Entry, at) = entry;
  g_array_index (self->places, guint32, entry.thing) = at + 1;
}

static void
settle (ZhihuiWeightHeap *self, guint32 at, Entry entry)
{
  Entry  *entries = (Entry *) self->entries->data;
  guint32 child;

  while (at > 0 && is_lighter (&entry, &entries[(at - 1) / 2]))
    {
      put (self, at, entries[(at - 1) / 2]);
      at = (at - 1) / 2;
    }

  for (; (child = at * 2 + 1) < self->entries->len; at = child)
    {
      child += child + 1 < self->entries->len && is_lighter (&entries[child + 1], &entries[child]);
      if (!is_lighter (&entries[child], &entry))
        break;
      put (self, at, entries[child]);
    }
  put (self, at, entry);
}

/**
 * zhihui_weight_heap_set:
 * @self: a heap
 * @thing: its number; numbers should be dense
 * @weight: what it weighs from now on
 *
 * Adds a thing, or changes its weight.
 */
void
zhihui_weight_heap_set (ZhihuiWeightHeap *self, guint32 thing, double weight)
{
  const Entry entry = { weight, thing };

  if (thing >= self->places->len)
    g_array_set_size (self->places, thing + 1);
  if (g_array_index (self->places, guint32, thing) == 0)
    {
      g_array_append_val (self->entries, entry);
      g_array_index (self->places, guint32, thing) = self->entries->len;
    }

  settle (self, g_array_index (self->places, guint32, thing) - 1, entry);
}

/**
 * zhihui_weight_heap_take:
 * @self: a heap
 * @thing: (out): the lightest; of equal ones the first
 * @weight: (out): its weight
 *
 * Returns: whether there was any
 */
gboolean
zhihui_weight_heap_take (ZhihuiWeightHeap *self, guint32 *thing, double *weight)
{
  Entry first, last;

  if (self->entries->len == 0)
    return FALSE;

  first = g_array_index (self->entries, Entry, 0);
  last = g_array_index (self->entries, Entry, self->entries->len - 1);
  g_array_set_size (self->entries, self->entries->len - 1);
  g_array_index (self->places, guint32, first.thing) = 0;
  if (self->entries->len > 0)
    settle (self, 0, last);

  *thing = first.thing;
  *weight = first.weight;
  return TRUE;
}
