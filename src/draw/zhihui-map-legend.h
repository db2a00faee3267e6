/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-classes.h"
#include "zhihui-map-shape.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

#define ZHIHUI_MAP_NAME 20 /* u: size of names and notes */

/* A map under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch     *sketch;
  ZhihuiMapFigures *figures;
  GPtrArray        *regions;  /* (element-type ZhihuiRegion), owned; borrows the regions */
  GHashTable       *by_code;  /* (element-type utf8 ZhihuiRegionFigure), owned; borrows */
  ZhihuiRegion     *made;     /* owned: for figures whose region is not known */
  gboolean          per_1000; /* values are cases per 1,000 inhabitants */
  gboolean          schematic;
  ZhihuiMapClasses  classes;
  ZhihuiMapBox      legend, key; /* u */
  gboolean          key_is_short;
  gint64            n_overdue;
} ZhihuiMapSketch;

char      *zhihui_map_legend_format (ZhihuiMapSketch *self, double value);
ZhihuiRgba zhihui_map_legend_get_fill (ZhihuiMapSketch *self, guint index);
/* Sets the places of legend and key, which do not change with the state. */
void zhihui_map_legend_measure (ZhihuiMapSketch *self);
void zhihui_map_legend_draw (ZhihuiMapSketch *self);

G_END_DECLS
