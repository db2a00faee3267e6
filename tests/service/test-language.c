/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>

#include "program-run.h"

/* What the platform writes is in the language of the deployment, wherever the program runs. */

typedef struct
{
  char *folder;
  char *database; /* a small simulated county with cases that are overdue */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run = { 0 };

  fixture->folder = program_make_folder ();
  fixture->database = g_build_filename (fixture->folder, "a.db", NULL);
  run = program_run_platform ("simulate",
                              "--scenario",
                              "zichuan",
                              "--cases",
                              "3000",
                              "--until",
                              "2026-07-01T10:00:00+08:00",
                              "-d",
                              fixture->database,
                              NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  program_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->database);
}

static void
set_language (Fixture *fixture, const char *language)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE setting SET value = '%s' WHERE key = 'language'", language);
  sqlite3 *db;

  g_assert_cmpint (
    sqlite3_open_v2 (fixture->database, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

/* The environment of a service on a machine that was told no language. */
static void
forget_languages (void)
{
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("LANG");
  g_unsetenv ("ZHIHUI_LOCALEDIR");
  g_setenv ("LC_ALL", "C", TRUE);
}

/* What a platform of its own answers; owned by the caller. */
static char *
ask (Fixture *fixture, const char *path)
{
  g_autofree char *token = program_make_token (fixture->database, "desk");
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) server = program_serve_platform (
    &url, "-d", fixture->database, "--listen", "127.0.0.1:0", "--speed", "0", NULL);
  g_autofree char *address = g_strconcat (url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), ==, 200);
  program_kill (&server);
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

/* The texts of the alerts, one a line; owned by the caller. */
static char *
read_texts (Fixture *fixture)
{
  g_autofree char *body = ask (fixture, "/alerts");
  g_autoptr (GRegex) regex = g_regex_new ("\"text\":\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) texts = g_string_new (NULL);

  for (g_regex_match (regex, body, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 1);

      g_string_append_printf (texts, "%s\n", text);
    }
  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static void
assert_chinese (const char *texts)
{
  g_assert_nonnull (strstr (texts, "件超期未办结\n"));
  if (g_regex_match_simple ("[A-Za-z]{3,}", texts, 0, 0))
    g_error ("not all is Chinese: %s", texts);
}

static void
a_service_without_a_locale_writes_alerts_in_chinese (Fixture *fixture, gconstpointer data)
{
  g_autofree char *texts = NULL;

  forget_languages ();
  texts = read_texts (fixture);
  assert_chinese (texts);
}

static void
a_deployment_without_a_language_is_chinese (Fixture *fixture, gconstpointer data)
{
  g_autofree char *texts = NULL;
  g_autofree char *meta = NULL;

  set_language (fixture, "");
  forget_languages ();
  texts = read_texts (fixture);
  meta = ask (fixture, "/meta");
  assert_chinese (texts);
  g_assert_nonnull (strstr (meta, "\"language\":\"zh_CN\""));
}

static void
an_english_deployment_is_english_on_a_chinese_machine (Fixture *fixture, gconstpointer data)
{
  g_autofree char *texts = NULL;

  set_language (fixture, "en");
  forget_languages ();
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  texts = read_texts (fixture);
  g_assert_nonnull (strstr (texts, "overdue and not answered\n"));
  g_assert_null (strstr (texts, "超期"));
}

static void
a_language_can_be_named_on_the_command_line (void)
{
  g_auto (ProgramRun) chinese = { 0 };
  g_auto (ProgramRun) english = { 0 };

  forget_languages ();
  chinese =
    program_run_platform ("freeze", "-d", "/nowhere/a.db", "2020-07", "--lang", "zh_CN", NULL);
  english = program_run_platform ("freeze", "-d", "/nowhere/a.db", "2020-07", "--lang", "en", NULL);
  g_assert_cmpint (chinese.status, ==, 1);
  g_assert_cmpint (english.status, ==, 1);
  g_assert_nonnull (strstr (chinese.err, "数据库 /nowhere/a.db 不存在"));
  g_assert_nonnull (strstr (english.err, "There is no database /nowhere/a.db"));
}

static void
a_check_names_what_it_counts (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) chinese = { 0 }, english = { 0 };
  g_auto (ProgramRun) json = { 0 };

  forget_languages ();
  chinese = program_run_platform ("check", "-d", fixture->database, "--lang", "zh_CN", NULL);
  english = program_run_platform ("check", "-d", fixture->database, "--lang", "en", NULL);
  json = program_run_platform ("check", "-d", fixture->database, "--lang", "zh_CN", "--json", NULL);
  g_assert_cmpstr (chinese.err, ==, "");
  g_assert_true (g_regex_match_simple ("^派单 +[0-9]+$", chinese.out, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^assignments +[0-9]+$", english.out, G_REGEX_MULTILINE, 0));
  if (g_regex_match_simple ("[A-Za-z]", chinese.out, 0, 0))
    g_error ("not all is Chinese: %s", chinese.out);
  g_assert_nonnull (strstr (json.out, "\"assignments\":"));
}

/* $ZHIHUI_LOCALEDIR has no texts: what is served is English, and that is no secret. */
static void
missing_texts_are_told (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run = { 0 };

  forget_languages ();
  g_setenv ("ZHIHUI_LOCALEDIR", fixture->folder, TRUE);
  /* An address that nobody can listen on: it ends by itself. */
  run = program_run_platform ("serve", "-d", fixture->database, "--listen", "203.0.113.1:1", NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "no texts in zh_CN"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/language/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-service-without-a-locale-writes-alerts-in-chinese",
       a_service_without_a_locale_writes_alerts_in_chinese);
  ADD ("a-deployment-without-a-language-is-chinese", a_deployment_without_a_language_is_chinese);
  ADD ("an-english-deployment-is-english-on-a-chinese-machine",
       an_english_deployment_is_english_on_a_chinese_machine);
  ADD ("a-check-names-what-it-counts", a_check_names_what_it_counts);
  ADD ("missing-texts-are-told", missing_texts_are_told);
  g_test_add_func ("/language/one-can-be-named-on-the-command-line",
                   a_language_can_be_named_on_the_command_line);
#undef ADD
  return g_test_run ();
}
