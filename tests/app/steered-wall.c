/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "steered-wall.h"

#include <string.h>

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

void
steered_wall_init (SteeredWall *self)
{
  static const char *const    screens[] = { "left", "right" };
  static const char *const    pages[] = { "overview", "map", "review" };
  static const ZhihuiPlayItem items[] = { { "overview", 60 }, { "map", 30 } };
  const ZhihuiWallPainter     painter = { paint, finish, get_size, get_title, NULL };

  self->director = zhihui_director_new ();
  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  zhihui_director_set_pages (self->director, pages, G_N_ELEMENTS (pages));
  zhihui_director_set_screens (self->director, screens, G_N_ELEMENTS (screens));
  zhihui_director_set_playlist (self->director, NULL, items, G_N_ELEMENTS (items));
  self->verbs = zhihui_wall_verbs_new (self->director, &painter);
}

void
steered_wall_clear (SteeredWall *self)
{
  g_assert_finalize_object (self->verbs);
  g_assert_finalize_object (self->director);
  g_free (self->output);
  g_free (self->faults);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SteeredWall *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->faults, g_free);
  g_subprocess_communicate_utf8_finish (
    G_SUBPROCESS (source), result, &self->output, &self->faults, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_exit_status (G_SUBPROCESS (source));
  self->is_over = TRUE;
}

/* LeakSanitizer 12 falls over at the end of a program that spoke TLS in another thread, before it
 * has looked for leaks. */
static GSubprocessLauncher *
make_launcher (void)
{
  GSubprocessLauncher *launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char      *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *without_leaks =
    g_strconcat (options != NULL ? options : "", ":detect_leaks=0", NULL);

  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", without_leaks, TRUE);
  return launcher;
}

int
steered_wall_ctl (SteeredWall *self, const char *words)
{
  g_auto (GStrv) more = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = make_launcher ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("ZHIHUI"));
  g_ptr_array_add (argv, (gpointer) "ctl");
  for (guint i = 0; more[i] != NULL; i++)
    g_ptr_array_add (argv, more[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (
    launcher, (const char *const *) (const void *) argv->pdata, &error);
  g_assert_no_error (error);
  self->is_over = FALSE;
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, self);
  while (!self->is_over)
    g_main_context_iteration (NULL, TRUE);

  return self->status;
}
