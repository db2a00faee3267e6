/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sheet.h"

#include "zhihui-watermark.h"

static void
set_colour (cairo_t *cr, ZhihuiRgba colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

double
zhihui_sheet_get_text_width (const ZhihuiSheet *self)
{
  return self->width - self->left - self->right;
}

/**
 * zhihui_sheet_text:
 * @x: the left end, right end or middle, by @align, in points
 * @baseline: in points
 * @max_width: in points; 0 is no limit, longer text is ellipsised
 *
 * Writes one line with pango_cairo_show_layout(), so that it can be searched and copied.
 *
 * Returns: the width of the text in points
 */
double
zhihui_sheet_text (ZhihuiSheet      *self,
                   const char       *text,
                   const ZhihuiFont *font,
                   ZhihuiRgba        colour,
                   double            x,
                   double            baseline,
                   ZhihuiAlign       align,
                   double            max_width)
{
  PangoLayout *layout = zhihui_theme_get_layout (self->theme, text, font, 0);
  int          width_units;
  double       width;

  pango_layout_get_size (layout, &width_units, NULL);
  width = (double) width_units / PANGO_SCALE;
  if (max_width > 0 && width > max_width)
    {
      layout = zhihui_theme_get_layout (self->theme, text, font, max_width);
      width = max_width;
    }
  if (align == ZHIHUI_ALIGN_RIGHT)
    x -= width;
  else if (align == ZHIHUI_ALIGN_CENTRE)
    x -= width / 2;

  set_colour (self->cr, colour);
  cairo_move_to (self->cr, x, baseline - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (self->cr, layout);
  return width;
}

void
zhihui_sheet_box (
  ZhihuiSheet *self, double x, double y, double width, double height, ZhihuiRgba colour)
{
  set_colour (self->cr, colour);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}

/* A horizontal line whose upper edge is at @y. */
void
zhihui_sheet_rule (
  ZhihuiSheet *self, double x, double y, double width, double thickness, ZhihuiRgba colour)
{
  zhihui_sheet_box (self, x, y, width, thickness, colour);
}

/**
 * zhihui_sheet_watermark:
 * @text: (nullable): who made the copy and when
 *
 * Lays @text slantwise under the whole sheet. Call before anything else is written.
 */
void
zhihui_sheet_watermark (ZhihuiSheet *self, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  zhihui_watermark_draw (self->cr,
                         self->theme,
                         text,
                         self->width,
                         self->height,
                         zhihui_theme_get_palette (self->theme)->watermark);
}
