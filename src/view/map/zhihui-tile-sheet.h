/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-painters.h"

G_BEGIN_DECLS

/* What is looked at, in device pixels: the world is 256 * 2^level of them wide, and @left, @top are
 * whole numbers, so that tiles of the very level are copied pixel by pixel. */
typedef struct
{
  double level, left, top;
  int    width, height;
} ZhihuiTileWindow;

/* The tiles of one scene at all levels. */
typedef struct _ZhihuiTileSheet ZhihuiTileSheet;

void zhihui_tile_window_read (ZhihuiTileWindow *self, const ZhihuiViewport *viewport, int scale);

ZhihuiTileSheet *zhihui_tile_sheet_new (void);
void             zhihui_tile_sheet_free (ZhihuiTileSheet *self);
void             zhihui_tile_sheet_take (ZhihuiTileSheet      *self,
                                         const ZhihuiTileSpot *spot,
                                         cairo_surface_t      *surface,
                                         guint64               frame);
gboolean         zhihui_tile_sheet_has (ZhihuiTileSheet *self, const ZhihuiTileSpot *spot);
gsize            zhihui_tile_sheet_get_n_bytes (const ZhihuiTileSheet *self);
void
zhihui_tile_sheet_evict (ZhihuiTileSheet *self, gsize n_bytes, double kept_level, guint64 frame);
cairo_region_t *zhihui_tile_sheet_cover (ZhihuiTileSheet             *self,
                                         const ZhihuiTileWindow      *window,
                                         const cairo_rectangle_int_t *part,
                                         double                       level,
                                         double                       reach,
                                         guint64                      frame,
                                         cairo_t                     *cr);
void
zhihui_tile_window_list (const ZhihuiTileWindow *self, double level, int margin_px, GArray *spots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTileSheet, zhihui_tile_sheet_free)

G_END_DECLS
