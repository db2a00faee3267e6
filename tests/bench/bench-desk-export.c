/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "report-sample.h"
#include "zhihui-desk-handing.h"
#include "zhihui-desk-print.h"
#include "zhihui-export-file.h"
#include "zhihui-language.h"

/* How long the main loop of the desk stands while a report of many units is written, or made to be
 * printed: one line of JSON a format. */

/* ---- a source that has everything ---- */

#define BENCH_TYPE_SOURCE (bench_source_get_type ())
G_DECLARE_FINAL_TYPE (BenchSource, bench_source, BENCH, SOURCE, GObject)

struct _BenchSource
{
  GObject parent_instance;

  ZhihuiSituation *situation; /* owned */
};

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return BENCH_SOURCE (source)->situation;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_situation = get_situation;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchSource,
                               bench_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
bench_source_finalize (GObject *object)
{
  zhihui_situation_unref (BENCH_SOURCE (object)->situation);
  G_OBJECT_CLASS (bench_source_parent_class)->finalize (object);
}

static void
bench_source_class_init (BenchSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_source_finalize;
}

static void
bench_source_init (BenchSource *self)
{
}

/* ---- the loop ---- */

typedef struct
{
  gint64 last_us, longest_us;
  guint  tick_id;
} Watch;

static gboolean
tick_cb (gpointer user_data)
{
  Watch *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  self->longest_us = MAX (self->longest_us, now_us - self->last_us);
  self->last_us = now_us;
  return G_SOURCE_CONTINUE;
}

static void
watch_begin (Watch *self)
{
  self->last_us = g_get_monotonic_time ();
  self->longest_us = 0;
  self->tick_id = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, self, NULL);
}

static void
watch_end (Watch *self, const char *kind, guint n_units, gint64 begun_us, guint n_pages)
{
  gint64 now_us = g_get_monotonic_time ();

  g_source_remove (self->tick_id);
  g_print ("{\"bench\":\"desk-export\",\"kind\":\"%s\",\"units\":%u,\"pages\":%u,"
           "\"longest_block_ms\":%.1f,\"seconds\":%.2f}\n",
           kind,
           n_units,
           n_pages,
           (double) self->longest_us / 1000,
           (double) (now_us - begun_us) / G_USEC_PER_SEC);
}

static ZhihuiDeskExport *
make_export (ZhihuiSource *source)
{
  ZhihuiDeskExport *export = zhihui_desk_export_new (source, "bench", NULL);

  zhihui_desk_export_set_report (export, "bench", "bulletin");
  return export;
}

static void
told (GtkWindow *window, const char *text, const char *path)
{
  g_object_set_data_full (G_OBJECT (window), "told", g_strdup (text), g_free);
}

static void
write_one (ZhihuiSource *source, ZhihuiReportFormat kind, guint n_units, const char *folder)
{
  const char      *ending = zhihui_report_format_get_ending (kind);
  g_autofree char *path = g_build_filename (folder, ending, NULL);
  GtkWindow       *window = GTK_WINDOW (gtk_window_new ());
  gint64           begun_us = g_get_monotonic_time ();
  Watch            watch;

  watch_begin (&watch);
  zhihui_desk_export_write (make_export (source), kind, path, window, told);
  while (g_object_get_data (G_OBJECT (window), "told") == NULL)
    g_main_context_iteration (NULL, TRUE);
  watch_end (&watch, ending, n_units, begun_us, 0);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_printerr ("%s\n", (const char *) g_object_get_data (G_OBJECT (window), "told"));
  g_unlink (path);
  gtk_window_destroy (window);
}

/* ---- printing ---- */

static ZhihuiPaper *
make_paper (gpointer data, GError **error)
{
  ZhihuiDeskExport *export = data;
  ZhihuiReportRequest request;
  const char         *peers[2];

  g_clear_pointer (&export->peer, g_free); /* the paper outlives @peers */
  zhihui_desk_export_fill_request (export, peers, &request);
  return zhihui_report_make_paper (&request, error);
}

static void
keep_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
print_all (ZhihuiSource *source, guint n_units, const char *folder)
{
  g_autoptr (ZhihuiDeskExport) export = make_export (source);
  g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, export, NULL);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autofree char *path = g_build_filename (folder, "print.pdf", NULL);
  ZhihuiDeskPrint  print = { .painter = painter, .title = "bench" };
  gint64           begun_us = g_get_monotonic_time ();
  gboolean         is_done = FALSE;
  Watch            watch;

  watch_begin (&watch);
  zhihui_paper_painter_open_async (painter, NULL, keep_cb, &opened);
  while (opened == NULL)
    g_main_context_iteration (NULL, TRUE);
  print.n_pages = zhihui_paper_painter_open_finish (opened, &print.width, &print.height, NULL);
  operation = zhihui_desk_print_new (&print);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &is_done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  watch_end (&watch, "print", n_units, begun_us, print.n_pages);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 99, 1244, 12440 };
  g_autofree char   *folder = g_dir_make_tmp ("zhihui-bench-XXXXXX", NULL);

  zhihui_language_bind ();
  if (folder == NULL || !gtk_init_check ())
    return 77;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BenchSource) source = g_object_new (BENCH_TYPE_SOURCE, NULL);

      source->situation = report_sample_new (sizes[i], 20);
      for (guint kind = 0; kind < ZHIHUI_N_REPORT_FORMATS; kind++)
        if (kind != ZHIHUI_REPORT_PNG && kind != ZHIHUI_REPORT_SVG)
          write_one (ZHIHUI_SOURCE (source), kind, sizes[i], folder);
      print_all (ZHIHUI_SOURCE (source), sizes[i], folder);
    }
  g_rmdir (folder);
  return 0;
}
