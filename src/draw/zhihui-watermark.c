/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-watermark.h"

#include "zhihui-lost-ink.h"

#include <math.h>

#define ANGLE (-24.0 * G_PI / 180.0)
#define MIN_STEP_X 210.0
#define GAP_X 24.0
#define STEP_Y 118.0

static const ZhihuiFont font = { .face = ZHIHUI_FACE_SANS, .size = 10, .weight = 400 };

/* How far apart two of them stand in a line, in units of the theme: they never touch. */
static double
get_step_x (const ZhihuiTheme *theme, const char *text)
{
  return MAX (MIN_STEP_X, zhihui_theme_measure (theme, text, &font) * cos (ANGLE) + GAP_X);
}

/**
 * zhihui_watermark_draw:
 * @text: who made the copy, where and when
 * @width: that is covered, in units of the theme: points on paper
 * @height: likewise
 * @colour: faint
 *
 * Lays @text slantwise over all of it, each line beside the gaps of the one above.
 */
void
zhihui_watermark_draw (cairo_t           *cr,
                       const ZhihuiTheme *theme,
                       const char        *text,
                       double             width,
                       double             height,
                       ZhihuiRgba         colour)
{
  PangoLayout *layout = zhihui_theme_get_layout (theme, text, &font, 0);
  double       step_x = get_step_x (theme, text);

  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  for (double y = 0; y < height + STEP_Y; y += STEP_Y)
    for (double x = -step_x; x < width; x += step_x)
      {
        cairo_save (cr);
        cairo_translate (cr, x + fmod (y, 2 * STEP_Y) / 3, y);
        cairo_rotate (cr, ANGLE);
        cairo_move_to (cr, 0, 0);
        zhihui_lost_ink_show_layout (cr, layout);
        cairo_restore (cr);
      }
}
