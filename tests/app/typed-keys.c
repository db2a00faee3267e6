/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "typed-keys.h"

#include "loop-run.h"

#include <gdk/x11/gdkx.h>

/* A simulated county is made once, on a machine that others use, too. */
#define PATIENCE_S 60

void
typed_keys_await (gboolean (*is_true) (gpointer), gpointer data)
{
  loop_run_for (PATIENCE_S, is_true, data);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_flag (gpointer data)
{
  return *(gboolean *) data;
}

static void
run_tool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean is_over = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (tool, NULL, ended_cb, &is_over);
  typed_keys_await (is_flag, &is_over);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

void
typed_keys_press (GtkWidget *window, const char *verb, const char *what)
{
  GdkSurface       *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char  *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  const char *const focus[] = { "xdotool", "windowfocus", "--sync", id, NULL };
  /* What begins with a dash is no option: a token may. */
  const char *const keys[] = { "xdotool", verb, "--clearmodifiers", "--", what, NULL };

  run_tool (focus);
  typed_keys_await (is_active, window);
  run_tool (keys);
}

typedef struct
{
  GtkWindow  *window;
  GtkWidget  *before; /* had the keyboard */
  const char *text;   /* that the one that has it is to have, NULL: any */
} Focus;

static gboolean
has_moved (gpointer data)
{
  Focus *self = data;

  return gtk_window_get_focus (self->window) != self->before;
}

static gboolean
has_text (gpointer data)
{
  Focus     *self = data;
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return GTK_IS_EDITABLE (focus) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (focus)), self->text);
}

void
typed_keys_step (GtkWidget *window, const char *key)
{
  Focus focus = { GTK_WINDOW (window), gtk_window_get_focus (GTK_WINDOW (window)), NULL };

  typed_keys_press (window, "key", key);
  typed_keys_await (has_moved, &focus);
}

/* A letter that comes to what is about to be revealed goes nowhere. */
static gboolean
is_revealed (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_mapped (focus);
}

void
typed_keys_write (GtkWidget *window, const char *text)
{
  Focus focus = { GTK_WINDOW (window), NULL, text };

  typed_keys_await (is_revealed, window);
  typed_keys_press (window, "type", text);
  typed_keys_await (has_text, &focus);
}

/* Puts the pointer into the middle of @widget, and has xdotool do @then, which ends with NULL. */
static void
point_and_do (GtkWidget *widget, const char *const *then)
{
  GtkNative       *native = gtk_widget_get_native (widget);
  GdkSurface      *surface = gtk_native_get_surface (native);
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autofree char *x = NULL, *y = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  graphene_rect_t bounds;
  double          left, top;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds));
  gtk_native_get_surface_transform (native, &left, &top);
  x = g_strdup_printf ("%d", (int) (left + bounds.origin.x + bounds.size.width / 2));
  y = g_strdup_printf ("%d", (int) (top + bounds.origin.y + bounds.size.height / 2));
  for (const char *const *word =
         (const char *const[]){ "xdotool", "mousemove", "--window", id, x, y, NULL };
       *word != NULL;
       word++)
    g_ptr_array_add (argv, (char *) *word);
  for (; *then != NULL; then++)
    g_ptr_array_add (argv, (char *) *then);
  g_ptr_array_add (argv, NULL);
  run_tool ((const char *const *) argv->pdata);
}

void
typed_keys_click (GtkWidget *widget, const char *button)
{
  point_and_do (widget, (const char *const[]){ "click", button, NULL });
}

void
typed_keys_click_holding (GtkWidget *widget, const char *key)
{
  point_and_do (widget, (const char *const[]){ "keydown", key, "click", "1", "keyup", key, NULL });
}
