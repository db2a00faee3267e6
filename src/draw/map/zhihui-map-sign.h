/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_MAP_SIGN_OVERDUE, /* ◆ */
  ZHIHUI_MAP_SIGN_STATION,
  ZHIHUI_MAP_SIGN_WINDOW,
  ZHIHUI_MAP_SIGN_CAMERA,
  ZHIHUI_MAP_SIGN_OTHER,
  ZHIHUI_MAP_SIGN_DOT,
  ZHIHUI_MAP_SIGN_RING,
} ZhihuiMapSignShape;

typedef struct
{
  ZhihuiMapSignShape shape;
  double             size; /* px: its height without the border */
  double             halo; /* px: width of the border in the colour of the ground */
  ZhihuiRgba         colour, ground;
  gboolean           is_hollow;
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
