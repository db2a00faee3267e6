/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "assignment-generator.h"
#include "test-database.h"
#include "zhihui-calendar-change.h"
#include "zhihui-clickhouse-engine.h"
#include "zhihui-engine-feed.h"
#include "zhihui-holiday-file.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup.h"
#include "zhihui-rules-change.h"

/* Deadlines that move: the sums of SQLite and PostgreSQL, ClickHouse with two shards, and the count
 * of all rows agree before and after. */

#define DAY_S 86400
#define UNTIL 1596243600 /* 2020-08-01T09:00:00+08:00 */
#define N_UNITS 60
#define N_ROWS 6000
#define PLACE "clocks"

/* 2020 anew: days of July that were worked are off, so that what is due moves, and what was replied
 * before them was early. */
#define NOTICE                                                                                     \
  "2020-07-21,x,off\n2020-07-24,x,off\n2020-07-30,x,off\n2020-08-03,x,off\n2020-07-25,x,work\n"

typedef enum
{
  SQLITE,
  POSTGRESQL,
  CLICKHOUSE,
  N_WAYS,
} Way;

typedef struct
{
  char         *folder, *path; /* owned */
  ZhihuiStore  *stores[2];     /* owned */
  ZhihuiEngine *engines[N_WAYS];
} World;

static void
fill (ZhihuiStore *store)
{
  AssignmentGeneratorOptions options = {
    .seed = 31, .n_units = N_UNITS, .n_rows = N_ROWS, .n_days = 60, .until = UNTIL
  };
  g_autoptr (GError) error = NULL;

  assignment_generator_write (&options, store);
  g_assert_true (zhihui_store_begin (store, &error));
  zhihui_rollup_rebuild (store, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_store_commit (store, &error));
}

static void
set_up (World *self, gconstpointer data)
{
  g_auto (GStrv) halves = g_strsplit (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"), "/zhihui?", 2);
  g_autofree char *address = g_strdup_printf ("%s/c%08x?%s", halves[0], g_random_int (), halves[1]);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "clocks.db", NULL);
  self->stores[SQLITE] = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  fill (self->stores[SQLITE]);
  self->stores[POSTGRESQL] = test_database_open_filled (fill);
  for (guint way = SQLITE; way <= POSTGRESQL; way++)
    {
      self->engines[way] = zhihui_rollup_engine_new (self->stores[way], &error);
      g_assert_no_error (error);
      zhihui_store_set_engine (self->stores[way], self->engines[way]);
    }
  self->engines[CLICKHOUSE] = zhihui_clickhouse_engine_new (address, PLACE, &error);
  g_assert_no_error (error);
}

static void
tear_down (World *self, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint way = 0; way < N_WAYS; way++)
    {
      if (way <= POSTGRESQL)
        zhihui_store_set_engine (self->stores[way], NULL);
      zhihui_engine_free (self->engines[way]);
    }
  for (guint way = SQLITE; way <= POSTGRESQL; way++)
    zhihui_store_free (self->stores[way]);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
feed (World *self)
{
  g_autoptr (ZhihuiEngineFeed) one =
    zhihui_engine_feed_new (self->path, self->engines[CLICKHOUSE], PLACE);
  g_autoptr (GError) error = NULL;

  zhihui_engine_feed_run (one, NULL, &error);
  g_assert_no_error (error);
}

/* Returns how much of all metrics changed since @last, which it brings up to date. */
static guint
compare (World *self, ZhihuiTally *last)
{
  static const ZhihuiWindow windows[] = { { 1593532800, 1596211200 },
                                          { UNTIL - 40 * DAY_S + 7, UNTIL },
                                          { 1595000001, 1596600003 } };
  g_autoptr (ZhihuiRollupRows) rows = zhihui_rollup_rows_new ();
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  for (guint way = SQLITE; way <= POSTGRESQL; way++)
    {
      zhihui_rollup_check (self->stores[way], &error);
      g_assert_no_error (error);
    }
  zhihui_rollup_rows_read (rows, self->stores[SQLITE], 0, G_MAXINT64, 2 * N_ROWS, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ZHIHUI_N_METRICS * G_N_ELEMENTS (windows); i++)
    {
      ZhihuiEngineQuestion question = { .metric = (ZhihuiMetric) (i % ZHIHUI_N_METRICS),
                                        .window = windows[i / ZHIHUI_N_METRICS],
                                        .as_of = UNTIL,
                                        .n_units = N_UNITS };
      ZhihuiTally          direct[N_UNITS] = { { 0 } };

      if (question.metric == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      zhihui_tally_count (question.metric,
                          (const ZhihuiAssignment *) (gconstpointer) rows->rows->data,
                          rows->rows->len,
                          (const ZhihuiRating *) (gconstpointer) rows->ratings->data,
                          rows->ratings->len,
                          &question.window,
                          question.as_of,
                          direct,
                          N_UNITS);
      for (guint way = 0; way < N_WAYS; way++)
        {
          ZhihuiTally here[N_UNITS] = { { 0 } };

          zhihui_engine_count (self->engines[way], &question, here, &error);
          g_assert_no_error (error);
          g_assert_cmpmem (here, sizeof here, direct, sizeof direct);
        }
      n_changed += memcmp (last + i * N_UNITS, direct, sizeof direct) != 0;
      memcpy (last + i * N_UNITS, direct, sizeof direct);
    }
  return n_changed;
}

/* What was early is judged by the calendar when the whole ledger is read; the sums know it too. */
static void
compare_marks (ZhihuiStore *store)
{
  g_autoptr (ZhihuiRollupRows) rows = zhihui_rollup_rows_new ();
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (GError) error = NULL;

  zhihui_rollup_rows_read (rows, store, 0, G_MAXINT64, 2 * N_ROWS, &error);
  g_assert_no_error (error);
  zhihui_store_load_ledger (store, ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ledger->assignments->len, ==, rows->rows->len);
  for (guint i = 0; i < rows->rows->len; i++)
    g_assert_cmpint (g_array_index (ledger->assignments, ZhihuiAssignment, i).is_early,
                     ==,
                     g_array_index (rows->rows, ZhihuiAssignment, i).is_early);
}

static GPtrArray *
parse_notice (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (NOTICE, strlen (NOTICE));
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = zhihui_holiday_file_parse (bytes, &error);

  g_assert_no_error (error);
  return notices;
}

static void
moved_deadlines_reach_every_engine (World *self, gconstpointer data)
{
  g_autofree ZhihuiTally *last = g_new0 (ZhihuiTally, ZHIHUI_N_METRICS * 3 * N_UNITS);
  g_autoptr (GPtrArray) notices = parse_notice ();
  ZhihuiClockReport reports[2];
  g_autoptr (GError) error = NULL;

  feed (self);
  compare (self, last);
  g_assert_cmpuint (compare (self, last), ==, 0);

  for (guint way = SQLITE; way <= POSTGRESQL; way++)
    {
      zhihui_calendar_change_run (
        self->stores[way], notices, "n.csv", UNTIL, &reports[way], &error);
      g_assert_no_error (error);
      g_test_message ("open %u, adjusted %u, kept %u, early %u",
                      reports[way].n_open,
                      reports[way].n_adjusted,
                      reports[way].n_kept,
                      reports[way].n_early);
      compare_marks (self->stores[way]);
    }
  g_assert_cmpuint (reports[SQLITE].n_adjusted, >, 20);
  g_assert_cmpuint (reports[SQLITE].n_early, >, 20);
  g_assert_cmpmem (&reports[0], sizeof reports[0], &reports[1], sizeof reports[1]);
  feed (self);
  g_assert_cmpuint (compare (self, last), >, 0);

  for (guint way = SQLITE; way <= POSTGRESQL; way++)
    {
      zhihui_rules_change_run (
        self->stores[way], "[clocks]\ncomplaint/*/reply=wd:5\n", "r", UNTIL, &reports[way], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (reports[SQLITE].n_adjusted, >, 20);
  g_assert_cmpmem (&reports[0], sizeof reports[0], &reports[1], sizeof reports[1]);
  feed (self);
  g_assert_cmpuint (compare (self, last), >, 0);
}

/* ---- killed ---- */

/* A program that tells after each step, until it is done. */
static void
go_on_until_killed (const char *path, int tell)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, NULL);
  guint step = 0;

  while (store != NULL && step < 2)
    {
      g_auto (ZhihuiClockChange) what = { 0 };

      if (!zhihui_clock_change_go_on (store, UNTIL, 7, &what, NULL) || write (tell, "", 1) != 1)
        break;
      step = what.step;
    }
  _exit (0);
}

/* Killed while it is at what comes after @n_steps steps. */
static void
kill_after (World *self, guint n_steps)
{
  int   ends[2];
  char  byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    go_on_until_killed (self->path, ends[1]);
  close (ends[1]);
  for (guint i = 0; i < n_steps; i++)
    g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close (ends[0]);
}

static gint64
ask (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_database_prepare (zhihui_store_get_database (store), sql);
  gint64           n;

  g_assert_true (zhihui_statement_step (row) == ZHIHUI_STEP_ROW);
  n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

static void
killed_change_ends_as_one_that_was_not (World *self, gconstpointer data)
{
  static const char *const facts[] = {
    "SELECT SUM((due_at / 1000) * (id % 977) + COALESCE (sign_due_at, 0) % 100003) FROM assignment",
    "SELECT SUM(derived * (id % 977)) FROM assignment",
    "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind WHERE k.type ="
    " 'case.clock_adjusted'",
    "SELECT n_rows FROM audit WHERE action = 'clock.adjusted'",
    "SELECT COUNT(*) FROM audit",
    "SELECT n_open + n_kept * 100000 FROM clock_change",
  };
  g_autoptr (GPtrArray) notices = parse_notice ();
  ZhihuiClockReport report;
  g_autoptr (GError) error = NULL;

  zhihui_calendar_change_run (self->stores[POSTGRESQL], notices, "n", UNTIL, &report, &error);
  g_assert_no_error (error);

  g_assert_true (zhihui_calendar_change_begin (self->stores[SQLITE], notices, "n", UNTIL, &error));
  for (guint i = 1; i <= 6; i++)
    {
      kill_after (self, i);
      zhihui_rollup_check (self->stores[SQLITE], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (ask (self->stores[SQLITE], "SELECT step FROM clock_change"), <, 2);
  g_assert_cmpint (
    ask (self->stores[SQLITE], "SELECT COUNT(*) FROM audit WHERE action = 'clock.adjusted'"),
    ==,
    0);

  zhihui_clock_change_finish (self->stores[SQLITE], UNTIL, &report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    g_assert_cmpint (
      ask (self->stores[SQLITE], facts[i]), ==, ask (self->stores[POSTGRESQL], facts[i]));
  zhihui_rollup_check (self->stores[SQLITE], &error);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add ("/clock-engines/" path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("moved-deadlines-reach-every-engine", moved_deadlines_reach_every_engine);
  ADD ("a-killed-change-ends-as-one-that-was-not", killed_change_ends_as_one_that_was_not);
  return g_test_run ();
}
