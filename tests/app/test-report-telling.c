/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "program-run.h"
#include "served-scenario.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is frozen is the same from one run to the next. */
static void
start (ServedScenario *self)
{
  g_auto (ProgramRun) run = { 0 };

  served_scenario_start (self, "zichuan", "300");
  run = program_run_platform ("freeze", "-d", self->database, "2026-06", NULL);
  g_assert_cmpint (run.status, ==, 0);
}

/* Writes a report of a month that is over, with a token of @scope, into a file of that name. */
static ProgramRun
run_report (const ServedScenario *self, const char *scope, const char *name, char **path)
{
  g_autofree char *token = g_build_filename (self->folder, scope, NULL);

  *path = g_build_filename (self->folder, name, NULL);
  program_write_token (self->database, scope, token);
  return program_run (
    "report", "-s", self->url, "--token-file", token, "--period", "2026-06", "-o", *path, NULL);
}

static char *
read_audit (const ServedScenario *self)
{
  g_auto (ProgramRun) run = program_run_platform ("audit", "-d", self->database, NULL);

  g_assert_cmpint (run.status, ==, 0);
  return g_strdup (run.out);
}

/* As `sha256sum` says it of the file that lies there. */
static char *
digest_file (const char *path)
{
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static void
a_file_is_in_the_log_of_the_platform (gconstpointer data)
{
  const ServedScenario    *self = data;
  static const char *const names[] = { "a.pdf", "a.csv", "a.xlsx" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = NULL, *digest = NULL, *log = NULL, *subject = NULL;
      g_auto (ProgramRun) run = run_report (self, "desk", names[i], &path);

      g_assert_cmpint (run.status, ==, 0);
      g_assert_cmpstr (run.err, ==, "");
      digest = digest_file (path);
      subject = g_strdup_printf ("%s sha256:%s", strchr (names[i], '.') + 1, digest);
      log = read_audit (self);
      if (strstr (log, subject) == NULL)
        g_error ("“%s” is not in: %s", subject, log);
      g_assert_nonnull (strstr (log, "民生诉求办理排行通报"));
      g_assert_nonnull (strstr (log, g_get_user_name ()));
    }
}

/* (transfer full): SHA-256 of its data, as a PDF says it of itself */
static char *
read_keyword (const char *path)
{
  static const char mark[] = "/Keywords (sha256:";
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  const char *found;

  g_assert_no_error (error);
  found = memmem (
    g_mapped_file_get_contents (file), g_mapped_file_get_length (file), mark, strlen (mark));
  g_assert_nonnull (found);
  return g_strndup (found + strlen (mark), 64);
}

/* Pages of a picture are several files: the digest is that of what stands on them, which is that
 * of the canonical data. */
static void
pages_of_a_picture_are_logged_by_their_data (gconstpointer data)
{
  const ServedScenario *self = data;
  g_autofree char      *path = NULL, *pdf = NULL, *digest = NULL, *log = NULL, *subject = NULL;
  g_auto (ProgramRun) picture = run_report (self, "desk", "b.png", &path);
  g_auto (ProgramRun) paper = run_report (self, "desk", "b.pdf", &pdf);

  g_assert_cmpint (picture.status, ==, 0);
  g_assert_cmpint (paper.status, ==, 0);
  digest = read_keyword (pdf);
  log = read_audit (self);
  subject = g_strdup_printf ("png sha256:%s", digest);
  if (strstr (log, subject) == NULL)
    g_error ("“%s” is not in: %s", subject, log);
}

/* A token of a wall may not; the paper is there, and it is said. */
static void
a_refusal_does_not_lose_the_paper (gconstpointer data)
{
  const ServedScenario *self = data;
  g_autofree char      *path = NULL, *log = NULL, *digest = NULL;
  g_auto (ProgramRun) run = run_report (self, "wall", "c.json", &path);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  if (strstr (run.err, "导出未能记入日志") == NULL)
    g_error ("it is not said: “%s”", run.err);
  digest = digest_file (path);
  log = read_audit (self);
  g_assert_null (strstr (log, digest));
}

static ProgramRun
run_template (const ServedScenario *self, const char *template, const char *name, char **path)
{
  g_autofree char *token = g_build_filename (self->folder, "wall", NULL);

  *path = g_build_filename (self->folder, name, NULL);
  program_write_token (self->database, "wall", token);
  return program_run (
    "report", "-s", self->url, "--token-file", token, "--template", template, "-o", *path, NULL);
}

/* Headings over nothing are no paper. */
static void
a_paper_of_which_all_is_refused_is_none (gconstpointer data)
{
  g_autofree char *path = NULL;
  g_auto (ProgramRun) run = run_template (data, "overdue", "e.xlsx", &path);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  if (strstr (run.err, "无权读取本报告所需的任何内容") == NULL)
    g_error ("it is not said: “%s”", run.err);
}

/* Meetings are told to a wall, and their cases are not. */
static void
what_is_refused_is_said_of_the_source (gconstpointer data)
{
  g_autofree char *path = NULL, *content = NULL;
  g_auto (ProgramRun) run = run_template (data, "review", "f.json", &path);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  if (strstr (content, "部分内容此令牌无权读取") == NULL)
    g_error ("it is not said: %.2000s", content);
}

/* Nobody is there who could be told. */
static void
a_demonstration_has_no_log (gconstpointer data)
{
  const ServedScenario *self = data;
  g_autofree char      *path = g_build_filename (self->folder, "d.csv", NULL);
  g_auto (ProgramRun) run = program_run ("report", "-s", "demo:zichuan", "-o", path, NULL);

  g_assert_cmpint (run.status, ==, 0);
  /* A slow computer says what takes so long, and nothing else is said. */
  if (!g_regex_match_simple ("^(正在生成模拟部署[^\n]*\n)?$", run.err, G_REGEX_DOLLAR_ENDONLY, 0))
    g_error ("it is said: %s", run.err);
}

int
main (int argc, char **argv)
{
  ServedScenario served;
  int            status;

  g_test_init (&argc, &argv, NULL);
  start (&served);
#define ADD(path, func) g_test_add_data_func ("/report-telling/" path, &served, func)
  ADD ("a-file-is-in-the-log-of-the-platform", a_file_is_in_the_log_of_the_platform);
  ADD ("pages-of-a-picture-are-logged-by-their-data", pages_of_a_picture_are_logged_by_their_data);
  ADD ("a-refusal-does-not-lose-the-paper", a_refusal_does_not_lose_the_paper);
  ADD ("a-paper-of-which-all-is-refused-is-none", a_paper_of_which_all_is_refused_is_none);
  ADD ("what-is-refused-is-said-of-the-source", what_is_refused_is_said_of_the_source);
  ADD ("a-demonstration-has-no-log", a_demonstration_has_no_log);
#undef ADD
  status = g_test_run ();
  served_scenario_stop (&served);
  return status;
}
