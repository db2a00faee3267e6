/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-tiles.h"

#include <math.h>

#define WIDTH 700
#define HEIGHT 500

/* A board of squares over the whole world, which any viewport can be painted of alone. */
typedef struct
{
  gint       n_refs; /* atomic */
  ZhihuiRgba light, dark;
  double     square; /* Mercator */
} Board;

typedef struct
{
  ZhihuiMapTiles *tiles;
  Board           board;
  guint           n_ready;
  gboolean        is_complete; /* the last frame */
} Fixture;

static const ZhihuiRgba   ground = { 1.0, 0.0, 1.0, 1.0 };
static const ZhihuiExtent world = { 0.0, 0.0, 1.0, 1.0 };
static const ZhihuiExtent county = { 0.826, 0.389, 0.83, 0.393 };

static void
paint_board (gpointer scene, cairo_t *cr, const ZhihuiViewport *viewport)
{
  const Board *board = scene;
  ZhihuiExtent extent;
  gint64       left, top, right, bottom;

  zhihui_viewport_get_extent (viewport, &extent);
  left = (gint64) floor (extent.left / board->square) - 1;
  right = (gint64) ceil (extent.right / board->square) + 1;
  top = (gint64) floor (extent.top / board->square) - 1;
  bottom = (gint64) ceil (extent.bottom / board->square) + 1;
  cairo_set_source_rgb (cr, board->light.red, board->light.green, board->light.blue);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, board->dark.red, board->dark.green, board->dark.blue);
  for (gint64 y = top; y < bottom; y++)
    for (gint64 x = left; x < right; x++)
      {
        double x0, y0, x1, y1;

        if (((x + y) & 1) != 0)
          continue;
        zhihui_viewport_to_px (
          viewport, (double) x * board->square, (double) y * board->square, &x0, &y0);
        zhihui_viewport_to_px (
          viewport, (double) (x + 1) * board->square, (double) (y + 1) * board->square, &x1, &y1);
        cairo_rectangle (cr, x0, y0, x1 - x0, y1 - y0);
        cairo_fill (cr);
      }
}

static gpointer
ref_board (gpointer scene)
{
  g_atomic_int_inc (&((Board *) scene)->n_refs);
  return scene;
}

static void
unref_board (gpointer scene)
{
  g_atomic_int_add (&((Board *) scene)->n_refs, -1);
}

static void
ready_cb (gpointer user_data)
{
  ((Fixture *) user_data)->n_ready++;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const ZhihuiTileScene kind = { paint_board, ref_board, unref_board };

  fixture->board = (Board){ 0, { 0.9, 0.9, 0.2, 1.0 }, { 0.1, 0.2, 0.4, 1.0 }, 1.0 / 36000 };
  fixture->tiles = zhihui_map_tiles_new (&kind, ready_cb, fixture);
  zhihui_map_tiles_set_ground (fixture->tiles, &ground);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  zhihui_map_tiles_free (fixture->tiles);
  while (g_atomic_int_get (&fixture->board.n_refs) > 0)
    g_thread_yield (); /* a tile in hand is painted to its end */
}

/* Its corner is a whole pixel. */
static ZhihuiViewport
look_at (double x, double y, double zoom)
{
  ZhihuiViewport viewport = { x, y, zoom, WIDTH, HEIGHT };
  double         world_px = zhihui_viewport_get_world_px (&viewport);

  viewport.x = floor (x * world_px) / world_px;
  viewport.y = floor (y * world_px) / world_px;
  return viewport;
}

static cairo_surface_t *
draw (Fixture *fixture, const ZhihuiViewport *viewport, int scale, gboolean is_zooming)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) viewport->width * scale, (int) viewport->height * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  zhihui_map_tiles_begin (fixture->tiles, viewport, scale, is_zooming);
  for (int i = 0; i < 4; i++)
    {
      const cairo_rectangle_int_t quarter = {
        i % 2 * WIDTH / 2 * scale, i / 2 * HEIGHT / 2 * scale, WIDTH / 2 * scale, HEIGHT / 2 * scale
      };

      zhihui_map_tiles_draw (fixture->tiles, cr, &quarter);
    }
  fixture->is_complete = zhihui_map_tiles_end (fixture->tiles);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
draw_away (Fixture *fixture, const ZhihuiViewport *viewport, gboolean is_zooming)
{
  cairo_surface_destroy (draw (fixture, viewport, 1, is_zooming));
}

/* Draws as a widget does, whenever it is told to, until the painters have nothing to do. */
static cairo_surface_t *
draw_to_the_end (Fixture *fixture, const ZhihuiViewport *viewport, int scale)
{
  cairo_surface_t *surface = draw (fixture, viewport, scale, FALSE);
  guint            n_ready = fixture->n_ready;

  while (zhihui_map_tiles_is_busy (fixture->tiles) || n_ready != fixture->n_ready)
    {
      if (n_ready == fixture->n_ready)
        {
          g_main_context_iteration (NULL, TRUE);
          continue;
        }
      n_ready = fixture->n_ready;
      cairo_surface_destroy (surface);
      surface = draw (fixture, viewport, scale, FALSE);
    }

  return surface;
}

static void
show_to_the_end (Fixture *fixture, const ZhihuiViewport *viewport)
{
  cairo_surface_destroy (draw_to_the_end (fixture, viewport, 1));
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
    cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static guint
count_pixels (cairo_surface_t *surface, guint32 colour)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += get_pixel (surface, x, y) == colour;
  return n;
}

static int
measure_difference (guint32 a, guint32 b)
{
  int difference = 0;

  for (int shift = 0; shift < 24; shift += 8)
    difference = MAX (difference, abs ((int) (a >> shift & 255) - (int) (b >> shift & 255)));
  return difference;
}

static void
assert_is_the_board (Fixture              *fixture,
                     cairo_surface_t      *shown,
                     const ZhihuiViewport *viewport,
                     int                   scale)
{
  cairo_surface_t *whole = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) viewport->width * scale, (int) viewport->height * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (whole, scale, scale);
  cr = cairo_create (whole);
  paint_board (&fixture->board, cr, viewport);
  cairo_destroy (cr);
  cairo_surface_flush (whole);
  for (int y = 0; y < cairo_image_surface_get_height (whole); y++)
    for (int x = 0; x < cairo_image_surface_get_width (whole); x++)
      g_assert_cmpint (
        measure_difference (get_pixel (whole, x, y), get_pixel (shown, x, y)), <=, 2);
  cairo_surface_destroy (whole);
}

static void
test_tiles_put_together_are_the_picture (Fixture *fixture, gconstpointer user_data)
{
  const double zooms[] = { 12.0, 11.37, 13.81 };

  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      ZhihuiViewport   viewport = look_at (0.82812345, 0.3912345, zooms[i]);
      cairo_surface_t *shown = draw_to_the_end (fixture, &viewport, 1);

      assert_is_the_board (fixture, shown, &viewport, 1);
      cairo_surface_destroy (shown);
    }
}

static void
test_two_device_pixels_a_pixel_are_both_used (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport   viewport = look_at (0.82812345, 0.3912345, 12.4);
  cairo_surface_t *shown;

  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  show_to_the_end (fixture, &viewport); /* tiles of the other scale do not stay */
  shown = draw_to_the_end (fixture, &viewport, 2);
  assert_is_the_board (fixture, shown, &viewport, 2);
  cairo_surface_destroy (shown);
}

/* No tile is painted meanwhile: what is drawn are tiles of elsewhere and of other levels. */
static void
test_what_was_seen_once_is_never_blank (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport = look_at (0.828, 0.391, 10.2);

  fixture->board.square *= 8;
  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  show_to_the_end (fixture, &viewport);
  for (int i = 0; i < 40; i++)
    {
      cairo_surface_t *shown;

      viewport = look_at (0.828 + 0.0001 * i, 0.391, 10.2 + 0.1 * i);
      shown = draw (fixture, &viewport, 1, TRUE);
      g_assert_cmpuint (count_pixels (shown, 0xff00ff), ==, 0);
      cairo_surface_destroy (shown);
    }
}

static void
test_a_new_scene_takes_over_at_once (Fixture *fixture, gconstpointer user_data)
{
  const ZhihuiRgba red = { 1.0, 0.0, 0.0, 1.0 }, blue = { 0.0, 0.0, 1.0, 1.0 };
  Board            before = { 0, red, red, 0.01 }, after = { 0, blue, blue, 0.01 };
  ZhihuiViewport   viewport = look_at (0.828, 0.391, 12.3);
  guint            n_whole = WIDTH * HEIGHT, n_red = n_whole;
  guint            n_frames = 0;

  zhihui_map_tiles_set_scene (fixture->tiles, &before, &world);
  show_to_the_end (fixture, &viewport);
  zhihui_map_tiles_set_scene (fixture->tiles, &after, &world);
  while (n_red > 0)
    {
      cairo_surface_t *shown = draw (fixture, &viewport, 1, FALSE);

      n_red = count_pixels (shown, 0xff0000);
      g_assert_true (n_red == 0 || n_red == n_whole);
      g_assert_cmpuint (n_red + count_pixels (shown, 0x0000ff), ==, n_whole);
      cairo_surface_destroy (shown);
      n_frames++;
      if (n_red > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (n_frames, >, 1); /* the old one was shown meanwhile */
  g_assert_true (zhihui_map_tiles_has_shown (fixture->tiles, &after));

  zhihui_map_tiles_set_scene (fixture->tiles, NULL, NULL);
  while (g_atomic_int_get (&before.n_refs) > 0 || g_atomic_int_get (&after.n_refs) > 0)
    g_main_context_iteration (NULL, FALSE);
}

/* Before the first tile of the new one is painted there is only ground. */
static void
test_a_scene_that_is_forgotten_is_not_seen_again (Fixture *fixture, gconstpointer user_data)
{
  const ZhihuiRgba red = { 1.0, 0.0, 0.0, 1.0 };
  Board            before = { 0, red, red, 0.01 };
  ZhihuiViewport   viewport = look_at (0.828, 0.391, 12.3);
  cairo_surface_t *shown;

  zhihui_map_tiles_set_scene (fixture->tiles, &before, &world);
  show_to_the_end (fixture, &viewport);
  zhihui_map_tiles_forget (fixture->tiles); /* it is the present one: it stays */
  shown = draw (fixture, &viewport, 1, FALSE);
  g_assert_cmpuint (count_pixels (shown, 0xff0000), ==, WIDTH * HEIGHT);
  cairo_surface_destroy (shown);

  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  zhihui_map_tiles_forget (fixture->tiles);
  shown = draw (fixture, &viewport, 1, FALSE);
  g_assert_cmpuint (count_pixels (shown, 0xff00ff), ==, WIDTH * HEIGHT);
  cairo_surface_destroy (shown);
  shown = draw_to_the_end (fixture, &viewport, 1);
  assert_is_the_board (fixture, shown, &viewport, 1);
  cairo_surface_destroy (shown);
  while (g_atomic_int_get (&before.n_refs) > 0)
    g_main_context_iteration (NULL, FALSE);
}

/* With the red scene the place of before, with the blue one the other: never red elsewhere. */
static void
test_a_cut_waits_for_the_scene_that_comes (Fixture *fixture, gconstpointer user_data)
{
  const ZhihuiRgba red = { 1.0, 0.0, 0.0, 1.0 }, dark = { 0.3, 0.0, 0.0, 1.0 };
  const ZhihuiRgba blue = { 0.0, 0.0, 1.0, 1.0 };
  Board            before = { 0, red, dark, 1.0 / 36000 }, after = { 0, blue, blue, 0.01 };
  ZhihuiViewport   here = look_at (0.828, 0.391, 12.3), there = look_at (0.8272, 0.3905, 13.1);
  cairo_surface_t *first, *shown;
  guint            n_frames = 0;

  zhihui_map_tiles_set_scene (fixture->tiles, &before, &county);
  first = draw_to_the_end (fixture, &here, 1);
  zhihui_map_tiles_set_scene (fixture->tiles, &after, &county);
  zhihui_map_tiles_cut (fixture->tiles);
  for (;; n_frames++)
    {
      shown = draw (fixture, &there, 1, FALSE);
      if (count_pixels (shown, 0x0000ff) == WIDTH * HEIGHT)
        break;
      for (int y = 0; y < HEIGHT; y += 7)
        for (int x = 0; x < WIDTH; x += 7)
          g_assert_cmphex (get_pixel (shown, x, y), ==, get_pixel (first, x, y));
      cairo_surface_destroy (shown);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (n_frames, >, 0);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (first);
  zhihui_map_tiles_set_scene (fixture->tiles, NULL, NULL);
  while (g_atomic_int_get (&before.n_refs) > 0 || g_atomic_int_get (&after.n_refs) > 0)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_pixels_stay_below_the_ceiling (Fixture *fixture, gconstpointer user_data)
{
  const gsize ceiling = 16 * 1024 * 1024;
  guint       n_painted = 0;

  fixture->board.square *= 8;
  zhihui_map_tiles_set_ceiling (fixture->tiles, ceiling);
  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  for (int i = 0; i < 12; i++)
    {
      ZhihuiViewport viewport =
        look_at (0.827 + 0.0005 * (i % 5), 0.39 + 0.0005 * (i / 5), 13 + i % 3);

      show_to_the_end (fixture, &viewport);
      g_assert_cmpuint (zhihui_map_tiles_get_n_bytes (fixture->tiles), <=, ceiling);
    }
  n_painted = zhihui_map_tiles_get_n_painted (fixture->tiles);
  g_assert_cmpuint (n_painted, >, ceiling / (512 * 512 * 4)); /* there was more than fits */
}

static void
test_a_map_at_rest_asks_for_no_frame (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport = look_at (0.828, 0.391, 12.3);
  guint          n_ready, n_painted;

  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  show_to_the_end (fixture, &viewport);
  n_ready = fixture->n_ready;
  n_painted = zhihui_map_tiles_get_n_painted (fixture->tiles);
  for (int i = 0; i < 5; i++)
    {
      draw_away (fixture, &viewport, FALSE);
      g_assert_false (zhihui_map_tiles_is_busy (fixture->tiles));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpuint (fixture->n_ready, ==, n_ready);
  g_assert_cmpuint (zhihui_map_tiles_get_n_painted (fixture->tiles), ==, n_painted);
}

static void
test_what_came_into_view_is_painted_before_the_rest (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport = look_at (0.828, 0.391, 12.0);
  guint          n_seen;

  zhihui_map_tiles_set_scene (fixture->tiles, &fixture->board, &county);
  draw_away (fixture, &viewport, FALSE);
  while (!fixture->is_complete)
    {
      g_main_context_iteration (NULL, TRUE);
      draw_away (fixture, &viewport, FALSE);
    }
  /* 700 x 500 px meet at most 3 x 2 tiles of 512; one more may be in the hands of each thread. */
  n_seen = zhihui_map_tiles_get_n_painted (fixture->tiles);
  g_assert_cmpuint (n_seen, <=, 6 + 4);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/map-tiles/tiles-put-together-are-the-picture", test_tiles_put_together_are_the_picture);
  ADD ("/map-tiles/two-device-pixels-a-pixel-are-both-used",
       test_two_device_pixels_a_pixel_are_both_used);
  ADD ("/map-tiles/what-was-seen-once-is-never-blank", test_what_was_seen_once_is_never_blank);
  ADD ("/map-tiles/a-new-scene-takes-over-at-once", test_a_new_scene_takes_over_at_once);
  ADD ("/map-tiles/a-scene-that-is-forgotten-is-not-seen-again",
       test_a_scene_that_is_forgotten_is_not_seen_again);
  ADD ("/map-tiles/a-cut-waits-for-the-scene-that-comes",
       test_a_cut_waits_for_the_scene_that_comes);
  ADD ("/map-tiles/pixels-stay-below-the-ceiling", test_pixels_stay_below_the_ceiling);
  ADD ("/map-tiles/a-map-at-rest-asks-for-no-frame", test_a_map_at_rest_asks_for_no_frame);
  ADD ("/map-tiles/what-came-into-view-is-painted-before-the-rest",
       test_what_came_into_view_is_painted_before_the_rest);

  return g_test_run ();
}
