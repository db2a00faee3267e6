/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-exchange.h"

/* What is wrong with a question stays wrong however often it is asked (RFC 9110, 15.5), unless the
 * platform says that it has no time for it. */
static ZhihuiError
judge (int status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return ZHIHUI_ERROR_UNKNOWN_TOKEN;
    case SOUP_STATUS_FORBIDDEN:
      return ZHIHUI_ERROR_REFUSED;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_NOT_IMPLEMENTED:
      return ZHIHUI_ERROR_NOT_FOUND;
    case SOUP_STATUS_GONE: /* the list of a cursor */
      return ZHIHUI_ERROR_CHANGED;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case ZHIHUI_STATUS_TOO_MANY_REQUESTS:
      return ZHIHUI_ERROR_OFFLINE;
    default:
      return status >= 400 && status < 500 ? ZHIHUI_ERROR_INVALID : ZHIHUI_ERROR_OFFLINE;
    }
}

static GError *
explain (const ZhihuiAnswer *answer)
{
  ZhihuiError      code = judge (answer->status);
  g_autofree char *reason =
    code == ZHIHUI_ERROR_INVALID ? zhihui_http_source_read_reason (answer->problem) : NULL;
  const char *words = answer->detail != NULL ? answer->detail : "";

  if (reason == NULL)
    return g_error_new_literal (ZHIHUI_ERROR, (int) code, words);
  return g_error_new (ZHIHUI_ERROR, (int) code, _ ("%s: %s"), words, reason);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAnswer) answer = zhihui_exchange_finish (result, &error);

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

  g_task_return_error (task, explain (answer));
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
  request.wants_reason = TRUE;
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
