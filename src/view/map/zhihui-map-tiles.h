/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-painters.h"

G_BEGIN_DECLS

typedef struct _ZhihuiMapTiles ZhihuiMapTiles;

ZhihuiMapTiles *zhihui_map_tiles_new (const ZhihuiTileScene *kind,
                                      void (*ready) (gpointer user_data),
                                      gpointer user_data);
void            zhihui_map_tiles_free (ZhihuiMapTiles *self);
void zhihui_map_tiles_set_scene (ZhihuiMapTiles *self, gpointer scene, const ZhihuiExtent *extent);
void zhihui_map_tiles_forget (ZhihuiMapTiles *self);
void zhihui_map_tiles_set_ground (ZhihuiMapTiles *self, const ZhihuiRgba *ground);
void zhihui_map_tiles_set_ceiling (ZhihuiMapTiles *self, gsize n_bytes);
void zhihui_map_tiles_cut (ZhihuiMapTiles *self);
void zhihui_map_tiles_begin (ZhihuiMapTiles       *self,
                             const ZhihuiViewport *viewport,
                             int                   scale,
                             gboolean              is_zooming);
void zhihui_map_tiles_draw (ZhihuiMapTiles *self, cairo_t *cr, const cairo_rectangle_int_t *part);
gboolean zhihui_map_tiles_end (ZhihuiMapTiles *self);
gboolean zhihui_map_tiles_has_shown (const ZhihuiMapTiles *self, gconstpointer scene);
gsize    zhihui_map_tiles_get_n_bytes (const ZhihuiMapTiles *self);
guint    zhihui_map_tiles_get_n_painted (const ZhihuiMapTiles *self);
gboolean zhihui_map_tiles_is_busy (ZhihuiMapTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapTiles, zhihui_map_tiles_free)

G_END_DECLS
