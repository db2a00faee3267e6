/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-tiles.h"

#include <math.h>

#include "zhihui-tile-sheet.h"

#define DEFAULT_CEILING ((gsize) 96 * 1024 * 1024)

/* Of the tiles that are always kept: the whole scene in at most so many device pixels. */
#define OVERVIEW_PX 1024.0

/* How far beyond the window tiles are painted ahead. */
#define MARGIN_PX 192

/* All tiles of one scene. */
typedef struct
{
  guint            number;
  gpointer         scene; /* owned */
  ZhihuiExtent     extent;
  ZhihuiTileSheet *tiles; /* owned */
} Sheet;

/**
 * ZhihuiMapTiles:
 *
 * The pixels of a scene, painted tile by tile in other threads and kept for every step of zoom.
 * What is drawn comes from the nearest level there is, scaled, until the right tiles are there; a
 * new scene takes the place of the old one at once when all of it that is seen is painted. So a
 * frame costs the same whatever the scene is.
 */
struct _ZhihuiMapTiles
{
  ZhihuiTileScene     kind;
  ZhihuiTilePainters *painters; /* owned */
  void (*ready) (gpointer user_data);
  gpointer   user_data; /* not owned */
  ZhihuiRgba ground;
  gboolean   is_opaque;
  gsize      ceiling; /* bytes */

  Sheet *shown;  /* owned, nullable */
  Sheet *coming; /* owned, nullable: not yet painted as far as it is seen */
  Sheet *past;   /* owned, nullable: the last frame may still be drawn from it */
  guint  n_sheets, n_painted;
  guint  past_id; /* 0: none */

  /* of the last frame */
  guint64          frame;
  ZhihuiTileWindow window;
  double           target; /* the level that is wanted */
  double           step;   /* from there to the one that will be */
  int              scale;  /* 0: nothing was drawn yet */
  gboolean         is_zooming, is_complete;

  /* While a cut waits for the coming scene, the shown one stays where it was. */
  ZhihuiTileWindow held;
  double           held_target;
  gboolean         is_cut_near; /* with the next frame */
  gboolean         is_held;
};

static void
free_sheet (ZhihuiMapTiles *self, Sheet *sheet)
{
  if (sheet == NULL)
    return;

  self->kind.unref (sheet->scene);
  zhihui_tile_sheet_free (sheet->tiles);
  g_free (sheet);
}

static void
drop_past (ZhihuiMapTiles *self)
{
  g_clear_handle_id (&self->past_id, g_source_remove);
  free_sheet (self, g_steal_pointer (&self->past));
}

static gboolean
past_over_cb (gpointer user_data)
{
  ZhihuiMapTiles *self = user_data;

  self->past_id = 0;
  drop_past (self);
  return G_SOURCE_REMOVE;
}

/* Returns whether @sheet has the tiles that are seen; while zooming those of a level beside do. */
static gboolean
is_covered (ZhihuiMapTiles *self, Sheet *sheet, double reach)
{
  const cairo_rectangle_int_t whole = { 0, 0, self->window.width, self->window.height };
  cairo_region_t             *missing =
    zhihui_tile_sheet_cover (sheet->tiles, &self->window, &whole, self->target, reach, 0, NULL);
  gboolean is_covered = cairo_region_is_empty (missing);

  cairo_region_destroy (missing);
  return is_covered;
}

static gboolean
may_show_coming (ZhihuiMapTiles *self)
{
  return self->coming != NULL &&
         (self->shown == NULL || is_covered (self, self->coming, self->is_zooming ? 1.0 : 0.0));
}

/* The tiles that are shown now go with the frame after the next: pixels that a frame may still be
 * drawn from would be copied when they are let go. */
static void
show_coming (ZhihuiMapTiles *self)
{
  drop_past (self);
  self->past = self->shown;
  self->shown = g_steal_pointer (&self->coming);
  if (self->past != NULL)
    self->past_id = g_timeout_add_full (G_PRIORITY_LOW, 200, past_over_cb, self, NULL);
}

static double
get_overview_level (const ZhihuiExtent *extent)
{
  double side = MAX (extent->right - extent->left, extent->bottom - extent->top);

  return CLAMP (floor (log2 (OVERVIEW_PX / ZHIHUI_MERCATOR_TILE_PX / MAX (side, 1e-9))), 0.0, 20.0);
}

static void
keep_within_ceiling (ZhihuiMapTiles *self)
{
  gsize seen = (gsize) self->window.width * (gsize) self->window.height * 4;
  gsize ceiling = MAX (self->ceiling, 4 * seen);
  gsize coming = self->coming != NULL ? zhihui_tile_sheet_get_n_bytes (self->coming->tiles) : 0;

  if (self->shown != NULL)
    zhihui_tile_sheet_evict (self->shown->tiles,
                             ceiling - MIN (coming, ceiling),
                             get_overview_level (&self->shown->extent),
                             self->frame);
  if (self->coming != NULL)
    zhihui_tile_sheet_evict (
      self->coming->tiles, ceiling, get_overview_level (&self->coming->extent), self->frame);
}

static void
tiles_painted_cb (GArray *tiles, gpointer user_data)
{
  ZhihuiMapTiles *self = user_data;
  gboolean        is_news = FALSE;

  for (guint i = 0; i < tiles->len; i++)
    {
      ZhihuiPaintedTile *tile = &g_array_index (tiles, ZhihuiPaintedTile, i);
      Sheet             *sheet = NULL;

      self->n_painted++;
      if (self->shown != NULL && self->shown->number == tile->number)
        sheet = self->shown;
      else if (self->coming != NULL && self->coming->number == tile->number)
        sheet = self->coming;
      if (sheet == NULL)
        continue;
      zhihui_tile_sheet_take (
        sheet->tiles, &tile->spot, g_steal_pointer (&tile->surface), self->frame);
      is_news = is_news || (sheet == self->shown && !self->is_complete);
    }
  keep_within_ceiling (self);

  if (is_news || may_show_coming (self))
    self->ready (self->user_data);
}

/**
 * zhihui_map_tiles_new:
 * @kind: (transfer none): copied
 * @ready: (scope notified): called in the main context when another frame would look better
 *
 * Returns: (transfer full)
 */
ZhihuiMapTiles *
zhihui_map_tiles_new (const ZhihuiTileScene *kind,
                      void (*ready) (gpointer user_data),
                      gpointer user_data)
{
  ZhihuiMapTiles *self = g_new0 (ZhihuiMapTiles, 1);

  self->kind = *kind;
  self->ready = ready;
  self->user_data = user_data;
  self->ceiling = DEFAULT_CEILING;
  self->painters = zhihui_tile_painters_new (kind, tiles_painted_cb, self);

  return self;
}

/**
 * zhihui_map_tiles_free:
 *
 * Does not wait for the threads.
 */
void
zhihui_map_tiles_free (ZhihuiMapTiles *self)
{
  zhihui_tile_painters_free (self->painters);
  drop_past (self);
  free_sheet (self, self->coming);
  free_sheet (self, self->shown);
  g_free (self);
}

static void
stop_painting (ZhihuiMapTiles *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (ZhihuiTileSpot));
  const ZhihuiTileOrder order = { .spots = none };

  zhihui_tile_painters_order (self->painters, &order);
}

/* All pixels are wrong: the scene that was last set is painted anew. */
static void
start_again (ZhihuiMapTiles *self)
{
  Sheet *sheet = self->coming != NULL ? self->coming : self->shown;

  if (sheet == NULL)
    return;

  if (sheet == self->coming)
    free_sheet (self, self->shown);
  zhihui_tile_sheet_free (sheet->tiles);
  sheet->tiles = zhihui_tile_sheet_new ();
  sheet->number = ++self->n_sheets;
  self->shown = sheet;
  self->coming = NULL;
  stop_painting (self);
  self->is_complete = FALSE;
}

/**
 * zhihui_map_tiles_set_scene:
 * @scene: (transfer none) (nullable): NULL shows nothing at once
 * @extent: where @scene is; ignored with NULL
 *
 * The scene before is shown until what is seen of the new one is painted.
 */
void
zhihui_map_tiles_set_scene (ZhihuiMapTiles *self, gpointer scene, const ZhihuiExtent *extent)
{
  Sheet *sheet;

  free_sheet (self, g_steal_pointer (&self->coming));
  if (scene == NULL)
    {
      free_sheet (self, g_steal_pointer (&self->shown));
      stop_painting (self);
    }
  else
    {
      sheet = g_new0 (Sheet, 1);
      sheet->number = ++self->n_sheets;
      sheet->scene = self->kind.ref (scene);
      sheet->extent = *extent;
      sheet->tiles = zhihui_tile_sheet_new ();
      self->coming = sheet;
    }
  self->is_complete = FALSE;
  self->ready (self->user_data);
}

static gboolean
is_same_colour (const ZhihuiRgba *a, const ZhihuiRgba *b)
{
  return G_APPROX_VALUE (a->red, b->red, 1e-6) && G_APPROX_VALUE (a->green, b->green, 1e-6) &&
         G_APPROX_VALUE (a->blue, b->blue, 1e-6);
}

/**
 * zhihui_map_tiles_forget:
 *
 * No pixel of the scenes before is shown any more, not even until the present one is painted.
 */
void
zhihui_map_tiles_forget (ZhihuiMapTiles *self)
{
  if (self->coming == NULL)
    return;

  start_again (self);
  self->ready (self->user_data);
}

/**
 * zhihui_map_tiles_set_ground:
 * @ground: (nullable): opaque colour under the scene; NULL: what stands behind shows through
 */
void
zhihui_map_tiles_set_ground (ZhihuiMapTiles *self, const ZhihuiRgba *ground)
{
  const ZhihuiRgba none = { 0 };
  const ZhihuiRgba colour = ground != NULL ? *ground : none;

  if (self->is_opaque == (ground != NULL) && is_same_colour (&self->ground, &colour))
    return;

  self->is_opaque = ground != NULL;
  self->ground = colour;
  start_again (self);
  self->ready (self->user_data);
}

/**
 * zhihui_map_tiles_set_ceiling:
 * @n_bytes: of pixels; four windows are kept in any case
 */
void
zhihui_map_tiles_set_ceiling (ZhihuiMapTiles *self, gsize n_bytes)
{
  self->ceiling = n_bytes;
  keep_within_ceiling (self);
}

/* ---- a frame ---- */

static void
add_missing (Sheet *sheet, GArray *found, GArray *spots)
{
  for (guint i = 0; i < found->len; i++)
    {
      const ZhihuiTileSpot *spot = &g_array_index (found, ZhihuiTileSpot, i);

      if (!zhihui_tile_sheet_has (sheet->tiles, spot))
        g_array_append_val (spots, *spot);
    }
  g_array_set_size (found, 0);
}

static void
add_overview (Sheet *sheet, GArray *found, GArray *spots)
{
  double           level = get_overview_level (&sheet->extent);
  double           world = zhihui_mercator_get_world_px (level);
  ZhihuiTileWindow window = { .level = level };

  window.left = sheet->extent.left * world;
  window.top = sheet->extent.top * world;
  window.width = (int) ceil (sheet->extent.right * world - window.left);
  window.height = (int) ceil (sheet->extent.bottom * world - window.top);
  zhihui_tile_window_list (&window, level, 0, found);
  add_missing (sheet, found, spots);
}

/* First what is seen, then what is there when all else is missing, then what comes next. */
static void
order_tiles (ZhihuiMapTiles *self)
{
  Sheet *sheet = self->coming != NULL ? self->coming : self->shown;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ZhihuiTileSpot));
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (ZhihuiTileSpot));
  ZhihuiTileOrder order;

  if (sheet == NULL)
    return;

  zhihui_tile_window_list (&self->window, self->target, 0, found);
  add_missing (sheet, found, spots);
  add_overview (sheet, found, spots);
  zhihui_tile_window_list (
    &self->window, self->target + self->step, self->is_zooming ? 0 : MARGIN_PX, found);
  add_missing (sheet, found, spots);

  order = (ZhihuiTileOrder){
    sheet->scene, sheet->number, self->scale, self->is_opaque ? &self->ground : NULL, spots
  };
  zhihui_tile_painters_order (self->painters, &order);
}

static void
fill_ground (ZhihuiMapTiles *self, cairo_t *cr, const cairo_region_t *missing)
{
  if (!self->is_opaque)
    return;

  cairo_set_source_rgb (cr, self->ground.red, self->ground.green, self->ground.blue);
  for (int i = 0; i < cairo_region_num_rectangles (missing); i++)
    {
      cairo_rectangle_int_t one;

      cairo_region_get_rectangle (missing, i, &one);
      cairo_rectangle (cr, one.x, one.y, one.width, one.height);
    }
  cairo_fill (cr);
}

/**
 * zhihui_map_tiles_cut:
 *
 * The next frame is of another place. Where another scene is coming, the one that is shown stays as
 * it is until then: it is not what should be seen there.
 */
void
zhihui_map_tiles_cut (ZhihuiMapTiles *self)
{
  self->is_cut_near = TRUE;
}

static gboolean
is_same_window (const ZhihuiTileWindow *a, const ZhihuiTileWindow *b)
{
  return fabs (a->level - b->level) < 1e-9 && fabs (a->left - b->left) < 0.5 &&
         fabs (a->top - b->top) < 0.5 && a->width == b->width && a->height == b->height;
}

/* After the window of the frame was read. */
static void
hold_shown (ZhihuiMapTiles *self, const ZhihuiTileWindow *before)
{
  if (self->is_cut_near && before->width == self->window.width &&
      before->height == self->window.height)
    self->is_held = TRUE;
  else if (!is_same_window (before, &self->window))
    self->is_held = FALSE;
  self->is_held = self->is_held && self->coming != NULL && self->shown != NULL;
  self->is_cut_near = FALSE;
  if (self->is_held)
    return;

  self->held = self->window;
  self->held_target = self->target;
}

/**
 * zhihui_map_tiles_begin:
 * @scale: device pixels a px
 * @is_zooming: whether the zoom is about to change again: then tiles of whole steps serve
 *
 * A frame begins, in which @viewport is seen.
 */
void
zhihui_map_tiles_begin (ZhihuiMapTiles       *self,
                        const ZhihuiViewport *viewport,
                        int                   scale,
                        gboolean              is_zooming)
{
  ZhihuiTileWindow before = self->window;

  if (self->scale != 0 && self->scale != scale)
    start_again (self);
  self->frame++;
  self->scale = scale;
  self->is_zooming = is_zooming;
  self->step = !is_zooming ? 0.0 : viewport->zoom + log2 (scale) > self->window.level ? 1.0 : -1.0;
  zhihui_tile_window_read (&self->window, viewport, scale);
  self->target = is_zooming ? floor (self->window.level + 0.5) : self->window.level;
  if (may_show_coming (self))
    show_coming (self);
  hold_shown (self, &before);
}

/**
 * zhihui_map_tiles_draw:
 * @cr: px of the viewport
 * @part: device pixels of the viewport
 *
 * Draws the best there is of what is seen in @part.
 */
void
zhihui_map_tiles_draw (ZhihuiMapTiles *self, cairo_t *cr, const cairo_rectangle_int_t *part)
{
  cairo_region_t *missing;

  cairo_save (cr);
  cairo_scale (cr, 1.0 / self->scale, 1.0 / self->scale);
  if (self->is_opaque)
    cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  if (self->shown == NULL)
    missing = cairo_region_create_rectangle (part);
  else
    missing = zhihui_tile_sheet_cover (
      self->shown->tiles, &self->held, part, self->held_target, G_MAXDOUBLE, self->frame, cr);
  fill_ground (self, cr, missing);
  cairo_region_destroy (missing);
  cairo_restore (cr);
}

/**
 * zhihui_map_tiles_end:
 *
 * The frame is drawn: what was missing in it is painted.
 *
 * Returns: whether nothing better will come
 */
gboolean
zhihui_map_tiles_end (ZhihuiMapTiles *self)
{
  self->is_complete = self->coming == NULL && !self->is_zooming && self->shown != NULL &&
                      is_covered (self, self->shown, 0.0);
  order_tiles (self);
  keep_within_ceiling (self);

  return self->is_complete;
}

/**
 * zhihui_map_tiles_has_shown:
 *
 * Returns: whether @scene was in the last frame, rather than one that was set before
 */
gboolean
zhihui_map_tiles_has_shown (const ZhihuiMapTiles *self, gconstpointer scene)
{
  return self->shown != NULL && self->shown->scene == scene;
}

/**
 * zhihui_map_tiles_get_n_bytes:
 *
 * Returns: bytes of the pixels that are kept
 */
gsize
zhihui_map_tiles_get_n_bytes (const ZhihuiMapTiles *self)
{
  gsize n = 0;

  if (self->shown != NULL)
    n += zhihui_tile_sheet_get_n_bytes (self->shown->tiles);
  if (self->coming != NULL)
    n += zhihui_tile_sheet_get_n_bytes (self->coming->tiles);
  return n;
}

/**
 * zhihui_map_tiles_get_n_painted:
 *
 * Returns: how many tiles were painted since the beginning
 */
guint
zhihui_map_tiles_get_n_painted (const ZhihuiMapTiles *self)
{
  return self->n_painted;
}

/**
 * zhihui_map_tiles_is_busy:
 *
 * Returns: whether tiles are being painted
 */
gboolean
zhihui_map_tiles_is_busy (ZhihuiMapTiles *self)
{
  return zhihui_tile_painters_is_busy (self->painters);
}
