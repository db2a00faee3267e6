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
  int          n_words;       /* of touched, a row */
  ZhihuiLanes *lanes;         /* owned: four sums at once, all zero between two uses */
  float       *single;        /* owned: one sum, likewise */
  guint64     *touched;       /* owned: a bit a cell that may not be zero */
} ZhihuiAreaCells;

/* Pixels of one row that have the same, more than nothing. */
typedef struct
{
  int   from, to; /* px; @to is not one of them */
  float first;    /* 0…1 */
  float second;   /* 0…1, of lanes */
} ZhihuiAreaRun;

/* Less than what one can see in a pixel. */
#define ZHIHUI_AREA_LEAST (1.0f / 512)

void zhihui_area_cells_init (ZhihuiAreaCells *self, int width, int height);
void zhihui_area_cells_clear (ZhihuiAreaCells *self);

/* Edges in px of the block, of any length. Going down adds at the right, going up takes away. */
void zhihui_area_cells_add_lanes (ZhihuiAreaCells  *self,
                                  const ZhihuiSpot *spots,
                                  guint             n_spots,
                                  ZhihuiLanes       weight);
void
zhihui_area_cells_add_single (ZhihuiAreaCells *self, const ZhihuiSpot *from, const ZhihuiSpot *to);

/* Sum up and leave zeros behind. */
void zhihui_area_cells_fill_row (ZhihuiAreaCells *self, int row, guint32 *pixels);
int  zhihui_area_cells_take_lanes (ZhihuiAreaCells *self, int row, ZhihuiAreaRun *runs);
int  zhihui_area_cells_take_single (ZhihuiAreaCells *self, int row, ZhihuiAreaRun *runs);

G_END_DECLS
