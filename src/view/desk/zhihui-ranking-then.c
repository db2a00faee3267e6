/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/* (transfer full): id → borrowed score, ranked or not. */
static GHashTable *
index_scores (const ZhihuiRanking *ranking)
{
  GHashTable *scores = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ranking->n_scores; i++)
    g_hash_table_insert (scores, ranking->scores[i].unit->id, &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    g_hash_table_insert (scores, ranking->unranked[i].unit->id, &ranking->unranked[i]);
  return scores;
}

static void
show_board (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  GPtrArray     *rows = zhihui_unit_list_get_all (self->list);
  ZhihuiRanking *then = self->then[board];
  g_autoptr (GHashTable) scores = then != NULL ? index_scores (then) : NULL;

  for (guint i = 0; i < rows->len; i++)
    zhihui_unit_row_set_then (
      rows->pdata[i],
      board,
      then,
      scores != NULL ? g_hash_table_lookup (scores, zhihui_unit_row_get_unit (rows->pdata[i])->id)
                     : NULL);
}

/**
 * zhihui_ranking_table_show_then:
 *
 * The rows know how they stood at this time of yesterday, as far as it was told.
 */
void
zhihui_ranking_table_show_then (ZhihuiRankingTable *self)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    show_board (self, board);
}

/**
 * zhihui_ranking_table_set_then:
 * @then: (array fixed-size=4): of each board how it was at this time of yesterday; %NULL where that
 *   is not known, or is not of the same days, units and dates
 *
 * Is seen when figures are shown the next time, while yesterday is what they are compared with.
 */
void
zhihui_ranking_table_set_then (ZhihuiRankingTable *self, ZhihuiRanking *const *then)
{
  g_autofree char *clock = NULL, *title = NULL;

  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      if (then[board] != NULL)
        zhihui_ranking_ref (then[board]);
      g_clear_pointer (&self->then[board], zhihui_ranking_unref);
      self->then[board] = then[board];
      if (then[board] != NULL && clock == NULL && self->zone != NULL)
        clock = zhihui_format_clock (self->zone, then[board]->as_of, FALSE);
    }
  if (clock == NULL)
    return;
  /* Translators: title of a column of figures; the time of the day. */
  title = g_strdup_printf (C_ ("board column", "Yesterday %s"), clock);
  gtk_column_view_column_set_title (self->columns[ZHIHUI_RANKING_COLUMN_THEN], title);
}
