/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mercator.h"

G_BEGIN_DECLS

/* What of the world is seen, and how large. North is up. */
typedef struct
{
  double x, y;          /* of the middle, Mercator 0…1 */
  double zoom;          /* the world is 256 * 2^zoom px wide */
  double width, height; /* px */
} ZhihuiViewport;

#define ZHIHUI_VIEWPORT_MAX_ZOOM 22.0

double zhihui_viewport_get_world_px (const ZhihuiViewport *self);
void   zhihui_viewport_get_extent (const ZhihuiViewport *self, ZhihuiExtent *extent);
void
zhihui_viewport_to_px (const ZhihuiViewport *self, double x, double y, double *x_px, double *y_px);
void zhihui_viewport_from_px (
  const ZhihuiViewport *self, double x_px, double y_px, double *x, double *y);

void zhihui_viewport_fit (ZhihuiViewport *self, const ZhihuiExtent *extent, double margin);
void zhihui_viewport_zoom_at (ZhihuiViewport *self, double x_px, double y_px, double zoom);
void zhihui_viewport_clamp (ZhihuiViewport     *self,
                            const ZhihuiExtent *bounds,
                            double              min_zoom,
                            double              max_zoom);

G_END_DECLS
