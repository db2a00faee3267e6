/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a poll costs the map: reading the figures, classes, looks, a new scene; and placing names
 * when it moves. One line of JSON a size. */

#include <stdlib.h>

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

int
main (void)
{
  static const guint sizes[] = { 13, 1244, 12440 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double first_ms, colour_ms = measure_colours (sizes[i], &first_ms);

      g_print ("{\"regions\": %u, \"recolour_ms\": %.3f, \"first_with_hexagons_ms\": %.1f, "
               "\"labels_ms\": %.3f}\n",
               sizes[i],
               colour_ms,
               first_ms,
               measure_labels (sizes[i]));
    }
  return 0;
}
