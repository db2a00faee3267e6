/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-stored-tiles.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MBTILES (zhihui_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMbtiles, zhihui_mbtiles, ZHIHUI, MBTILES, ZhihuiStoredTiles)

ZhihuiMbtiles *zhihui_mbtiles_open (const ZhihuiTileSettings *settings, GError **error);

G_END_DECLS
