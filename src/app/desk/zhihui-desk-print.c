/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-print.h"

#include "zhihui-print-preview.h"

#include <math.h>

#define POINTS_AN_INCH 72.0
#define SAME_PT 2.0 /* papers are told in whole millimetres */

/* What the signals of an operation need. */
typedef struct
{
  ZhihuiDeskPrint print; /* what was told; @painter owned, @title not kept */
  gboolean        is_refused;
  gboolean        may; /* whoever is to be asked has agreed */
} Job;

/* A page on its way to the printer. */
typedef struct
{
  GtkPrintOperation *operation; /* owned */
  GtkPrintContext   *context;   /* owned */
  Job               *job;       /* borrowed of the operation */
  guint              page;
} Sheet;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *self = data;

  zhihui_paper_painter_unref (self->print.painter);
  g_free (self);
}

/* As large as the chosen paper allows, in its middle. */
static void
place (const Sheet *sheet, cairo_t *cr)
{
  const ZhihuiDeskPrint *print = &sheet->job->print;
  double                 width = gtk_print_context_get_width (sheet->context);
  double                 height = gtk_print_context_get_height (sheet->context);
  double                 scale = MIN (width / print->width, height / print->height);

  cairo_save (cr);
  cairo_translate (cr, (width - print->width * scale) / 2, (height - print->height * scale) / 2);
  cairo_scale (cr, scale, scale);
}

/* Takes @sheet. A page that is not painted ends all of it. */
static void
end_sheet (Sheet *sheet, gboolean is_painted)
{
  if (!is_painted)
    gtk_print_operation_cancel (sheet->operation);
  gtk_print_operation_draw_page_finish (sheet->operation);
  g_object_unref (sheet->operation);
  g_object_unref (sheet->context);
  g_free (sheet);
}

static void
painted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sheet *sheet = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_painted = zhihui_paper_painter_paint_finish (result, &error);

  cairo_restore (gtk_print_context_get_cairo_context (sheet->context));
  if (!is_painted)
    g_warning ("a page could not be painted: %s", error->message);
  end_sheet (sheet, is_painted);
}

/* GTK leaves the page alone until it is told that it is drawn. */
static void
paint (Sheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (sheet->context);

  place (sheet, cr);
  zhihui_paper_painter_paint_async (
    sheet->job->print.painter, sheet->page, cr, NULL, painted_cb, sheet);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sheet                 *sheet = user_data;
  const ZhihuiDeskPrint *print = &sheet->job->print;

  sheet->job->may = print->ask_finish (print->data, result);
  sheet->job->is_refused = !sheet->job->may;
  if (sheet->job->may)
    paint (sheet);
  else
    end_sheet (sheet, FALSE);
}

/* The main loop goes on while the page is painted elsewhere. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  Job   *job = user_data;
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->operation = g_object_ref (operation);
  sheet->context = g_object_ref (context);
  sheet->job = job;
  sheet->page = (guint) page;
  gtk_print_operation_set_defer_drawing (operation);
  if (job->is_refused)
    end_sheet (sheet, FALSE);
  else if (job->may || job->print.ask == NULL)
    paint (sheet);
  else
    job->print.ask (job->print.data, asked_cb, sheet);
}

static gboolean
preview_cb (GtkPrintOperation        *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            gpointer                  user_data)
{
  const Job       *job = user_data;
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (nowhere);

  /* GTK measures its pages with it, though it paints none. */
  gtk_print_context_set_cairo_context (context, cr, POINTS_AN_INCH, POINTS_AN_INCH);
  zhihui_print_preview_open (&job->print, preview, parent);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  return TRUE;
}

/* The one of that size that has a name, so that a printer finds it in its trays. */
static GtkPaperSize *
find_paper (double width, double height)
{
  static const char *const names[] = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A3 };
  double                   inch = POINTS_AN_INCH;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkPaperSize) size = gtk_paper_size_new (names[i]);

      if (fabs (gtk_paper_size_get_width (size, GTK_UNIT_INCH) * inch - width) < SAME_PT &&
          fabs (gtk_paper_size_get_height (size, GTK_UNIT_INCH) * inch - height) < SAME_PT)
        return g_steal_pointer (&size);
    }
  return gtk_paper_size_new_custom ("zhihui", "Zhihui", width / inch, height / inch, GTK_UNIT_INCH);
}

/* The paper has margins of its own. */
static GtkPageSetup *
make_setup (double width, double height)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = find_paper (MIN (width, height), MAX (width, height));

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (
    setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  return setup;
}

/**
 * zhihui_desk_print_new:
 * @print: what is printed
 *
 * Returns: (transfer full): prints it when it is run; its pages are painted beside the main loop,
 *   and its preview is a window of ours
 */
GtkPrintOperation *
zhihui_desk_print_new (const ZhihuiDeskPrint *print)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (print->width, print->height);
  Job *job = g_new0 (Job, 1);

  job->print = *print;
  job->print.title = NULL;
  zhihui_paper_painter_ref (print->painter);
  gtk_print_operation_set_n_pages (operation, (int) print->n_pages);
  gtk_print_operation_set_job_name (operation, print->title);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), job, job_free, 0);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), job);
  return operation;
}
