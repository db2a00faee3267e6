/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "carried-errands.h"
#include "program-run.h"
#include "zhihui-errand-record.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (files != NULL && g_dir_read_name (files) != NULL)
    n++;
  return n;
}

/* Nothing of what was written or of whom it is about, for nobody else to read. */
static void
check_file (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autofree char *path = g_build_filename (folder, g_dir_read_name (files), NULL);
  g_autofree char *text = NULL;
  struct stat      status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, " supervise America/Los_Angeles\n"));
  g_assert_null (strstr (text, "c-417"));
  g_assert_null (strstr (text, "id"));
}

static void
test_what_was_carried_leaves_nothing (CarriedErrands *self, gconstpointer data)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (ZhihuiDeskErrand) a = NULL, b = NULL;

  zhihui_errand_record_follow (self->errands, folder);
  g_assert_cmpuint (count_files (folder), ==, 0);
  a = carried_errands_add (self, "c-417", 0);
  zhihui_desk_errand_set_kind (a, "supervise");
  b = carried_errands_add (self, "b", 0);
  g_assert_cmpuint (count_files (folder), ==, 1);
  check_file (folder);

  /* A second desk of the same user starts meanwhile. */
  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 0);
  zhihui_desk_errands_undo (self->errands, b);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (count_files (folder), ==, 1);
  carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_cmpuint (count_files (folder), ==, 1);
  zhihui_desk_errands_try_again (self->errands, a);
  g_assert_cmpuint (count_files (folder), ==, 1);
  carried_errands_answer (self, NULL);
  g_assert_cmpuint (count_files (folder), ==, 0);
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* One waits, one is on its way, one is of a kind that a later version has. */
static void
be_killed (CarriedErrands *self, const char *folder)
{
  ZhihuiDeskErrand *sent;

  zhihui_errand_record_follow (self->errands, folder);
  sent = carried_errands_add (self, "a", 0);
  zhihui_desk_errand_set_kind (sent, "note");
  zhihui_desk_errands_send_all (self->errands);
  zhihui_desk_errand_set_kind (carried_errands_add (self, "b", 0), "supervise");
  zhihui_desk_errand_set_kind (carried_errands_add (self, "c", 0), "of-tomorrow");
  kill (getpid (), SIGKILL);
}

static void
test_what_a_killed_desk_left_is_told_once (CarriedErrands *self, gconstpointer data)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autoptr (GPtrArray) left = NULL, again = NULL;
  int   status;
  pid_t child = fork ();

  if (child == 0)
    be_killed (self, folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_true (g_str_has_suffix (left->pdata[0], "：预警确认——可能没有送到"));
  g_assert_true (g_str_has_suffix (left->pdata[1], "：督办——没有发出"));
  g_assert_true (g_str_has_suffix (left->pdata[2], "：一项待发出的内容——没有发出"));
  again = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 0);
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* That it failed was said to whoever looked at a window that is gone. */
static void
test_what_failed_is_told_by_the_next_start (CarriedErrands *self, gconstpointer data)
{
  static const struct
  {
    ZhihuiError first, second;
    const char *end;
  } cases[] = {
    { ZHIHUI_ERROR_OFFLINE, ZHIHUI_ERROR_OFFLINE, "：批示——没有发出" },
    { ZHIHUI_ERROR_OFFLINE, ZHIHUI_ERROR_REFUSED, "：批示——没有发出" },
    { ZHIHUI_ERROR_OFFLINE, ZHIHUI_ERROR_FAILED, "：批示——可能没有送到" },
    /* What it was told the first time is there or not, whatever comes after. */
    { ZHIHUI_ERROR_FAILED, ZHIHUI_ERROR_OFFLINE, "：批示——可能没有送到" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *home = program_make_folder ();
      g_autofree char *folder = g_build_filename (home, "errands", NULL);
      g_autoptr (ZhihuiDeskErrands) errands =
        zhihui_desk_errands_new (ZHIHUI_SOURCE (self->source));
      g_autoptr (ZhihuiDeskErrand) errand = NULL;
      g_autoptr (GPtrArray) left = NULL;

      errand = zhihui_desk_errand_new ("case:c-5", "c-5", "/cases/c-5/events", NULL, "{}");
      zhihui_desk_errand_set_kind (errand, "instruct");
      zhihui_errand_record_follow (errands, folder);
      zhihui_desk_errands_add (errands, errand, 0);
      zhihui_desk_errands_send_all (errands);
      carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, (int) cases[i].first, "no"));
      g_assert_true (zhihui_desk_errands_try_again (errands, errand));
      carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, (int) cases[i].second, "no"));
      g_clear_object (&errands); /* as its process ends */

      left = zhihui_errand_record_take_left (folder);
      g_assert_cmpuint (left->len, ==, 1);
      g_assert_true (g_str_has_suffix (left->pdata[0], cases[i].end));
      program_remove_folder (folder);
      program_remove_folder (home);
    }
}

static void
test_what_was_dismissed_leaves_nothing (CarriedErrands *self, gconstpointer data)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autoptr (ZhihuiDeskErrand) a = NULL, b = NULL;

  zhihui_errand_record_follow (self->errands, folder);
  a = carried_errands_add (self, "a", 0);
  b = carried_errands_add (self, "b", 0);
  zhihui_desk_errands_send_all (self->errands);
  for (guint i = 0; i < 2; i++)
    carried_errands_answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  zhihui_desk_errands_forget (self->errands, a);
  g_assert_cmpuint (count_files (folder), ==, 1);
  zhihui_desk_errands_forget (self->errands, b);
  g_assert_cmpuint (count_files (folder), ==, 0);
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* Of the platform, as every other time of the desk, wherever the desk stands; an earlier version
 * named none. */
static void
test_what_was_left_has_the_time_of_the_platform (CarriedErrands *self, gconstpointer data)
{
  g_autofree char *folder = program_make_folder ();
  g_autofree char *path = g_build_filename (folder, "1.errands", NULL);
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "waiting 1596002400 note America/Los_Angeles\n"
                                      "sending 1596002400 note\n"
                                      "waiting 1596002400 note Nowhere/Atlantis\nend\n",
                                      -1,
                                      NULL));
  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_cmpstr (left->pdata[0], ==, "2020年7月28日 23:00:00：预警确认——没有发出");
  g_assert_cmpstr (left->pdata[1], ==, "2020年7月29日 14:00:00：预警确认——可能没有送到");
  g_assert_cmpstr (left->pdata[2], ==, "2020年7月29日 14:00:00：预警确认——没有发出");
  program_remove_folder (folder);
}

/* Half written, of another program, or none at all. */
static void
test_what_is_no_record_is_passed_over (CarriedErrands *self, gconstpointer data)
{
  static const char *const texts[] = {
    "", "waiting", "waiting 12x note\nend\n", "\xff\xfe\n", "end\nwaiting 1596002400 note\n"
  };
  g_autofree char *home = program_make_folder ();
  g_autofree char *other = g_build_filename (home, "README", NULL);
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.errands", i);
      g_autofree char *path = g_build_filename (home, name, NULL);

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    }
  g_assert_true (g_file_set_contents (other, "waiting 1596002400 note\n", -1, NULL));
  left = zhihui_errand_record_take_left (home);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (count_files (home), ==, 1);
  program_remove_folder (home);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/errand-record/" path,                                                              \
              CarriedErrands,                                                                      \
              NULL,                                                                                \
              carried_errands_set_up,                                                              \
              func,                                                                                \
              carried_errands_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  ADD ("what-was-carried-leaves-nothing", test_what_was_carried_leaves_nothing);
  ADD ("what-a-killed-desk-left-is-told-once", test_what_a_killed_desk_left_is_told_once);
  ADD ("what-failed-is-told-by-the-next-start", test_what_failed_is_told_by_the_next_start);
  ADD ("what-was-dismissed-leaves-nothing", test_what_was_dismissed_leaves_nothing);
  ADD ("what-was-left-has-the-time-of-the-platform",
       test_what_was_left_has_the_time_of_the_platform);
  ADD ("what-is-no-record-is-passed-over", test_what_is_no_record_is_passed_over);
  return g_test_run ();
}
