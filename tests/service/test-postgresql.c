/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "test-database.h"
#include "zhihui-error.h"
#include "zhihui-schema.h"
#include "zhihui-simulation.h"
#include "zhihui-zone.h"

#define SECRET "geheim"

/* A look from outside, past the code under test. */
static PGresult *
ask (const char *address, const char *sql)
{
  PGconn   *connection = PQconnectdb (address);
  PGresult *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_TUPLES_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s in %s", PQresultErrorMessage (result), sql);
  PQfinish (connection);
  return result;
}

static gint64
ask_number (const char *address, const char *sql)
{
  PGresult *result = ask (address, sql);
  gint64    number = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);

  PQclear (result);
  return number;
}

static void
simulate (const char *address, guint64 seed, const char *until)
{
  ZhihuiSimulationOptions options = { .scenario = "zichuan", .seed = seed, .is_fixed = TRUE };
  ZhihuiSimulationResult  result;
  g_autoptr (GError) error = NULL;
  gint64 first_day;

  g_assert_true (zhihui_instant_parse_rfc3339 (until, &options.until, NULL));
  g_assert_true (zhihui_instant_parse_rfc3339 ("2020-06-22T00:00:00Z", &first_day, NULL));
  options.first_day = (gint32) (first_day / 86400);
  zhihui_simulation_run (address, &options, TRUE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_cases, >, 1000);
}

static gboolean
is_same (const char *x, const char *y)
{
  char *end;

  if (g_strcmp0 (x, y) == 0)
    return TRUE;
  /* The two print numbers with fractions differently. */
  return x != NULL && y != NULL && strchr (x, '.') != NULL &&
         fabs (g_ascii_strtod (x, &end) - g_ascii_strtod (y, NULL)) < 1e-12 && *end == '\0';
}

/* Every row of @table, in order, column by column; returns how many. */
static guint
compare_table (sqlite3 *db, const char *address, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT *, 0 AS last FROM %s ORDER BY 1, 2", table);
  PGresult        *theirs = ask (address, sql);
  sqlite3_stmt    *ours;
  guint            n = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &ours, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_column_count (ours), ==, PQnfields (theirs));
  for (; sqlite3_step (ours) == SQLITE_ROW; n++)
    for (int i = 0; i < sqlite3_column_count (ours); i++)
      {
        const char *x = (const char *) sqlite3_column_text (ours, i);
        const char *y = PQgetisnull (theirs, (int) n, i) ? NULL : PQgetvalue (theirs, (int) n, i);

        if (!is_same (x, y) && !g_str_equal (PQfname (theirs, i), "taken_at"))
          g_error ("%s, row %u, %s: %s, %s", table, n, PQfname (theirs, i), x, y);
      }
  g_assert_cmpint (PQntuples (theirs), ==, (int) n);
  sqlite3_finalize (ours);
  PQclear (theirs);
  return n;
}

static void
simulated_place_is_that_of_sqlite (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "same.db", NULL);
  g_autofree char *address = test_database_make ();
  sqlite3         *db;
  sqlite3_stmt    *tables;
  guint            n_tables = 0, n_rows = 0;

  simulate (path, 5, "2020-07-02T10:00:00+08:00");
  simulate (address, 5, "2020-07-02T10:00:00+08:00");
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (
    db, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')", -1, &tables, NULL);
  for (; sqlite3_step (tables) == SQLITE_ROW; n_tables++)
    n_rows += compare_table (db, address, (const char *) sqlite3_column_text (tables, 0));

  g_assert_cmpuint (n_tables, >=, 22);
  g_assert_cmpuint (n_rows, >, 20000);
  sqlite3_finalize (tables);
  sqlite3_close (db);
  g_remove (path);
  g_rmdir (folder);
}

static void
rows_lie_in_the_part_of_their_month (void)
{
  static const char *const tables[][2] = { { "assignment", "dispatched_at" }, { "event", "at" } };
  g_autofree char         *address = test_database_make ();

  simulate (address, 6, "2020-07-02T10:00:00+08:00");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *parts =
        g_strdup_printf ("SELECT COUNT(DISTINCT tableoid) FROM %s", tables[i][0]);
      g_autofree char *astray =
        g_strdup_printf ("SELECT COUNT(*) FROM %s WHERE tableoid::regclass::text <>"
                         " '%s_' || to_char (to_timestamp (%s) AT TIME ZONE 'UTC', 'YYYY_MM')",
                         tables[i][0],
                         tables[i][0],
                         tables[i][1]);

      g_assert_cmpint (ask_number (address, parts), ==, 2);
      g_assert_cmpint (ask_number (address, astray), ==, 0);
    }
}

/* An import corrects the day on which the work was given to the unit. */
static void
row_moves_to_the_part_of_its_new_month (void)
{
  static const char sql[] = "UPDATE assignment SET seq = 2, dispatched_at = ?2 WHERE id = ?1";
  g_autofree char  *address = test_database_make ();
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  ZhihuiStatement *row;

  zhihui_database_run (zhihui_store_get_database (store),
                       "INSERT INTO peer VALUES ('town', '镇; 街道', 1);"
                       "INSERT INTO unit (id, code, name, short_name, peer)"
                       " VALUES (1, 'u1', 'a;b', 'a', 'town');"
                       "INSERT INTO case_type VALUES (1, 'c', 'c', 'min:15', 'min:30', 'wd:1');"
                       "INSERT INTO channel VALUES (1, 'app', 'App', 1);"
                       "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, state,"
                       " submitted_at, updated_at) VALUES (1, 's', 'k', 'n', 1, 1, 0, 0, 0);"
                       "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at)"
                       " VALUES (9, 1, 1, 1, 1580515200)",
                       &error);
  g_assert_no_error (error);
  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (row, 1, 9);
  zhihui_statement_bind_integer (row, 2, 1609459200);
  g_assert_true (zhihui_statement_finish (row, &error));
  g_assert_cmpuint (zhihui_statement_get_n_changed (row), ==, 1);
  g_assert_cmpint (ask_number (address, "SELECT COUNT(*) FROM assignment_2021_01"), ==, 1);
  g_assert_cmpint (ask_number (address, "SELECT COUNT(*) FROM assignment"), ==, 1);

  /* Who gives no number gets a higher one. */
  zhihui_database_run (
    zhihui_store_get_database (store),
    "INSERT INTO assignment (case_id, seq, unit_id, dispatched_at) VALUES (1, 3, 1, 1000)",
    &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (address, "SELECT MAX(id) FROM assignment"), >, 9);
}

static void
password_is_in_no_message (void)
{
  const char       *folder = g_getenv ("ZHIHUI_TEST_POSTGRESQL");
  const char *const addresses[] = {
    "postgresql://zhihui:" SECRET "@/nowhere?host=%s",
    "postgresql://zhihui:" SECRET "@/nowhere?host=%s&colour=red",
    "postgresql://zhihui:" SECRET "@[::1/x?host=%s",
    "postgresql://zhihui:" SECRET "@localhost:1/x?hostaddr=127.0.0.1&options=%s",
    "host=%s user=zhihui password=" SECRET " dbname=nowhere",
    "host=%s user=zhihui password='" SECRET,
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_auto (GStrv) halves = g_strsplit (addresses[i], "%s", 2);
      g_autofree char *address = g_strconcat (halves[0], folder, halves[1], NULL);
      g_autofree char *name = zhihui_database_make_name (address);
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_store_open (address, TRUE, &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (strstr (name, SECRET));
    }
}

static void
wrong_places_are_told_apart (void)
{
  const char      *folder = g_getenv ("ZHIHUI_TEST_POSTGRESQL");
  g_autofree char *missing = g_strdup_printf ("postgresql://zhihui@/missing?host=%s", folder);
  g_autofree char *away = g_strdup_printf ("postgresql://zhihui@/missing?host=%s/away", folder);
  g_autofree char *empty = test_database_make ();
  g_autofree char *foreign = test_database_make ();
  const struct
  {
    const char *address;
    gboolean    create;
    ZhihuiError code;
  } places[] = {
    { missing, TRUE, ZHIHUI_ERROR_OFFLINE },
    { away, TRUE, ZHIHUI_ERROR_OFFLINE },
    { empty, FALSE, ZHIHUI_ERROR_NOT_FOUND },
    { foreign, TRUE, ZHIHUI_ERROR_MALFORMED },
  };

  PQclear (ask (foreign, "CREATE TABLE note (text text)"));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_store_open (places[i].address, places[i].create, &error));
      g_assert_error (error, ZHIHUI_ERROR, (int) places[i].code);
    }
}

static void
cut_connections (const char *address)
{
  PQclear (ask (address,
                "SELECT pg_terminate_backend (pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database () AND pid <> pg_backend_pid ()"));
}

static void
lost_connection_is_made_again (void)
{
  g_autofree char *address = test_database_make ();
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (zhihui_store_set_setting (store, "title", "before", NULL));
  cut_connections (address);
  value = zhihui_store_get_setting (store, "title");
  g_assert_cmpstr (value, ==, "before");

  cut_connections (address);
  g_assert_true (zhihui_store_set_setting (store, "title", "after", &error));
  g_assert_no_error (error);

  /* What was begun is lost, and is told so. */
  g_assert_true (zhihui_store_begin (store, NULL));
  g_assert_true (zhihui_store_set_setting (store, "title", "half", NULL));
  cut_connections (address);
  g_assert_false (zhihui_store_commit (store, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  zhihui_store_rollback (store);
  g_free (value);
  value = zhihui_store_get_setting (store, "title");
  g_assert_cmpstr (value, ==, "after");
}

#define N_WRITERS 3
#define N_TURNS 60

static gboolean
count_on (ZhihuiStore *store, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;

  if (!zhihui_store_begin (store, error))
    return FALSE;
  text = zhihui_store_get_setting (store, "counter");
  next =
    g_strdup_printf ("%" G_GINT64_FORMAT, text != NULL ? g_ascii_strtoll (text, NULL, 10) + 1 : 1);
  return zhihui_store_set_setting (store, "counter", next, error) &&
         zhihui_store_commit (store, error);
}

static gpointer
write_often (gpointer address)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, FALSE, NULL);

  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autoptr (GError) error = NULL;

      count_on (store, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* Each reads what it then writes: without one writer at a time some turns would be lost. */
static void
writers_take_turns (void)
{
  g_autofree char *address = test_database_make ();
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, TRUE, NULL);
  guint64  before = zhihui_store_get_data_version (store);
  GThread *threads[N_WRITERS];

  for (guint i = 0; i < N_WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_often, address);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (ask_number (address, "SELECT value FROM setting WHERE key = 'counter'"),
                   ==,
                   N_WRITERS * N_TURNS);
  g_assert_cmpuint (zhihui_store_get_data_version (store), >=, before + N_WRITERS * N_TURNS);

  before = zhihui_store_get_data_version (store);
  g_assert_true (count_on (store, NULL));
  g_assert_cmpuint (zhihui_store_get_data_version (store), ==, before);
}

/* Rows that are sent without waiting for the answer are still all or nothing. */
static void
failure_in_bulk_is_told_and_undone (void)
{
  static const char sql[] = "INSERT INTO setting (key, value) VALUES (?1, 'x')";
  g_autofree char  *address = test_database_make ();
  g_autoptr (ZhihuiStore) store = zhihui_store_open (address, TRUE, NULL);
  ZhihuiDatabase *db = zhihui_store_get_database (store);
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_database_set_bulk (db, TRUE, NULL));
  g_assert_true (zhihui_store_begin (store, NULL));
  for (guint i = 0; i < 5; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_text (row, 1, i < 3 ? "other" + i : "same");
      zhihui_statement_finish (row, NULL);
    }
  g_assert_false (zhihui_store_commit (store, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  zhihui_store_rollback (store);
  g_assert_cmpint (ask_number (address, "SELECT COUNT(*) FROM setting"), ==, 0);
  g_assert_true (zhihui_store_set_setting (store, "title", "t", NULL));
}

static void
failed_simulation_leaves_what_was_there (void)
{
  g_autofree char        *address = test_database_make ();
  ZhihuiSimulationOptions options = { .scenario = "nowhere", .is_fixed = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 n;

  simulate (address, 8, "2020-07-01T10:00:00+08:00");
  n = ask_number (address, "SELECT COUNT(*) FROM cases");
  g_assert_false (zhihui_simulation_run (address, &options, FALSE, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
  g_assert_false (zhihui_simulation_run (address, &options, TRUE, NULL, NULL));
  g_assert_cmpint (ask_number (address, "SELECT COUNT(*) FROM cases"), ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgresql/simulated-place-is-that-of-sqlite",
                   simulated_place_is_that_of_sqlite);
  g_test_add_func ("/postgresql/rows-lie-in-the-part-of-their-month",
                   rows_lie_in_the_part_of_their_month);
  g_test_add_func ("/postgresql/row-moves-to-the-part-of-its-new-month",
                   row_moves_to_the_part_of_its_new_month);
  g_test_add_func ("/postgresql/password-is-in-no-message", password_is_in_no_message);
  g_test_add_func ("/postgresql/wrong-places-are-told-apart", wrong_places_are_told_apart);
  g_test_add_func ("/postgresql/lost-connection-is-made-again", lost_connection_is_made_again);
  g_test_add_func ("/postgresql/writers-take-turns", writers_take_turns);
  g_test_add_func ("/postgresql/failure-in-bulk-is-told-and-undone",
                   failure_in_bulk_is_told_and_undone);
  g_test_add_func ("/postgresql/failed-simulation-leaves-what-was-there",
                   failed_simulation_leaves_what_was_there);
  return g_test_run ();
}
