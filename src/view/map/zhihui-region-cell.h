/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_REGION_CELL (zhihui_region_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionCell, zhihui_region_cell, ZHIHUI, REGION_CELL, GtkWidget)

GtkWidget *zhihui_region_cell_new (void);
void       zhihui_region_cell_set_shown (ZhihuiRegionCell *self, gboolean is_shown);
void       zhihui_region_cell_tell (
        ZhihuiRegionCell *self, const char *text, guint position, guint n, gboolean is_selected);

G_END_DECLS
