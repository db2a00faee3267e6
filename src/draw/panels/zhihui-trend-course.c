/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trend-course.h"

#include <math.h>

/**
 * zhihui_trend_course_get_span:
 * @before: (out): steps back to the one that each is compared with, 0 none
 *
 * Thirty steps are told: a year of months is compared with the year before, a quarter of weeks with
 * the quarter before, thirty days are shown alone.
 *
 * Returns: how many steps are shown
 */
guint
zhihui_trend_course_get_span (ZhihuiTrendStep step, guint *before)
{
  static const guint spans[ZHIHUI_N_TREND_STEPS][2] = {
    [ZHIHUI_TREND_STEP_DAY] = { 30, 0 },
    [ZHIHUI_TREND_STEP_WEEK] = { 13, 13 },
    [ZHIHUI_TREND_STEP_MONTH] = { 12, 12 },
  };

  g_return_val_if_fail (step < ZHIHUI_N_TREND_STEPS, 0);

  *before = spans[step][1];
  return spans[step][0];
}

static gint64
get_end (const ZhihuiTrend *trend, ZhihuiZone *zone, const ZhihuiTrendPoint *point)
{
  gint32 day = zhihui_zone_day_of (zone, point->at);

  return zhihui_zone_day_start (zone, zhihui_trend_step_next (trend->step, day));
}

/* Steps without a case at the begin are not known: the figures do not reach back so far. Nor is the
 * step in which they begin: who knows on which of its days. */
static guint
find_first (const ZhihuiTrend *trend)
{
  guint i = 0;

  while (i < trend->points->len && g_array_index (trend->points, ZhihuiTrendPoint, i).n == 0)
    i++;
  return i > 0 ? i + 1 : 0;
}

static double
get_value (const ZhihuiTrend *trend, gint64 index, guint first)
{
  const ZhihuiTrendPoint *point;

  if (index < (gint64) first || index >= (gint64) trend->points->len)
    return NAN;

  point = &g_array_index (trend->points, ZhihuiTrendPoint, index);
  if (zhihui_metric_get_traits (trend->metric)->is_count)
    return (double) point->n;
  return point->n > 0 ? (double) point->k / (double) point->n : NAN;
}

/**
 * zhihui_trend_course_new:
 *
 * Returns: (transfer full): what is shown of @trend
 */
ZhihuiTrendCourse *
zhihui_trend_course_new (const ZhihuiTrend *trend, ZhihuiZone *zone)
{
  ZhihuiTrendCourse *self = g_new0 (ZhihuiTrendCourse, 1);
  ZhihuiTrendStep    step;
  guint              before, first = find_first (trend), n;

  zhihui_trend_step_parse (trend->step, &step);
  n = MIN (zhihui_trend_course_get_span (step, &before), trend->points->len);
  self->metric = trend->metric;
  self->last = self->running = -1;
  self->marks = g_array_new (FALSE, TRUE, sizeof (ZhihuiTrendMark));
  for (guint i = trend->points->len - n; i < trend->points->len; i++)
    {
      const ZhihuiTrendPoint *point = &g_array_index (trend->points, ZhihuiTrendPoint, i);
      ZhihuiTrendMark         mark = {
                .at = point->at,
                .k = point->k,
                .n = point->n,
                .value = get_value (trend, i, first),
                .before = before > 0 ? get_value (trend, (gint64) i - before, first) : NAN,
                .is_running = get_end (trend, zone, point) > trend->stamp.as_of,
      };

      if (isfinite (mark.before))
        self->has_before = TRUE;
      if (isfinite (mark.value) && mark.is_running)
        self->running = (int) self->marks->len;
      else if (isfinite (mark.value))
        self->last = (int) self->marks->len;
      /* What lies before the figures begin takes no room. */
      if (self->marks->len > 0 || isfinite (mark.value) || isfinite (mark.before))
        g_array_append_val (self->marks, mark);
    }
  return self;
}

void
zhihui_trend_course_free (ZhihuiTrendCourse *self)
{
  g_array_unref (self->marks);
  g_free (self);
}

void
zhihui_trend_course_get_range (const ZhihuiTrendCourse *self, double *low, double *high)
{
  *low = *high = NAN;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = &g_array_index (self->marks, ZhihuiTrendMark, i);
      const double           values[] = { mark->value, mark->before };

      for (guint j = 0; j < 2; j++)
        if (isfinite (values[j]))
          {
            *low = isfinite (*low) ? MIN (*low, values[j]) : values[j];
            *high = isfinite (*high) ? MAX (*high, values[j]) : values[j];
          }
    }
}
