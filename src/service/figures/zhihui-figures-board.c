/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"

#define MAX_KEPT_COUNTS 128

/**
 * zhihui_figures_is_provisional:
 *
 * Returns: whether the calendar of a year that the window touches is only assumed
 */
gboolean
zhihui_figures_is_provisional (ZhihuiFigures *self, const ZhihuiWindow *window)
{
  gint64      last = MIN (window->to, self->as_of) - 1;
  ZhihuiCivil first_day = zhihui_zone_to_civil (self->zone, window->from);
  ZhihuiCivil last_day = zhihui_zone_to_civil (self->zone, MAX (last, window->from));

  for (int year = first_day.year; year <= last_day.year; year++)
    if (!zhihui_work_calendar_knows_year (self->calendar, year))
      return TRUE;

  return FALSE;
}

gint64
zhihui_figures_get_first (ZhihuiFigures *self)
{
  return zhihui_ledger_index_get_first (self->index);
}

/**
 * zhihui_figures_reach_back:
 *
 * Returns: whether there are data from the first day of @window on: figures of a window that was
 *   only partly watched are not compared with
 */
gboolean
zhihui_figures_reach_back (ZhihuiFigures *self, const ZhihuiWindow *window)
{
  gint64 first =
    self->ledger->is_partial ? self->ledger->first_at : zhihui_ledger_index_get_first (self->index);

  return window->from < window->to && first != G_MAXINT64 &&
         first < zhihui_figures_day (self, window->from, 1);
}

static void
put_head (ZhihuiFigures *self, const ZhihuiBoardQuestion *question, ZhihuiBoardCounts *counts)
{
  counts->revision = self->revision;
  counts->as_of = self->as_of;
  counts->is_provisional = zhihui_figures_is_provisional (self, &question->period->window);
}

/* Of cases, not of dispatches: the regions below the one asked for stand for the units. */
static ZhihuiRanking *
make_direct_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question)
{
  const ZhihuiPeriod *period = question->period;
  g_autoptr (GPtrArray) units = zhihui_figures_make_direct_units (self, question->region);
  g_autoptr (GArray) now = zhihui_figures_new_direct (units->len);
  g_autoptr (GArray) before = zhihui_figures_new_direct (units->len);
  g_autoptr (GArray) year = zhihui_figures_new_direct (units->len);
  ZhihuiBoardCounts counts = { .units = units, .is_whole = TRUE };

  put_head (self, question, &counts);
  zhihui_figures_count_direct (self, question->region, units, &period->window, now);
  zhihui_figures_count_direct (self, question->region, units, &period->previous, before);
  counts.now = (const ZhihuiTally *) (gconstpointer) now->data;
  counts.before = (const ZhihuiTally *) (gconstpointer) before->data;
  counts.total = &g_array_index (now, ZhihuiTally, units->len);
  if (zhihui_figures_reach_back (self, &period->year))
    {
      zhihui_figures_count_direct (self, question->region, units, &period->year, year);
      counts.year = (const ZhihuiTally *) (gconstpointer) year->data;
    }
  return zhihui_board_counts_rank (&counts, question);
}

/**
 * zhihui_figures_make_board:
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_figures_make_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question)
{
  const ZhihuiPeriod *period = question->period;
  ZhihuiMetric        metric = question->metric;
  ZhihuiBoardCounts   counts = { .units = self->ledger->units };

  if (metric == ZHIHUI_METRIC_DIRECT_RATE)
    return make_direct_board (self, question);

  /* The moment of a clock that stands never moves on, and windows are without number. */
  if (g_hash_table_size (self->tallies) >= MAX_KEPT_COUNTS)
    g_hash_table_remove_all (self->tallies);

  put_head (self, question, &counts);
  counts.is_whole = zhihui_figures_is_whole (self, question->region);
  counts.now = zhihui_figures_count_by (self, metric, question->basis, &period->window);
  counts.before = zhihui_figures_count_by (self, metric, question->basis, &period->previous);
  if (zhihui_figures_reach_back (self, &period->year))
    counts.year = zhihui_figures_count_by (self, metric, question->basis, &period->year);
  counts.volume = zhihui_figures_count (self, ZHIHUI_METRIC_VOLUME, &period->window);
  counts.open_overdue = zhihui_figures_count_open_overdue (self);
  return zhihui_board_counts_rank (&counts, question);
}
