/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the desk's table of units is: bench-units [UNITS]. Needs a display; prints one JSON
 * object. */
#include "frame-times.h"
#include "widget-search.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <time.h>

#define AS_OF G_GINT64_CONSTANT (1596002712)
#define N_ROUNDS 15

typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table;
  FrameTimes         *frames; /* owned */
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
      ms = (double) (frame_times_wait (bench->frames) - began_us) / 1000;
      cpu_ms = get_cpu_ms () - cpu_ms;
      g_array_append_val (worked, cpu_ms);
      g_array_append_val (seen, ms);
    }
  g_print (",\n \"%s\": {\"cpu_ms\": %.1f, \"seen_ms\": %.1f, \"worst_ms\": %.1f}",
           name,
           frame_times_pick (worked, 0.5),
           frame_times_pick (seen, 0.5),
           frame_times_pick (seen, 1));
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

int
main (int argc, char **argv)
{
  guint n_units = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 12440;
  Bench bench = { NULL };

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
  bench.frames = frame_times_new (bench.window);
  frame_times_wait (bench.frames);
  g_print ("{\"units\": %u", n_units);
  time_until_seen (&bench, "poll", poll);
  time_until_seen (&bench, "sort", sort);
  time_until_seen (&bench, "search", search);
  zhihui_ranking_table_set_search (bench.table, NULL);
  frame_times_wait (bench.frames);
  frame_times_print_scroll (
    bench.frames,
    "scroll",
    widget_search_type (GTK_WIDGET (bench.table), GTK_TYPE_SCROLLED_WINDOW));
  g_print (",\n \"pss_mb\": %.1f}\n", frame_times_get_pss_mb ());
  gtk_window_destroy (GTK_WINDOW (bench.window));
  zhihui_situation_unref (bench.situation);
  frame_times_free (bench.frames);
  return 0;
}
