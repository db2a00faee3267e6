/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-case-names.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CASE_TABLE (zhihui_case_table_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseTable, zhihui_case_table, ZHIHUI, CASE_TABLE, GtkWidget)

void zhihui_case_table_set_place (ZhihuiCaseTable *self, ZhihuiCaseNames *names, ZhihuiZone *zone);
void zhihui_case_table_set_now (ZhihuiCaseTable *self, gint64 now, gboolean is_kept);
void zhihui_case_table_show (ZhihuiCaseTable *self, GPtrArray *cases);
void zhihui_case_table_show_others (ZhihuiCaseTable *self, GPtrArray *cases);
ZhihuiDeskCase *zhihui_case_table_get_selected (ZhihuiCaseTable *self);
gboolean        zhihui_case_table_select (ZhihuiCaseTable *self, const char *id);
guint           zhihui_case_table_get_n_rows (ZhihuiCaseTable *self);
ZhihuiDeskCase *zhihui_case_table_get_nth (ZhihuiCaseTable *self, guint position);
gboolean        zhihui_case_table_is_sorted (ZhihuiCaseTable *self);
char           *zhihui_case_table_arrange (ZhihuiCaseTable *self, GPtrArray *cases);
void            zhihui_case_table_sort (ZhihuiCaseTable *self, guint column, gboolean descending);

G_END_DECLS
