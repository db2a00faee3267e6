/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-settings.h"
#include "zhihui-map-view.h"
#include "zhihui-selection.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_REGION_MAP (zhihui_region_map_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionMap, zhihui_region_map, ZHIHUI, REGION_MAP, GtkWidget)

void zhihui_region_map_set_selection (ZhihuiRegionMap *self, ZhihuiSelection *selection);
void zhihui_region_map_await_mesh (ZhihuiRegionMap *self);
void zhihui_region_map_set_mesh (ZhihuiRegionMap *self, ZhihuiMesh *mesh);
void zhihui_region_map_show (ZhihuiRegionMap *self, ZhihuiSituation *situation, const char *place);
void zhihui_region_map_set_points (ZhihuiRegionMap *self, GArray *points);
const ZhihuiMapReading *zhihui_region_map_get_reading (ZhihuiRegionMap *self);
const ZhihuiMapBreaks  *zhihui_region_map_get_breaks (ZhihuiRegionMap *self);
ZhihuiMapView          *zhihui_region_map_get_view (ZhihuiRegionMap *self);

void zhihui_region_map_set_settings (ZhihuiRegionMap *self, ZhihuiMapSettings *settings);

G_END_DECLS
