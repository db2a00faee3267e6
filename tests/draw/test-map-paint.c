/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "map-canvas.h"
#include "sample-mesh.h"
#include "zhihui-map-regions.h"
#include "zhihui-map-scene.h"
#include "zhihui-mesh-builder.h"

#define TILE 128

/* Where a tile ends within a circle, cairo rounds otherwise. */
#define MOST_TILE_DISTANCE 12

/* By Gauss's formula, from the outlines alone. */
static double
measure_outline (const ZhihuiOutline *outline, double world)
{
  double twice = 0;

  for (guint i = 0; i < outline->rings->len; i++)
    {
      const GArray *ring = g_ptr_array_index (outline->rings, i);
      guint         n = ring->len / 2;

      for (guint j = 0; j < n; j++)
        {
          guint  k = (j + 1) % n;
          double x0 = sample_mercator_x (g_array_index (ring, double, 2 * j)) * world;
          double y0 = sample_mercator_y (g_array_index (ring, double, 2 * j + 1)) * world;
          double x1 = sample_mercator_x (g_array_index (ring, double, 2 * k)) * world;
          double y1 = sample_mercator_y (g_array_index (ring, double, 2 * k + 1)) * world;

          twice += x0 * y1 - x1 * y0;
        }
    }
  return fabs (twice) / 2;
}

/* By paths what is filled last has more than its half of the pixels at its edge. */
static void
each_class_has_the_area_of_its_polygons (void)
{
  static const CanvasPaintFunc ways[] = { zhihui_map_scene_paint,
                                          zhihui_map_regions_paint_vectors };
  static const guint           counts[] = { 24, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (counts) * 2; i++)
    {
      guint n = counts[i / 2];
      g_autoptr (GPtrArray) outlines = sample_mesh_make_outlines (n > 99 ? 15 : 6, n, 15, 0.05);
      g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (n > 99 ? 15 : 6, n, 15, 0.05);
      g_autofree ZhihuiRegionLook *looks = canvas_make_looks (n);
      ZhihuiMapManner              manner;
      ZhihuiViewport               view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
      g_autoptr (ZhihuiMapScene) scene = NULL;
      cairo_surface_t *surface;
      double           areas[3] = { 0 }, painted[3] = { 0 };

      canvas_init_manner (&manner, FALSE);
      scene = zhihui_map_scene_new (mesh, looks, NULL, &manner);
      zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 7);
      for (guint j = 0; j < n; j++)
        areas[(j * 5 + j / 3) % 3] +=
          measure_outline (g_ptr_array_index (outlines, j), zhihui_viewport_get_world_px (&view));
      surface = canvas_paint (scene, &view, ways[i % 2]);
      for (int y = 0; y < CANVAS_HEIGHT; y++)
        for (int x = 0; x < CANVAS_WIDTH; x++)
          for (int class = 0; class < 3; class ++)
            painted[class] +=
              canvas_get_channel (canvas_get_pixel (surface, x, y), 2 - class) / 255.0;
      for (int class = 0; class < 3; class ++)
        g_assert_cmpfloat_with_epsilon (
          painted[class], areas[class], areas[class] * (i % 2 == 0 ? 0.001 : 0.03));
      cairo_surface_destroy (surface);
    }
}

static void
neighbours_leave_no_ground_between_them_at_any_zoom (void)
{
  for (guint wander = 0; wander < 2; wander++)
    {
      g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (12, 96, wander ? 15 : 1, 0.05);
      g_autofree ZhihuiRegionLook *looks = canvas_make_looks (96);
      ZhihuiMapManner              manner;
      ZhihuiViewport               view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
      g_autoptr (ZhihuiMapScene) scene = NULL;
      double fitting;

      canvas_init_manner (&manner, FALSE);
      scene = zhihui_map_scene_new (mesh, looks, NULL, &manner);
      zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), -100);
      fitting = view.zoom + 0.3;
      for (view.zoom = fitting; view.zoom < fitting + 9; view.zoom += 0.37)
        {
          cairo_surface_t *surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
          int              n_ground = 0;

          for (int y = 0; y < CANVAS_HEIGHT; y++)
            for (int x = 0; x < CANVAS_WIDTH; x++)
              n_ground += canvas_get_pixel (surface, x, y) >> 24 != 255;
          g_assert_cmpint (n_ground, ==, 0);
          cairo_surface_destroy (surface);
        }
    }
}

static void
add_outline (GPtrArray *outlines, const double *corners, guint n)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_vals (ring, corners, n * 2);
  outline->code = g_strdup_printf ("%u", outlines->len);
  outline->name = g_strdup ("");
  g_ptr_array_add (outline->rings, ring);
  g_ptr_array_add (outlines, outline);
}

static guint32
look_at (cairo_surface_t *surface, const ZhihuiViewport *view, double lon, double lat)
{
  double x, y;

  zhihui_viewport_to_px (view, sample_mercator_x (lon), sample_mercator_y (lat), &x, &y);
  return canvas_get_pixel (surface, (int) x, (int) y);
}

/* Files are not always clean. */
static void
outlines_that_cross_are_filled_and_do_not_spill (void)
{
  static const double red[] = { 117, 36, 118, 36, 118, 37, 117, 37 };
  static const double green[] = { 117.6, 36.5, 118.6, 36.5, 118.6, 37.5, 117.6, 37.5 };
  static const double bow_tie[] = { 119, 36, 120, 37, 120, 36, 119, 37 };
  ZhihuiRegionLook    looks[3] = { { .fill = { 1, 0, 0, 1 } },
                                   { .fill = { 0, 1, 0, 1 } },
                                   { .fill = { 0, 0, 1, 1 } } };
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  g_autoptr (ZhihuiMesh) mesh = NULL;
  g_autoptr (ZhihuiMapScene) scene = NULL;
  ZhihuiViewport   view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  ZhihuiMapManner  manner;
  cairo_surface_t *surface;
  guint32          both;

  add_outline (outlines, red, 4);
  add_outline (outlines, green, 4);
  add_outline (outlines, bow_tie, 4);
  mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  canvas_init_manner (&manner, FALSE);
  scene = zhihui_map_scene_new (mesh, looks, NULL, &manner);
  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (mesh), 10);
  surface = canvas_paint (scene, &view, zhihui_map_scene_paint);
  g_assert_cmphex (look_at (surface, &view, 117.3, 36.8), ==, 0xffff0000u);
  g_assert_cmphex (look_at (surface, &view, 118.3, 36.8), ==, 0xff00ff00u);
  both = look_at (surface, &view, 117.8, 36.8);
  g_assert_cmpint (canvas_get_distance (both, 0xff808000u), <=, 1);
  g_assert_cmphex (look_at (surface, &view, 119.1, 36.5), ==, 0xff0000ffu);
  g_assert_cmphex (look_at (surface, &view, 119.9, 36.5), ==, 0xff0000ffu);
  g_assert_cmphex (look_at (surface, &view, 119.5, 36.1), ==, 0);
  g_assert_cmphex (look_at (surface, &view, 119.5, 36.9), ==, 0);
  g_assert_cmphex (look_at (surface, &view, 118.8, 36.8), ==, 0);
  cairo_surface_destroy (surface);
}

static void
add_points (GArray *points, const ZhihuiMesh *mesh, guint n)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiMapPoint point = { extent->left + (extent->right - extent->left) * g_rand_double (rand),
                               extent->top + (extent->bottom - extent->top) * g_rand_double (rand),
                               1,
                               i % 30 == 0,
                               i % 40 == 7 };

      g_array_append_val (points, point);
    }
}

/* All that can be seen, in one of the ways of points. */
static ZhihuiMapScene *
make_full_scene (ZhihuiPointsManner points_manner, guint n_regions)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (n_regions / 4, n_regions, 15, 0.05);
  g_autofree ZhihuiRegionLook *looks = canvas_make_looks (n_regions);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  ZhihuiMapManner manner;

  for (guint i = 0; i < n_regions; i++)
    {
      looks[i].state = i % 7 == 1   ? ZHIHUI_REGION_NO_DATA
                       : i % 7 == 3 ? ZHIHUI_REGION_TOO_FEW
                                    : ZHIHUI_REGION_FILLED;
      looks[i].alert = i % 11 == 5;
    }
  add_points (points, mesh, 700);
  canvas_init_manner (&manner, TRUE);
  manner.points = points_manner;
  manner.n_layers = 1;
  manner.layers[0] = (ZhihuiMapLayerLook){ ZHIHUI_PLACE_WINDOW, { 0.4, 0.7, 0.9, 1 }, TRUE };
  return zhihui_map_scene_new (mesh, looks, points, &manner);
}

static void
compare_tiles (const ZhihuiMapScene *scene, const ZhihuiViewport *whole, cairo_surface_t *expected)
{
  double world = zhihui_viewport_get_world_px (whole);

  for (int top = 0; top < CANVAS_HEIGHT; top += TILE)
    for (int left = 0; left < CANVAS_WIDTH; left += TILE)
      {
        ZhihuiViewport   view = { whole->x + (left + TILE / 2 - CANVAS_WIDTH / 2) / world,
                                  whole->y + (top + TILE / 2 - CANVAS_HEIGHT / 2) / world,
                                  whole->zoom,
                                  TILE,
                                  TILE };
        cairo_surface_t *tile = canvas_paint (scene, &view, zhihui_map_scene_paint);

        for (int y = 0; y < TILE && top + y < CANVAS_HEIGHT; y++)
          for (int x = 0; x < TILE && left + x < CANVAS_WIDTH; x++)
            g_assert_cmpint (canvas_get_distance (canvas_get_pixel (tile, x, y),
                                                  canvas_get_pixel (expected, left + x, top + y)),
                             <=,
                             MOST_TILE_DISTANCE);
        cairo_surface_destroy (tile);
      }
}

static void
tiles_together_are_the_whole (void)
{
  for (int manner = 0; manner < 3; manner++)
    {
      g_autoptr (ZhihuiMapScene) scene = make_full_scene ((ZhihuiPointsManner) manner, 40);
      ZhihuiViewport view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

      zhihui_viewport_fit (&view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 10);
      for (int i = 0; i < 3; i++, view.zoom += 1.7)
        {
          cairo_surface_t *whole = canvas_paint (scene, &view, zhihui_map_scene_paint);

          compare_tiles (scene, &view, whole);
          cairo_surface_destroy (whole);
        }
    }
}

static void
twice_the_scale_is_twice_the_size (void)
{
  g_autoptr (ZhihuiMapScene) scene = make_full_scene (ZHIHUI_POINTS_DOTS, 40);
  ZhihuiViewport   view = { .width = CANVAS_WIDTH / 2, .height = CANVAS_HEIGHT / 2 };
  cairo_surface_t *one, *two, *scaled;
  cairo_t         *cr;
  double           sums[3][4] = { { 0 } };

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 10);
  one = canvas_paint (scene, &view, zhihui_map_scene_paint);
  two = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CANVAS_WIDTH, CANVAS_HEIGHT);
  cairo_surface_set_device_scale (two, 2, 2);
  cr = cairo_create (two);
  zhihui_map_scene_paint (scene, cr, &view);
  cairo_destroy (cr);
  scaled = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CANVAS_WIDTH, CANVAS_HEIGHT);
  cr = cairo_create (scaled);
  cairo_scale (cr, 2, 2);
  zhihui_map_scene_paint (scene, cr, &view);
  cairo_destroy (cr);
  for (int y = 0; y < CANVAS_HEIGHT; y++)
    for (int x = 0; x < CANVAS_WIDTH; x++)
      {
        g_assert_cmpint (
          canvas_get_distance (canvas_get_pixel (two, x, y), canvas_get_pixel (scaled, x, y)),
          <=,
          1);
        for (int i = 0; i < 4; i++)
          {
            sums[0][i] += canvas_get_channel (canvas_get_pixel (one, x / 2, y / 2), i);
            sums[1][i] += canvas_get_channel (canvas_get_pixel (two, x, y), i);
          }
      }
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (sums[1][i], sums[0][i], sums[0][i] * 0.02);
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
  cairo_surface_destroy (scaled);
}

/* Groups have an origin of their own. */
static void
a_group_is_painted_as_the_canvas_is (void)
{
  g_autoptr (ZhihuiMapScene) scene = make_full_scene (ZHIHUI_POINTS_CLUSTERS, 40);
  ZhihuiViewport   view = { .width = 300, .height = 200 };
  cairo_surface_t *surfaces[2];

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 10);
  for (int i = 0; i < 2; i++)
    {
      cairo_t *cr;

      surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CANVAS_WIDTH, CANVAS_HEIGHT);
      cr = cairo_create (surfaces[i]);
      cairo_translate (cr, 50, 70);
      cairo_rectangle (cr, 20, 30, 200, 100);
      cairo_clip (cr);
      if (i > 0)
        cairo_push_group (cr);
      zhihui_map_scene_paint (scene, cr, &view);
      if (i > 0)
        {
          cairo_pop_group_to_source (cr);
          cairo_paint (cr);
        }
      cairo_destroy (cr);
      cairo_surface_flush (surfaces[i]);
    }
  for (int y = 0; y < CANVAS_HEIGHT; y++)
    for (int x = 0; x < CANVAS_WIDTH; x++)
      g_assert_cmpint (canvas_get_distance (canvas_get_pixel (surfaces[0], x, y),
                                            canvas_get_pixel (surfaces[1], x, y)),
                       <=,
                       1);
  g_assert_cmphex (canvas_get_pixel (surfaces[0], 150, 150), !=, 0);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

static void
pixels_are_what_cairo_makes_of_the_paths (void)
{
  g_autoptr (ZhihuiMapScene) scene = make_full_scene (ZHIHUI_POINTS_DOTS, 40);
  ZhihuiViewport view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 10);
  for (int i = 0; i < 4; i++, view.zoom += 1.3)
    {
      cairo_surface_t *pixels = canvas_paint (scene, &view, zhihui_map_regions_paint_pixels);
      cairo_surface_t *paths = canvas_paint (scene, &view, zhihui_map_regions_paint_vectors);
      int              n_different = 0;
      double           sum = 0;

      for (int y = 0; y < CANVAS_HEIGHT; y++)
        for (int x = 0; x < CANVAS_WIDTH; x++)
          {
            guint32 a = canvas_get_pixel (pixels, x, y), b = canvas_get_pixel (paths, x, y);

            /* Cairo's borders reach out of the map by half their width, over nothing. */
            if (a >> 24 != 255 || b >> 24 != 255)
              continue;
            n_different += canvas_get_distance (a, b) > 48;
            sum += canvas_get_distance (a, b);
          }
      g_assert_cmpint (n_different, <, CANVAS_WIDTH * CANVAS_HEIGHT / 200);
      g_assert_cmpfloat (sum / (CANVAS_WIDTH * CANVAS_HEIGHT), <, 2);
      cairo_surface_destroy (pixels);
      cairo_surface_destroy (paths);
    }
}

static void
recolouring_leaves_the_first_scene_as_it_was (void)
{
  ZhihuiRegionLook red[8] = { { .fill = { 0, 0, 0, 0 } } }, blue[8];
  ZhihuiMapManner  manner;
  ZhihuiViewport   view;
  g_autoptr (ZhihuiMapScene) first = NULL;
  g_autoptr (ZhihuiMapScene) second = NULL;
  g_autoptr (ZhihuiMapScene) same = NULL;
  g_autoptr (ZhihuiMapScene) alerted = NULL;
  cairo_surface_t *one, *other;

  for (guint i = 0; i < 8; i++)
    red[i] = blue[i] = (ZhihuiRegionLook){ .fill = { 1, 0, 0, 1 } };
  for (guint i = 0; i < 8; i++)
    blue[i].fill = (ZhihuiRgba){ 0, 0, 1, 1 };
  canvas_init_manner (&manner, FALSE);
  first = canvas_make_squares (4, 150, &manner, red, &view);
  second = zhihui_map_scene_recolour (first, blue);
  g_assert_true (zhihui_map_scene_get_mesh (first) == zhihui_map_scene_get_mesh (second));
  same = zhihui_map_scene_recolour (first, red);
  g_assert_true (same == first); /* nothing is painted anew for it */
  red[5].alert = TRUE;
  alerted = zhihui_map_scene_recolour (first, red);
  g_assert_true (alerted != first);
  one = canvas_paint (first, &view, zhihui_map_scene_paint);
  g_clear_pointer (&first, zhihui_map_scene_unref);
  other = canvas_paint (second, &view, zhihui_map_scene_paint);
  g_assert_cmphex (canvas_get_pixel (one, CANVAS_WIDTH / 2, CANVAS_HEIGHT / 2), ==, 0xffff0000u);
  g_assert_cmphex (canvas_get_pixel (other, CANVAS_WIDTH / 2, CANVAS_HEIGHT / 2), ==, 0xff0000ffu);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

static void
a_scene_is_made_anew_for_what_would_look_another_way_alone (void)
{
  g_autofree ZhihuiRegionLook *looks = canvas_make_looks (8);
  ZhihuiMapPoint               point = { .x = 0.5, .y = 0.5, .count = 3 };
  ZhihuiMapManner              manner, kept;
  ZhihuiViewport               view;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GArray) equal = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (ZhihuiMapScene) bare = NULL;
  g_autoptr (ZhihuiMapScene) first = NULL;
  g_autoptr (ZhihuiMapScene) same = NULL;
  g_autoptr (ZhihuiMapScene) overdue = NULL;
  g_autoptr (ZhihuiMapScene) faint = NULL;
  ZhihuiMesh *mesh;

  canvas_init_manner (&manner, FALSE);
  bare = canvas_make_squares (4, 150, &manner, looks, &view);
  mesh = zhihui_map_scene_get_mesh (bare);
  g_array_append_val (points, point);
  g_array_append_val (equal, point);
  first = zhihui_map_scene_renew (bare, mesh, looks, points, &manner);
  g_assert_true (first != bare);
  same = zhihui_map_scene_renew (first, mesh, looks, equal, &manner);
  g_assert_true (same == first);
  g_array_index (equal, ZhihuiMapPoint, 0).overdue = 1;
  overdue = zhihui_map_scene_renew (first, mesh, looks, equal, &manner);
  g_assert_true (overdue != first);
  kept = manner;
  kept.kept = TRUE;
  faint = zhihui_map_scene_renew (first, mesh, looks, points, &kept);
  g_assert_true (faint != first);
  g_assert_true (zhihui_map_scene_get_manner (faint)->kept);
}

typedef struct
{
  ZhihuiMapScene  *scene;
  ZhihuiViewport   view;
  cairo_surface_t *expected;
} Shared;

static gpointer
paint_many_times (gpointer data)
{
  Shared *shared = data;

  for (int i = 0; i < 12; i++)
    {
      g_autoptr (ZhihuiMapScene) own = zhihui_map_scene_ref (shared->scene);
      cairo_surface_t *surface = canvas_paint (own, &shared->view, zhihui_map_scene_paint);

      g_assert_cmpmem (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * CANVAS_HEIGHT,
                       cairo_image_surface_get_data (shared->expected),
                       (gsize) cairo_image_surface_get_stride (surface) * CANVAS_HEIGHT);
      cairo_surface_destroy (surface);
    }
  return NULL;
}

static void
threads_may_paint_one_scene_at_once (void)
{
  for (int manner = 0; manner < 3; manner++)
    {
      Shared   shared = { .scene = make_full_scene ((ZhihuiPointsManner) manner, 40),
                          .view = { .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT } };
      GThread *threads[3];

      zhihui_viewport_fit (
        &shared.view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (shared.scene)), 10);
      shared.expected = canvas_paint (shared.scene, &shared.view, zhihui_map_scene_paint);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("paint", paint_many_times, &shared);
      for (int i = 0; i < 200; i++)
        {
          g_autofree ZhihuiRegionLook *looks = canvas_make_looks (40);
          ZhihuiMapScene              *other = zhihui_map_scene_recolour (shared.scene, looks);

          zhihui_map_scene_unref (other);
        }
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      cairo_surface_destroy (shared.expected);
      zhihui_map_scene_unref (shared.scene);
    }
}

static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("%s: %s", argv[0], said);
  return said;
}

static void
a_page_is_sound_small_and_all_vectors (void)
{
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  g_autofree char *images = g_find_program_in_path ("pdfimages");
  g_autofree char *folder = g_dir_make_tmp ("zhihui-map-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.pdf", NULL);
  g_autofree char *listed = NULL;
  g_autofree char *checked = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (ZhihuiMapScene) scene = make_full_scene (ZHIHUI_POINTS_DOTS, 400);
  ZhihuiViewport   view = { .width = 440, .height = 300 };
  cairo_surface_t *surface;
  cairo_t         *cr;
  GStatBuf         file;

  if (qpdf == NULL || images == NULL)
    {
      g_test_skip ("no qpdf or pdfimages");
      return;
    }

  zhihui_viewport_fit (&view, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 4);
  surface = cairo_pdf_surface_create (path, view.width, view.height);
  cr = cairo_create (surface);
  zhihui_map_scene_paint (scene, cr, &view);
  cairo_push_group (cr);
  zhihui_map_scene_paint (scene, cr, &view);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.5);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  checked = run ((const char *const[]){ qpdf, "--check", path, NULL });
  g_assert_nonnull (strstr (checked, "No syntax or stream encoding errors"));
  listed = run ((const char *const[]){ images, "-list", path, NULL });
  /* a head of two lines, and no image */
  lines = g_strsplit (g_strstrip (listed), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpint (g_stat (path, &file), ==, 0);
  g_assert_cmpint (file.st_size, >, 10000);
  g_assert_cmpint (file.st_size, <, 400000);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-paint/each-class-has-the-area-of-its-polygons",
                   each_class_has_the_area_of_its_polygons);
  g_test_add_func ("/map-paint/neighbours-leave-no-ground-between-them-at-any-zoom",
                   neighbours_leave_no_ground_between_them_at_any_zoom);
  g_test_add_func ("/map-paint/outlines-that-cross-are-filled-and-do-not-spill",
                   outlines_that_cross_are_filled_and_do_not_spill);
  g_test_add_func ("/map-paint/tiles-together-are-the-whole", tiles_together_are_the_whole);
  g_test_add_func ("/map-paint/twice-the-scale-is-twice-the-size",
                   twice_the_scale_is_twice_the_size);
  g_test_add_func ("/map-paint/a-group-is-painted-as-the-canvas-is",
                   a_group_is_painted_as_the_canvas_is);
  g_test_add_func ("/map-paint/pixels-are-what-cairo-makes-of-the-paths",
                   pixels_are_what_cairo_makes_of_the_paths);
  g_test_add_func ("/map-paint/recolouring-leaves-the-first-scene-as-it-was",
                   recolouring_leaves_the_first_scene_as_it_was);
  g_test_add_func ("/map-paint/a-scene-is-made-anew-for-what-would-look-another-way-alone",
                   a_scene_is_made_anew_for_what_would_look_another_way_alone);
  g_test_add_func ("/map-paint/threads-may-paint-one-scene-at-once",
                   threads_may_paint_one_scene_at_once);
  g_test_add_func ("/map-paint/a-page-is-sound-small-and-all-vectors",
                   a_page_is_sound_small_and_all_vectors);
  return g_test_run ();
}
