/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-playback.h"

#include <libsoup/soup.h>

/* Longer than any reader waits. */
#define DELAY_MAX_MS 60000

struct _ZhihuiPlayback
{
  SoupServer            *server;   /* owned */
  ZhihuiRecordedAnswers *answers;  /* owned */
  char                  *url;      /* owned */
  gint64                 began_us; /* when it was asked first; 0 not yet */
  GHashTable            *waiting;  /* (element-type Wait): answers that take their time */
};

typedef struct
{
  ZhihuiPlayback             *playback; /* borrowed: frees it */
  SoupServerMessage          *message;  /* owned */
  const ZhihuiRecordedAnswer *answer;   /* borrowed */
  guint                       timer_id;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *self = data;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_object_unref (self->message);
  g_free (self);
}

static gint64
get_elapsed_ms (ZhihuiPlayback *self)
{
  return (g_get_monotonic_time () - self->began_us) / 1000;
}

/* These tell of the way the answer took then, not of the answer. */
static gboolean
is_of_the_way (const char *name)
{
  static const char *const names[] = {
    "Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Transfer-Encoding",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static const char *
find_header (const ZhihuiRecordedAnswer *answer, const char *name)
{
  for (guint i = 0; i + 1 < answer->headers->len; i += 2)
    if (g_ascii_strcasecmp (answer->headers->pdata[i], name) == 0)
      return answer->headers->pdata[i + 1];

  return NULL;
}

/* The platform's clock goes on from where it was, also where nothing was recorded (@answer NULL).
 */
static void
put_date (ZhihuiPlayback *self, SoupMessageHeaders *headers, const ZhihuiRecordedAnswer *answer)
{
  const char *date = answer != NULL ? find_header (answer, "Date") : NULL;
  gint64      as_of = zhihui_recorded_answers_get_head (self->answers)->as_of;
  gint64      since_ms = get_elapsed_ms (self);
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *text = NULL;

  if (date != NULL)
    {
      then = soup_date_time_new_from_http_string (date);
      since_ms -= answer->at_ms;
    }
  else if (as_of != ZHIHUI_NO_INSTANT)
    {
      then = g_date_time_new_from_unix_utc (as_of);
    }
  if (then == NULL)
    return;

  now = g_date_time_add (then, MAX (since_ms, 0) * G_TIME_SPAN_MILLISECOND);
  text = now != NULL ? soup_date_time_to_string (now, SOUP_DATE_HTTP) : NULL;
  if (text != NULL)
    soup_message_headers_replace (headers, "Date", text);
}

/* What broke then breaks again. */
static void
break_off (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
answer_message (ZhihuiPlayback             *self,
                SoupServerMessage          *message,
                const ZhihuiRecordedAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char         *kept = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "If-None-Match");
  const char *etag = find_header (answer, "ETag");
  gboolean is_good = answer->status == SOUP_STATUS_OK || answer->status == SOUP_STATUS_NOT_MODIFIED;
  g_autoptr (GBytes) body = NULL;

  if (answer->status == 0)
    {
      break_off (message);
      return;
    }

  for (guint i = 0; i + 1 < answer->headers->len; i += 2)
    if (!is_of_the_way (answer->headers->pdata[i]))
      soup_message_headers_append (
        headers, answer->headers->pdata[i], answer->headers->pdata[i + 1]);
  put_date (self, headers, answer);

  if (is_good && kept != NULL && g_strcmp0 (kept, etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }

  soup_server_message_set_status (message, is_good ? SOUP_STATUS_OK : (guint) answer->status, NULL);
  body = zhihui_recorded_answers_read_body (self->answers, answer);
  if (body == NULL)
    return;

  if (soup_message_headers_get_one (headers, "Content-Type") == NULL)
    soup_message_headers_replace (headers, "Content-Type", "application/json");
  /* A file may have been cut off since: nothing is answered then, and libsoup takes no nothing. */
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static gboolean
wait_over_cb (gpointer data)
{
  Wait              *wait = data;
  ZhihuiPlayback    *self = wait->playback;
  SoupServerMessage *message = g_object_ref (wait->message);

  wait->timer_id = 0;
  answer_message (self, message, wait->answer);
  if (wait->answer->status != 0)
    soup_server_message_unpause (message);
  g_hash_table_remove (self->waiting, wait);
  g_object_unref (message);

  return G_SOURCE_REMOVE;
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  ZhihuiPlayback             *self = user_data;
  const char                 *terms = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char            *asked = g_strconcat (path, terms != NULL ? "?" : "", terms, NULL);
  const ZhihuiRecordedAnswer *answer;
  Wait                       *wait;

  if (self->began_us == 0)
    self->began_us = g_get_monotonic_time ();

  answer = zhihui_recorded_answers_find (self->answers, asked, get_elapsed_ms (self));
  if (answer == NULL)
    {
      put_date (self, soup_server_message_get_response_headers (message), NULL);
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  soup_server_message_pause (message);
  wait = g_new0 (Wait, 1);
  wait->playback = self;
  wait->message = g_object_ref (message);
  wait->answer = answer;
  wait->timer_id = g_timeout_add ((guint) MIN (answer->took_ms, DELAY_MAX_MS), wait_over_cb, wait);
  g_hash_table_add (self->waiting, wait);
}

/**
 * zhihui_playback_new:
 * @answers: (transfer full): what is answered
 * @error: return location
 *
 * Returns: (transfer full): a server on a free port of this machine that answers in the main
 * context of the caller, or %NULL with @error set
 */
ZhihuiPlayback *
zhihui_playback_new (ZhihuiRecordedAnswers *answers, GError **error)
{
  g_autoptr (ZhihuiPlayback) self = g_new0 (ZhihuiPlayback, 1);
  GSList          *uris;
  g_autofree char *root = NULL;

  self->answers = answers;
  self->waiting = g_hash_table_new_full (NULL, NULL, wait_free, NULL);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;

  uris = soup_server_get_uris (self->server);
  root = g_uri_to_string (uris->data);
  root[strlen (root) - 1] = '\0'; /* its slash */
  self->url = g_strconcat (root, zhihui_recorded_answers_get_head (answers)->base, NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return g_steal_pointer (&self);
}

/**
 * zhihui_playback_free:
 * @self: (transfer full) (nullable): a server; what waits is not answered
 */
void
zhihui_playback_free (ZhihuiPlayback *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->waiting);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  zhihui_recorded_answers_free (self->answers);
  g_free (self->url);
  g_free (self);
}

/**
 * zhihui_playback_get_url:
 * @self: a server
 *
 * Returns: (transfer none): where it is to be asked
 */
const char *
zhihui_playback_get_url (ZhihuiPlayback *self)
{
  return self->url;
}
