/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Around a list that stands among other things: one stop of Tab. */
#define ZHIHUI_TYPE_TABLE_FOCUS (zhihui_table_focus_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTableFocus, zhihui_table_focus, ZHIHUI, TABLE_FOCUS, AdwBin)

void       zhihui_table_focus_install (GtkWidgetClass *table_class);
GtkWidget *zhihui_table_focus_find_rows (GtkWidget *table);

G_END_DECLS
