/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-csv.h"

#include "zhihui-board-rated.h"
#include "zhihui-board-table.h"
#include "zhihui-data-table.h"

#include <math.h>

static const struct
{
  const char      *id;
  ZhihuiColumnKind kind;
} columns[] = {
  { "board", ZHIHUI_COLUMN_TEXT },        { "peer", ZHIHUI_COLUMN_TEXT },
  { "rank", ZHIHUI_COLUMN_COUNT },        { "tied", ZHIHUI_COLUMN_BOOLEAN },
  { "unit_id", ZHIHUI_COLUMN_TEXT },      { "unit", ZHIHUI_COLUMN_TEXT },
  { "k", ZHIHUI_COLUMN_COUNT },           { "n", ZHIHUI_COLUMN_COUNT },
  { "value", ZHIHUI_COLUMN_NUMBER },      { "low", ZHIHUI_COLUMN_RATIO },
  { "high", ZHIHUI_COLUMN_RATIO },        { "shrunk", ZHIHUI_COLUMN_RATIO },
  { "flag", ZHIHUI_COLUMN_TEXT },         { "extra", ZHIHUI_COLUMN_COUNT },
  { "unranked", ZHIHUI_COLUMN_TEXT },     { "open_overdue", ZHIHUI_COLUMN_COUNT },
  { "rank_change", ZHIHUI_COLUMN_COUNT }, { "value_change", ZHIHUI_COLUMN_RATIO },
  { "period", ZHIHUI_COLUMN_TEXT },       { "from", ZHIHUI_COLUMN_INSTANT },
  { "to", ZHIHUI_COLUMN_INSTANT },        { "as_of", ZHIHUI_COLUMN_INSTANT },
  { "min_n", ZHIHUI_COLUMN_COUNT },       { "revision", ZHIHUI_COLUMN_TEXT },
  { "rule_version", ZHIHUI_COLUMN_TEXT },
};

/* What hashes are of ends there: a row that is taken out of a file of a report says more. First
 * come the rated shares; the last is never empty, so that a row that is printed ends with it. */
static const struct
{
  const char      *id;
  ZhihuiColumnKind kind;
} more_columns[] = {
  { "unit_tier", ZHIHUI_COLUMN_COUNT }, { "tier", ZHIHUI_COLUMN_COUNT },
  { "region", ZHIHUI_COLUMN_TEXT },     { "basis", ZHIHUI_COLUMN_TEXT },
  { "order", ZHIHUI_COLUMN_TEXT },
};

/* Its columns have no titles: nobody reads it but programs. */
static ZhihuiDataTable *
make_table (gboolean has_more)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("boards", "");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    zhihui_data_table_add_column (table, columns[i].id, "", columns[i].kind);
  if (has_more)
    zhihui_board_rated_add_columns (table);
  for (guint i = 0; i < G_N_ELEMENTS (more_columns) && has_more; i++)
    zhihui_data_table_add_column (table, more_columns[i].id, "", more_columns[i].kind);
  return table;
}

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
add_figures (ZhihuiDataTable *table, const ZhihuiMetricTraits *traits, const ZhihuiScore *score)
{
  zhihui_data_table_add_count_if (table, !traits->is_count, score->k);
  zhihui_data_table_add_count (table, score->n);
  if (traits->is_count)
    zhihui_data_table_add_count (table, score->n);
  else
    zhihui_data_table_add_number (table, score->value);
  zhihui_data_table_add_number (table, score->low);
  zhihui_data_table_add_number (table, score->high);
  zhihui_data_table_add_number (table, score->shrunk);
  zhihui_data_table_add_text (table, traits->is_count ? "" : name_flag (score->flag));
  zhihui_data_table_add_count (table, score->extra);
  zhihui_data_table_add_text (table, name_reason (score->reason));
  zhihui_data_table_add_count_if (table, score->open_overdue >= 0, score->open_overdue);
}

static void
add_score (ZhihuiDataTable     *table,
           const ZhihuiRanking *ranking,
           const ZhihuiScore   *score,
           const char          *rule_version)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, traits->id);
  zhihui_data_table_add_text (table, ranking->peer);
  zhihui_data_table_add_count_if (table, score->rank > 0, score->rank);
  zhihui_data_table_add_boolean (table, score->tied);
  zhihui_data_table_add_text (table, score->unit->id);
  zhihui_data_table_add_text (table, score->unit->name);
  add_figures (table, traits, score);
  zhihui_data_table_add_count_if (table, score->has_delta_rank, score->delta_rank);
  zhihui_data_table_add_number (table, score->has_delta ? score->delta_value : (double) NAN);
  zhihui_data_table_add_text (table, ranking->period);
  zhihui_data_table_add_instant (table, ranking->window.from);
  zhihui_data_table_add_instant (table, ranking->window.to);
  zhihui_data_table_add_instant (table, ranking->as_of);
  zhihui_data_table_add_count (table, ranking->min_n);
  zhihui_data_table_add_text (table, ranking->revision);
  zhihui_data_table_add_text (table, rule_version);
}

static void
add_more (ZhihuiDataTable     *table,
          const ZhihuiRanking *ranking,
          const ZhihuiScore   *score,
          ZhihuiBoardRated    *rated)
{
  zhihui_board_rated_add_cells (rated, score->unit->id, table);
  zhihui_data_table_add_count_if (table, score->tier > 0, score->tier);
  zhihui_data_table_add_count_if (table, ranking->tier > 0, ranking->tier);
  zhihui_data_table_add_text (table, ranking->region);
  zhihui_data_table_add_text (table, zhihui_basis_get_id (ranking->basis));
  zhihui_data_table_add_text (table, zhihui_board_table_get_order (ranking));
}

/**
 * zhihui_board_csv_append_head:
 *
 * Appends the row of column names.
 */
void
zhihui_board_csv_append_head (GString *csv)
{
  g_autoptr (ZhihuiDataTable) table = make_table (FALSE);

  zhihui_data_table_append_csv_head (table, csv);
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
  g_autoptr (ZhihuiDataTable) table = make_table (FALSE);

  for (guint i = 0; i < ranking->n_scores; i++)
    add_score (table, ranking, &ranking->scores[i], rule_version);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    add_score (table, ranking, &ranking->unranked[i], rule_version);
  zhihui_data_table_append_csv_rows (table, zone, csv);
}

/**
 * zhihui_board_csv_append_report_head:
 *
 * Appends the row of column names of zhihui_board_csv_append_report().
 */
void
zhihui_board_csv_append_report_head (GString *csv)
{
  g_autoptr (ZhihuiDataTable) table = make_table (TRUE);

  zhihui_data_table_append_csv_head (table, csv);
}

/**
 * zhihui_board_csv_append_report:
 * @ranking: a whole board
 * @shares: (nullable): rated shares of its units, that stand beside it
 * @zone: of the times
 * @rule_version: version of the definitions
 *
 * Appends what zhihui_board_csv_append() does, and behind it in each row what the row needs to be
 * understood alone.
 */
void
zhihui_board_csv_append_report (GString             *csv,
                                const ZhihuiRanking *ranking,
                                const ZhihuiRanking *shares,
                                ZhihuiZone          *zone,
                                const char          *rule_version)
{
  g_autoptr (ZhihuiDataTable) table = make_table (TRUE);
  g_autoptr (ZhihuiBoardRated) rated = zhihui_board_rated_new (shares);

  for (guint i = 0; i < ranking->n_scores + ranking->n_unranked_sent; i++)
    {
      const ZhihuiScore *score =
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores];

      add_score (table, ranking, score, rule_version);
      add_more (table, ranking, score, rated);
    }
  zhihui_data_table_append_csv_rows (table, zone, csv);
}
