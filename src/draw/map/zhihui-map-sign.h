/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"
#include "zhihui-marks.h"

G_BEGIN_DECLS

/* A sign on the map, px: one of those of all panels, or of a place. */
typedef struct
{
  gboolean         is_place;
  ZhihuiPlaceSign  place; /* then instead of look.symbol */
  ZhihuiSymbolLook look;
  ZhihuiRgba       ground;
  double           size; /* its height without the halo */
} ZhihuiMapSign;

/* One sign many times: drawn once where there are pixels, each time on pages. Lives while one map
 * is painted. */
typedef struct
{
  cairo_t         *cr; /* borrowed */
  ZhihuiMapSign    sign;
  cairo_surface_t *stamp;  /* owned, NULL: each is drawn */
  double           middle; /* px of the device */
} ZhihuiMapStamp;

void zhihui_map_sign_paint (const ZhihuiMapSign *self, cairo_t *cr, double x, double y);

void zhihui_map_stamp_init (ZhihuiMapStamp *self, cairo_t *cr, const ZhihuiMapSign *sign);
void zhihui_map_stamp_put (const ZhihuiMapStamp *self, double x, double y);
void zhihui_map_stamp_clear (ZhihuiMapStamp *self);

G_END_DECLS
