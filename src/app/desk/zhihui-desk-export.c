/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export.h"

#include "zhihui-report.h"

#include <glib/gi18n-lib.h>

/* While the user chooses a file, and while it is written. */
typedef struct
{
  ZhihuiDeskExport *export; /* owned */
  ZhihuiDeskExportTold told;
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_pointer (&asking->export, zhihui_desk_export_free);
  g_free (asking);
}

/**
 * zhihui_desk_export_new:
 * @situation: (transfer none): what is written of
 *
 * Returns: (transfer full): free with zhihui_desk_export_free()
 */
ZhihuiDeskExport *
zhihui_desk_export_new (ZhihuiDeskExportKind kind, ZhihuiSituation *situation)
{
  ZhihuiDeskExport *self = g_new0 (ZhihuiDeskExport, 1);

  self->kind = kind;
  self->situation = zhihui_situation_ref (situation);
  return self;
}

/**
 * zhihui_desk_export_free:
 * @self: (nullable) (transfer full): nothing of it is kept
 */
void
zhihui_desk_export_free (ZhihuiDeskExport *self)
{
  if (self == NULL)
    return;
  zhihui_situation_unref (self->situation);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self->peer);
  g_free (self);
}

static void
write_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ZhihuiDeskExport *export = ((Asking *) task_data)->export;
  const char         *peers[] = { export->peer, NULL };
  ZhihuiReportRequest request = {
    .situation = export->situation,
    .peers = peers,
    .is_map = export->is_map,
    .maps = export->is_map ? 1u << export->board : 0,
    .mesh = export->mesh,
    .map_settings = export->map_settings,
    .now_us = g_get_monotonic_time (),
  };
  GError  *error = NULL;
  gboolean written;

  if (export->kind == ZHIHUI_DESK_EXPORT_PDF)
    written = zhihui_report_write_pdf (&request, export->path, NULL, &error);
  else
    written = zhihui_report_write_csv (&request, export->path, &error);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (asking->export->path);
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("“%s” is written"), name);
  else
    text = g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  asking->told (GTK_WINDOW (object), text);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Asking    *asking = user_data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GTask) task = NULL;

  if (response != GTK_RESPONSE_ACCEPT || window == NULL || file == NULL)
    asking_free (asking);
  else
    {
      asking->export->path = g_file_get_path (file);
      task = g_task_new (window, NULL, written_cb, NULL);
      g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
      g_task_run_in_thread (task, write_in_thread);
    }
  g_object_unref (dialog);
}

/**
 * zhihui_desk_export_ask:
 * @self: (transfer full): what is to be written
 * @window: whose file dialog it is
 * @told: says how it went, unless the window was closed or no file chosen
 *
 * Asks for a file and writes it in a worker.
 */
void
zhihui_desk_export_ask (ZhihuiDeskExport *self, GtkWindow *window, ZhihuiDeskExportTold told)
{
  static const char *const endings[] = { "pdf", "csv" };
  g_autofree char         *name = g_strdup_printf ("%s.%s", self->name, endings[self->kind]);
  GtkFileChooserNative    *dialog = gtk_file_chooser_native_new (
    self->kind == ZHIHUI_DESK_EXPORT_PDF ? _ ("Export PDF") : _ ("Export CSV"),
    window,
    GTK_FILE_CHOOSER_ACTION_SAVE,
    _ ("_Save"),
    NULL);
  Asking *asking = g_new0 (Asking, 1);

  asking->export = self;
  asking->told = told;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
