/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
add_columns (ZhihuiDataTable *table, const ZhihuiMetricTraits *traits, gboolean is_shrunk)
{
  guint value;

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
      if (is_shrunk)
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
}

static const char *
get_flag_words (ZhihuiFlag flag)
{
  switch (flag)
    {
    case ZHIHUI_FLAG_BETTER:
      return C_ ("board table", "significantly better");
    case ZHIHUI_FLAG_WORSE:
      return C_ ("board table", "significantly worse");
    case ZHIHUI_FLAG_NONE:
    default:
      return NULL;
    }
}

static const char *
get_reason_words (ZhihuiUnrankedReason reason)
{
  switch (reason)
    {
    case ZHIHUI_UNRANKED_MIN_N:
      return C_ ("board table", "too few to rank");
    case ZHIHUI_UNRANKED_NO_CASES:
      return C_ ("board table", "no cases");
    case ZHIHUI_UNRANKED_NOT:
    default:
      return NULL;
    }
}

static void
add_row (ZhihuiDataTable          *table,
         const ZhihuiMetricTraits *traits,
         gboolean                  is_shrunk,
         const ZhihuiScore        *score)
{
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_count_if (table, score->rank > 0, score->rank);
  zhihui_data_table_add_boolean (table, score->tied);
  zhihui_data_table_add_text (table, score->unit->name);
  if (traits->is_count)
    zhihui_data_table_add_count (table, score->n);
  else
    {
      zhihui_data_table_add_rate (table, score->k, score->n);
      if (is_shrunk)
        zhihui_data_table_add_number (table, score->shrunk);
      zhihui_data_table_add_number (table, score->low);
      zhihui_data_table_add_number (table, score->high);
      zhihui_data_table_add_text (table, get_flag_words (score->flag));
    }
  zhihui_data_table_add_count_if (table, score->has_delta_rank, score->delta_rank);
  zhihui_data_table_add_number (table, score->has_delta ? score->delta_value : (double) NAN);
  zhihui_data_table_add_count_if (table, score->open_overdue >= 0, score->open_overdue);
  zhihui_data_table_add_text (table, get_reason_words (score->reason));
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
 * zhihui_board_table_new:
 * @ranking: a whole board
 * @group: name of its peer group: 镇街道
 *
 * The id is that of the metric and that of the peer group, with a hyphen between.
 *
 * Returns: (transfer full): a table of the board in its order, the unranked ones last
 */
ZhihuiDataTable *
zhihui_board_table_new (const ZhihuiRanking *ranking, const char *group)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);
  g_autofree char          *id = g_strdup_printf ("%s-%s", traits->id, ranking->peer);
  /* Translators: title of a board and its peer group. */
  g_autofree char *title =
    g_strdup_printf (C_ ("board table", "%1$s (%2$s)"), _ (traits->title), group);
  ZhihuiDataTable *table = zhihui_data_table_new (id, title);
  gboolean         is_shrunk = zhihui_board_table_is_shrunk (ranking);

  add_columns (table, traits, is_shrunk);
  zhihui_data_table_set_empty (table, C_ ("board table", "No unit has figures in this period."));
  for (guint i = 0; i < ranking->n_scores; i++)
    add_row (table, traits, is_shrunk, &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    add_row (table, traits, is_shrunk, &ranking->unranked[i]);
  return table;
}
