/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a poll costs the map: reading the figures, classes, looks, a new scene; placing names when
 * it moves; and the first hexagons: made at once, and what is left of it for a thread that has them
 * made. One line of JSON a size. */

#include <stdlib.h>
#include <time.h>

#include "map-situation.h"
#include "zhihui-map-labels.h"
#include "zhihui-map-panel.h"

#define N_ROUNDS 41

static int
compare (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
find_median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare);
  return values[N_ROUNDS / 2];
}

static double
measure_labels (guint n)
{
  GRand                      *rand = g_rand_new_with_seed (n);
  g_autofree ZhihuiLabelWish *wishes = g_new0 (ZhihuiLabelWish, n);
  const ZhihuiLabelField      field = {
         .box = { 0, 0, 1920, 1000 }, .gap = 5, .row_height = 27, .max_led = 10
  };
  double times[N_ROUNDS];

  for (guint i = 0; i < n; i++)
    wishes[i] = (ZhihuiLabelWish){ .x = g_rand_double_range (rand, 0, 1920),
                                   .y = g_rand_double_range (rand, 0, 1000),
                                   .width = g_rand_double_range (rand, 40, 90),
                                   .height = 52,
                                   .row_width = 150,
                                   .room = g_rand_double_range (rand, 20, 200),
                                   .size = g_rand_double_range (rand, 100, 9000) };
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, n);

      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  g_rand_free (rand);
  return find_median (times);
}

static double
measure_colours (guint n, double *first_ms)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  GRand               *rand = g_rand_new_with_seed (n);
  g_autofree Town     *towns = g_new0 (Town, n);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autoptr (ZhihuiMapScene) scene = NULL;
  ZhihuiMapManner manner;
  double          times[N_ROUNDS];

  map_situation_fill (rand, towns, n);
  situation = map_situation_new (towns, n);
  zhihui_map_manner_init (&manner, palette, 1);
  zhihui_map_panel_set_board (panel, ZHIHUI_BOARD_OVERDUE);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64            start = g_get_monotonic_time ();
      ZhihuiMapReading *reading = zhihui_map_panel_read (panel, situation);
      ZhihuiMesh       *mesh = zhihui_map_panel_find_mesh (panel, reading);
      g_autoptr (ZhihuiMapChart) chart =
        zhihui_map_panel_make_chart (panel, reading, mesh, situation, palette);
      ZhihuiMapScene *next = scene == NULL
                               ? zhihui_map_scene_new (mesh, chart->looks->looks, NULL, &manner)
                               : zhihui_map_scene_recolour (scene, chart->looks->looks);

      g_clear_pointer (&scene, zhihui_map_scene_unref);
      scene = next;
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
      if (i == 0)
        *first_ms = times[0];
    }
  g_rand_free (rand);
  return find_median (times);
}

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
laid_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* CPU of this thread in the longer of both turns: in which hexagons are ordered, and in which they
 * are there. */
static double
measure_patience (guint n)
{
  GRand           *rand = g_rand_new_with_seed (n);
  g_autofree Town *towns = g_new0 (Town, n);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autoptr (ZhihuiMapReading) reading = NULL;
  gboolean is_laid = FALSE;
  double   start, first_ms, second_ms;

  map_situation_fill (rand, towns, n);
  g_rand_free (rand);
  situation = map_situation_new (towns, n);
  zhihui_map_panel_set_patient (panel, laid_cb, &is_laid);
  reading = zhihui_map_panel_read (panel, situation);
  start = get_cpu_ms ();
  is_laid = zhihui_map_panel_find_mesh (panel, reading) != NULL;
  first_ms = get_cpu_ms () - start;
  while (!is_laid)
    g_main_context_iteration (NULL, TRUE);
  start = get_cpu_ms ();
  zhihui_map_panel_find_mesh (panel, reading);
  second_ms = get_cpu_ms () - start;
  return MAX (first_ms, second_ms);
}

int
main (void)
{
  static const guint sizes[] = { 13, 1244, 12440 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double first_ms, colour_ms = measure_colours (sizes[i], &first_ms);

      g_print ("{\"regions\": %u, \"recolour_ms\": %.3f, \"first_with_hexagons_ms\": %.1f, "
               "\"first_in_thread_ms\": %.2f, \"labels_ms\": %.3f}\n",
               sizes[i],
               colour_ms,
               first_ms,
               measure_patience (sizes[i]),
               measure_labels (sizes[i]));
    }
  return 0;
}
