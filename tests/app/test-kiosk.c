/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "notify-listener.h"
#include "program-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* So long systemd would have to wait for a sign of life. */
#define SILENT_MS 2500

/* The session of a wall without a wall: the lines of the units, a screen that is nowhere, and a
 * platform in this process. */
typedef struct
{
  FakePlatform   *platform;
  NotifyListener *screen_says, *wall_says;
  char           *folder;
  GSubprocess    *screen, *wall;
  guint           n_before;
} Fixture;

static char *
read_line (const char *variable, const char *start)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (g_getenv (variable), &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      return g_strdup (lines[i] + strlen (start));

  g_error ("%s has no %s", g_getenv (variable), start);
}

/* With what systemd would put in. */
static GStrv
read_command (const char *variable)
{
  g_autofree char *command = read_line (variable, "ExecStart=");
  g_autoptr (GError) error = NULL;
  GStrv argv;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  for (guint i = 0; argv[i] != NULL; i++)
    if (g_str_has_prefix (argv[i], "--config="))
      {
        g_free (argv[i]);
        argv[i] = g_strdup_printf ("--config=%s/kiosk/weston.ini", g_getenv ("ZHIHUI_DATADIR"));
      }
  return argv;
}

static GSubprocessLauncher *
make_launcher (Fixture *self, NotifyListener *listener)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_setenv (
    launcher, "NOTIFY_SOCKET", notify_listener_get_path (listener), TRUE);
  program_end_with_test (launcher);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  return launcher;
}

static gboolean
is_screen_ready (gpointer user_data)
{
  return notify_listener_count (((Fixture *) user_data)->screen_says, "READY=1") > 0;
}

static gboolean
is_wall_ready (gpointer user_data)
{
  return notify_listener_count (((Fixture *) user_data)->wall_says, "READY=1") > 0;
}

static void
start_screen (Fixture *self)
{
  g_auto (GStrv) argv = read_command ("ZHIHUI_SCREEN_UNIT");
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, self->screen_says);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (builder, (const char **) argv);
  g_strv_builder_add_many (builder,
                           "--backend=headless-backend.so",
                           "--use-pixman",
                           "--width=1920",
                           "--height=1080",
                           "--log=/dev/null",
                           NULL);
  all = g_strv_builder_end (builder);
  self->screen = g_subprocess_launcher_spawnv (launcher, (const char *const *) all, &error);
  g_assert_no_error (error);
  await (is_screen_ready, self, "the screen");
}

static void
start_wall (Fixture *self)
{
  g_auto (GStrv) argv = read_command ("ZHIHUI_WALL_UNIT");
  g_autofree char *settings = read_line ("ZHIHUI_WALL_UNIT", "Environment=");
  g_auto (GStrv) variables = g_strsplit (settings, " ", -1);
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, self->wall_says);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_suffix (argv[0], "/zhihui"));
  g_free (argv[0]);
  argv[0] = g_strdup (g_getenv ("ZHIHUI"));
  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (variables[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  g_subprocess_launcher_setenv (
    launcher, "ZHIHUI_SOURCE", fake_platform_get_url (self->platform), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", self->folder, TRUE);
  self->wall = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  await (is_wall_ready, self, "the wall");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
  g_assert_cmpint (g_chmod (self->folder, 0700), ==, 0);
  self->platform = fake_platform_new ();
  self->screen_says = notify_listener_new ();
  self->wall_says = notify_listener_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  program_kill (&self->wall);
  program_kill (&self->screen);
  notify_listener_free (self->wall_says);
  notify_listener_free (self->screen_says);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
has_two_more_signs (gpointer user_data)
{
  Fixture *self = user_data;

  return notify_listener_count (self->wall_says, "WATCHDOG=1") >= self->n_before + 2;
}

/* What is stopped for a while, and whether the signs of life of the wall stop with it. */
static void
assert_silent_without (Fixture *self, GSubprocess *process, const char *what)
{
  g_subprocess_send_signal (process, SIGSTOP);
  let_pass (1500);
  self->n_before = notify_listener_count (self->wall_says, "WATCHDOG=1");
  let_pass (SILENT_MS);
  g_assert_cmpuint (notify_listener_count (self->wall_says, "WATCHDOG=1"), ==, self->n_before);

  g_subprocess_send_signal (process, SIGCONT);
  await (has_two_more_signs, self, what);
}

static gboolean
can_run (void)
{
  g_autofree char *weston = g_find_program_in_path ("weston");

  if (weston == NULL)
    g_test_skip ("no weston");
  return weston != NULL;
}

static void
the_recipe_shows_a_wall_that_lives (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!can_run ())
    return;

  start_screen (self);
  start_wall (self);
  g_assert_cmpuint (fake_platform_count (self->platform, "/summary"), >, 0);
  await (has_two_more_signs, self, "signs of life");
  assert_silent_without (self, self->wall, "signs of life of a main loop that goes on");
  /* The main loop of the wall goes on, and nobody takes its pictures. */
  assert_silent_without (self, self->screen, "signs of life of a picture that moves again");

  g_subprocess_send_signal (self->wall, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->wall, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (notify_listener_count (self->wall_says, "STOPPING=1"), ==, 1);
}

/* A copy whose program is there, for a reader that insists on it. */
static char *
copy_unit (Fixture *self, const char *variable, const char *name)
{
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *command = read_line (variable, "ExecStart=");
  g_auto (GStrv) argv = NULL;
  GString *unit;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  g_assert_true (g_file_get_contents (g_getenv (variable), &text, NULL, NULL));
  unit = g_string_new (text);
  g_string_replace (unit, argv[0], g_getenv ("ZHIHUI"), 0);
  g_assert_true (g_file_set_contents (path, unit->str, -1, NULL));
  g_string_free (unit, TRUE);
  return g_steal_pointer (&path);
}

static void
systemd_understands_the_units (Fixture *self, gconstpointer data)
{
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");
  g_autofree char *screen = copy_unit (self, "ZHIHUI_SCREEN_UNIT", "zhihui-screen.service");
  g_autofree char *wall = copy_unit (self, "ZHIHUI_WALL_UNIT", "zhihui-wall.service");
  g_autofree char *err = NULL;
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, self->wall_says);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (analyze == NULL)
    {
      g_test_skip ("no systemd-analyze");
      return;
    }

  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  process = g_subprocess_launcher_spawn (
    launcher, &error, analyze, "verify", "--user", "--man=no", screen, wall, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error));
  if (strstr (err, "zhihui-") != NULL)
    g_error ("%s", err);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kiosk/the-recipe-shows-a-wall-that-lives",
              Fixture,
              NULL,
              set_up,
              the_recipe_shows_a_wall_that_lives,
              tear_down);
  g_test_add ("/kiosk/systemd-understands-the-units",
              Fixture,
              NULL,
              set_up,
              systemd_understands_the_units,
              tear_down);

  return g_test_run ();
}
