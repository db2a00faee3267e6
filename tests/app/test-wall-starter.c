/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-starter.h"

#include "own-bus.h"
#include "program-run.h"
#include "widget-search.h"
#include "zhihui-desk-page.h"
#include "zhihui-desk-wall.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"
#include "zhihui-recorded-source.h"
#include "zhihui-view.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PASS_MS 20
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct
{
  ZhihuiDesk     *desk;   /* owned */
  GtkWidget      *window; /* owned by GTK */
  ZhihuiDeskPage *page;   /* of @window */
} Desk;

static void
open_desk (Desk *self, ZhihuiSource *source)
{
  self->desk = zhihui_desk_new (source);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  self->page = g_object_new (ZHIHUI_TYPE_DESK_WALL, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  zhihui_desk_page_open (self->page, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
close_desk (Desk *self)
{
  zhihui_desk_page_leave (self->page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->desk);
}

/* What the window of the desk does each second, often. */
static gboolean
pass_cb (gpointer user_data)
{
  zhihui_desk_page_pass (((Desk *) user_data)->page, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
await_words (Desk *self, const char *words)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  guint  id = g_timeout_add (PASS_MS, pass_cb, self);

  while (widget_search_seen (self->window, words) == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
  g_source_remove (id);
}

static gboolean
starts (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "wall.start") == 0;
}

static ZhihuiSource *
open_recording (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "recording", NULL);

  return ZHIHUI_SOURCE (zhihui_recorded_source_new (folder));
}

/* The desk of a platform has a token, which is not given to anybody. */
static void
test_a_platform_is_refused_with_the_reason (void)
{
  g_autoptr (ZhihuiSource) source =
    ZHIHUI_SOURCE (zhihui_http_source_new ("http://127.0.0.1:9/api/v1", NULL, NULL, NULL));
  g_autoptr (GError) error = NULL;
  GtkWidget *button;
  Desk       desk;

  g_assert_null (zhihui_wall_starter_start (source, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
  open_desk (&desk, source);
  await_words (&desk, "本机没有运行大屏");
  button = widget_search_first (desk.window, starts, NULL);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "专用令牌"));
  close_desk (&desk);
}

/* What is started is a wall of the same source, without any token, in a session of its own. */
static void
test_the_button_starts_a_wall_of_the_same_source (void)
{
  g_autoptr (ZhihuiSource) source = open_recording ();
  g_autofree char *folder = program_make_folder ();
  g_autofree char *program = g_build_filename (folder, "program", NULL);
  g_autofree char *told = g_build_filename (folder, "told", NULL);
  g_autofree char *before = g_strdup (g_getenv ("ZHIHUI"));
  g_autofree char *script =
    g_strdup_printf ("#!/bin/sh\n(echo \"$@\"; echo \"token=$ZHIHUI_TOKEN\"; "
                     "cut -d' ' -f6 /proc/$$/stat; echo $$) >%s.new\nmv %s.new %s\n",
                     told,
                     told,
                     told);
  g_autofree char *text = NULL, *expected = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWidget *button;
  Desk       desk;

  g_assert_true (g_file_set_contents_full (program, script, -1, 0, 0700, NULL));
  g_setenv ("ZHIHUI", program, TRUE);
  g_setenv ("ZHIHUI_TOKEN", "of-the-desk", TRUE);
  open_desk (&desk, source);
  await_words (&desk, "本机没有运行大屏");
  await_words (&desk, "在本工作台办理的事项不会出现在上面"); /* a demonstration of its own */
  button = widget_search_first (desk.window, starts, NULL);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  for (gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
       !g_file_get_contents (told, &text, NULL, NULL);)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
  lines = g_strsplit (text, "\n", -1);
  expected = g_strdup_printf ("wall --source %s --lang zh_CN --size 1280x720",
                              zhihui_hosted_source_get_name (ZHIHUI_HOSTED_SOURCE (source)));
  g_assert_cmpstr (lines[0], ==, expected);
  g_assert_cmpstr (lines[1], ==, "token=");
  g_assert_cmpstr (lines[2], ==, lines[3]); /* the session is named after it */
  close_desk (&desk);
  g_setenv ("ZHIHUI", before, TRUE);
  g_unsetenv ("ZHIHUI_TOKEN");
  program_remove_folder (folder);
}

/* The program itself, which the page then steers. */
static void
test_the_wall_is_found_by_the_desk (void)
{
  g_autoptr (ZhihuiSource) source = open_recording ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) wall = zhihui_wall_starter_start (source, &error);
  Desk desk;

  g_assert_no_error (error);
  open_desk (&desk, source);
  await_words (&desk, "总览 · 第 1 页");
  close_desk (&desk);
  g_subprocess_send_signal (wall, SIGTERM);
  g_assert_true (g_subprocess_wait (wall, NULL, &error));
  g_assert_true (g_subprocess_get_successful (wall));
}

int
main (int argc, char **argv)
{
  GSubprocess *bus = own_bus_start (); /* before GTK speaks to another */
  int          status;

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      own_bus_stop (bus);
      g_test_message ("no display");
      return g_test_run ();
    }
  adw_init ();
  zhihui_view_init ();
  g_test_add_func ("/wall-starter/a-platform-is-refused-with-the-reason",
                   test_a_platform_is_refused_with_the_reason);
  g_test_add_func ("/wall-starter/the-button-starts-a-wall-of-the-same-source",
                   test_the_button_starts_a_wall_of_the_same_source);
  g_test_add_func ("/wall-starter/the-wall-is-found-by-the-desk",
                   test_the_wall_is_found_by_the_desk);
  status = g_test_run ();
  own_bus_stop (bus);
  return status;
}
