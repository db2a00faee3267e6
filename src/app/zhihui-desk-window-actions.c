/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-window-private.h"

#include "zhihui-report.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  EXPORT_PDF,
  EXPORT_CSV,
} ExportKind;

/* What a worker thread needs to write a report. */
typedef struct
{
  ZhihuiSituation *situation; /* owned */
  char            *peer;      /* owned */
  char            *path;      /* owned */
  ExportKind       kind;

  gboolean           is_map;
  ZhihuiBoard        board;    /* of the map */
  ZhihuiMesh        *mesh;     /* owned, nullable: hexagons */
  ZhihuiMapSettings *settings; /* owned, nullable */
} Export;

static void
export_free (Export *export)
{
  g_clear_pointer (&export->situation, zhihui_situation_unref);
  g_clear_pointer (&export->mesh, zhihui_mesh_unref);
  zhihui_map_settings_unref (export->settings);
  g_free (export->peer);
  g_free (export->path);
  g_free (export);
}

static void
write_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  const char         *peers[] = { export->peer, NULL };
  ZhihuiReportRequest request = {
    .situation = export->situation,
    .peers = peers,
    .is_map = export->is_map,
    .maps = export->is_map ? 1u << export->board : 0,
    .mesh = export->mesh,
    .map_settings = export->settings,
    .now_us = g_get_monotonic_time (),
  };
  GError  *error = NULL;
  gboolean written;

  if (export->kind == EXPORT_PDF)
    written = zhihui_report_write_pdf (&request, export->path, NULL, &error);
  else
    written = zhihui_report_write_csv (&request, export->path, &error);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_desk_window_tell:
 * @self: a desk; what it is told after it was closed is nothing
 * @text: plain text
 *
 * Says it for a few seconds at the lower edge.
 */
void
zhihui_desk_window_tell (ZhihuiDeskWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (object);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("“%s” is written"), name);
  else
    text = g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  zhihui_desk_window_tell (self, text);
}

/* The map as it is seen now. */
static void
take_map (ZhihuiDeskWindow *self, Export *export)
{
  ZhihuiMapScene *scene = zhihui_map_view_get_scene (zhihui_map_page_get_view (self->map));
  ZhihuiMesh     *mesh = scene != NULL ? zhihui_map_scene_get_mesh (scene) : NULL;

  export->is_map = TRUE;
  export->board = zhihui_selection_get_board (self->selection);
  if (mesh != NULL && !zhihui_mesh_is_schematic (mesh))
    export->mesh = zhihui_mesh_ref (mesh);
  if (self->map_settings != NULL)
    export->settings = zhihui_map_settings_ref (self->map_settings);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (gtk_native_dialog_get_transient_for (dialog));
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) file = NULL;
  Export *export;

  if (response != GTK_RESPONSE_ACCEPT || self == NULL ||
      (self->peer == NULL && !zhihui_desk_window_is_on_map (self)))
    {
      g_object_unref (dialog);
      return;
    }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  export = g_new0 (Export, 1);
  export->situation = zhihui_situation_ref (zhihui_source_get_situation (self->source));
  export->peer = g_strdup (self->peer);
  export->path = g_file_get_path (file);
  export->kind = GPOINTER_TO_UINT (user_data);
  if (zhihui_desk_window_is_on_map (self))
    take_map (self, export);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, write_in_thread);
  g_object_unref (dialog);
}

static void
choose_file (ZhihuiDeskWindow *self, ExportKind kind)
{
  static const char *const names[2][2] = { { N_ ("rankings.pdf"), N_ ("rankings.csv") },
                                           { N_ ("map.pdf"), N_ ("map.csv") } };
  GtkFileChooserNative    *dialog =
    gtk_file_chooser_native_new (kind == EXPORT_PDF ? _ ("Export PDF") : _ ("Export CSV"),
                                 GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _ ("_Save"),
                                 NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog),
                                     _ (names[zhihui_desk_window_is_on_map (self)][kind]));
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), GUINT_TO_POINTER (kind));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
export_pdf_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose_file (user_data, EXPORT_PDF);
}

static void
export_csv_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose_file (user_data, EXPORT_CSV);
}

static void
search_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *self = user_data;

  if (zhihui_desk_window_is_on_map (self))
    zhihui_map_page_set_search (self->map, TRUE);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "rankings") != 0)
    return;
  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
pane_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *self = user_data;

  gtk_toggle_button_set_active (self->pane_button,
                                !gtk_toggle_button_get_active (self->pane_button));
}

static void
fullscreen_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
board_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *self = user_data;
  GtkWidget        *button = gtk_widget_get_first_child (GTK_WIDGET (self->board_buttons));

  if (zhihui_desk_window_is_on_map (self))
    {
      zhihui_selection_set_board (self->selection, (guint) g_variant_get_int32 (parameter));
      return;
    }
  for (int i = g_variant_get_int32 (parameter); button != NULL && i > 0; i--)
    button = gtk_widget_get_next_sibling (button);
  if (button != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

void
zhihui_desk_window_add_actions (ZhihuiDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "export-pdf", .activate = export_pdf_action_cb },
    { .name = "export-csv", .activate = export_csv_action_cb },
    { .name = "search", .activate = search_action_cb },
    { .name = "toggle-pane", .activate = pane_action_cb },
    { .name = "toggle-fullscreen", .activate = fullscreen_action_cb },
    { .name = "board", .activate = board_action_cb, .parameter_type = "i" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
