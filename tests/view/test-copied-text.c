/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-copied-text.h"

#include <gtk/gtk.h>
#include <string.h>

#define AS_READER "--read"

/* What another program gets of the clipboard. */
static void
text_read_cb (GObject *object, GAsyncResult *result, gpointer loop)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);

  g_print ("%s", text != NULL ? text : error->message);
  g_main_loop_quit (loop);
}

static int
read_clipboard (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  gtk_init ();
  gdk_clipboard_read_text_async (
    gdk_display_get_clipboard (gdk_display_get_default ()), NULL, text_read_cb, loop);
  g_main_loop_run (loop);
  return 0;
}

typedef struct
{
  GMainLoop *loop;
  char      *text; /* owned */
} Taken;

static void
reader_ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Taken *self = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &self->text, NULL, &error);
  g_assert_no_error (error);
  g_main_loop_quit (self->loop);
}

/* Returns: (transfer full): what a program of its own takes from the clipboard of this one */
static char *
take_elsewhere (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, AS_READER, NULL);
  Taken taken = { .loop = g_main_loop_new (NULL, FALSE) };

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (reader, NULL, NULL, reader_ended_cb, &taken);
  g_main_loop_run (taken.loop);
  g_main_loop_unref (taken.loop);
  return taken.text;
}

static void
another_program_takes_all_of_it (gconstpointer data)
{
  GtkWidget       *window = gtk_window_new ();
  GString         *text = g_string_new (NULL);
  g_autofree char *taken = NULL;

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    g_string_append_printf (text, "%d\t松龄路街道\t<b>&\n", i);
  gtk_window_present (GTK_WINDOW (window));
  zhihui_copied_text_put (window, text->str, NULL);
  taken = take_elsewhere ();
  g_assert_cmpuint (strlen (taken), ==, text->len);
  g_assert_cmpstr (taken, ==, text->str);

  gtk_window_destroy (GTK_WINDOW (window));
  g_string_free (text, TRUE);
}

static void
a_type_of_its_own_is_offered_besides (void)
{
  GtkWidget    *window = gtk_window_new ();
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);

  zhihui_copied_text_put (window, "BEGIN:VCALENDAR", "text/calendar");
  g_assert_true (
    gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/calendar"));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                        "text/plain;charset=utf-8"));
  zhihui_copied_text_put (window, "BEGIN:VCALENDAR", NULL);
  g_assert_false (
    gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/calendar"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], AS_READER))
    return read_clipboard ();

  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func (
    "/copied-text/a-few-rows", GINT_TO_POINTER (3), another_program_takes_all_of_it);
  /* Far more than a request to the X server holds. */
  g_test_add_data_func ("/copied-text/all-units-of-a-province",
                        GINT_TO_POINTER (20000),
                        another_program_takes_all_of_it);
  g_test_add_func ("/copied-text/a-type-of-its-own", a_type_of_its_own_is_offered_besides);
  return g_test_run ();
}
