/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-exchange.h"

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAnswer) answer = zhihui_exchange_finish (result, &error);
  ZhihuiError code = ZHIHUI_ERROR_OFFLINE;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answer->body != NULL && answer->detail == NULL)
    {
      g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (answer->status == SOUP_STATUS_UNAUTHORIZED || answer->status == SOUP_STATUS_FORBIDDEN)
    code = ZHIHUI_ERROR_REFUSED;
  else if (answer->status == SOUP_STATUS_NOT_FOUND)
    code = ZHIHUI_ERROR_NOT_FOUND;
  g_task_return_new_error (
    task, ZHIHUI_ERROR, code, "%s", answer->detail != NULL ? answer->detail : "");
}

/**
 * zhihui_http_source_ask_async: (skip)
 *
 * As zhihui_source_ask_async(): of a platform of ours, once its token is known.
 */
void
zhihui_http_source_ask_async (ZhihuiSource       *source,
                              const char         *path,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_auto (ZhihuiRequest) request = { 0 };

  g_task_set_source_tag (task, zhihui_http_source_ask_async);
  if (self->is_foreign)
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, "%s", _ ("This source does not tell it"));
      return;
    }
  /* It may tell it in a moment: not found would be for good. */
  if (!self->is_polling)
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s", _ ("The source is not being read yet"));
      return;
    }

  request.url = g_strconcat (self->base, path, NULL);
  zhihui_request_add_token (&request,
                            self->token != NULL ? zhihui_secret_peek (self->token) : NULL);
  zhihui_exchange_async (self->session,
                         &request,
                         NULL,
                         self->deadline_ms,
                         cancellable,
                         answered_cb,
                         g_steal_pointer (&task));
}
