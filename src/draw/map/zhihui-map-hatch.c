/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-hatch.h"

#include <math.h>

#include "zhihui-map-scene-private.h"

/* Of the visual guide §2, in u: no data. What has too few cases is hatched the other way, and so
 * wide apart that it looks lighter from where lines are not told from each other. */
#define NO_DATA_WIDTH 2.4
#define NO_DATA_STEP 8.0
#define TOO_FEW_WIDTH 1.6
#define TOO_FEW_STEP 18.0

/**
 * zhihui_map_hatch_init:
 * @self: (out):
 * @state: not %ZHIHUI_REGION_FILLED
 * @scale: pixels a px of the viewport
 */
void
zhihui_map_hatch_init (ZhihuiMapHatch        *self,
                       const ZhihuiMapManner *manner,
                       ZhihuiRegionState      state,
                       double                 scale)
{
  double   u = manner->unit * scale;
  gboolean is_empty = state == ZHIHUI_REGION_NO_DATA;

  self->width = (is_empty ? NO_DATA_WIDTH : TOO_FEW_WIDTH) * u;
  self->step = (is_empty ? NO_DATA_STEP : TOO_FEW_STEP) * u;
  self->is_falling = !is_empty;
  self->line = manner->palette.hatch_line;
  if (manner->kept)
    self->line = zhihui_rgba_mix (&manner->palette.ground, &self->line, ZHIHUI_MAP_KEPT_RATIO);
}

/**
 * zhihui_map_hatch_get_ratio:
 * @x: of the middle of a pixel, from where the world begins
 * @y: likewise
 *
 * Returns: how much of the pixel is line, 0…1
 */
double
zhihui_map_hatch_get_ratio (const ZhihuiMapHatch *self, double x, double y)
{
  double across = (self->is_falling ? x - y : x + y) * G_SQRT2 / 2;
  double distance = fabs (remainder (across, self->step));

  return CLAMP (0.5 + self->width / 2 - distance, 0, MIN (self->width, 1));
}

/**
 * zhihui_map_hatch_paint:
 * @cr: clipped to what is hatched
 * @origin_x: where the world begins, px
 * @origin_y: likewise
 * @width: from 0, px
 * @height: likewise
 */
void
zhihui_map_hatch_paint (const ZhihuiMapHatch *self,
                        cairo_t              *cr,
                        double                origin_x,
                        double                origin_y,
                        double                width,
                        double                height)
{
  double step = self->step * G_SQRT2; /* along the upper edge */
  double phase =
    remainder (self->is_falling ? origin_x - origin_y : origin_x + origin_y, step) - step;
  double first = self->is_falling ? -height : 0, last = self->is_falling ? width : width + height;

  for (double x = phase + floor ((first - phase) / step) * step; x < last + step; x += step)
    {
      cairo_move_to (cr, x, 0);
      cairo_line_to (cr, self->is_falling ? x + height : x - height, height);
    }
  cairo_set_line_width (cr, self->width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_source_rgba (cr, self->line.red, self->line.green, self->line.blue, self->line.alpha);
  cairo_stroke (cr);
}

/**
 * zhihui_map_hatch_paint_swatch:
 *
 * A rectangle of the legend that looks like regions of that state, px.
 */
void
zhihui_map_hatch_paint_swatch (cairo_t               *cr,
                               const ZhihuiMapManner *manner,
                               ZhihuiRegionState      state,
                               double                 x,
                               double                 y,
                               double                 width,
                               double                 height)
{
  const ZhihuiRgba *ground = &manner->palette.hatch_ground;
  ZhihuiMapHatch    hatch;

  zhihui_map_hatch_init (&hatch, manner, state, 1);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, ground->alpha);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  zhihui_map_hatch_paint (&hatch, cr, 0, 0, width, height);
  cairo_restore (cr);
}
