/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trend-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define NOTE 20
#define FIGURE_Y 76 /* middle of the large figure */
#define FIGURE 40
#define PLOT_TOP 122

/* "近 12 个月": as many as are told. */
static char *
make_span (ZhihuiTrendStep step, const ZhihuiTrendCourse *course)
{
  guint before, n = zhihui_trend_course_get_span (step, &before);

  if (course != NULL && course->marks->len > 0)
    n = course->marks->len;
  switch (step)
    {
    case ZHIHUI_TREND_STEP_MONTH:
      return g_strdup_printf (ngettext ("%u month", "%u months", n), n);
    case ZHIHUI_TREND_STEP_WEEK:
      return g_strdup_printf (ngettext ("%u week", "%u weeks", n), n);
    case ZHIHUI_TREND_STEP_DAY:
    case ZHIHUI_N_TREND_STEPS:
    default:
      return g_strdup_printf (ngettext ("of %u day", "of %u days", n), n);
    }
}

/* The step that goes on, and its figure so far. */
static char *
make_running (ZhihuiTrendStep step, const char *value)
{
  switch (step)
    {
    case ZHIHUI_TREND_STEP_MONTH:
      return g_strdup_printf (_ ("this month so far %s"), value);
    case ZHIHUI_TREND_STEP_WEEK:
      return g_strdup_printf (_ ("this week so far %s"), value);
    case ZHIHUI_TREND_STEP_DAY:
    case ZHIHUI_N_TREND_STEPS:
    default:
      return g_strdup_printf (_ ("today so far %s"), value);
    }
}

static const char *
get_before_words (ZhihuiTrendStep step)
{
  return step == ZHIHUI_TREND_STEP_MONTH ? _ ("a year before") : _ ("13 weeks before");
}

/* ---- the figure above the chart ---- */

static void
draw_sample (ZhihuiTrendPlot *self, const char *key, double x, gboolean is_before)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  double               u = sketch->u, y = FIGURE_Y + 6;

  if (is_before)
    zhihui_marks_add_dashes (
      sketch->picture, key, x * u, (y - 1) * u, 30 * u, 2 * u, 6 * u, 6 * u, palette->text3);
  else
    zhihui_sketch_rect (sketch, key, x, y - 1.5, 30, 3, palette->text2);
}

/* What the two lines are, at the right end. Returns the left edge. */
static double
draw_legend (ZhihuiTrendPlot *self)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  const char   *before = get_before_words (self->step);
  double        x = sketch->width;

  if (!self->course->has_before)
    return x;
  x -= zhihui_sketch_text (
    sketch, "legend/before", before, &style, x, FIGURE_Y + 6, ZHIHUI_ALIGN_RIGHT, x / 2);
  x -= 40;
  draw_sample (self, "legend/before/line", x, TRUE);
  return x - 16;
}

static double
draw_figure (ZhihuiTrendPlot *self, const ZhihuiTrendMark *mark, double room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  gboolean    bad = zhihui_trend_plot_judge (self, (guint) self->course->last) == ZHIHUI_FLAG_WORSE;
  ZhihuiStyle figure = zhihui_sketch_style (FIGURE, 600, palette->text1);
  g_autofree char *value = zhihui_trend_plot_format_value (self, mark);
  double           x = 0;

  figure.hollow = sketch->kept;
  if (sketch->kept)
    figure.colour = palette->hollow;
  if (bad)
    {
      figure.colour = palette->attention;
      zhihui_sketch_symbol (
        sketch, "now/sign", ZHIHUI_SYMBOL_DIAMOND, 10, FIGURE_Y, 20, palette->attention);
      x = 28;
    }
  return x + zhihui_sketch_text (
               sketch, "now", value, &figure, x, FIGURE_Y, ZHIHUI_ALIGN_LEFT, room - x);
}

/* "+3.2%": to the step that it is compared with; of rates the difference in points. */
static char *
make_change (const ZhihuiTrendPlot *self, const ZhihuiTrendMark *mark)
{
  g_autofree char *change = NULL;
  g_autofree char *points = NULL;

  if (!isfinite (mark->before) || (zhihui_trend_plot_is_count (self) && mark->before <= 0))
    return g_strdup ("");
  if (zhihui_trend_plot_is_count (self))
    {
      change = zhihui_format_change (mark->value / mark->before - 1);
      return g_strdup_printf (_ (", %s to a year before"), change);
    }
  points = zhihui_format_points (mark->value - mark->before);
  change = g_strconcat (g_str_equal (points, "0.00") ? "±" : "", points, NULL);
  /* Translators: percentage points. */
  return g_strdup_printf (_ (", %s points to a year before"), change);
}

static void
draw_now (ZhihuiTrendPlot *self)
{
  ZhihuiSketch          *sketch = self->sketch;
  const ZhihuiTrendMark *mark =
    self->course->last >= 0 ? zhihui_trend_plot_get_mark (self, (guint) self->course->last) : NULL;
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  double           right = draw_legend (self), x;
  g_autofree char *step = NULL;
  g_autofree char *part = NULL;
  g_autofree char *change = NULL;
  g_autofree char *told = NULL;
  g_autofree char *words = NULL;

  if (mark == NULL)
    return;

  x = draw_figure (self, mark, right) + 14;
  step = zhihui_trend_plot_format_step (self, mark->at);
  part = zhihui_trend_plot_is_count (self) ? NULL : zhihui_format_fraction (mark->k, mark->n);
  change = self->step == ZHIHUI_TREND_STEP_MONTH ? make_change (self, mark) : g_strdup ("");
  told = part != NULL ? g_strdup_printf ("%s · %s", step, part) : g_strdup (step);
  words = g_strconcat (told, change, NULL);
  if (zhihui_sketch_measure (sketch, words, &note) > right - x)
    {
      g_free (words);
      words = g_steal_pointer (&told);
    }
  if (zhihui_sketch_measure (sketch, words, &note) > right - x && part != NULL)
    {
      g_free (words);
      words = g_steal_pointer (&part);
    }
  /* Whole or not at all. */
  if (zhihui_sketch_measure (sketch, words, &note) <= right - x)
    zhihui_sketch_text (
      sketch, "now/words", words, &note, x, FIGURE_Y + 6, ZHIHUI_ALIGN_LEFT, right - x);
}

/* ---- all of it ---- */

static char *
make_base (ZhihuiTrendPlot *self)
{
  g_autofree char *value = NULL;
  g_autofree char *strong = NULL;

  if (self->course->running < 0)
    return NULL;

  value = zhihui_trend_plot_format_value (
    self, zhihui_trend_plot_get_mark (self, (guint) self->course->running));
  strong = g_strconcat (ZHIHUI_STRONG, value, ZHIHUI_STRONG, NULL);
  return make_running (self->step, strong);
}

/**
 * zhihui_panel_trend_draw:
 *
 * The course of the metric of the page: by what step its period says ("day", "week", "month").
 */
void
zhihui_panel_trend_draw (ZhihuiSketch *sketch)
{
  ZhihuiBoard     board = zhihui_sketch_get_board (sketch);
  ZhihuiTrendPlot self = { .sketch = sketch, .target = NAN };
  const char     *descriptions[2] = { NULL, NULL };
  ZhihuiTrend    *trend;
  g_autoptr (ZhihuiTrendCourse) course = NULL;
  g_autofree char *base = NULL;
  g_autofree char *span = NULL;

  zhihui_trend_step_parse (sketch->options != NULL ? sketch->options->period : NULL, &self.step);
  trend = zhihui_sketch_read (sketch, zhihui_dataset_for_trend (board, self.step), _ ("trends"));
  sketch->title = zhihui_sketch_get_metric_title (sketch);
  if (trend != NULL)
    {
      course = zhihui_trend_course_new (trend, sketch->zone);
      self.course = course;
      base = make_base (&self);
    }
  span = make_span (self.step, course);
  descriptions[0] = span;
  zhihui_sketch_head (sketch, descriptions, base);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), span);
  if (zhihui_sketch_excuse (sketch) || course == NULL)
    return;

  if (course->last < 0 && course->running < 0)
    {
      zhihui_sketch_notice (sketch,
                            _ ("Nothing was counted in this time"),
                            _ ("0 is what was read, not a failure to read"),
                            NULL);
      return;
    }
  self.target =
    zhihui_trend_plot_find_target (course->metric, zhihui_situation_get_meta (sketch->situation));
  draw_now (&self);
  zhihui_trend_plot_draw (&self, PLOT_TOP);
  zhihui_trend_plot_speak (&self);
}
