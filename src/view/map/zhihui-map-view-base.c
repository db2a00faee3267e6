/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands under the scene: plain ground, or the pictures of a base map. */
#include "zhihui-map-view-private.h"

#include <glib/gi18n-lib.h>

/* Size of what says whose map it is, u: on a wall the least that is read, on a desk that of notes.
 */
#define WALL_NOTE 20.0
#define DESK_NOTE 17.0
/* Of regions above a base map: it is seen through them, and they are told apart. Without one, and
 * of hexagons, which lie nowhere on it, the colours are those of the legend. */
#define OPACITY_ON_BASE 0.8

static guint16
to_16 (double share)
{
  return (guint16) (CLAMP (share, 0.0, 1.0) * 65535.0);
}

/* Whose map it is can be read on any ground. */
static void
dress_attribution (ZhihuiMapView *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const ZhihuiMapManner *manner;

  if (self->scene == NULL)
    return;

  manner = zhihui_map_scene_get_manner (self->scene);
  pango_attr_list_insert (attributes,
                          pango_attr_foreground_new (to_16 (manner->palette.text1.red),
                                                     to_16 (manner->palette.text1.green),
                                                     to_16 (manner->palette.text1.blue)));
  pango_attr_list_insert (attributes,
                          pango_attr_background_new (to_16 (manner->palette.ground.red),
                                                     to_16 (manner->palette.ground.green),
                                                     to_16 (manner->palette.ground.blue)));
  pango_attr_list_insert (
    attributes,
    pango_attr_size_new_absolute (
      (int) ((manner->wall ? WALL_NOTE : DESK_NOTE) * manner->unit * PANGO_SCALE)));
  gtk_label_set_attributes (GTK_LABEL (self->attribution), attributes);
}

static void
set_ground (ZhihuiMapView *self)
{
  ZhihuiMapTiles *tiles = zhihui_map_ground_get_tiles (self->ground);

  if (self->scene == NULL || self->bases[ZHIHUI_MAP_BASE_GROUND].layer != NULL)
    zhihui_map_tiles_set_ground (tiles, NULL);
  else
    zhihui_map_tiles_set_ground (tiles, &zhihui_map_scene_get_manner (self->scene)->palette.ground);
}

static void
dim_base (ZhihuiMapView *self)
{
  ShumateMapLayer *layer = self->bases[ZHIHUI_MAP_BASE_GROUND].layer;

  if (layer == NULL || self->scene == NULL)
    return;

  gtk_widget_set_opacity (
    GTK_WIDGET (layer),
    zhihui_map_get_base_opacity (&zhihui_map_scene_get_manner (self->scene)->palette.ground));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dim_regions (ZhihuiMapView *self)
{
  ZhihuiTileBridge *bridge = self->bases[ZHIHUI_MAP_BASE_GROUND].bridge;
  gboolean          is_seen = bridge != NULL && zhihui_tile_bridge_is_showing (bridge) &&
                     self->scene != NULL &&
                     !zhihui_mesh_is_schematic (zhihui_map_scene_get_mesh (self->scene));

  gtk_widget_set_opacity (GTK_WIDGET (self->ground), is_seen ? OPACITY_ON_BASE : 1.0);
}

static void
base_showing_cb (ZhihuiMapView *self)
{
  dim_regions (self);
  zhihui_map_view_refresh_labels (self); /* the key has the same colours */
}

/**
 * zhihui_map_view_get_share:
 *
 * Returns: how much of the colours of regions is seen above the base map, 0 to 1
 */
double
zhihui_map_view_get_share (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), 1.0);

  return gtk_widget_get_opacity (GTK_WIDGET (self->ground));
}

/**
 * zhihui_map_view_append_ground:
 *
 * Under a base map, which has gaps, and shows what is behind it where it is dimmed.
 */
void
zhihui_map_view_append_ground (ZhihuiMapView *self, GtkSnapshot *snapshot)
{
  if (self->bases[ZHIHUI_MAP_BASE_GROUND].layer != NULL && self->scene != NULL)
    zhihui_map_ground_fill (
      GTK_WIDGET (self), snapshot, &zhihui_map_scene_get_manner (self->scene)->palette.ground);
}

void
zhihui_map_view_dress_base (ZhihuiMapView *self)
{
  dim_base (self);
  dim_regions (self);
  dress_attribution (self);
  set_ground (self);
}

/* A viewport without a map of reference knows no places, and says so by a critical warning. */
static void
set_reference (ShumateViewport *place)
{
  g_autoptr (ZhihuiTileBridge) nothing = zhihui_tile_bridge_new (NULL);
  g_autoptr (ShumateMapSource) source = zhihui_tile_bridge_make_source (nothing);

  shumate_viewport_set_reference_map_source (place, source);
}

void
zhihui_map_view_init_base (ZhihuiMapView *self)
{
  set_reference (shumate_map_get_viewport (self->map));
  self->attribution = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->attribution), PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (self->attribution, "map-attribution");
  gtk_widget_set_can_target (self->attribution, FALSE);
  gtk_widget_set_visible (self->attribution, FALSE);
  gtk_widget_set_parent (self->attribution, GTK_WIDGET (self));
}

/* Whose map it is, and once that it is not there. */
static void
write_attribution (ZhihuiMapView *self)
{
  const char      *failing = zhihui_map_view_is_base_failing (self) ? _ ("No base map") : NULL;
  const char      *gap = failing != NULL && self->owner != NULL ? "   " : "";
  g_autofree char *text =
    g_strconcat (failing != NULL ? failing : "", gap, self->owner != NULL ? self->owner : "", NULL);

  gtk_label_set_text (GTK_LABEL (self->attribution), text);
  gtk_widget_set_visible (self->attribution, *text != '\0');
}

static void
remove_base (ZhihuiMapView *self, ZhihuiMapBasePlace place)
{
  ZhihuiMapBase *base = &self->bases[place];

  if (base->layer == NULL)
    return;

  g_signal_handlers_disconnect_by_func (base->bridge, zhihui_map_view_notify_base_failing, self);
  g_signal_handlers_disconnect_by_func (base->bridge, write_attribution, self);
  g_signal_handlers_disconnect_by_func (base->bridge, base_showing_cb, self);
  zhihui_tile_bridge_close (base->bridge);
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (base->layer));
  base->layer = NULL;
  g_clear_object (&base->bridge);
}

static void
add_base (ZhihuiMapView *self, ZhihuiMapBasePlace place, ZhihuiTileProvider *provider)
{
  ZhihuiMapBase *base = &self->bases[place];
  g_autoptr (ShumateMapSource) source = NULL;

  base->bridge = zhihui_tile_bridge_new (provider);
  g_signal_connect_swapped (
    base->bridge, "notify::failing", G_CALLBACK (zhihui_map_view_notify_base_failing), self);
  g_signal_connect_swapped (base->bridge, "notify::failing", G_CALLBACK (write_attribution), self);
  g_signal_connect_swapped (base->bridge, "notify::showing", G_CALLBACK (base_showing_cb), self);
  source = zhihui_tile_bridge_make_source (base->bridge);
  base->layer = shumate_map_layer_new (source, shumate_map_get_viewport (self->map));
  shumate_map_insert_layer_behind (self->map,
                                   SHUMATE_LAYER (base->layer),
                                   place == ZHIHUI_MAP_BASE_GROUND
                                     ? SHUMATE_LAYER (self->ground)
                                     : SHUMATE_LAYER (self->outlines));
}

static void
set_base (ZhihuiMapView *self, ZhihuiMapBasePlace place, ZhihuiTileProvider *provider)
{
  remove_base (self, place);
  if (provider != NULL)
    add_base (self, place, provider);
}

/**
 * zhihui_map_view_set_tile_provider:
 * @provider: (transfer none) (nullable): the pictures of a base map under the scene; NULL for none
 *
 * Shows whose map it is at the top right.
 */
void
zhihui_map_view_set_tile_provider (ZhihuiMapView *self, ZhihuiTileProvider *provider)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  set_base (self, ZHIHUI_MAP_BASE_GROUND, provider);
  g_free (self->owner);
  self->owner =
    g_strdup (provider != NULL ? zhihui_tile_provider_get_attribution (provider) : NULL);
  write_attribution (self);
  zhihui_map_view_dress_base (self);
  zhihui_map_view_notify_base_failing (self);
}

/**
 * zhihui_map_view_set_label_provider:
 * @provider: (transfer none) (nullable): the names of the same base map, above the scene
 */
void
zhihui_map_view_set_label_provider (ZhihuiMapView *self, ZhihuiTileProvider *provider)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  set_base (self, ZHIHUI_MAP_BASE_LABELS, provider);
  write_attribution (self);
  zhihui_map_view_notify_base_failing (self);
}

/**
 * zhihui_map_view_is_base_failing:
 *
 * Returns: whether the pictures of the base map cannot be had now
 */
gboolean
zhihui_map_view_is_base_failing (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), FALSE);

  for (guint i = 0; i < ZHIHUI_N_MAP_BASES; i++)
    if (self->bases[i].bridge != NULL && zhihui_tile_bridge_is_failing (self->bases[i].bridge))
      return TRUE;
  return FALSE;
}
