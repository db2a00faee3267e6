/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Fills, hatching, borders and outlines of alerts; the viewport is clipped by the caller. */
void
zhihui_map_regions_paint (const ZhihuiMapScene *self, cairo_t *cr, const ZhihuiViewport *viewport);
gboolean zhihui_map_regions_are_pixels (cairo_t *cr);
/* The two ways of it. Pixels: @cr may only be scaled and moved, not turned. */
void zhihui_map_regions_paint_vectors (const ZhihuiMapScene *self,
                                       cairo_t              *cr,
                                       const ZhihuiViewport *viewport);
void zhihui_map_regions_paint_pixels (const ZhihuiMapScene *self,
                                      cairo_t              *cr,
                                      const ZhihuiViewport *viewport);

G_END_DECLS
