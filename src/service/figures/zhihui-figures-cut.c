/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"

#define PART 4096 /* rows between two looks at the clock */

struct _ZhihuiLedgerCut
{
  ZhihuiFigures      *figures;  /* borrowed */
  const ZhihuiLedger *from;     /* borrowed */
  guint64             revision; /* of @from when it was begun */
  ZhihuiLedger       *ledger;
  ZhihuiWindow       *windows; /* owned */
  guint               n_windows;
  guint32            *places; /* owned: of each assignment of @from, ZHIHUI_NO_INDEX none */
  guint               n_rows; /* that have a place */

  guint      step;   /* the one that is under way, and how far it has come: */
  guint      window; /* the span is of this one */
  ZhihuiSpan span;
  guint      at;
};

static ZhihuiRegion *
copy_region (const ZhihuiRegion *region)
{
  ZhihuiRegion *copy = g_new (ZhihuiRegion, 1);

  *copy = *region;
  copy->code = g_strdup (region->code);
  copy->name = g_strdup (region->name);
  copy->parent = g_strdup (region->parent);
  return copy;
}

/* Where a part of @len elements begins and ends; FALSE when none is left. */
static gboolean
next_part (ZhihuiLedgerCut *cut, guint len, ZhihuiSpan *part)
{
  if (cut->at >= len)
    return FALSE;

  part->start = cut->at;
  part->n = MIN (PART, len - cut->at);
  cut->at += part->n;
  return TRUE;
}

static gboolean
next_rows (ZhihuiLedgerIndex *index, const ZhihuiWindow *window, ZhihuiSpan *span)
{
  return zhihui_ledger_index_next (index, window, FALSE, span);
}

/* The same of what @next finds, window by window. */
static gboolean
next_part_of_windows (ZhihuiLedgerCut *cut,
                      gboolean (*next) (ZhihuiLedgerIndex  *index,
                                        const ZhihuiWindow *window,
                                        ZhihuiSpan         *span),
                      ZhihuiSpan *part)
{
  while (!next_part (cut, cut->span.start + cut->span.n, part))
    {
      if (cut->window == cut->n_windows)
        return FALSE;
      if (next (cut->figures->index, &cut->windows[cut->window], &cut->span))
        {
          cut->at = cut->span.start;
          continue;
        }
      cut->window++;
      cut->span = (ZhihuiSpan){ 0, 0 };
      cut->at = 0;
    }
  return TRUE;
}

static gboolean
copy_units (ZhihuiLedgerCut *cut)
{
  ZhihuiSpan part;

  if (!next_part (cut, cut->from->units->len, &part))
    return FALSE;
  for (guint i = part.start; i < part.start + part.n; i++)
    g_ptr_array_add (cut->ledger->units, zhihui_unit_copy (cut->from->units->pdata[i]));
  return TRUE;
}

static gboolean
copy_regions (ZhihuiLedgerCut *cut)
{
  for (guint i = 0; i < cut->from->peers->len; i++)
    g_ptr_array_add (cut->ledger->peers, zhihui_peer_copy (cut->from->peers->pdata[i]));
  for (guint i = 0; i < cut->from->regions->len; i++)
    g_ptr_array_add (cut->ledger->regions, copy_region (cut->from->regions->pdata[i]));
  return FALSE;
}

static gboolean
is_wanted (const ZhihuiLedgerCut *cut, gint64 at)
{
  for (guint i = 0; i < cut->n_windows; i++)
    if (zhihui_is_between (at, cut->windows[i].from, cut->windows[i].to))
      return TRUE;
  return FALSE;
}

static void
want_row (ZhihuiLedgerCut *cut, guint index)
{
  cut->n_rows += cut->places[index] == ZHIHUI_NO_INDEX;
  cut->places[index] = 0;
}

static gboolean
want_rows (ZhihuiLedgerCut *cut)
{
  ZhihuiSpan part;

  if (!next_part_of_windows (cut, next_rows, &part))
    return FALSE;
  for (guint i = part.start; i < part.start + part.n; i++)
    if (cut->places[i] == ZHIHUI_NO_INDEX &&
        zhihui_ledger_index_touches (&g_array_index (cut->from->assignments, ZhihuiAssignment, i),
                                     &cut->windows[cut->window]))
      want_row (cut, i);
  return TRUE;
}

/* Calls @visit for some of the ratings of the windows, which do not overlap: for none twice. */
static gboolean
visit_ratings (ZhihuiLedgerCut *cut,
               void (*visit) (ZhihuiLedgerCut *cut, const ZhihuiRating *rating))
{
  const ZhihuiWindow *window;
  ZhihuiSpan          part;

  if (!next_part_of_windows (cut, zhihui_ledger_index_next_ratings, &part))
    return FALSE;

  window = &cut->windows[cut->window];
  for (guint i = part.start; i < part.start + part.n; i++)
    {
      const ZhihuiRating *one = &g_array_index (cut->from->ratings, ZhihuiRating, i);

      if (zhihui_is_between (one->rated_at, window->from, window->to))
        visit (cut, one);
    }
  return TRUE;
}

static void
want_rated (ZhihuiLedgerCut *cut, const ZhihuiRating *rating)
{
  want_row (cut, rating->assignment);
}

/* A rating is nothing without the work it is of. */
static gboolean
want_all_rated (ZhihuiLedgerCut *cut)
{
  return visit_ratings (cut, want_rated);
}

static void
take_rating (ZhihuiLedgerCut *cut, const ZhihuiRating *rating)
{
  ZhihuiRating one = *rating;

  one.assignment = cut->places[one.assignment];
  g_array_append_val (cut->ledger->ratings, one);
}

static gboolean
take_ratings (ZhihuiLedgerCut *cut)
{
  return visit_ratings (cut, take_rating);
}

/* No more than is wanted: beside the ledger of a province each spare row would be felt. */
static gboolean
make_room (ZhihuiLedgerCut *cut)
{
  g_array_unref (cut->ledger->assignments);
  cut->ledger->assignments =
    g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiAssignment), cut->n_rows);
  return FALSE;
}

static gboolean
take_rows (ZhihuiLedgerCut *cut)
{
  const GArray *rows = cut->from->assignments;
  GArray       *taken = cut->ledger->assignments;
  ZhihuiSpan    part;

  if (!next_part (cut, rows->len, &part))
    return FALSE;
  for (guint i = part.start; i < part.start + part.n; i++)
    if (cut->places[i] != ZHIHUI_NO_INDEX)
      {
        cut->places[i] = taken->len;
        g_array_append_vals (taken, &g_array_index (rows, ZhihuiAssignment, i), 1);
      }
  return TRUE;
}

static gboolean
take_cases (ZhihuiLedgerCut *cut)
{
  ZhihuiSpan part;

  if (!next_part (cut, cut->from->cases->len, &part))
    return FALSE;
  for (guint i = part.start; i < part.start + part.n; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cut->from->cases, ZhihuiCaseRow, i);

      if (is_wanted (cut, one->accepted_at))
        g_array_append_vals (cut->ledger->cases, one, 1);
    }
  return TRUE;
}

/* Each does a part of its work, and returns whether some may be left. */
static gboolean (*const steps[]) (ZhihuiLedgerCut *cut) = {
  copy_units, copy_regions, want_rows,    want_all_rated,
  make_room,  take_rows,    take_ratings, take_cases,
};

/**
 * zhihui_figures_cut:
 * @self: must outlive the cut
 * @windows: (array length=n_windows): none overlaps another
 *
 * Begins to copy what every metric, by its own time, counts in the windows: work, ratings and
 * accepted cases, with all units and regions.
 *
 * Returns: (transfer full): nothing is copied yet
 */
ZhihuiLedgerCut *
zhihui_figures_cut (ZhihuiFigures *self, const ZhihuiWindow *windows, guint n_windows)
{
  ZhihuiLedgerCut *cut = g_new0 (ZhihuiLedgerCut, 1);
  gsize            n_bytes = ((gsize) self->ledger->assignments->len + 1) * sizeof *cut->places;

  cut->figures = self;
  cut->from = self->ledger;
  cut->revision = self->ledger->revision;
  cut->ledger = zhihui_ledger_new ();
  cut->windows = g_memdup2 (windows, n_windows * sizeof *windows);
  cut->n_windows = n_windows;
  cut->places = g_malloc (n_bytes);
  memset (cut->places, 0xff, n_bytes);
  return cut;
}

/**
 * zhihui_ledger_cut_is_current:
 *
 * Returns: whether the ledger is as it was when the cut was begun: else it must not go on
 */
gboolean
zhihui_ledger_cut_is_current (const ZhihuiLedgerCut *self)
{
  return self->revision == self->from->revision;
}

/**
 * zhihui_ledger_cut_go_on:
 * @until: monotonic microseconds: when to pause, about; %G_MAXINT64 for the end
 *
 * Returns: whether all is copied
 */
gboolean
zhihui_ledger_cut_go_on (ZhihuiLedgerCut *self, gint64 until)
{
  g_return_val_if_fail (zhihui_ledger_cut_is_current (self), FALSE);

  while (self->step < G_N_ELEMENTS (steps))
    {
      if (!steps[self->step](self))
        {
          self->step++;
          self->window = self->at = 0;
          self->span = (ZhihuiSpan){ 0, 0 };
        }
      if (g_get_monotonic_time () >= until)
        break;
    }
  return self->step == G_N_ELEMENTS (steps);
}

/**
 * zhihui_ledger_cut_finish:
 * @self: (transfer full): that was gone through to its end
 *
 * Nothing in what is returned refers to the ledger it is of.
 *
 * Returns: (transfer full): a ledger for counting alone: rows have no cases and no ids
 */
ZhihuiLedger *
zhihui_ledger_cut_finish (ZhihuiLedgerCut *self)
{
  ZhihuiLedger *ledger = g_steal_pointer (&self->ledger);

  zhihui_ledger_cut_free (self);
  return ledger;
}

void
zhihui_ledger_cut_free (ZhihuiLedgerCut *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->ledger, zhihui_ledger_free);
  g_free (self->windows);
  g_free (self->places);
  g_free (self);
}
