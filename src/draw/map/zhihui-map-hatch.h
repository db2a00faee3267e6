/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Lines at 45° over regions that have no figure. They stand still on the map, not on the screen. */
typedef struct
{
  ZhihuiRgba line;
  double     width, step; /* px, across the lines */
  gboolean   is_falling;  /* to the right; else rising */
} ZhihuiMapHatch;

void   zhihui_map_hatch_init (ZhihuiMapHatch        *self,
                              const ZhihuiMapManner *manner,
                              ZhihuiRegionState      state,
                              double                 scale);
double zhihui_map_hatch_get_ratio (const ZhihuiMapHatch *self, double x, double y);
void   zhihui_map_hatch_paint (const ZhihuiMapHatch *self,
                               cairo_t              *cr,
                               double                origin_x,
                               double                origin_y,
                               double                width,
                               double                height);
void   zhihui_map_hatch_paint_swatch (cairo_t               *cr,
                                      const ZhihuiMapManner *manner,
                                      ZhihuiRegionState      state,
                                      double                 x,
                                      double                 y,
                                      double                 width,
                                      double                 height);

G_END_DECLS
