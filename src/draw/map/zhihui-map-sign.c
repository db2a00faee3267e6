/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-sign.h"

#include <math.h>

#include "zhihui-map-regions.h"

static void
trace_circle (cairo_t *cr, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
}

/* The outline around the origin, @r half the height. */
static void
trace (cairo_t *cr, ZhihuiPlaceSign place, double r)
{
  switch (place)
    {
    case ZHIHUI_PLACE_STATION:
    case ZHIHUI_PLACE_WINDOW:
      cairo_rectangle (cr, -r * 0.86, -r * 0.86, r * 1.72, r * 1.72);
      break;
    case ZHIHUI_PLACE_CAMERA:
      trace_circle (cr, r);
      break;
    case ZHIHUI_PLACE_OTHER:
    default:
      cairo_move_to (cr, 0, -r);
      cairo_line_to (cr, r, r * 0.8);
      cairo_line_to (cr, -r, r * 0.8);
      cairo_close_path (cr);
      break;
    }
}

/* What is cut out of the full shape, so that signs differ without colour. */
static void
trace_inside (cairo_t *cr, ZhihuiPlaceSign place, double r)
{
  if (place == ZHIHUI_PLACE_WINDOW)
    {
      cairo_rectangle (cr, -r * 0.62, -r * 0.11, r * 1.24, r * 0.22);
      cairo_rectangle (cr, -r * 0.11, -r * 0.62, r * 0.22, r * 1.24);
    }
  else if (place == ZHIHUI_PLACE_CAMERA)
    trace_circle (cr, r * 0.42);
}

static void
set_rgba (cairo_t *cr, const ZhihuiRgba *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
paint_place (const ZhihuiMapSign *self, cairo_t *cr)
{
  double r = self->size / 2, line = MAX (self->size * 0.125, 1.2);

  cairo_new_path (cr);
  trace (cr, self->place, r);
  set_rgba (cr, &self->ground);
  cairo_set_line_width (cr, 2 * self->look.halo);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  set_rgba (cr, &self->look.colour);
  if (self->look.hollow)
    {
      trace (cr, self->place, r - line / 2);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
      return;
    }

  trace (cr, self->place, r);
  trace_inside (cr, self->place, r);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

/**
 * zhihui_map_sign_paint:
 * @x: of the middle, px
 * @y: likewise
 */
void
zhihui_map_sign_paint (const ZhihuiMapSign *self, cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (self->is_place)
    paint_place (self, cr);
  else
    zhihui_symbol_paint (cr, &self->look, &self->ground, self->size);
  cairo_restore (cr);
}

/* Device px a px of @cr, and where its origin is there. */
static void
get_device (cairo_t *cr, double *scale, double *x, double *y, double *device_scale)
{
  cairo_matrix_t matrix;
  double         unused;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), device_scale, &unused);
  *scale = matrix.xx * *device_scale;
  *x = matrix.x0 * *device_scale;
  *y = matrix.y0 * *device_scale;
}

/**
 * zhihui_map_stamp_init:
 * @self: (out): to be cleared with zhihui_map_stamp_clear()
 */
void
zhihui_map_stamp_init (ZhihuiMapStamp *self, cairo_t *cr, const ZhihuiMapSign *sign)
{
  double   scale, x, y, device_scale;
  int      edge;
  cairo_t *stamp;

  *self = (ZhihuiMapStamp){ .cr = cr, .sign = *sign };
  if (!zhihui_map_regions_are_pixels (cr))
    return;

  get_device (cr, &scale, &x, &y, &device_scale);
  edge = 2 * (int) ceil ((sign->size / 2 + sign->look.halo * 1.5) * scale + 1);
  self->middle = edge / 2.0;
  self->stamp = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, edge, edge);
  stamp = cairo_create (self->stamp);
  cairo_scale (stamp, scale, scale);
  zhihui_map_sign_paint (sign, stamp, self->middle / scale, self->middle / scale);
  cairo_destroy (stamp);
}

/**
 * zhihui_map_stamp_put:
 * @x: of the middle, px; on pixels it stands on whole ones
 * @y: likewise
 */
void
zhihui_map_stamp_put (const ZhihuiMapStamp *self, double x, double y)
{
  double scale, x0, y0, device_scale;

  if (self->stamp == NULL)
    {
      zhihui_map_sign_paint (&self->sign, self->cr, x, y);
      return;
    }

  get_device (self->cr, &scale, &x0, &y0, &device_scale);
  cairo_save (self->cr);
  cairo_identity_matrix (self->cr);
  cairo_scale (self->cr, 1 / device_scale, 1 / device_scale);
  cairo_set_source_surface (self->cr,
                            self->stamp,
                            floor (x * scale + x0 + 0.5) - self->middle,
                            floor (y * scale + y0 + 0.5) - self->middle);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_NEAREST);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
}

void
zhihui_map_stamp_clear (ZhihuiMapStamp *self)
{
  g_clear_pointer (&self->stamp, cairo_surface_destroy);
}
