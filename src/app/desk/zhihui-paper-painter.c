/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-painter.h"

struct _ZhihuiPaperPainter
{
  gatomicrefcount     ref_count; /* of who asks; the thread borrows until it is told to end */
  GAsyncQueue        *errands;   /* (element-type GTask) owned; the painter itself is the end */
  ZhihuiPaperMakeFunc make;
  gpointer            data;    /* owned when there is @destroy */
  GDestroyNotify      destroy; /* nullable */
};

/* What a task asks for. */
typedef struct
{
  cairo_t *cr; /* owned, nullable: on which @page is painted; else how large the paper is */
  guint    page;
  double   width, height; /* answer: points */
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_clear_pointer (&self->cr, cairo_destroy);
  g_free (self);
}

static void
carry_out (GTask *task, ZhihuiPaper *paper, const GError *fault)
{
  Errand *errand = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (paper == NULL)
    {
      g_task_return_error (task, g_error_copy (fault));
      return;
    }
  zhihui_paper_get_size (paper, &errand->width, &errand->height);
  if (errand->cr == NULL)
    g_task_return_int (task, zhihui_paper_get_n_pages (paper));
  else if (errand->page < zhihui_paper_get_n_pages (paper))
    {
      zhihui_paper_paint_page (paper, errand->cr, errand->page);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_new_error (
      task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "there is no page %u", errand->page + 1);
}

static gpointer
paint_in_thread (gpointer user_data)
{
  ZhihuiPaperPainter *self = user_data;
  g_autoptr (GError) fault = NULL;
  ZhihuiPaper *paper = self->make (self->data, &fault);
  gpointer     errand;

  while ((errand = g_async_queue_pop (self->errands)) != self)
    {
      carry_out (errand, paper, fault);
      g_object_unref (errand);
    }

  g_clear_pointer (&paper, zhihui_paper_free);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_async_queue_unref (self->errands);
  g_free (self);
  return NULL;
}

/**
 * zhihui_paper_painter_new:
 * @make: makes the paper, in the thread
 * @data: for @make, which reads it alone
 * @destroy: (nullable): frees @data, in the thread, when the paper is gone
 *
 * Begins to make the paper.
 *
 * Returns: (transfer full): its painter
 */
ZhihuiPaperPainter *
zhihui_paper_painter_new (ZhihuiPaperMakeFunc make, gpointer data, GDestroyNotify destroy)
{
  ZhihuiPaperPainter *self = g_new0 (ZhihuiPaperPainter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->errands = g_async_queue_new ();
  self->make = make;
  self->data = data;
  self->destroy = destroy;
  g_thread_unref (g_thread_new ("paper", paint_in_thread, self));
  return self;
}

ZhihuiPaperPainter *
zhihui_paper_painter_ref (ZhihuiPaperPainter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * zhihui_paper_painter_unref:
 *
 * The last one sends the thread home; what was asked before is answered.
 */
void
zhihui_paper_painter_unref (ZhihuiPaperPainter *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_async_queue_push (self->errands, self);
}

static void
ask (ZhihuiPaperPainter *self, const Errand *errand, GTask *task)
{
  g_task_set_task_data (task, g_memdup2 (errand, sizeof *errand), errand_free);
  g_async_queue_push (self->errands, task);
}

/**
 * zhihui_paper_painter_open_async:
 * @cancellable: (nullable): ends it
 * @callback: called when the paper is made
 * @user_data: for @callback
 */
void
zhihui_paper_painter_open_async (ZhihuiPaperPainter *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_paper_painter_open_async);
  ask (self, &(Errand){ .cr = NULL }, task);
}

/**
 * zhihui_paper_painter_open_finish:
 * @width: (out): of each page, points
 * @height: (out)
 *
 * Returns: how many pages there are; 0 with @error: the paper could not be made
 */
guint
zhihui_paper_painter_open_finish (GAsyncResult *result,
                                  double       *width,
                                  double       *height,
                                  GError      **error)
{
  const Errand *errand = g_task_get_task_data (G_TASK (result));
  gssize        n_pages = g_task_propagate_int (G_TASK (result), error);

  *width = errand->width;
  *height = errand->height;
  return n_pages > 0 ? (guint) n_pages : 0;
}

/**
 * zhihui_paper_painter_paint_async:
 * @page: from 0
 * @cr: (transfer none): on which it is painted, a unit a point; nobody else touches it or its
 *   surface before @callback
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_paper_painter_paint_finish() takes
 * @user_data: for @callback
 */
void
zhihui_paper_painter_paint_async (ZhihuiPaperPainter *self,
                                  guint               page,
                                  cairo_t            *cr,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_paper_painter_paint_async);
  ask (self, &(Errand){ .cr = cairo_reference (cr), .page = page }, task);
}

/**
 * zhihui_paper_painter_paint_finish:
 *
 * Returns: whether the page was painted
 */
gboolean
zhihui_paper_painter_paint_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
