/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sparkline.h"

#include <math.h>

#define LINE_WIDTH 1.3
#define DOT_RADIUS 2.4

static double
place (const ZhihuiSparkline *self, const ZhihuiTally *step, double y, double height)
{
  double value = zhihui_tally_get_value (step, self->is_count);
  double span = self->high - self->low;
  double share = span > 0 ? CLAMP ((value - self->low) / span, 0, 1) : 0;

  return y + height * (1 - share);
}

/**
 * zhihui_sparkline_paint:
 * @steps: the oldest first; a step without figures is a gap
 * @x: left end
 * @y: upper end
 *
 * A line without axis and filling, with a dot at its end.
 */
void
zhihui_sparkline_paint (const ZhihuiSparkline *self,
                        cairo_t               *cr,
                        const ZhihuiPalette   *palette,
                        const ZhihuiTally     *steps,
                        guint                  n_steps,
                        double                 x,
                        double                 y,
                        double                 width,
                        double                 height)
{
  ZhihuiRgba colour = palette->text2;
  double     pitch = n_steps > 1 ? width / (n_steps - 1) : 0;
  gboolean   is_down = FALSE;

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha * 0.8);
  cairo_new_path (cr);
  for (guint i = 0; i < n_steps; i++)
    {
      gboolean is_told = isfinite (zhihui_tally_get_value (&steps[i], self->is_count));

      if (is_told && is_down)
        cairo_line_to (cr, x + i * pitch, place (self, &steps[i], y, height));
      else if (is_told)
        cairo_move_to (cr, x + i * pitch, place (self, &steps[i], y, height));
      is_down = is_told;
    }
  cairo_stroke (cr);
  if (!is_down)
    return;
  colour = palette->text1;
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_arc (cr,
             x + (n_steps - 1) * pitch,
             place (self, &steps[n_steps - 1], y, height),
             DOT_RADIUS,
             0,
             2 * G_PI);
  cairo_fill (cr);
}
