/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exact areas of shapes in pixels. Each edge leaves in the cells it crosses how much the area at
 * its right grows; the sum of a row from the left is then what every pixel has of the shapes. As
 * the edge between two regions is told once, by the difference of their colours, neighbours fill
 * their common pixels without a seam, and what many regions cost is what their borders cost. */

typedef struct
{
  double x, y; /* px */
} ZhihuiSpot;

typedef float ZhihuiLanes __attribute__ ((vector_size (16)));

typedef struct
{
  int          width, height; /* px */
  int          stride;        /* cells a row: two more than pixels */
  ZhihuiLanes *lanes;         /* owned: four sums at once, all zero between two uses */
  float       *single;        /* owned: one sum, likewise */
  gboolean    *is_touched;    /* owned: rows of @single that are not all zero */
} ZhihuiAreaCells;

void zhihui_area_cells_init (ZhihuiAreaCells *self, int width, int height);
void zhihui_area_cells_clear (ZhihuiAreaCells *self);

/* Edges in px of the block, of any length. Going down adds at the right, going up takes away. */
void zhihui_area_cells_add_lanes (ZhihuiAreaCells  *self,
                                  const ZhihuiSpot *spots,
                                  guint             n_spots,
                                  ZhihuiLanes       weight);
void
zhihui_area_cells_add_single (ZhihuiAreaCells *self, const ZhihuiSpot *from, const ZhihuiSpot *to);

/* Sum up and leave zeros behind. Pixels are premultiplied ARGB. */
void     zhihui_area_cells_fill_row (ZhihuiAreaCells *self, int row, guint32 *pixels);
gboolean zhihui_area_cells_take_lanes (ZhihuiAreaCells *self, int row, float *first, float *second);
gboolean zhihui_area_cells_take_single (ZhihuiAreaCells *self, int row, float *ratios);

G_END_DECLS
