/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-bus.h"

#include "config.h"
#include "zhihui-language.h"

#include <glib/gstdio.h>
#include <string.h>

/* A wall without windows on a bus of its own, steered by the program itself. */
typedef struct
{
  GTestDBus       *bus;
  ZhihuiDirector  *director;
  ZhihuiWallVerbs *verbs;
  ZhihuiWallBus   *wall;
  char            *folder; /* owned */

  /* of the last run of zhihui ctl */
  char    *output, *faults; /* owned */
  int      status;
  gboolean is_over;
} Fixture;

static void
paint (gpointer            painter,
       const char         *screen,
       guint               max_width,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *text = g_strdup_printf ("PNG of %s, %u wide", screen, max_width);

  g_task_return_pointer (task, g_bytes_new (text, strlen (text)), (GDestroyNotify) g_bytes_unref);
}

static GBytes *
finish (gpointer painter, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
get_size (gpointer painter, const char *screen, int *width, int *height)
{
  *width = 1920;
  *height = 1080;
  return TRUE;
}

static const char *
get_title (gpointer painter, const char *page)
{
  return g_str_equal (page, "overview") ? "总览" : page;
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  static const char *const    screens[] = { "left", "right" };
  static const char *const    pages[] = { "overview", "map", "review" };
  static const ZhihuiPlayItem items[] = { { "overview", 60 }, { "map", 30 } };
  const ZhihuiWallPainter     painter = { paint, finish, get_size, get_title, NULL };

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->folder = g_dir_make_tmp ("zhihui-ctl-XXXXXX", NULL);
  self->director = zhihui_director_new ();
  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  zhihui_director_set_pages (self->director, pages, G_N_ELEMENTS (pages));
  zhihui_director_set_screens (self->director, screens, G_N_ELEMENTS (screens));
  zhihui_director_set_playlist (self->director, NULL, items, G_N_ELEMENTS (items));
  self->verbs = zhihui_wall_verbs_new (self->director, &painter);
  if (user_data == NULL)
    self->wall = zhihui_wall_bus_new (self->verbs);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  g_clear_pointer (&self->wall, zhihui_wall_bus_free);
  g_assert_finalize_object (self->verbs);
  g_assert_finalize_object (self->director);
  g_test_dbus_stop (self->bus);
  g_object_unref (self->bus);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->output);
  g_free (self->faults);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->faults, g_free);
  g_subprocess_communicate_utf8_finish (
    G_SUBPROCESS (source), result, &self->output, &self->faults, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_exit_status (G_SUBPROCESS (source));
  self->is_over = TRUE;
}

/* Runs "zhihui ctl @words" while the wall lives. Returns its exit status. */
static int
ctl (Fixture *self, const char *words)
{
  g_auto (GStrv) more = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("ZHIHUI"));
  g_ptr_array_add (argv, (gpointer) "ctl");
  for (guint i = 0; more[i] != NULL; i++)
    g_ptr_array_add (argv, more[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) (const void *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  self->is_over = FALSE;
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, self);
  while (!self->is_over)
    g_main_context_iteration (NULL, TRUE);

  return self->status;
}

static void
owned_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The name is taken by the main loop, soon. */
static void
await_name (void)
{
  gboolean is_owned = FALSE;
  guint    id = g_bus_watch_name (G_BUS_TYPE_SESSION,
                               ZHIHUI_WALL_BUS_NAME,
                               G_BUS_NAME_WATCHER_FLAGS_NONE,
                               owned_cb,
                               NULL,
                               &is_owned,
                               NULL);

  while (!is_owned)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (id);
}

static void
test_verbs (Fixture *self, gconstpointer user_data)
{
  /* What stands on both screens afterwards, and how: p pinned, h held, c curtained. */
  static const struct
  {
    const char *words, *expected;
    int         status;
  } runs[] = {
    { "next", "map map ", 0 },
    { "previous --screen right", "map overview ", 0 },
    { "hold", "map overview h", 0 },
    { "show review", "review overview h", 0 },
    { "show nothing", "review overview h", 1 },
    { "release", "review overview ", 0 },
    { "pin map --screen right", "review mapp ", 0 },
    { "show overview --screen right", "review mapp ", 1 },
    { "pin", "reviewp mapp ", 0 },
    { "next", "reviewp mapp ", 1 },
    { "unpin --screen left", "review mapp ", 0 },
    { "curtain on", "review mapp c", 0 },
    { "unpin", "review overview c", 0 },
    { "curtain off", "review overview ", 0 },
    { "curtain perhaps", "review overview ", 1 },
    { "curtain", "review overview ", 2 },
    { "next more", "review overview ", 2 },
    { "dance", "review overview ", 2 },
    { "next --screen nowhere", "review overview ", 1 },
  };

  await_name ();
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      ZhihuiDirectorState left, right;
      g_autofree char    *shown = NULL;

      g_test_message ("%s", runs[i].words);
      g_assert_cmpint (ctl (self, runs[i].words), ==, runs[i].status);
      g_assert_cmpint (runs[i].status == 0, ==, *self->faults == '\0');
      zhihui_director_get_state (self->director, "left", &left);
      zhihui_director_get_state (self->director, "right", &right);
      shown = g_strdup_printf ("%s%s %s%s %s%s",
                               left.page,
                               left.is_pinned ? "p" : "",
                               right.page,
                               right.is_pinned ? "p" : "",
                               left.is_held ? "h" : "",
                               left.is_curtained ? "c" : "");
      g_assert_cmpstr (shown, ==, runs[i].expected);
    }
}

static void
test_status (Fixture *self, gconstpointer user_data)
{
  await_name ();
  zhihui_director_hold (self->director, TRUE);
  zhihui_director_pin (self->director, "right", "review", NULL);
  g_assert_cmpint (ctl (self, "status --json"), ==, 0);
  g_assert_cmpstr (self->output,
                   ==,
                   "{\"version\":\"" VERSION "\",\"held\":true,\"curtained\":false,"
                   "\"pages\":[\"overview\",\"map\",\"review\"],\"screens\":["
                   "{\"name\":\"left\",\"page\":\"overview\",\"title\":\"总览\",\"pinned\":false,"
                   "\"number\":1,\"pages\":2,\"width\":1920,\"height\":1080},"
                   "{\"name\":\"right\",\"page\":\"review\",\"title\":\"review\",\"pinned\":true,"
                   "\"number\":0,\"pages\":2,\"width\":1920,\"height\":1080}]}\n");
  g_assert_cmpint (ctl (self, "status"), ==, 0);
  g_assert_nonnull (strstr (self->output, "left: overview"));
  g_assert_nonnull (strstr (self->output, "right: review"));
}

static void
test_picture (Fixture *self, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (self->folder, "wall.png", NULL);
  g_autofree char *words = g_strdup_printf ("picture -o %s --screen right --width 640", path);
  g_autofree char *content = NULL;

  await_name ();
  g_assert_cmpint (ctl (self, words), ==, 0);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "PNG of right, 640 wide");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (ctl (self, "picture"), ==, 1);
  g_assert_cmpint (ctl (self, "picture -o wall.jpg"), ==, 1);
}

static void
test_no_wall (Fixture *self, gconstpointer user_data)
{
  g_assert_cmpint (ctl (self, "next"), ==, 1);
  g_assert_nonnull (strstr (self->faults, "zhihui wall"));
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  g_assert_cmpint (ctl (self, "next"), ==, 1);
  g_assert_nonnull (strstr (self->faults, "--host"));
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", g_test_dbus_get_bus_address (self->bus), TRUE);
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/wall-bus/every-verb-reaches-the-director", test_verbs, NULL);
  ADD ("/wall-bus/the-status-is-told", test_status, NULL);
  ADD ("/wall-bus/a-picture-is-written", test_picture, NULL);
  ADD ("/wall-bus/without-wall-or-bus-it-says-what-to-do", test_no_wall, "none");

  if (daemon == NULL)
    {
      g_printerr ("dbus-daemon is missing\n");
      return 77;
    }
  return g_test_run ();
}
