/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene-private.h"

G_BEGIN_DECLS

guint64 zhihui_map_points_hash (const GArray *points);
void    zhihui_map_points_prepare (ZhihuiMapFrame *frame, const GArray *points);
void    zhihui_map_points_clear (ZhihuiMapFrame *frame);
double  zhihui_map_points_get_reach (const ZhihuiMapFrame *frame);
void    zhihui_map_points_get_marks (const ZhihuiMapFrame *frame,
                                     const ZhihuiViewport *viewport,
                                     GArray               *marks);
void
zhihui_map_points_paint (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport);

G_END_DECLS
