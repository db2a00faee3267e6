/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene-private.h"

G_BEGIN_DECLS

/* Signs of stations, windows, cameras on a map. */

#define ZHIHUI_PLACE_SIZE 15.0  /* u: height of a sign */
#define ZHIHUI_PLACE_COUNT 20.0 /* u: number at its right */
#define ZHIHUI_PLACE_GAP 4.0    /* u: between the two */

void zhihui_map_places_add (GArray *places, const ZhihuiMapPoint *point);
void zhihui_map_places_arrange (ZhihuiMapFrame *frame);
void
zhihui_map_places_paint (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport);
void zhihui_map_points_get_places (const ZhihuiMapFrame *frame,
                                   const ZhihuiViewport *viewport,
                                   GArray               *marks);

G_END_DECLS
