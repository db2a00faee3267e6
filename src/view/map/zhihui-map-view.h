/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-scene.h"
#include "zhihui-map-writing.h"
#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MAP_VIEW (zhihui_map_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapView, zhihui_map_view, ZHIHUI, MAP_VIEW, GtkWidget)

/* What a reader who does not see the map is told of a region: (transfer full), never NULL. */
typedef char *(*ZhihuiDescribeRegionFunc) (guint region, gpointer user_data);

GtkWidget      *zhihui_map_view_new (void);
void            zhihui_map_view_set_scene (ZhihuiMapView *self, ZhihuiMapScene *scene);
ZhihuiMapScene *zhihui_map_view_get_scene (ZhihuiMapView *self);
void zhihui_map_view_unfold (ZhihuiMapView *self, ZhihuiMapScene *scene, const ZhihuiViewport *to);
void zhihui_map_view_set_labels (ZhihuiMapView       *self,
                                 ZhihuiMapWritingFunc func,
                                 gpointer             user_data,
                                 GDestroyNotify       destroy);
void zhihui_map_view_set_picture (
  ZhihuiMapView *self, ZhihuiPicture *picture, double x, double y, const ZhihuiViewport *placed);
ZhihuiPicture *zhihui_map_view_get_picture (ZhihuiMapView *self);
double         zhihui_map_view_get_share (ZhihuiMapView *self);
void           zhihui_map_view_refresh_labels (ZhihuiMapView *self);
void           zhihui_map_view_set_describe (ZhihuiMapView           *self,
                                             ZhihuiDescribeRegionFunc func,
                                             gpointer                 user_data,
                                             GDestroyNotify           destroy);
void           zhihui_map_view_set_order (ZhihuiMapView *self, GArray *regions);
void     zhihui_map_view_set_tile_provider (ZhihuiMapView *self, ZhihuiTileProvider *provider);
void     zhihui_map_view_set_label_provider (ZhihuiMapView *self, ZhihuiTileProvider *provider);
gboolean zhihui_map_view_is_base_failing (ZhihuiMapView *self);

void     zhihui_map_view_set_viewport (ZhihuiMapView *self, const ZhihuiViewport *viewport);
gboolean zhihui_map_view_get_viewport (ZhihuiMapView *self, ZhihuiViewport *viewport);
void     zhihui_map_view_fly_to (ZhihuiMapView *self, const ZhihuiExtent *extent, guint ms);
void     zhihui_map_view_fly_to_viewport (ZhihuiMapView *self, const ZhihuiViewport *to, guint ms);
void     zhihui_map_view_set_animated (ZhihuiMapView *self, gboolean animated);

void     zhihui_map_view_set_selected_region (ZhihuiMapView *self, int region);
int      zhihui_map_view_get_selected_region (ZhihuiMapView *self);
int      zhihui_map_view_get_focused_region (ZhihuiMapView *self);
void     zhihui_map_view_focus_selected (ZhihuiMapView *self);
void     zhihui_map_view_focus_region (ZhihuiMapView *self, guint region);
guint    zhihui_map_view_get_n_frames (ZhihuiMapView *self);
guint    zhihui_map_view_get_n_names (ZhihuiMapView *self);
void     zhihui_map_view_forget_pixels (ZhihuiMapView *self);
gboolean zhihui_map_view_is_flying (ZhihuiMapView *self);
gboolean zhihui_map_view_is_unfolding (ZhihuiMapView *self);
gboolean zhihui_map_view_is_resting (ZhihuiMapView *self);

/* Where all regions are seen; the size of @viewport is that of the map. */
typedef void (*ZhihuiFitMapFunc) (ZhihuiViewport *viewport, gpointer user_data);

void zhihui_map_view_set_fit (ZhihuiMapView *self, ZhihuiFitMapFunc fit, gpointer user_data);
void zhihui_map_view_refit (ZhihuiMapView *self);

G_END_DECLS
