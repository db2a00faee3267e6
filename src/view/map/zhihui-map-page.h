/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-settings.h"
#include "zhihui-map-view.h"
#include "zhihui-mesh.h"
#include "zhihui-region-table.h"
#include "zhihui-selection.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MAP_PAGE (zhihui_map_page_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapPage, zhihui_map_page, ZHIHUI, MAP_PAGE, GtkWidget)

void               zhihui_map_page_set_selection (ZhihuiMapPage *self, ZhihuiSelection *selection);
void               zhihui_map_page_show (ZhihuiMapPage *self, ZhihuiSituation *situation);
void               zhihui_map_page_await_mesh (ZhihuiMapPage *self);
void               zhihui_map_page_set_mesh (ZhihuiMapPage *self, ZhihuiMesh *mesh);
void               zhihui_map_page_set_search (ZhihuiMapPage *self, gboolean is_searching);
GtkSearchBar      *zhihui_map_page_get_search_bar (ZhihuiMapPage *self);
void               zhihui_map_page_set_points (ZhihuiMapPage *self, GArray *points);
ZhihuiMapView     *zhihui_map_page_get_view (ZhihuiMapPage *self);
ZhihuiRegionTable *zhihui_map_page_get_table (ZhihuiMapPage *self);

void zhihui_map_page_set_settings (ZhihuiMapPage *self, ZhihuiMapSettings *settings);

G_END_DECLS
