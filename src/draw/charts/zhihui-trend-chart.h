/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-chart-table.h"
#include "zhihui-control-limits.h"
#include "zhihui-picture.h"
#include "zhihui-situation.h"
#include "zhihui-trend-course.h"

G_BEGIN_DECLS

/* The course of a metric, as a desk shows it: of a unit beside its region, with the target and the
 * limits of chance, or of a region beside the year before. Everything is borrowed. */
typedef struct
{
  ZhihuiTrend *trend;
  ZhihuiTrend *reference; /* the same of whom it is compared with; NULL: with the steps before */
  const char  *name;      /* whose course it is, or NULL */
  const char  *reference_name; /* of whom @reference is, or NULL */
  double       target;         /* ratio, NAN none */
  guint        min_n;          /* limits are told of steps with so many cases; 0: of none */
  ZhihuiZone  *zone;
  gboolean     kept;   /* it is not of now */
  const char  *widest; /* static: label for which there is room, so that charts below each other
                        * begin at one x; NULL: as wide as its own */
} ZhihuiTrendChart;

/* Limits of a unit are told of months with so many cases, as on its boards. */
#define ZHIHUI_TREND_CHART_MIN_N 10

ZhihuiControlLimits *
zhihui_trend_chart_make_limits (const ZhihuiTrendCourse *course, guint min_n, double *center);

char             *zhihui_trend_chart_make_title (const ZhihuiTrendChart *self);
gboolean          zhihui_trend_chart_is_empty (const ZhihuiTrendChart *self);
void              zhihui_trend_chart_draw (const ZhihuiTrendChart *self, ZhihuiPicture *picture);
char             *zhihui_trend_chart_describe (const ZhihuiTrendChart *self);
ZhihuiChartTable *zhihui_trend_chart_tell (const ZhihuiTrendChart *self);

G_END_DECLS
