/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the desk's table of units is: bench-units [UNITS]. Needs a display; prints one JSON
 * object. */
#include "widget-search.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <time.h>

#define AS_OF G_GINT64_CONSTANT (1596002712)
#define N_ROUNDS 15
#define N_STEPS 300

typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table;
  gint64              began_us;
  gint64              painted_us;
  guint               n_paints;
  GArray             *frames; /* (element-type double) ms from before to after a paint */
  ZhihuiSituation    *situation;
} Bench;

static ZhihuiTally
make_tally (ZhihuiBoard board, guint index)
{
  guint32 seed = (index + 1) * 2654435761u ^ (guint32) board * 40503u;
  gint64  n = 5 + seed % 400;

  return (ZhihuiTally){ .n = n, .k = board == ZHIHUI_BOARD_VOLUME ? 0 : (seed >> 9) % (n + 1) };
}

static ZhihuiRanking *
make_ranking (ZhihuiBoard board, guint n_units)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n_units);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse ("month", AS_OF, zone, NULL);
  ZhihuiRankingInput input = { .metric = zhihui_board_get_metric (board),
                               .region = "370302",
                               .peer = "town",
                               .revision = "r1",
                               .period = period,
                               .as_of = AS_OF,
                               .min_n = board == ZHIHUI_BOARD_VOLUME ? 0 : 20,
                               .tallies = tallies,
                               .previous = tallies,
                               .n_units = n_units };

  for (guint i = 0; i < n_units; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%05u", i);
      g_autofree char *name = g_strdup_printf ("第%u街道办事处", i);
      ZhihuiUnit       unit = { id, name, name, (char *) "town", (char *) "370302", TRUE };

      g_ptr_array_add (units, zhihui_unit_copy (&unit));
      tallies[i] = make_tally (board, i);
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  return zhihui_ranking_new (&input);
}

static ZhihuiSituation *
make_situation (guint n_units)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiRanking) ranking = make_ranking (board, n_units);

      zhihui_situation_builder_set_ranking (builder, board, "town", ranking);
    }
  return zhihui_situation_builder_finish (builder);
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->began_us = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  double ms;

  bench->painted_us = g_get_monotonic_time ();
  ms = (double) (bench->painted_us - bench->began_us) / 1000;
  bench->n_paints++;
  g_array_append_val (bench->frames, ms);
}

static void
wait_for_paint (Bench *bench)
{
  guint before = bench->n_paints;

  gtk_widget_queue_draw (bench->window);
  while (bench->n_paints == before)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
pick (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (
    values, double, MIN ((guint) (share * (double) values->len), values->len - 1));
}

/* Of this process: what it would take alone. */
static double
get_cpu_ms (void)
{
  struct timespec at;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &at);
  return (double) at.tv_sec * 1e3 + (double) at.tv_nsec / 1e6;
}

/* From what a person does to the frame that shows it. */
static void
time_until_seen (Bench *bench, const char *name, void (*act) (Bench *bench, guint round))
{
  g_autoptr (GArray) worked = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 began_us = g_get_monotonic_time ();
      double cpu_ms = get_cpu_ms (), ms;

      act (bench, i);
      wait_for_paint (bench);
      cpu_ms = get_cpu_ms () - cpu_ms;
      g_array_append_val (worked, cpu_ms);
      ms = (double) (bench->painted_us - began_us) / 1000;
      g_array_append_val (seen, ms);
    }
  g_print (",\n \"%s\": {\"cpu_ms\": %.1f, \"seen_ms\": %.1f, \"worst_ms\": %.1f}",
           name,
           pick (worked, 0.5),
           pick (seen, 0.5),
           pick (seen, 1));
}

static void
sort (Bench *bench, guint round)
{
  zhihui_ranking_table_set_board (bench->table, round % ZHIHUI_N_BOARDS);
}

static void
search (Bench *bench, guint round)
{
  static const char *const texts[] = { "1", "12", "124", "", "街", "7" };

  zhihui_ranking_table_set_search (bench->table, texts[round % G_N_ELEMENTS (texts)]);
}

static void
poll (Bench *bench, guint round)
{
  zhihui_ranking_table_show (bench->table, bench->situation, "town");
}

/* Steps of the wheel, one a frame, down to the end and up again. */
static void
scroll (Bench *bench)
{
  GtkWidget *scroller = widget_search_type (GTK_WIDGET (bench->table), GTK_TYPE_SCROLLED_WINDOW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);
  g_autoptr (GtkEventController) wheel = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && wheel == NULL; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (one) &&
          gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE &&
          gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (one)) ==
            GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES)
        wheel = g_object_ref (one);
    }
  g_array_set_size (bench->frames, 0);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean handled = FALSE;

      g_signal_emit_by_name (wheel, "scroll", 0.0, i < N_STEPS * 2 / 3 ? 1.0 : -2.0, &handled);
      wait_for_paint (bench);
    }
  g_print (",\n \"scroll\": {\"frame_ms\": %.1f, \"p99_ms\": %.1f, \"worst_ms\": %.1f}",
           pick (bench->frames, 0.5),
           pick (bench->frames, 0.99),
           pick (bench->frames, 1));
}

static double
get_pss_mb (void)
{
  g_autofree char *text = NULL;
  char            *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line != NULL ? (double) g_ascii_strtoll (line + 5, NULL, 10) / 1024 : 0;
}

int
main (int argc, char **argv)
{
  guint          n_units = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 12440;
  Bench          bench = { .frames = g_array_new (FALSE, FALSE, sizeof (double)) };
  GdkFrameClock *clock;

  zhihui_language_bind ();
  gtk_init ();
  adw_init ();
  zhihui_view_init ();
  bench.situation = make_situation (n_units);
  bench.table = ZHIHUI_RANKING_TABLE (zhihui_ranking_table_new ());
  bench.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1440, 900);
  gtk_window_set_child (GTK_WINDOW (bench.window), GTK_WIDGET (bench.table));
  gtk_window_present (GTK_WINDOW (bench.window));
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);
  wait_for_paint (&bench);
  g_print ("{\"units\": %u", n_units);
  time_until_seen (&bench, "poll", poll);
  time_until_seen (&bench, "sort", sort);
  time_until_seen (&bench, "search", search);
  zhihui_ranking_table_set_search (bench.table, NULL);
  wait_for_paint (&bench);
  scroll (&bench);
  g_print (",\n \"pss_mb\": %.1f}\n", get_pss_mb ());
  gtk_window_destroy (GTK_WINDOW (bench.window));
  zhihui_situation_unref (bench.situation);
  g_array_unref (bench.frames);
  return 0;
}
