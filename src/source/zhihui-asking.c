/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-asking.h"

/* How an answer is read. */
typedef struct
{
  ZhihuiDecodeFunc decode;
  GDestroyNotify   free_answer;
  GBytes          *body; /* owned, NULL until it came */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = reading->decode (reading->body, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, reading->free_answer);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_get_task_data (task);

  reading->body = zhihui_source_ask_finish (result, &error);
  if (reading->body == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_run_in_thread (task, decode_in_thread);
}

/**
 * zhihui_asking_async:
 * @path: as for zhihui_source_ask_async()
 * @decode: reads the answer, in a thread of its own
 * @free_answer: of what @decode returns
 * @cancellable: cancelled, @callback is told so, whatever had come
 *
 * Asks once and reads the answer.
 */
void
zhihui_asking_async (ZhihuiSource       *source,
                     const char         *path,
                     ZhihuiDecodeFunc    decode,
                     GDestroyNotify      free_answer,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->decode = decode;
  reading->free_answer = free_answer;
  g_task_set_source_tag (task, zhihui_asking_async);
  g_task_set_task_data (task, reading, reading_free);
  zhihui_source_ask_async (source, path, cancellable, answered_cb, task);
}

/**
 * zhihui_asking_finish:
 *
 * Returns: (transfer full) (nullable): what was read; errors are those of
 *   zhihui_source_ask_finish(), and %ZHIHUI_ERROR_MALFORMED
 */
gpointer
zhihui_asking_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
