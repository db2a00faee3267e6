/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-regions.h"

#include <math.h>

/* Pages stay vectors. A recording that is made of a screen does not: it would be played back in
 * every frame. */
static gboolean
is_page (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS ||
         type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_SCRIPT;
}

/* Whether it is moved and scaled in one way only. */
static gboolean
is_upright (cairo_t *cr)
{
  cairo_matrix_t matrix;
  double         x, y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &x, &y);
  return matrix.xx > 0 && fabs (matrix.xy) < 1e-9 && fabs (matrix.yx) < 1e-9 &&
         fabs (matrix.xx * x - matrix.yy * y) < 1e-9 * matrix.xx;
}

/**
 * zhihui_map_regions_are_pixels:
 *
 * Returns: whether what is painted on @cr now becomes upright pixels, not paths
 */
gboolean
zhihui_map_regions_are_pixels (cairo_t *cr)
{
  return !is_page (cr) && is_upright (cr);
}

void
zhihui_map_regions_paint (const ZhihuiMapScene *self, cairo_t *cr, const ZhihuiViewport *viewport)
{
  if (zhihui_map_regions_are_pixels (cr))
    zhihui_map_regions_paint_pixels (self, cr, viewport);
  else
    zhihui_map_regions_paint_vectors (self, cr, viewport);
}
