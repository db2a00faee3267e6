/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-board-cell.h"
#include "zhihui-courses.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_RANKING_TABLE (zhihui_ranking_table_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRankingTable, zhihui_ranking_table, ZHIHUI, RANKING_TABLE, GtkWidget)

GtkWidget *zhihui_ranking_table_new (void);
void
zhihui_ranking_table_show (ZhihuiRankingTable *self, ZhihuiSituation *situation, const char *peer);
void        zhihui_ranking_table_set_rated (ZhihuiRankingTable *self, ZhihuiRanking *rated);
void        zhihui_ranking_table_set_courses (ZhihuiRankingTable *self, ZhihuiCourses *courses);
void        zhihui_ranking_table_set_board (ZhihuiRankingTable *self, ZhihuiBoard board);
ZhihuiBoard zhihui_ranking_table_get_board (ZhihuiRankingTable *self);
void        zhihui_ranking_table_set_compared (ZhihuiRankingTable *self, ZhihuiCompared compared);
void        zhihui_ranking_table_set_then (ZhihuiRankingTable *self, ZhihuiRanking *const *then);
ZhihuiUnitRow *zhihui_ranking_table_get_selected (ZhihuiRankingTable *self);
GPtrArray     *zhihui_ranking_table_list_selected (ZhihuiRankingTable *self);
gboolean       zhihui_ranking_table_select (ZhihuiRankingTable *self, const char *unit);
guint          zhihui_ranking_table_get_n_rows (ZhihuiRankingTable *self);
void           zhihui_ranking_table_set_search (ZhihuiRankingTable *self, const char *text);
gboolean       zhihui_ranking_table_is_searched (ZhihuiRankingTable *self);
void           zhihui_ranking_table_select_any (ZhihuiRankingTable *self);
char          *zhihui_ranking_table_write_selected (ZhihuiRankingTable *self);

G_END_DECLS
