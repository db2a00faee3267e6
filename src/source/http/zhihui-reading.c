/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-reading.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

#define MAX_RESTARTS 3

/* A walk through the pages. */
typedef struct
{
  SoupSession   *session;   /* owned */
  char          *base;      /* owned */
  ZhihuiSecret  *token;     /* owned, nullable */
  char          *kept_etag; /* owned, nullable */
  guint          deadline_ms;
  guint          n_restarts;
  char          *next;    /* owned: cursor of the page to come */
  ZhihuiReading *reading; /* owned */
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
  g_clear_pointer (&self->next, g_free);
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
      reading->figures = zhihui_resource_read_page (
        reading->resource, g_steal_pointer (&reading->figures), &page, &next, &error);
      g_ptr_array_add (reading->bodies, g_steal_pointer (&reading->answer->body));
    }

  g_free (self->next);
  self->next = g_steal_pointer (&next);
  if (error == NULL && (self->next == NULL || reading->bodies->len >= reading->resource->max_pages))
    finish (self, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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

static void
decode (GTask *task)
{
  /* The walk is the worker's until decoded_cb () runs; nothing else touches it. */
  g_autoptr (GTask) worker = g_task_new (NULL, NULL, decoded_cb, g_object_ref (task));

  g_task_set_source_tag (worker, decode);
  g_task_set_task_data (worker, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker, decode_in_thread);
}

/* The cursor is no longer known: from the first page again. */
static gboolean
restart (Walk *self)
{
  if (self->reading->answer->status != SOUP_STATUS_GONE || self->next == NULL ||
      self->n_restarts >= MAX_RESTARTS)
    return FALSE;

  self->n_restarts++;
  forget_pages (self);
  return TRUE;
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

  if (restart (self))
    {
      ask_page (task);
      return;
    }

  if (answer->detail == NULL && answer->status == SOUP_STATUS_OK)
    {
      if (self->next == NULL)
        reading->etag = g_steal_pointer (&answer->etag);
      else if (!reading->resource->is_pinned)
        g_clear_pointer (&reading->etag, g_free);
      decode (task);
      return;
    }

  /* That there is none is an answer. */
  if (answer->status == SOUP_STATUS_NOT_FOUND && reading->resource->is_optional)
    g_clear_pointer (&answer->detail, g_free);

  forget_pages (self);
  reading->is_same = answer->status == SOUP_STATUS_NOT_MODIFIED && self->kept_etag != NULL;
  if (answer->status == SOUP_STATUS_NOT_MODIFIED && !reading->is_same)
    zhihui_answer_fail (answer, _ ("The platform answers with error %d"), answer->status);
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

  /* A restarted walk has nothing left to compare with, but what is kept is still kept. */
  zhihui_exchange_async (self->session,
                         &request,
                         self->next == NULL ? self->kept_etag : NULL,
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
