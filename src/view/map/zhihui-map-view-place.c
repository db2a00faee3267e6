/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the map is, and how it gets elsewhere. */
#include "zhihui-map-view-private.h"

#include <math.h>
#include <string.h>

#include "zhihui-map-place.h"

/* A flight over a base map stands still for a moment as often as this: its tiles are asked for in
 * an idle callback, which never runs while slow frames follow each other. */
#define PAUSE_EVERY_US 300000

#define UNFOLD_MS 400
#define FIT_MARGIN 0.03  /* of the smaller side */
#define BOUNDS_ROOM 0.25 /* of the view, beyond the regions */

static ShumateViewport *
get_place (ZhihuiMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

static void
write_place (ZhihuiMapView *self, const ZhihuiViewport *viewport)
{
  self->is_placing = TRUE;
  zhihui_map_place_write (get_place (self), viewport);
  self->is_placing = FALSE;
}

/* What a person moves stays at the regions: they fill half of the view at least, and every one of
 * them can be brought to where nothing stands over it. */
void
zhihui_map_view_bound (ZhihuiMapView *self, ZhihuiViewport *viewport)
{
  ZhihuiMesh    *mesh = self->scene != NULL ? zhihui_map_scene_get_mesh (self->scene) : NULL;
  double         most = shumate_viewport_get_max_zoom_level (get_place (self));
  ZhihuiViewport whole = *viewport;
  ZhihuiExtent   bounds;
  double         least, room;

  if (mesh == NULL || zhihui_mesh_get_n_regions (mesh) == 0)
    return;

  bounds = *zhihui_mesh_get_extent (mesh);
  zhihui_viewport_fit (&whole, &bounds, MIN (whole.width, whole.height) * FIT_MARGIN);
  least = CLAMP (whole.zoom - 1.0, 0.0, most);
  viewport->zoom = CLAMP (viewport->zoom, least, most);
  room = BOUNDS_ROOM / zhihui_viewport_get_world_px (viewport);
  bounds.left -= room * viewport->width;
  bounds.right += room * viewport->width;
  bounds.top -= room * viewport->height;
  bounds.bottom += room * viewport->height;
  zhihui_viewport_clamp (viewport, &bounds, least, most);
}

static gboolean
is_elsewhere (const ZhihuiViewport *one, const ZhihuiViewport *other)
{
  double world = zhihui_viewport_get_world_px (one);

  return fabs (one->zoom - other->zoom) > 1e-9 || fabs (one->x - other->x) * world > 0.5 ||
         fabs (one->y - other->y) * world > 0.5;
}

/* Somebody else moved the map: a gesture. */
static void
place_changed_cb (ZhihuiMapView *self)
{
  ZhihuiViewport now, bound;

  if (!self->is_placing)
    {
      self->is_fitted = FALSE;
      zhihui_map_view_stop (self);
      if (zhihui_map_place_read (get_place (self), GTK_WIDGET (self->map), &now))
        {
          bound = now;
          zhihui_map_view_bound (self, &bound);
          if (is_elsewhere (&now, &bound))
            write_place (self, &bound);
        }
    }
  if (self->has_focus)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
rotation_changed_cb (ShumateViewport *place)
{
  if (fabs (shumate_viewport_get_rotation (place)) > 0.0)
    shumate_viewport_set_rotation (place, 0.0);
}

void
zhihui_map_view_init_place (ZhihuiMapView *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  /* North stays up: labels and tiles know no other way. */
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ROTATE (one))
        gtk_event_controller_set_propagation_phase (one, GTK_PHASE_NONE);
    }
  g_signal_connect_object (
    get_place (self), "notify", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (get_place (self), "notify::rotation", G_CALLBACK (rotation_changed_cb), NULL);
}

/**
 * zhihui_map_view_is_flying:
 *
 * Returns: whether it is on its way to where it was told to fly
 */
gboolean
zhihui_map_view_is_flying (ZhihuiMapView *self)
{
  return self->tick_id != 0 || self->pause_id != 0;
}

static void
set_bare (ZhihuiMapView *self, gboolean is_bare)
{
  zhihui_map_writing_set_bare (self->writing, is_bare);
  gtk_widget_set_opacity (GTK_WIDGET (self->outlines), is_bare ? 0.0 : 1.0);
}

static gboolean
bareness_over_cb (gpointer user_data)
{
  ZhihuiMapView *self = user_data;

  self->bare_id = 0;
  set_bare (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
zhihui_map_view_end_bareness (ZhihuiMapView *self)
{
  if (self->bare_id == 0)
    return;

  g_clear_handle_id (&self->bare_id, g_source_remove);
  set_bare (self, FALSE);
}

void
zhihui_map_view_stop (ZhihuiMapView *self)
{
  zhihui_map_view_end_bareness (self);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->tick_id == 0)
    return;

  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

static gboolean fly_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data);

static gboolean
pause_over_cb (gpointer user_data)
{
  ZhihuiMapView *self = user_data;

  self->pause_id = 0;
  self->paused_us = g_get_monotonic_time ();
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fly_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* No frame is drawn until an idle of the least priority has run, after that of the layer. */
static gboolean
may_pause (ZhihuiMapView *self, gint64 now_us)
{
  if (self->bases[ZHIHUI_MAP_BASE_GROUND].layer == NULL ||
      now_us - self->paused_us < PAUSE_EVERY_US)
    return FALSE;

  self->pause_id = g_idle_add_full (G_PRIORITY_LOW, pause_over_cb, self, NULL);
  return TRUE;
}

static gboolean
fly_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZhihuiMapView *self = ZHIHUI_MAP_VIEW (widget);
  gint64         now_us = gdk_frame_clock_get_frame_time (clock);
  ZhihuiViewport now;
  gboolean       has_arrived = zhihui_map_flight_look (&self->flight, now_us, &now);

  write_place (self, &now);
  if (!has_arrived && !may_pause (self, now_us))
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  if (!has_arrived)
    return G_SOURCE_REMOVE;

  zhihui_map_ground_rest (self->ground);
  zhihui_map_writing_refresh (self->writing);
  return G_SOURCE_REMOVE;
}

static gboolean
may_animate (ZhihuiMapView *self)
{
  gboolean enabled = TRUE;

  g_object_get (
    gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled && self->is_animated && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
cut_to (ZhihuiMapView *self, const ZhihuiViewport *to)
{
  write_place (self, to);
  zhihui_map_ground_cut (self->ground);
  zhihui_map_writing_refresh (self->writing);
}

void
zhihui_map_view_go (ZhihuiMapView *self, const ZhihuiViewport *to, guint ms)
{
  zhihui_map_view_stop (self);
  if (ms == 0 || !may_animate (self) ||
      !zhihui_map_place_read (get_place (self), GTK_WIDGET (self->map), &self->flight.from))
    {
      cut_to (self, to);
      return;
    }

  self->flight.to = *to;
  self->flight.start_us = self->paused_us = g_get_monotonic_time ();
  self->flight.duration_us = (gint64) ms * 1000;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fly_cb, NULL, NULL);
}

/* Returns FALSE before there is a size. */
static gboolean
find_fit (ZhihuiMapView *self, ZhihuiViewport *to)
{
  *to = (ZhihuiViewport){ 0.5, 0.5, 0.0, 0.0, 0.0 };
  to->width = gtk_widget_get_width (GTK_WIDGET (self));
  to->height = gtk_widget_get_height (GTK_WIDGET (self));
  if (to->width < 1.0 || to->height < 1.0)
    return FALSE;

  zhihui_viewport_fit (to, &self->fitted, MIN (to->width, to->height) * FIT_MARGIN);
  if (self->fit != NULL && self->scene != NULL &&
      memcmp (zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (self->scene)),
              &self->fitted,
              sizeof self->fitted) == 0)
    self->fit (to, self->fit_data);
  to->zoom = CLAMP (to->zoom, 0.0, shumate_viewport_get_max_zoom_level (get_place (self)));
  return TRUE;
}

/* Shows what is to be seen in the size there is now. */
void
zhihui_map_view_fit (ZhihuiMapView *self)
{
  ZhihuiViewport to;

  if (!self->is_fitted || zhihui_map_view_is_flying (self) || !find_fit (self, &to))
    return;

  cut_to (self, &to);
}

/**
 * zhihui_map_view_set_fit:
 * @fit: (nullable): says better where all regions are seen; %NULL: as large as the window allows
 */
void
zhihui_map_view_set_fit (ZhihuiMapView *self, ZhihuiFitMapFunc fit, gpointer user_data)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  self->fit = fit;
  self->fit_data = user_data;
}

/**
 * zhihui_map_view_refit:
 *
 * Where all regions are seen may be elsewhere now; where somebody moved the map it stays.
 */
void
zhihui_map_view_refit (ZhihuiMapView *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  zhihui_map_view_fit (self);
}

/**
 * zhihui_map_view_fly_to:
 * @extent: all of it is seen when the map has arrived, and stays so when the size changes, until
 *   somebody moves the map
 * @ms: 0: cuts; so does a display without animations
 */
void
zhihui_map_view_fly_to (ZhihuiMapView *self, const ZhihuiExtent *extent, guint ms)
{
  ZhihuiViewport to;

  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self) && extent != NULL);

  self->fitted = *extent;
  self->is_fitted = TRUE;
  if (find_fit (self, &to))
    zhihui_map_view_go (self, &to, ms);
}

/**
 * zhihui_map_view_set_viewport:
 * @viewport: its size does not count
 *
 * Cuts there.
 */
void
zhihui_map_view_set_viewport (ZhihuiMapView *self, const ZhihuiViewport *viewport)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self) && viewport != NULL);

  zhihui_map_view_fly_to_viewport (self, viewport, 0);
}

/**
 * zhihui_map_view_fly_to_viewport:
 * @to: its size does not count
 * @ms: 0: cuts; so does a display without animations
 */
void
zhihui_map_view_fly_to_viewport (ZhihuiMapView *self, const ZhihuiViewport *to, guint ms)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self) && to != NULL);

  self->is_fitted = FALSE;
  zhihui_map_view_go (self, to, ms);
}

/**
 * zhihui_map_view_unfold:
 * @scene: (transfer none): the same regions as in the scene that is shown, with their real borders
 * @to: (nullable): where it is seen, its size does not count; %NULL: all of it, as after
 *   zhihui_map_view_fly_to ()
 *
 * Hexagons become the real borders before one's eyes. Where that cannot be followed (too many,
 * other regions), over a base map, and without animations, it cuts.
 */
void
zhihui_map_view_unfold (ZhihuiMapView *self, ZhihuiMapScene *scene, const ZhihuiViewport *to)
{
  g_autoptr (ZhihuiMapScene) before = NULL;
  ZhihuiMapMorph *morph;
  ZhihuiViewport  from, there;
  gboolean        is_seen;

  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self) && scene != NULL);

  is_seen = self->scene != NULL && self->bases[ZHIHUI_MAP_BASE_GROUND].layer == NULL &&
            may_animate (self) &&
            zhihui_mesh_is_schematic (zhihui_map_scene_get_mesh (self->scene)) &&
            zhihui_map_place_read (get_place (self), GTK_WIDGET (self->map), &from);
  before = is_seen ? zhihui_map_scene_ref (self->scene) : NULL;
  zhihui_map_view_set_scene (self, scene);
  if (to != NULL)
    zhihui_map_view_fly_to_viewport (self, to, 0);
  else
    zhihui_map_view_fly_to (self, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 0);
  if (!is_seen || !zhihui_map_place_read (get_place (self), GTK_WIDGET (self->map), &there))
    return;

  morph = zhihui_map_morph_new (before, &from, scene, &there);
  if (morph == NULL)
    return;

  /* Names and outlines are where the regions will be, each above another one until then. */
  zhihui_map_ground_morph (self->ground, morph, UNFOLD_MS);
  set_bare (self, TRUE);
  self->bare_id = g_timeout_add (UNFOLD_MS, bareness_over_cb, self);
}

/**
 * zhihui_map_view_get_n_names:
 *
 * Returns: how many names of regions, and other words that belong to a place, were in the last
 * frame
 */
guint
zhihui_map_view_get_n_names (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), 0);

  return zhihui_map_writing_get_n_names (self->writing);
}

/**
 * zhihui_map_view_forget_pixels:
 *
 * What is seen of other scenes than the present one goes at once, though this one is not painted
 * yet: it must not stand under the name of the new one.
 */
void
zhihui_map_view_forget_pixels (ZhihuiMapView *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  zhihui_map_tiles_forget (zhihui_map_ground_get_tiles (self->ground));
}

/**
 * zhihui_map_view_is_unfolding:
 *
 * Returns: whether hexagons are becoming real borders
 */
gboolean
zhihui_map_view_is_unfolding (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), FALSE);

  return zhihui_map_ground_get_morph (self->ground) != NULL;
}

/**
 * zhihui_map_view_get_viewport:
 * @viewport: (out): what is seen now
 *
 * Returns: FALSE before there is a size
 */
gboolean
zhihui_map_view_get_viewport (ZhihuiMapView *self, ZhihuiViewport *viewport)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), FALSE);

  return zhihui_map_place_read (get_place (self), GTK_WIDGET (self->map), viewport);
}

/**
 * zhihui_map_view_set_animated:
 * @animated: FALSE to cut always. The desktop's own "no animations" counts as well.
 */
void
zhihui_map_view_set_animated (ZhihuiMapView *self, gboolean animated)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  self->is_animated = animated;
}
