/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "zhihui-theme.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* Width and height of a tile, device pixels. */
#define ZHIHUI_TILE_PX 512

/* What is painted: something immutable that is counted atomically. @paint is called in worker
 * threads and paints all that reaches into the viewport. */
typedef struct
{
  void (*paint) (gpointer scene, cairo_t *cr, const ZhihuiViewport *viewport);
  gpointer (*ref) (gpointer scene);
  void (*unref) (gpointer scene);
} ZhihuiTileScene;

/* A tile of the world when that is 256 * 2^level device pixels wide. */
typedef struct
{
  double  level;
  guint32 x, y;
} ZhihuiTileSpot;

typedef struct
{
  gpointer          scene;  /* not owned */
  guint             number; /* of the sheet: told again with what was painted */
  int               scale;  /* device pixels a pixel */
  const ZhihuiRgba *ground; /* not owned; NULL: transparent */
  GArray           *spots;  /* (element-type ZhihuiTileSpot) not owned: the first ones first */
} ZhihuiTileOrder;

typedef struct
{
  guint            number;
  ZhihuiTileSpot   spot;
  cairo_surface_t *surface; /* owned */
} ZhihuiPaintedTile;

typedef struct _ZhihuiTilePainters ZhihuiTilePainters;

/* @painted is called in the main context of the caller with (element-type ZhihuiPaintedTile), whose
 * surfaces it may steal. */
ZhihuiTilePainters *zhihui_tile_painters_new (const ZhihuiTileScene *kind,
                                              void (*painted) (GArray *tiles, gpointer user_data),
                                              gpointer user_data);
void                zhihui_tile_painters_free (ZhihuiTilePainters *self);
void     zhihui_tile_painters_order (ZhihuiTilePainters *self, const ZhihuiTileOrder *order);
gboolean zhihui_tile_painters_is_busy (ZhihuiTilePainters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTilePainters, zhihui_tile_painters_free)

G_END_DECLS
