/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-panel-options.h"
#include "zhihui-seams.h"

G_BEGIN_DECLS

#define ZHIHUI_MAX_TRACKS 16

typedef struct
{
  double   size; /* u, or parts when fr */
  gboolean is_fr, grows;
} ZhihuiTrack;

/* How a page is cut into panels: cells with the number of a panel, and tracks in u or fr, as in the
 * visual guide §4. A track that grows may do so when the canvas is higher, and shrink as the last
 * resort. */
typedef struct
{
  char       *name;                        /* owned */
  double      min_aspect, max_aspect;      /* width to height of the canvas; below max */
  double      design_width, design_height; /* u: the canvas it was drawn for */
  double      min_width, min_height;       /* u: below, panels are dropped */
  double      top, right, bottom, left;    /* u: padding */
  double      row_gap, column_gap;         /* u; row gap: at least */
  ZhihuiTrack columns[ZHIHUI_MAX_TRACKS], rows[ZHIHUI_MAX_TRACKS];
  guint       n_columns, n_rows;
  int         cells[ZHIHUI_MAX_TRACKS][ZHIHUI_MAX_TRACKS]; /* row, column; -1 nothing */
  int         dropped[ZHIHUI_MAX_TRACKS]; /* numbers of panels: what goes first when it is small */
  guint       n_dropped;
  gboolean    tall; /* rows of boards have two lines */
} ZhihuiWallLayout;

void zhihui_wall_layout_free (ZhihuiWallLayout *self);

/* Is the panel in it? */
gboolean zhihui_wall_layout_has_panel (const ZhihuiWallLayout *self, guint number);

/* @unit ≤ 0 asks for the one that fits: set on return. (element-type ZhihuiWallLayout) */
const ZhihuiWallLayout *
zhihui_wall_layout_choose (GPtrArray *layouts, int width, int height, double *unit);
/* Rectangles in px; (element-type ZhihuiPlace). */
GArray *zhihui_wall_layout_place (const ZhihuiWallLayout *self,
                                  const ZhihuiPagePanel  *panels,
                                  guint                   n_panels,
                                  int                     width,
                                  int                     height,
                                  double                  unit,
                                  const ZhihuiSeams      *seams,
                                  GError                **error);

double zhihui_wall_unit_of_distance (double distance_m, double pitch_mm);

G_END_DECLS
