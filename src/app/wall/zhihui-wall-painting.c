/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-painting.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-page-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  ZhihuiWallCopy copy; /* owned parts */
  int            width, height;
} Painting;

static void
painting_free (gpointer data)
{
  Painting *self = data;

  zhihui_wall_copy_clear (&self->copy);
  g_free (self);
}

static GBytes *
paint (const Painting *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    zhihui_page_file_begin (bytes, ZHIHUI_PAGE_FILE_PNG, self->width, self->height);
  cairo_t *cr = cairo_create (surface);
  gboolean is_painted;

  cairo_scale (
    cr, (double) self->width / self->copy.width, (double) self->height / self->copy.height);
  is_painted = zhihui_wall_copy_paint (&self->copy, cr, error);
  cairo_destroy (cr);
  if (!is_painted)
    cairo_surface_destroy (surface);
  if (!is_painted || !zhihui_page_file_end (surface, bytes, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
paint_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *png = paint (data, &error);

  if (png != NULL)
    g_task_return_pointer (task, png, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_wall_painting_make_async:
 * @window: (nullable): %NULL: none is there, and there is no picture
 * @max_width: px; 0: as wide as the page is
 *
 * Paints what @window shows now, in a thread, by the drawing that the window itself uses.
 */
void
zhihui_wall_painting_make_async (ZhihuiWallWindow   *window,
                                 guint               max_width,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Painting *painting = g_new0 (Painting, 1);

  g_task_set_task_data (task, painting, painting_free);
  if (window != NULL)
    zhihui_wall_frame_copy (zhihui_wall_window_get_frame (window), &painting->copy);
  if (painting->copy.width == 0)
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("nothing stands on that screen yet"));
      return;
    }

  painting->width = painting->copy.width;
  painting->height = painting->copy.height;
  if (max_width > 0 && (int) max_width < painting->width)
    {
      painting->width = (int) MAX (max_width, 16);
      painting->height = (int) MAX (
        round ((double) painting->copy.height * painting->width / painting->copy.width), 1.0);
    }
  g_task_run_in_thread (task, paint_in_thread);
}

/**
 * zhihui_wall_painting_make_finish:
 *
 * Returns: (transfer full): a PNG file; %NULL with @error
 */
GBytes *
zhihui_wall_painting_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
