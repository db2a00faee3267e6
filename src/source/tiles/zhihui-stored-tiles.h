/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-basemap-settings.h"
#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_STORED_TILES (zhihui_stored_tiles_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZhihuiStoredTiles, zhihui_stored_tiles, ZHIHUI, STORED_TILES, GObject)

/**
 * ZhihuiStoredTiles:
 *
 * Pictures of a base map on this machine, read by workers.
 */
struct _ZhihuiStoredTilesClass
{
  GObjectClass parent_class;

  /* In any thread. NULL: there is none; with @error: it may be there another time. */
  GBytes *(*read) (ZhihuiStoredTiles *self, const ZhihuiTilePlace *place, GError **error);
};

void zhihui_stored_tiles_describe (ZhihuiStoredTiles        *self,
                                   const ZhihuiTileSettings *settings,
                                   guint                     min_zoom,
                                   guint                     max_zoom,
                                   const char               *attribution);

G_END_DECLS
