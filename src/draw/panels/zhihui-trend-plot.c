/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trend-plot.h"

#include "zhihui-clock-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define N_PLACES 9 /* along the line of the target, for its words */
#define NOTE 20
#define LABELS 34 /* below the chart */
#define LEAST_PLOT 60
#define SIDE 14 /* beside the first and the last step */
#define LABEL_ROOM 18
#define MOST_BEYOND 2.5 /* limits do not stretch the scale more than so many times the figures */

/**
 * zhihui_trend_plot_find_target:
 * @meta: (nullable): of the platform
 *
 * Returns: what the platform says that @metric should come to, as a ratio; NAN where it says
 * nothing
 */
double
zhihui_trend_plot_find_target (ZhihuiMetric metric, const ZhihuiMeta *meta)
{
  double target = 0;

  if (meta == NULL)
    return NAN;
  if (metric == ZHIHUI_METRIC_ON_TIME_RATE || metric == ZHIHUI_METRIC_OVERDUE_RATE)
    target = meta->reply_target;
  else if (metric == ZHIHUI_METRIC_SIGN_RATE)
    target = meta->sign_target;
  else if (metric == ZHIHUI_METRIC_CONTACT_RATE)
    target = meta->contact_target;
  if (target <= 0)
    return NAN;
  return metric == ZHIHUI_METRIC_OVERDUE_RATE ? 1 - target : target;
}

const ZhihuiTrendMark *
zhihui_trend_plot_get_mark (const ZhihuiTrendPlot *self, guint i)
{
  return &g_array_index (self->course->marks, ZhihuiTrendMark, i);
}

gboolean
zhihui_trend_plot_is_count (const ZhihuiTrendPlot *self)
{
  return zhihui_metric_get_traits (self->course->metric)->is_count;
}

/**
 * zhihui_trend_plot_format_value:
 *
 * Returns: (transfer full): "3.68%", "197", "—"
 */
char *
zhihui_trend_plot_format_value (const ZhihuiTrendPlot *self, const ZhihuiTrendMark *mark)
{
  return zhihui_trend_plot_is_count (self) ? zhihui_format_count_wall (mark->n)
                                           : zhihui_format_rate (mark->k, mark->n);
}

/**
 * zhihui_trend_plot_format_step:
 *
 * Returns: (transfer full): "7月", "7月27日", "7月27日起一周"
 */
char *
zhihui_trend_plot_format_step (const ZhihuiTrendPlot *self, gint64 at)
{
  g_autofree char *day = NULL;

  if (self->step == ZHIHUI_TREND_STEP_MONTH)
    return zhihui_format_month (self->sketch->zone, at);

  day = zhihui_format_date (self->sketch->zone, at, at);
  if (self->step == ZHIHUI_TREND_STEP_WEEK)
    return g_strdup_printf (_ ("week of %s"), day);
  return g_steal_pointer (&day);
}

/**
 * zhihui_trend_plot_judge:
 * @i: a step that has a value
 *
 * Returns: what may be said of the step that is more than chance: where there are limits, that it
 *   lies beyond the wide ones; else that it is worse than the target. Of what is kept nothing is
 *   said.
 */
ZhihuiFlag
zhihui_trend_plot_judge (const ZhihuiTrendPlot *self, guint i)
{
  const ZhihuiTrendMark *mark = zhihui_trend_plot_get_mark (self, i);
  ZhihuiBetter           better = zhihui_metric_get_traits (self->course->metric)->better;
  ZhihuiFlag             flag;
  double                 low, high;

  if (self->sketch->kept)
    return ZHIHUI_FLAG_NONE;
  if (self->limits != NULL)
    return isfinite (self->limits[i].high) && !mark->is_running
             ? zhihui_side_get_flag (
                 zhihui_control_limits_judge (mark->k, mark->n, self->center, ZHIHUI_CONTROL_ALARM),
                 better)
             : ZHIHUI_FLAG_NONE;
  if (!isfinite (self->target))
    return ZHIHUI_FLAG_NONE;

  zhihui_interval_wilson (mark->k, mark->n, ZHIHUI_Z95, &low, &high);
  flag = zhihui_interval_flag (low, high, self->target, better);
  return flag == ZHIHUI_FLAG_WORSE ? flag : ZHIHUI_FLAG_NONE;
}

static double
place_x (const ZhihuiTrendPlot *self, guint i)
{
  guint n = self->course->marks->len;

  return self->x + SIDE + (self->width - SIDE - self->right) * (n > 1 ? (double) i / (n - 1) : 0.5);
}

static double
place_y (const ZhihuiTrendPlot *self, double value)
{
  return self->top + self->height * (1 - zhihui_axis_place (&self->axis, value));
}

/* A step between two gaps has no line: a small dot. */
static void
draw_lone (ZhihuiTrendPlot *self, const char *key, const GArray *points)
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
draw_run (ZhihuiTrendPlot *self, const char *name, guint first, GArray *points, gboolean is_before)
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
add_place (ZhihuiTrendPlot *self, GArray *points, guint i, double value)
{
  double place[] = { place_x (self, i) * self->sketch->u, place_y (self, value) * self->sketch->u };

  g_array_append_vals (points, place, 2);
}

/**
 * zhihui_trend_plot_get_compared:
 *
 * Returns: what step @i is compared with: the same step of the reference, else the step so many
 *   before; NAN where there is none, or it goes on
 */
double
zhihui_trend_plot_get_compared (const ZhihuiTrendPlot *self, guint i)
{
  const ZhihuiTrendMark *mark = zhihui_trend_plot_get_mark (self, i);

  if (self->reference == NULL)
    return mark->before;
  for (guint j = 0; j < self->reference->marks->len; j++)
    {
      const ZhihuiTrendMark *other = &g_array_index (self->reference->marks, ZhihuiTrendMark, j);

      if (other->at == mark->at)
        return other->is_running ? NAN : other->value;
    }
  return NAN;
}

/* The step that goes on is joined by dashes and dots: what it will come to is not known. */
static void
draw_line (ZhihuiTrendPlot *self, const char *name, gboolean is_before)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  guint first = 0;

  for (guint i = 0; i < self->course->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = zhihui_trend_plot_get_mark (self, i);
      double value = is_before ? zhihui_trend_plot_get_compared (self, i) : mark->value;

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
draw_running (ZhihuiTrendPlot *self)
{
  int running = self->course->running, last = self->course->last;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

  if (running < 1 || last != running - 1)
    return;

  add_place (self, points, (guint) last, zhihui_trend_plot_get_mark (self, (guint) last)->value);
  add_place (
    self, points, (guint) running, zhihui_trend_plot_get_mark (self, (guint) running)->value);
  zhihui_marks_add_dash_dots (self->sketch->picture,
                              "running/line",
                              (const double *) (gconstpointer) points->data,
                              2,
                              2 * self->sketch->u,
                              8 * self->sketch->u,
                              self->sketch->palette->text3);
}

static void
draw_dot (ZhihuiTrendPlot *self, guint i, const char *key, ZhihuiSymbol symbol)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiFlag           flag = zhihui_trend_plot_judge (self, i);
  ZhihuiSymbolLook     look = {
        .symbol = symbol,
        .hollow = sketch->kept,
        .halo = 2 * sketch->u,
        .colour = zhihui_sketch_choose (sketch, palette->text1, palette->hollow_small),
  };

  if (symbol == ZHIHUI_SYMBOL_DOT && flag == ZHIHUI_FLAG_WORSE)
    {
      look.symbol = ZHIHUI_SYMBOL_DIAMOND;
      look.colour = palette->attention;
    }
  else if (symbol == ZHIHUI_SYMBOL_DOT && flag == ZHIHUI_FLAG_BETTER)
    {
      look.symbol = ZHIHUI_SYMBOL_UP;
      look.colour = palette->good;
    }
  zhihui_marks_add_symbol (sketch->picture,
                           key,
                           &look,
                           place_x (self, i) * sketch->u,
                           place_y (self, zhihui_trend_plot_get_mark (self, i)->value) * sketch->u,
                           (flag != ZHIHUI_FLAG_NONE && symbol == ZHIHUI_SYMBOL_DOT ? 18 : 13) *
                             sketch->u);
}

/* Whether the course runs through what is that large around @x, @y. */
static gboolean
is_crossed (const ZhihuiTrendPlot *self, double x, double y, double width)
{
  for (guint i = 0; i < self->course->marks->len; i++)
    {
      double value = zhihui_trend_plot_get_mark (self, i)->value;
      double next =
        i + 1 < self->course->marks->len ? zhihui_trend_plot_get_mark (self, i + 1)->value : NAN;
      double step = isfinite (next) ? place_x (self, i + 1) - place_x (self, i) : 0;

      for (double ratio = 0; isfinite (value) && ratio <= 1; ratio += 0.05)
        {
          double at_x = place_x (self, i) + ratio * step;
          double at_y = place_y (self, isfinite (next) ? value + ratio * (next - value) : value);

          if (fabs (at_x - x) < width / 2 + 8 && fabs (at_y - y) < NOTE / 2.0 + 8)
            return TRUE;
        }
    }
  return FALSE;
}

/* Above or below the line, where the course is not: at its right end, or farther to the left. */
static void
draw_target_words (ZhihuiTrendPlot *self, const char *words, double y)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (NOTE, 400, sketch->palette->text2);
  double        width = zhihui_sketch_measure (sketch, words, &style);
  const double  sides[] = { y - self->top >= 24 ? -16 : 16, 16 };
  double        right = self->x + self->width, best_x = right, best_y = y + sides[0];
  gboolean      is_free = FALSE;

  for (guint i = 0; i < 2 * N_PLACES && !is_free; i++)
    {
      double x = right - (self->width - width) * (i / 2) / (N_PLACES - 1), at_y = y + sides[i % 2];

      is_free =
        at_y + 12 <= self->top + self->height && !is_crossed (self, x - width / 2, at_y, width);
      if (is_free)
        {
          best_x = x;
          best_y = at_y;
        }
    }
  zhihui_sketch_text (sketch, "target", words, &style, best_x, best_y, ZHIHUI_ALIGN_RIGHT, 200);
}

static void
draw_target (ZhihuiTrendPlot *self)
{
  ZhihuiSketch    *sketch = self->sketch;
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
  if (self->limits != NULL || self->reference != NULL) /* it is told beside the chart */
    return;
  draw_target_words (self, words, y);
}

static char *
make_label (const ZhihuiTrendPlot *self, guint i)
{
  gint64 at = zhihui_trend_plot_get_mark (self, i)->at;

  return self->step == ZHIHUI_TREND_STEP_MONTH ? zhihui_format_month (self->sketch->zone, at)
                                               : zhihui_format_date (self->sketch->zone, at, at);
}

static double
measure_labels (const ZhihuiTrendPlot *self)
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
draw_labels (ZhihuiTrendPlot *self)
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

/* ---- how far chance goes ---- */

static double
place_inside (const ZhihuiTrendPlot *self, double value)
{
  return CLAMP (place_y (self, value), self->top, self->top + self->height) * self->sketch->u;
}

/* Steps from @first to before @end have limits: there as high as chance goes, and back as low. */
static void
draw_band (ZhihuiTrendPlot *self, guint first, guint end)
{
  ZhihuiSketch    *sketch = self->sketch;
  g_autofree char *key = g_strdup_printf ("limits/%u", first);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  double aside = end - first > 1 ? 0 : SIDE; /* of a step alone */

  for (guint i = first; i < end; i++)
    {
      double x = place_x (self, i) * sketch->u, y = place_inside (self, self->limits[i].high);

      g_array_append_vals (points, (double[]){ x - aside, y, x + aside, y }, aside > 0 ? 4 : 2);
    }
  for (guint i = end; i > first; i--)
    {
      double x = place_x (self, i - 1) * sketch->u;
      double y = place_inside (self, self->limits[i - 1].low);

      g_array_append_vals (points, (double[]){ x + aside, y, x - aside, y }, aside > 0 ? 4 : 2);
    }
  zhihui_marks_add_area (sketch->picture,
                         key,
                         (const double *) (gconstpointer) points->data,
                         points->len / 2,
                         sketch->palette->chance);
}

static void
draw_limits (ZhihuiTrendPlot *self)
{
  guint n = self->course->marks->len;

  for (guint i = 0, first = 0; self->limits != NULL && i <= n; i++)
    if (i == n || !isfinite (self->limits[i].high))
      {
        if (i > first)
          draw_band (self, first, i);
        first = i + 1;
      }
}

/* Steps that lie beyond their limits, besides the last one, which has its sign. */
static void
draw_beyond (ZhihuiTrendPlot *self)
{
  for (guint i = 0; self->limits != NULL && i < self->course->marks->len; i++)
    if ((int) i != self->course->last && isfinite (zhihui_trend_plot_get_mark (self, i)->value) &&
        zhihui_trend_plot_judge (self, i) != ZHIHUI_FLAG_NONE)
      {
        g_autofree char *key = g_strdup_printf ("beyond/%u", i);

        draw_dot (self, i, key, ZHIHUI_SYMBOL_DOT);
      }
}

/* ---- all of it ---- */

static void
widen (double *low, double *high, double value)
{
  if (!isfinite (value))
    return;
  *low = isfinite (*low) ? MIN (*low, value) : value;
  *high = isfinite (*high) ? MAX (*high, value) : value;
}

/* Everything is on the scale but limits that are far off. */
static void
find_range (const ZhihuiTrendPlot *self, double *low, double *high)
{
  double most;

  if (self->reference == NULL)
    zhihui_trend_course_get_range (self->course, low, high);
  else
    *low = *high = NAN;
  for (guint i = 0; self->reference != NULL && i < self->course->marks->len; i++)
    {
      widen (low, high, zhihui_trend_plot_get_mark (self, i)->value);
      widen (low, high, zhihui_trend_plot_get_compared (self, i));
    }
  widen (low, high, self->target);
  most = isfinite (*high) ? *high * MOST_BEYOND : 0;
  for (guint i = 0; self->limits != NULL && i < self->course->marks->len; i++)
    if (isfinite (self->limits[i].high))
      {
        widen (low, high, MIN (self->limits[i].high, most));
        widen (low, high, self->limits[i].low);
      }
}

/**
 * zhihui_trend_plot_draw:
 * @top: of the chart, u
 *
 * Draws the chart from there to the low end of the sketch; nothing where there is no room for one.
 */
void
zhihui_trend_plot_draw (ZhihuiTrendPlot *self, double top)
{
  double low, high;

  find_range (self, &low, &high);
  self->axis = zhihui_axis_choose (low,
                                   high,
                                   zhihui_trend_plot_is_count (self),
                                   zhihui_metric_get_traits (self->course->metric)->better !=
                                     ZHIHUI_BETTER_HIGH);
  self->top = top;
  self->height = self->sketch->height - top - LABELS;
  self->x = zhihui_axis_measure (&self->axis, self->sketch);
  if (self->widest != NULL)
    self->x = MAX (self->x, zhihui_axis_measure_label (self->widest, self->sketch));
  self->width = self->sketch->width - self->x;
  self->label_width = measure_labels (self);
  self->right = MAX (self->label_width / 2, SIDE);
  if (self->height < LEAST_PLOT)
    return;

  draw_limits (self);
  zhihui_axis_draw (&self->axis, self->sketch, self->x, self->width, self->top, self->height);
  draw_target (self);
  draw_line (self, self->reference != NULL ? "reference" : "before", TRUE);
  draw_line (self, "line", FALSE);
  draw_running (self);
  draw_beyond (self);
  if (self->course->last >= 0)
    draw_dot (self, (guint) self->course->last, "last", ZHIHUI_SYMBOL_DOT);
  if (self->course->running >= 0)
    draw_dot (self, (guint) self->course->running, "running", ZHIHUI_SYMBOL_RING);
  draw_labels (self);
}

/**
 * zhihui_trend_plot_speak:
 *
 * Each step as a sentence.
 */
void
zhihui_trend_plot_speak (const ZhihuiTrendPlot *self)
{
  for (guint i = 0; i < self->course->marks->len; i++)
    {
      const ZhihuiTrendMark *mark = zhihui_trend_plot_get_mark (self, i);
      g_autofree char       *step = zhihui_trend_plot_format_step (self, mark->at);
      g_autofree char       *value =
        isfinite (mark->value) ? zhihui_trend_plot_format_value (self, mark) : g_strdup ("—");
      g_autofree char *part = zhihui_trend_plot_is_count (self)
                                ? g_strdup ("")
                                : zhihui_format_fraction (mark->k, mark->n);

      zhihui_sketch_speak (self->sketch, "%s %s %s", step, value, part);
    }
}
