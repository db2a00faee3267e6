/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mercator.h"

#include <math.h>

#define RADIAN (G_PI / 180)

/**
 * zhihui_mercator_project:
 * @lon: degrees of WGS 84
 * @lat: degrees of WGS 84
 * @x: (out): 0 to 1 from west to east
 * @y: (out): 0 to 1 from north to south
 *
 * What lies beyond the square, as the poles do, is moved to its edge. Source: EPSG Guidance Note
 * 7-2, "Popular Visualisation Pseudo-Mercator".
 */
void
zhihui_mercator_project (double lon, double lat, double *x, double *y)
{
  double sine = sin (CLAMP (lat, -90, 90) * RADIAN);

  *x = CLAMP ((lon + 180) / 360, 0, 1);
  *y = CLAMP (0.5 - atanh (CLAMP (sine, -0.9999999, 0.9999999)) / (2 * G_PI), 0, 1);
}

/**
 * zhihui_mercator_unproject:
 * @x: 0 to 1 from west to east
 * @y: 0 to 1 from north to south
 * @lon: (out): degrees of WGS 84
 * @lat: (out): degrees of WGS 84
 */
void
zhihui_mercator_unproject (double x, double y, double *lon, double *lat)
{
  *lon = x * 360 - 180;
  *lat = atan (sinh (G_PI * (1 - 2 * y))) / RADIAN;
}

/**
 * zhihui_mercator_get_world_px:
 * @zoom: of a map of square tiles of 256 pixels; need not be whole
 *
 * Returns: how many pixels wide and high the world is
 */
double
zhihui_mercator_get_world_px (double zoom)
{
  return ZHIHUI_MERCATOR_TILE_PX * exp2 (zoom);
}

/**
 * zhihui_extent_clear:
 * @self: (out): becomes empty, so that others may be added
 */
void
zhihui_extent_clear (ZhihuiExtent *self)
{
  *self = (ZhihuiExtent){ 1, 1, 0, 0 };
}

/**
 * zhihui_extent_add:
 * @self: becomes the least extent that holds both
 * @other: another, may be empty
 */
void
zhihui_extent_add (ZhihuiExtent *self, const ZhihuiExtent *other)
{
  self->left = MIN (self->left, other->left);
  self->top = MIN (self->top, other->top);
  self->right = MAX (self->right, other->right);
  self->bottom = MAX (self->bottom, other->bottom);
}

/**
 * zhihui_extent_meets:
 * @self: an extent
 * @other: another
 *
 * Returns: whether they have a point in common; an empty one has none
 */
gboolean
zhihui_extent_meets (const ZhihuiExtent *self, const ZhihuiExtent *other)
{
  return self->left <= other->right && other->left <= self->right && self->top <= other->bottom &&
         other->top <= self->bottom;
}
