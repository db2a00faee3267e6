/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_help (void)
{
  const char *const commands[] = { "wall", "shot", "check", "record" };
  g_auto (ProgramRun) all = program_run ("--help", NULL);

  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpstr (all.err, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (ProgramRun) one = program_run (commands[i], "--help", NULL);

      assert_says (all.out, commands[i]);
      g_assert_cmpint (one.status, ==, 0);
      assert_says (one.out, "--source");
      assert_says (one.out, "--token-file");
    }
}

static void
test_version (void)
{
  g_auto (ProgramRun) run = program_run ("--version", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (run.out, "zhihui "));
}

static void
test_unknown_command (void)
{
  g_auto (ProgramRun) near = program_run ("shto", NULL);
  g_auto (ProgramRun) far = program_run ("elephant", NULL);

  g_assert_cmpint (near.status, ==, 2);
  g_assert_cmpstr (near.out, ==, "");
  assert_says (near.err, "zhihui shot");
  g_assert_cmpint (far.status, ==, 2);
  assert_says (far.err, "--help");
}

static void
test_unknown_option (void)
{
  g_auto (ProgramRun) option = program_run ("shot", "--bogus", NULL);
  g_auto (ProgramRun) word = program_run ("check", "bogus", NULL);

  g_assert_cmpint (option.status, ==, 2);
  assert_says (option.err, "--bogus");
  assert_says (option.err, "zhihui shot --help");
  g_assert_cmpint (word.status, ==, 2);
  assert_says (word.err, "bogus");
}

static void
test_no_source (void)
{
  const char *const commands[] = { "wall", "check" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (ProgramRun) run = program_run (commands[i], "--lang", "en", NULL);

      g_assert_cmpint (run.status, ==, 1);
      assert_says (run.err, "demo:zichuan");
      assert_says (run.err, "--source");
    }
}

/* Stands for zhihui-platform: writes down what it is asked, and gives no token. */
#define FAKE_PLATFORM                                                                              \
  "#!/bin/sh\n"                                                                                    \
  "echo \"$@\" >>\"$FAKE_LOG\"\n"                                                                  \
  "case $1 in\n"                                                                                   \
  "simulate) while [ \"$1\" != -d ]; do shift; done; echo made >\"$2\";;\n"                        \
  "*) exit 3;;\n"                                                                                  \
  "esac\n"

/* Cases are for papers and desks, and not for a wall. */
static void
test_right_of_a_demonstration (void)
{
  static const char *const asked[][3] = {
    { "report", "demo:zichuan", " --scope desk instruct case:full\n" },
    { "report", "demo:zichuan?scope=wall", " --scope wall\n" },
    { "shot", "demo:zichuan", " --scope wall\n" }
  };
  g_autofree char *folder = g_dir_make_tmp ("zhihui-XXXXXX", NULL);
  g_autofree char *script = g_build_filename (folder, "zhihui-platform", NULL);
  g_autofree char *log = g_build_filename (folder, "log", NULL);
  g_autofree char *picture = g_build_filename (folder, "x.pdf", NULL);
  g_autofree char *before = g_strdup (g_getenv ("ZHIHUI_PLATFORM"));

  g_assert_true (g_file_set_contents_full (
    script, FAKE_PLATFORM, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
  g_setenv ("ZHIHUI_PLATFORM", script, TRUE);
  g_setenv ("FAKE_LOG", log, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_auto (ProgramRun) run =
        program_run (asked[i][0], "--source", asked[i][1], "-o", picture, NULL);
      g_autofree char *said = NULL;

      g_assert_cmpint (run.status, ==, 1);
      g_assert_true (g_file_get_contents (log, &said, NULL, NULL));
      assert_says (said, "token -d ");
      assert_says (said, asked[i][2]);
      g_assert_cmpint (g_unlink (log), ==, 0);
    }
  g_setenv ("ZHIHUI_PLATFORM", before, TRUE);
  g_unlink (script);
  g_rmdir (folder);
}

static void
test_impossible_source (void)
{
  g_auto (ProgramRun) folder = program_run ("check", "-s", "/nonexistent/folder", NULL);
  g_auto (ProgramRun) scheme = program_run ("check", "-s", "gopher://example.org", NULL);
  g_auto (ProgramRun) closed = program_run ("check", "-s", "http://127.0.0.1:1", NULL);

  g_assert_cmpint (folder.status, ==, 1);
  g_assert_cmpstr (folder.err, !=, "");
  g_assert_cmpint (scheme.status, ==, 1);
  g_assert_cmpstr (scheme.err, !=, "");
  g_assert_cmpint (closed.status, ==, 1);
  g_assert_cmpstr (closed.err, !=, "");
}

static void
test_check_table (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_auto (ProgramRun) run = program_run ("check", "-s", folder, NULL);

  g_assert_cmpint (run.status, ==, 0);
  assert_says (run.out, "/rankings/overdue_rate?peer=town");
  assert_says (run.out, "2026-07-29T14:05:12+08:00");
  /* It has no layers, which leaves no panel empty. */
  g_assert_null (strstr (run.out, ": /layers"));
  g_assert_null (strstr (run.out, "：/layers"));
  g_assert_cmpstr (run.err, ==, "");
}

/* Chinese characters are as wide as two letters: the heads stand over their columns. */
static void
test_check_heads (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_auto (ProgramRun) english = program_run ("check", "-s", folder, "--lang", "en", NULL);
  g_auto (ProgramRun) chinese = program_run ("check", "-s", folder, "--lang", "zh_CN", NULL);

  g_assert_true (g_str_has_prefix (
    english.out, "resource                                 status      ms   rows  as_of\n"));
  g_assert_true (g_str_has_prefix (
    chinese.out, "资源                                     状态码    毫秒   行数  数据截至\n"));
}

static void
test_language_is_told (void)
{
  const char *const lines[][6] = {
    { "check", "-s", "/nonexistent/folder", "--lang", "zh_CN", NULL },
    { "record", "-s", "/nonexistent/folder", "--lang", "zh_CN", NULL },
    { "map", "import", "--lang", "zh_CN", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (ProgramRun) run =
        program_run (lines[i][0], lines[i][1], lines[i][2], lines[i][3], lines[i][4], NULL);

      g_test_message ("%s", run.err);
      g_assert_cmpint (run.status, !=, 0);
      g_assert_false (g_str_is_ascii (run.err));
    }
}

/* The disk is full. */
static void
test_output_that_is_lost (void)
{
  g_autofree char  *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  const char *const line[] = {
    "sh",
    "-c",
    "export LANGUAGE=en; exec \"$ZHIHUI\" check -s \"$0\" --lang en >/dev/full",
    folder,
    NULL
  };
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL);

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  assert_says (said, "could not be written");
}

/* What a report is asked for and the source does not have is named, and what it has. */
static void
test_report_of_nothing (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *parent = program_make_folder ();
  g_autofree char *file = g_build_filename (parent, "report.csv", NULL);
  g_auto (ProgramRun) peer =
    program_run ("report", "-s", folder, "--lang", "en", "--peer", "village", "-o", file, NULL);
  g_auto (ProgramRun) period =
    program_run ("report", "-s", folder, "--lang", "en", "--period", "foo", "-o", file, NULL);

  g_assert_cmpint (peer.status, ==, 1);
  assert_says (peer.err, "village");
  assert_says (peer.err, "town, department");
  g_assert_cmpint (period.status, ==, 1);
  assert_says (period.err, "foo is not a period such as month");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  program_remove_folder (parent);
}

/* The platform says of one board that it does not count it. */
static void
test_report_without_a_board (void)
{
  g_autofree char  *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char  *parent = program_make_folder ();
  g_autofree char  *copy = g_build_filename (parent, "copy", NULL);
  g_autofree char  *answers = g_build_filename (copy, "answers.jsonl", NULL);
  g_autofree char  *file = g_build_filename (parent, "report.csv", NULL);
  g_autofree char  *text = NULL;
  const char *const line[] = { "cp", "-r", folder, copy, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_autoptr (GRegex) return_rate =
    g_regex_new ("(/rankings/return_rate[^\\n]*\"status\": )200, \"file\": \"[^\"]*\"", 0, 0, NULL);
  g_autofree char *changed = NULL;

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  g_assert_true (g_file_get_contents (answers, &text, NULL, NULL));
  changed = g_regex_replace (return_rate, text, -1, 0, "\\g<1>501", 0, NULL);
  g_assert_cmpstr (changed, !=, text);
  g_assert_true (g_file_set_contents (answers, changed, -1, NULL));
  {
    g_auto (ProgramRun) run = program_run ("report", "-s", copy, "--lang", "en", "-o", file, NULL);
    g_auto (ProgramRun) only =
      program_run ("report", "-s", copy, "--lang", "en", "--boards", "return", "-o", file, NULL);

    g_assert_cmpint (run.status, ==, 0);
    assert_says (run.err, "not offered by this platform: Return rate\n");
    g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    g_assert_cmpint (only.status, ==, 1);
    assert_says (only.err, "none of the boards");
  }
  program_remove_folder (copy);
  program_remove_folder (parent);
}

static void
test_check_json (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_auto (ProgramRun) run = program_run ("check", "--json", "-s", folder, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (run.out, "{\"resources\":["));
  assert_says (run.out, "{\"name\":\"/regions\",\"ok\":true,\"status\":200");
  assert_says (run.out, "\"rows\":13");
}

/* One layer is whole, of the other there is nothing. */
static void
test_layers (void)
{
  g_autofree char  *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char  *parent = program_make_folder ();
  g_autofree char  *first = g_build_filename (parent, "first", NULL);
  g_autofree char  *second = g_build_filename (parent, "second", NULL);
  const char *const line[] = {
    "sh",
    "-c",
    "cp -r \"$0\" \"$1\" && cd \"$1\" &&"
    "printf '%s\\n' '{\"path\": \"/api/v1/layers\", \"status\": 200, \"file\": \"layers.json\"}'"
    " '{\"path\": \"/api/v1/layers/eye\", \"status\": 200, \"file\": \"eye.json\"}'"
    " '{\"path\": \"/api/v1/layers/net\", \"status\": 500}' >>answers.jsonl &&"
    "printf '%s' '{\"as_of\":\"2026-07-29T14:05:12+08:00\",\"items\":["
    "{\"id\":\"net\",\"points\":2},{\"id\":\"eye\",\"points\":2}]}' >layers.json &&"
    "printf '%s' '{\"as_of\":\"2026-07-29T14:05:12+08:00\",\"items\":["
    "{\"lon\":118,\"lat\":36},{\"lon\":118,\"lat\":36}]}' >eye.json",
    folder,
    first,
    NULL
  };
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  {
    g_auto (ProgramRun) record = program_run ("record", "-s", first, "-o", second, NULL);
    g_auto (ProgramRun) check = program_run ("check", "-s", second, "--lang", "en", NULL);

    g_assert_cmpint (record.status, ==, 0);
    assert_says (check.out, "/layers/eye");
    assert_says (check.out, "/layers/net");
    assert_says (check.out, "error 500");
    g_assert_cmpint (check.status, ==, 1);
  }
  program_remove_folder (first);
  program_remove_folder (second);
  program_remove_folder (parent);
}

/* What is recorded of a recording reads as the first one does. */
static void
test_record (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *parent = program_make_folder ();
  g_autofree char *copy = g_build_filename (parent, "copy", NULL);
  g_auto (ProgramRun) run = program_run ("record", "-s", folder, "-o", copy, NULL);
  g_auto (ProgramRun) again = program_run ("record", "-s", folder, "-o", copy, NULL);
  g_auto (ProgramRun) check = program_run ("check", "-s", copy, NULL);

  g_assert_cmpint (run.status, ==, 0);
  assert_says (run.out, copy);
  g_assert_cmpint (again.status, ==, 1);
  assert_says (again.err, copy);
  g_assert_cmpint (check.status, ==, 0);
  assert_says (check.out, "/rankings/overdue_rate?peer=town");
  assert_says (check.out, "2026-07-29T14:05:12+08:00");

  program_remove_folder (copy);
  program_remove_folder (parent);
}

/* The folder would be one that no command can show. */
static void
test_record_of_a_profile (void)
{
  g_autofree char *parent = program_make_folder ();
  g_autofree char *copy = g_build_filename (parent, "copy", NULL);
  g_autofree char *profile =
    g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "profiles", "folder.profile", NULL);
  g_auto (ProgramRun) run = program_run ("record", "-s", profile, "-o", copy, "--lang", "en", NULL);

  g_assert_cmpint (run.status, ==, 1);
  assert_says (run.err, "this profile reads files");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  program_remove_folder (parent);
}

/* A pipe that nobody writes into, and a file that has no end. */
static void
test_what_is_no_plain_file (void)
{
  g_autofree char  *parent = program_make_folder ();
  g_autofree char  *pipe = g_build_filename (parent, "pipe.profile", NULL);
  g_autofree char  *endless = g_build_filename (parent, "endless.profile", NULL);
  const char *const options[] = { "--source", "--sources" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", endless), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *first = i == 0 ? NULL : "--source=http://127.0.0.1:1";
      g_auto (ProgramRun) a = program_run ("check", "--lang", "en", options[i], pipe, first, NULL);
      g_auto (ProgramRun) b =
        program_run ("check", "--lang", "en", options[i], endless, first, NULL);

      g_assert_cmpint (a.status, ==, 1);
      assert_says (a.err, pipe);
      g_assert_cmpint (b.status, ==, 1);
      assert_says (b.err, endless);
    }
  g_unlink (pipe);
  g_unlink (endless);
  program_remove_folder (parent);
}

static void
test_wrong_records (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_auto (ProgramRun) nowhere = program_run ("record", "-s", folder, "--lang", "en", NULL);
  g_auto (ProgramRun) back =
    program_run ("record", "-s", folder, "-o", "/nowhere", "--for", "-1", "--lang", "en", NULL);

  g_assert_cmpint (nowhere.status, ==, 1);
  assert_says (nowhere.err, "-o");
  g_assert_cmpint (back.status, ==, 1);
  assert_says (back.err, "--for");
}

static void
test_no_wall (void)
{
  g_auto (ProgramRun) ctl = program_run ("ctl", "next", NULL);

  g_assert_cmpint (ctl.status, ==, 1);
  assert_says (ctl.err, "--host");
}

static void
test_wall_without_display (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  g_auto (ProgramRun) run = { 0 };

  g_setenv ("DISPLAY", ":none", TRUE);
  run = program_run ("wall", "-s", folder, "--lang", "en", NULL);
  g_assert_cmpint (run.status, ==, 1);
  assert_says (run.err, "zhihui shot");
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_add_func ("/command/help-names-every-command", test_help);
  g_test_add_func ("/command/version-is-printed", test_version);
  g_test_add_func ("/command/an-unknown-command-is-refused-with-a-hint", test_unknown_command);
  g_test_add_func ("/command/an-unknown-option-is-refused", test_unknown_option);
  g_test_add_func ("/command/without-a-source-the-demonstration-is-named", test_no_source);
  g_test_add_func ("/command/a-demonstration-gives-the-right-that-is-needed",
                   test_right_of_a_demonstration);
  g_test_add_func ("/command/an-impossible-source-is-a-clear-error", test_impossible_source);
  g_test_add_func ("/command/without-a-wall-it-says-what-to-do", test_no_wall);
  g_test_add_func ("/command/a-wall-without-display-names-the-shot", test_wall_without_display);
  g_test_add_func ("/record/a-record-of-a-recording-reads-as-it", test_record);
  g_test_add_func ("/record/a-profile-of-files-is-refused", test_record_of_a_profile);
  g_test_add_func ("/command/what-is-no-plain-file-is-refused", test_what_is_no_plain_file);
  g_test_add_func ("/record/wrong-options-are-refused", test_wrong_records);
  g_test_add_func ("/check/a-recording-is-listed", test_check_table);
  g_test_add_func ("/command/language-is-told", test_language_is_told);
  g_test_add_func ("/check/heads-are-in-its-language", test_check_heads);
  g_test_add_func ("/check/layers-are-recorded-and-listed-each", test_layers);
  g_test_add_func ("/check/output-that-is-lost-is-a-failure", test_output_that_is_lost);
  g_test_add_func ("/report/what-the-source-has-is-named", test_report_of_nothing);
  g_test_add_func ("/report/a-board-that-is-not-offered-is-named", test_report_without_a_board);
  g_test_add_func ("/check/json-holds-rows-and-status", test_check_json);

  return g_test_run ();
}
