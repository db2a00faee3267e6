/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-handing.h"

#include "zhihui-desk-export-log.h"
#include "zhihui-export-file.h"
#include "zhihui-notice.h"

#include <glib/gi18n-lib.h>

/* An export on its way to the place that the user chose. */
typedef struct
{
  ZhihuiDeskExport *export; /* owned */
  ZhihuiReportFormat   format;
  ZhihuiExportFile    *file; /* owned, NULL before it is chosen */
  ZhihuiDeskExportTold told;
} Handing;

static void
handing_free (gpointer data)
{
  Handing *self = data;

  g_clear_pointer (&self->file, zhihui_export_file_free);
  g_clear_pointer (&self->export, zhihui_desk_export_free);
  g_free (self);
}

/* @task: of the handing, whose source is the window. What was not handed over is gone then. */
static void
say (GTask *task, const GError *error, const char *note)
{
  Handing         *self = g_task_get_task_data (task);
  g_autofree char *path = g_strdup (zhihui_export_file_get_path (self->file));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *missing = zhihui_export_file_describe_missing (self->file);
  g_autofree char *scope = zhihui_desk_export_add_scope (self->export, note);
  g_autofree char *text = zhihui_desk_export_log_make_words (name, error, scope, missing);

  g_clear_pointer (&self->file, zhihui_export_file_free);
  /* Of several pages as pictures there is none of that name. */
  self->told (GTK_WINDOW (g_task_get_source_object (task)),
              text,
              error == NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? path : NULL);
}

static void
logged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Handing *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  if (zhihui_export_log_finish (result, &note, &error))
    zhihui_export_file_hand_over (self->file, &error);
  say (task, error, note);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Handing *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (G_TASK (result), error, NULL);
      return;
    }
  title = zhihui_desk_export_make_title (self->export);
  zhihui_export_log_async (self->export->source,
                           &(ZhihuiLeaving){ .kind = zhihui_report_format_get_ending (self->format),
                                             .title = title,
                                             .path = zhihui_export_file_get_part (self->file),
                                             .digest = zhihui_export_file_get_digest (self->file),
                                             .by = self->export->by,
                                             .n_rows = zhihui_export_file_get_n_rows (self->file) },
                           NULL,
                           logged_cb,
                           g_object_ref (result));
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Handing *self = task_data;
  GError  *error = NULL;

  if (zhihui_export_file_write (self->file, self->export, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (zhihui_desk_export_read_finish (result, &error))
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_error (task, error);
}

/* Takes @self. */
static void
begin (Handing *self, const char *path, GtkWindow *window)
{
  GTask *task = g_task_new (window, NULL, written_cb, NULL);

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, self, handing_free);
  self->file = zhihui_export_file_new (path, self->format);
  zhihui_desk_export_read_async (self->export, NULL, read_cb, task);
}

static Handing *
new_handing (ZhihuiDeskExport *export, ZhihuiReportFormat format, ZhihuiDeskExportTold told)
{
  Handing *self = g_new0 (Handing, 1);

  self->export = export;
  self->export->is_for_programs = zhihui_report_format_is_for_programs (format);
  self->format = format;
  self->told = told;
  return self;
}

/**
 * zhihui_desk_export_write:
 * @self: (transfer full): what is to be written
 * @path: of the file; of several pages as pictures NAME-1.png …
 * @window: that it is of
 * @told: says how it went, unless the window was closed
 *
 * Reads what is missing, writes in a worker, and hands over when the platform has logged it.
 */
void
zhihui_desk_export_write (ZhihuiDeskExport    *self,
                          ZhihuiReportFormat   format,
                          const char          *path,
                          GtkWindow           *window,
                          ZhihuiDeskExportTold told)
{
  begin (new_handing (self, format, told), path, window);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Handing   *self = user_data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && window != NULL && file != NULL && path == NULL)
    self->told (window, _ ("This place has no path on this machine: choose another"), NULL);
  if (response != GTK_RESPONSE_ACCEPT || window == NULL || path == NULL)
    handing_free (self);
  else
    begin (self, path, window);
  g_object_unref (dialog);
}

/* (transfer full): "rankings-2026-11-27.pdf", by the day of the platform */
static char *
make_name (ZhihuiDeskExport *export, const char *ending)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (export->source);
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  g_autofree char *date = NULL;

  if (zone == NULL)
    return g_strdup_printf ("%s.%s", export->name, ending);
  date = zhihui_date_format (zhihui_zone_day_of (
    zone, zhihui_situation_get_platform_now (situation, g_get_monotonic_time ())));
  return g_strdup_printf ("%s-%s.%s", export->name, date, ending);
}

/**
 * zhihui_desk_export_ask:
 * @self: (transfer full): what is to be written
 * @window: whose file dialog it is
 * @told: says how it went, unless the window was closed or no file chosen
 *
 * Asks for a file, and goes on as zhihui_desk_export_write().
 */
void
zhihui_desk_export_ask (ZhihuiDeskExport    *self,
                        ZhihuiReportFormat   format,
                        GtkWindow           *window,
                        ZhihuiDeskExportTold told)
{
  const char           *ending = zhihui_report_format_get_ending (format);
  g_autofree char      *name = make_name (self, ending);
  g_autofree char      *upper = g_ascii_strup (ending, -1);
  g_autofree char      *title = g_strdup_printf (_ ("Export %s"), upper);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (
    dialog, "response", G_CALLBACK (file_chosen_cb), new_handing (self, format, told));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
