/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-place.h"

#include <math.h>

/**
 * zhihui_map_place_read:
 * @widget: a layer or the map: as large as what is seen
 * @viewport: (out): its corner is a whole device pixel, so that all layers agree and pixels that
 *   only moved are copied
 *
 * Returns: FALSE while @widget has no size
 */
gboolean
zhihui_map_place_read (ShumateViewport *from, GtkWidget *widget, ZhihuiViewport *viewport)
{
  ShumateLocation *location = SHUMATE_LOCATION (from);
  double           scale = gtk_widget_get_scale_factor (widget);
  double           world;

  viewport->width = gtk_widget_get_width (widget);
  viewport->height = gtk_widget_get_height (widget);
  viewport->zoom = shumate_viewport_get_zoom_level (from);
  zhihui_mercator_project (shumate_location_get_longitude (location),
                           shumate_location_get_latitude (location),
                           &viewport->x,
                           &viewport->y);

  world = zhihui_viewport_get_world_px (viewport) * scale;
  viewport->x = (floor (viewport->x * world - viewport->width * scale / 2 + 0.5) +
                 viewport->width * scale / 2) /
                world;
  viewport->y = (floor (viewport->y * world - viewport->height * scale / 2 + 0.5) +
                 viewport->height * scale / 2) /
                world;

  return viewport->width >= 1.0 && viewport->height >= 1.0;
}

/**
 * zhihui_map_place_write:
 *
 * Moves the map there; the size of @viewport does not count.
 */
void
zhihui_map_place_write (ShumateViewport *to, const ZhihuiViewport *viewport)
{
  double lon, lat;

  zhihui_mercator_unproject (
    CLAMP (viewport->x, 0.0, 1.0), CLAMP (viewport->y, 0.0, 1.0), &lon, &lat);
  g_object_freeze_notify (G_OBJECT (to));
  shumate_viewport_set_zoom_level (to, viewport->zoom);
  shumate_location_set_location (SHUMATE_LOCATION (to), lat, lon);
  g_object_thaw_notify (G_OBJECT (to));
}

/**
 * zhihui_map_place_follow:
 * @changed: called with @layer whenever the map moves, as long as @layer lives
 */
void
zhihui_map_place_follow (ShumateLayer *layer, GCallback changed)
{
  g_signal_connect_object (
    shumate_layer_get_viewport (layer), "notify", changed, layer, G_CONNECT_SWAPPED);
}
