/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

void
program_run_clear (ProgramRun *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

static ProgramRun
run_line (const char *variable, const char *const *line)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  ProgramRun run = { 0 };

  g_assert_nonnull (g_getenv (variable));
  g_ptr_array_add (arguments, (char *) g_getenv (variable));
  for (; *line != NULL; line++)
    g_ptr_array_add (arguments, (char *) *line);
  g_ptr_array_add (arguments, NULL);

  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_SOURCE");
  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_TOKEN");
  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_LANG");
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.status = g_subprocess_get_exit_status (process);

  return run;
}

static ProgramRun
run_program (const char *variable, const char *first, va_list more)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();

  for (const char *one = first; one != NULL; one = va_arg (more, const char *))
    g_ptr_array_add (line, (char *) one);
  g_ptr_array_add (line, NULL);
  return run_line (variable, (const char *const *) line->pdata);
}

ProgramRun
program_run (const char *first, ...)
{
  ProgramRun run;
  va_list    more;

  va_start (more, first);
  run = run_program ("ZHIHUI", first, more);
  va_end (more);
  return run;
}

ProgramRun
program_run_platform (const char *first, ...)
{
  ProgramRun run;
  va_list    more;

  va_start (more, first);
  run = run_program ("ZHIHUI_PLATFORM", first, more);
  va_end (more);
  return run;
}

ProgramRun
program_run_platform_line (const char *const *line)
{
  return run_line ("ZHIHUI_PLATFORM", line);
}

static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
program_end_with_test (GSubprocessLauncher *launcher)
{
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
}

void
program_kill (GSubprocess **process)
{
  if (*process != NULL)
    {
      g_subprocess_force_exit (*process);
      g_assert_true (g_subprocess_wait (*process, NULL, NULL));
    }
  g_clear_object (process);
}

GSubprocess *
program_serve_platform (char **url, const char *first, ...)
{
  const char *const listening = "listening on ";
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GSubprocess     *server;
  va_list          more;

  g_ptr_array_add (arguments, (char *) g_getenv ("ZHIHUI_PLATFORM"));
  g_ptr_array_add (arguments, (char *) "serve");
  va_start (more, first);
  for (const char *one = first; one != NULL; one = va_arg (more, const char *))
    g_ptr_array_add (arguments, (char *) one);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  program_end_with_test (launcher);
  server = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, listening));
  *url = g_strdup (line + strlen (listening));
  return server;
}

char *
program_make_token (const char *database, const char *scope)
{
  g_auto (ProgramRun) run = program_run_platform ("token", "-d", database, "--scope", scope, NULL);
  const char *last;

  g_assert_cmpint (run.status, ==, 0);
  last = strrchr (g_strchomp (run.out), '\n');
  return g_strdup (last != NULL ? last + 1 : run.out);
}

void
program_write_token (const char *database, const char *scope, const char *path)
{
  g_autofree char *token = program_make_token (database, scope);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, token, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

char *
program_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
program_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        program_remove_folder (file);
      else
        g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}
