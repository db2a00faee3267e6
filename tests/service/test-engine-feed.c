/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "assignment-generator.h"
#include "zhihui-clickhouse-engine.h"
#include "zhihui-engine-feed.h"
#include "zhihui-error.h"
#include "zhihui-outbox.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup.h"

#define UNTIL 1596243600
#define N_UNITS 300
#define N_ROWS 20000
#define N_KILLS 12
#define PLACE "test"

typedef struct
{
  char         *folder, *path; /* owned */
  char         *address;       /* owned */
  ZhihuiStore  *store;         /* owned */
  ZhihuiEngine *engine;        /* owned */
} World;

static void
set_up (World *self, gconstpointer data)
{
  AssignmentGeneratorOptions options = {
    .seed = 5, .n_units = N_UNITS, .n_rows = N_ROWS, .n_days = 120, .until = UNTIL
  };
  g_auto (GStrv) halves = g_strsplit (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"), "/zhihui?", 2);
  g_autoptr (GError) error = NULL;

  self->address = g_strdup_printf ("%s/f%08x?%s", halves[0], g_random_int (), halves[1]);
  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "feed.db", NULL);
  self->store = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, self->store);
  zhihui_store_begin (self->store, NULL);
  zhihui_rollup_rebuild (self->store, &error);
  g_assert_no_error (error);
  zhihui_store_commit (self->store, NULL);
  self->engine = zhihui_clickhouse_engine_new (self->address, PLACE, &error);
  g_assert_no_error (error);
}

static void
tear_down (World *self, gconstpointer data)
{
  static const char *const names[] = { "feed.db", "feed.db-wal", "feed.db-shm" };

  zhihui_engine_free (self->engine);
  zhihui_store_free (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->address);
}

static void
feed (World *self)
{
  g_autoptr (ZhihuiEngineFeed) one = zhihui_engine_feed_new (self->path, self->engine, PLACE);
  g_autoptr (GError) error = NULL;
  gint64 patience = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  /* The servers may still be at what a killed sender sent last: then it is for later. */
  while (!zhihui_engine_feed_run (one, NULL, &error) &&
         g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE) &&
         g_get_monotonic_time () < patience)
    g_clear_error (&error);
  g_assert_no_error (error);
}

/* The roll-ups of the store are tested elsewhere; they and the engine know nothing of each other.
 */
static gint64
compare (World *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) rollups = zhihui_rollup_engine_new (self->store, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      ZhihuiEngineQuestion question = { .metric = (ZhihuiMetric) metric,
                                        .window = { UNTIL - 90 * 86400 + 5, UNTIL },
                                        .as_of = UNTIL,
                                        .n_units = N_UNITS };
      ZhihuiTally          here[N_UNITS] = { { 0 } }, there[N_UNITS] = { { 0 } };

      if (metric == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      zhihui_engine_count (rollups, &question, here, &error);
      g_assert_no_error (error);
      zhihui_engine_count (self->engine, &question, there, &error);
      g_assert_no_error (error);
      for (guint unit = 0; unit < N_UNITS; unit++)
        {
          g_assert_cmpint (there[unit].n, ==, here[unit].n);
          g_assert_cmpint (there[unit].k, ==, here[unit].k);
          g_assert_cmpint (there[unit].extra, ==, here[unit].extra);
          n += here[unit].n;
        }
    }
  return n;
}

/* Work that is answered late, as an event would write it. */
static void
change (World *self, gint64 first, gint64 last, gint64 delay)
{
  static const char sql[] = "UPDATE assignment SET replied_at = COALESCE (due_at, dispatched_at)"
                            " + ?2, closed_at = NULL WHERE id = ?1";
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_store_begin (self->store, &error));
  for (gint64 id = first; id <= last; id++)
    {
      ZhihuiStatement *row;

      zhihui_store_touch_assignment (self->store, id, &error);
      g_assert_no_error (error);
      row = zhihui_store_prepare (self->store, sql);
      zhihui_statement_bind_integer (row, 1, id);
      zhihui_statement_bind_integer (row, 2, delay);
      zhihui_statement_finish (row, &error);
      g_assert_no_error (error);
    }
  g_assert_true (zhihui_store_commit (self->store, &error));
}

static gint64
ask (World *self, const char *sql)
{
  ZhihuiStatement *row = zhihui_database_prepare (zhihui_store_get_database (self->store), sql);
  gint64           n;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

static void
all_rows_are_sent_then_the_changed_ones (World *self, gconstpointer data)
{
  feed (self);
  g_assert_cmpint (compare (self), >, 10000);

  change (self, 100, 160, 30);
  g_assert_cmpint (ask (self, "SELECT COUNT(*) FROM engine_change"), ==, 61);
  feed (self);
  g_assert_cmpint (ask (self, "SELECT COUNT(*) FROM engine_change"), ==, 0);
  compare (self);
}

static void
nothing_is_noted_where_no_engine_is_fed (World *self, gconstpointer data)
{
  change (self, 1, 5, 30);
  g_assert_cmpint (ask (self, "SELECT COUNT(*) FROM engine_change"), ==, 0);
}

/* Between the look at a row and the note that it was sent it changes again. */
static void
change_while_it_is_sent_is_sent_again (World *self, gconstpointer data)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (ZhihuiOutboxEntry));
  gint64   sent_to;
  gboolean has_new;

  feed (self);
  change (self, 7, 8, 1);
  g_assert_true (zhihui_outbox_read (self->store, PLACE, &sent_to, &has_new, entries, 10, NULL));
  g_assert_false (has_new);
  g_assert_cmpuint (entries->len, ==, 2);
  change (self, 8, 8, -1);
  g_assert_true (zhihui_outbox_note_sent (self->store, 0, entries, NULL));
  g_assert_cmpint (ask (self, "SELECT assignment_id FROM engine_change"), ==, 8);
}

static void
only_one_program_sends (World *self, gconstpointer data)
{
  g_autoptr (ZhihuiEngineFeed) one = zhihui_engine_feed_new (self->path, self->engine, PLACE);
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_outbox_hold (self->store, PLACE, "other", 60, NULL));
  g_assert_false (zhihui_engine_feed_run (one, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_assert_true (zhihui_outbox_let_go (self->store, "other", NULL));
  feed (self);
  compare (self);
}

static void
send_until_killed (const World *self)
{
  g_autoptr (ZhihuiEngine) engine = zhihui_clickhouse_engine_new (self->address, PLACE, NULL);
  g_autoptr (ZhihuiEngineFeed) one = zhihui_engine_feed_new (self->path, engine, PLACE);

  zhihui_engine_feed_set_batch (one, 700);
  while (zhihui_engine_feed_run (one, NULL, NULL) || TRUE)
    ;
}

/* Starts this program anew as a sender: a process without threads and connections of this one. */
static GPid
start_sender (World *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char      *argv[] = { program, "--send", self->path, self->address, NULL };
  GPid             pid;
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL,
                 (char **) argv,
                 NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL,
                 NULL,
                 &pid,
                 &error);
  g_assert_no_error (error);
  return pid;
}

static void
killed_sender_leaves_no_gap_and_no_double (World *self, gconstpointer data)
{
  for (guint i = 0; i < N_KILLS; i++)
    {
      GPid   pid = start_sender (self);
      gint64 until = g_get_monotonic_time () + g_test_rand_int_range (20, 250) * 1000;

      /* It is killed at a moment of its work that is drawn; meanwhile work goes on here. */
      for (guint n = 0; g_get_monotonic_time () < until; n++)
        change (self, 1 + i * 50 + n % 40, 1 + i * 50 + n % 40 + 10, n % 7);
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      g_spawn_close_pid (pid);
      /* Its right to send runs out some time after it. */
      zhihui_database_run (
        zhihui_store_get_database (self->store), "UPDATE engine_feed SET held_until = 0", NULL);
    }
  g_test_message ("%" G_GINT64_FORMAT " of %d were sent",
                  ask (self, "SELECT COALESCE (MAX (sent_to), 0) FROM engine_feed"),
                  N_ROWS);
  feed (self);
  g_assert_cmpint (compare (self), >, 10000);
}

static void
server_that_is_away_costs_nothing (World *self, gconstpointer data)
{
  g_autoptr (ZhihuiEngine) away =
    zhihui_clickhouse_engine_new ("clickhouse://127.0.0.1:1/a", PLACE, NULL);
  g_autoptr (ZhihuiEngineFeed) one = zhihui_engine_feed_new (self->path, away, PLACE);
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_engine_feed_run (one, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_clear_pointer (&one, zhihui_engine_feed_free);
  change (self, 1, 10, 3);
  feed (self);
  compare (self);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/engine-feed/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--send"))
    send_until_killed (&(World){ .path = argv[2], .address = argv[3] });

  g_test_init (&argc, &argv, NULL);
  ADD ("all-rows-are-sent-then-the-changed-ones", all_rows_are_sent_then_the_changed_ones);
  ADD ("nothing-is-noted-where-no-engine-is-fed", nothing_is_noted_where_no_engine_is_fed);
  ADD ("change-while-it-is-sent-is-sent-again", change_while_it_is_sent_is_sent_again);
  ADD ("only-one-program-sends", only_one_program_sends);
  ADD ("killed-sender-leaves-no-gap-and-no-double", killed_sender_leaves_no_gap_and_no_double);
  ADD ("server-that-is-away-costs-nothing", server_that_is_away_costs_nothing);
  return g_test_run ();
}
