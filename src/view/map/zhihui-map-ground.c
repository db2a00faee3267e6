/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-ground.h"

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

static void
zhihui_map_ground_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiMapGround *self = ZHIHUI_MAP_GROUND (widget);
  int              scale = gtk_widget_get_scale_factor (widget);
  int              width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ZhihuiViewport   viewport;

  self->n_frames++;
  if (self->tiles == NULL ||
      !zhihui_map_place_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget, &viewport))
    return;

  follow_zoom (self, viewport.zoom);
  zhihui_map_tiles_begin (self->tiles, &viewport, scale, self->is_zooming);
  for (int y = 0; y < height; y += PIECE_HEIGHT_PX)
    for (int x = 0; x < width; x += PIECE_WIDTH_PX)
      {
        const cairo_rectangle_int_t piece = {
          x, y, MIN (PIECE_WIDTH_PX, width - x), MIN (PIECE_HEIGHT_PX, height - y)
        };

        append_piece (self, snapshot, &piece, scale);
      }
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
 * zhihui_map_ground_is_zooming:
 *
 * Returns: whether the zoom changed just now
 */
gboolean
zhihui_map_ground_is_zooming (ZhihuiMapGround *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_GROUND (self), FALSE);

  return self->is_zooming;
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

  return self->is_complete;
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
