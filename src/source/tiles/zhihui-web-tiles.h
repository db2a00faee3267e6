/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-basemap-settings.h"
#include "zhihui-secret.h"
#include "zhihui-tile-cache.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WEB_TILES (zhihui_web_tiles_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWebTiles, zhihui_web_tiles, ZHIHUI, WEB_TILES, GObject)

#define ZHIHUI_WEB_TILES_AT_ONCE 6

ZhihuiWebTiles *zhihui_web_tiles_new (const ZhihuiTileSettings *settings,
                                      ZhihuiSecret             *key,
                                      ZhihuiTileCache          *cache,
                                      GError                  **error);
void        zhihui_web_tiles_set_patience (ZhihuiWebTiles *self, guint deadline_ms, guint rest_ms);
const char *zhihui_web_tiles_get_fault (ZhihuiWebTiles *self);

G_END_DECLS
