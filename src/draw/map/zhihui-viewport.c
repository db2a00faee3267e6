/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-viewport.h"

#include <math.h>

/**
 * zhihui_viewport_get_world_px:
 *
 * Returns: how wide the whole world would be, px
 */
double
zhihui_viewport_get_world_px (const ZhihuiViewport *self)
{
  return ZHIHUI_MERCATOR_TILE_PX * exp2 (self->zoom);
}

/**
 * zhihui_viewport_get_extent:
 * @extent: (out): what is seen, Mercator; may reach beyond the world
 */
void
zhihui_viewport_get_extent (const ZhihuiViewport *self, ZhihuiExtent *extent)
{
  double world = zhihui_viewport_get_world_px (self);

  extent->left = self->x - self->width / 2 / world;
  extent->right = self->x + self->width / 2 / world;
  extent->top = self->y - self->height / 2 / world;
  extent->bottom = self->y + self->height / 2 / world;
}

/**
 * zhihui_viewport_to_px:
 * @x: Mercator
 * @y: Mercator
 * @x_px: (out): from the left edge
 * @y_px: (out): from the top edge
 */
void
zhihui_viewport_to_px (const ZhihuiViewport *self, double x, double y, double *x_px, double *y_px)
{
  double world = zhihui_viewport_get_world_px (self);

  *x_px = (x - self->x) * world + self->width / 2;
  *y_px = (y - self->y) * world + self->height / 2;
}

/**
 * zhihui_viewport_from_px:
 * @x_px: from the left edge
 * @y_px: from the top edge
 * @x: (out): Mercator
 * @y: (out): Mercator
 */
void
zhihui_viewport_from_px (const ZhihuiViewport *self, double x_px, double y_px, double *x, double *y)
{
  double world = zhihui_viewport_get_world_px (self);

  *x = self->x + (x_px - self->width / 2) / world;
  *y = self->y + (y_px - self->height / 2) / world;
}

/**
 * zhihui_viewport_fit:
 * @self: its width and height are set
 * @extent: what is to be seen; nothing changes when it is empty
 * @margin: px left free at each side
 *
 * Moves and zooms so that all of @extent is seen as large as possible. A single place is seen at
 * %ZHIHUI_VIEWPORT_MAX_ZOOM.
 */
void
zhihui_viewport_fit (ZhihuiViewport *self, const ZhihuiExtent *extent, double margin)
{
  double width = extent->right - extent->left, height = extent->bottom - extent->top;
  double room_x = MAX (self->width - 2 * margin, 1), room_y = MAX (self->height - 2 * margin, 1);
  double world = ZHIHUI_MERCATOR_TILE_PX * exp2 (ZHIHUI_VIEWPORT_MAX_ZOOM);

  if (!(width >= 0 && height >= 0))
    return;

  if (width > 0)
    world = MIN (world, room_x / width);
  if (height > 0)
    world = MIN (world, room_y / height);
  self->x = (extent->left + extent->right) / 2;
  self->y = (extent->top + extent->bottom) / 2;
  self->zoom = log2 (world / ZHIHUI_MERCATOR_TILE_PX);
}

/**
 * zhihui_viewport_zoom_at:
 * @x_px: from the left edge
 * @y_px: from the top edge
 * @zoom: the new zoom
 *
 * Zooms so that the place at @x_px, @y_px stays where it is.
 */
void
zhihui_viewport_zoom_at (ZhihuiViewport *self, double x_px, double y_px, double zoom)
{
  double x, y, world;

  zhihui_viewport_from_px (self, x_px, y_px, &x, &y);
  self->zoom = zoom;
  world = zhihui_viewport_get_world_px (self);
  self->x = x - (x_px - self->width / 2) / world;
  self->y = y - (y_px - self->height / 2) / world;
}

/* What is smaller than the view stays whole within it; of what is larger no edge comes inside. */
static double
clamp_middle (double middle, double low, double high, double half)
{
  double first = MIN (low + half, high - half), last = MAX (low + half, high - half);

  return CLAMP (middle, first, last);
}

/**
 * zhihui_viewport_clamp:
 * @bounds: what one may look at; not empty
 * @min_zoom: px as of #ZhihuiViewport
 * @max_zoom: likewise, not less than @min_zoom
 *
 * Keeps the view at @bounds: what is not a number becomes the middle of them at @min_zoom.
 */
void
zhihui_viewport_clamp (ZhihuiViewport     *self,
                       const ZhihuiExtent *bounds,
                       double              min_zoom,
                       double              max_zoom)
{
  double world;

  self->zoom = self->zoom >= min_zoom ? MIN (self->zoom, max_zoom) : min_zoom;
  world = zhihui_viewport_get_world_px (self);
  if (!isfinite (self->x))
    self->x = (bounds->left + bounds->right) / 2;
  if (!isfinite (self->y))
    self->y = (bounds->top + bounds->bottom) / 2;
  self->x = clamp_middle (self->x, bounds->left, bounds->right, self->width / 2 / world);
  self->y = clamp_middle (self->y, bounds->top, bounds->bottom, self->height / 2 / world);
}
