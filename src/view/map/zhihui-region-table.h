/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-breaks.h"
#include "zhihui-region-row.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_REGION_TABLE (zhihui_region_table_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionTable, zhihui_region_table, ZHIHUI, REGION_TABLE, GtkWidget)

GtkWidget       *zhihui_region_table_new (void);
void             zhihui_region_table_show (ZhihuiRegionTable      *self,
                                           const ZhihuiMapReading *reading,
                                           const ZhihuiMapBreaks  *breaks);
void             zhihui_region_table_set_marked (ZhihuiRegionTable *self, const char *code);
const char      *zhihui_region_table_get_marked (ZhihuiRegionTable *self);
guint            zhihui_region_table_get_n_rows (ZhihuiRegionTable *self);
ZhihuiRegionRow *zhihui_region_table_get_row (ZhihuiRegionTable *self, guint index);
ZhihuiRegionRow *zhihui_region_table_find (ZhihuiRegionTable *self, const char *code);

G_END_DECLS
