/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-table.h"

#include "zhihui-board-rated.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a row needs to be understood when it is taken out of its table. All borrowed. */
typedef struct
{
  const ZhihuiRanking      *ranking;
  const ZhihuiMetricTraits *traits;
  const char               *group, *rules;
  ZhihuiBoardRated         *rated; /* NULL: of another board than satisfaction */
  gboolean                  is_shrunk;
} Board;

static void
add_origin_columns (ZhihuiDataTable *table)
{
  const struct
  {
    const char      *id, *title;
    ZhihuiColumnKind kind;
  } columns[] = {
    { "unit_tier", C_ ("board table", "Third of the unit (1 most cases)"), ZHIHUI_COLUMN_COUNT },
    { "unit_id", _ ("Id of the unit"), ZHIHUI_COLUMN_TEXT },
    { "board", C_ ("board table", "Board"), ZHIHUI_COLUMN_TEXT },
    { "region", C_ ("board table", "Region"), ZHIHUI_COLUMN_TEXT },
    { "peer", C_ ("board table", "Peer group"), ZHIHUI_COLUMN_TEXT },
    { "tier", C_ ("board table", "Only the third"), ZHIHUI_COLUMN_COUNT },
    { "period", C_ ("board table", "Period"), ZHIHUI_COLUMN_TEXT },
    { "from", C_ ("board table", "From"), ZHIHUI_COLUMN_INSTANT },
    { "to", C_ ("board table", "To"), ZHIHUI_COLUMN_INSTANT },
    { "basis", C_ ("board table", "Counted by"), ZHIHUI_COLUMN_TEXT },
    { "order", C_ ("board table", "Ranked by"), ZHIHUI_COLUMN_TEXT },
    { "as_of", C_ ("board table", "As of"), ZHIHUI_COLUMN_INSTANT },
    { "min_n", C_ ("board table", "Ranked from n ="), ZHIHUI_COLUMN_COUNT },
    { "revision", C_ ("board table", "Data revision"), ZHIHUI_COLUMN_TEXT },
    { "rule_version", C_ ("board table", "Rule version"), ZHIHUI_COLUMN_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    zhihui_data_table_add_column (table, columns[i].id, columns[i].title, columns[i].kind);
}

static void
add_origin (ZhihuiDataTable *table, const Board *board, const ZhihuiScore *score)
{
  const ZhihuiRanking *ranking = board->ranking;

  zhihui_data_table_add_count_if (table, score->tier > 0, score->tier);
  zhihui_data_table_add_text (table, score->unit->id);
  zhihui_data_table_add_word (table, board->traits->id, _ (board->traits->title));
  zhihui_data_table_add_text (table, ranking->region);
  zhihui_data_table_add_word (table, ranking->peer, board->group);
  zhihui_data_table_add_count_if (table, ranking->tier > 0, ranking->tier);
  zhihui_data_table_add_text (table, ranking->period);
  zhihui_data_table_add_instant (table, ranking->window.from);
  zhihui_data_table_add_instant (table, ranking->window.to);
  zhihui_data_table_add_word (
    table, zhihui_basis_get_id (ranking->basis), zhihui_basis_get_words (ranking->basis));
  zhihui_data_table_add_word (table,
                              zhihui_board_table_get_order (ranking),
                              board->is_shrunk ? C_ ("board table", "shrunk value")
                                               : C_ ("board table", "exact figure"));
  zhihui_data_table_add_instant (table, ranking->as_of);
  zhihui_data_table_add_count (table, ranking->min_n);
  zhihui_data_table_add_text (table, ranking->revision);
  zhihui_data_table_add_text (table, board->rules);
}

static void
add_columns (ZhihuiDataTable *table, const Board *board)
{
  const ZhihuiMetricTraits *traits = board->traits;
  guint                     value;

  zhihui_data_table_add_column (table, "rank", C_ ("board table", "Rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (
    table, "tied", C_ ("board table", "Shared rank"), ZHIHUI_COLUMN_BOOLEAN);
  zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
  value =
    zhihui_data_table_add_column (table,
                                  traits->id,
                                  _ (traits->title),
                                  traits->is_count ? ZHIHUI_COLUMN_COUNT : ZHIHUI_COLUMN_RATE);
  if (!traits->is_count)
    {
      zhihui_data_table_set_parts (table, value, _ (traits->part_label), _ (traits->whole_label));
      if (board->is_shrunk)
        zhihui_data_table_add_column (
          table, "shrunk", C_ ("board table", "Shrunk value"), ZHIHUI_COLUMN_RATIO);
      zhihui_data_table_add_column (
        table, "low", C_ ("board table", "Interval from"), ZHIHUI_COLUMN_RATIO);
      zhihui_data_table_add_column (
        table, "high", C_ ("board table", "Interval to"), ZHIHUI_COLUMN_RATIO);
      zhihui_data_table_add_column (
        table, "flag", C_ ("board table", "Against the group"), ZHIHUI_COLUMN_TEXT);
    }
  zhihui_data_table_add_column (
    table, "rank_change", C_ ("board table", "Change of rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (
    table, "value_change", C_ ("board table", "Change of the figure"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (
    table, "open_overdue", C_ ("board table", "Overdue now"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (
    table, "unranked", C_ ("board table", "Why not ranked"), ZHIHUI_COLUMN_TEXT);
  if (board->rated != NULL)
    zhihui_board_rated_add_columns (table);
  add_origin_columns (table);
}

static void
add_flag (ZhihuiDataTable *table, ZhihuiFlag flag)
{
  switch (flag)
    {
    case ZHIHUI_FLAG_BETTER:
      zhihui_data_table_add_word (table, "better", C_ ("board table", "significantly better"));
      break;
    case ZHIHUI_FLAG_WORSE:
      zhihui_data_table_add_word (table, "worse", C_ ("board table", "significantly worse"));
      break;
    case ZHIHUI_FLAG_NONE:
    default:
      zhihui_data_table_add_none (table);
    }
}

static void
add_reason (ZhihuiDataTable *table, ZhihuiUnrankedReason reason)
{
  switch (reason)
    {
    case ZHIHUI_UNRANKED_MIN_N:
      zhihui_data_table_add_word (table, "min_n", C_ ("board table", "too few to rank"));
      break;
    case ZHIHUI_UNRANKED_NO_CASES:
      zhihui_data_table_add_word (table, "no_cases", C_ ("board table", "no cases"));
      break;
    case ZHIHUI_UNRANKED_NOT:
    default:
      zhihui_data_table_add_none (table);
    }
}

static void
add_row (ZhihuiDataTable *table, const Board *board, const ZhihuiScore *score)
{
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_count_if (table, score->rank > 0, score->rank);
  zhihui_data_table_add_boolean (table, score->tied);
  zhihui_data_table_add_text (table, score->unit->name);
  if (board->traits->is_count)
    zhihui_data_table_add_count (table, score->n);
  else
    {
      zhihui_data_table_add_rate (table, score->k, score->n);
      if (board->is_shrunk)
        zhihui_data_table_add_number (table, score->shrunk);
      zhihui_data_table_add_number (table, score->low);
      zhihui_data_table_add_number (table, score->high);
      add_flag (table, score->flag);
    }
  zhihui_data_table_add_count_if (table, score->has_delta_rank, score->delta_rank);
  zhihui_data_table_add_number (table, score->has_delta ? score->delta_value : (double) NAN);
  zhihui_data_table_add_count_if (table, score->open_overdue >= 0, score->open_overdue);
  add_reason (table, score->reason);
  if (board->rated != NULL)
    zhihui_board_rated_add_cells (board->rated, score->unit->id, table);
  add_origin (table, board, score);
}

/**
 * zhihui_board_table_is_shrunk:
 *
 * Returns: whether its units stand in the order of their shrunk values, which then has a column;
 *   counts have none
 */
gboolean
zhihui_board_table_is_shrunk (const ZhihuiRanking *ranking)
{
  return ranking->order == ZHIHUI_ORDER_SHRUNK &&
         !zhihui_metric_get_traits (ranking->metric)->is_count;
}

/**
 * zhihui_board_table_get_order:
 *
 * Returns: (transfer none): by what its units are ranked, for programs
 */
const char *
zhihui_board_table_get_order (const ZhihuiRanking *ranking)
{
  return zhihui_board_table_is_shrunk (ranking) ? "shrunk" : "raw";
}

/**
 * zhihui_board_table_new:
 * @ranking: a whole board
 * @group: name of its peer group: 镇街道
 * @shares: (nullable): rated shares of its units, which stand beside satisfaction
 * @rule_version: version of the definitions
 *
 * The id is that of the metric and that of the peer group, with a hyphen between.
 *
 * Returns: (transfer full): a table of the board in its order, the unranked ones last
 */
ZhihuiDataTable *
zhihui_board_table_new (const ZhihuiRanking *ranking,
                        const char          *group,
                        const ZhihuiRanking *shares,
                        const char          *rule_version)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);
  g_autofree char          *id = g_strdup_printf ("%s-%s", traits->id, ranking->peer);
  /* Translators: title of a board and its peer group. */
  g_autofree char *title =
    g_strdup_printf (C_ ("board table", "%1$s (%2$s)"), _ (traits->title), group);
  ZhihuiDataTable *table = zhihui_data_table_new (id, title);
  g_autoptr (ZhihuiBoardRated) rated =
    ranking->metric == ZHIHUI_METRIC_SATISFIED_RATE ? zhihui_board_rated_new (shares) : NULL;
  const Board board = {
    ranking, traits, group, rule_version, rated, zhihui_board_table_is_shrunk (ranking),
  };

  add_columns (table, &board);
  zhihui_data_table_set_empty (table, C_ ("board table", "No unit has figures in this period."));
  for (guint i = 0; i < ranking->n_scores; i++)
    add_row (table, &board, &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    add_row (table, &board, &ranking->unranked[i]);
  return table;
}
