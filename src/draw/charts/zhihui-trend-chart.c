/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trend-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-desk-sketch.h"
#include "zhihui-format.h"
#include "zhihui-trend-plot.h"

#define TOP 16        /* above the highest line: half a label */
#define LEAST_STEPS 6 /* with fewer nobody knows what is usual */

/* What is worked out of a chart. */
typedef struct
{
  ZhihuiTrendCourse   *course;    /* owned */
  ZhihuiTrendCourse   *reference; /* owned, nullable */
  ZhihuiControlLimits *limits;    /* owned, one a mark; NULL: none are told */
  double               center;    /* that they lie around, NAN none */
} Course;

static void
course_clear (Course *self)
{
  g_clear_pointer (&self->course, zhihui_trend_course_free);
  g_clear_pointer (&self->reference, zhihui_trend_course_free);
  g_clear_pointer (&self->limits, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Course, course_clear)

static const ZhihuiTrendMark *
get_mark (const ZhihuiTrendCourse *course, guint i)
{
  return &g_array_index (course->marks, ZhihuiTrendMark, i);
}

/**
 * zhihui_trend_chart_make_limits:
 * @min_n: limits are told of steps with so many cases; 0: of none
 * @center: (out): that they lie around, NAN none
 *
 * How far chance alone carries a share over time (p-chart): limits around the unit's own share of
 * all steps that are over, at each step for its own number of cases. They are the exact ones: the
 * usual ±3σ leave 0…1 where n is small, as it is here. Of steps with few cases nothing is said.
 *
 * Returns: (transfer full) (nullable): one a mark of @course; %NULL where none are told
 */
ZhihuiControlLimits *
zhihui_trend_chart_make_limits (const ZhihuiTrendCourse *course, guint min_n, double *center)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (course->metric);
  ZhihuiControlLimits      *limits;
  gint64                    k = 0, n = 0;
  guint                     n_steps = 0, n_marks = course->marks->len;

  *center = NAN;
  for (guint i = 0; i < n_marks; i++)
    {
      const ZhihuiTrendMark *mark = get_mark (course, i);

      if (mark->is_running || !isfinite (mark->value))
        continue;
      k += mark->k;
      n += mark->n;
      n_steps += mark->n >= (gint64) min_n;
    }
  if (min_n == 0 || !traits->is_share || traits->is_count || n_steps < LEAST_STEPS || n <= 0)
    return NULL;

  *center = (double) k / (double) n;
  limits = g_new (ZhihuiControlLimits, n_marks);
  for (guint i = 0; i < n_marks; i++)
    {
      const ZhihuiTrendMark *mark = get_mark (course, i);

      limits[i] = zhihui_control_limits_find (
        *center, mark->n >= (gint64) min_n ? mark->n : 0, ZHIHUI_CONTROL_ALARM);
    }
  return limits;
}

static Course
work_out (const ZhihuiTrendChart *self)
{
  Course course = { .center = NAN };

  course.course = zhihui_trend_course_new (self->trend, self->zone);
  if (self->reference != NULL)
    course.reference = zhihui_trend_course_new (self->reference, self->zone);
  course.limits = zhihui_trend_chart_make_limits (course.course, self->min_n, &course.center);
  return course;
}

static ZhihuiTrendPlot
make_plot (const ZhihuiTrendChart *self, const Course *course, ZhihuiSketch *sketch)
{
  ZhihuiTrendPlot plot = { .sketch = sketch,
                           .course = course->course,
                           .target = self->target,
                           .reference = course->reference,
                           .limits = course->limits,
                           .center = course->center,
                           .widest = self->widest };

  zhihui_trend_step_parse (self->trend->step, &plot.step);
  return plot;
}

/**
 * zhihui_trend_chart_make_title:
 *
 * Returns: (transfer full): the metric and how many steps are told: "超期率 近 12 个月"
 */
char *
zhihui_trend_chart_make_title (const ZhihuiTrendChart *self)
{
  g_autoptr (ZhihuiTrendCourse) course = zhihui_trend_course_new (self->trend, self->zone);
  const char     *title = _ (zhihui_metric_get_traits (self->trend->metric)->title);
  guint           n = course->marks->len;
  ZhihuiTrendStep step = ZHIHUI_TREND_STEP_DAY;

  zhihui_trend_step_parse (self->trend->step, &step);
  if (n == 0)
    return g_strdup (title);
  if (step == ZHIHUI_TREND_STEP_MONTH)
    return g_strdup_printf (ngettext ("%1$s, %2$u month", "%1$s, %2$u months", n), title, n);
  if (step == ZHIHUI_TREND_STEP_WEEK)
    return g_strdup_printf (ngettext ("%1$s, %2$u week", "%1$s, %2$u weeks", n), title, n);
  return g_strdup_printf (ngettext ("%1$s, %2$u day", "%1$s, %2$u days", n), title, n);
}

/**
 * zhihui_trend_chart_is_empty:
 *
 * Returns: whether nothing was counted in any of its steps
 */
gboolean
zhihui_trend_chart_is_empty (const ZhihuiTrendChart *self)
{
  for (guint i = 0; i < self->trend->points->len; i++)
    if (g_array_index (self->trend->points, ZhihuiTrendPoint, i).n > 0)
      return FALSE;
  return TRUE;
}

/**
 * zhihui_trend_chart_draw:
 * @picture: of a theme of the desk
 *
 * Draws the chart into all of @picture, and tells each step.
 */
void
zhihui_trend_chart_draw (const ZhihuiTrendChart *self, ZhihuiPicture *picture)
{
  g_auto (Course) course = work_out (self);
  ZhihuiSketch    sketch = zhihui_desk_sketch_make (picture, self->zone, self->kept);
  ZhihuiTrendPlot plot = make_plot (self, &course, &sketch);

  if (course.course->last < 0 && course.course->running < 0)
    return;
  zhihui_trend_plot_draw (&plot, TOP);
  zhihui_trend_plot_speak (&plot);
}

static const char *
name_running (const ZhihuiTrendChart *self)
{
  ZhihuiTrendStep step = ZHIHUI_TREND_STEP_DAY;

  zhihui_trend_step_parse (self->trend->step, &step);
  if (step == ZHIHUI_TREND_STEP_MONTH)
    return _ ("this month so far");
  return step == ZHIHUI_TREND_STEP_WEEK ? _ ("this week so far") : _ ("today so far");
}

/**
 * zhihui_trend_chart_describe:
 *
 * Returns: (transfer full): what the lines are: "solid 昆仑镇, dashed 全区, …"
 */
char *
zhihui_trend_chart_describe (const ZhihuiTrendChart *self)
{
  g_auto (Course) course = work_out (self);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (self->kept)
    g_ptr_array_add (parts, g_strdup (C_ ("key", "kept, not of now")));
  if (self->name != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("solid: %s"), self->name));
  if (self->reference != NULL && self->reference_name != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("dashed: %s"), self->reference_name));
  else if (course.course->has_before)
    g_ptr_array_add (parts,
                     g_strdup (g_str_equal (self->trend->step, "month")
                                 ? _ ("dashed: a year before")
                                 : _ ("dashed: 13 weeks before")));
  if (course.course->running > 0 && course.course->last == course.course->running - 1)
    g_ptr_array_add (parts, g_strdup_printf (_ ("dashes and dots: %s"), name_running (self)));
  if (isfinite (self->target))
    {
      g_autofree char *target = zhihui_format_target (self->target);

      g_ptr_array_add (parts, g_strdup_printf (_ ("dotted: target %s"), target));
    }
  if (course.limits != NULL)
    {
      g_autofree char *center = zhihui_format_percent (course.center, 2);

      g_ptr_array_add (parts, g_strdup_printf (_ ("grey: 99.8%% of chance around %s"), center));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_ ("legend", ", "), (char **) parts->pdata);
}

/* "0.00% – 2.72%", or "" where none are told. */
static char *
format_limits (const Course *course, guint i)
{
  g_autofree char *low = NULL, *high = NULL;

  if (course->limits == NULL || !isfinite (course->limits[i].high))
    return g_strdup ("");
  low = zhihui_format_percent (course->limits[i].low, 2);
  high = zhihui_format_percent (course->limits[i].high, 2);
  return g_strdup_printf ("%s – %s", low, high);
}

static char *
format_flag (ZhihuiFlag flag)
{
  if (flag == ZHIHUI_FLAG_NONE)
    return g_strdup ("");
  return g_strdup (flag == ZHIHUI_FLAG_WORSE ? _ ("worse than by chance")
                                             : _ ("better than by chance"));
}

static char *
format_compared (const ZhihuiTrendPlot *plot, guint i)
{
  double value = zhihui_trend_plot_get_compared (plot, i);

  if (!isfinite (value))
    return g_strdup ("—");
  return zhihui_trend_plot_is_count (plot) ? zhihui_format_count ((gint64) round (value))
                                           : zhihui_format_percent (value, 2);
}

/**
 * zhihui_trend_chart_tell:
 *
 * Returns: (transfer full): a row for each step: its figure, of what it is, with what it is
 *   compared, how far chance goes
 */
ZhihuiChartTable *
zhihui_trend_chart_tell (const ZhihuiTrendChart *self)
{
  g_auto (Course) course = work_out (self);
  ZhihuiSketch      sketch = { .zone = self->zone, .kept = self->kept };
  ZhihuiTrendPlot   plot = make_plot (self, &course, &sketch);
  const char       *compared = self->reference != NULL && self->reference_name != NULL
                                 ? self->reference_name
                                 : C_ ("column", "before");
  ZhihuiChartTable *table = zhihui_chart_table_new (_ ("Time"),
                                                    _ ("Figure"),
                                                    _ ("Of"),
                                                    compared,
                                                    _ ("Limits of chance"),
                                                    C_ ("column", "Reading"),
                                                    NULL);

  for (guint i = 0; i < course.course->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = get_mark (course.course, i);
      gboolean               known = isfinite (mark->value);
      g_auto (GStrv) cells = g_new0 (char *, 7);

      cells[0] = zhihui_trend_plot_format_step (&plot, mark->at);
      cells[1] = known ? zhihui_trend_plot_format_value (&plot, mark) : g_strdup ("—");
      cells[2] = zhihui_trend_plot_is_count (&plot) ? g_strdup ("")
                                                    : zhihui_format_fraction (mark->k, mark->n);
      cells[3] = format_compared (&plot, i);
      cells[4] = format_limits (&course, i);
      cells[5] = mark->is_running
                   ? g_strdup (_ ("goes on"))
                   : format_flag (known ? zhihui_trend_plot_judge (&plot, i) : ZHIHUI_FLAG_NONE);
      zhihui_chart_table_add (table, g_steal_pointer (&cells));
    }
  return table;
}
