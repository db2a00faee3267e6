/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* How a page is cut into panels: rows of area names, and tracks in u or fr, as in the visual guide
 * §4. A row track "256+" may grow when the canvas is higher, and shrink as the last resort. */
typedef struct
{
  const char *name;
  double      min_aspect, max_aspect;      /* width to height of the canvas */
  double      design_width, design_height; /* u: the canvas it was drawn for */
  double      min_width, min_height;       /* u: below, panels are dropped */
  double      top, right, bottom, left;    /* u: padding */
  double      row_gap, column_gap;         /* u; row gap: at least */
  const char *columns, *rows;              /* tracks */
  const char *areas[9];                    /* NULL-terminated */
  gboolean    tall;                        /* rows of boards have two lines */
} ZhihuiWallLayout;

/* @unit ≤ 0 asks for the one that fits: set on return. NULL: no such page. */
const ZhihuiWallLayout *
zhihui_wall_layout_find (const char *page, int width, int height, double *unit);
/* Rectangles in px; (element-type ZhihuiPlace). */
GArray *zhihui_wall_layout_place (
  const ZhihuiWallLayout *self, int width, int height, double unit, GError **error);

G_END_DECLS
