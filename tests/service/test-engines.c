/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string.h>

#include "assignment-generator.h"
#include "test-database.h"
#include "zhihui-clickhouse-engine.h"
#include "zhihui-engine-feed.h"
#include "zhihui-ranking.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup.h"

/* The same assignments on three engines: SQLite and PostgreSQL by roll-ups, ClickHouse with two
 * shards; and counted one by one in memory. 1,000,000 of them, 10,000,000 with ZHIHUI_TEST_LONG. */

#define DAY_S 86400
#define UNTIL 1596243600 /* 2020-08-01T09:00:00+08:00 */
#define N_UNITS 3100     /* so many that regions have sums of their own */
#define N_DAYS 400

typedef enum
{
  IN_MEMORY,
  SQLITE,
  POSTGRESQL,
  CLICKHOUSE,
  N_WAYS,
} Way;

typedef struct
{
  char         *folder, *path, *postgresql; /* owned */
  gsize         n_rows;
  ZhihuiStore  *stores[N_WAYS];
  ZhihuiEngine *engines[N_WAYS];
  GArray       *rows, *ratings;
  GPtrArray    *units; /* (element-type ZhihuiUnit) */
  double        spent_s[N_WAYS];
} World;

/* ---- the same tables, row by row, without the triggers and checks that made them what they are */

static void
append_value (GString *line, sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  if (column > 0)
    g_string_append_c (line, '\t');
  g_string_append (line, text != NULL ? text : "\\N");
}

static void
copy_table (sqlite3 *from, PGconn *to, const char *table)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM %s", table);
  g_autofree char *copy = g_strdup_printf ("COPY %s FROM STDIN", table);
  g_autoptr (GString) lines = g_string_new (NULL);
  sqlite3_stmt *row;
  PGresult     *result;

  /* What is filled in the transaction that emptied it needs no log. */
  if (g_str_has_prefix (table, "rollup"))
    {
      g_autofree char *empty = g_strdup_printf ("BEGIN; TRUNCATE %s", table);

      PQclear (PQexec (to, empty));
    }
  result = PQexec (to, copy);
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COPY_IN);
  PQclear (result);
  g_assert_cmpint (sqlite3_prepare_v2 (from, select, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (row); i++)
        append_value (lines, row, i);
      g_string_append_c (lines, '\n');
      if (lines->len > 1 << 20)
        {
          g_assert_cmpint (PQputCopyData (to, lines->str, (int) lines->len), ==, 1);
          g_string_truncate (lines, 0);
        }
    }
  sqlite3_finalize (row);
  g_assert_cmpint (PQputCopyData (to, lines->str, (int) lines->len), ==, 1);
  g_assert_cmpint (PQputCopyEnd (to, NULL), ==, 1);
  result = PQgetResult (to);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s: %s", table, PQerrorMessage (to));
  PQclear (result);
  PQclear (PQgetResult (to));
  if (PQtransactionStatus (to) == PQTRANS_INTRANS)
    PQclear (PQexec (to, "COMMIT"));
}

/* The parts of the months in which rows lie. */
static void
make_parts (PGconn *to)
{
  static const char sql[] =
    "DO 'DECLARE m timestamp; BEGIN FOR m IN SELECT generate_series (timestamp ''2019-05-01'',"
    " ''2020-08-01'', interval ''1 month'') LOOP EXECUTE format (''CREATE TABLE assignment_%s"
    " PARTITION OF assignment FOR VALUES FROM (%s) TO (%s)'', to_char (m, ''YYYY_MM''),"
    " extract (epoch FROM m)::bigint, extract (epoch FROM m + interval ''1 month'')::bigint);"
    " END LOOP; END'";
  PGresult *result = PQexec (to, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s", PQerrorMessage (to));
  PQclear (result);
}

static void
copy_to_postgresql (World *self)
{
  static const char *const tables[] = {
    "setting", "region", "peer",       "unit",         "case_type",  "channel",    "topic",
    "cases",   "rating", "assignment", "rollup_month", "rollup_day", "rollup_row",
  };
  sqlite3 *from;
  PGconn  *to = PQconnectdb (self->postgresql);

  if (PQstatus (to) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (to));
  g_assert_cmpint (sqlite3_open (self->path, &from), ==, SQLITE_OK);
  PQclear (PQexec (to, "SET session_replication_role = replica"));
  make_parts (to);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    copy_table (from, to, tables[i]);
  PQclear (PQexec (to, "ANALYZE"));
  PQfinish (to);
  sqlite3_close (from);
}

/* ---- */

static void
keep_rows (World *self)
{
  AssignmentGeneratorOptions options = {
    .seed = 20, .n_units = N_UNITS, .n_rows = self->n_rows, .n_days = N_DAYS, .until = UNTIL
  };
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (&options);
  g_autoptr (GError) error = NULL;
  GeneratedAssignment one;

  self->stores[SQLITE] = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, self->stores[SQLITE]);
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiAssignment), (guint) self->n_rows);
  self->ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  while (assignment_generator_next (generator, &one))
    {
      one.one.is_rated = FALSE;
      for (guint i = 0; i < one.n_ratings; i++)
        zhihui_assignment_note_rating (&one.one, &one.ratings[i]);
      g_array_append_val (self->rows, one.one);
      g_array_append_vals (self->ratings, one.ratings, one.n_ratings);
    }
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  for (guint i = 0; i < N_UNITS; i++)
    {
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      unit->id = g_strdup_printf ("u%05u", i);
      unit->name = g_strdup (unit->id);
      unit->short_name = g_strdup (unit->id);
      unit->peer = g_strdup ("town");
      unit->region = g_strdup (assignment_generator_get_unit_region (generator, i));
      unit->active = TRUE;
      g_ptr_array_add (self->units, unit);
    }
}

static void
say (const char *what, gint64 since_us)
{
  g_test_message ("%s: %.1f s", what, (double) (g_get_monotonic_time () - since_us) / 1e6);
}

static void
set_up (World *self)
{
  g_autofree char *address = g_strdup (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngineFeed) feed = NULL;
  gint64 now = g_get_monotonic_time ();

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "rows.db", NULL);
  self->postgresql = test_database_make ();
  self->n_rows = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? 10000000 : 1000000;
  keep_rows (self);
  say ("generated", now);

  now = g_get_monotonic_time ();
  g_assert_true (zhihui_store_begin (self->stores[SQLITE], NULL));
  zhihui_rollup_rebuild (self->stores[SQLITE], &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_store_commit (self->stores[SQLITE], NULL));
  say ("summed by SQLite", now);

  now = g_get_monotonic_time ();
  self->stores[POSTGRESQL] = zhihui_store_open (self->postgresql, TRUE, &error);
  g_assert_no_error (error);
  copy_to_postgresql (self);
  say ("copied to PostgreSQL", now);

  now = g_get_monotonic_time ();
  self->engines[CLICKHOUSE] = zhihui_clickhouse_engine_new (address, "proof", &error);
  g_assert_no_error (error);
  feed = zhihui_engine_feed_new (self->path, self->engines[CLICKHOUSE], "proof");
  zhihui_engine_feed_run (feed, NULL, &error);
  g_assert_no_error (error);
  say ("sent to ClickHouse", now);

  for (Way way = SQLITE; way <= POSTGRESQL; way++)
    {
      self->engines[way] = zhihui_rollup_engine_new (self->stores[way], &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (World *self)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = SQLITE; i < N_WAYS; i++)
    {
      g_clear_pointer (&self->engines[i], zhihui_engine_free);
      g_clear_pointer (&self->stores[i], zhihui_store_free);
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->postgresql);
  g_array_unref (self->rows);
  g_array_unref (self->ratings);
  g_ptr_array_unref (self->units);
}

/* Groups of units: by the first @n_digits of their region; 0: each its own. */
static guint
make_groups (World *self, guint n_digits, guint32 *groups)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->units->len; i++)
    {
      ZhihuiUnit *unit = self->units->pdata[i];
      char       *code = n_digits > 0 ? g_strndup (unit->region, n_digits) : g_strdup (unit->id);
      gpointer    group;

      if (!g_hash_table_lookup_extended (known, code, NULL, &group))
        {
          group = GUINT_TO_POINTER (g_hash_table_size (known));
          g_hash_table_insert (known, code, group);
        }
      else
        g_free (code);
      groups[i] = GPOINTER_TO_UINT (group);
    }
  return g_hash_table_size (known);
}

static void
count_in_memory (World *self, const ZhihuiEngineQuestion *question, ZhihuiTally *tallies)
{
  g_autofree ZhihuiTally *all = g_new0 (ZhihuiTally, N_UNITS);

  zhihui_tally_count (question->metric,
                      (const ZhihuiAssignment *) (gconstpointer) self->rows->data,
                      self->rows->len,
                      (const ZhihuiRating *) (gconstpointer) self->ratings->data,
                      self->ratings->len,
                      &question->window,
                      question->as_of,
                      all,
                      N_UNITS);
  for (guint i = 0; i < question->n_units; i++)
    {
      ZhihuiTally       *to = &tallies[question->groups[i]];
      const ZhihuiTally *from = &all[question->units != NULL ? question->units[i] : i];

      to->n += from->n;
      to->k += from->k;
      to->extra += from->extra;
    }
}

static ZhihuiRanking *
make_board (World *self, const ZhihuiEngineQuestion *question, const ZhihuiTally *tallies, guint n)
{
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_new_between (question->window.from, question->window.to);
  ZhihuiRankingInput input = {
    .metric = question->metric,
    .region = "00",
    .peer = "all",
    .revision = "",
    .period = period,
    .as_of = question->as_of,
    .basis = zhihui_metric_get_traits (question->metric)->basis,
    .min_n = 5,
    .units = (const ZhihuiUnit *const *) self->units->pdata,
    .tallies = tallies,
    .n_units = n,
  };

  return zhihui_ranking_new (&input);
}

static void
compare_boards (const ZhihuiRanking *one, const ZhihuiRanking *other)
{
  g_assert_cmpuint (one->n_ranked, ==, other->n_ranked);
  for (guint i = 0; i < one->n_scores; i++)
    {
      g_assert_true (one->scores[i].unit == other->scores[i].unit ||
                     g_str_equal (one->scores[i].unit->id, other->scores[i].unit->id));
      g_assert_cmpint (one->scores[i].rank, ==, other->scores[i].rank);
      g_assert_cmpint (one->scores[i].n, ==, other->scores[i].n);
      g_assert_cmpint (one->scores[i].k, ==, other->scores[i].k);
      g_assert_cmpint (one->scores[i].extra, ==, other->scores[i].extra);
    }
}

static guint
compare_question (World *self, const ZhihuiEngineQuestion *question, guint n_groups)
{
  ZhihuiTally   *tallies[N_WAYS];
  ZhihuiRanking *boards[N_WAYS];
  guint          n_ranked;

  for (guint way = 0; way < N_WAYS; way++)
    {
      gint64 before = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      tallies[way] = g_new0 (ZhihuiTally, n_groups);
      if (way == IN_MEMORY)
        count_in_memory (self, question, tallies[way]);
      else
        zhihui_engine_count (self->engines[way], question, tallies[way], &error);
      g_assert_no_error (error);
      self->spent_s[way] += (double) (g_get_monotonic_time () - before) / 1e6;
      boards[way] = make_board (self, question, tallies[way], n_groups);
    }

  for (guint way = 1; way < N_WAYS; way++)
    {
      g_assert_cmpmem (tallies[way],
                       n_groups * sizeof (ZhihuiTally),
                       tallies[IN_MEMORY],
                       n_groups * sizeof (ZhihuiTally));
      compare_boards (boards[way], boards[IN_MEMORY]);
    }
  n_ranked = boards[IN_MEMORY]->n_ranked;
  for (guint way = 0; way < N_WAYS; way++)
    {
      g_free (tallies[way]);
      zhihui_ranking_unref (boards[way]);
    }
  return n_ranked;
}

static void
boards_are_the_same_everywhere (World *self)
{
  static const ZhihuiMetric metrics[] = {
    ZHIHUI_METRIC_VOLUME,         ZHIHUI_METRIC_OVERDUE_RATE, ZHIHUI_METRIC_RETURN_RATE,
    ZHIHUI_METRIC_SATISFIED_RATE, ZHIHUI_METRIC_RATED_RATE,   ZHIHUI_METRIC_SIGN_RATE,
    ZHIHUI_METRIC_CLOSED,         ZHIHUI_METRIC_ON_TIME_RATE,
  };
  static const ZhihuiWindow windows[] = {
    { 1593532800, 1596211200 },    /* July */
    { 1588435200, UNTIL + DAY_S }, /* 90 days, cut at the moment of the figures */
    { 1577808000, UNTIL },         /* since the beginning of the year */
    { 1580000001, 1590000003 },    /* within days */
  };
  static const guint  levels[] = { 0, 6, 4, 2 };
  g_autofree guint32 *groups = g_new (guint32, N_UNITS);
  guint               n_boards = 0, n_ranked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metrics) * G_N_ELEMENTS (windows); i++)
    {
      guint                level = levels[(i + i / 4) % 4];
      guint                n_groups = make_groups (self, level, groups);
      ZhihuiEngineQuestion question = { .metric = metrics[i % G_N_ELEMENTS (metrics)],
                                        .window = windows[i / G_N_ELEMENTS (metrics)],
                                        .as_of = UNTIL,
                                        .groups = groups,
                                        .n_units = N_UNITS };

      n_ranked += compare_question (self, &question, n_groups);
      n_boards++;
    }
  g_assert_cmpuint (n_ranked, >, 5000);
  g_test_message ("%u boards: memory %.2f s, SQLite %.2f s, PostgreSQL %.2f s, ClickHouse %.2f s",
                  n_boards,
                  self->spent_s[IN_MEMORY],
                  self->spent_s[SQLITE],
                  self->spent_s[POSTGRESQL],
                  self->spent_s[CLICKHOUSE]);
}

static void
test_boards (void)
{
  World world = { 0 };

  set_up (&world);
  boards_are_the_same_everywhere (&world);
  tear_down (&world);
}

/* The sums that PostgreSQL makes itself, of fewer rows: they agree with its own rows. */
static void
test_sums_of_postgresql (void)
{
  AssignmentGeneratorOptions options = {
    .seed = 21, .n_units = 200, .n_rows = 3000, .n_days = 60, .until = UNTIL
  };
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (GError) error = NULL;

  assignment_generator_write (&options, store);
  g_assert_true (zhihui_store_begin (store, NULL));
  zhihui_rollup_rebuild (store, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_store_commit (store, NULL));
  zhihui_rollup_check (store, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engines/sums-of-postgresql-are-those-of-its-rows", test_sums_of_postgresql);
  g_test_add_func ("/engines/boards-are-the-same-everywhere", test_boards);
  return g_test_run ();
}
