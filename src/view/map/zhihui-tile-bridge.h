/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TILE_BRIDGE (zhihui_tile_bridge_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTileBridge, zhihui_tile_bridge, ZHIHUI, TILE_BRIDGE, ShumateDataSource)

ZhihuiTileBridge *zhihui_tile_bridge_new (ZhihuiTileProvider *provider);
void              zhihui_tile_bridge_set_retry (ZhihuiTileBridge *self, guint first_ms);
gboolean          zhihui_tile_bridge_is_failing (ZhihuiTileBridge *self);
gboolean          zhihui_tile_bridge_is_showing (ZhihuiTileBridge *self);
void              zhihui_tile_bridge_close (ZhihuiTileBridge *self);
guint             zhihui_tile_bridge_get_n_open (ZhihuiTileBridge *self);
ShumateMapSource *zhihui_tile_bridge_make_source (ZhihuiTileBridge *self);

G_END_DECLS
