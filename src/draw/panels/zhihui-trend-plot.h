/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-axis.h"
#include "zhihui-control-limits.h"
#include "zhihui-trend-course.h"

G_BEGIN_DECLS

/* The chart of a course: a line of steps with what it is compared with, on a scale of three lines.
 * Lives on the stack. Who draws it sets the first part. */
typedef struct
{
  ZhihuiSketch            *sketch; /* borrowed */
  const ZhihuiTrendCourse *course; /* borrowed */
  ZhihuiTrendStep          step;
  double                   target; /* ratio or count, NAN none */
  /* Of a unit, both nullable and borrowed: what the dashed line is, in place of the steps before,
   * and how far chance goes, one a mark. */
  const ZhihuiTrendCourse   *reference;
  const ZhihuiControlLimits *limits;
  double                     center; /* that the limits lie around, NAN none */
  const char *widest; /* nullable: label for which there is room at least, left of the chart */

  ZhihuiAxis axis;
  double     x, width;    /* of the chart, u */
  double     right;       /* of the last step: room for its label */
  double     label_width; /* of the widest, u */
  double     top, height; /* u */
} ZhihuiTrendPlot;

double                 zhihui_trend_plot_find_target (ZhihuiMetric metric, const ZhihuiMeta *meta);
const ZhihuiTrendMark *zhihui_trend_plot_get_mark (const ZhihuiTrendPlot *self, guint i);
gboolean               zhihui_trend_plot_is_count (const ZhihuiTrendPlot *self);
char  *zhihui_trend_plot_format_value (const ZhihuiTrendPlot *self, const ZhihuiTrendMark *mark);
char  *zhihui_trend_plot_format_step (const ZhihuiTrendPlot *self, gint64 at);
double zhihui_trend_plot_get_compared (const ZhihuiTrendPlot *self, guint i);
ZhihuiFlag zhihui_trend_plot_judge (const ZhihuiTrendPlot *self, guint i);
/* From @top to the low end of the sketch. */
void zhihui_trend_plot_draw (ZhihuiTrendPlot *self, double top);
void zhihui_trend_plot_speak (const ZhihuiTrendPlot *self);

G_END_DECLS
