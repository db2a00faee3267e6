/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-metrics.h"

#include <math.h>

#define WIDE 490 /* u: from here on graphs grow with the board */

/**
 * zhihui_board_metrics_make:
 * @width: of a row, u
 *
 * Returns: where things stand in rows of that breadth that begin at the left edge
 */
ZhihuiBoardMetrics
zhihui_board_metrics_make (ZhihuiSketch *sketch, double width)
{
  if (sketch->tall)
    {
      double pitch = CLAMP (floor ((sketch->height - 87) / 13), 58, 68);

      return (ZhihuiBoardMetrics){
        .top = 46,
        .pitch = pitch,
        .rank_size = 28,
        .rank_width = 46,
        .name_size = 27,
        .value_size = 30,
        .first_y = 19.5 + MAX (pitch - 61, 0) * 0.2,
        .second_y = MIN (pitch - 11.5, 49.5) + MAX (pitch - 61, 0) * 0.2,
        .name_x = 48,
        .graph_x = 48,
        .graph_width = MAX (width >= WIDE ? width - 184 : MIN (width - 184, 272), 40),
        .value_x = width,
        .note_x = width,
        .ref_height = 22,
        .width = width,
      };
    }
  return (ZhihuiBoardMetrics){
    .top = 47,
    .pitch = 42,
    .rank_size = 26,
    .rank_width = 46,
    .name_size = 26,
    .value_size = 29,
    .first_y = 21,
    .second_y = 21,
    .change_x = 42,
    .name_x = 90,
    .graph_x = 236,
    .graph_width = MAX (width - 444, 20),
    .value_x = width - 102,
    .note_x = width,
    .ref_height = 44,
    .width = width,
  };
}

/**
 * zhihui_board_metrics_move_right:
 * @by: u
 *
 * For rows that stand beside others.
 */
void
zhihui_board_metrics_move_right (ZhihuiBoardMetrics *self, double by)
{
  self->rank_x += by;
  self->change_x += by;
  self->name_x += by;
  self->graph_x += by;
  self->value_x += by;
  self->note_x += by;
}
