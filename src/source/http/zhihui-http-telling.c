/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-words.h"
#include "zhihui-error.h"
#include "zhihui-exchange.h"
#include "zhihui-wire-telling.h"
#include "zhihui-wire.h"

/* What a refusal means to who told. */
static const struct
{
  int         status;
  ZhihuiError code;
  const char *words;
  gboolean    is_plain; /* what the platform says besides adds nothing for who told */
} refusals[] = {
  { 400, ZHIHUI_ERROR_INVALID, N_ ("The platform does not take it as it stands (400)") },
  { 401, ZHIHUI_ERROR_REFUSED, N_ ("The token is missing or not valid (401)"), TRUE },
  { 403, ZHIHUI_ERROR_REFUSED, N_ ("The token may not do this (403)") },
  { 404, ZHIHUI_ERROR_NOT_FOUND, N_ ("The platform does not know what it is about (404)") },
  { 405, ZHIHUI_ERROR_NOT_FOUND, N_ ("This platform takes nothing of the kind (405)") },
  { 409, ZHIHUI_ERROR_CHANGED, N_ ("It cannot follow what has happened so far (409)") },
  { 412, ZHIHUI_ERROR_CHANGED, N_ ("It has changed since you saw it (412)"), TRUE },
  { 413, ZHIHUI_ERROR_TOO_LARGE, N_ ("It is too long for the platform (413)"), TRUE },
  { 429, ZHIHUI_ERROR_OFFLINE, N_ ("Too much at once, nothing was taken (429)"), TRUE },
  { 501, ZHIHUI_ERROR_NOT_FOUND, N_ ("This platform takes nothing of the kind (501)") },
  { 503, ZHIHUI_ERROR_OFFLINE, N_ ("The platform takes nothing now (503)"), TRUE },
  { 507, ZHIHUI_ERROR_OFFLINE, N_ ("The platform has no room, nothing was taken (507)"), TRUE },
};

/**
 * zhihui_http_source_read_reason: (skip)
 * @problem: (nullable): what was refused with
 *
 * Returns: (transfer full) (nullable): what stands in the way in the platform's own words, which
 *   are for people as well
 */
char *
zhihui_http_source_read_reason (GBytes *problem)
{
  g_autoptr (ZhihuiProblem) told = NULL;

  if (problem == NULL || g_bytes_get_size (problem) == 0)
    return NULL;

  told = zhihui_wire_decode_problem (problem, NULL);
  if (told == NULL || *told->detail == '\0')
    return NULL;

  return g_steal_pointer (&told->detail);
}

/* (transfer full) (nullable): in our words where the state of the case is in the way; what is wrong
 * with what was told may be called so too. */
static char *
read_obstacle (const ZhihuiAnswer *answer)
{
  g_autofree char *state = NULL;

  if (answer->status == SOUP_STATUS_CONFLICT && answer->problem != NULL &&
      g_bytes_get_size (answer->problem) > 0)
    state = zhihui_wire_find_fault (answer->problem, "state");
  if (state == NULL)
    return zhihui_http_source_read_reason (answer->problem);

  /* Translators: the state of a case: "closed". */
  return g_strdup_printf (_ ("it is now “%s”"), zhihui_case_state_get_label (state));
}

static GError *
explain_refusal (const ZhihuiAnswer *answer)
{
  g_autofree char *reason = read_obstacle (answer);
  g_autofree char *plain =
    g_strdup_printf (_ ("The platform answers with error %d"), answer->status);
  const char *words = answer->detail != NULL ? answer->detail : plain;
  ZhihuiError code = ZHIHUI_ERROR_FAILED;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].status == answer->status)
      {
        words = _ (refusals[i].words);
        code = refusals[i].code;
        if (refusals[i].is_plain)
          g_clear_pointer (&reason, g_free);
      }

  if (reason == NULL)
    return g_error_new_literal (ZHIHUI_ERROR, (int) code, words);
  return g_error_new (ZHIHUI_ERROR, (int) code, _ ("%s: %s"), words, reason);
}

/* Nobody answered, or not to the end. */
static GError *
explain_silence (const ZhihuiAnswer *answer)
{
  return g_error_new (ZHIHUI_ERROR,
                      (int) (answer->was_sent ? ZHIHUI_ERROR_FAILED : ZHIHUI_ERROR_OFFLINE),
                      _ ("%s: %s"),
                      answer->detail,
                      answer->was_sent ? _ ("it is not known whether it arrived")
                                       : _ ("nothing was sent"));
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAnswer) answer = zhihui_exchange_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer->body != NULL && answer->detail == NULL)
    g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
  else if (answer->detail != NULL && (answer->status == 0 || answer->status == SOUP_STATUS_OK))
    g_task_return_error (task, explain_silence (answer));
  else
    g_task_return_error (task, explain_refusal (answer));
}

/**
 * zhihui_http_source_is_tellable: (skip)
 *
 * As zhihui_source_is_tellable(): a platform of ours.
 */
gboolean
zhihui_http_source_is_tellable (ZhihuiSource *source)
{
  return !ZHIHUI_HTTP_SOURCE (source)->is_foreign;
}

/**
 * zhihui_http_source_tell_async: (skip)
 *
 * As zhihui_source_tell_async(): of a platform of ours, once its token is known.
 */
void
zhihui_http_source_tell_async (ZhihuiSource       *source,
                               const char         *path,
                               const char         *if_match,
                               GBytes             *body,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_auto (ZhihuiRequest) request = { 0 };

  g_task_set_source_tag (task, zhihui_http_source_tell_async);
  if (!self->is_polling)
    {
      g_task_return_new_error (task,
                               ZHIHUI_ERROR,
                               ZHIHUI_ERROR_OFFLINE,
                               "%s",
                               _ ("The source is not ready: nothing was sent"));
      return;
    }

  request.url = g_strconcat (self->base, path, NULL);
  request.method = SOUP_METHOD_POST;
  request.is_telling = TRUE;
  request.content_type = "application/json";
  request.body = g_bytes_ref (body);
  zhihui_request_add_token (&request,
                            self->token != NULL ? zhihui_secret_peek (self->token) : NULL);
  if (if_match != NULL)
    zhihui_request_add_header (&request, "If-Match", if_match);
  zhihui_exchange_async (self->session,
                         &request,
                         NULL,
                         self->deadline_ms,
                         cancellable,
                         told_cb,
                         g_steal_pointer (&task));
}
