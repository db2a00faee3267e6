/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-chart.h"
#include "zhihui-map-labels.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* Names and figures above the painted regions, as items of a picture. */
typedef struct
{
  ZhihuiSketch         *sketch;         /* borrowed: sizes are in its u */
  const ZhihuiMapChart *chart;          /* borrowed */
  ZhihuiViewport        viewport;       /* px */
  double                x, y;           /* px of the picture: where the viewport begins */
  double                scale;          /* of the text; 1 as in a panel among others */
  gboolean              leads_hexagons; /* what has no room in one stands beside the map */
} ZhihuiMapNames;

#define ZHIHUI_MAP_NAME 20 /* u: size of names and notes */
#define ZHIHUI_MAP_FIGURE 25

/* (element-type ZhihuiMapLabel): their wish is the index of the region; px of the picture */
GArray *zhihui_map_names_place (const ZhihuiMapNames *self, const ZhihuiLabelField *field);
void zhihui_map_names_draw (const ZhihuiMapNames *self, const GArray *labels, const GArray *signs);
gboolean zhihui_map_names_tell_figure (const ZhihuiSketch *sketch, const ZhihuiMapValue *value);
/* Adds boxes where no name may stand: (element-type ZhihuiMapBox). */
void zhihui_map_names_list_seams (const ZhihuiMapNames *self, GArray *boxes);
/* How much room the widest label takes, u. */
void zhihui_map_names_measure (const ZhihuiMapNames *self, double *width, double *height);

G_END_DECLS
