/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>

#include "history-sample.h"
#include "program-run.h"
#include "zhihui-history-writer.h"

#define START G_GINT64_CONSTANT (1596002400) /* 2020-07-29T14:00:00+08:00 */

/* A desk's history of three moments, ten minutes apart, then one two hours later. */
typedef struct
{
  char *folder, *path, *source; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  HistorySample *sample = history_sample_new (20);
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  const gint64 moments[] = { 0, 600, 1200, 8400 };

  self->folder = program_make_folder ();
  self->path = g_build_filename (self->folder, "desk-1.db", NULL);
  self->source = g_strconcat ("history:", self->path, NULL);
  writer = zhihui_history_writer_new (
    self->path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64 at = START + moments[i];
      g_autoptr (ZhihuiSituation) situation = NULL;
      ZhihuiHistoryOutcome outcome;

      history_sample_advance (sample, 2);
      situation = history_sample_make (sample, at, g_get_monotonic_time ());
      g_assert_true (zhihui_history_writer_append (
        writer, situation, at, g_get_monotonic_time (), at, &outcome, NULL));
    }
  history_sample_free (sample);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->source);
}

static void
test_check_text (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) run =
    program_run ("check", "--history", "-s", self->source, "--lang", "en", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  assert_says (run.out, self->path);
  assert_says (run.out, "2020-07-29T14:00:00+08:00");
  assert_says (run.out, "2020-07-29T16:20:00+08:00");
  /* The gap. */
  assert_says (run.out, "2020-07-29T14:20:00+08:00 … 2020-07-29T16:20:00+08:00");
}

static void
test_check_json (Fixture *self, gconstpointer data)
{
  g_auto (ProgramRun) run = program_run ("check", "--history", "--json", "-s", self->source, NULL);

  g_assert_cmpint (run.status, ==, 0);
  assert_says (run.out, "\"ok\":true");
  assert_says (run.out, "\"whole\":4,\"changes\":0");
  assert_says (run.out,
               "\"gaps\":[{\"from\":\"2020-07-29T14:20:00+08:00\",\"to\":"
               "\"2020-07-29T16:20:00+08:00\"}]");
  assert_says (run.out, "\"purged_next\":null");
}

static void
test_check_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  memset (text + length / 2, 'x', length / 3);
  g_assert_true (g_file_set_contents (self->path, text, (gssize) length, NULL));
  {
    g_auto (ProgramRun) run =
      program_run ("check", "--history", "--json", "-s", self->source, NULL);

    g_assert_cmpint (run.status, ==, 1);
    assert_says (run.out, "\"ok\":false,\"fault\":");
  }
}

static void
test_report_of_a_past_minute (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "then.csv", NULL);
  g_autofree char *pdf = g_build_filename (self->folder, "then.pdf", NULL);
  g_autofree char *text = NULL;
  g_auto (ProgramRun) run = program_run (
    "report", "-s", self->source, "--at", "2020-07-29 14:15", "--json", "-o", file, NULL);
  g_auto (ProgramRun) paper = program_run (
    "report", "-s", self->source, "--at", "2020-07-29T14:15:00+08:00", "-o", pdf, NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  /* Of the moment then, not of now. */
  assert_says (run.out, "\"as_of\":1596003000");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  assert_says (text, "号街道办事处");
  g_assert_cmpint (paper.status, ==, 0);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
}

/* A paper of then is verified from what was kept of then. */
static void
test_paper_of_a_past_minute (Fixture *self, gconstpointer data)
{
  g_autofree char *pdf = g_build_filename (self->folder, "then.pdf", NULL);
  g_auto (ProgramRun) paper =
    program_run ("report", "-s", self->source, "--at", "2020-07-29 14:05", "-o", pdf, NULL);
  g_auto (ProgramRun) then =
    program_run ("report", "verify", pdf, "-s", self->source, "--at", "2020-07-29 14:05", NULL);
  g_auto (ProgramRun) later =
    program_run ("report", "verify", pdf, "-s", self->source, "--at", "2020-07-29 14:15", NULL);

  g_assert_cmpint (paper.status, ==, 0);
  g_assert_cmpstr (then.err, ==, "");
  g_assert_cmpint (then.status, ==, 0);
  g_assert_cmpint (later.status, ==, 1);
}

static void
test_report_in_a_gap (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "gap.csv", NULL);
  g_auto (ProgramRun) run =
    program_run ("report", "-s", self->source, "--at", "2020-07-29 15:30", "-o", file, NULL);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_cmpstr (run.err, !=, "");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_before_the_history (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "then.png", NULL);
  g_auto (ProgramRun) run =
    program_run ("shot", "-s", self->source, "--at", "2020-07-01", "-o", file, NULL);

  g_assert_cmpint (run.status, ==, 1);
  assert_says (run.err, "2020-07-29T14:00:00+08:00");
  assert_says (run.err, "2020-07-29T16:20:00+08:00");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_shot_of_a_past_minute (Fixture *self, gconstpointer data)
{
  g_autofree char *then = g_build_filename (self->folder, "then.svg", NULL);
  g_autofree char *now = g_build_filename (self->folder, "now.svg", NULL);
  g_autofree char *then_text = NULL;
  g_autofree char *now_text = NULL;
  g_auto (ProgramRun) first =
    program_run ("shot", "-s", self->source, "--at", "2020-07-29 14:10", "-o", then, NULL);
  g_auto (ProgramRun) second = program_run ("shot", "-s", self->source, "-o", now, NULL);

  g_assert_cmpstr (first.err, ==, "");
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  g_assert_true (g_file_get_contents (then, &then_text, NULL, NULL));
  g_assert_true (g_file_get_contents (now, &now_text, NULL, NULL));
  g_assert_cmpstr (then_text, !=, now_text);
}

/* Each is refused before anything is read or a display is looked for. */
static void
test_wrong_options (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *option, *value, *replay, *says;
  } wrong[] = {
    { "--speed", "0", "--replay=2020-07-29T14:00", "above 0" },
    { "--speed", "-1", "--replay=2020-07-29T14:00", "above 0" },
    { "--speed", "nan", "--replay=2020-07-29T14:00", "above 0" },
    { "--speed", "10", NULL, "--replay" },
    { "--history-days", "-1", NULL, "0 to 36500" },
    { "--history-days", "99999999", NULL, "0 to 36500" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *option = g_strconcat (wrong[i].option, "=", wrong[i].value, NULL);
      g_auto (ProgramRun) run =
        program_run ("wall", "-s", self->source, "--lang", "en", option, wrong[i].replay, NULL);

      g_assert_cmpint (run.status, ==, 1);
      assert_says (run.err, wrong[i].option);
      assert_says (run.err, wrong[i].says);
    }
}

static void
test_minutes_with_an_offset (Fixture *self, gconstpointer data)
{
  static const char *const moments[] = { "2020-07-29T06:15Z", "2020-07-29 14:15+08:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *file = g_build_filename (self->folder, "then.csv", NULL);
      g_auto (ProgramRun) run =
        program_run ("report", "-s", self->source, "--at", moments[i], "--json", "-o", file, NULL);

      g_assert_cmpstr (run.err, ==, "");
      assert_says (run.out, "\"as_of\":1596003000");
    }
}

#define ADD(path, test) g_test_add ("/past/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("check-says-what-is-kept", test_check_text);
  ADD ("check-says-it-as-json", test_check_json);
  ADD ("check-fails-for-a-damaged-one", test_check_damaged);
  ADD ("a-report-of-a-past-minute", test_report_of_a_past_minute);
  ADD ("a-paper-of-a-past-minute-is-verified", test_paper_of_a_past_minute);
  ADD ("no-report-is-made-of-a-gap", test_report_in_a_gap);
  ADD ("before-the-history-its-range-is-told", test_before_the_history);
  ADD ("wrong-options-are-refused", test_wrong_options);
  ADD ("minutes-may-have-an-offset", test_minutes_with_an_offset);
  ADD ("a-picture-of-a-past-minute", test_shot_of_a_past_minute);

  return g_test_run ();
}
