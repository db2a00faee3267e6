/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-list-head.h"
#include "zhihui-ranking-table-private.h"

/**
 * zhihui_ranking_table_begin_at_head:
 * @ranking: (nullable): the chosen board as it is shown now
 *
 * Another period, group or way to count is another list, which begins with its first row. The same
 * list with newer figures stays where it is read.
 */
void
zhihui_ranking_table_begin_at_head (ZhihuiRankingTable *self, ZhihuiRanking *ranking)
{
  g_autofree char *question = NULL;

  if (ranking == NULL)
    return;
  question = g_strdup_printf ("%s %s %s %d %u %d",
                              ranking->region,
                              ranking->peer,
                              ranking->period,
                              (int) ranking->basis,
                              ranking->tier,
                              (int) ranking->order);
  if (g_strcmp0 (question, self->question) == 0)
    return;
  g_free (self->question);
  self->question = g_steal_pointer (&question);
  zhihui_list_head_show (self->column_view);
}
