/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-theme.h"

G_BEGIN_DECLS

/* The painted pixels of a panel, cut into tiles, so that a change repaints and damages only the
 * tiles it touches. */
typedef struct _ZhihuiTileCanvas ZhihuiTileCanvas;

/* Paints what lies in @area, px of the panel; @cr has its origin at the panel's and is clipped. */
typedef void (*ZhihuiTilePaintFunc) (cairo_t *cr, const graphene_rect_t *area, gpointer user_data);

ZhihuiTileCanvas          *
zhihui_tile_canvas_new (double width, double height, int scale, const ZhihuiRgba *ground);
void     zhihui_tile_canvas_free (ZhihuiTileCanvas *self);
gboolean zhihui_tile_canvas_fits (ZhihuiTileCanvas *self, double width, double height, int scale);
void     zhihui_tile_canvas_damage (ZhihuiTileCanvas *self, const graphene_rect_t *area);
guint
zhihui_tile_canvas_repaint (ZhihuiTileCanvas *self, ZhihuiTilePaintFunc paint, gpointer user_data);
void zhihui_tile_canvas_snapshot (ZhihuiTileCanvas *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTileCanvas, zhihui_tile_canvas_free)

G_END_DECLS
