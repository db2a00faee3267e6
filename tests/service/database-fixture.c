/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "database-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "zhihui-zone.h"

void
database_fixture_set_up (DatabaseFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);
  g_assert_no_error (error);
}

void
database_fixture_tear_down (DatabaseFixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

char *
database_fixture_path (DatabaseFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static sqlite3_stmt *
ask (const char *path, const char *sql, sqlite3 **db)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open_v2 (path, db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (*db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s in %s", sqlite3_errmsg (*db), sql);
  return statement;
}

gint64
database_ask (const char *path, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *statement = ask (path, sql, &db);
  gint64        answer;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

double
database_ask_double (const char *path, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *statement = ask (path, sql, &db);
  double        answer;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_double (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

/* SHA-256 of all rows: columns joined by "|", a line each. */
char *
database_digest (const char *path, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *statement = ask (path, sql, &db);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, i);

          g_checksum_update (checksum, (const guchar *) (text != NULL ? text : "~"), -1);
          g_checksum_update (checksum, (const guchar *) "|", 1);
        }
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_strdup (g_checksum_get_string (checksum));
}

gint64
instant (const char *rfc3339)
{
  g_autoptr (GError) error = NULL;
  gint64 at;

  zhihui_instant_parse_rfc3339 (rfc3339, &at, &error);
  g_assert_no_error (error);
  return at;
}

/* @first_day: "2020-06-01" */
void
database_simulate (const char *path, guint64 seed, const char *first_day, const char *until)
{
  g_autofree char        *midnight = g_strconcat (first_day, "T00:00:00Z", NULL);
  ZhihuiSimulationOptions options = { .scenario = "zichuan",
                                      .seed = seed,
                                      .until = instant (until),
                                      .is_fixed = TRUE,
                                      .first_day = (gint32) (instant (midnight) / 86400) };
  ZhihuiSimulationResult  result;
  g_autoptr (GError) error = NULL;

  zhihui_simulation_run (path, &options, FALSE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_refused, ==, 0);
}
