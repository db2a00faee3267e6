/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-labels.h"
#include "zhihui-outline.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Where a map may lie, and what it must not touch; px. */
typedef struct
{
  ZhihuiMapBox box;
  ZhihuiMapBox obstacles[2];
  double       label_width, label_height;                        /* what the widest label needs */
  double (*measure) (const ZhihuiRegion *region, gpointer data); /* what one label needs, or NULL */
  gpointer data;
  double   gap; /* to obstacles */
} ZhihuiMapField;

/* What stands for a region on the map: an area and a place for its label. Made either as a tile or
 * from its outline; whoever draws need not know. */
typedef struct
{
  const ZhihuiRegion *region; /* borrowed; NULL: an outline of no region that is known */
  GPtrArray          *rings;  /* (element-type GArray of double x, y pairs), owned; px */
  double              x, y;   /* middle of the label */
  double              room;   /* width for the label there, px; 0: it has no room inside */
} ZhihuiMapShape;

/* (element-type ZhihuiMapShape) */
GArray *zhihui_map_shape_make_tiles (GPtrArray *regions, const ZhihuiMapField *field);
GArray *zhihui_map_shape_make_outlines (GPtrArray            *outlines,
                                        GPtrArray            *regions,
                                        const ZhihuiMapField *field);

G_END_DECLS
