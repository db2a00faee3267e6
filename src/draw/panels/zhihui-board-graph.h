/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-metrics.h"
#include "zhihui-board-rows.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* A board under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch      *sketch;
  ZhihuiRanking     *ranking;
  ZhihuiBoardMetrics metrics;
  ZhihuiBoardAxis    axis;
  guint              n_flows; /* of rows beside each other */
  double             most;    /* the largest count, for bars */
  gboolean           is_count;
  gboolean           knows_before; /* a unit without an earlier rank is new, else it is not known */
  const ZhihuiBoardRow *untold;    /* borrowed, nullable: had no room to say how many share it */
} ZhihuiBoardSketch;

/* "row/UNIT/PART", transfer full. */
char *zhihui_board_graph_make_key (const ZhihuiBoardRow *row, const char *part);
void  zhihui_board_graph_draw_bar (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y);
/* The interval as a line with its marker; arrowheads where it goes on. */
void
zhihui_board_graph_draw_interval (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y);
/* The rate of the peer group, as a line down. */
void zhihui_board_graph_draw_reference (ZhihuiBoardSketch *self,
                                        const char        *key,
                                        double             top,
                                        double             height);

G_END_DECLS
