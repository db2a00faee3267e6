/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-reading.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-exchange.h"
#include "zhihui-file-exchange.h"
#include "zhihui-wire.h"

#define MAX_RESTARTS 3
/* Of a whole walk. */
#define MAX_BYTES (4 * (gsize) ZHIHUI_WIRE_MAX_BYTES)
#define MAX_US (60 * G_USEC_PER_SEC)

/* A walk through the pages. */
typedef struct
{
  SoupSession   *session;   /* owned */
  char          *base;      /* owned */
  ZhihuiSecret  *token;     /* owned, nullable */
  char          *kept_etag; /* owned, nullable */
  guint          deadline_ms;
  guint          n_restarts;
  gint64         begun_us; /* monotonic */
  gsize          n_bytes;  /* read so far */
  char          *next;     /* owned: cursor of the page to come */
  ZhihuiReading *reading;  /* owned */
} Walk;

static void ask_page (GTask *task);

/**
 * zhihui_reading_free:
 * @self: (transfer full) (nullable): a reading
 */
void
zhihui_reading_free (ZhihuiReading *self)
{
  if (self == NULL)
    return;

  zhihui_resource_unref_figures (self->resource, self->figures);
  g_clear_pointer (&self->resource, zhihui_resource_unref);
  g_clear_pointer (&self->answer, zhihui_answer_free);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_free (self->etag);
  g_free (self->body_tag);
  g_free (self);
}

static void
walk_free (gpointer data)
{
  Walk *self = data;

  g_clear_object (&self->session);
  g_free (self->base);
  zhihui_secret_unref (self->token);
  g_free (self->kept_etag);
  g_free (self->next);
  g_clear_pointer (&self->reading, zhihui_reading_free);
  g_free (self);
}

static void
forget_pages (Walk *self)
{
  ZhihuiReading *reading = self->reading;

  zhihui_resource_unref_figures (reading->resource, g_steal_pointer (&reading->figures));
  g_ptr_array_set_size (reading->bodies, 0);
  g_clear_pointer (&reading->etag, g_free);
  g_clear_pointer (&reading->body_tag, g_free);
  g_clear_pointer (&self->next, g_free);
  self->n_bytes = 0;
}

static void
give_reading (GTask *task)
{
  Walk *self = g_task_get_task_data (task);

  g_task_return_pointer (
    task, g_steal_pointer (&self->reading), (GDestroyNotify) zhihui_reading_free);
}

/* In a worker, after the last page. */
static void
finish (Walk *self, GError **error)
{
  ZhihuiReading *reading = self->reading;
  GPtrArray     *pages = reading->bodies;

  g_clear_pointer (&self->next, g_free);
  reading->figures =
    zhihui_resource_finish (reading->resource, g_steal_pointer (&reading->figures), error);
  if (reading->figures == NULL)
    return;

  reading->n_pages = pages->len;
  reading->bodies = zhihui_resource_keep (reading->resource, reading->figures, pages);
  g_ptr_array_unref (pages);
}

/* Of the figures alone: their moment goes on without them. */
static char *
make_tag (GBytes *body)
{
  gsize            length;
  const char      *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (bytes, length);

  return zhihui_wire_make_etag (text);
}

/* A part is no whole: a walk that does not come to its end has failed. */
static gboolean
check_walk (Walk *self, const char *next, GError **error)
{
  const char *what = NULL;

  if (self->reading->bodies->len >= self->reading->resource->max_pages &&
      self->reading->resource->is_pinned)
    what = _ ("the pages do not come to an end");
  else if (g_strcmp0 (next, self->next) == 0)
    what = _ ("the next page is the same again");
  else if (self->n_bytes > MAX_BYTES && self->reading->resource->is_pinned)
    what = _ ("the pages together are too large");
  else if (g_get_monotonic_time () - self->begun_us > MAX_US && self->reading->resource->is_pinned)
    what = _ ("the pages took too long");
  if (what == NULL)
    return TRUE;

  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, what);
  return FALSE;
}

/* In a worker: a province's board takes tens of milliseconds. */
static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Walk            *self = task_data;
  ZhihuiReading   *reading = self->reading;
  const ZhihuiPage page = {
    .body = reading->answer->body,
    .cursor = self->next,
    .headers = reading->answer->headers,
  };
  g_autofree char *next = NULL;
  GError          *error = NULL;

  if (page.body != NULL)
    {
      self->n_bytes += g_bytes_get_size (page.body);
      if (reading->body_tag == NULL)
        reading->body_tag = make_tag (page.body);
      reading->figures = zhihui_resource_read_page (
        reading->resource, g_steal_pointer (&reading->figures), &page, &next, &error);
      g_ptr_array_add (reading->bodies, g_steal_pointer (&reading->answer->body));
    }

  if (error == NULL && next != NULL)
    check_walk (self, next, &error);
  g_free (self->next);
  self->next = g_steal_pointer (&next);
  if (error == NULL && (self->next == NULL || reading->bodies->len >= reading->resource->max_pages))
    finish (self, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What was being read is no longer there: from the first page again. */
static gboolean
restart (GTask *task)
{
  Walk *self = g_task_get_task_data (task);

  if (self->n_restarts >= MAX_RESTARTS)
    return FALSE;

  self->n_restarts++;
  forget_pages (self);
  ask_page (task);
  return TRUE;
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Walk          *self = g_task_get_task_data (task);
  ZhihuiReading *reading = self->reading;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED) && restart (task))
        return;
      zhihui_answer_fail (reading->answer, _ ("The answer cannot be read: %s"), error->message);
      forget_pages (self);
    }
  else if (self->next != NULL)
    {
      ask_page (task);
      return;
    }

  give_reading (task);
}

/* Whether the walk goes on without a page that was answered and is none. Who is refused, or told
 * when to come again, or hears nothing, has not been answered. */
static gboolean
skip_page (Walk *self)
{
  ZhihuiReading   *reading = self->reading;
  ZhihuiAnswer    *answer = reading->answer;
  g_autofree char *fault = NULL, *next = NULL;

  if (self->next == NULL || reading->figures == NULL || answer->status < SOUP_STATUS_OK ||
      answer->status == SOUP_STATUS_UNAUTHORIZED ||
      answer->status == ZHIHUI_STATUS_TOO_MANY_REQUESTS || answer->retry_after_s >= 0)
    return FALSE;

  fault = answer->detail != NULL
            ? g_strdup (answer->detail)
            : g_strdup_printf (_ ("The platform answers with error %d"), answer->status);
  if (!zhihui_resource_skip_page (reading->resource, reading->figures, self->next, fault, &next))
    return FALSE;

  g_free (self->next);
  self->next = g_steal_pointer (&next);
  answer->status = SOUP_STATUS_OK; /* of the first page: the whole was answered */
  g_clear_pointer (&answer->detail, g_free);
  g_clear_pointer (&reading->etag, g_free);
  return TRUE;
}

static void
decode (GTask *task)
{
  /* The walk is the worker's until decoded_cb () runs; nothing else touches it. */
  g_autoptr (GTask) worker = g_task_new (NULL, NULL, decoded_cb, g_object_ref (task));

  g_task_set_source_tag (worker, decode);
  g_task_set_task_data (worker, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker, decode_in_thread);
}

static void
take_no_figures (Walk *self)
{
  ZhihuiReading *reading = self->reading;
  ZhihuiAnswer  *answer = reading->answer;

  /* That there is none is an answer. */
  if ((answer->status == SOUP_STATUS_NOT_FOUND && reading->resource->is_optional) ||
      answer->status == ZHIHUI_STATUS_NOT_OFFERED)
    g_clear_pointer (&answer->detail, g_free);

  forget_pages (self);
  reading->is_same = answer->status == SOUP_STATUS_NOT_MODIFIED && self->kept_etag != NULL;
  if (answer->status == SOUP_STATUS_NOT_MODIFIED && !reading->is_same)
    zhihui_answer_fail (answer, _ ("The platform answers with error %d"), answer->status);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk          *self = g_task_get_task_data (task);
  ZhihuiReading *reading = self->reading;
  GError        *error = NULL;
  ZhihuiAnswer  *answer = zhihui_exchange_finish (result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&reading->answer, zhihui_answer_free);
  reading->answer = answer;

  if (answer->status == SOUP_STATUS_GONE && self->next != NULL && restart (task))
    return;

  if (answer->detail == NULL && answer->status == SOUP_STATUS_OK)
    {
      if (self->next == NULL)
        reading->etag = g_steal_pointer (&answer->etag);
      else if (!reading->resource->is_pinned)
        g_clear_pointer (&reading->etag, g_free);
      decode (task);
      return;
    }

  if (!skip_page (self))
    take_no_figures (self);
  else if (self->next != NULL)
    {
      ask_page (task);
      return;
    }
  else
    {
      decode (task); /* there is no page more: the end alone */
      return;
    }
  give_reading (task);
}

static void
ask_page (GTask *task)
{
  Walk       *self = g_task_get_task_data (task);
  const char *token = self->token != NULL ? zhihui_secret_peek (self->token) : NULL;
  g_auto (ZhihuiRequest) request = { 0 };

  if (!zhihui_resource_make_request (
        self->reading->resource, self->base, token, self->next, &request))
    {
      self->reading->answer = zhihui_answer_new (SOUP_STATUS_OK);
      decode (task);
      return;
    }

  if (g_str_has_prefix (request.url, "file://"))
    {
      zhihui_file_exchange_async (request.url,
                                  self->next == NULL ? self->kept_etag : NULL,
                                  g_task_get_cancellable (task),
                                  answered_cb,
                                  g_object_ref (task));
      return;
    }

  /* A restarted walk has nothing left to compare with, but what is kept is still kept. */
  zhihui_exchange_async (self->session,
                         &request,
                         self->next == NULL && !request.is_whole ? self->kept_etag : NULL,
                         self->deadline_ms,
                         g_task_get_cancellable (task),
                         answered_cb,
                         g_object_ref (task));
}

/**
 * zhihui_reading_async:
 * @place: where to read; copied
 * @resource: what to read
 * @cancellable: ends it without a result
 * @callback: called when it is read or has failed
 * @user_data: for @callback
 *
 * Reads all pages of @resource and decodes them in a worker thread.
 */
void
zhihui_reading_async (const ZhihuiReadingPlace *place,
                      ZhihuiResource           *resource,
                      GCancellable             *cancellable,
                      GAsyncReadyCallback       callback,
                      gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Walk *self = g_new0 (Walk, 1);

  g_task_set_source_tag (task, zhihui_reading_async);
  g_task_set_task_data (task, self, walk_free);

  self->session = g_object_ref (place->session);
  self->base = g_strdup (place->base);
  self->token = place->token != NULL ? zhihui_secret_ref (place->token) : NULL;
  self->kept_etag = g_strdup (place->etag);
  self->deadline_ms = place->deadline_ms;
  self->begun_us = g_get_monotonic_time ();
  self->reading = g_new0 (ZhihuiReading, 1);
  self->reading->resource = zhihui_resource_ref (resource);
  self->reading->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  ask_page (task);
}

/**
 * zhihui_reading_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full): the reading; a failure is a reading whose answer has a detail
 */
ZhihuiReading *
zhihui_reading_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
