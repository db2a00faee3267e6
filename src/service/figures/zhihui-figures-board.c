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

/**
 * zhihui_figures_reach_back:
 *
 * Returns: whether there are data from the first day of @window on: figures of a window that was
 *   only partly watched are not compared with
 */
gboolean
zhihui_figures_reach_back (ZhihuiFigures *self, const ZhihuiWindow *window)
{
  gint64 first = zhihui_ledger_index_get_first (self->index);

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
  gboolean           has_year;
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

static ZhihuiTally
choose_units (ZhihuiFigures *self, const ZhihuiBoardQuestion *question, Chosen *chosen)
{
  const GPtrArray    *units = self->ledger->units;
  const ZhihuiPeriod *period = question->period;
  const ZhihuiTally  *now =
    zhihui_figures_count_by (self, question->metric, question->basis, &period->window);
  const ZhihuiTally *before =
    zhihui_figures_count_by (self, question->metric, question->basis, &period->previous);
  const ZhihuiTally *volume = zhihui_figures_count (self, ZHIHUI_METRIC_VOLUME, &period->window);
  const ZhihuiTally *year = now;
  const gint64      *open_overdue = zhihui_figures_count_open_overdue (self);
  gboolean           whole = zhihui_figures_is_whole (self, question->region);
  gboolean           all = g_str_equal (question->peer, "all");
  ZhihuiTally        total = { 0 };

  chosen->has_year = zhihui_figures_reach_back (self, &period->year);
  if (chosen->has_year)
    year = zhihui_figures_count_by (self, question->metric, question->basis, &period->year);

  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];

      if (!whole && !g_str_has_prefix (unit->region, question->region))
        continue;
      add_tally (&total, &now[i]);
      if ((!all && !g_str_equal (unit->peer, question->peer)) || (!unit->active && now[i].n == 0))
        continue;

      chosen->units[chosen->n] = unit;
      chosen->tallies[chosen->n] = now[i];
      chosen->previous[chosen->n] = before[i];
      chosen->year[chosen->n] = year[i];
      chosen->volumes[chosen->n] = volume[i].n;
      chosen->open_overdue[chosen->n] = open_overdue[i];
      chosen->n++;
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

static void
put_question (ZhihuiFigures *self, const ZhihuiBoardQuestion *question, ZhihuiRankingInput *input)
{
  input->metric = question->metric;
  input->basis = question->basis;
  input->tier = question->tier;
  input->region = question->region;
  input->peer = question->peer;
  input->revision = self->revision;
  input->period = question->period;
  input->as_of = self->as_of;
  input->provisional = zhihui_figures_is_provisional (self, &question->period->window);
  input->order = question->order;
  input->direction = question->direction;
  input->min_n = question->min_n;
}

/* Of cases, not of dispatches: the regions below the one asked for stand for the units. */
static ZhihuiRanking *
make_direct_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question)
{
  g_autoptr (GPtrArray) units = zhihui_figures_make_direct_units (self, question->region);
  g_autoptr (GArray) now = zhihui_figures_new_direct (units->len);
  g_autoptr (GArray) before = zhihui_figures_new_direct (units->len);
  g_autoptr (GArray) year = zhihui_figures_new_direct (units->len);
  ZhihuiRankingInput input = { 0 };
  gboolean           has_year = zhihui_figures_reach_back (self, &question->period->year);

  put_question (self, question, &input);
  zhihui_figures_count_direct (self, question->region, units, &question->period->window, now);
  zhihui_figures_count_direct (self, question->region, units, &question->period->previous, before);
  if (has_year)
    zhihui_figures_count_direct (self, question->region, units, &question->period->year, year);

  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.n_units = units->len;
  input.tallies = (const ZhihuiTally *) (gconstpointer) now->data;
  input.previous = (const ZhihuiTally *) (gconstpointer) before->data;
  input.year = has_year ? (const ZhihuiTally *) (gconstpointer) year->data : NULL;
  input.region_total = g_array_index (now, ZhihuiTally, units->len);
  return zhihui_ranking_new (&input);
}

/**
 * zhihui_figures_make_board:
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_figures_make_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question)
{
  g_auto (Chosen) chosen = { 0 };
  ZhihuiRankingInput input = { 0 };

  if (question->metric == ZHIHUI_METRIC_DIRECT_RATE)
    return make_direct_board (self, question);

  /* The moment of a clock that stands never moves on, and windows are without number. */
  if (g_hash_table_size (self->tallies) >= MAX_KEPT_COUNTS)
    g_hash_table_remove_all (self->tallies);

  put_question (self, question, &input);
  chosen_init (&chosen, self->ledger->units->len);
  input.region_total = choose_units (self, question, &chosen);
  zhihui_tier_find (chosen.volumes, chosen.n, chosen.tiers);
  if (question->tier != 0)
    choose_tier (&chosen, question->tier);

  input.units = chosen.units;
  input.tallies = chosen.tallies;
  input.previous = chosen.previous;
  input.year = chosen.has_year ? chosen.year : NULL;
  input.tiers = chosen.tiers;
  input.open_overdue = chosen.open_overdue;
  input.n_units = chosen.n;
  return zhihui_ranking_new (&input);
}
