/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"
#include "served-scenario.h"

#include <cairo-pdf.h>
#include <poppler.h>

/* Papers of a simulated county, against the platform itself. */
typedef struct
{
  ServedScenario served;
  char          *token; /* owned: path */
} Fixture;

static GSubprocess *
serve_at (const char *database, const char *speed, char **url)
{
  return program_serve_platform (
    url, "-d", database, "--listen", "127.0.0.1:0", "--rate-limit", "0", "--speed", speed, NULL);
}

static void
set_up_with (Fixture *self, const char *cases)
{
  served_scenario_start (&self->served, "zichuan", cases);
  /* Its clock stands: else cases become overdue, and the month before is frozen, between a paper
   * and its proof. */
  program_kill (&self->served.server);
  g_free (self->served.url);
  self->served.server = serve_at (self->served.database, "0", &self->served.url);
  self->token = g_build_filename (self->served.folder, "token", NULL);
  program_write_token (self->served.database, "desk", self->token);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_with (self, "600");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  served_scenario_stop (&self->served);
  g_free (self->token);
}

static char *
name_file (Fixture *self, const char *name)
{
  return g_build_filename (self->served.folder, name, NULL);
}

/* A report of a week that is over, in English, with three more arguments that may be NULL. */
static void
write_report (Fixture *self, const char *path, const char *one, const char *two, const char *three)
{
  g_auto (ProgramRun) run = program_run ("report",
                                         "-s",
                                         self->served.url,
                                         "--token-file",
                                         self->token,
                                         "--lang",
                                         "en",
                                         "--period",
                                         "2026-W20",
                                         "-o",
                                         path,
                                         one,
                                         two,
                                         three,
                                         NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
}

static ProgramRun
verify (Fixture *self, const char *path, const char *one, const char *two)
{
  return program_run ("report",
                      "verify",
                      path,
                      "-s",
                      self->served.url,
                      "--token-file",
                      self->token,
                      "--lang",
                      "en",
                      one,
                      two,
                      NULL);
}

/* A list that is not what was asked for is none. */
static void
what_lists_no_case_writes_nothing (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *cases, *more, *word;
  } faults[] = {
    { "--cases=type=bogus", NULL, "type: unknown_value" },
    { "--cases=unit=u001", "--unit=u002", "u002" },
    { "--cases=region=370302102", "--region=370302104", "370302104" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autofree char *path = name_file (self, k == 0 ? "none.pdf" : "none.csv");
        g_auto (ProgramRun) run = program_run ("report",
                                               "-s",
                                               self->served.url,
                                               "--token-file",
                                               self->token,
                                               "--template=cases",
                                               "-o",
                                               path,
                                               faults[i].cases,
                                               faults[i].more,
                                               NULL);

        g_test_message ("%s %s", faults[i].cases, run.err);
        g_assert_cmpint (run.status, ==, 1);
        assert_says (run.err, faults[i].word);
        g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      }
}

static void
the_same_figures_are_equal (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *option, *value, *more;
  } papers[] = {
    { "bulletin.pdf", NULL, NULL, NULL },
    { "boards.pdf", "--boards=overdue,volume", "--peer=town", "--appendix" },
    { "looks.pdf",
      "--issuer=A “B” 100%",
      "--number=般民通〔2026〕31 号",
      "--watermark=王某 14:06" },
    { "unit.pdf", "--template=portrait", "--unit=昆仑镇", NULL },
    { "two.pdf", "--template=comparison", "--before=2026-W19", "--paper=a3-landscape" },
    { "own.pdf", "--days=2026-06-01/2026-06-20", "--basis=closed", "--tier=2" },
    { "cases.pdf", "--template=cases", "--cases=state=handling&q=道路", NULL },
    { "least.pdf", "--min-n=2", "--min-answers=3", "--maps=overdue" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *path = name_file (self, papers[i].name);

      write_report (self, path, papers[i].option, papers[i].value, papers[i].more);
      {
        g_auto (ProgramRun) run = verify (self, path, NULL, NULL);

        g_assert_cmpstr (run.err, ==, "");
        assert_says (run.out, "equal");
        assert_says (run.out, "every page");
        g_assert_cmpint (run.status, ==, 0);
      }
    }
}

/* A paper says times of the day, and of a source that has just begun they may be some seconds apart
 * from those of the proof: that they are drawn otherwise is no forgery. Whether they are is up to
 * the clock, so it is tried some times. */
static void
some_seconds_are_not_laid_over_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_months (now, -1);
  g_autofree char *month = g_date_time_format (before, "%Y-%m");
  g_autofree char *path = name_file (self, "seconds.pdf");

  for (guint i = 0; i < 5; i++)
    {
      g_auto (ProgramRun) paper =
        program_run ("report", "-s", "demo:zichuan", "--period", month, "-o", path, NULL);
      g_auto (ProgramRun) proof =
        program_run ("report", "verify", path, "-s", "demo:zichuan", NULL);

      g_assert_cmpint (paper.status, ==, 0);
      g_test_message ("%s%s", proof.out, proof.err);
      g_assert_cmpint (proof.status, ==, 0);
    }
}

/* The figures of a month that is frozen stay those of the day of freezing; the paper says on which
 * day it was made, and that may be long ago. */
static void
a_frozen_month_is_equal_on_another_day (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "bulletin", "comparison" };
  Fixture                  later = { .token = self->token };
  char                    *papers[G_N_ELEMENTS (names)];

  for (guint i = 0; i < 2; i++)
    {
      g_auto (ProgramRun) run = program_run_platform (
        "freeze", "-d", self->served.database, i == 0 ? "2026-05" : "2026-06", NULL);

      g_assert_cmpint (run.status, ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".pdf", NULL);
      g_autofree char *template = g_strconcat ("--template=", names[i], NULL);

      papers[i] = name_file (self, file);
      write_report (self, papers[i], template, "--period=2026-06", NULL);
    }
  /* A second of it is a day and more. */
  later.served.server = serve_at (self->served.database, "100000", &later.served.url);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_auto (ProgramRun) run = verify (&later, papers[i], NULL, NULL);

      g_test_message ("%s%s", run.out, run.err);
      assert_says (run.out, "every page");
      g_assert_cmpint (run.status, ==, 0);
      g_free (papers[i]);
    }
  program_kill (&later.served.server);
  g_free (later.served.url);
}

static char *
write_data (Fixture *self, const char *language, const char *template, const char *of)
{
  g_autofree char *path = name_file (self, "data.csv");
  char            *text = NULL;
  g_auto (ProgramRun) run = program_run ("report",
                                         "-s",
                                         self->served.url,
                                         "--token-file",
                                         self->token,
                                         "--lang",
                                         language,
                                         "--template",
                                         template,
                                         "-o",
                                         path,
                                         of,
                                         NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Says where two texts begin to differ, and not all of both. */
static void
assert_same (const char *one, const char *other)
{
  g_auto (GStrv) lines = g_strsplit (one, "\n", -1);
  g_auto (GStrv) others = g_strsplit (other, "\n", -1);

  for (guint i = 0; lines[i] != NULL && others[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, others[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (others));
}

/* What a digest is made of in one language verifies in the other. */
static void
the_data_are_the_same_in_every_language (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *template, *of, *word;
  } papers[] = {
    { "bulletin", "--maps=overdue", "\"no_cases\"" },
    { "map", "--maps=satisfaction", "\"too_few\"" },
    { "portrait", "--unit=昆仑镇", "\"rolling-90d\"" },
    { "comparison", NULL, "\"chance\"" },
    { "review", "--period=2026-W20", "\"ended\"" },
    { "overdue", NULL, "\"overdue_cases\"" },
    { "cases", "--cases=type=complaint", "\"submitted_at desc\"" },
    { "analysis", NULL, "\"\"," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *english = write_data (self, "en", papers[i].template, papers[i].of);
      g_autofree char *chinese = write_data (self, "zh_CN", papers[i].template, papers[i].of);

      g_test_message ("%s", papers[i].template);
      assert_same (english, chinese);
      assert_says (english, papers[i].word);
    }
}

/* Another county of the same name, where not the same happened. */
static void
other_figures_are_named (Fixture *self, gconstpointer data)
{
  Fixture          other = { 0 };
  g_autofree char *paper = name_file (self, "bulletin.pdf");
  g_autofree char *appended = name_file (self, "appended.pdf");
  g_autofree char *unit = name_file (self, "unit.pdf");
  g_autofree char *csv = name_file (self, "bulletin.csv");
  g_autofree char *json = name_file (self, "bulletin.json");
  g_autofree char *listed = name_file (self, "unit.json");

  write_report (self, paper, NULL, NULL, NULL);
  write_report (self, csv, NULL, NULL, NULL);
  write_report (self, json, NULL, NULL, NULL);
  write_report (self, listed, "--template=portrait", "--unit=u006", NULL);
  write_report (self, appended, "--appendix", NULL, NULL);
  write_report (self, unit, "--template=portrait", "--unit=u006", NULL);
  set_up_with (&other, "400");
  {
    g_auto (ProgramRun) table = verify (&other, paper, NULL, NULL);
    g_auto (ProgramRun) rows = verify (&other, paper, "--data", csv);
    g_auto (ProgramRun) printed = verify (&other, appended, NULL, NULL);
    g_auto (ProgramRun) lists = verify (&other, unit, NULL, NULL);
    g_auto (ProgramRun) wrong = verify (&other, unit, "--data", csv);
    g_auto (ProgramRun) typed = verify (&other, paper, "--data", json);
    g_auto (ProgramRun) figures = verify (&other, unit, "--data", listed);
    g_auto (ProgramRun) mistaken = verify (&other, paper, "--data", listed);
    g_auto (ProgramRun) none = verify (&other, paper, "--data", self->token);

    g_assert_cmpint (table.status, ==, 1);
    assert_says (table.out, "the boards: has other figures");
    assert_says (table.out, "then: revision");
    g_assert_cmpint (rows.status, ==, 1);
    assert_says (rows.out, "the boards: volume town ");
    assert_says (rows.out, " → ");
    g_assert_cmpint (printed.status, ==, 1);
    assert_says (printed.out, "the boards: volume town ");
    assert_says (printed.out, " → ");
    g_assert_cmpint (lists.status, ==, 1);
    assert_says (lists.out, "figures: has other figures");
    assert_says (lists.out, "courses: has other figures");
    g_assert_cmpint (wrong.status, ==, 2);
    assert_says (wrong.err, "does not hold the data of this paper");
    /* A file of tables tells the same as one of rows. */
    g_assert_cmpint (typed.status, ==, 1);
    g_assert_cmpstr (typed.out, ==, rows.out);
    g_assert_cmpint (figures.status, ==, 1);
    assert_says (figures.out, " → ");
    g_assert_cmpint (mistaken.status, ==, 2);
    assert_says (mistaken.err, "does not hold the data of this paper");
    g_assert_cmpint (none.status, ==, 2);
  }
  tear_down (&other, NULL);
}

static char *
get_keywords (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);
  char            *keywords = poppler_document_get_keywords (document);

  g_object_unref (document);
  return keywords;
}

/* Saves the paper @from as @to, with other keywords. */
static void
set_keywords (const char *from, const char *to, const char *keywords)
{
  g_autofree char *uri_from = g_filename_to_uri (from, NULL, NULL);
  g_autofree char *uri_to = g_filename_to_uri (to, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri_from, NULL, NULL);

  poppler_document_set_keywords (document, keywords);
  g_assert_true (poppler_document_save (document, uri_to, NULL));
  g_object_unref (document);
}

/* The pages are of another month, or of another unit, than the keywords say. */
static void
a_changed_figure_is_found (Fixture *self, gconstpointer data)
{
  g_autofree char *paper = name_file (self, "a.pdf");
  g_autofree char *other = name_file (self, "b.pdf");
  g_autofree char *forged = name_file (self, "forged.pdf");
  g_autofree char *words = NULL;

  write_report (self, paper, "--template=portrait", "--unit=u006", "--title=T");
  write_report (self, other, "--template=portrait", "--unit=u007", "--title=T");
  words = get_keywords (paper);
  set_keywords (other, forged, words);
  {
    g_auto (ProgramRun) run = verify (self, forged, NULL, NULL);

    assert_says (run.out, "it was changed, or");
    assert_says (run.out, "where the figures give");
    g_assert_cmpint (run.status, ==, 2);
  }
}

static void
write_foreign (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 100, 100);
  cairo_t         *cr = cairo_create (surface);

  cairo_show_text (cr, "3.68%");
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static ProgramRun
verify_recorded (const char *source, const char *path)
{
  return program_run ("report", "verify", path, "-s", source, "--lang", "en", NULL);
}

static void
what_is_no_report_is_said_to_be_none (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *folder = program_make_folder ();
  g_autofree char *foreign = g_build_filename (folder, "foreign.pdf", NULL);
  g_autofree char *text = g_build_filename (folder, "text.pdf", NULL);
  g_autofree char *absent = g_build_filename (folder, "absent.pdf", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.pdf", NULL);

  write_foreign (foreign);
  set_keywords (foreign, broken, "sha256:12");
  g_assert_true (g_file_set_contents (text, "3.68%", -1, NULL));
  {
    g_auto (ProgramRun) no_words = verify_recorded (source, foreign);
    g_auto (ProgramRun) no_pdf = verify_recorded (source, text);
    g_auto (ProgramRun) no_file = verify_recorded (source, absent);
    g_auto (ProgramRun) no_digest = verify_recorded (source, broken);
    g_auto (ProgramRun) nothing =
      program_run ("report", "verify", "-s", source, "--lang", "en", NULL);

    g_assert_cmpint (no_words.status, ==, 2);
    assert_says (no_words.err, "names no digest");
    g_assert_cmpint (no_pdf.status, ==, 2);
    assert_says (no_pdf.err, "is no PDF");
    g_assert_cmpint (no_file.status, ==, 2);
    assert_says (no_file.err, "absent.pdf");
    g_assert_cmpint (no_digest.status, ==, 2);
    assert_says (no_digest.err, "were changed");
    g_assert_cmpint (nothing.status, ==, 2);
    assert_says (nothing.err, "Name one report");
  }
  program_remove_folder (folder);
}

/* No platform tells cases by their deadline: that its rows differ says nothing of their figures. */
static void
a_list_in_an_order_of_its_own_is_not_told_again (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *folder = program_make_folder ();
  g_autofree char *foreign = g_build_filename (folder, "foreign.pdf", NULL);
  g_autofree char *sorted = g_build_filename (folder, "sorted.pdf", NULL);

  write_foreign (foreign);
  set_keywords (foreign,
                sorted,
                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef "
                "template:cases cases_order:due_at%20desc");
  {
    g_auto (ProgramRun) run = verify_recorded (source, sorted);

    g_assert_cmpstr (run.out, ==, "");
    assert_says (run.err, "sorted.pdf: its cases stand in an order of their own (due_at desc)");
    g_assert_cmpint (run.status, ==, 3);
  }
  program_remove_folder (folder);
}

static void
a_source_that_is_away_decides_nothing (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *folder = program_make_folder ();
  g_autofree char *paper = g_build_filename (folder, "a.pdf", NULL);
  g_auto (ProgramRun) written =
    program_run ("report", "-s", source, "--boards", "volume", "-o", paper, NULL);
  g_auto (ProgramRun) away = verify_recorded ("http://127.0.0.1:1", paper);

  g_assert_cmpint (written.status, ==, 0);
  g_assert_cmpint (away.status, ==, 3);
  g_assert_cmpstr (away.err, !=, "");
  g_assert_cmpstr (away.out, ==, "");
  program_remove_folder (folder);
}

/* The recorded day, and the same later on that day with a new revision and what @change (of sed)
 * does; both folders are the caller's. */
static void
copy_recording (const char *parent, const char *change, char **copy)
{
  g_autofree char  *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  const char *const line[] = { "sh",
                               "-c",
                               "cp -r \"$0\" \"$1\" && sed -i -e 's/29T14:05:12/29T14:21:40/; "
                               "s/r8812/r8900/' -e \"$2\" \"$1\"/*.json",
                               folder,
                               *copy = g_build_filename (parent, "copy", NULL),
                               change,
                               NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static ProgramRun
verify_later (const char *change)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *parent = program_make_folder ();
  g_autofree char *paper = g_build_filename (parent, "paper.pdf", NULL);
  g_autofree char *copy = NULL;
  g_auto (ProgramRun) run = { 0 };
  ProgramRun later;

  copy_recording (parent, change, &copy);
  run = program_run ("report", "-s", folder, "--lang", "en", "-o", paper, NULL);
  g_assert_cmpint (run.status, ==, 0);
  later = program_run ("report", "verify", paper, "-s", copy, "--lang", "en", NULL);
  program_remove_folder (copy);
  program_remove_folder (parent);
  return later;
}

/* Time and revision have gone on, and no figure has. */
static void
a_new_revision_of_the_same_figures_is_equal (void)
{
  g_auto (ProgramRun) run = verify_later ("");

  g_assert_cmpstr (run.err, ==, "");
  assert_says (run.out, "equal in every figure, and in the text of every page");
  assert_says (run.out, "then: revision r8812 of 2026-07-29T14:05:12+08:00");
  assert_says (run.out, "now: revision r8900 of 2026-07-29T14:21:40+08:00");
  g_assert_cmpint (run.status, ==, 0);
}

static void
a_new_revision_of_one_figure_is_not (void)
{
  g_auto (ProgramRun) run = verify_later ("s/\"n\":251,/\"n\":252,/");

  assert_says (run.out, "the figures are other ones now");
  assert_says (run.out, "now: revision r8900");
  g_assert_cmpint (run.status, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/verify/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-same-figures-are-equal", the_same_figures_are_equal);
  ADD ("what-lists-no-case-writes-nothing", what_lists_no_case_writes_nothing);
  ADD ("some-seconds-are-not-laid-over-it", some_seconds_are_not_laid_over_it);
  ADD ("a-frozen-month-is-equal-on-another-day", a_frozen_month_is_equal_on_another_day);
  ADD ("the-data-are-the-same-in-every-language", the_data_are_the_same_in_every_language);
  ADD ("other-figures-are-named", other_figures_are_named);
  ADD ("a-changed-figure-is-found", a_changed_figure_is_found);
#undef ADD
  g_test_add_func ("/verify/what-is-no-report-is-said-to-be-none",
                   what_is_no_report_is_said_to_be_none);
  g_test_add_func ("/verify/a-list-in-an-order-of-its-own-is-not-told-again",
                   a_list_in_an_order_of_its_own_is_not_told_again);
  g_test_add_func ("/verify/a-source-that-is-away-decides-nothing",
                   a_source_that_is_away_decides_nothing);
  g_test_add_func ("/verify/a-new-revision-of-the-same-figures-is-equal",
                   a_new_revision_of_the_same_figures_is_equal);
  g_test_add_func ("/verify/a-new-revision-of-one-figure-is-not",
                   a_new_revision_of_one_figure_is_not);
  return g_test_run ();
}
