/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-sheet.h"

#include <math.h>

#define TILE_BYTES ((gsize) ZHIHUI_TILE_PX * ZHIHUI_TILE_PX * 4)

/* Levels nearer than this are the same: a hundredth of a pixel in a tile. */
#define SAME_LEVEL 3e-5

typedef struct
{
  guint32          x, y;
  cairo_surface_t *surface; /* owned */
  guint64          frame;   /* in which it was last shown */
} Tile;

typedef struct
{
  double  level;
  GArray *tiles; /* (element-type Tile) owned: some dozens at most */
} Level;

struct _ZhihuiTileSheet
{
  GArray *levels; /* (element-type Level) owned: those that have a tile */
  gsize   n_tiles;
};

static void
clear_tile (gpointer data)
{
  cairo_surface_destroy (((Tile *) data)->surface);
}

static void
clear_level (gpointer data)
{
  g_array_unref (((Level *) data)->tiles);
}

/**
 * zhihui_tile_window_read:
 * @scale: device pixels a pixel of @viewport
 *
 * The nearest window whose corner is a whole device pixel.
 */
void
zhihui_tile_window_read (ZhihuiTileWindow *self, const ZhihuiViewport *viewport, int scale)
{
  double world;

  self->level = viewport->zoom + log2 (scale);
  world = zhihui_mercator_get_world_px (self->level);
  self->width = (int) ceil (viewport->width * scale);
  self->height = (int) ceil (viewport->height * scale);
  self->left = floor (viewport->x * world - viewport->width * scale / 2 + 0.5);
  self->top = floor (viewport->y * world - viewport->height * scale / 2 + 0.5);
}

/**
 * zhihui_tile_sheet_new:
 *
 * Returns: (transfer full): a sheet without tiles
 */
ZhihuiTileSheet *
zhihui_tile_sheet_new (void)
{
  ZhihuiTileSheet *self = g_new0 (ZhihuiTileSheet, 1);

  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (self->levels, clear_level);

  return self;
}

/**
 * zhihui_tile_sheet_free:
 */
void
zhihui_tile_sheet_free (ZhihuiTileSheet *self)
{
  g_array_unref (self->levels);
  g_free (self);
}

static gboolean
is_same_level (double a, double b)
{
  return fabs (a - b) < SAME_LEVEL;
}

static Level *
find_level (ZhihuiTileSheet *self, double level)
{
  for (guint i = 0; i < self->levels->len; i++)
    if (is_same_level (g_array_index (self->levels, Level, i).level, level))
      return &g_array_index (self->levels, Level, i);

  return NULL;
}

static Tile *
find_tile (ZhihuiTileSheet *self, const ZhihuiTileSpot *spot)
{
  Level *level = find_level (self, spot->level);

  for (guint i = 0; level != NULL && i < level->tiles->len; i++)
    {
      Tile *tile = &g_array_index (level->tiles, Tile, i);

      if (tile->x == spot->x && tile->y == spot->y)
        return tile;
    }

  return NULL;
}

/**
 * zhihui_tile_sheet_has:
 *
 * Returns: whether there is a tile at @spot
 */
gboolean
zhihui_tile_sheet_has (ZhihuiTileSheet *self, const ZhihuiTileSpot *spot)
{
  return find_tile (self, spot) != NULL;
}

/**
 * zhihui_tile_sheet_take:
 * @surface: (transfer full): never drawn into again
 * @frame: it counts as shown in this frame
 */
void
zhihui_tile_sheet_take (ZhihuiTileSheet      *self,
                        const ZhihuiTileSpot *spot,
                        cairo_surface_t      *surface,
                        guint64               frame)
{
  Tile   tile = { spot->x, spot->y, surface, frame };
  Tile  *old = find_tile (self, spot);
  Level *level = find_level (self, spot->level);

  if (old != NULL)
    {
      cairo_surface_destroy (old->surface);
      *old = tile;
      return;
    }
  if (level == NULL)
    {
      Level added = { spot->level, g_array_new (FALSE, FALSE, sizeof (Tile)) };

      g_array_set_clear_func (added.tiles, clear_tile);
      g_array_append_val (self->levels, added);
      level = &g_array_index (self->levels, Level, self->levels->len - 1);
    }
  g_array_append_val (level->tiles, tile);
  self->n_tiles++;
}

/**
 * zhihui_tile_sheet_get_n_bytes:
 *
 * Returns: bytes of all its pixels
 */
gsize
zhihui_tile_sheet_get_n_bytes (const ZhihuiTileSheet *self)
{
  return self->n_tiles * TILE_BYTES;
}

static gboolean
evict_oldest (ZhihuiTileSheet *self, double kept_level, guint64 frame)
{
  guint   oldest_level = 0, oldest_tile = 0;
  guint64 oldest = frame;
  Level  *level;

  for (guint i = 0; i < self->levels->len; i++)
    {
      level = &g_array_index (self->levels, Level, i);
      if (is_same_level (level->level, kept_level))
        continue;
      for (guint k = 0; k < level->tiles->len; k++)
        if (g_array_index (level->tiles, Tile, k).frame < oldest)
          {
            oldest = g_array_index (level->tiles, Tile, k).frame;
            oldest_level = i;
            oldest_tile = k;
          }
    }
  if (oldest == frame)
    return FALSE;

  level = &g_array_index (self->levels, Level, oldest_level);
  g_array_remove_index_fast (level->tiles, oldest_tile);
  if (level->tiles->len == 0)
    g_array_remove_index_fast (self->levels, oldest_level);
  self->n_tiles--;
  return TRUE;
}

/**
 * zhihui_tile_sheet_evict:
 * @n_bytes: what may stay
 * @kept_level: the tiles of this level stay
 * @frame: and those that were shown in this frame or later
 *
 * Lets go of the tiles that were shown longest ago.
 */
void
zhihui_tile_sheet_evict (ZhihuiTileSheet *self, gsize n_bytes, double kept_level, guint64 frame)
{
  while (zhihui_tile_sheet_get_n_bytes (self) > n_bytes && evict_oldest (self, kept_level, frame))
    ;
}

/* ---- what is seen ---- */

/* Edges are rounded, each for itself: neighbours meet without a seam or an overlap. */
static void
place_tile (const ZhihuiTileWindow *window,
            double                  level,
            const Tile             *tile,
            cairo_rectangle_int_t  *place)
{
  double side = ZHIHUI_TILE_PX * exp2 (window->level - level);
  double left = CLAMP (floor (tile->x * side - window->left + 0.5), -1e8, 1e8);
  double top = CLAMP (floor (tile->y * side - window->top + 0.5), -1e8, 1e8);
  double right = CLAMP (floor ((tile->x + 1.0) * side - window->left + 0.5), -1e8, 1e8);
  double bottom = CLAMP (floor ((tile->y + 1.0) * side - window->top + 0.5), -1e8, 1e8);

  place->x = (int) left;
  place->y = (int) top;
  place->width = (int) (right - left);
  place->height = (int) (bottom - top);
}

static void
draw_tile (cairo_t                     *cr,
           const Tile                  *tile,
           const cairo_rectangle_int_t *place,
           const cairo_region_t        *part)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (tile->surface);
  gboolean         is_copy = place->width == ZHIHUI_TILE_PX && place->height == ZHIHUI_TILE_PX;
  cairo_matrix_t   matrix;

  cairo_matrix_init_scale (
    &matrix, (double) ZHIHUI_TILE_PX / place->width, (double) ZHIHUI_TILE_PX / place->height);
  cairo_matrix_translate (&matrix, -place->x, -place->y);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  /* GOOD would shrink by a convolution, many times slower. */
  cairo_pattern_set_filter (pattern, is_copy ? CAIRO_FILTER_FAST : CAIRO_FILTER_BILINEAR);
  cairo_set_source (cr, pattern);
  for (int i = 0; i < cairo_region_num_rectangles (part); i++)
    {
      cairo_rectangle_int_t one;

      cairo_region_get_rectangle (part, i, &one);
      cairo_rectangle (cr, one.x, one.y, one.width, one.height);
    }
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

/* What of @missing the level has is drawn and taken out of @missing. */
static void
cover_by_level (const Level            *level,
                const ZhihuiTileWindow *window,
                cairo_region_t         *missing,
                guint64                 frame,
                cairo_t                *cr)
{
  for (guint i = 0; i < level->tiles->len && !cairo_region_is_empty (missing); i++)
    {
      Tile                 *tile = &g_array_index (level->tiles, Tile, i);
      cairo_rectangle_int_t place;
      cairo_region_t       *part;

      place_tile (window, level->level, tile, &place);
      if (place.width < 1 || place.height < 1 ||
          cairo_region_contains_rectangle (missing, &place) == CAIRO_REGION_OVERLAP_OUT)
        continue;

      part = cairo_region_copy (missing);
      cairo_region_intersect_rectangle (part, &place);
      if (cr != NULL)
        {
          draw_tile (cr, tile, &place, part);
          tile->frame = frame;
        }
      cairo_region_destroy (part);
      cairo_region_subtract_rectangle (missing, &place);
    }
}

/**
 * zhihui_tile_sheet_cover:
 * @part: of the window: what is to be covered
 * @level: tiles of this level are the best, then the nearest ones
 * @reach: levels that are farther from @level do not count
 * @frame: the number of the frame; what is drawn counts as shown in it
 * @cr: (nullable): in device pixels of @window; NULL only looks
 *
 * Returns: (transfer full): what of @part no tile covers
 */
cairo_region_t *
zhihui_tile_sheet_cover (ZhihuiTileSheet             *self,
                         const ZhihuiTileWindow      *window,
                         const cairo_rectangle_int_t *part,
                         double                       level,
                         double                       reach,
                         guint64                      frame,
                         cairo_t                     *cr)
{
  cairo_region_t *missing = cairo_region_create_rectangle (part);
  double          nearest = -1.0;

  while (!cairo_region_is_empty (missing))
    {
      const Level *next = NULL;
      double       distance = reach;

      for (guint i = 0; i < self->levels->len; i++)
        {
          const Level *one = &g_array_index (self->levels, Level, i);
          double       far = is_same_level (one->level, level) ? 0.0 : fabs (one->level - level);

          /* Two levels at the same distance are told apart by a hair. */
          far += one->level < level ? SAME_LEVEL / 4 : 0.0;
          if (far > nearest && far <= distance + SAME_LEVEL)
            {
              distance = far;
              next = one;
            }
        }
      if (next == NULL)
        break;
      nearest = distance;
      cover_by_level (next, window, missing, frame, cr);
    }

  return missing;
}

static gint64
clamp_spot (double at, double side, double n)
{
  return (gint64) CLAMP (floor (at / side), 0.0, n - 1.0);
}

static double
measure_from_middle (const ZhihuiTileWindow *self, double side, const ZhihuiTileSpot *spot)
{
  return hypot ((spot->x + 0.5) * side - self->left - self->width / 2.0,
                (spot->y + 0.5) * side - self->top - self->height / 2.0);
}

/**
 * zhihui_tile_window_list:
 * @margin_px: how far round the window
 * @spots: (element-type ZhihuiTileSpot): the tiles of @level that reach into it are added, from the
 *   middle outwards
 */
void
zhihui_tile_window_list (const ZhihuiTileWindow *self, double level, int margin_px, GArray *spots)
{
  double side = ZHIHUI_TILE_PX * exp2 (self->level - level);
  double n = MAX (ceil (zhihui_mercator_get_world_px (level) / ZHIHUI_TILE_PX), 1.0);
  gint64 left = clamp_spot (self->left - margin_px, side, n);
  gint64 right = clamp_spot (self->left + self->width - 1 + margin_px, side, n);
  gint64 top = clamp_spot (self->top - margin_px, side, n);
  gint64 bottom = clamp_spot (self->top + self->height - 1 + margin_px, side, n);
  guint  first = spots->len;

  for (gint64 y = top; y <= bottom; y++)
    for (gint64 x = left; x <= right; x++)
      {
        ZhihuiTileSpot spot = { level, (guint32) x, (guint32) y };
        double         distance = measure_from_middle (self, side, &spot);
        guint          at = spots->len;

        while (at > first &&
               measure_from_middle (self, side, &g_array_index (spots, ZhihuiTileSpot, at - 1)) >
                 distance)
          at--;
        g_array_insert_val (spots, at, spot);
      }
}
