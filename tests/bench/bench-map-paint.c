/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What painting a map costs, as lines of JSON: bench-map-paint [ROUNDS]. Regions have 60 corners.
 */
#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "sample-mesh.h"
#include "zhihui-map-regions.h"
#include "zhihui-map-scene.h"

#define TILE_PX 256

typedef struct
{
  const ZhihuiMapScene *scene;
  ZhihuiViewport        viewport;
  cairo_surface_t      *surface;
  guint                 tile; /* px, 0 whole */
  void (*paint) (const ZhihuiMapScene *scene, cairo_t *cr, const ZhihuiViewport *viewport);
} Job;

static double
read_clock_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
run_once (const Job *job)
{
  cairo_t *cr = cairo_create (job->surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_rgb (cr, 0.05, 0.07, 0.08);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  job->paint (job->scene, cr, &job->viewport);
  cairo_destroy (cr);
}

static void
measure (const char *name, guint n_regions, const Job *job, guint n_rounds)
{
  g_autofree double *walls = g_new (double, n_rounds);
  double             cpu = 0;

  run_once (job);
  for (guint i = 0; i < n_rounds; i++)
    {
      double began = read_clock_ms (CLOCK_MONOTONIC),
             cpu_began = read_clock_ms (CLOCK_PROCESS_CPUTIME_ID);

      run_once (job);
      walls[i] = read_clock_ms (CLOCK_MONOTONIC) - began;
      cpu += read_clock_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_began;
    }
  qsort (walls, n_rounds, sizeof (double), compare_doubles);
  g_print ("{\"what\": \"%s\", \"regions\": %u, \"px\": \"%gx%g\", \"median_ms\": %.2f, "
           "\"longest_ms\": %.2f, \"cpu_ms\": %.2f}\n",
           name,
           n_regions,
           job->viewport.width,
           job->viewport.height,
           walls[n_rounds / 2],
           walls[n_rounds - 1],
           cpu / n_rounds);
}

static GArray *
make_points (const ZhihuiMesh *mesh, guint n)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  GArray             *points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiMapPoint point = { extent->left + (extent->right - extent->left) * g_rand_double (rand),
                               extent->top + (extent->bottom - extent->top) * g_rand_double (rand),
                               1,
                               g_rand_int_range (rand, 0, 50) == 0,
                               0 };

      g_array_append_val (points, point);
    }
  return points;
}

static ZhihuiRegionLook *
make_looks (guint n, guint shift)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  ZhihuiRegionLook    *looks = g_new0 (ZhihuiRegionLook, n);

  for (guint i = 0; i < n; i++)
    {
      looks[i].fill = palette->map[(i * 7 + i / 5 + shift) % 5];
      looks[i].state = i % 40 == 3 ? ZHIHUI_REGION_NO_DATA : ZHIHUI_REGION_FILLED;
      looks[i].alert = i % 600 == 5;
    }
  return looks;
}

static ZhihuiMapScene *
make_scene (ZhihuiMesh *mesh, guint n_points, ZhihuiPointsManner points_manner, double unit)
{
  guint                        n = zhihui_mesh_get_n_regions (mesh);
  g_autofree ZhihuiRegionLook *looks = make_looks (n, 0);
  g_autoptr (GArray) points = make_points (mesh, n_points);
  ZhihuiMapManner manner;
  double          began = read_clock_ms (CLOCK_MONOTONIC);
  ZhihuiMapScene *scene;

  zhihui_map_manner_init (&manner, zhihui_palette_get (ZHIHUI_THEME_WALL), unit);
  manner.points = points_manner;
  scene = zhihui_map_scene_new (mesh, looks, points, &manner);
  g_print ("{\"what\": \"new scene\", \"regions\": %u, \"points\": %u, \"manner\": %d, "
           "\"ms\": %.2f}\n",
           n,
           n_points,
           (int) points_manner,
           read_clock_ms (CLOCK_MONOTONIC) - began);
  return scene;
}

static void
measure_recolouring (ZhihuiMapScene *scene, guint n_rounds)
{
  guint              n = zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (scene));
  g_autofree double *walls = g_new (double, n_rounds);

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autofree ZhihuiRegionLook *looks = make_looks (n, i);
      double                       began = read_clock_ms (CLOCK_MONOTONIC);
      g_autoptr (ZhihuiMapScene) other = zhihui_map_scene_recolour (scene, looks);

      walls[i] = read_clock_ms (CLOCK_MONOTONIC) - began;
      g_assert_nonnull (other);
    }
  qsort (walls, n_rounds, sizeof (double), compare_doubles);
  g_print ("{\"what\": \"recolour\", \"regions\": %u, \"median_ms\": %.3f, \"longest_ms\": %.3f}\n",
           n,
           walls[n_rounds / 2],
           walls[n_rounds - 1]);
}

static void
paint_vectors_fast (const ZhihuiMapScene *scene, cairo_t *cr, const ZhihuiViewport *viewport)
{
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  zhihui_map_regions_paint_vectors (scene, cr, viewport);
}

static void
paint_vectors_plain (const ZhihuiMapScene *scene, cairo_t *cr, const ZhihuiViewport *viewport)
{
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  zhihui_map_regions_paint_vectors (scene, cr, viewport);
}

static void
measure_size (const ZhihuiMapScene *scene, double width, double height, guint n_rounds)
{
  const ZhihuiMesh *mesh = zhihui_map_scene_get_mesh ((ZhihuiMapScene *) scene);
  guint             n = zhihui_mesh_get_n_regions (mesh);
  Job               job = { .scene = scene,
                            .viewport = { .width = width, .height = height },
                            .paint = zhihui_map_scene_paint };

  job.surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) job.viewport.width, (int) job.viewport.height);
  zhihui_viewport_fit (&job.viewport, zhihui_mesh_get_extent (mesh), 10);
  measure ("all, full view", n, &job, n_rounds);
  job.paint = zhihui_map_regions_paint_pixels;
  measure ("regions, full view", n, &job, n_rounds);
  job.paint = zhihui_map_regions_paint_vectors;
  measure ("regions by cairo, full view", n, &job, MAX (n_rounds / 10, 3));
  job.paint = paint_vectors_fast;
  measure ("regions by cairo, fast smoothing, full view", n, &job, MAX (n_rounds / 10, 3));
  job.paint = paint_vectors_plain;
  measure ("regions by cairo, no smoothing, full view", n, &job, MAX (n_rounds / 10, 3));
  job.paint = zhihui_map_scene_paint;
  job.viewport.zoom += log2 (6);
  measure ("all, 6x", n, &job, n_rounds);
  job.paint = zhihui_map_regions_paint_vectors;
  measure ("regions by cairo, 6x", n, &job, MAX (n_rounds / 10, 3));
  job.paint = zhihui_map_scene_paint;
  job.viewport.width = job.viewport.height = TILE_PX;
  measure ("tile, 6x", n, &job, n_rounds);
  job.viewport.zoom -= log2 (6);
  measure ("tile, full view", n, &job, n_rounds);
  cairo_surface_destroy (job.surface);
}

int
main (int argc, char **argv)
{
  static const guint  counts[] = { 1244, 12440 };
  static const guint  columns[] = { 42, 134 };
  static const double sizes[][2] = { { 750, 530 }, { 1920, 1080 }, { 3840, 2160 } };
  guint               n_rounds = argc > 1 ? (guint) atoi (argv[1]) : 30;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (columns[i], counts[i], 15, 0.02);
      guint n_points = counts[i] > 2000 ? 50000 : 5000;

      for (int manner = 0; manner < 3; manner++)
        {
          g_autoptr (ZhihuiMapScene) scene =
            make_scene (mesh, n_points, (ZhihuiPointsManner) manner, 1);

          for (guint j = 0; j < (manner == 0 ? G_N_ELEMENTS (sizes) : 1); j++)
            measure_size (scene, sizes[j][0], sizes[j][1], n_rounds);
          if (manner == 0)
            measure_recolouring (scene, n_rounds);
        }
    }
  return 0;
}
