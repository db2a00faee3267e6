/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;    /* owned */
  char *recording; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = program_make_folder ();
  fixture->recording = g_test_build_filename (G_TEST_DIST, "recording", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  program_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->recording);
}

static char *
get_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* The ending of the file says what is written, each time the same bytes. */
static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file, *written, *start;
  } formats[] = {
    { "a.pdf", "a.pdf", "%PDF-" },
    { "a.png", "a-1.png", "\x89PNG" },
    { "a.svg", "a-1.svg", "<?xml" },
    { "a.csv",
      "a.csv",
      "\xef\xbb\xbf"
      "board," },
    { "a.xlsx", "a.xlsx", "PK\x03\x04" },
    { "a.json", "a.json", "{" },
    { "A.PDF", "A.PDF", "%PDF-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = get_path (fixture, formats[i].file);
      g_autofree char *written = get_path (fixture, formats[i].written);
      g_autofree char *first = NULL, *second = NULL;
      gsize            first_size, second_size;

      for (guint turn = 0; turn < 2; turn++)
        {
          g_auto (ProgramRun) run =
            program_run ("report", "-s", fixture->recording, "-o", path, NULL);

          g_assert_cmpint (run.status, ==, 0);
          g_assert_true (g_file_get_contents (
            written, turn == 0 ? &first : &second, turn == 0 ? &first_size : &second_size, NULL));
        }
      g_test_message ("%s", formats[i].file);
      g_assert_true (g_str_has_prefix (first, formats[i].start));
      g_assert_cmpmem (first, first_size, second, second_size);
    }
}

static void
test_format_by_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "data.txt");
  g_autofree char *text = NULL;
  g_auto (ProgramRun) named =
    program_run ("report", "-s", fixture->recording, "--format", "csv", "-o", path, NULL);
  g_auto (ProgramRun) unknown = program_run ("report", "-s", fixture->recording, "-o", path, NULL);
  g_auto (ProgramRun) none = program_run ("report", "-s", fixture->recording, NULL);

  g_assert_cmpint (named.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_says (text, "board,peer,rank");
  g_assert_cmpint (unknown.status, !=, 0);
  assert_says (unknown.err, "txt");
  g_assert_cmpint (none.status, !=, 0);
  assert_says (none.err, ".xlsx");
}

/* The whole is a region as well, by its name or code. */
static void
test_whole_region (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) all =
    program_run ("report", "-s", fixture->recording, "--format", "csv", "-o", "/dev/stdout", NULL);
  g_auto (ProgramRun) whole = program_run ("report",
                                           "-s",
                                           fixture->recording,
                                           "--region",
                                           "370302",
                                           "--format",
                                           "csv",
                                           "-o",
                                           "/dev/stdout",
                                           NULL);

  g_assert_cmpint (whole.status, ==, 0);
  g_assert_cmpstr (whole.out, ==, all.out);
}

/* A pipe takes what is written as it is. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run =
    program_run ("report", "-s", fixture->recording, "--format", "csv", "-o", "/dev/stdout", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (run.out,
                                   "\xef\xbb\xbf"
                                   "board,peer,rank"));
  g_assert_true (g_str_has_suffix (run.out, "\r\n"));
}

/* Several pictures are no one file: nothing is written beside what the system has. */
static void
test_pictures_to_a_pipe (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "-", "/dev/stdout", "/dev/full", "/dev/null" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *beside = g_strconcat (places[i], "-1", NULL);
      g_auto (ProgramRun) run =
        program_run ("report", "-s", fixture->recording, "--format", "png", "-o", places[i], NULL);

      g_assert_cmpint (run.status, ==, 1);
      g_assert_cmpstr (run.out, ==, "");
      assert_says (run.err, "PDF");
      g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
    }
}

/* A workbook and a paper as well, each as it is as a file. */
static void
test_files_to_a_pipe (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "xlsx", "pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char  *piped = get_path (fixture, "piped");
      g_autofree char  *path = get_path (fixture, "file");
      const char *const line[] = {
        "sh",
        "-c",
        "\"$0\" report -s \"$1\" --format \"$2\" -o \"$3\" && "
        "\"$0\" report -s \"$1\" --format \"$2\" -o - | cat >\"$4\"; cmp \"$3\" \"$4\"",
        g_getenv ("ZHIHUI"),
        fixture->recording,
        formats[i],
        path,
        piped,
        NULL
      };
      g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);

      g_test_message ("%s", formats[i]);
      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      g_assert_cmpint (g_unlink (piped), ==, 0);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
test_standard_output (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run =
    program_run ("report", "-s", fixture->recording, "--format", "csv", "-o", "-", NULL);
  g_auto (ProgramRun) none = program_run ("report", "-s", fixture->recording, "-o", "-", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_suffix (run.out, "\r\n"));
  g_assert_cmpint (none.status, ==, 1);
  assert_says (none.err, "--format");
  g_assert_false (g_file_test ("-", G_FILE_TEST_EXISTS));
}

/* All its figures would be 0. */
static void
test_days_to_come (Fixture *fixture, gconstpointer data)
{
  static const char *const options[][3] = {
    { "--period", "2099-01", "尚未开始，自 2099年1月1日起" },
    { "--days", "2099-01-01/2099-01-31", "尚未开始，自 2099年1月1日起" },
    { "--days", "2026-07-20/2026-08-31", "有的日期还没有到：最晚可选 2026年7月29日" },
    { "--before", "2099-01", "对比期间尚未开始，自 2099年1月1日起" },
  };
  g_autofree char *path = get_path (fixture, "a.pdf");

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_auto (ProgramRun) run = program_run (
        "report", "-s", fixture->recording, options[i][0], options[i][1], "-o", path, NULL);

      g_assert_cmpint (run.status, ==, 1);
      assert_says (run.err, options[i][2]);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* All its differences would be 0. */
static void
test_same_period (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "a.pdf");
  g_auto (ProgramRun) run = program_run ("report",
                                         "-s",
                                         fixture->recording,
                                         "--template",
                                         "comparison",
                                         "--before",
                                         "2026-07",
                                         "-o",
                                         path,
                                         NULL);

  g_assert_cmpint (run.status, ==, 1);
  assert_says (run.err, "相同的日期");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The day of the figures, which the recording fixes. */
static void
test_date_in_the_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "weekly-{date}.csv");
  g_auto (ProgramRun) run =
    program_run ("report", "-s", fixture->recording, "--json", "-o", path, NULL);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GRegex) shape = g_regex_new ("^weekly-20\\d\\d-\\d\\d-\\d\\d\\.csv$", 0, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_regex_match (shape, name, 0, NULL));
  assert_says (run.out, name);
  g_assert_null (g_dir_read_name (dir));
}

/* In one line for who looks on, as members for who reads on; the file is
 * there. */
static void
test_missing_characters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "a.pdf");
  g_autofree char *plain = get_path (fixture, "b.pdf");
  g_auto (ProgramRun) run = program_run ("report",
                                         "-s",
                                         fixture->recording,
                                         "--lang",
                                         "en",
                                         "--json",
                                         "--issuer",
                                         "张\U00050001\U00050002村",
                                         "-o",
                                         path,
                                         NULL);
  g_auto (ProgramRun) none =
    program_run ("report", "-s", fixture->recording, "--json", "-o", plain, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.err,
                   ==,
                   "zhihui report: No font here has \U00050001 (U+50001, page 1), "
                   "\U00050002 (U+50002, page 1)\n");
  assert_says (run.out,
               "\"missing\":[{\"character\":\"\U00050001\",\"code\":\"U+50001\",\"page\":1},"
               "{\"character\":\"\U00050002\",\"code\":\"U+50002\",\"page\":1}]");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (none.status, ==, 0);
  g_assert_cmpstr (none.err, ==, "");
  assert_says (none.out, "\"missing\":[]");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramRun) run = program_run ("report", "--list", NULL);

  g_assert_cmpint (run.status, ==, 0);
  assert_says (run.out, "bulletin\t");
  assert_says (run.out, "map\t");
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "a.csv");
  g_autofree char *own = get_path (fixture, "own.report");
  g_autofree char *wrong = get_path (fixture, "wrong.report");
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (
    own, "[Report]\n[1]\npart = boards\nboards = overdue\n[2]\npart = signature\n", -1, NULL));
  g_assert_true (g_file_set_contents (wrong, "[Report]\n[1]\npart = elephant\n", -1, NULL));
  {
    g_auto (ProgramRun) run =
      program_run ("report", "-s", fixture->recording, "--template", own, "-o", path, NULL);
    g_auto (ProgramRun) fault =
      program_run ("report", "-s", fixture->recording, "--template", wrong, "-o", path, NULL);
    g_auto (ProgramRun) unknown =
      program_run ("report", "-s", fixture->recording, "--template", "elephant", "-o", path, NULL);

    g_assert_cmpint (run.status, ==, 0);
    g_assert_cmpint (fault.status, !=, 0);
    assert_says (fault.err, "wrong.report:3:8: ");
    g_assert_cmpint (unknown.status, !=, 0);
    assert_says (unknown.err, "bulletin");
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_says (text, "\n\"overdue_rate\"");
  g_assert_null (strstr (text, "\n\"volume\""));
}

/* What is said wrongly is named before anything is asked, and nothing is written. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[][3] = {
    { "--paper", "a5", "a4-landscape" },      { "--boards", "late", "late" },
    { "--marking", "机密", "机密" },          { "--period", "someday", "someday" },
    { "--before", "someday", "someday" },     { "--order", "wild", "wild" },
    { "--region", "elephant", "elephant" },   { "--cases", "state=bogus", "bogus" },
    { "--cases", "state=closed", "--cases" },
  };
  g_autofree char *path = get_path (fixture, "a.pdf");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (ProgramRun) run = program_run (
        "report", "-s", fixture->recording, faults[i][0], faults[i][1], "-o", path, NULL);

      g_assert_cmpint (run.status, !=, 0);
      assert_says (run.err, faults[i][2]);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* Nobody is asked for long without a token that can be used. */
static void
test_open_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = get_path (fixture, "token");
  g_autofree char *path = get_path (fixture, "a.pdf");
  g_autofree char *command = g_strdup_printf ("chmod 0600 '%s'", token);

  g_assert_true (g_file_set_contents_full (
    token, "a-token-of-somebody", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  for (guint i = 0; i < 2; i++)
    {
      gint64 begun_us = g_get_monotonic_time ();
      g_auto (ProgramRun) run = program_run ("report",
                                             "-s",
                                             "http://127.0.0.1:1",
                                             "--token-file",
                                             token,
                                             "-o",
                                             path,
                                             i == 0 ? NULL : "--region",
                                             "370302",
                                             NULL);

      g_assert_cmpint (run.status, ==, 1);
      assert_says (run.err, command);
      /* Not after the time that a platform is given. */
      g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 50 * G_USEC_PER_SEC);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *full = get_path (fixture, "full.pdf");
  g_autofree char *nowhere = get_path (fixture, "none/a.pdf");
  g_autofree char *folder = get_path (fixture, "folder.pdf");

  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  {
    const char *const paths[] = { full, nowhere, folder };

    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      {
        g_auto (ProgramRun) run =
          program_run ("report", "-s", fixture->recording, "-o", paths[i], NULL);

        g_assert_cmpint (run.status, ==, 1);
        assert_says (run.err, i == 1 ? "none" : paths[i]);
        g_assert_cmpuint (strcspn (run.err, "\n") + 1, ==, strlen (run.err));
      }
  }
  program_remove_folder (folder);
}

/* ---- each week ---- */

/* systemd's own reader of units; the program need not be installed for it. */
static void
test_units (Fixture *fixture, gconstpointer data)
{
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");
  g_autofree char *service = get_path (fixture, "zhihui-report.service");
  g_autofree char *timer = get_path (fixture, "zhihui-report.timer");
  g_autofree char *shipped =
    g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "systemd", "zhihui-report.timer", NULL);
  g_autofree char *text = NULL, *timing = NULL, *err = NULL;
  g_autoptr (GRegex) program = g_regex_new ("ExecStart=\\S*/zhihui ", 0, 0, NULL);
  g_autofree char *installed = NULL, *line = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (analyze == NULL)
    {
      g_test_skip ("no systemd-analyze");
      return;
    }
  g_assert_true (g_file_get_contents (g_getenv ("ZHIHUI_REPORT_UNIT"), &text, NULL, &error));
  g_assert_true (g_file_get_contents (shipped, &timing, NULL, &error));
  line = g_strdup_printf ("ExecStart=%s ", g_getenv ("ZHIHUI"));
  installed = g_regex_replace_literal (program, text, -1, 0, line, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (service, installed, -1, NULL));
  g_assert_true (g_file_set_contents (timer, timing, -1, NULL));
  process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, analyze, "verify", "--man=no", service, timer, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error));
  if (strstr (err, "zhihui-") != NULL)
    g_error ("%s", err);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* The lines of the unit, with what systemd would put in. */
static void
test_line_of_the_unit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *state = get_path (fixture, "zhihui-report");
  guint            n = 0;

  g_assert_cmpint (g_mkdir (state, 0700), ==, 0);
  g_assert_true (g_file_get_contents (g_getenv ("ZHIHUI_REPORT_UNIT"), &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = g_string_new (lines[i]);
      g_auto (GStrv) argv = NULL;
      g_auto (ProgramRun) run = { 0 };

      if (!g_str_has_prefix (lines[i], "ExecStart="))
        continue;
      n++;
      g_string_erase (line, 0, (gssize) strlen ("ExecStart="));
      g_string_replace (line, "%S", fixture->folder, 0);
      g_assert_null (strchr (line->str, '%'));
      g_assert_true (g_shell_parse_argv (line->str, NULL, &argv, NULL));
      g_assert_cmpuint (g_strv_length (argv), ==, 6);
      run =
        program_run (argv[1], argv[2], argv[3], argv[4], argv[5], "-s", fixture->recording, NULL);
      g_assert_cmpint (run.status, ==, 0);
    }
  g_assert_cmpuint (n, ==, 2);
  program_remove_folder (state);
}

typedef enum
{
  CUT,
  FLIPPED,
  EMPTY,
  N_DAMAGES
} Damage;

/* Writes @from damaged into @to: half of it, every bit of one byte in its middle changed, nothing.
 */
static void
write_damaged (const char *from, const char *to, Damage damage)
{
  g_autofree char *text = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  if (damage == FLIPPED)
    text[length / 2] = (char) ~text[length / 2];
  else
    length = damage == CUT ? length / 2 : 0;
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

/* The recording again, as links, for one file of it to be damaged. */
static char *
link_recording (Fixture *fixture, const char *except)
{
  char *copy = get_path (fixture, "copy");
  g_autoptr (GDir) dir = g_dir_open (fixture->recording, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_canonicalize_filename (name, fixture->recording);
      g_autofree char *to = g_build_filename (copy, name, NULL);

      if (!g_str_equal (name, except))
        g_assert_cmpint (symlink (from, to), ==, 0);
    }
  return copy;
}

/* A disk or a line may have bitten into what was recorded: that is said in a line, and there is no
 * paper, nor a piece of one. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = {
    "recording.json", "answers.jsonl", "meta.json", "overdue-rate-town.json"
  };
  g_autofree char *path = get_path (fixture, "a.pdf");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (Damage damage = 0; damage < N_DAMAGES; damage++)
      {
        g_autofree char *copy = link_recording (fixture, files[i]);
        g_autofree char *from = g_build_filename (fixture->recording, files[i], NULL);
        g_autofree char *to = g_build_filename (copy, files[i], NULL);
        g_autoptr (GDir) left = NULL;

        write_damaged (from, to, damage);
        {
          g_auto (ProgramRun) run = program_run ("report", "-s", copy, "-o", path, NULL);

          g_test_message ("%s %u: %s", files[i], damage, run.err);
          g_assert_cmpint (run.status, ==, 1);
          g_assert_true (g_str_has_prefix (run.err, "zhihui report: "));
          g_assert_true (strchr (run.err, '\n') == run.err + strlen (run.err) - 1);
        }
        program_remove_folder (copy);
        left = g_dir_open (fixture->folder, 0, NULL);
        g_assert_null (g_dir_read_name (left));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/report/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-ending-says-what-is-written-always-the-same", test_formats);
  ADD ("a-format-may-be-named", test_format_by_name);
  ADD ("a-pipe-takes-it-as-it-is", test_pipe);
  ADD ("a-dash-is-standard-output", test_standard_output);
  ADD ("a-pipe-takes-a-workbook", test_files_to_a_pipe);
  ADD ("a-pipe-takes-no-pages", test_pictures_to_a_pipe);
  ADD ("the-whole-is-a-region-too", test_whole_region);
  ADD ("days-to-come-make-no-paper", test_days_to_come);
  ADD ("a-period-is-not-compared-with-itself", test_same_period);
  ADD ("a-name-may-have-the-day", test_date_in_the_name);
  ADD ("characters-that-no-font-has-are-told", test_missing_characters);
  ADD ("templates-are-listed", test_list);
  ADD ("a-template-is-a-name-or-a-file", test_template);
  ADD ("what-is-wrong-is-named-and-nothing-written", test_faults);
  ADD ("a-damaged-recording-makes-no-paper", test_damaged);
  ADD ("a-token-that-others-can-read-is-said-at-once", test_open_token);
  ADD ("what-cannot-be-written-is-said-in-a-line", test_unwritable);
  ADD ("systemd-understands-the-units", test_units);
  ADD ("the-lines-of-the-unit-write-the-bulletin", test_line_of_the_unit);
#undef ADD
  return g_test_run ();
}
