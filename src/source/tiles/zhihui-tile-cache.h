/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TILE_CACHE (zhihui_tile_cache_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTileCache, zhihui_tile_cache, ZHIHUI, TILE_CACHE, GObject)

ZhihuiTileCache *zhihui_tile_cache_new (const char *folder, const char *id);
void             zhihui_tile_cache_set_limit (ZhihuiTileCache *self, gsize max_bytes);
GBytes          *zhihui_tile_cache_read (ZhihuiTileCache *self, const ZhihuiTilePlace *place);
void zhihui_tile_cache_write (ZhihuiTileCache *self, const ZhihuiTilePlace *place, GBytes *bytes);
const char *zhihui_tile_cache_get_folder (ZhihuiTileCache *self);

G_END_DECLS
