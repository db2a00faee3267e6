/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export-log.h"
#include "zhihui-desk-handing.h"
#include "zhihui-desk-print.h"

#include <glib/gi18n-lib.h>

/* An export on its way to a printer. */
typedef struct
{
  gatomicrefcount ref_count;    /* the thread of the paper has one */
  ZhihuiDeskExport *export;     /* owned: read by the thread alone once it is made */
  ZhihuiPaperPainter  *painter; /* owned, NULL before everything is read */
  GtkWindow           *window;  /* owned */
  char                *path;    /* owned, nullable: of a file that is printed to, unasked */
  ZhihuiDeskExportTold told;
  const char          *peers[2]; /* borrowed of @export: the paper reads them as long as it lives */
  ZhihuiReportProof    proof;    /* told when the paper is made */
  char                *note;     /* owned, nullable: what is to be known when it is printed */
} Printing;

static Printing *
printing_ref (Printing *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
printing_unref (gpointer data)
{
  Printing *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  zhihui_desk_export_free (self->export);
  zhihui_report_proof_clear (&self->proof);
  g_free (self->note);
  g_free (self->path);
  g_free (self);
}

/* What belongs to the main loop is let go there. */
static void
end (Printing *self)
{
  g_clear_pointer (&self->painter, zhihui_paper_painter_unref);
  g_clear_object (&self->window);
  printing_unref (self);
}

static void
say (Printing *self, const GError *error)
{
  g_autofree char *note = zhihui_desk_export_add_scope (self->export, self->note);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("It could not be printed: %s"), error->message);
  else
    text = *note != '\0' ? g_strdup_printf (_ ("It is printed. %s"), note)
                         : g_strdup (_ ("It is printed"));
  self->told (self->window, text, NULL);
}

static ZhihuiPaper *
make_in_thread (gpointer data, GError **error)
{
  Printing           *self = data;
  ZhihuiReportRequest request;

  zhihui_desk_export_fill_request (self->export, self->peers, &request);
  request.proof = &self->proof;
  return zhihui_report_make_paper (&request, error);
}

static void
ask_to_print (gpointer data, GAsyncReadyCallback asked, gpointer user_data)
{
  Printing        *self = data;
  g_autofree char *title = zhihui_desk_export_make_title (self->export);

  zhihui_export_log_async (self->export->source,
                           &(ZhihuiLeaving){ .kind = "print",
                                             .title = title,
                                             .digest = self->proof.digest,
                                             .by = self->export->by,
                                             .n_rows = self->proof.n_rows },
                           NULL,
                           asked,
                           user_data);
}

static gboolean
ask_to_print_finish (gpointer data, GAsyncResult *result)
{
  Printing *self = data;
  g_autoptr (GError) error = NULL;

  if (zhihui_export_log_finish (result, &self->note, &error))
    return TRUE;
  say (self, error);
  return FALSE;
}

/* Nothing was logged and nothing is said where the user turned back. */
static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  Printing *self = user_data;
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL || (self->note != NULL && result == GTK_PRINT_OPERATION_RESULT_APPLY))
    say (self, error);
  end (self);
  g_object_unref (operation);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Printing *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *title = zhihui_desk_export_make_title (self->export);
  ZhihuiDeskPrint    print = { .painter = self->painter,
                               .title = title,
                               .ask = ask_to_print,
                               .ask_finish = ask_to_print_finish,
                               .data = self };
  GtkPrintOperation *operation;

  print.n_pages = zhihui_paper_painter_open_finish (result, &print.width, &print.height, &error);
  if (print.n_pages == 0)
    {
      say (self, error);
      end (self);
      return;
    }
  operation = zhihui_desk_print_new (&print);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  if (self->path != NULL)
    gtk_print_operation_set_export_filename (operation, self->path);
  gtk_print_operation_run (operation,
                           self->path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                              : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           self->window,
                           NULL);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Printing *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!zhihui_desk_export_read_finish (result, &error))
    {
      say (self, error);
      end (self);
      return;
    }
  self->painter = zhihui_paper_painter_new (make_in_thread, printing_ref (self), printing_unref);
  zhihui_paper_painter_open_async (self->painter, NULL, opened_cb, self);
}

/**
 * zhihui_desk_export_print:
 * @self: (transfer full): what is to be printed
 * @window: over which the dialog stands
 * @path: (nullable): a PDF that it is printed to instead, and nobody is asked
 * @told: says how it went, unless the window was closed or the user turned back
 *
 * Reads what is missing, makes the paper in a thread of its own, and prints what the user chooses
 * of it. The platform is told before the first page goes to the printer; if it refuses, none does.
 */
void
zhihui_desk_export_print (ZhihuiDeskExport    *self,
                          GtkWindow           *window,
                          const char          *path,
                          ZhihuiDeskExportTold told)
{
  Printing *printing = g_new0 (Printing, 1);

  g_atomic_ref_count_init (&printing->ref_count);
  printing->export = self;
  printing->window = g_object_ref (window);
  printing->path = g_strdup (path);
  printing->told = told;
  zhihui_desk_export_read_async (self, NULL, read_cb, printing);
}
