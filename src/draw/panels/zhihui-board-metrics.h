/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* Where things stand in a row; u. */
typedef struct
{
  double top;   /* of the first row */
  double pitch; /* from row to row */
  double rank_size, rank_width, name_size, value_size;
  double first_y, second_y; /* middles of the lines from the top of the row; the same in compact */
  double rank_x, change_x, name_x, graph_x, graph_width, value_x, note_x;
  double ref_height;
  double width; /* of a row */
} ZhihuiBoardMetrics;

ZhihuiBoardMetrics zhihui_board_metrics_make (ZhihuiSketch *sketch, double width);
void               zhihui_board_metrics_move_right (ZhihuiBoardMetrics *self, double by);

G_END_DECLS
