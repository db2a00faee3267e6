/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards of one level of a nation (the first 3,000 of 41,352 units) on the two ClickHouse servers
 * at $ZHIHUI_TEST_CLICKHOUSE, and by the roll-ups of a SQLite file: prints ms as JSON. 400,000
 * assignments; 10,000,000 with ZHIHUI_BENCH_FULL, without SQLite (bench-platform has it). */
#include "assignment-generator.h"

#include <glib/gstdio.h>

#include "zhihui-clickhouse-engine.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup.h"

#define DAY_S 86400
#define UNTIL 1596243600
#define N_UNITS 41352
#define N_LEVEL 3000
#define ROUNDS 25
#define BATCH 50000

static const AssignmentGeneratorOptions base = {
  .seed = 3, .n_units = N_UNITS, .n_days = 365, .until = UNTIL
};

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
send (ZhihuiEngine *engine, gsize n_rows)
{
  AssignmentGeneratorOptions options = base;
  g_autoptr (AssignmentGenerator) generator = NULL;
  g_autofree GeneratedAssignment *rows = g_new (GeneratedAssignment, BATCH);
  g_autofree ZhihuiEngineRow     *list = g_new (ZhihuiEngineRow, BATCH);
  gboolean                        more = TRUE;

  options.n_rows = n_rows;
  generator = assignment_generator_new (&options);
  while (more)
    {
      gsize n = 0;
      g_autoptr (GError) error = NULL;

      while (n < BATCH && (more = assignment_generator_next (generator, &rows[n])))
        n++;
      for (gsize i = 0; i < n; i++)
        list[i] = (ZhihuiEngineRow){ .id = rows[i].id,
                                     .row = &rows[i].one,
                                     .ratings = rows[i].ratings,
                                     .n_ratings = rows[i].n_ratings };
      if (!zhihui_engine_write (engine, list, n, &error))
        g_error ("%s", error->message);
    }
}

static ZhihuiStore *
fill_store (const char *path, gsize n_rows)
{
  AssignmentGeneratorOptions options = base;
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (path, TRUE, &error);

  options.n_rows = n_rows;
  if (store == NULL)
    g_error ("%s", error->message);
  assignment_generator_write (&options, store);
  if (!zhihui_store_begin (store, &error) || !zhihui_rollup_rebuild (store, &error) ||
      !zhihui_store_commit (store, &error))
    g_error ("%s", error->message);
  return store;
}

/* All of one level, in windows and metrics as boards have them; each first once to warm up. */
static void
measure (ZhihuiEngine *engine, const char *name, gsize n_rows)
{
  static const ZhihuiMetric metrics[] = { ZHIHUI_METRIC_VOLUME,
                                          ZHIHUI_METRIC_OVERDUE_RATE,
                                          ZHIHUI_METRIC_RETURN_RATE,
                                          ZHIHUI_METRIC_SATISFIED_RATE };
  static const ZhihuiWindow windows[] = { { 1593532800, 1596211200 },
                                          { UNTIL - 90 * DAY_S, UNTIL } };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metrics) * G_N_ELEMENTS (windows) * (ROUNDS + 1); i++)
    {
      g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, N_LEVEL);
      ZhihuiEngineQuestion    question = {
           .metric = metrics[i % 4], .window = windows[i / 4 % 2], .as_of = UNTIL, .n_units = N_LEVEL
      };
      gint64 began = g_get_monotonic_time ();
      double took_ms;
      g_autoptr (GError) error = NULL;

      if (!zhihui_engine_count (engine, &question, tallies, &error))
        g_error ("%s", error->message);
      took_ms = (double) (g_get_monotonic_time () - began) / 1000;
      if (i >= 8)
        g_array_append_val (times, took_ms);
      sum += tallies[N_LEVEL / 2].n;
    }
  g_array_sort (times, compare_doubles);
  g_print (
    "{\"bench\":\"board of %d of %d units\",\"engine\":\"%s\",\"assignments\":%" G_GSIZE_FORMAT
    ",\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"counted\":%s}\n",
    N_LEVEL,
    N_UNITS,
    name,
    n_rows,
    g_array_index (times, double, times->len / 2),
    g_array_index (times, double, times->len * 99 / 100),
    sum > 0 ? "true" : "false");
}

int
main (int argc, char **argv)
{
  gboolean         full = g_getenv ("ZHIHUI_BENCH_FULL") != NULL;
  gsize            n_rows = full ? 10000000 : 400000;
  g_autofree char *folder = g_dir_make_tmp ("zhihui-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) engine = NULL;
  gint64 began = g_get_monotonic_time ();

  engine = zhihui_clickhouse_engine_new (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"), "bench", &error);
  if (engine == NULL)
    g_error ("%s", error->message);
  send (engine, n_rows);
  g_print ("{\"bench\":\"send\",\"engine\":\"clickhouse\",\"assignments\":%" G_GSIZE_FORMAT
           ",\"s\":%.1f}\n",
           n_rows,
           (double) (g_get_monotonic_time () - began) / 1e6);
  measure (engine, "clickhouse", n_rows);
  if (!full)
    {
      g_autoptr (ZhihuiStore) store = fill_store (path, n_rows);
      g_autoptr (ZhihuiEngine) sums = zhihui_rollup_engine_new (store, &error);

      if (sums == NULL)
        g_error ("%s", error->message);
      measure (sums, "sqlite", n_rows);
    }
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
