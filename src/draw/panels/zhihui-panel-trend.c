/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-axis.h"
#include "zhihui-clock-words.h"
#include "zhihui-trend-course.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define NOTE 20
#define FIGURE_Y 76 /* middle of the large figure */
#define FIGURE 40
#define PLOT_TOP 122
#define PLOT_LOW 100 /* without the large figure's line */
#define LABELS 34    /* below the chart */
#define LEAST_PLOT 60
#define SIDE 14 /* beside the first and the last step */
#define LABEL_ROOM 18

/* A trend under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch            *sketch;
  const ZhihuiTrendCourse *course;
  ZhihuiTrendStep          step;
  ZhihuiAxis               axis;
  double                   target;      /* ratio, NAN none */
  double                   x, width;    /* of the chart, u */
  double                   right;       /* of the last step: room for its label */
  double                   label_width; /* of the widest, u */
  double                   top, height; /* u */
} Trend;

static const ZhihuiTrendMark *
get_mark (const Trend *self, guint i)
{
  return &g_array_index (self->course->marks, ZhihuiTrendMark, i);
}

static gboolean
is_count (const Trend *self)
{
  return zhihui_metric_get_traits (self->course->metric)->is_count;
}

static char *
format_value (const Trend *self, const ZhihuiTrendMark *mark)
{
  return is_count (self) ? zhihui_format_count_wall (mark->n)
                         : zhihui_format_rate (mark->k, mark->n);
}

/* "7月", "7月27日", "7月27日起一周" */
static char *
format_step (const Trend *self, gint64 at)
{
  g_autofree char *day = NULL;

  if (self->step == ZHIHUI_TREND_STEP_MONTH)
    return zhihui_format_month (self->sketch->zone, at);

  day = zhihui_format_date (self->sketch->zone, at, at);
  if (self->step == ZHIHUI_TREND_STEP_WEEK)
    return g_strdup_printf (_ ("week of %s"), day);
  return g_steal_pointer (&day);
}

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

/* Where a rate should not be worse than. */
static double
find_target (ZhihuiSketch *sketch, ZhihuiMetric metric)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (sketch->situation);

  if (metric != ZHIHUI_METRIC_OVERDUE_RATE || meta == NULL || meta->reply_target <= 0)
    return NAN;
  return 1 - meta->reply_target;
}

/* Worse than its target by more than chance. */
static gboolean
is_bad (const Trend *self, const ZhihuiTrendMark *mark)
{
  double low, high;

  if (!isfinite (self->target) || self->sketch->kept)
    return FALSE;

  zhihui_interval_wilson (mark->k, mark->n, ZHIHUI_Z95, &low, &high);
  return zhihui_interval_flag (
           low, high, self->target, zhihui_metric_get_traits (self->course->metric)->better) ==
         ZHIHUI_FLAG_WORSE;
}

/* ---- the figure above the chart ---- */

static void
draw_sample (Trend *self, const char *key, double x, gboolean is_before)
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
draw_legend (Trend *self)
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
draw_figure (Trend *self, const ZhihuiTrendMark *mark, double room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             bad = is_bad (self, mark);
  ZhihuiStyle          figure = zhihui_sketch_style (FIGURE, 600, palette->text1);
  g_autofree char     *value = format_value (self, mark);
  double               x = 0;

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
make_change (const Trend *self, const ZhihuiTrendMark *mark)
{
  g_autofree char *change = NULL;
  double           points = (mark->value - mark->before) * 100;

  if (!isfinite (mark->before) || (is_count (self) && mark->before <= 0))
    return g_strdup ("");
  if (is_count (self))
    change = zhihui_format_change (mark->value / mark->before - 1);
  else
    change = g_strdup_printf ("%s%.2f",
                              points < -0.005  ? "−"
                              : points < 0.005 ? "±"
                                               : "+",
                              fabs (points));
  if (is_count (self))
    return g_strdup_printf (_ (", %s to a year before"), change);
  /* Translators: percentage points. */
  return g_strdup_printf (_ (", %s points to a year before"), change);
}

static void
draw_now (Trend *self)
{
  ZhihuiSketch          *sketch = self->sketch;
  const ZhihuiTrendMark *mark =
    self->course->last >= 0 ? get_mark (self, (guint) self->course->last) : NULL;
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
  step = format_step (self, mark->at);
  part = is_count (self) ? NULL : zhihui_format_fraction (mark->k, mark->n);
  change = self->step == ZHIHUI_TREND_STEP_MONTH ? make_change (self, mark) : g_strdup ("");
  told = part != NULL ? g_strdup_printf ("%s · %s", step, part) : g_strdup (step);
  words = g_strconcat (told, change, NULL);
  if (zhihui_sketch_measure (sketch, words, &note) > right - x)
    {
      g_free (words);
      words = g_steal_pointer (&told);
    }
  zhihui_sketch_text (
    sketch, "now/words", words, &note, x, FIGURE_Y + 6, ZHIHUI_ALIGN_LEFT, right - x);
}

/* ---- the chart ---- */

static double
place_x (const Trend *self, guint i)
{
  guint n = self->course->marks->len;

  return self->x + SIDE + (self->width - SIDE - self->right) * (n > 1 ? (double) i / (n - 1) : 0.5);
}

static double
place_y (const Trend *self, double value)
{
  return self->top + self->height * (1 - zhihui_axis_place (&self->axis, value));
}

/* A step between two gaps has no line: a small dot. */
static void
draw_lone (Trend *self, const char *key, const GArray *points)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiSymbolLook look = { .symbol = ZHIHUI_SYMBOL_DOT,
                            .hollow = sketch->kept,
                            .colour = sketch->palette->text2 };

  zhihui_marks_add_symbol (sketch->picture,
                           key,
                           &look,
                           g_array_index (points, double, 0),
                           g_array_index (points, double, 1),
                           7 * sketch->u);
}

/* A run of steps that have a value, as one line. */
static void
draw_run (Trend *self, const char *name, guint first, GArray *points, gboolean is_before)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  g_autofree char     *key = g_strdup_printf ("%s/%u", name, first);
  gboolean             is_dashed = is_before || sketch->kept;

  if (points->len == 2 && !is_before)
    draw_lone (self, key, points);
  if (points->len >= 4)
    zhihui_marks_add_path (sketch->picture,
                           key,
                           (const double *) (gconstpointer) points->data,
                           points->len / 2,
                           (is_before ? 2 : 3) * sketch->u,
                           is_dashed ? 6 * sketch->u : 0,
                           is_before ? palette->text3 : palette->text2);
  g_array_set_size (points, 0);
}

static void
add_place (Trend *self, GArray *points, guint i, double value)
{
  double place[] = { place_x (self, i) * self->sketch->u, place_y (self, value) * self->sketch->u };

  g_array_append_vals (points, place, 2);
}

/* The step that goes on is joined by dashes: what it will come to is not known. */
static void
draw_line (Trend *self, const char *name, gboolean is_before)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  guint first = 0;

  for (guint i = 0; i < self->course->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = get_mark (self, i);
      double                 value = is_before ? mark->before : mark->value;

      if (!isfinite (value) || (mark->is_running && !is_before))
        draw_run (self, name, first, points, is_before);
      else
        {
          if (points->len == 0)
            first = i;
          add_place (self, points, i, value);
        }
    }
  draw_run (self, name, first, points, is_before);
}

static void
draw_running (Trend *self)
{
  int running = self->course->running, last = self->course->last;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

  if (running < 1 || last != running - 1)
    return;

  add_place (self, points, (guint) last, get_mark (self, (guint) last)->value);
  add_place (self, points, (guint) running, get_mark (self, (guint) running)->value);
  zhihui_marks_add_path (self->sketch->picture,
                         "running/line",
                         (const double *) (gconstpointer) points->data,
                         2,
                         2 * self->sketch->u,
                         5 * self->sketch->u,
                         self->sketch->palette->mute);
}

static void
draw_dot (Trend *self, guint i, const char *key, ZhihuiSymbol symbol)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiSymbolLook     look = {
        .symbol = symbol,
        .hollow = sketch->kept,
        .halo = 2 * sketch->u,
        .colour = zhihui_sketch_choose (sketch, palette->text1, palette->hollow_small),
  };

  if (symbol == ZHIHUI_SYMBOL_DOT && is_bad (self, get_mark (self, i)))
    {
      look.symbol = ZHIHUI_SYMBOL_DIAMOND;
      look.colour = palette->attention;
    }
  zhihui_marks_add_symbol (sketch->picture,
                           key,
                           &look,
                           place_x (self, i) * sketch->u,
                           place_y (self, get_mark (self, i)->value) * sketch->u,
                           (look.symbol == ZHIHUI_SYMBOL_DIAMOND ? 18 : 13) * sketch->u);
}

static void
draw_target (Trend *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 400, sketch->palette->text2);
  g_autofree char *words = NULL;
  double           y, u = sketch->u;

  if (!isfinite (self->target) || self->target > zhihui_axis_get_high (&self->axis) + 1e-9)
    return;

  y = place_y (self, self->target);
  words = zhihui_clock_words_make_target (self->target);
  zhihui_marks_add_dashes (sketch->picture,
                           "target/line",
                           self->x * u,
                           (y - 1) * u,
                           self->width * u,
                           2 * u,
                           2 * u,
                           4 * u,
                           sketch->palette->text2);
  zhihui_sketch_text (sketch,
                      "target",
                      words,
                      &style,
                      self->x + self->width,
                      y - self->top < 24 ? y + 16 : y - 16,
                      ZHIHUI_ALIGN_RIGHT,
                      200);
}

static char *
make_label (const Trend *self, guint i)
{
  gint64 at = get_mark (self, i)->at;

  return self->step == ZHIHUI_TREND_STEP_MONTH ? zhihui_format_month (self->sketch->zone, at)
                                               : zhihui_format_date (self->sketch->zone, at, at);
}

static double
measure_labels (const Trend *self)
{
  ZhihuiStyle style = zhihui_sketch_style (NOTE, 400, self->sketch->palette->text3);
  double      widest = 0;

  for (guint i = 0; i < self->course->marks->len; i++)
    {
      g_autofree char *label = make_label (self, i);

      widest = MAX (widest, zhihui_sketch_measure (self->sketch, label, &style));
    }
  return ceil (widest);
}

/* As many as have room, so that the last one is among them. */
static void
draw_labels (Trend *self)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  guint         n = self->course->marks->len, every;
  double        y = self->top + self->height + 19;

  every = (guint) MAX (ceil ((self->label_width + LABEL_ROOM) * MAX (n - 1, 1) /
                             MAX (self->width - SIDE - self->right, 1)),
                       1);
  for (guint i = (n - 1) % every; i < n; i += every)
    {
      g_autofree char *key = g_strdup_printf ("step/%u", i);
      g_autofree char *label = make_label (self, i);

      zhihui_sketch_text (sketch,
                          key,
                          label,
                          &style,
                          place_x (self, i),
                          y,
                          ZHIHUI_ALIGN_CENTRE,
                          self->label_width + 1);
    }
}

static void
draw_chart (Trend *self)
{
  double low, high;

  zhihui_trend_course_get_range (self->course, &low, &high);
  if (isfinite (self->target))
    high = MAX (high, self->target);
  self->axis = zhihui_axis_choose (low,
                                   high,
                                   is_count (self),
                                   zhihui_metric_get_traits (self->course->metric)->better !=
                                     ZHIHUI_BETTER_HIGH);
  self->top = PLOT_TOP;
  self->height = self->sketch->height - PLOT_TOP - LABELS;
  self->x = zhihui_axis_measure (&self->axis, self->sketch);
  self->width = self->sketch->width - self->x;
  self->label_width = measure_labels (self);
  self->right = MAX (self->label_width / 2, SIDE);
  if (self->height < LEAST_PLOT)
    return;

  zhihui_axis_draw (&self->axis, self->sketch, self->x, self->width, self->top, self->height);
  draw_target (self);
  draw_line (self, "before", TRUE);
  draw_line (self, "line", FALSE);
  draw_running (self);
  if (self->course->last >= 0)
    draw_dot (self, (guint) self->course->last, "last", ZHIHUI_SYMBOL_DOT);
  if (self->course->running >= 0)
    draw_dot (self, (guint) self->course->running, "running", ZHIHUI_SYMBOL_RING);
  draw_labels (self);
}

/* ---- all of it ---- */

static void
speak_steps (Trend *self)
{
  for (guint i = 0; i < self->course->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = get_mark (self, i);
      g_autofree char       *step = format_step (self, mark->at);
      g_autofree char *value = isfinite (mark->value) ? format_value (self, mark) : g_strdup ("—");
      g_autofree char *part =
        is_count (self) ? g_strdup ("") : zhihui_format_fraction (mark->k, mark->n);

      zhihui_sketch_speak (self->sketch, "%s %s %s", step, value, part);
    }
}

static char *
make_base (Trend *self)
{
  g_autofree char *value = NULL;
  g_autofree char *strong = NULL;

  if (self->course->running < 0)
    return NULL;

  value = format_value (self, get_mark (self, (guint) self->course->running));
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
  ZhihuiBoard  board = zhihui_sketch_get_board (sketch);
  Trend        self = { .sketch = sketch, .target = NAN };
  const char  *descriptions[2] = { NULL, NULL };
  ZhihuiTrend *trend;
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
  self.target = find_target (sketch, course->metric);
  draw_now (&self);
  draw_chart (&self);
  speak_steps (&self);
}
