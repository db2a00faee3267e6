/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export.h"

#include "zhihui-desk-export-log.h"

#include "zhihui-report-reading.h"
#include "zhihui-report.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* While the user chooses a file, and while it is written. */
typedef struct
{
  ZhihuiDeskExport *export; /* owned */
  ZhihuiDeskExportTold told;
  ZhihuiGlyphFinder   *finder; /* owned, nullable: saw what was written */
  char                *part;   /* owned, nullable: where it is until it is handed over */
  gint64               n_rows; /* that are in it */
} Asking;

static void
asking_free (Asking *asking)
{
  if (asking->part != NULL)
    g_unlink (asking->part);
  g_free (asking->part);
  zhihui_glyph_finder_free (asking->finder);
  g_clear_pointer (&asking->export, zhihui_desk_export_free);
  g_free (asking);
}

/**
 * zhihui_desk_export_new:
 * @source: (transfer none): what is written of, and who is told of it
 * @by: name of who exports it, "" not known
 *
 * Returns: (transfer full): free with zhihui_desk_export_free()
 */
ZhihuiDeskExport *
zhihui_desk_export_new (ZhihuiDeskExportKind kind, ZhihuiSource *source, const char *by)
{
  ZhihuiDeskExport *self = g_new0 (ZhihuiDeskExport, 1);

  self->kind = kind;
  self->situation = zhihui_situation_ref (zhihui_source_get_situation (source));
  self->source = g_object_ref (source);
  self->by = g_strdup (by);
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
  g_object_unref (self->source);
  g_free (self->by);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  g_clear_pointer (&self->template, zhihui_report_template_unref);
  g_clear_pointer (&self->answers, zhihui_report_answers_unref);
  g_free (self->unit);
  g_free (self->period);
  g_free (self->path);
  g_free (self->name);
  g_free (self->peer);
  if (self->table != NULL)
    g_string_free (self->table, TRUE);
  g_free (self);
}

static gint64
count_lines (const GString *table)
{
  gint64 n = 0;

  for (gsize i = 0; table != NULL && i < table->len; i++)
    n += table->str[i] == '\n';
  return n;
}

/* Of the same figures as a table, without its head. */
static gint64
count_rows (const ZhihuiReportRequest *request)
{
  g_autoptr (GString) table = zhihui_report_build_csv (request, NULL);

  return MAX (count_lines (table) - 1, 0);
}

/* What the page made itself, as spreadsheets read it. */
static gboolean
write_table (const GString *table, const char *path, GError **error)
{
  g_autofree char *text = g_strconcat ("\xef\xbb\xbf", table->str, NULL);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}

/* Beside the file that the user chose, so that it can take its place at once. */
static char *
make_part (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *pattern = g_strdup_printf (".%s.XXXXXX", name);
  char            *part = g_build_filename (folder, pattern, NULL);
  int              fd = g_mkstemp (part);

  if (fd >= 0)
    {
      close (fd);
      return part;
    }
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  g_free (part);
  return NULL;
}

/* What is asked for; @peers: two */
static ZhihuiReportRequest
make_request (const ZhihuiDeskExport *self, const char **peers)
{
  peers[0] = self->peer;
  peers[1] = NULL;
  return (ZhihuiReportRequest){
    .situation = self->situation,
    .template = self->template,
    .peers = self->peer != NULL ? peers : NULL,
    .is_map = self->is_map,
    .maps = self->is_map ? 1u << self->board : 0,
    .mesh = self->mesh,
    .map_settings = self->map_settings,
    .now_us = g_get_monotonic_time (),
    .unit = self->unit,
    .period = self->period,
    .answers = self->answers,
  };
}

static void
write_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Asking *asking = task_data;
  ZhihuiDeskExport *export = asking->export;
  const char         *peers[2];
  ZhihuiReportRequest request = make_request (export, peers);
  GError             *error = NULL;
  gboolean            written;

  request.finder = asking->finder = zhihui_glyph_finder_new ();
  asking->n_rows = export->table != NULL ? export->n_table_rows : count_rows (&request);
  asking->part = make_part (export->path, &error);
  if (asking->part == NULL)
    written = FALSE;
  else if (export->table != NULL)
    written = write_table (export->table, asking->part, &error);
  else if (export->kind == ZHIHUI_DESK_EXPORT_PDF)
    written = zhihui_report_write_pdf (&request, asking->part, NULL, &error);
  else
    written = zhihui_report_write_csv (&request, asking->part, &error);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Of the task that wrote the file: @error why it is not there, or @note what is to be known. */
static void
say (GTask *task, const GError *error, const char *note)
{
  Asking          *asking = g_task_get_task_data (task);
  g_autofree char *name = g_path_get_basename (asking->export->path);
  g_autofree char *missing =
    asking->finder != NULL ? zhihui_glyph_finder_describe (asking->finder) : NULL;
  g_autofree char *text = zhihui_desk_export_log_make_words (name, error, note, missing);

  asking->told (GTK_WINDOW (g_task_get_source_object (task)), text);
}

static void
logged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  if (zhihui_desk_export_log_finish (result, &note, &error) &&
      g_rename (asking->part, asking->export->path) != 0)
    g_set_error_literal (&error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  else if (error == NULL)
    g_clear_pointer (&asking->part, g_free);
  say (task, error, note);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  static const char *const kinds[] = { "pdf", "csv" };
  Asking                  *asking = g_task_get_task_data (G_TASK (result));
  const ZhihuiDeskExport *export = asking->export;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (G_TASK (result), error, NULL);
      return;
    }
  title = g_strjoin (" ", export->name, export->peer, NULL);
  zhihui_desk_export_log_async (export->source,
                                &(ZhihuiDeskLeaving){ .kind = kinds[export->kind],
                                                      .title = title,
                                                      .path = asking->part,
                                                      .by = export->by,
                                                      .n_rows = asking->n_rows },
                                NULL,
                                logged_cb,
                                g_object_ref (result));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  zhihui_report_reading_finish (result, NULL);
  g_task_run_in_thread (task, write_in_thread);
}

/* Whatever the parts of the report want besides the situation is read first. */
static void
begin (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  ZhihuiDeskExport *export = asking->export;
  const char         *peers[2];
  ZhihuiReportRequest request;

  if (export->template == NULL || export->table != NULL)
    {
      g_task_run_in_thread (task, write_in_thread);
      return;
    }
  export->answers = zhihui_report_answers_new ();
  request = make_request (export, peers);
  zhihui_report_ask (&request, export->answers);
  zhihui_report_reading_async (export->source, export->answers, NULL, read_cb, g_object_ref (task));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Asking    *asking = user_data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GTask) task = NULL;

  if (response == GTK_RESPONSE_ACCEPT && window != NULL && file != NULL && path == NULL)
    asking->told (window, _ ("This place has no path on this machine: choose another"));
  if (response != GTK_RESPONSE_ACCEPT || window == NULL || path == NULL)
    asking_free (asking);
  else
    {
      asking->export->path = g_steal_pointer (&path);
      task = g_task_new (window, NULL, written_cb, NULL);
      g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
      begin (task);
    }
  g_object_unref (dialog);
}

/**
 * zhihui_desk_export_ask:
 * @self: (transfer full): what is to be written
 * @window: whose file dialog it is
 * @told: says how it went, unless the window was closed or no file chosen
 *
 * Asks for a file, writes it in a worker, and hands it over when the platform has logged it.
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
