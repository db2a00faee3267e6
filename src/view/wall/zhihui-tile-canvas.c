/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-canvas.h"

#include <math.h>

/* Device pixels. Wide and low, as lines of text are. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 64

typedef struct
{
  GskRenderNode *node; /* owned; NULL before it is painted */
  gboolean       is_damaged;
} Tile;

struct _ZhihuiTileCanvas
{
  int        width, height; /* device pixels */
  int        scale;         /* device pixels a pixel */
  ZhihuiRgba ground;
  int        n_columns, n_rows;
  Tile      *tiles; /* owned, row by row */
};

/**
 * zhihui_tile_canvas_new:
 * @width: px
 * @height: px
 * @scale: device pixels a px
 * @ground: opaque colour under everything
 *
 * Returns: (transfer full): a canvas that is damaged all over
 */
ZhihuiTileCanvas *
zhihui_tile_canvas_new (double width, double height, int scale, const ZhihuiRgba *ground)
{
  ZhihuiTileCanvas *self = g_new0 (ZhihuiTileCanvas, 1);

  self->width = (int) ceil (width * scale);
  self->height = (int) ceil (height * scale);
  self->scale = scale;
  self->ground = *ground;
  self->n_columns = (self->width + TILE_WIDTH - 1) / TILE_WIDTH;
  self->n_rows = (self->height + TILE_HEIGHT - 1) / TILE_HEIGHT;
  self->tiles = g_new0 (Tile, (gsize) self->n_columns * (gsize) self->n_rows);
  for (int i = 0; i < self->n_columns * self->n_rows; i++)
    self->tiles[i].is_damaged = TRUE;

  return self;
}

/**
 * zhihui_tile_canvas_free:
 */
void
zhihui_tile_canvas_free (ZhihuiTileCanvas *self)
{
  for (int i = 0; i < self->n_columns * self->n_rows; i++)
    g_clear_pointer (&self->tiles[i].node, gsk_render_node_unref);
  g_free (self->tiles);
  g_free (self);
}

/**
 * zhihui_tile_canvas_fits:
 *
 * Returns: whether it was made for these measures
 */
gboolean
zhihui_tile_canvas_fits (ZhihuiTileCanvas *self, double width, double height, int scale)
{
  return self->width == (int) ceil (width * scale) && self->height == (int) ceil (height * scale) &&
         self->scale == scale;
}

/**
 * zhihui_tile_canvas_damage:
 * @area: px of the panel; what lies outside does not count
 */
void
zhihui_tile_canvas_damage (ZhihuiTileCanvas *self, const graphene_rect_t *area)
{
  float scale = (float) self->scale;
  int   left = (int) floorf (area->origin.x * scale) / TILE_WIDTH;
  int   top = (int) floorf (area->origin.y * scale) / TILE_HEIGHT;
  int   right = (int) ceilf ((area->origin.x + area->size.width) * scale - 1) / TILE_WIDTH;
  int   bottom = (int) ceilf ((area->origin.y + area->size.height) * scale - 1) / TILE_HEIGHT;

  if (area->size.width <= 0.0f || area->size.height <= 0.0f)
    return;

  for (int row = MAX (top, 0); row <= MIN (bottom, self->n_rows - 1); row++)
    for (int column = MAX (left, 0); column <= MIN (right, self->n_columns - 1); column++)
      self->tiles[row * self->n_columns + column].is_damaged = TRUE;
}

static GskRenderNode *
wrap_surface (cairo_surface_t *surface, const graphene_rect_t *bounds)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t       *cr = gsk_cairo_node_get_draw_context (node);

  /* A painted surface and not a texture: of a texture the cairo renderer copies all pixels in every
   * frame, damaged or not. */
  cairo_set_source_surface (cr, surface, bounds->origin.x, bounds->origin.y);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

/* A new surface each time: the frame before may still be read from the old one. */
static void
repaint_tile (
  ZhihuiTileCanvas *self, int column, int row, ZhihuiTilePaintFunc paint, gpointer user_data)
{
  Tile            *tile = &self->tiles[row * self->n_columns + column];
  int              x = column * TILE_WIDTH;
  int              y = row * TILE_HEIGHT;
  int              width = MIN (TILE_WIDTH, self->width - x);
  int              height = MIN (TILE_HEIGHT, self->height - y);
  float            scale = (float) self->scale;
  graphene_rect_t  area;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr;

  graphene_rect_init (
    &area, (float) x / scale, (float) y / scale, (float) width / scale, (float) height / scale);
  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -area.origin.x, -area.origin.y);
  cairo_set_source_rgb (cr, self->ground.red, self->ground.green, self->ground.blue);
  cairo_paint (cr);
  paint (cr, &area, user_data);
  cairo_destroy (cr);

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  tile->node = wrap_surface (surface, &area);
  tile->is_damaged = FALSE;
  cairo_surface_destroy (surface);
}

/**
 * zhihui_tile_canvas_repaint:
 * @paint: (scope call): called for every damaged tile
 *
 * Returns: how many tiles were repainted
 */
guint
zhihui_tile_canvas_repaint (ZhihuiTileCanvas *self, ZhihuiTilePaintFunc paint, gpointer user_data)
{
  guint n_repainted = 0;

  for (int row = 0; row < self->n_rows; row++)
    for (int column = 0; column < self->n_columns; column++)
      if (self->tiles[row * self->n_columns + column].is_damaged)
        {
          repaint_tile (self, column, row, paint, user_data);
          n_repainted++;
        }

  return n_repainted;
}

/**
 * zhihui_tile_canvas_snapshot:
 *
 * Appends all tiles; those that were not repainted are the very nodes of the last frame.
 */
void
zhihui_tile_canvas_snapshot (ZhihuiTileCanvas *self, GtkSnapshot *snapshot)
{
  for (int i = 0; i < self->n_columns * self->n_rows; i++)
    if (self->tiles[i].node != NULL)
      gtk_snapshot_append_node (snapshot, self->tiles[i].node);
}
