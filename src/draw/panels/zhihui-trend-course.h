/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What of a trend is shown: the last steps, each beside the one that it is compared with. */
typedef struct
{
  gint64   at; /* start of the step */
  gint64   k, n;
  double   value;      /* NAN: a gap */
  double   before;     /* the step that many steps before; NAN: none, or a gap */
  gboolean is_running; /* the step is not over */
} ZhihuiTrendMark;

typedef struct
{
  GArray      *marks; /* (element-type ZhihuiTrendMark), owned, oldest first */
  ZhihuiMetric metric;
  gboolean     has_before; /* some step has one to compare with */
  int          last;       /* the last step that is over and has a value, -1 none */
  int          running;    /* the step that goes on, -1 none */
} ZhihuiTrendCourse;

/* How many steps are shown, and how many steps earlier the ones to compare with lie; 0: none. */
guint              zhihui_trend_course_get_span (ZhihuiTrendStep step, guint *before);
ZhihuiTrendCourse *zhihui_trend_course_new (const ZhihuiTrend *trend, ZhihuiZone *zone);
void               zhihui_trend_course_free (ZhihuiTrendCourse *self);
/* Least and most of all values with those they are compared with; NAN when there are none. */
void zhihui_trend_course_get_range (const ZhihuiTrendCourse *self, double *low, double *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTrendCourse, zhihui_trend_course_free)

G_END_DECLS
