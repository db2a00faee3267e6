/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TWO_COLUMNS (zhihui_two_columns_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTwoColumns, zhihui_two_columns, ZHIHUI, TWO_COLUMNS, GtkWidget)

/* @main and @side: transferred as children. */
GtkWidget *
zhihui_two_columns_new (GtkWidget *main, GtkWidget *side, int side_width, int least_main);

G_END_DECLS
