/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#include "program-run.h"
#include "zhihui-store.h"

/* The program itself: what it prints and how it exits. */

static char *
make_database (const char *folder)
{
  char *path = g_build_filename (folder, "a.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, TRUE, &error);

  g_assert_no_error (error);
  return path;
}

static void
test_help_and_version (void)
{
  const char *const commands[] = { "serve",  "simulate", "create", "import", "freeze",
                                   "layers", "token",    "check",  "backup", "restore",
                                   "rollup", "calendar", "clocks", "audit",  "meetings" };
  const char *const help[] = { "--help", NULL };
  const char *const version[] = { "--version", NULL };
  g_auto (ProgramRun) all = program_run_platform_line (help);
  g_auto (ProgramRun) number = program_run_platform_line (version);

  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpint (number.status, ==, 0);
  g_assert_true (g_str_has_prefix (number.out, "zhihui-platform "));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *called = g_strconcat ("zhihui-platform ", commands[i], " [", NULL);
      g_auto (ProgramRun) run = program_run_platform (commands[i], "--help", "--lang", "en", NULL);
      g_auto (ProgramRun) which =
        program_run_platform (commands[i], "--lang", "en", "--version", NULL);

      g_assert_nonnull (strstr (all.out, commands[i]));
      g_assert_cmpint (run.status, ==, 0);
      g_assert_nonnull (strstr (run.out, called));
      g_assert_nonnull (strstr (run.out, "-d"));
      g_assert_nonnull (strstr (run.out, "Exits 0 "));
      g_assert_nonnull (strstr (run.out, "--lang"));
      g_assert_cmpstr (run.err, ==, "");
      g_assert_cmpint (which.status, ==, 0);
      g_assert_cmpstr (which.out, ==, number.out);
    }
}

static void
test_wrong_lines_exit_2 (void)
{
  const char *const lines[][5] = {
    { NULL },
    { "nonsense", NULL },
    { "serve", NULL },
    { "serve", "-d", "x", "more", NULL },
    { "serve", "-d", "x", "--speed=-1", NULL },
    { "serve", "--nonsense", NULL },
    { "token", "-d", "x", NULL },
    { "token", "-d", "x", "--scope=everything", NULL },
    { "import", "-d", "x", NULL },
    { "check", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (ProgramRun) run = program_run_platform_line (lines[i]);

      g_assert_cmpint (run.status, ==, 2);
      g_assert_true (i == 0 || *run.err != '\0');
    }
}

static void
test_bad_input_exits_1 (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = make_database (folder);
  g_autofree char  *none = g_build_filename (folder, "none.db", NULL);
  g_autofree char  *text = g_build_filename (folder, "text.db", NULL);
  const char *const lines[][7] = {
    { "serve", "-d", none, NULL },
    { "serve", "-d", text, NULL },
    { "serve", "-d", folder, NULL },
    { "serve", "-d", database, "--listen", "nowhere.invalid:1", NULL },
    { "serve", "-d", database, "--listen", "127.0.0.1", NULL },
    { "serve", "-d", database, "--listen", "127.0.0.1:99999", NULL },
    { "serve", "-d", database, "--boundary", text, NULL },
    { "token", "-d", none, "--scope", "wall", NULL },
    { "import", "-d", database, "--map", none, text, NULL },
    { "check", "-d", text, NULL },
  };

  g_assert_true (
    g_file_set_contents (text, "this is no database, and long enough for one", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (ProgramRun) run = program_run_platform_line (lines[i]);

      if (run.status != 1)
        g_error ("%u: exit status %d, %s", i, run.status, run.err);
      g_assert_true (g_str_has_prefix (run.err, "zhihui-platform: "));
      g_assert_true (strchr (run.err, '\n') == run.err + strlen (run.err) - 1); /* one line */
    }
  program_remove_folder (folder);
}

static void
test_token_stands_alone_on_the_last_line (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = make_database (folder);
  const char *const line[] = { "token", "-d", database, "--scope", "wall", NULL };
  g_auto (ProgramRun) run = program_run_platform_line (line);
  g_auto (GStrv) lines = g_strsplit (run.out, "\n", -1);
  const char *token = lines[g_strv_length (lines) - 2];

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (strlen (token), ==, 43);
  g_assert_cmpstr (lines[g_strv_length (lines) - 1], ==, "");
  {
    g_autoptr (ZhihuiStore) store = zhihui_store_open (database, FALSE, NULL);
    g_autoptr (ZhihuiGrant) grant =
      zhihui_store_check_token (store, token, g_get_real_time () / G_USEC_PER_SEC);

    g_assert_nonnull (grant);
    g_assert_cmpstr (grant->scope, ==, "wall");
  }
  program_remove_folder (folder);
}

static void
test_serve_says_where_and_ends_when_told (void)
{
  g_autofree char *folder = program_make_folder ();
  g_autofree char *database = make_database (folder);
  const int        signals[] = { SIGTERM, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = NULL;
      g_autofree char *address = NULL;
      const char      *place = "http://";
      g_autoptr (GSubprocess) process =
        program_serve_platform (&url, "-d", database, "--listen", "127.0.0.1:0", NULL);

      g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
      g_assert_true (g_str_has_suffix (url, "/api/v1"));

      /* The port is taken now. */
      address =
        g_strndup (url + strlen (place), strlen (url) - strlen (place) - strlen ("/api/v1"));
      {
        const char *const again[] = { "serve", "-d", database, "--listen", address, NULL };
        g_auto (ProgramRun) run = program_run_platform_line (again);

        g_assert_cmpint (run.status, ==, 1);
        g_assert_nonnull (strstr (run.err, address));
      }

      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_wait (process, NULL, &error));
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
  program_remove_folder (folder);
}

static void
test_import_tells_how_much_went_in (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = g_build_filename (folder, "new.db", NULL);
  g_autofree char  *map = g_build_filename (folder, "a.map", NULL);
  g_autofree char  *csv = g_build_filename (folder, "a.csv", NULL);
  g_autofree char  *errors = g_build_filename (folder, "errors.tsv", NULL);
  g_autofree char  *list = NULL;
  GString          *rows = g_string_new ("id,at,who\n1,2020-01-01,a\n");
  const char *const line[] = {
    "import", "--map", map, csv, "-d", database, "--errors", errors, NULL
  };

  for (guint i = 0; i < 60; i++)
    g_string_append (rows, "2,never,a\n");
  g_assert_true (
    g_file_set_contents (map, "[columns]\ncase_id=id\nopened=at\nagency=who\n", -1, NULL));

  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  {
    g_auto (ProgramRun) some = program_run_platform_line (line);
    g_auto (GStrv) shown = g_strsplit (some.err, "\n", -1);

    g_assert_cmpint (some.status, ==, 3);
    g_assert_cmpstr (some.out, ==, "{\"rows\":61,\"new\":1,\"updated\":0,\"refused\":60}\n");
    g_assert_cmpuint (g_strv_length (shown), ==, 50 + 1 + 1); /* "and more", and the end */
  }
  g_assert_true (g_file_get_contents (errors, &list, NULL, NULL));
  g_assert_true (g_str_has_prefix (list, "3\t"));
  {
    g_auto (GStrv) lines = g_strsplit (list, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, 61);
  }

  g_assert_true (g_file_set_contents (csv, "id,at,who\n1,2020-01-01,a\n", -1, NULL));
  {
    g_auto (ProgramRun) all = program_run_platform_line (line);

    g_assert_cmpint (all.status, ==, 0);
    g_assert_cmpstr (all.err, ==, "");
  }

  g_assert_true (g_file_set_contents (csv, "id,at,who\n1,never,a\n", -1, NULL));
  {
    g_auto (ProgramRun) none = program_run_platform_line (line);

    g_assert_cmpint (none.status, ==, 1);
  }
  g_string_free (rows, TRUE);
  program_remove_folder (folder);
}

static void
test_failed_import_makes_no_database (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = g_build_filename (folder, "new.db", NULL);
  g_autofree char  *map = g_build_filename (folder, "a.map", NULL);
  g_autofree char  *csv = g_build_filename (folder, "a.csv", NULL);
  const char *const line[] = { "import", "--map", map, csv, "-d", database, NULL };
  const char *const texts[] = { "", "other,columns\n1,2\n", "id,at,who\n1,never,a\n" };

  g_assert_true (
    g_file_set_contents (map, "[columns]\ncase_id=id\nopened=at\nagency=who\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (ProgramRun) run = { 0 };

      g_assert_true (g_file_set_contents (csv, texts[i], -1, NULL));
      run = program_run_platform_line (line);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
    }
  program_remove_folder (folder);
}

static char *
ask_database (const char *database, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *row;
  char         *answer;

  g_assert_cmpint (sqlite3_open (database, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  answer = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (db);
  return answer;
}

/* Who may what since when, and never the token itself. */
static void
test_tokens_are_audited (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char  *token = NULL, *hash = NULL, *made = NULL, *revoked = NULL, *expected = NULL;
  const char *const simulate[] = { "simulate", "--cases", "100", "-d", database, NULL };
  const char *const make[] = { "token", "-d", database, "--scope", "desk", NULL };
  g_auto (ProgramRun) filled = program_run_platform_line (simulate);
  g_auto (ProgramRun) run = program_run_platform_line (make);

  g_assert_cmpint (filled.status, ==, 0);
  g_assert_cmpint (run.status, ==, 0);
  token = g_strstrip (g_strdup (run.out));
  {
    const char *const revoke[] = { "token", "-d", database, "--revoke", token, NULL };
    g_auto (ProgramRun) end = program_run_platform_line (revoke);

    g_assert_cmpint (end.status, ==, 0);
  }
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  expected = g_strdup_printf ("%.8s", hash);
  made = ask_database (database,
                       "SELECT subject FROM audit WHERE action = 'token.made' AND reason = 'desk'");
  revoked = ask_database (database, "SELECT subject FROM audit WHERE action = 'token.revoked'");
  g_assert_cmpstr (made, ==, expected);
  g_assert_cmpstr (revoked, ==, expected);
  program_remove_folder (folder);
}

/* And it is told by its units: a token of one that is not there is not made. */
static void
test_create_makes_a_place_without_a_case (void)
{
  g_autofree char  *folder = program_make_folder ();
  g_autofree char  *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char  *units = NULL, *cases = NULL, *scenario = NULL, *unit = NULL;
  const char *const create[] = { "create", "--scenario", "zichuan", "-d", database, NULL };
  const char *const wrong[] = {
    "token", "-d", database, "--scope", "events", "--unit", "u999", NULL
  };
  const char *const right[] = {
    "token", "-d", database, "--scope", "events", "--unit", "u014", NULL
  };
  g_auto (ProgramRun) made = program_run_platform_line (create);
  g_auto (ProgramRun) again = program_run_platform_line (create);
  g_auto (ProgramRun) refused = program_run_platform_line (wrong);
  g_auto (ProgramRun) token = program_run_platform_line (right);
  g_auto (ProgramRun) unread =
    program_run_platform ("token", "-d", database, "--scope", "desk", "--unit", "u014", NULL);
  g_auto (ProgramRun) unbound = program_run_platform (
    "token", "-d", database, "--scope", "events", "--region", "370302001", NULL);

  g_assert_cmpint (unread.status, ==, 2); /* a binding that nobody would look at */
  g_assert_cmpint (unbound.status, ==, 2);
  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (again.status, ==, 1); /* it does not go over what is there */
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_cmpint (token.status, ==, 0);
  units = ask_database (database, "SELECT COUNT(*) FROM unit");
  cases = ask_database (database, "SELECT COUNT(*) FROM cases");
  scenario = ask_database (database, "SELECT COUNT(*) FROM setting WHERE key = 'scenario'");
  unit = ask_database (database, "SELECT unit FROM token");
  g_assert_cmpstr (units, ==, "112");
  g_assert_cmpstr (cases, ==, "0");
  g_assert_cmpstr (scenario, ==, "0");
  g_assert_cmpstr (unit, ==, "u014");
  program_remove_folder (folder);
}

static void
test_create_takes_a_place_of_ones_own (void)
{
  static const char sql[] =
    "SELECT (SELECT COUNT(*) FROM region) || ' ' || (SELECT COUNT(*) FROM unit) || ' ' ||"
    " (SELECT group_concat (label) FROM (SELECT label FROM peer ORDER BY position)) || ' ' ||"
    " (SELECT COUNT(*) FROM cases) || ' ' || (SELECT COUNT(*) FROM indicator) || ' ' ||"
    " (SELECT value FROM setting WHERE key = 'issuer') || ' ' ||"
    " (SELECT group_concat (code || online) FROM (SELECT code, online FROM channel ORDER BY id))";
  g_autofree char *folder = program_make_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *example = g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "place", NULL);
  g_auto (ProgramRun) made =
    program_run_platform ("create", "--place", example, "-d", database, NULL);
  g_auto (ProgramRun) nowhere =
    program_run_platform ("create", "--place", folder, "--force", "-d", database, NULL);
  g_autofree char *found = NULL;

  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (nowhere.status, ==, 1); /* and what was made before is still there */
  g_assert_nonnull (strstr (nowhere.err, "place.ini"));
  found = ask_database (database, sql);
  g_assert_cmpstr (
    found, ==, "5 7 乡镇街道,部门 0 0 示例县民生服务中心 123450,app1,wechat1,mailbox1,visit0");
  program_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command/an-import-that-fails-makes-no-database",
                   test_failed_import_makes_no_database);
  g_test_add_func ("/command/each-has-help-and-version", test_help_and_version);
  g_test_add_func ("/command/tokens-are-audited", test_tokens_are_audited);
  g_test_add_func ("/command/create-makes-a-place-without-a-case",
                   test_create_makes_a_place_without_a_case);
  g_test_add_func ("/command/create-takes-a-place-of-ones-own",
                   test_create_takes_a_place_of_ones_own);
  g_test_add_func ("/command/wrong-lines-exit-with-2", test_wrong_lines_exit_2);
  g_test_add_func ("/command/bad-input-exits-with-1-and-one-line", test_bad_input_exits_1);
  g_test_add_func ("/command/token-stands-alone-on-the-last-line",
                   test_token_stands_alone_on_the_last_line);
  g_test_add_func ("/command/serve-says-where-and-ends-when-told",
                   test_serve_says_where_and_ends_when_told);
  g_test_add_func ("/command/import-tells-how-much-went-in", test_import_tells_how_much_went_in);
  return g_test_run ();
}
