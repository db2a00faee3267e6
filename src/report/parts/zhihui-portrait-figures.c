/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait-private.h"

#include "zhihui-board-words.h"
#include "zhihui-format.h"
#include "zhihui-paper-table.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"
#include "zhihui-trend-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One metric of the unit. */
typedef struct
{
  ZhihuiMetric              metric;
  const ZhihuiMetricTraits *traits;
  ZhihuiRanking            *board; /* borrowed, nullable: not told */
  const ZhihuiScore        *score; /* borrowed, nullable: the unit is not on it */
  double                    target;
} Figure;

static Figure
find_figure (const ZhihuiPortraitSubject *self, guint index)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (self->request->situation);
  Figure      figure = { .metric = zhihui_portrait_get_metric (index) };

  figure.traits = zhihui_metric_get_traits (figure.metric);
  figure.board = zhihui_portrait_subject_find_board (self, figure.metric);
  if (figure.board != NULL)
    figure.score = zhihui_ranking_find (figure.board, self->unit);
  figure.target = zhihui_trend_plot_find_target (figure.metric, meta);
  return figure;
}

/* ---- canonical ---- */

static void
add_flag (ZhihuiDataTable *table, const Figure *figure)
{
  switch (figure->score->flag)
    {
    case ZHIHUI_FLAG_WORSE:
      zhihui_data_table_add_word (table, "worse", _ ("◆ Clearly worse"));
      break;
    case ZHIHUI_FLAG_BETTER:
      zhihui_data_table_add_word (table, "better", _ ("△ Clearly better"));
      break;
    case ZHIHUI_FLAG_NONE:
    default:
      zhihui_data_table_add_word (table, "none", _ ("● No clear difference"));
    }
}

static void
add_reason (ZhihuiDataTable *table, const ZhihuiScore *score)
{
  switch (score->reason)
    {
    case ZHIHUI_UNRANKED_MIN_N:
      zhihui_data_table_add_word (table, "min_n", C_ ("board table", "too few to rank"));
      break;
    case ZHIHUI_UNRANKED_NO_CASES:
      zhihui_data_table_add_word (table, "no_cases", C_ ("board table", "no cases"));
      break;
    case ZHIHUI_UNRANKED_NOT:
    default:
      zhihui_data_table_add_text (table, "");
    }
}

static ZhihuiDataTable *
new_table (void)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("figures", _ ("Figures of the unit"));
  guint            rate;

  zhihui_data_table_add_column (table, "metric", _ ("Id of the figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "figure", C_ ("report", "Figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "count", _ ("Count"), ZHIHUI_COLUMN_COUNT);
  rate = zhihui_data_table_add_column (table, "rate", _ ("Rate"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_set_parts (table, rate, _ ("Numerator"), _ ("Denominator"));
  zhihui_data_table_add_column (table, "low", _ ("Interval (95%) from"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "high", _ ("Interval (95%) to"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "target", _ ("Target"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "rank", _ ("Rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "ranked", _ ("Ranked units"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "rank_change", _ ("Change of rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "change", _ ("Change"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "flag", _ ("Against the group"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "unranked", _ ("Why not ranked"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "min_n", _ ("Smallest n"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "peer", _ ("Peer group"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "peer_count", _ ("Count of the group"), ZHIHUI_COLUMN_COUNT);
  rate =
    zhihui_data_table_add_column (table, "peer_rate", C_ ("peers", "Group"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_set_parts (table, rate, _ ("Group: numerator"), _ ("Group: denominator"));
  zhihui_data_table_add_column (table, "period", _ ("Period"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "from", _ ("From"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "to", _ ("To"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "as_of", _ ("Data as of"), ZHIHUI_COLUMN_INSTANT);
  return table;
}

static void
add_tally (ZhihuiDataTable *table, const Figure *figure, gint64 k, gint64 n)
{
  if (figure->traits->is_count)
    {
      zhihui_data_table_add_count (table, n);
      zhihui_data_table_add_none (table);
    }
  else
    {
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_rate (table, k, n);
    }
}

static void
add_rank (ZhihuiDataTable *table, const Figure *figure)
{
  const ZhihuiScore *score = figure->score;

  zhihui_data_table_add_count_if (table, score->rank > 0, score->rank);
  zhihui_data_table_add_count (table, figure->board->n_ranked);
  zhihui_data_table_add_count_if (table, score->has_delta_rank, score->delta_rank);
  zhihui_data_table_add_number (table, score->has_delta ? score->delta_value : (double) NAN);
  if (figure->traits->is_count)
    zhihui_data_table_add_text (table, "");
  else
    add_flag (table, figure);
  add_reason (table, score);
  zhihui_data_table_add_count (table, figure->board->min_n);
}

static void
add_canonical_row (const ZhihuiPortraitSubject *self, ZhihuiDataTable *table, const Figure *figure)
{
  const ZhihuiRanking *board = figure->board;
  const ZhihuiScore   *score = figure->score;
  const ZhihuiPeer    *peer;
  g_autofree char     *period = NULL;

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, figure->traits->id);
  zhihui_data_table_add_word (table, figure->traits->id, _ (figure->traits->title));
  if (score == NULL)
    return;
  peer =
    zhihui_peer_find (zhihui_situation_get_meta (self->request->situation)->peers, board->peer);
  period = zhihui_board_words_make_period (board->period);
  add_tally (table, figure, score->k, score->n);
  zhihui_data_table_add_number (table, score->low);
  zhihui_data_table_add_number (table, score->high);
  zhihui_data_table_add_number (table, figure->target);
  add_rank (table, figure);
  zhihui_data_table_add_word (table, board->peer, peer != NULL ? peer->label : NULL);
  add_tally (table, figure, board->total.k, board->total.n);
  zhihui_data_table_add_word (table, board->period, period);
  zhihui_data_table_add_instant (table, board->window.from);
  zhihui_data_table_add_instant (table, board->window.to);
  zhihui_data_table_add_instant (table, board->as_of);
}

/**
 * zhihui_portrait_figures_make:
 *
 * Returns: (transfer full): every metric of the unit, as its board says it
 */
ZhihuiDataTable *
zhihui_portrait_figures_make (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = new_table ();

  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Figure figure = find_figure (self, i);

      add_canonical_row (self, table, &figure);
    }
  return table;
}

/* ---- on paper ---- */

static char *
make_rank (const Figure *figure)
{
  g_autofree char *rank = NULL, *n_ranked = NULL;

  if (figure->score == NULL || figure->score->rank == 0)
    return g_strdup ("—");
  rank = zhihui_format_count (figure->score->rank);
  n_ranked = zhihui_format_count (figure->board->n_ranked);
  return g_strdup_printf ("%s / %s", rank, n_ranked);
}

static char *
make_change (const Figure *figure)
{
  const ZhihuiScore *score = figure->score;

  if (score == NULL || !score->has_delta)
    return g_strdup ("—");
  return figure->traits->is_count ? zhihui_format_change (score->delta_value)
                                  : zhihui_format_points (score->delta_value);
}

static char *
make_interval (const ZhihuiScore *score)
{
  g_autofree char *low = NULL, *high = NULL;

  /* Of too few it would tell the rate that is not told. */
  if (score == NULL || score->rank == 0 || !isfinite (score->low))
    return g_strdup ("—");
  low = zhihui_format_percent (score->low, 2);
  high = zhihui_format_percent (score->high, 2);
  return g_strdup_printf ("%s–%s", low, high);
}

static char *
make_reading (const Figure *figure)
{
  const ZhihuiScore *score = figure->score;

  if (figure->board == NULL)
    return g_strdup (_ ("not read"));
  if (score == NULL || score->n <= 0)
    return g_strdup (_ ("no cases"));
  if (score->rank == 0)
    {
      g_autofree char *fraction = zhihui_format_fraction (score->k, score->n);

      /* Translators: smallest n to be ranked, the fraction that there is */
      return g_strdup_printf (_ ("too few (n < %1$u): %2$s"), figure->board->min_n, fraction);
    }
  if (score->flag == ZHIHUI_FLAG_NONE)
    return g_strdup (_ ("● No clear difference"));
  return g_strdup (score->flag == ZHIHUI_FLAG_WORSE ? _ ("◆ Clearly worse")
                                                    : _ ("△ Clearly better"));
}

static void
add_rate_row (ZhihuiDataTable *table, const Figure *figure)
{
  const ZhihuiScore *score = figure->score;
  g_autofree char   *interval = make_interval (score);
  g_autofree char   *rank = make_rank (figure);
  g_autofree char   *change = make_change (figure);
  g_autofree char   *reading = make_reading (figure);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, _ (figure->traits->title));
  /* Of too few nobody is told a rate: it would be read as one. */
  if (score != NULL && score->rank > 0)
    zhihui_data_table_add_rate (table, score->k, score->n);
  else
    zhihui_data_table_add_none (table);
  zhihui_data_table_add_text (table, interval);
  zhihui_data_table_add_number (table, figure->target);
  if (figure->board != NULL)
    zhihui_data_table_add_number (table, zhihui_tally_get_value (&figure->board->total, FALSE));
  else
    zhihui_data_table_add_none (table);
  zhihui_data_table_add_text (table, rank);
  zhihui_data_table_add_text (table, change);
  zhihui_data_table_add_text (table, reading);
}

static ZhihuiDataTable *
make_rates (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("rates", _ ("Rates"));

  zhihui_data_table_add_column (table, "figure", C_ ("report", "Figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "rate", _ ("This unit"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "interval", _ ("Interval (95%)"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "target", _ ("Target"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "peer_rate", C_ ("peers", "Group"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "rank", _ ("Rank"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "change", _ ("Change in points"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "reading", C_ ("column", "Reading"), ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Figure figure = find_figure (self, i);

      if (!figure.traits->is_count)
        add_rate_row (table, &figure);
    }
  return table;
}

static ZhihuiDataTable *
make_counts (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("counts", _ ("Counts"));

  zhihui_data_table_add_column (table, "figure", C_ ("report", "Figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "count", _ ("This unit"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "share", _ ("Share of the group"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "rank", _ ("Place by count"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "change", _ ("Change"), ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Figure           figure = find_figure (self, i);
      g_autofree char *rank = make_rank (&figure);
      g_autofree char *change = make_change (&figure);

      if (!figure.traits->is_count)
        continue;
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, _ (figure.traits->title));
      if (figure.score == NULL)
        continue;
      zhihui_data_table_add_count (table, figure.score->n);
      zhihui_data_table_add_rate (table, figure.score->n, figure.board->total.n);
      zhihui_data_table_add_text (table, rank);
      zhihui_data_table_add_text (table, change);
    }
  return table;
}

/* What each figure is of: the days differ where no period was asked for. */
static ZhihuiDataTable *
make_definitions (const ZhihuiPortraitSubject *self)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("definitions", _ ("What the figures are"));

  zhihui_data_table_add_column (table, "figure", C_ ("report", "Figure"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "numerator", _ ("Numerator"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (
    table, "denominator", _ ("Denominator or what is counted"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "days", _ ("Days"), ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      Figure           figure = find_figure (self, i);
      g_autofree char *days =
        figure.board != NULL
          ? zhihui_report_format_span (self->request, &figure.board->window, figure.board->as_of)
          : g_strdup ("—");

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, _ (figure.traits->title));
      zhihui_data_table_add_text (table,
                                  figure.traits->is_count ? "—" : _ (figure.traits->numerator));
      zhihui_data_table_add_text (table, _ (figure.traits->denominator));
      zhihui_data_table_add_text (table, days);
    }
  return table;
}

static void
add_table (ZhihuiPaper *paper, ZhihuiDataTable *table, ZhihuiZone *zone)
{
  zhihui_paper_add_table (paper, table, zone);
  zhihui_data_table_unref (table);
}

/**
 * zhihui_portrait_figures_add:
 *
 * Appends what the unit reached, and what the figures are.
 */
void
zhihui_portrait_figures_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper)
{
  zhihui_paper_add_section (paper, _ ("Figures"), "figures");
  add_table (paper, make_rates (self), self->zone);
  add_table (paper, make_counts (self), self->zone);
  add_table (paper, make_definitions (self), self->zone);
  zhihui_paper_add_paragraph (
    paper,
    _ ("The interval is Wilson’s of the true level (95%). ◆ and △: it leaves the rate of the peer "
       "group out; of ● it cannot be said that the unit is better or worse than its group."),
    ZHIHUI_WORDS_NOTE);
  zhihui_paper_add_paragraph (
    paper,
    zhihui_report_is_shrunk (self->request)
      ? _ ("Rates are ranked by the shrunk value: the fewer cases a unit has, the nearer it is to "
           "the rate of the group.")
      : _ ("Equal fractions share a rank."),
    ZHIHUI_WORDS_NOTE);
}
