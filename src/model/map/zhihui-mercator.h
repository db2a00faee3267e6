/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Web Mercator (EPSG:3857) with the world as a square: x, y from 0 (180° W, 85.0511° N) to 1;
 * y grows to the south. At zoom z the world is 256 * 2^z pixels wide. */

#define ZHIHUI_MERCATOR_TILE_PX 256.0

/* A rectangle of the world, Mercator 0…1. Empty when left > right. */
typedef struct
{
  double left, top, right, bottom;
} ZhihuiExtent;

void   zhihui_mercator_project (double lon, double lat, double *x, double *y);
void   zhihui_mercator_unproject (double x, double y, double *lon, double *lat);
double zhihui_mercator_get_world_px (double zoom);

void     zhihui_extent_clear (ZhihuiExtent *self);
void     zhihui_extent_add (ZhihuiExtent *self, const ZhihuiExtent *other);
gboolean zhihui_extent_meets (const ZhihuiExtent *self, const ZhihuiExtent *other);

G_END_DECLS
