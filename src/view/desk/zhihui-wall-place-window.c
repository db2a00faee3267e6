/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-place-window.h"

#include "zhihui-entry-row.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiWallPlaceWindow
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget   *add_button;
  GtkEditable *name_row, *host_row, *token_row, *ca_row;
  GtkLabel    *fault_label;
};

G_DEFINE_FINAL_TYPE (ZhihuiWallPlaceWindow, zhihui_wall_place_window, ADW_TYPE_WINDOW)

enum
{
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
add_clicked_cb (ZhihuiWallPlaceWindow *self)
{
  g_autofree char *name = zhihui_entry_row_dup_text (self->name_row);
  g_autofree char *host = zhihui_entry_row_dup_text (self->host_row);
  g_autofree char *token_file = zhihui_entry_row_dup_text (self->token_row);
  g_autofree char *ca_file = zhihui_entry_row_dup_text (self->ca_row);

  gtk_label_set_text (self->fault_label, "");
  g_signal_emit (self, signals[ADDED], 0, name, host, token_file, ca_file);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (user_data), g_file_peek_path (file));
  g_object_unref (dialog);
}

static void
choose_file (ZhihuiWallPlaceWindow *self, const char *title, GtkEditable *row)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), row, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
token_clicked_cb (ZhihuiWallPlaceWindow *self)
{
  choose_file (self, _ ("Choose the File with the Token"), self->token_row);
}

static void
ca_clicked_cb (ZhihuiWallPlaceWindow *self)
{
  choose_file (self, _ ("Choose the File of the Authority"), self->ca_row);
}

static void
zhihui_wall_place_window_class_init (ZhihuiWallPlaceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ADDED] = g_signal_new ("added",
                                 ZHIHUI_TYPE_WALL_PLACE_WINDOW,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 4,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/wall-place.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, ZhihuiWallPlaceWindow, child)
  BIND (add_button);
  BIND (name_row);
  BIND (host_row);
  BIND (token_row);
  BIND (ca_row);
  BIND (fault_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_clicked_cb);
}

static void
zhihui_wall_place_window_init (ZhihuiWallPlaceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->add_button);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->name_row));
}

/**
 * zhihui_wall_place_window_new:
 * @parent: (nullable): over which it stands
 *
 * Returns: (transfer none): a window; GTK owns it until it is closed
 */
GtkWidget *
zhihui_wall_place_window_new (GtkWindow *parent)
{
  return g_object_new (ZHIHUI_TYPE_WALL_PLACE_WINDOW, "transient-for", parent, NULL);
}

/**
 * zhihui_wall_place_window_show_fault:
 * @words: plain text: why that cannot be added
 */
void
zhihui_wall_place_window_show_fault (ZhihuiWallPlaceWindow *self, const char *words)
{
  g_return_if_fail (ZHIHUI_IS_WALL_PLACE_WINDOW (self));

  gtk_label_set_text (self->fault_label, words);
}
