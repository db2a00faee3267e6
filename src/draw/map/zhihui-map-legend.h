/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-chart.h"
#include "zhihui-map-key.h"
#include "zhihui-map-labels.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* What the colours and signs of a map mean, and whose map it is. Lives on the stack while a map is
 * drawn. */
typedef struct
{
  ZhihuiSketch         *sketch;     /* borrowed */
  const ZhihuiMapChart *chart;      /* borrowed */
  gboolean              has_boards; /* what is beside the map is judged in amber */
  double                share;      /* of the colours, above a base map; 0: all */
  ZhihuiMapKey          points;     /* what points are: layers, dots, circles as they are told */
  double                range_width, count_width;
  gboolean              counts_alone; /* how many regions are of a colour, without a word */
  gboolean              key_is_short;
  gboolean              hides_meaning;       /* of colours: there is no room for it */
  ZhihuiMapBox          entries, notes, key; /* u: set by zhihui_map_legend_measure () */
} ZhihuiMapLegend;

/* Sets the places, which do not change with the state. */
void zhihui_map_legend_measure (ZhihuiMapLegend *self);
void zhihui_map_legend_draw (ZhihuiMapLegend *self);
void zhihui_map_legend_clear (ZhihuiMapLegend *self);

#define ZHIHUI_MAP_LEGEND_BOXES 4

guint zhihui_map_legend_list_boxes (const ZhihuiMapLegend *self,
                                    ZhihuiMapBox           boxes[ZHIHUI_MAP_LEGEND_BOXES]);

G_END_DECLS
