/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"

/* A part of the ledger that another thread may have for itself. */
typedef struct
{
  ZhihuiLedger       *ledger;
  const ZhihuiLedger *from;
  const ZhihuiWindow *windows;
  guint               n_windows;
  guint32            *places; /* owned: of each assignment of @from, ZHIHUI_NO_INDEX none */
  guint               n_rows; /* that have a place */
} Cut;

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

static void
copy_names (Cut *cut)
{
  for (guint i = 0; i < cut->from->units->len; i++)
    g_ptr_array_add (cut->ledger->units, zhihui_unit_copy (cut->from->units->pdata[i]));
  for (guint i = 0; i < cut->from->peers->len; i++)
    g_ptr_array_add (cut->ledger->peers, zhihui_peer_copy (cut->from->peers->pdata[i]));
  for (guint i = 0; i < cut->from->regions->len; i++)
    g_ptr_array_add (cut->ledger->regions, copy_region (cut->from->regions->pdata[i]));
}

static gboolean
is_wanted (const Cut *cut, gint64 at)
{
  for (guint i = 0; i < cut->n_windows; i++)
    if (zhihui_is_between (at, cut->windows[i].from, cut->windows[i].to))
      return TRUE;
  return FALSE;
}

static void
want_row (Cut *cut, guint index)
{
  cut->n_rows += cut->places[index] == ZHIHUI_NO_INDEX;
  cut->places[index] = 0;
}

static void
want_span (Cut *cut, const ZhihuiSpan *span)
{
  for (guint i = span->start; i < span->start + span->n; i++)
    {
      const ZhihuiAssignment *row = &g_array_index (cut->from->assignments, ZhihuiAssignment, i);

      for (guint j = 0; j < cut->n_windows && cut->places[i] == ZHIHUI_NO_INDEX; j++)
        if (zhihui_ledger_index_touches (row, &cut->windows[j]))
          want_row (cut, i);
    }
}

/* Calls @visit for each rating of the windows, which do not overlap: for none twice. */
static void
visit_ratings (Cut               *cut,
               ZhihuiLedgerIndex *index,
               void (*visit) (Cut *cut, const ZhihuiRating *rating))
{
  for (guint i = 0; i < cut->n_windows; i++)
    {
      const ZhihuiWindow *window = &cut->windows[i];
      ZhihuiSpan          span = { 0, 0 };

      while (zhihui_ledger_index_next_ratings (index, window, &span))
        for (guint j = span.start; j < span.start + span.n; j++)
          {
            const ZhihuiRating *one = &g_array_index (cut->from->ratings, ZhihuiRating, j);

            if (zhihui_is_between (one->rated_at, window->from, window->to))
              visit (cut, one);
          }
    }
}

/* A rating is nothing without the work it is of. */
static void
want_rated (Cut *cut, const ZhihuiRating *rating)
{
  want_row (cut, rating->assignment);
}

static void
take_rating (Cut *cut, const ZhihuiRating *rating)
{
  ZhihuiRating one = *rating;

  one.assignment = cut->places[one.assignment];
  g_array_append_val (cut->ledger->ratings, one);
}

/* No more than is wanted: beside the ledger of a province each spare row would be felt. */
static void
take_rows (Cut *cut)
{
  const GArray *rows = cut->from->assignments;
  GArray       *taken = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiAssignment), cut->n_rows);

  for (guint i = 0; i < rows->len; i++)
    if (cut->places[i] != ZHIHUI_NO_INDEX)
      {
        cut->places[i] = taken->len;
        g_array_append_vals (taken, &g_array_index (rows, ZhihuiAssignment, i), 1);
      }
  g_array_unref (cut->ledger->assignments);
  cut->ledger->assignments = taken;
}

static void
take_cases (Cut *cut)
{
  for (guint i = 0; i < cut->from->cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cut->from->cases, ZhihuiCaseRow, i);

      if (is_wanted (cut, one->accepted_at))
        g_array_append_vals (cut->ledger->cases, one, 1);
    }
}

/**
 * zhihui_figures_cut:
 * @windows: (array length=n_windows): none overlaps another
 *
 * Copies what every metric, by its own time, counts in the windows: work, ratings and accepted
 * cases, with all units and regions. Nothing in it refers to the ledger it is of.
 *
 * Returns: (transfer full): a ledger for counting alone: rows have no cases and no ids
 */
ZhihuiLedger *
zhihui_figures_cut (ZhihuiFigures *self, const ZhihuiWindow *windows, guint n_windows)
{
  guint               n_rows = self->ledger->assignments->len;
  g_autofree guint32 *places = g_new (guint32, n_rows + 1);
  Cut                 cut = { zhihui_ledger_new (), self->ledger, windows, n_windows, places, 0 };

  memset (places, 0xff, (n_rows + 1) * sizeof *places);
  copy_names (&cut);
  for (guint i = 0; i < n_windows; i++)
    {
      ZhihuiSpan span = { 0, 0 };

      while (zhihui_ledger_index_next (self->index, &windows[i], FALSE, &span))
        want_span (&cut, &span);
    }
  visit_ratings (&cut, self->index, want_rated);
  take_rows (&cut);
  visit_ratings (&cut, self->index, take_rating);
  take_cases (&cut);
  return cut.ledger;
}
