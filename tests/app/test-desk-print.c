/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "zhihui-desk-print.h"
#include "zhihui-paper-words.h"
#include "zhihui-print-preview.h"

#define N_PAGES 3

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
      zhihui_paper_add_paragraph (paper, "般阳民生办件。", ZHIHUI_WORDS_BODY);
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
  status = g_test_run ();
  return status;
}
