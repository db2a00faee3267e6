/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#include "program-run.h"

/* Running it for years: copies, upgrades, who did what. Asked with SQLite's own library. */

typedef struct
{
  char *folder;
  char *database; /* a small simulated county */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run = { 0 };

  fixture->folder = program_make_folder ();
  fixture->database = g_build_filename (fixture->folder, "a.db", NULL);
  run = program_run_platform ("simulate", "--cases", "300", "-d", fixture->database, NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  program_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->database);
}

static char *
get_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return db;
}

static gint64
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *row;
  gint64        answer;

  if (sqlite3_prepare_v2 (db, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s in %s", sqlite3_errmsg (db), sql);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  return answer;
}

static char *
read_whole (const char *path, gsize *length)
{
  char *text;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

/* Every row of every table but the log of the copying itself. */
static void
assert_same_rows (const char *one, const char *other)
{
  sqlite3         *db = open_database (one);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", other);
  sqlite3_stmt    *tables;
  guint            n_tables = 0;

  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM main.sqlite_master"
                                       " WHERE type = 'table' AND name <> 'audit'",
                                       -1,
                                       &tables,
                                       NULL),
                   ==,
                   SQLITE_OK);
  for (; sqlite3_step (tables) == SQLITE_ROW; n_tables++)
    {
      const char      *name = (const char *) sqlite3_column_text (tables, 0);
      g_autofree char *sql = g_strdup_printf (
        "SELECT (SELECT COUNT(*) FROM (SELECT * FROM main.\"%s\" EXCEPT SELECT * FROM "
        "other.\"%s\"))"
        " + ABS ((SELECT COUNT(*) FROM main.\"%s\") - (SELECT COUNT(*) FROM other.\"%s\"))",
        name,
        name,
        name,
        name);

      if (ask (db, sql) != 0)
        g_error ("the table %s differs", name);
    }
  g_assert_cmpuint (n_tables, >, 20);
  sqlite3_finalize (tables);
  sqlite3_close (db);
}

static void
copies_come_back_row_by_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = get_path (fixture, "copy.db");
  g_autofree char *again = get_path (fixture, "again.db");
  g_auto (ProgramRun) backup =
    program_run_platform ("backup", "-d", fixture->database, "-o", copy, NULL);
  g_auto (ProgramRun) restore = program_run_platform ("restore", "-d", again, copy, NULL);

  g_assert_cmpstr (backup.err, ==, "");
  g_assert_cmpint (backup.status, ==, 0);
  g_assert_cmpint (restore.status, ==, 0);
  assert_same_rows (fixture->database, copy);
  assert_same_rows (fixture->database, again);
  {
    sqlite3 *db = open_database (fixture->database);

    g_assert_cmpint (
      ask (db, "SELECT COUNT(*) FROM audit WHERE action = 'backup' AND subject = 'copy.db'"),
      ==,
      1);
    sqlite3_close (db);
    db = open_database (again);
    g_assert_cmpint (ask (db, "SELECT COUNT(*) FROM audit WHERE action = 'restore'"), ==, 1);
    sqlite3_close (db);
  }
}

static void
stop (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* While it is served: copied, but not overwritten. */
static void
served_database_is_copied_and_not_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = get_path (fixture, "copy.db");
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) process = program_serve_platform (
    &url, "-d", fixture->database, "--listen", "127.0.0.1:0", "--speed", "3600", NULL);
  g_auto (ProgramRun) backup =
    program_run_platform ("backup", "-d", fixture->database, "-o", copy, NULL);
  g_auto (ProgramRun) check = program_run_platform ("check", "-d", copy, NULL);
  g_auto (ProgramRun) refused =
    program_run_platform ("restore", "-d", fixture->database, "--replace", copy, NULL);
  g_auto (ProgramRun) made =
    program_run_platform ("simulate", "--cases", "100", "-d", fixture->database, "--force", NULL);
  g_auto (ProgramRun) emptied = program_run_platform (
    "create", "--scenario", "zichuan", "-d", fixture->database, "--force", NULL);
  g_auto (ProgramRun) done = { 0 };

  g_assert_cmpstr (backup.err, ==, "");
  g_assert_cmpint (check.status, ==, 0);
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "serve"));
  g_assert_cmpint (made.status, ==, 1);
  g_assert_nonnull (strstr (made.err, "serve"));
  g_assert_cmpint (emptied.status, ==, 1);
  g_assert_nonnull (strstr (emptied.err, "serve"));
  stop (process);
  done = program_run_platform ("restore", "-d", fixture->database, "--replace", copy, NULL);
  g_assert_cmpstr (done.err, ==, "");
  assert_same_rows (copy, fixture->database);
}

static void
what_is_there_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = get_path (fixture, "copy.db");
  g_autofree char *missing = get_path (fixture, "missing.db");
  g_autofree char *before = NULL, *after = NULL;
  gsize            length_before, length_after;
  g_auto (ProgramRun) backup =
    program_run_platform ("backup", "-d", fixture->database, "-o", copy, NULL);
  g_auto (ProgramRun) no_source = program_run_platform ("backup", "-d", missing, "-o", copy, NULL);
  g_auto (ProgramRun) exists =
    program_run_platform ("restore", "-d", fixture->database, copy, NULL);
  g_auto (ProgramRun) damaged = { 0 };

  g_assert_cmpstr (backup.err, ==, "");
  g_assert_cmpint (no_source.status, ==, 1);
  g_assert_cmpint (exists.status, ==, 1);
  g_assert_nonnull (strstr (exists.err, "--replace"));

  /* A copy whose middle was overwritten is found out before anything is touched. */
  before = read_whole (copy, &length_before);
  memset (before + length_before / 2, 0x5a, 64 * 1024);
  g_assert_true (g_file_set_contents (copy, before, (gssize) length_before, NULL));
  g_clear_pointer (&before, g_free);
  before = read_whole (fixture->database, &length_before);
  damaged = program_run_platform ("restore", "-d", missing, copy, NULL);
  g_assert_cmpint (damaged.status, ==, 1);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  after = read_whole (fixture->database, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* The good copy of yesterday is not lost to whoever types the same line once more. */
static void
copy_is_replaced_only_when_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = get_path (fixture, "copy.db");
  g_autofree char *before = NULL;
  gsize            length;
  g_auto (ProgramRun) refused = { 0 };
  g_auto (ProgramRun) replaced = { 0 };

  g_assert_true (g_file_set_contents (copy, "yesterday", -1, NULL));
  refused = program_run_platform ("backup", "-d", fixture->database, "-o", copy, NULL);
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "--replace"));
  before = read_whole (copy, &length);
  g_assert_cmpmem (before, length, "yesterday", strlen ("yesterday"));

  replaced =
    program_run_platform ("backup", "--replace", "-d", fixture->database, "-o", copy, NULL);
  g_assert_cmpstr (replaced.err, ==, "");
  g_assert_cmpint (replaced.status, ==, 0);
  assert_same_rows (fixture->database, copy);
}

/* A database that the first version of the program made. */
/* Of several that began when there was none, one has made it. */
static void
copies_at_once_keep_the_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = get_path (fixture, "copy.db");
  GSubprocess     *started[4];
  guint            n_made = 0;

  for (guint i = 0; i < G_N_ELEMENTS (started); i++)
    started[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                   NULL,
                                   g_getenv ("ZHIHUI_PLATFORM"),
                                   "backup",
                                   "-d",
                                   fixture->database,
                                   "-o",
                                   copy,
                                   NULL);
  for (guint i = 0; i < G_N_ELEMENTS (started); i++)
    {
      g_autofree char *said = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (started[i], NULL, NULL, NULL, &said, NULL));
      n_made += g_subprocess_get_successful (started[i]);
      g_assert_true (g_subprocess_get_successful (started[i]) !=
                     (strstr (said, "--replace") != NULL));
      g_object_unref (started[i]);
    }
  g_assert_cmpuint (n_made, ==, 1);
}

static void
first_version_is_brought_up_to_date (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "old.db");
  g_autofree char *dump = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "version-1.sql", NULL);
  g_autofree char *sql = read_whole (dump, NULL);
  sqlite3         *db;
  gint64           n_cases, n_events, sum;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  n_cases = ask (db, "SELECT COUNT(*) FROM cases");
  n_events = ask (db, "SELECT COUNT(*) FROM event");
  sum = ask (db, "SELECT SUM(due_at) FROM assignment");
  sqlite3_close (db);

  for (guint i = 0; i < 2; i++) /* the second time there is nothing to do */
    {
      g_auto (ProgramRun) check = program_run_platform ("check", "-d", path, NULL);

      g_assert_cmpstr (check.err, ==, "");
      g_assert_cmpint (check.status, ==, 0);
    }

  db = open_database (path);
  g_assert_cmpint (ask (db, "SELECT COUNT(*) FROM cases"), ==, n_cases);
  g_assert_cmpint (ask (db, "SELECT COUNT(*) FROM event"), ==, n_events);
  g_assert_cmpint (ask (db, "SELECT SUM(due_at) FROM assignment"), ==, sum);
  g_assert_cmpint (ask (db, "SELECT MAX(number) FROM schema_step"), >=, 10);
  sqlite3_close (db);
}

static void
only_this_machine_unless_spelled_out (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) refused =
    program_run_platform ("serve", "-d", fixture->database, "--listen", "0.0.0.0:0", NULL);

  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "--insecure-listen"));
}

static void
audit_is_shown (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) token =
    program_run_platform ("token", "-d", fixture->database, "--scope", "wall", NULL);
  g_auto (ProgramRun) text = program_run_platform ("audit", "-d", fixture->database, NULL);
  g_auto (ProgramRun) json =
    program_run_platform ("audit", "-d", fixture->database, "--json", NULL);

  g_strstrip (token.out);
  g_assert_nonnull (strstr (text.out, "\ttoken.made\t"));
  g_assert_null (strstr (text.out, token.out));
  g_assert_nonnull (strstr (json.out, "\"action\":\"token.made\""));
}

/* ---- the service as systemd runs it ---- */

/* What a service says to $NOTIFY_SOCKET. */
typedef struct
{
  GSocket    *socket;
  GPtrArray  *heard; /* (element-type utf8) */
  const char *awaited;
  GMainLoop  *loop;
} Listener;

static gboolean
heard_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Listener *listener = user_data;
  char      text[1024] = "";

  g_assert_cmpint (g_socket_receive (socket, text, sizeof text - 1, NULL, NULL), >, 0);
  g_ptr_array_add (listener->heard, g_strdup (text));
  if (strstr (text, listener->awaited) != NULL)
    g_main_loop_quit (listener->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
timed_out_cb (gpointer user_data)
{
  g_test_message ("the service did not say '%s'", ((Listener *) user_data)->awaited);
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

static void
await (Listener *listener, const char *words)
{
  guint timeout = g_timeout_add_seconds (20, timed_out_cb, listener);

  listener->awaited = words;
  g_main_loop_run (listener->loop);
  g_source_remove (timeout);
}

/* The line of the unit, with what systemd would put in. */
static char *
read_command (Fixture *fixture)
{
  g_autofree char *text = read_whole (g_getenv ("ZHIHUI_UNIT"), NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *command = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "ExecStart="))
      command = g_string_new (lines[i] + strlen ("ExecStart="));
  g_assert_nonnull (command);
  g_string_replace (command, "${ZHIHUI_DATABASE}", fixture->database, 0);
  g_string_replace (command, "${ZHIHUI_LISTEN}", "127.0.0.1:0", 0);
  g_assert_null (strchr (command->str, '$'));
  return g_string_free (command, FALSE);
}

static void
unit_starts_lives_and_ends (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = get_path (fixture, "notify");
  g_autofree char *command = read_command (fixture);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (place);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSource) source = NULL;
  g_auto (GStrv) argv = NULL;
  Listener listener = { .heard = g_ptr_array_new_with_free_func (g_free) };

  listener.loop = g_main_loop_new (NULL, FALSE);
  listener.socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (listener.socket, address, FALSE, &error));
  source = g_socket_create_source (listener.socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (heard_cb), &listener, NULL);
  g_source_attach (source, NULL);

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  g_assert_true (g_str_has_suffix (argv[0], "/zhihui-platform"));
  g_free (argv[0]);
  argv[0] = g_strdup (g_getenv ("ZHIHUI_PLATFORM"));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_setenv (launcher, "NOTIFY_SOCKET", place, TRUE);
  g_subprocess_launcher_setenv (launcher, "WATCHDOG_USEC", "200000", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  await (&listener, "READY=1\nSTATUS=Listening on http://127.0.0.1:");
  await (&listener, "WATCHDOG=1");
  g_subprocess_send_signal (process, SIGTERM);
  await (&listener, "STOPPING=1");
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));

  g_source_destroy (source);
  g_object_unref (listener.socket);
  g_main_loop_unref (listener.loop);
  g_ptr_array_unref (listener.heard);
}

/* systemd's own reader of units; the program need not be installed for it. */
static void
units_are_understood_and_sandboxed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");
  g_autofree char *unit = get_path (fixture, "zhihui-platform.service");
  g_autofree char *text = read_whole (g_getenv ("ZHIHUI_UNIT"), NULL);
  g_autofree char *out = NULL, *err = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) installed = g_string_new (text);
  g_autoptr (GError) error = NULL;
  char *start, *end;

  if (analyze == NULL)
    {
      g_test_skip ("no systemd-analyze");
      return;
    }

  start = strstr (installed->str, "ExecStart=") + strlen ("ExecStart=");
  end = strchr (start, ' ');
  g_string_erase (installed, start - installed->str, end - start);
  g_string_insert (installed,
                   strstr (installed->str, "ExecStart=") + strlen ("ExecStart=") - installed->str,
                   g_getenv ("ZHIHUI_PLATFORM"));
  g_assert_true (g_file_set_contents (unit, installed->str, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error,
                              analyze,
                              "verify",
                              "--man=no",
                              unit,
                              NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error));
  g_assert_null (strstr (err, "zhihui-platform.service"));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_clear_object (&process);

  /* 0 is the tightest, 10 no sandbox at all. */
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error,
                              analyze,
                              "security",
                              "--offline=yes",
                              "--threshold=20",
                              unit,
                              NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/operation/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("copies-come-back-row-by-row", copies_come_back_row_by_row);
  ADD ("served-database-is-copied-and-not-overwritten",
       served_database_is_copied_and_not_overwritten);
  ADD ("what-is-there-is-kept", what_is_there_is_kept);
  ADD ("copy-is-replaced-only-when-told", copy_is_replaced_only_when_told);
  ADD ("copies-at-once-keep-the-first", copies_at_once_keep_the_first);
  ADD ("first-version-is-brought-up-to-date", first_version_is_brought_up_to_date);
  ADD ("only-this-machine-unless-spelled-out", only_this_machine_unless_spelled_out);
  ADD ("audit-is-shown", audit_is_shown);
  ADD ("unit-starts-lives-and-ends", unit_starts_lives_and_ends);
  ADD ("units-are-understood-and-sandboxed", units_are_understood_and_sandboxed);
  return g_test_run ();
}
