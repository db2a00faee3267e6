/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the map moves, stands still and changes its colours, as JSON. The map is panned and zoomed as
 * by fingers, from all of it to a sixth and back, twice in eight seconds; at rest it is watched.
 *
 *   bench-map-view [page|window] WIDTH HEIGHT ROWS POINTS…
 *
 * "page": in the panel of the overview page, with the rest of the page; "window": alone. The map
 * has ROWS * ROWS regions of 60 corners. Without arguments: all that docs/measured.md tells. */
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "mesh-sample.h"
#include "sample-situation.h"
#include "zhihui-map-place.h"
#include "zhihui-map-view.h"
#include "zhihui-wall-view.h"

#define ROAM_US 8000000
#define IDLE_US 5000000

typedef struct
{
  gboolean is_page;
  int      width, height;
  guint    n_rows, n_points;
} Course;

typedef struct
{
  GtkWidget      *window;
  ZhihuiMapView  *view;
  ZhihuiMapScene *scene;
  ZhihuiViewport  whole;
  gint64          start_us, last_us; /* 0: has not begun */
  gboolean        is_over;
  double          paint_start_ms, painting_ms; /* of GTK, processor time */
  GArray         *gaps;                        /* (element-type double): ms between frames */
} Bench;

static double
get_cpu_ms (clockid_t clock)
{
  struct timespec at;

  clock_gettime (clock, &at);
  return (double) at.tv_sec * 1e3 + (double) at.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
get_quantile (GArray *sorted, double share)
{
  if (sorted->len == 0)
    return 0.0;
  return g_array_index (sorted, double, (guint) ((double) (sorted->len - 1) * share));
}

/* ---- what is shown ---- */

static ZhihuiRegionLook *
make_looks (const ZhihuiMesh *mesh, const ZhihuiPalette *palette, guint turn)
{
  guint             n = zhihui_mesh_get_n_regions (mesh);
  ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);

  for (guint i = 0; i < n; i++)
    {
      guint which = (i * 2654435761u >> 16) + turn;

      looks[i].fill = palette->map[which % 5];
      looks[i].state = which % 37 == 0 ? ZHIHUI_REGION_NO_DATA : ZHIHUI_REGION_FILLED;
      looks[i].alert = which % 61 == 0;
    }
  return looks;
}

static GArray *
make_points (guint n)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiMapPoint point = { .count = 1 };

      point.x = 0.82 + 0.01 * g_rand_double (rand);
      point.y = 0.38 + 0.01 * g_rand_double (rand);
      point.overdue = g_rand_int_range (rand, 0, 10) == 0;
      g_array_append_val (points, point);
    }
  return points;
}

static ZhihuiMapScene *
make_scene (const Course *course)
{
  const ZhihuiPalette *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (course->n_rows, 15, 0.82, 0.38, 0.01);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  g_autoptr (GArray) points = make_points (course->n_points);
  g_autofree ZhihuiRegionLook *looks = make_looks (mesh, palette, 0);
  ZhihuiMapManner              manner;

  zhihui_map_manner_init (&manner, palette, course->width / 1920.0);
  return zhihui_map_scene_new (mesh, looks, points, &manner);
}

static gboolean
place_map_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, gpointer user_data)
{
  *place = *(const GdkRectangle *) user_data;
  return TRUE;
}

static GtkWidget *
make_page (const Course *course, GtkWidget *map, GdkRectangle *place)
{
  GtkWidget   *overlay = gtk_overlay_new ();
  GtkWidget   *wall = zhihui_wall_view_new ();
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page =
    zhihui_wall_page_new ("overview", course->width, course->height, 0.0, NULL);
  guint              n_places;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  for (guint i = 0; i < n_places; i++)
    if (places[i].panel == ZHIHUI_PANEL_MAP)
      *place = (GdkRectangle){
        (int) places[i].x, (int) places[i].y, (int) places[i].width, (int) places[i].height
      };
  zhihui_wall_view_set_situation (ZHIHUI_WALL_VIEW (wall), situation);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), wall);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), map);
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_map_cb), place);

  return overlay;
}

static void
run_until (Bench *bench, gboolean (*is_true) (Bench *bench))
{
  while (!is_true (bench))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_resting (Bench *bench)
{
  return zhihui_map_view_is_resting (bench->view);
}

static gboolean
is_over (Bench *bench)
{
  return bench->is_over;
}

static gboolean
end_cb (gpointer user_data)
{
  ((Bench *) user_data)->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (Bench *bench, guint ms)
{
  bench->is_over = FALSE;
  g_timeout_add (ms, end_cb, bench);
  run_until (bench, is_over);
}

/* ---- roam ---- */

static void
move_map (Bench *bench, double share)
{
  GtkWidget     *map = gtk_widget_get_first_child (GTK_WIDGET (bench->view));
  double         size = 1 + 5 * (1 - cos (4 * G_PI * share)) / 2;
  double         angle = 4 * G_PI * share;
  double         world = zhihui_viewport_get_world_px (&bench->whole);
  ZhihuiViewport now = bench->whole;

  now.zoom += log2 (size);
  now.x -= 0.18 * sin (angle) * bench->whole.width / world;
  now.y -= 0.18 * (1 - cos (angle)) * 0.6 * bench->whole.height / world;
  /* As a gesture does it. */
  zhihui_map_place_write (shumate_map_get_viewport (SHUMATE_MAP (map)), &now);
}

static gboolean
roam_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now_us = g_get_monotonic_time ();

  if (bench->start_us == 0)
    bench->start_us = now_us;
  if (now_us - bench->start_us >= ROAM_US)
    {
      bench->is_over = TRUE;
      return G_SOURCE_REMOVE;
    }
  move_map (bench, (double) (now_us - bench->start_us) / ROAM_US);
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now_us = g_get_monotonic_time ();
  double gap_ms = (double) (now_us - bench->last_us) / 1000;

  if (bench->last_us != 0)
    g_array_append_val (bench->gaps, gap_ms);
  bench->last_us = now_us;
}

static void
measure_roaming (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  double         all_ms, main_ms;
  gulong         id;

  bench->gaps = g_array_new (FALSE, FALSE, sizeof (double));
  bench->is_over = FALSE;
  bench->start_us = bench->last_us = 0;
  all_ms = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  main_ms = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), bench);
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->view), roam_cb, bench, NULL);
  run_until (bench, is_over);
  g_signal_handler_disconnect (clock, id);
  all_ms = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - all_ms;
  main_ms = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID) - main_ms;
  g_array_sort (bench->gaps, compare_doubles);
  g_print (" \"fps\": %.1f, \"median_ms\": %.1f, \"p99_ms\": %.1f, \"longest_ms\": %.1f,"
           " \"cpu_ms_per_frame\": {\"main\": %.1f, \"all\": %.1f},",
           (double) bench->gaps->len * 1e6 / ROAM_US,
           get_quantile (bench->gaps, 0.5),
           get_quantile (bench->gaps, 0.99),
           get_quantile (bench->gaps, 1.0),
           main_ms / bench->gaps->len,
           all_ms / bench->gaps->len);
  g_array_unref (bench->gaps);
}

/* ---- rest, and change ---- */

static void
measure_rest (Bench *bench)
{
  guint  n_frames;
  double cpu_ms;

  run_until (bench, is_resting);
  run_for (bench, 1000);
  n_frames = zhihui_map_view_get_n_frames (bench->view);
  cpu_ms = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  run_for (bench, IDLE_US / 1000);
  cpu_ms = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_ms;
  g_print (" \"idle\": {\"frames\": %u, \"cpu_percent\": %.3f},",
           zhihui_map_view_get_n_frames (bench->view) - n_frames,
           cpu_ms * 100 / (IDLE_US / 1000.0));
}

/* Where GTK begins to paint: after whichever of the phases before it there are. */
static void
begun_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Bench *) user_data)->paint_start_ms = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
gtk_painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->paint_start_ms > 0)
    bench->painting_ms += get_cpu_ms (CLOCK_THREAD_CPUTIME_ID) - bench->paint_start_ms;
  bench->paint_start_ms = 0;
}

static void
measure_recolouring (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  ZhihuiMesh    *mesh = zhihui_map_scene_get_mesh (bench->scene);
  double         call_ms = 0, loop_ms = 0, own_ms = 0, shown_ms = 0;
  const guint    n = 5;
  const gulong   ids[] = {
      g_signal_connect_after (clock, "before-paint", G_CALLBACK (begun_cb), bench),
      g_signal_connect_after (clock, "update", G_CALLBACK (begun_cb), bench),
      g_signal_connect_after (clock, "layout", G_CALLBACK (begun_cb), bench),
      g_signal_connect (clock, "after-paint", G_CALLBACK (gtk_painted_cb), bench),
  };

  for (guint turn = 1; turn <= n; turn++)
    {
      g_autofree ZhihuiRegionLook *looks =
        make_looks (mesh, zhihui_palette_get (ZHIHUI_THEME_WALL), turn);
      gint64 start_us = g_get_monotonic_time ();
      double before = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
      g_autoptr (ZhihuiMapScene) scene = zhihui_map_scene_recolour (bench->scene, looks);

      zhihui_map_view_set_scene (bench->view, scene);
      call_ms = MAX (call_ms, get_cpu_ms (CLOCK_THREAD_CPUTIME_ID) - before);
      bench->painting_ms = 0;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      run_until (bench, is_resting);
      before = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID) - before;
      loop_ms = MAX (loop_ms, before);
      own_ms = MAX (own_ms, before - bench->painting_ms);
      shown_ms = MAX (shown_ms, (double) (g_get_monotonic_time () - start_us) / 1000);
    }
  g_print (" \"recolour\": {\"call_ms\": %.2f, \"main_without_painting_ms\": %.1f,"
           " \"main_with_frames_ms\": %.1f, \"shown_ms\": %.0f}}\n",
           call_ms,
           own_ms,
           loop_ms,
           shown_ms);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_signal_handler_disconnect (clock, ids[i]);
}

static void
measure (const Course *course)
{
  Bench        bench = { 0 };
  GtkWidget   *map = zhihui_map_view_new ();
  GdkRectangle place = { 0 };

  bench.view = ZHIHUI_MAP_VIEW (map);
  bench.window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), course->width, course->height);
  gtk_window_set_child (GTK_WINDOW (bench.window),
                        course->is_page ? make_page (course, map, &place) : map);
  gtk_widget_show (bench.window);
  bench.scene = make_scene (course);
  zhihui_map_view_set_scene (bench.view, bench.scene);
  run_until (&bench, is_resting);
  run_for (&bench, 1000);
  zhihui_map_view_get_viewport (bench.view, &bench.whole);

  g_print ("{\"where\": \"%s\", \"screen\": \"%dx%d\", \"map\": \"%.0fx%.0f\", \"regions\": %u,"
           " \"points\": %u,",
           course->is_page ? "page" : "window",
           course->width,
           course->height,
           bench.whole.width,
           bench.whole.height,
           zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (bench.scene)),
           course->n_points);
  measure_roaming (&bench);
  measure_rest (&bench);
  zhihui_map_view_set_viewport (bench.view, &bench.whole);
  run_until (&bench, is_resting);
  measure_recolouring (&bench);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  zhihui_map_scene_unref (bench.scene);
}

int
main (int argc, char **argv)
{
  static const Course courses[] = {
    { TRUE, 1920, 1080, 36, 5000 },  { TRUE, 1920, 1080, 112, 50000 },
    { TRUE, 3840, 2160, 36, 5000 },  { TRUE, 3840, 2160, 112, 50000 },
    { FALSE, 1920, 1080, 36, 5000 }, { FALSE, 1920, 1080, 112, 50000 },
  };

  if (!gtk_init_check ())
    {
      g_print ("no display\n");
      return 77;
    }
  if (argc == 6)
    {
      const Course one = { g_str_equal (argv[1], "page"),
                           atoi (argv[2]),
                           atoi (argv[3]),
                           (guint) atoi (argv[4]),
                           (guint) atoi (argv[5]) };

      measure (&one);
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (courses); i++)
    measure (&courses[i]);
  return 0;
}
