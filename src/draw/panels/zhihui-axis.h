/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* The scale of a chart: lines at round figures, at most three. Lives on the stack. */
typedef struct
{
  double   low, step; /* ratios, or counts */
  guint    n_lines;   /* at low, low + step … */
  gboolean is_count;
} ZhihuiAxis;

ZhihuiAxis zhihui_axis_choose (double low, double high, gboolean is_count, gboolean from_zero);
double     zhihui_axis_get_high (const ZhihuiAxis *self);
/* 0 at the low end, 1 at the high one; outside of it beyond that. */
double zhihui_axis_place (const ZhihuiAxis *self, double value);
char  *zhihui_axis_format (const ZhihuiAxis *self, guint line);
/* Width of the widest label in u, and of any. */
double zhihui_axis_measure (const ZhihuiAxis *self, ZhihuiSketch *sketch);
double zhihui_axis_measure_label (const char *label, ZhihuiSketch *sketch);
/* Lines with their labels left of @x; @top and @height of the chart. */
void zhihui_axis_draw (
  const ZhihuiAxis *self, ZhihuiSketch *sketch, double x, double width, double top, double height);

G_END_DECLS
