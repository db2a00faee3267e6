/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-csv.h"

#include "zhihui-csv.h"

#include <math.h>

/* What the cells of a board have in common. */
typedef struct
{
  const ZhihuiMetricTraits *traits;
  const ZhihuiRanking      *ranking;
  char                     *from, *to, *as_of; /* owned */
  const char               *rule_version;
} BoardCells;

static const char *const columns[] = {
  "board",    "peer",         "rank",        "tied",         "unit_id", "unit", "k",
  "n",        "value",        "low",         "high",         "shrunk",  "flag", "extra",
  "unranked", "open_overdue", "rank_change", "value_change", "period",  "from", "to",
  "as_of",    "min_n",        "revision",    "rule_version",
};

static const char *
name_flag (ZhihuiFlag flag)
{
  switch (flag)
    {
    case ZHIHUI_FLAG_BETTER:
      return "better";
    case ZHIHUI_FLAG_WORSE:
      return "worse";
    case ZHIHUI_FLAG_NONE:
    default:
      return "none";
    }
}

static const char *
name_reason (ZhihuiUnrankedReason reason)
{
  switch (reason)
    {
    case ZHIHUI_UNRANKED_MIN_N:
      return "min_n";
    case ZHIHUI_UNRANKED_NO_CASES:
      return "no_cases";
    case ZHIHUI_UNRANKED_NOT:
    default:
      return "";
    }
}

static void
append_figures (GString *csv, const BoardCells *cells, const ZhihuiScore *score)
{
  if (cells->traits->is_count)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->k);
  zhihui_csv_append_count (csv, score->n);
  if (cells->traits->is_count)
    zhihui_csv_append_count (csv, score->n);
  else
    zhihui_csv_append_ratio (csv, score->value);
  zhihui_csv_append_ratio (csv, score->low);
  zhihui_csv_append_ratio (csv, score->high);
  zhihui_csv_append_ratio (csv, score->shrunk);
  zhihui_csv_append_text (csv, cells->traits->is_count ? "" : name_flag (score->flag));
  zhihui_csv_append_count (csv, score->extra);
  zhihui_csv_append_text (csv, name_reason (score->reason));
  if (score->open_overdue < 0)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->open_overdue);
}

static void
append_score (GString *csv, const BoardCells *cells, const ZhihuiScore *score)
{
  const ZhihuiRanking *ranking = cells->ranking;

  zhihui_csv_append_text (csv, cells->traits->id);
  zhihui_csv_append_text (csv, ranking->peer);
  if (score->rank == 0)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->rank);
  zhihui_csv_append_count (csv, score->tied ? 1 : 0);
  zhihui_csv_append_text (csv, score->unit->id);
  zhihui_csv_append_text (csv, score->unit->name);
  append_figures (csv, cells, score);
  if (score->has_delta_rank)
    zhihui_csv_append_count (csv, score->delta_rank);
  else
    zhihui_csv_append_empty (csv);
  zhihui_csv_append_ratio (csv, score->has_delta ? score->delta_value : (double) NAN);
  zhihui_csv_append_text (csv, ranking->period);
  zhihui_csv_append_text (csv, cells->from);
  zhihui_csv_append_text (csv, cells->to);
  zhihui_csv_append_text (csv, cells->as_of);
  zhihui_csv_append_count (csv, ranking->min_n);
  zhihui_csv_append_text (csv, ranking->revision);
  zhihui_csv_append_text (csv, cells->rule_version);
  zhihui_csv_end_row (csv);
}

/**
 * zhihui_board_csv_append_head:
 *
 * Appends the row of column names.
 */
void
zhihui_board_csv_append_head (GString *csv)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, "%s,", columns[i]);
  zhihui_csv_end_row (csv);
}

/**
 * zhihui_board_csv_append:
 * @ranking: a whole board
 * @zone: of the times
 * @rule_version: version of the definitions
 *
 * Appends every row of the board in its order, the unranked ones last.
 */
void
zhihui_board_csv_append (GString             *csv,
                         const ZhihuiRanking *ranking,
                         ZhihuiZone          *zone,
                         const char          *rule_version)
{
  BoardCells cells = {
    .traits = zhihui_metric_get_traits (ranking->metric),
    .ranking = ranking,
    .from = zhihui_zone_format_rfc3339 (zone, ranking->window.from),
    .to = zhihui_zone_format_rfc3339 (zone, ranking->window.to),
    .as_of = zhihui_zone_format_rfc3339 (zone, ranking->as_of),
    .rule_version = rule_version,
  };

  for (guint i = 0; i < ranking->n_scores; i++)
    append_score (csv, &cells, &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    append_score (csv, &cells, &ranking->unranked[i]);

  g_free (cells.from);
  g_free (cells.to);
  g_free (cells.as_of);
}
