/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ring-walk.h"

#include <stdlib.h>

/* An end of an arc, by the point where it is. */
typedef struct
{
  guint32 point;
  guint32 own;     /* index in the region's own arcs */
  guint32 is_last; /* 1: its last corner */
} End;

/* A point where ends meet, numbered from 0 in this region. */
typedef struct
{
  guint32 next, end; /* ends that were not looked at, in the sorted array */
  guint32 on_way;    /* index of the step that left here, plus 1; 0: not on the way */
} Meeting;

typedef struct
{
  guint32 ref;
  guint32 from; /* meeting */
} Step;

typedef struct
{
  const guint32 *own_arcs;
  End           *ends;     /* owned, sorted by point */
  Meeting       *meetings; /* owned */
  guint32       *where;    /* owned: meeting of each own arc's first (own * 2) and last end */
  guint8        *is_taken; /* owned, of each own arc */
  GArray        *way;      /* owned (element-type Step) */
  GArray        *ring_ends, *refs;
} Walk;

static int
compare_ends (const void *a, const void *b)
{
  const End *x = a, *y = b;

  if (x->point != y->point)
    return x->point < y->point ? -1 : 1;
  if (x->own != y->own)
    return x->own < y->own ? -1 : 1;
  return (x->is_last > y->is_last) - (x->is_last < y->is_last);
}

static void
prepare (Walk *walk, const ZhihuiArcSet *arcs, guint n_own)
{
  guint n_meetings = 0;

  walk->ends = g_new (End, n_own * 2);
  walk->meetings = g_new0 (Meeting, n_own * 2);
  walk->where = g_new (guint32, n_own * 2);
  walk->is_taken = g_new0 (guint8, n_own);
  walk->way = g_array_new (FALSE, FALSE, sizeof (Step));
  for (guint i = 0; i < n_own; i++)
    {
      const ZhihuiArcEnds *ends = &g_array_index (arcs->ends, ZhihuiArcEnds, walk->own_arcs[i]);

      walk->ends[i * 2] = (End){ ends->first, i, 0 };
      walk->ends[i * 2 + 1] = (End){ ends->last, i, 1 };
    }

  qsort (walk->ends, n_own * 2, sizeof *walk->ends, compare_ends);
  for (guint i = 0; i < n_own * 2; i++)
    {
      if (i > 0 && walk->ends[i].point != walk->ends[i - 1].point)
        n_meetings++;
      if (i == 0 || walk->ends[i].point != walk->ends[i - 1].point)
        walk->meetings[n_meetings].next = i;
      walk->meetings[n_meetings].end = i + 1;
      walk->where[walk->ends[i].own * 2 + walk->ends[i].is_last] = n_meetings;
    }
}

/* The way has come back to a place it has left: what lies between is a ring. */
static void
cut_ring (Walk *walk, guint32 meeting)
{
  guint from = walk->meetings[meeting].on_way - 1;

  for (guint i = from; i < walk->way->len; i++)
    {
      Step *step = &g_array_index (walk->way, Step, i);

      g_array_append_val (walk->refs, step->ref);
      walk->meetings[step->from].on_way = 0;
    }
  g_array_set_size (walk->way, from);
  g_array_append_val (walk->ring_ends, walk->refs->len);
}

static const End *
take_end (Walk *walk, Meeting *meeting)
{
  for (; meeting->next < meeting->end; meeting->next++)
    {
      const End *end = &walk->ends[meeting->next];

      if (!walk->is_taken[end->own])
        {
          walk->is_taken[end->own] = TRUE;
          return end;
        }
    }

  return NULL;
}

static void
walk_from (Walk *walk, guint32 meeting)
{
  const End *end;
  Step       step;

  while (TRUE)
    {
      if (walk->meetings[meeting].on_way > 0)
        cut_ring (walk, meeting);

      end = take_end (walk, &walk->meetings[meeting]);
      if (end == NULL)
        break;

      step = (Step){ walk->own_arcs[end->own] * 2 + end->is_last, meeting };
      g_array_append_val (walk->way, step);
      walk->meetings[meeting].on_way = walk->way->len;
      meeting = walk->where[end->own * 2 + 1 - end->is_last];
    }
}

/**
 * zhihui_ring_walk:
 * @arcs: all arcs
 * @own_arcs: (array length=n_own_arcs): those that bound one region; at each point an even number
 * of their ends meets
 * @n_own_arcs: how many
 * @ring_ends: (element-type guint32): for each ring, the length that @refs has after it
 * @refs: (element-type guint32): arc * 2, plus 1 when it is walked backwards
 *
 * Appends rings that use each arc once. No ring visits a point twice: where a border touches itself
 * it falls apart into several.
 */
void
zhihui_ring_walk (const ZhihuiArcSet *arcs,
                  const guint32      *own_arcs,
                  guint               n_own_arcs,
                  GArray             *ring_ends,
                  GArray             *refs)
{
  Walk walk = { .own_arcs = own_arcs, .ring_ends = ring_ends, .refs = refs };

  prepare (&walk, arcs, n_own_arcs);
  for (guint i = 0; i < n_own_arcs; i++)
    if (!walk.is_taken[i])
      walk_from (&walk, walk.where[i * 2]);

  g_free (walk.ends);
  g_free (walk.meetings);
  g_free (walk.where);
  g_free (walk.is_taken);
  g_array_unref (walk.way);
}
