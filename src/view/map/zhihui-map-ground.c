/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-ground.h"

#include "zhihui-glide.h"
#include "zhihui-map-place.h"

#include <math.h>

/* After so long without a change the zoom counts as at rest. */
#define REST_MS 120

#define PIECE_WIDTH_PX 512
#define PIECE_HEIGHT_PX 256

/**
 * ZhihuiMapGround:
 *
 * The layer that shows a scene: regions, borders and points, as tiles of pixels. Draws a frame when
 * the viewport changed or a tile came that improves what is seen, and else none.
 */
struct _ZhihuiMapGround
{
  ShumateLayer parent_instance;

  ZhihuiMapTiles *tiles; /* owned; NULL after dispose */
  double          zoom;  /* of the last frame; NAN: none, or what comes is a cut */
  gboolean        is_zooming, is_complete;
  guint           rest_id; /* timeout; 0: none */
  guint           n_frames;

  ZhihuiMapMorph *morph; /* owned, nullable: seen instead of tiles */
  gint64          morph_start_us, morph_duration_us;
  guint           morph_tick_id; /* 0: it does not move */
};

G_DEFINE_FINAL_TYPE (ZhihuiMapGround, zhihui_map_ground, SHUMATE_TYPE_LAYER)

static gboolean
zoom_rested_cb (gpointer user_data)
{
  ZhihuiMapGround *self = user_data;

  self->rest_id = 0;
  self->is_zooming = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
follow_zoom (ZhihuiMapGround *self, double zoom)
{
  gboolean is_same = fabs (zoom - self->zoom) < 1e-9;

  if (!isnan (self->zoom) && !is_same)
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->is_zooming = TRUE;
      self->rest_id = g_timeout_add (REST_MS, zoom_rested_cb, self);
    }
  self->zoom = zoom;
}

/* A node a piece: the cairo renderer makes a picture of each node before it is drawn, which is
 * several times faster when that stays in the processor's cache. */
static void
append_piece (ZhihuiMapGround             *self,
              GtkSnapshot                 *snapshot,
              const cairo_rectangle_int_t *px,
              int                          scale)
{
  const cairo_rectangle_int_t part = {
    px->x * scale, px->y * scale, px->width * scale, px->height * scale
  };
  graphene_rect_t bounds;
  cairo_t        *cr;

  graphene_rect_init (&bounds, (float) px->x, (float) px->y, (float) px->width, (float) px->height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  zhihui_map_tiles_draw (self->tiles, cr, &part);
  cairo_destroy (cr);
}

/* ---- hexagons that become real borders ---- */

static void
drop_morph (ZhihuiMapGround *self)
{
  if (self->morph_tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->morph_tick_id);
  self->morph_tick_id = 0;
  g_clear_pointer (&self->morph, zhihui_map_morph_free);
}

static gboolean
morph_step_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZhihuiMapGround *self = ZHIHUI_MAP_GROUND (widget);

  gtk_widget_queue_draw (widget);
  if (zhihui_glide_share (self->morph_start_us,
                          self->morph_duration_us,
                          gdk_frame_clock_get_frame_time (clock)) < 1.0)
    return G_SOURCE_CONTINUE;

  self->morph_tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* Whether it is still what should be seen: not where the map was moved, nor when it is over and the
 * tiles are there. After the tiles began the frame. */
static gboolean
follows_morph (ZhihuiMapGround *self, const ZhihuiViewport *viewport)
{
  const ZhihuiViewport *there = zhihui_map_morph_get_viewport (self->morph);
  double                world = zhihui_viewport_get_world_px (there);

  if (fabs (there->zoom - viewport->zoom) > 1e-6 || fabs (there->x - viewport->x) * world > 1.0 ||
      fabs (there->y - viewport->y) * world > 1.0 || fabs (there->width - viewport->width) > 0.5 ||
      fabs (there->height - viewport->height) > 0.5)
    return FALSE;

  return self->morph_tick_id != 0 ||
         !zhihui_map_tiles_has_shown (self->tiles, zhihui_map_morph_get_target (self->morph));
}

/**
 * zhihui_map_ground_fill:
 * @ground: opaque
 *
 * Paints all of @widget.
 */
void
zhihui_map_ground_fill (GtkWidget *widget, GtkSnapshot *snapshot, const ZhihuiRgba *ground)
{
  const GdkRGBA colour = { (float) ground->red, (float) ground->green, (float) ground->blue, 1 };

  gtk_snapshot_append_color (
    snapshot,
    &colour,
    &GRAPHENE_RECT_INIT (
      0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
}

static void
append_morph (ZhihuiMapGround *self, GtkSnapshot *snapshot)
{
  GdkFrameClock    *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  ZhihuiMapMorph   *morph = self->morph;
  const ZhihuiRgba *ground =
    &zhihui_map_scene_get_manner (zhihui_map_morph_get_target (morph))->palette.ground;
  ZhihuiMapBox box = zhihui_map_morph_get_box (morph);
  double       share = zhihui_glide_share (
    self->morph_start_us, self->morph_duration_us, gdk_frame_clock_get_frame_time (clock));
  graphene_rect_t bounds;
  cairo_t        *cr;

  zhihui_map_ground_fill (GTK_WIDGET (self), snapshot, ground);
  graphene_rect_init (&bounds, (float) box.x, (float) box.y, (float) box.width, (float) box.height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  zhihui_map_morph_paint (morph, cr, zhihui_ease_in_out (share));
  cairo_destroy (cr);
}

static void
append_tiles (ZhihuiMapGround *self, GtkSnapshot *snapshot, int scale)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  for (int y = 0; y < height; y += PIECE_HEIGHT_PX)
    for (int x = 0; x < width; x += PIECE_WIDTH_PX)
      {
        const cairo_rectangle_int_t piece = {
          x, y, MIN (PIECE_WIDTH_PX, width - x), MIN (PIECE_HEIGHT_PX, height - y)
        };

        append_piece (self, snapshot, &piece, scale);
      }
}

static void
zhihui_map_ground_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiMapGround *self = ZHIHUI_MAP_GROUND (widget);
  int              scale = gtk_widget_get_scale_factor (widget);
  ZhihuiViewport   viewport;

  self->n_frames++;
  if (self->tiles == NULL ||
      !zhihui_map_place_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget, &viewport))
    return;

  follow_zoom (self, viewport.zoom);
  zhihui_map_tiles_begin (self->tiles, &viewport, scale, self->is_zooming);
  if (self->morph != NULL && !follows_morph (self, &viewport))
    drop_morph (self);
  if (self->morph != NULL)
    append_morph (self, snapshot);
  else
    append_tiles (self, snapshot, scale);
  self->is_complete = zhihui_map_tiles_end (self->tiles);
}

/* What was drawn last is not what is to be seen. */
static void
draw_again (ZhihuiMapGround *self)
{
  self->is_complete = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tiles_ready_cb (gpointer user_data)
{
  draw_again (user_data);
}

static void
zhihui_map_ground_dispose (GObject *object)
{
  ZhihuiMapGround *self = ZHIHUI_MAP_GROUND (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  drop_morph (self);
  g_clear_pointer (&self->tiles, zhihui_map_tiles_free);

  G_OBJECT_CLASS (zhihui_map_ground_parent_class)->dispose (object);
}

static void
zhihui_map_ground_class_init (ZhihuiMapGroundClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zhihui_map_ground_dispose;
  widget_class->snapshot = zhihui_map_ground_snapshot;
  gtk_widget_class_set_css_name (widget_class, "map-ground");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zhihui_map_ground_init (ZhihuiMapGround *self)
{
  self->zoom = NAN;
}

/**
 * zhihui_map_ground_new:
 * @kind: (transfer none): how what is set in its tiles is painted
 *
 * Returns: (transfer floating): a layer that shows nothing
 */
GtkWidget *
zhihui_map_ground_new (ShumateViewport *viewport, const ZhihuiTileScene *kind)
{
  ZhihuiMapGround *self = g_object_new (ZHIHUI_TYPE_MAP_GROUND, "viewport", viewport, NULL);

  self->tiles = zhihui_map_tiles_new (kind, tiles_ready_cb, self);
  zhihui_map_place_follow (SHUMATE_LAYER (self), G_CALLBACK (draw_again));
  return GTK_WIDGET (self);
}

/**
 * zhihui_map_ground_get_tiles:
 *
 * Returns: (transfer none): what it shows, to be set
 */
ZhihuiMapTiles *
zhihui_map_ground_get_tiles (ZhihuiMapGround *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_GROUND (self), NULL);

  return self->tiles;
}

/**
 * zhihui_map_ground_rest:
 *
 * The zoom of the next frame is where it stays: the end of a flight.
 */
void
zhihui_map_ground_rest (ZhihuiMapGround *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_GROUND (self));

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->is_zooming = FALSE;
  self->zoom = NAN;
  draw_again (self);
}

/**
 * zhihui_map_ground_morph:
 * @morph: (transfer full) (nullable): %NULL ends one that is under way
 * @ms: more than 0
 *
 * Its target, which is set in the tiles, is seen to come out of what was. It ends when it is over
 * and the tiles are painted, or as soon as the map is moved.
 */
void
zhihui_map_ground_morph (ZhihuiMapGround *self, ZhihuiMapMorph *morph, guint ms)
{
  g_return_if_fail (ZHIHUI_IS_MAP_GROUND (self));

  drop_morph (self);
  draw_again (self);
  if (morph == NULL)
    return;

  self->morph = morph;
  self->morph_start_us = g_get_monotonic_time ();
  self->morph_duration_us = (gint64) ms * 1000;
  self->morph_tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), morph_step_cb, NULL, NULL);
}

/**
 * zhihui_map_ground_get_morph:
 *
 * Returns: (transfer none) (nullable): what is under way
 */
ZhihuiMapMorph *
zhihui_map_ground_get_morph (ZhihuiMapGround *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_GROUND (self), NULL);

  return self->morph;
}

/**
 * zhihui_map_ground_cut:
 *
 * The next frame is of another place, and rests there. Where another scene is coming, it is seen at
 * the other place first.
 */
void
zhihui_map_ground_cut (ZhihuiMapGround *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_GROUND (self));

  zhihui_map_tiles_cut (self->tiles);
  zhihui_map_ground_rest (self);
}

/**
 * zhihui_map_ground_is_complete:
 *
 * Returns: whether the last frame showed the last scene with all its pixels, and no other is due
 */
gboolean
zhihui_map_ground_is_complete (ZhihuiMapGround *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_GROUND (self), FALSE);

  return self->is_complete && self->morph == NULL;
}

/**
 * zhihui_map_ground_get_n_frames:
 *
 * Returns: how often it was drawn: what a test of stillness asks
 */
guint
zhihui_map_ground_get_n_frames (ZhihuiMapGround *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_GROUND (self), 0);

  return self->n_frames;
}
