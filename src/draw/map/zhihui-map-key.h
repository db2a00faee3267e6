/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-labels.h"
#include "zhihui-map-layers.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* The lines of the legend that tell what points on the map are. Lives on the stack while a map is
 * drawn. */
typedef struct
{
  ZhihuiSketch          *sketch;    /* borrowed */
  const ZhihuiMapLayers *layers;    /* borrowed, nullable */
  guint                  dot_cases; /* a dot stands for so many cases; 0: there are no dots */
  gint64                 n_circled; /* cases in circles; 0: there are none */
  ZhihuiMapBox           beside[2]; /* u: what stands at the left */
  GPtrArray             *rows;      /* owned; made by zhihui_map_key_measure () */
  double                 label_width;
  ZhihuiMapBox           box; /* u: set by zhihui_map_key_measure () */
} ZhihuiMapKey;

void zhihui_map_key_measure (ZhihuiMapKey *self, double bottom);
void zhihui_map_key_draw (ZhihuiMapKey *self);
void zhihui_map_key_clear (ZhihuiMapKey *self);

G_END_DECLS
