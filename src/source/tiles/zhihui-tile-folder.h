/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-stored-tiles.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TILE_FOLDER (zhihui_tile_folder_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTileFolder, zhihui_tile_folder, ZHIHUI, TILE_FOLDER, ZhihuiStoredTiles)

ZhihuiTileFolder *zhihui_tile_folder_open (const ZhihuiTileSettings *settings, GError **error);

G_END_DECLS
