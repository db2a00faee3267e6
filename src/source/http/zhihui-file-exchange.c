/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-file-exchange.h"

#include <glib/gi18n-lib.h>

#include "zhihui-exchange.h"
#include "zhihui-wire.h"

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

typedef struct
{
  char *url;  /* owned */
  char *etag; /* owned, nullable */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->url);
  g_free (self->etag);
  g_free (self);
}

/* It is as old as it was changed: that is its Date. */
static void
note_time (ZhihuiAnswer *answer, GFileInfo *info)
{
  gint64 changed_at =
    (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);
  g_autoptr (GDateTime) changed = g_date_time_new_from_unix_utc (changed_at);
  g_autofree char *text = NULL;

  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  if (changed == NULL)
    return;

  text = soup_date_time_to_string (changed, SOUP_DATE_HTTP);
  soup_message_headers_replace (answer->headers, "Date", text);
}

static void
load (ZhihuiAnswer *answer, GFile *file, const char *kept_etag, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autofree char *name = g_file_get_basename (file);
  goffset          size;

  answer->arrived_us = g_get_monotonic_time ();
  answer->date = g_get_real_time () / G_USEC_PER_SEC;
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      answer->status = SOUP_STATUS_NOT_FOUND;
      zhihui_answer_fail (answer, _ ("There is no file %s"), name);
      return;
    }

  size = g_file_info_get_size (info);
  answer->etag =
    g_strdup_printf ("\"%" G_GOFFSET_FORMAT "-%" G_GUINT64_FORMAT ".%06u\"",
                     size,
                     g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
                     g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC));
  note_time (answer, info);
  if (g_strcmp0 (answer->etag, kept_etag) == 0)
    {
      answer->status = SOUP_STATUS_NOT_MODIFIED;
      return;
    }
  if (size > ZHIHUI_WIRE_MAX_BYTES)
    {
      zhihui_answer_fail (
        answer, _ ("The answer is larger than %d MiB"), ZHIHUI_WIRE_MAX_BYTES / (1024 * 1024));
      return;
    }

  answer->body = g_file_load_bytes (file, cancellable, NULL, NULL);
  if (answer->body == NULL)
    zhihui_answer_fail (answer, _ ("The file %s cannot be read"), name);
  else
    answer->status = SOUP_STATUS_OK;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr (GFile) file = g_file_new_for_uri (job->url);
  ZhihuiAnswer *answer = zhihui_answer_new (0);

  load (answer, file, job->etag, cancellable);
  g_task_return_pointer (task, answer, (GDestroyNotify) zhihui_answer_free);
}

/**
 * zhihui_file_exchange_async:
 * @url: file://…
 * @etag: (nullable): of what is kept: 304 if size and time of change are still the same
 * @cancellable: (nullable): ends it without an answer
 * @callback: called when there is an answer, good or bad
 * @user_data: for @callback
 */
void
zhihui_file_exchange_async (const char         *url,
                            const char         *etag,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->url = g_strdup (url);
  job->etag = g_strdup (etag);
  g_task_set_source_tag (task, zhihui_file_exchange_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_in_thread);
}
