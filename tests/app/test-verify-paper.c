/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <cairo-pdf.h>

/* Papers of the recorded day against that day, and against it with one thing changed: what is said
 * is what was changed, and nothing else. */
typedef struct
{
  char *folder, *recording, *paper; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = program_make_folder ();
  self->recording = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  self->paper = g_build_filename (self->folder, "paper.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->recording);
  g_free (self->paper);
}

/* @option: (nullable) */
static void
write_paper (Fixture *self, const char *option)
{
  g_auto (ProgramRun) run =
    program_run ("report", "-s", self->recording, "--lang", "en", "-o", self->paper, option, NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
}

static ProgramRun
verify (const char *source, const char *path)
{
  return program_run ("report", "verify", path, "-s", source, "--lang", "en", NULL);
}

/* The paper against the recorded day with @change (of sed) in one file of it. */
static ProgramRun
verify_changed (Fixture *self, const char *file, const char *change)
{
  g_autofree char  *copy = g_build_filename (self->folder, "copy", NULL);
  const char *const line[] = {
    "sh",
    "-c",
    "cp -r \"$0\" \"$1\" && sed -i -e \"$3\" \"$1/$2\" && ! cmp -s \"$0/$2\" \"$1/$2\"",
    self->recording,
    copy,
    file,
    change,
    NULL
  };
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);
  ProgramRun run;

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  run = verify (copy, self->paper);
  program_remove_folder (copy);
  g_test_message ("%s%s", run.out, run.err);
  return run;
}

static guint
count_lines (const char *text, const char *start)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], start);
  return n;
}

/* The foot of a page is no part of the row above it. */
static void
an_appendix_tells_the_changed_row_alone (Fixture *self, gconstpointer data)
{
  write_paper (self, "--appendix");
  {
    g_auto (ProgramRun) equal = verify (self->recording, self->paper);
    g_auto (ProgramRun) run =
      verify_changed (self, "overdue-rate-town.json", "s/\"n\":251,/\"n\":252,/");

    g_assert_cmpint (equal.status, ==, 0);
    g_assert_cmpint (run.status, ==, 1);
    assert_says (run.out, "n 251 → 252");
    g_assert_cmpuint (count_lines (run.out, "  the boards: "), ==, 1);
    g_assert_true (g_utf8_validate (run.out, -1, NULL));
  }
}

/* A sum that is printed is one of the figures. */
static void
a_changed_sum_is_a_figure (Fixture *self, gconstpointer data)
{
  write_paper (self, "--appendix");
  {
    g_auto (ProgramRun) run =
      verify_changed (self,
                      "overdue-rate-town.json",
                      "s/\"region_total\":{\"n\":3129,/\"region_total\":{\"n\":3130,/");

    g_assert_cmpint (run.status, ==, 1);
    assert_says (run.out, "sums: overdue_rate town: region_n 3129 → 3130");
    g_assert_cmpuint (count_lines (run.out, "  "), ==, 1);
  }
}

static void
a_changed_name_is_told (Fixture *self, gconstpointer data)
{
  write_paper (self, NULL);
  {
    g_auto (ProgramRun) run = verify_changed (self, "meta.json", "s/镇街道/镇办/");

    g_assert_cmpint (run.status, ==, 1);
    assert_says (run.out, "sums: has other figures");
  }
}

/* What another program writes anew is the same paper. */
static void
change_with_qpdf (const char *option, const char *with, const char *from, const char *to)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  const char *const words[] = { "qpdf", option, with, with != NULL ? "--" : NULL, from, to };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      g_ptr_array_add (line, (gpointer) words[i]);
  g_ptr_array_add (line, NULL);
  process =
    g_subprocess_newv ((const char *const *) line->pdata, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_file_test (to, G_FILE_TEST_IS_REGULAR));
}

/* One figure of the first page, painted over. */
static void
draw_patch (const char *path, double x, double y, double width, double height)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595.276, 841.89);
  cairo_t         *cr = cairo_create (surface);

  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Over the first digit of the first number of three in a table of @paper's first page. */
static void
draw_patch_over_a_digit (const char *paper, const char *path)
{
  const char *const arguments[] = { "pdftotext", "-bbox", "-l", "1", paper, "-", NULL };
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_autofree char *words = NULL;
  g_autoptr (GRegex) number = g_regex_new (
    "xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">[0-9]{3}<",
    0,
    0,
    NULL);
  g_autoptr (GMatchInfo) match = NULL;
  double box[4];

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, NULL));
  g_assert_true (g_regex_match (number, words, 0, &match));
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *text = g_match_info_fetch (match, i + 1);

      box[i] = g_ascii_strtod (text, NULL);
    }
  draw_patch (path, box[0], box[1], (box[2] - box[0]) / 3, box[3] - box[1]);
}

static void
a_page_that_is_painted_over_looks_otherwise (Fixture *self, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("qpdf");
  g_autofree char *patch = g_build_filename (self->folder, "patch.pdf", NULL);
  g_autofree char *forged = g_build_filename (self->folder, "forged.pdf", NULL);
  g_autofree char *anew = g_build_filename (self->folder, "anew.pdf", NULL);

  if (program == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  write_paper (self, NULL);
  draw_patch_over_a_digit (self->paper, patch);
  change_with_qpdf ("--overlay", patch, self->paper, forged);
  change_with_qpdf ("--linearize", NULL, self->paper, anew);
  {
    g_auto (ProgramRun) over = verify (self->recording, forged);
    g_auto (ProgramRun) same = verify (self->recording, anew);

    g_assert_cmpint (over.status, ==, 2);
    assert_says (over.out, "page 1 looks otherwise");
    g_assert_cmpint (same.status, ==, 0);
    assert_says (same.out, "as it reads and looks");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/verify-paper/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("an-appendix-tells-the-changed-row-alone", an_appendix_tells_the_changed_row_alone);
  ADD ("a-changed-sum-is-a-figure", a_changed_sum_is_a_figure);
  ADD ("a-changed-name-is-told", a_changed_name_is_told);
  ADD ("a-page-that-is-painted-over-looks-otherwise", a_page_that_is_painted_over_looks_otherwise);
#undef ADD
  return g_test_run ();
}
