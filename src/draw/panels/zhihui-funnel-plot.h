/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-axis.h"

G_BEGIN_DECLS

/* Units by how many cases they had and their rate, in the limits of chance. Lives on the stack. Who
 * draws it sets the first part. */
typedef struct
{
  ZhihuiSketch  *sketch;  /* borrowed */
  ZhihuiRanking *ranking; /* borrowed */
  const char    *unit;    /* id of the one that it is about, the others are quiet then; NULL: all */

  ZhihuiAxis axis;
  double     reference;   /* rate of the peer group */
  double     most;        /* cases: the right end */
  double     x, width;    /* of the chart, u */
  double     top, height; /* u */
} ZhihuiFunnelPlot;

void       zhihui_funnel_plot_draw (ZhihuiFunnelPlot *self, double top, double right);
ZhihuiRgba zhihui_funnel_plot_get_colour (const ZhihuiFunnelPlot *self, const ZhihuiScore *score);

G_END_DECLS
