/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "zhihui-desk-print.h"
#include "zhihui-paper-words.h"
#include "zhihui-print-preview.h"

#define N_PAGES 3
#define LINES_MORE 16 /* of each page than of the one before */

/* A paper that is made in its thread, when it is let. */
typedef struct
{
  const char  *format;
  GAsyncQueue *let; /* nullable: the paper waits for something in it */
  guint        n_asked;
  gboolean     may;
} Fixture;

static ZhihuiPaper *
make_paper (gpointer data, GError **error)
{
  Fixture          *self = data;
  ZhihuiPaperFormat format;
  ZhihuiPaper      *paper;

  if (self->let != NULL)
    g_async_queue_pop (self->let);
  if (!zhihui_paper_format_parse (self->format, &format, error))
    return NULL;
  paper = zhihui_paper_new (&format);
  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *text = g_strdup_printf ("民生诉求第%u张", i + 1);

      zhihui_paper_add_heading (paper, text, NULL)->starts_page = i > 0;
      for (guint line = 0; line < 1 + i * LINES_MORE; line++)
        zhihui_paper_add_paragraph (
          paper, "般阳民生办件，受理、派发、签收、联系、答复、评价。", ZHIHUI_WORDS_BODY);
    }
  return paper;
}

static void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns how often the main loop went round meanwhile. */
static guint
await (GAsyncResult **result)
{
  guint n = 0;

  for (; *result == NULL; n++)
    g_main_context_iteration (NULL, TRUE);
  return n;
}

static ZhihuiDeskPrint
open_painter (ZhihuiPaperPainter *painter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiDeskPrint print = { .painter = painter, .title = "通报" };

  zhihui_paper_painter_open_async (painter, NULL, keep_result_cb, &result);
  await (&result);
  print.n_pages = zhihui_paper_painter_open_finish (result, &print.width, &print.height, &error);
  g_assert_no_error (error);
  return print;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  *(int *) user_data = (int) result;
}

/* The result, once it has ended. */
static int
export_to (const ZhihuiDeskPrint *print, const char *path)
{
  g_autoptr (GtkPrintOperation) operation = zhihui_desk_print_new (print);
  g_autoptr (GError) error = NULL;
  int result = -1;

  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &result);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  while (result < 0)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static char *
run (const char *program, const char *path, const char *more)
{
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { program, path, more, NULL };
  char       *out = NULL;
  int         status;

  g_spawn_sync (
    NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return out;
}

static void
test_file (void)
{
  static const struct
  {
    const char *format, *size;
  } papers[] = { { "a4", "595.276 x 841.89 pts" }, { "a3-landscape", "1190.55 x 841.89 pts" } };
  g_autofree char *folder = program_make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      Fixture          self = { .format = papers[i].format };
      g_autofree char *path = g_build_filename (folder, papers[i].format, NULL);
      g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
      ZhihuiDeskPrint  print = open_painter (painter);
      g_autofree char *info = NULL;
      g_autofree char *text = NULL;

      g_assert_cmpuint (print.n_pages, ==, N_PAGES);
      g_assert_cmpint (export_to (&print, path), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
      info = run ("pdfinfo", path, NULL);
      text = run ("pdftotext", path, "-");
      if (strstr (info, papers[i].size) == NULL)
        g_error ("not %s:\n%s", papers[i].size, info);
      g_assert_true (g_regex_match_simple ("Pages: +3\n", info, 0, 0));
      for (guint page = 0; page < N_PAGES; page++)
        {
          g_autofree char *words = g_strdup_printf ("民生诉求第%u张", page + 1);

          g_assert_nonnull (strstr (text, words));
        }
    }
  program_remove_folder (folder);
}

static void
ask (gpointer data, GAsyncReadyCallback asked, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, asked, user_data);
  Fixture *self = data;

  self->n_asked++;
  g_task_return_boolean (task, self->may);
}

static gboolean
ask_finish (gpointer data, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Whoever logs is asked once, before the first page; who is refused prints nothing. */
static void
test_asked (void)
{
  g_autofree char *folder = program_make_folder ();
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL);

  for (guint may = 0; may < 2; may++)
    {
      Fixture self = { .format = "a4", .may = may == 1 };
      g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
      ZhihuiDeskPrint print = open_painter (painter);
      int             result;

      print.ask = ask;
      print.ask_finish = ask_finish;
      print.data = &self;
      result = export_to (&print, path);
      g_assert_cmpint (
        result, ==, may ? GTK_PRINT_OPERATION_RESULT_APPLY : GTK_PRINT_OPERATION_RESULT_CANCEL);
      g_assert_cmpuint (self.n_asked, ==, 1);
    }
  program_remove_folder (folder);
}

static gboolean
let_cb (gpointer user_data)
{
  Fixture *self = user_data;

  g_async_queue_push (self->let, self);
  return G_SOURCE_REMOVE;
}

/* The paper is made when the loop has gone round: were it made in the loop, that never came. */
static void
test_thread (void)
{
  Fixture self = { .format = "a4", .let = g_async_queue_new () };
  g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
  ZhihuiDeskPrint print;

  g_idle_add (let_cb, &self);
  print = open_painter (painter);
  g_assert_cmpuint (print.n_pages, ==, N_PAGES);
  g_async_queue_unref (self.let);
}

static void
test_fault (void)
{
  Fixture self = { .format = "no such paper" };
  g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) painted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t         *cr = cairo_create (surface);
  double           width, height;

  zhihui_paper_painter_open_async (painter, NULL, keep_result_cb, &opened);
  zhihui_paper_painter_paint_async (painter, 0, cr, NULL, keep_result_cb, &painted);
  await (&opened);
  await (&painted);
  g_assert_cmpuint (zhihui_paper_painter_open_finish (opened, &width, &height, &error), ==, 0);
  g_assert_false (zhihui_paper_painter_paint_finish (painted, &again));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, again->message);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* ---- the preview ---- */

static GtkWidget *
find (GtkWidget *widget, GType type, const char *tooltip)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (tooltip == NULL || g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, tooltip);
  return found;
}

static const char *
read_page (GtkWindow *window)
{
  GtkWidget *forth = find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "下一页");

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_prev_sibling (forth)));
}

static void
click (GtkWindow *window, const char *name)
{
  g_signal_emit_by_name (find (GTK_WIDGET (window), GTK_TYPE_BUTTON, name), "clicked");
}

static void
test_preview (void)
{
  Fixture self = { .format = "a4" };
  g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
  ZhihuiDeskPrint print = open_painter (painter);
  GtkWindow      *window = zhihui_print_preview_open (&print, NULL, NULL);

  g_assert_cmpstr (read_page (window), ==, "第 1 页　共 3 页");
  g_assert_false (gtk_widget_get_sensitive (find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "上一页")));
  click (window, "下一页");
  click (window, "下一页");
  g_assert_cmpstr (read_page (window), ==, "第 3 页　共 3 页");
  g_assert_false (gtk_widget_get_sensitive (find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "下一页")));
  click (window, "上一页");
  g_assert_cmpstr (read_page (window), ==, "第 2 页　共 3 页");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (window);
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

#define SQUARE 8      /* px */
#define TOLERANCE 0.6 /* of 255, on average */

/* (transfer full): what a user sees of @widget; %NULL: nothing yet */
static cairo_surface_t *
shoot (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  int              width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *surface;
  cairo_t         *cr;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return surface;
}

/* (transfer full): @page as the painter has it, as large as it is seen, in the middle of that */
static cairo_surface_t *
paint_expected (const ZhihuiDeskPrint *print, guint page, double scale)
{
  g_autoptr (GAsyncResult) painted = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (print->width * scale), (int) (print->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  zhihui_paper_painter_paint_async (print->painter, page, cr, NULL, keep_result_cb, &painted);
  await (&painted);
  g_assert_true (zhihui_paper_painter_paint_finish (painted, NULL));
  cairo_destroy (cr);
  return surface;
}

static int
get_grey (cairo_surface_t *surface, int x, int y)
{
  cairo_surface_flush (surface);
  return cairo_image_surface_get_data (
    surface)[y * cairo_image_surface_get_stride (surface) + x * 4 + 1];
}

/* How dark a square is: text that is scaled is of other pixels, and as dark. */
static int
sum_square (cairo_surface_t *surface, int left, int top)
{
  int sum = 0;

  for (int y = 0; y < SQUARE; y++)
    for (int x = 0; x < SQUARE; x++)
      sum += 255 - get_grey (surface, left + x, top + y);
  return sum / SQUARE / SQUARE;
}

/* The mean difference of a page from the middle of what is seen. */
static double
compare (cairo_surface_t *seen, cairo_surface_t *page)
{
  int    across = cairo_image_surface_get_width (page) / SQUARE;
  int    down = cairo_image_surface_get_height (page) / SQUARE;
  int    left = (cairo_image_surface_get_width (seen) - cairo_image_surface_get_width (page)) / 2;
  int    top = (cairo_image_surface_get_height (seen) - cairo_image_surface_get_height (page)) / 2;
  double sum = 0;

  for (int y = 0; y < down; y++)
    for (int x = 0; x < across; x++)
      sum += ABS (sum_square (seen, left + x * SQUARE, top + y * SQUARE) -
                  sum_square (page, x * SQUARE, y * SQUARE));
  return sum / across / down;
}

/* The page that is seen differs from @page at most so little within ten seconds. */
static void
await_page (GtkWidget *area, const ZhihuiDeskPrint *print, guint page)
{
  const double     margin = 18;
  double           scale = MIN ((gtk_widget_get_width (area) - 2 * margin) / print->width,
                      (gtk_widget_get_height (area) - 2 * margin) / print->height);
  cairo_surface_t *expected = paint_expected (print, page, scale), *other;
  gint64           until_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  double           difference = 255;

  while (difference > TOLERANCE)
    {
      cairo_surface_t *seen = shoot (area);

      if (seen != NULL)
        difference = compare (seen, expected);
      g_clear_pointer (&seen, cairo_surface_destroy);
      if (g_get_monotonic_time () > until_us)
        g_error ("page %u is another: %.2f", page + 1, difference);
      g_main_context_iteration (NULL, FALSE);
    }
  /* So it would not of another page. */
  other = paint_expected (print, page == 0 ? 1 : page - 1, scale);
  g_assert_cmpfloat (compare (expected, other), >, 2 * TOLERANCE);
  cairo_surface_destroy (other);
  cairo_surface_destroy (expected);
}

/* What is looked at is what will be printed. */
static void
test_preview_pages (void)
{
  static const char *const formats[] = { "a4", "a3-landscape" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Fixture self = { .format = formats[i] };
      g_autoptr (ZhihuiPaperPainter) painter = zhihui_paper_painter_new (make_paper, &self, NULL);
      ZhihuiDeskPrint print = open_painter (painter);
      GtkWindow      *window = zhihui_print_preview_open (&print, NULL, NULL);
      GtkWidget      *area = find (GTK_WIDGET (window), GTK_TYPE_DRAWING_AREA, NULL);

      while (gtk_widget_get_width (area) == 0)
        g_main_context_iteration (NULL, TRUE);
      await_page (area, &print, 0);
      click (window, "下一页");
      await_page (area, &print, 1);
      click (window, "上一页");
      await_page (area, &print, 0);
      gtk_window_destroy (window);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  int status;

  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  application = desk_application_start (&argc, &argv, "cn.zhihui.Zhihui.TestPrint");
  if (application == NULL)
    return 77;
  g_test_add_func ("/desk-print/a-paper-is-printed-to-a-file-in-its-size-as-text", test_file);
  g_test_add_func ("/desk-print/who-logs-is-asked-once-and-may-refuse", test_asked);
  g_test_add_func ("/desk-print/a-paper-is-made-beside-the-main-loop", test_thread);
  g_test_add_func ("/desk-print/a-paper-that-cannot-be-made-says-why", test_fault);
  g_test_add_func ("/desk-print/a-preview-turns-its-pages-and-is-gone-when-closed", test_preview);
  g_test_add_func ("/desk-print/a-preview-shows-what-is-printed", test_preview_pages);
  status = g_test_run ();
  return status;
}
