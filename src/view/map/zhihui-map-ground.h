/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-map-morph.h"
#include "zhihui-map-tiles.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MAP_GROUND (zhihui_map_ground_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapGround, zhihui_map_ground, ZHIHUI, MAP_GROUND, ShumateLayer)

GtkWidget *zhihui_map_ground_new (ShumateViewport *viewport, const ZhihuiTileScene *kind);
void zhihui_map_ground_fill (GtkWidget *widget, GtkSnapshot *snapshot, const ZhihuiRgba *ground);
ZhihuiMapTiles *zhihui_map_ground_get_tiles (ZhihuiMapGround *self);
void            zhihui_map_ground_rest (ZhihuiMapGround *self);
void            zhihui_map_ground_morph (ZhihuiMapGround *self, ZhihuiMapMorph *morph, guint ms);
ZhihuiMapMorph *zhihui_map_ground_get_morph (ZhihuiMapGround *self);
void            zhihui_map_ground_cut (ZhihuiMapGround *self);
gboolean        zhihui_map_ground_is_complete (ZhihuiMapGround *self);
guint           zhihui_map_ground_get_n_frames (ZhihuiMapGround *self);

G_END_DECLS
