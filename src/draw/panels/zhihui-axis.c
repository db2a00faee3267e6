/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-axis.h"

#include <math.h>

#include "zhihui-format.h"

#define LABEL 20
#define LABEL_GAP 10
#define N_LINES 3
#define N_STEPS 5
#define LEAST_RATIO 0.0001 /* between two lines: a hundredth of a percent */

/* Nobody counts halves. */
static gboolean
is_whole (double step, gboolean is_count)
{
  return !is_count || fabs (step - floor (step)) < 1e-9;
}

/* A rate is not above all: the lines end there. */
static double
find_start (double low, double step, gboolean is_count)
{
  double start = floor (low / step + 1e-9) * step;

  if (!is_count && start + 2 * step > 1 + 1e-9)
    return MAX (1 - 2 * step, 0);
  return start;
}

/**
 * zhihui_axis_choose:
 * @low: the least of what is shown
 * @high: the most of what is shown
 * @from_zero: it begins at 0, so that lengths can be compared; else where the figures do
 *
 * Returns: the finest of the steps 1, 2, 2.5, 4 and 5 times a power of ten with which three lines
 * hold what is shown; ratios end at 1
 */
ZhihuiAxis
zhihui_axis_choose (double low, double high, gboolean is_count, gboolean from_zero)
{
  static const double steps[N_STEPS] = { 1, 2, 2.5, 4, 5 };
  double              power = is_count ? 1 : LEAST_RATIO;

  low = from_zero || !isfinite (low) ? 0 : low;
  high = isfinite (high) ? MAX (high, low) : low;
  for (guint i = 0; i < 80; i++)
    {
      double step = power * steps[i % N_STEPS];
      double start = find_start (low, step, is_count);

      if (is_whole (step, is_count) && start <= low + 1e-12 && start + 2 * step >= high - 1e-12)
        return (ZhihuiAxis){ start, step, N_LINES, is_count };
      if (i % N_STEPS == N_STEPS - 1)
        power *= 10;
    }
  return (ZhihuiAxis){ 0, MAX (high / 2, power), N_LINES, is_count };
}

double
zhihui_axis_get_high (const ZhihuiAxis *self)
{
  return self->low + self->step * (self->n_lines - 1);
}

double
zhihui_axis_place (const ZhihuiAxis *self, double value)
{
  return (value - self->low) / (zhihui_axis_get_high (self) - self->low);
}

/**
 * zhihui_axis_format:
 *
 * Returns: (transfer full): what line @line stands for, with the decimals that its step has
 */
char *
zhihui_axis_format (const ZhihuiAxis *self, guint line)
{
  double value = self->low + self->step * line;
  guint  decimals = 0;

  if (self->is_count)
    return zhihui_format_count_wall ((gint64) round (value));

  if (fabs (value) < 1e-12)
    return zhihui_format_percent (0, 0);
  for (double step = self->step * 100; decimals < 3 && fabs (step - round (step)) > 1e-6;
       step *= 10)
    decimals++;
  return zhihui_format_percent (value, decimals);
}

static ZhihuiStyle
make_style (ZhihuiSketch *sketch)
{
  return zhihui_sketch_style (LABEL, 400, sketch->palette->text3);
}

double
zhihui_axis_measure_label (const char *label, ZhihuiSketch *sketch)
{
  ZhihuiStyle style = make_style (sketch);

  return ceil (zhihui_sketch_measure (sketch, label, &style)) + LABEL_GAP;
}

double
zhihui_axis_measure (const ZhihuiAxis *self, ZhihuiSketch *sketch)
{
  double width = LABEL_GAP;

  for (guint i = 0; i < self->n_lines; i++)
    {
      g_autofree char *label = zhihui_axis_format (self, i);

      width = MAX (width, zhihui_axis_measure_label (label, sketch));
    }
  return width;
}

void
zhihui_axis_draw (
  const ZhihuiAxis *self, ZhihuiSketch *sketch, double x, double width, double top, double height)
{
  ZhihuiStyle style = make_style (sketch);

  for (guint i = 0; i < self->n_lines; i++)
    {
      double           y = top + height * (1 - (double) i / (self->n_lines - 1));
      g_autofree char *label = zhihui_axis_format (self, i);
      g_autofree char *key = g_strdup_printf ("axis/%u", i);
      g_autofree char *line_key = g_strdup_printf ("axis/%u/line", i);

      zhihui_sketch_text (sketch, key, label, &style, x - LABEL_GAP, y, ZHIHUI_ALIGN_RIGHT, x);
      zhihui_sketch_rect (sketch,
                          line_key,
                          x,
                          y - (i == 0 ? 1 : 0.5),
                          width,
                          i == 0 ? 2 : 1,
                          i == 0 ? sketch->palette->line2 : sketch->palette->line);
    }
}
