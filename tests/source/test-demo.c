/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utime.h>

#include "fake-platform.h"
#include "process-end.h"
#include "zhihui-demo.h"

/* Stands for zhihui-platform: says what it was asked, and serves where the test serves. */
#define SCRIPT                                                                                     \
  "#!/bin/sh\n"                                                                                    \
  "echo \"$@\" >>\"$FAKE_LOG\"\n"                                                                  \
  "case $1 in\n"                                                                                   \
  "simulate) [ -z \"$FAKE_BROKEN\" ] || { echo first >&2; echo 'no room' >&2; exit 3; }\n"         \
  "  while [ \"$1\" != -d ]; do shift; done; echo made >\"$2\";;\n"                                \
  "token) echo 'a token of scope wall:'; echo demo-token-1;;\n"                                    \
  "serve) echo $$ >\"$FAKE_PID\"; echo starting; echo \"listening on $FAKE_URL\"; exec sleep "     \
  "1000;;\n"                                                                                       \
  "esac\n"

typedef struct
{
  FakePlatform *platform;
  char         *folder;
  char         *log;
  char         *pid_file;
  char         *database;
} Fixture;

static const ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY };

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *script = NULL;

  self->platform = fake_platform_new ();
  fake_platform_set_token (self->platform, "demo-token-1");
  self->folder = make_folder ();
  self->log = g_build_filename (self->folder, "log", NULL);
  self->pid_file = g_build_filename (self->folder, "pid", NULL);
  self->database = g_build_filename (self->folder, "demo-zichuan.db", NULL);
  script = g_build_filename (self->folder, "zhihui-platform", NULL);
  g_assert_true (
    g_file_set_contents_full (script, SCRIPT, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));

  g_setenv ("ZHIHUI_PLATFORM", script, TRUE);
  g_setenv ("FAKE_LOG", self->log, TRUE);
  g_setenv ("FAKE_PID", self->pid_file, TRUE);
  g_setenv ("FAKE_URL", fake_platform_get_url (self->platform), TRUE);
  g_unsetenv ("FAKE_BROKEN");
  g_unsetenv ("ZHIHUI_DEMO_SPEED");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->log);
  g_free (self->pid_file);
  g_free (self->database);
}

static ZhihuiSource *
start_demo (Fixture *self, Listener **listener)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source = zhihui_source_new_for ("demo:zichuan", NULL, self->folder, &error);

  g_assert_no_error (error);
  *listener = listener_new (source);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  g_assert_nonnull (zhihui_source_get_situation (source));
  await_settled (*listener);
  return source;
}

static char *
read_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static gboolean
ended_cb (int fd, GIOCondition condition, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
end_demo (ZhihuiSource *source, Listener *listener)
{
  end_reading (source, listener);
}

static void
test_demo_is_read_like_any_platform (Fixture *self, gconstpointer data)
{
  Listener        *listener;
  ZhihuiSource    *source = start_demo (self, &listener);
  g_autofree char *log = read_text (self->log);
  g_autofree char *pid_text = read_text (self->pid_file);
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  GStatBuf status;

  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);
  g_assert_cmpstr (zhihui_situation_get_source_name (listener->last), ==, "demo:zichuan");
  g_assert_true (g_str_has_prefix (lines[0], "simulate --scenario zichuan --seed 1 --until 20"));
  g_assert_true (g_str_has_prefix (lines[1], "token -d "));
  g_assert_true (g_str_has_suffix (lines[1], " --scope wall"));
  g_assert_true (g_str_has_prefix (lines[2], "serve -d "));
  g_assert_true (g_str_has_suffix (lines[2], " --listen 127.0.0.1:0 --speed 60"));
  g_assert_cmpint (g_stat (self->database, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  end_demo (source, listener);
  process_end_await ((pid_t) g_ascii_strtoll (pid_text, NULL, 10));
}

static void
test_database_is_used_again (Fixture *self, gconstpointer data)
{
  const struct
  {
    int      age_h;
    gboolean is_made_anew;
  } cases[] = { { 11, FALSE }, { 13, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct utimbuf   times;
      Listener        *listener;
      ZhihuiSource    *source;
      g_autofree char *log = NULL;

      times.actime = times.modtime =
        (time_t) (g_get_real_time () / G_USEC_PER_SEC - cases[i].age_h * 3600);
      g_assert_true (g_file_set_contents (self->database, "old", -1, NULL));
      g_assert_cmpint (utime (self->database, &times), ==, 0);

      source = start_demo (self, &listener);
      log = read_text (self->log);
      g_assert_cmpint (strstr (log, "simulate") != NULL, ==, cases[i].is_made_anew);
      end_demo (source, listener);
      g_unlink (self->log);
    }
}

static gboolean
is_database_of_a_run (const char *name)
{
  return strstr (name, ".run-") != NULL || strstr (name, ".new-") != NULL;
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

/* Before the platform of the first one listens, and after. */
static void
test_beside (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSource    *first = zhihui_source_new_for ("demo:zichuan", NULL, self->folder, &error);
  Listener        *listeners[3];
  ZhihuiSource    *early, *late;
  g_autofree char *log = NULL, *pid_text = NULL;
  gboolean         has_ended = FALSE;
  int              fd;

  g_assert_no_error (error);
  listeners[0] = listener_new (first);
  zhihui_source_set_wants (first, &wants);
  zhihui_source_start (first);
  early = ZHIHUI_SOURCE (zhihui_demo_new_beside (ZHIHUI_DEMO (first)));
  listeners[1] = listener_new (early);
  zhihui_source_set_wants (early, &wants);
  zhihui_source_start (early);
  await_settled (listeners[0]);
  await_settled (listeners[1]);
  late = ZHIHUI_SOURCE (zhihui_demo_new_beside (ZHIHUI_DEMO (first)));
  listeners[2] = listener_new (late);
  zhihui_source_set_wants (late, &wants);
  zhihui_source_start (late);
  await_settled (listeners[2]);

  log = read_text (self->log);
  g_assert_cmpuint (count_lines (log, "serve "), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    g_assert_cmpint (zhihui_situation_get_summary (listeners[i]->last)->today, ==, 132);

  pid_text = read_text (self->pid_file);
  fd = (int) syscall (SYS_pidfd_open, (pid_t) g_ascii_strtoll (pid_text, NULL, 10), 0);
  g_assert_cmpint (fd, >=, 0);
  g_unix_fd_add (fd, G_IO_IN, ended_cb, &has_ended);
  end_demo (first, listeners[0]);
  end_demo (early, listeners[1]);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (has_ended);
  end_demo (late, listeners[2]);
  await (is_true, &has_ended, "the platform ends with its last reader");
  close (fd);
}

static guint
count_left (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    n += is_database_of_a_run (name);

  return n;
}

static void
test_nothing_is_left (Fixture *self, gconstpointer data)
{
  g_autofree char *left =
    g_build_filename (self->folder, "demo-zichuan.run-999999999-0.db-wal", NULL);
  Listener     *listener;
  ZhihuiSource *source;

  g_assert_true (g_file_set_contents (left, "of a run that was killed", -1, NULL));
  source = start_demo (self, &listener);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_left (self->folder), ==, 1);

  end_demo (source, listener);
  g_assert_cmpint (count_left (self->folder), ==, 0);
}

static void
test_failure_is_a_state (Fixture *self, gconstpointer data)
{
  Listener            *listener;
  ZhihuiSource        *source;
  const ZhihuiReceipt *receipt;

  if (data != NULL)
    g_setenv ("ZHIHUI_PLATFORM", data, TRUE);
  else
    g_setenv ("FAKE_BROKEN", "1", TRUE);
  source = start_demo (self, &listener);

  receipt = zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY);
  g_assert_nonnull (receipt->detail);
  if (data == NULL)
    g_assert_nonnull (strstr (receipt->detail, "no room"));
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_ERROR);
  g_assert_false (g_file_test (self->database, G_FILE_TEST_EXISTS));

  end_demo (source, listener);
}

/* Beside AddressSanitizer a county takes ten times as long when each of its millions of pieces of
 * memory is noted with the whole way to it. The near end of the way tells enough of a leak, and it
 * is still found: the simulation fails then, and so does the test. */
static void
note_memory_in_short (void)
{
  const char      *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *shorter = NULL;

  if (options == NULL)
    return;

  shorter = g_strconcat (options, ":fast_unwind_on_malloc=1", NULL);
  g_setenv ("ASAN_OPTIONS", shorter, TRUE);
}

/* The real one, as the build made it. */
static void
test_reference_platform_answers_everything (Fixture *self, gconstpointer data)
{
  ZhihuiWants all = {
    .datasets = (1 << ZHIHUI_N_DATASETS) - 1,
    .n_rankings = ZHIHUI_N_BOARDS,
  };
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiSource        *source;
  const ZhihuiReceipt *receipt = NULL;

  if (data == NULL || !g_file_test (data, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("zhihui-platform is not built");
      return;
    }

  g_setenv ("ZHIHUI_PLATFORM", data, TRUE);
  note_memory_in_short ();
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      all.rankings[i].board = i;
      all.rankings[i].peer = "*";
      all.rankings[i].first = i % 2; /* some boards in full */
      all.rankings[i].last = 3 * (i % 2);
    }
  source = zhihui_source_new_for ("demo:zichuan", NULL, self->folder, &error);
  g_assert_no_error (error);
  listener = listener_new (source);
  zhihui_source_set_wants (source, &all);
  zhihui_source_start (source);
  await_settled (listener);

  g_assert_cmpint (
    zhihui_situation_judge_source (listener->last, g_get_monotonic_time (), &receipt).state,
    ==,
    ZHIHUI_STATE_FRESH);
  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    {
      receipt = zhihui_situation_get_receipt (listener->last, i);
      g_assert_cmpstr (receipt->detail, ==, NULL);
      g_assert_true (receipt->has_data);
    }
  g_assert_cmpint (zhihui_situation_get_regions (listener->last)->items->len, ==, 13);
  g_assert_cmpint (zhihui_situation_get_units (listener->last)->items->len, ==, 112);
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    g_assert_cmpint (
      zhihui_situation_get_ranking (listener->last, i, "department")->n_scores, >, 0);

  end_demo (source, g_steal_pointer (&listener));
}

static gboolean
has_pid (gpointer user_data)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (user_data, &text, NULL, NULL) && strchr (text, '\n') != NULL;
}

/* A process of its own that shows the demonstration until it is killed. */
static int
run_until_killed (const char *folder)
{
  g_autoptr (ZhihuiSource) source = zhihui_source_new_for ("demo:zichuan", NULL, folder, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  g_main_loop_run (loop);
  return 1;
}

static void
file_changed_cb (GFileMonitor *monitor)
{
}

static void
test_platform_does_not_outlive_a_kill (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->pid_file);
  g_autoptr (GFileMonitor) monitor = g_file_monitor_file (file, 0, NULL, NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (monitor, "changed", G_CALLBACK (file_changed_cb), NULL);
  process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_NONE, &error, program, "--until-killed", self->folder, NULL);
  g_assert_no_error (error);
  await (has_pid, self->pid_file, "the platform of the other process runs");
  text = read_text (self->pid_file);

  g_subprocess_send_signal (process, SIGKILL);
  process_end_await ((pid_t) g_ascii_strtoll (text, NULL, 10));
  g_subprocess_wait (process, NULL, NULL);
}

#define ADD(path, data, test) g_test_add ("/demo/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *platform = g_strdup (g_getenv ("ZHIHUI_PLATFORM"));

  if (argc == 3 && g_str_equal (argv[1], "--until-killed"))
    return run_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("it-is-read-like-any-platform", NULL, test_demo_is_read_like_any_platform);
  ADD ("several-read-one-platform-that-ends-with-the-last", NULL, test_beside);
  ADD ("the-database-is-used-for-twelve-hours", NULL, test_database_is_used_again);
  ADD ("nothing-is-left", NULL, test_nothing_is_left);
  ADD ("a-simulation-that-fails-is-a-state", NULL, test_failure_is_a_state);
  ADD (
    "a-platform-that-is-not-there-is-a-state", "/nowhere/zhihui-platform", test_failure_is_a_state);
  ADD ("the-reference-platform-answers-everything",
       platform,
       test_reference_platform_answers_everything);
  ADD ("the-platform-does-not-outlive-a-kill", NULL, test_platform_does_not_outlive_a_kill);

  return g_test_run ();
}
