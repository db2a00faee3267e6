/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Density of cases as a grid of squares that lies still on the map. */
typedef struct
{
  int    n_columns, n_rows;
  double x, y;  /* of its corner, px of the viewport */
  double edge;  /* px a square */
  float *cases; /* owned: in each square, n_rows of n_columns */
} ZhihuiHeatField;

#define ZHIHUI_HEAT_MAX_ZOOM 18

void zhihui_heat_field_init (ZhihuiHeatField      *self,
                             const GArray         *points,
                             const ZhihuiViewport *viewport,
                             double                edge,
                             double                spread);
void zhihui_heat_field_clear (ZhihuiHeatField *self);

void   zhihui_heat_find_peaks (const GArray *points, double edge, double spread, double *peaks);
double zhihui_heat_get_peak (const double *peaks, double zoom);

G_END_DECLS
