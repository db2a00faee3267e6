/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* Which rows of a ranking a board of a given height shows, from rank 1 on. */
typedef struct
{
  const ZhihuiScore *score; /* borrowed from the ranking */
  guint    n_tied; /* units that share the rank and stand in this one row; 1 is a row of its own */
  gboolean after_gap; /* ranks are left out before it */
} ZhihuiBoardRow;

/* A tie is shown whole or as one row. (element-type ZhihuiBoardRow) */
GArray *zhihui_board_rows_choose (ZhihuiRanking *ranking, guint n_fit, guint n_fit_with_gap);

/* Rows without a gap. (element-type ZhihuiBoardRow) */
GArray *zhihui_board_rows_choose_run (ZhihuiRanking *ranking, guint n_wanted, guint n_fit);

/* All rows, in parts that have room. (element-type ZhihuiBoardRow) */
GArray *zhihui_board_rows_choose_part (ZhihuiRanking *ranking, guint n_fit, guint turn);

/* The axis all rows of a board share: ratios at its ends. */
typedef struct
{
  double low, high;
} ZhihuiBoardAxis;

ZhihuiBoardAxis zhihui_board_axis_choose (const ZhihuiRanking *ranking);
double          zhihui_board_axis_place (const ZhihuiBoardAxis *self, double ratio);

G_END_DECLS
