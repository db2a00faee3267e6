/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-score-mark.h"

#define DOT_RADIUS 0.15 /* of the row's height */
#define DIAMOND_RADIUS 0.24
#define LINE_WIDTH 0.085
#define REFERENCE_WIDTH 0.05

static void
set_colour (cairo_t *cr, ZhihuiRgba colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

void
zhihui_score_mark_paint_change (
  cairo_t *cr, double x, double y, double size, gboolean up, ZhihuiRgba colour)
{
  double height = size * 0.86;

  set_colour (cr, colour);
  cairo_move_to (cr, x, up ? y + height : y);
  cairo_line_to (cr, x + size, up ? y + height : y);
  cairo_line_to (cr, x + size / 2, up ? y : y + height);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
trace_diamond (cairo_t *cr, double x, double y, double radius)
{
  cairo_move_to (cr, x, y - radius);
  cairo_line_to (cr, x + radius, y);
  cairo_line_to (cr, x, y + radius);
  cairo_line_to (cr, x - radius, y);
  cairo_close_path (cr);
}

static void
trace_triangle (cairo_t *cr, double x, double y, double radius)
{
  double half = radius * 0.86;

  cairo_move_to (cr, x - radius, y + half);
  cairo_line_to (cr, x + radius, y + half);
  cairo_line_to (cr, x, y - half);
  cairo_close_path (cr);
}

void
zhihui_score_mark_paint_flag (
  cairo_t *cr, ZhihuiFlag flag, double x, double y, double size, ZhihuiRgba colour)
{
  set_colour (cr, colour);
  if (flag == ZHIHUI_FLAG_WORSE)
    {
      trace_diamond (cr, x + size / 2, y, size / 2);
      cairo_fill (cr);
    }
  else if (flag == ZHIHUI_FLAG_BETTER)
    {
      double height = size * 0.86;

      cairo_set_line_width (cr, size * 0.14);
      cairo_move_to (cr, x, y + height / 2);
      cairo_line_to (cr, x + size, y + height / 2);
      cairo_line_to (cr, x + size / 2, y - height / 2);
      cairo_close_path (cr);
      cairo_stroke (cr);
    }
}

static void
paint_bar (const ZhihuiScoreMark *self,
           cairo_t               *cr,
           const ZhihuiPalette   *palette,
           const ZhihuiScore     *score,
           double                 x,
           double                 y,
           double                 width,
           double                 height)
{
  if (self->most <= 0)
    return;
  set_colour (cr, palette->bar);
  cairo_rectangle (
    cr, x, y + height * 0.3, width * (double) score->n / (double) self->most, height * 0.4);
  cairo_fill (cr);
}

static ZhihuiRgba
choose_colour (const ZhihuiPalette *palette, ZhihuiFlag flag)
{
  switch (flag)
    {
    case ZHIHUI_FLAG_WORSE:
      return palette->attention;
    case ZHIHUI_FLAG_BETTER:
      return palette->good;
    case ZHIHUI_FLAG_NONE:
    default:
      return palette->text1;
    }
}

/* @side: 1 points right, -1 left. */
static void
trace_arrowhead (cairo_t *cr, double x, double y, double line, int side)
{
  cairo_move_to (cr, x + side * 3 * line, y);
  cairo_line_to (cr, x, y - 2 * line);
  cairo_line_to (cr, x, y + 2 * line);
  cairo_close_path (cr);
}

static void
paint_line (cairo_t               *cr,
            const ZhihuiBoardAxis *axis,
            const ZhihuiScore     *score,
            double                 x,
            double                 middle,
            double                 width,
            double                 line)
{
  double low = zhihui_board_axis_place (axis, score->low);
  double high = zhihui_board_axis_place (axis, score->high);
  double left = x + CLAMP (low, 0, 1) * width;
  double right = x + CLAMP (high, 0, 1) * width;

  cairo_rectangle (cr, left, middle - line / 2, right - left, line);
  /* What goes on beyond the axis ends in an arrowhead. */
  if (high > 1)
    trace_arrowhead (cr, x + width, middle, line, 1);
  if (low < 0)
    trace_arrowhead (cr, x, middle, line, -1);
  cairo_fill (cr);
}

static void
paint_interval (const ZhihuiScoreMark *self,
                cairo_t               *cr,
                const ZhihuiPalette   *palette,
                const ZhihuiScore     *score,
                double                 x,
                double                 y,
                double                 width,
                double                 height)
{
  ZhihuiRgba colour = choose_colour (palette, score->flag);
  double     middle = y + height / 2;
  double     dot = x + CLAMP (zhihui_board_axis_place (&self->axis, score->value), 0, 1) * width;
  double     group = zhihui_tally_get_value (&self->ranking->total, FALSE);
  double     reference = zhihui_board_axis_place (&self->axis, group);

  if (reference >= 0 && reference <= 1)
    {
      set_colour (cr, palette->ref);
      cairo_rectangle (cr,
                       x + reference * width - height * REFERENCE_WIDTH / 2,
                       y,
                       height * REFERENCE_WIDTH,
                       height);
      cairo_fill (cr);
    }
  set_colour (cr, score->flag == ZHIHUI_FLAG_NONE ? palette->mute : colour);
  paint_line (cr, &self->axis, score, x, middle, width, height * LINE_WIDTH);
  set_colour (cr, colour);
  if (score->flag == ZHIHUI_FLAG_WORSE)
    trace_diamond (cr, dot, middle, height * DIAMOND_RADIUS);
  else if (score->flag == ZHIHUI_FLAG_BETTER)
    trace_triangle (cr, dot, middle, height * DIAMOND_RADIUS);
  else
    cairo_arc (cr, dot, middle, height * DOT_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

/**
 * zhihui_score_mark_for:
 *
 * Returns: what the marks of every row of @ranking share; holds while @ranking does
 */
ZhihuiScoreMark
zhihui_score_mark_for (const ZhihuiRanking *ranking)
{
  ZhihuiScoreMark self = { .ranking = ranking };

  if (!zhihui_metric_get_traits (ranking->metric)->is_count)
    self.axis = zhihui_board_axis_choose (ranking);
  else
    for (guint i = 0; i < ranking->n_scores; i++)
      self.most = MAX (self.most, ranking->scores[i].n);
  return self;
}

/**
 * zhihui_score_mark_paint:
 * @x: left end of the axis, px
 * @width: of the axis, px; marks and arrowheads go beyond it by half the height at the most
 *
 * Paints how one unit stands: for rates the dot with its 95 % interval on the group's line, for
 * counts a bar from 0.
 */
void
zhihui_score_mark_paint (const ZhihuiScoreMark *self,
                         cairo_t               *cr,
                         const ZhihuiPalette   *palette,
                         const ZhihuiScore     *score,
                         double                 x,
                         double                 y,
                         double                 width,
                         double                 height)
{
  g_return_if_fail (self != NULL && score != NULL);

  if (zhihui_metric_get_traits (self->ranking->metric)->is_count)
    paint_bar (self, cr, palette, score, x, y, width, height);
  else if (score->n > 0)
    paint_interval (self, cr, palette, score, x, y, width, height);
}
