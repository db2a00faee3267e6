/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-rated.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiBoardRated
{
  const ZhihuiRanking *shares; /* borrowed, nullable: nothing is told */
  GHashTable          *scores; /* owned: id of the unit → what it reached, both of @shares */
};

static void
take (GHashTable *scores, const ZhihuiScore *some, guint n)
{
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (scores, some[i].unit->id, (gpointer) &some[i]);
}

/**
 * zhihui_board_rated_new:
 * @shares: (transfer none) (nullable): a board of %ZHIHUI_METRIC_RATED_RATE that outlives what is
 *   returned; %NULL where the source does not tell it
 *
 * Returns: (transfer full): by unit
 */
ZhihuiBoardRated *
zhihui_board_rated_new (const ZhihuiRanking *shares)
{
  ZhihuiBoardRated *self = g_new0 (ZhihuiBoardRated, 1);

  self->shares = shares;
  self->scores = g_hash_table_new (g_str_hash, g_str_equal);
  if (shares == NULL)
    return self;
  take (self->scores, shares->scores, shares->n_scores);
  take (self->scores, shares->unranked, shares->n_unranked_sent);
  return self;
}

void
zhihui_board_rated_free (ZhihuiBoardRated *self)
{
  g_hash_table_unref (self->scores);
  g_free (self);
}

/**
 * zhihui_board_rated_add_columns:
 *
 * Adds the columns that zhihui_board_rated_add_cells() fills: the share, and its own days.
 */
void
zhihui_board_rated_add_columns (ZhihuiDataTable *table)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ZHIHUI_METRIC_RATED_RATE);
  guint                     share;

  share = zhihui_data_table_add_column (table, traits->id, _ (traits->title), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_set_parts (table,
                               share,
                               C_ ("board table", "Rated of those closed"),
                               C_ ("board table", "Closed, to be rated"));
  zhihui_data_table_add_column (
    table, "rated_from", C_ ("board table", "Rated share: from"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (
    table, "rated_to", C_ ("board table", "Rated share: to"), ZHIHUI_COLUMN_INSTANT);
}

/**
 * zhihui_board_rated_add_cells:
 * @unit: id
 * @table: with the columns, at the first of them in its last row
 */
void
zhihui_board_rated_add_cells (const ZhihuiBoardRated *self,
                              const char             *unit,
                              ZhihuiDataTable        *table)
{
  const ZhihuiScore *score = g_hash_table_lookup (self->scores, unit);

  if (score == NULL)
    {
      for (guint i = 0; i < 3; i++)
        zhihui_data_table_add_none (table);
      return;
    }
  zhihui_data_table_add_rate (table, score->k, score->n);
  zhihui_data_table_add_instant (table, self->shares->window.from);
  zhihui_data_table_add_instant (table, self->shares->window.to);
}
