/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-board-cell.h"

G_BEGIN_DECLS

/* The group and all units together, below the table, under its columns. */
#define ZHIHUI_TYPE_BOARD_TOTALS (zhihui_board_totals_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiBoardTotals, zhihui_board_totals, ZHIHUI, BOARD_TOTALS, GtkWidget)

GtkWidget  *zhihui_board_totals_new (ZhihuiBoardLook *look);
void        zhihui_board_totals_set_title (ZhihuiBoardTotals *self, guint slot, GtkWidget *title);
GtkWidget  *zhihui_board_totals_get_title (ZhihuiBoardTotals *self, guint slot);
void        zhihui_board_totals_show (ZhihuiBoardTotals    *self,
                                      const char           *group,
                                      const char           *whole,
                                      ZhihuiRanking *const *rankings);
const char *zhihui_board_totals_get_name (ZhihuiBoardTotals *self, gboolean is_whole);
char       *zhihui_board_totals_write (ZhihuiBoardTotals *self, gboolean is_whole, guint slot);

G_END_DECLS
