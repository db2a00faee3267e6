/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"
#include "zhihui-tier.h"

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

/* Columns of the input, only of the units asked for. */
typedef struct
{
  const ZhihuiUnit **units;
  ZhihuiTally       *tallies, *previous, *year;
  gint64            *volumes;
  gint64            *open_overdue;
  guint8            *tiers;
  gsize              n;
} Chosen;

static void
chosen_init (Chosen *chosen, gsize n)
{
  n = MAX (n, 1);
  chosen->units = g_new (const ZhihuiUnit *, n);
  chosen->tallies = g_new (ZhihuiTally, n);
  chosen->previous = g_new (ZhihuiTally, n);
  chosen->year = g_new (ZhihuiTally, n);
  chosen->volumes = g_new (gint64, n);
  chosen->open_overdue = g_new (gint64, n);
  chosen->tiers = g_new (guint8, n);
}

static void
chosen_clear (Chosen *chosen)
{
  g_free (chosen->units);
  g_free (chosen->tallies);
  g_free (chosen->previous);
  g_free (chosen->year);
  g_free (chosen->volumes);
  g_free (chosen->open_overdue);
  g_free (chosen->tiers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, chosen_clear)

static void
add_tally (ZhihuiTally *sum, const ZhihuiTally *one)
{
  sum->k += one->k;
  sum->n += one->n;
  sum->extra += one->extra;
}

static void
choose (Chosen *chosen, const ZhihuiBoardCounts *counts, guint i)
{
  chosen->units[chosen->n] = counts->units->pdata[i];
  chosen->tallies[chosen->n] = counts->now[i];
  chosen->previous[chosen->n] = counts->before[i];
  if (counts->year != NULL)
    chosen->year[chosen->n] = counts->year[i];
  if (counts->volume != NULL)
    chosen->volumes[chosen->n] = counts->volume[i].n;
  if (counts->open_overdue != NULL)
    chosen->open_overdue[chosen->n] = counts->open_overdue[i];
  chosen->n++;
}

/* Returns the sum of all peers of the region. */
static ZhihuiTally
choose_units (const ZhihuiBoardCounts *counts, const ZhihuiBoardQuestion *question, Chosen *chosen)
{
  gboolean    all = g_str_equal (question->peer, "all");
  ZhihuiTally total = { 0 };

  for (guint i = 0; i < counts->units->len; i++)
    {
      const ZhihuiUnit *unit = counts->units->pdata[i];

      if (!counts->is_whole && !g_str_has_prefix (unit->region, question->region))
        continue;
      add_tally (&total, &counts->now[i]);
      if ((all || g_str_equal (unit->peer, question->peer)) &&
          (unit->active || counts->now[i].n > 0))
        choose (chosen, counts, i);
    }

  return total;
}

/* Leaves only the units of @tier. */
static void
choose_tier (Chosen *chosen, guint tier)
{
  gsize n = 0;

  for (gsize i = 0; i < chosen->n; i++)
    if (chosen->tiers[i] == tier)
      {
        chosen->units[n] = chosen->units[i];
        chosen->tallies[n] = chosen->tallies[i];
        chosen->previous[n] = chosen->previous[i];
        chosen->year[n] = chosen->year[i];
        chosen->open_overdue[n] = chosen->open_overdue[i];
        chosen->tiers[n] = chosen->tiers[i];
        n++;
      }
  chosen->n = n;
}

/**
 * zhihui_figures_rank:
 * @counts: of all units, each in its place
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_figures_rank (const ZhihuiBoardCounts *counts, const ZhihuiBoardQuestion *question)
{
  g_auto (Chosen) chosen = { 0 };
  ZhihuiRankingInput input = {
    .metric = question->metric,
    .basis = question->basis,
    .tier = question->tier,
    .region = question->region,
    .peer = question->peer,
    .revision = counts->revision,
    .period = question->period,
    .as_of = counts->as_of,
    .provisional = counts->is_provisional,
    .frozen = counts->is_frozen,
    .order = question->order,
    .direction = question->direction,
    .min_n = question->min_n,
  };

  chosen_init (&chosen, counts->units->len);
  input.region_total = choose_units (counts, question, &chosen);
  if (counts->total != NULL)
    input.region_total = *counts->total;
  if (counts->volume != NULL)
    zhihui_tier_find (chosen.volumes, chosen.n, chosen.tiers);
  if (counts->volume != NULL && question->tier != 0)
    choose_tier (&chosen, question->tier);

  input.units = chosen.units;
  input.tallies = chosen.tallies;
  input.previous = chosen.previous;
  input.year = counts->year != NULL ? chosen.year : NULL;
  input.tiers = counts->volume != NULL ? chosen.tiers : NULL;
  input.open_overdue = counts->open_overdue != NULL ? chosen.open_overdue : NULL;
  input.n_units = chosen.n;
  return zhihui_ranking_new (&input);
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
  return zhihui_figures_rank (&counts, question);
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
  return zhihui_figures_rank (&counts, question);
}
