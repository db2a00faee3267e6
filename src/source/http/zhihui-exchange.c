/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-exchange.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-answer-head.h"
#include "zhihui-decoder-hold.h"
#include "zhihui-exchange-witness.h"
#include "zhihui-signature-base.h"
#include "zhihui-trust.h"
#include "zhihui-wire.h"

#define CHUNK_BYTES (64 * 1024)
/* Of a refusal nothing is kept; so much is read that the connection can be used again. */
#define REFUSAL_BYTES (64 * 1024)
/* The stream takes one of them. */
#define MAX_CONNECTIONS 7
/* Of the session: the newest connection on which something was answered. */
#define CONNECTION_KEY "zhihui-exchange-connection"

/* One request on its way. */
typedef struct
{
  SoupSession  *session; /* owned */
  SoupMessage  *message; /* owned */
  SoupMessage  *spare;   /* owned, nullable: the same, for when the connection was stale */
  char         *path;    /* owned: what is asked for, for the witness */
  GPtrArray    *secrets; /* owned: neither kept nor for the witness */
  gint64        asked_us;
  GCancellable *inner;       /* owned: ended by the caller's and by the deadline */
  GCancellable *outer;       /* owned, nullable: the caller's */
  gulong        outer_id;    /* connection to @outer */
  guint         deadline_id; /* 0 none */
  guint         deadline_ms;
  gboolean      is_late;
  GInputStream *stream;   /* owned */
  GByteArray   *received; /* owned */
  gsize         limit, max_bytes;
  gboolean      takes_parts;  /* 206 is a page */
  gboolean      is_dav;       /* 207 is an answer */
  gboolean      is_telling;   /* 201 is an answer, nobody looks on */
  gboolean      wants_reason; /* of a refusal */
  gboolean      is_private;   /* its address is a secret */
  ZhihuiAnswer *answer;       /* owned */
} Exchange;

static void read_more (GTask *task);

/**
 * zhihui_answer_new:
 * @status: of HTTP; 0 while nothing has answered
 *
 * Returns: (transfer full): an answer that says nothing else
 */
ZhihuiAnswer *
zhihui_answer_new (int status)
{
  ZhihuiAnswer *self = g_new0 (ZhihuiAnswer, 1);

  self->status = status;
  self->date = ZHIHUI_NO_INSTANT;
  self->retry_after_s = -1;

  return self;
}

/**
 * zhihui_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
zhihui_answer_free (ZhihuiAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->problem, g_bytes_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self->etag);
  g_free (self->detail);
  g_free (self);
}

/**
 * zhihui_answer_fail:
 * @self: an answer
 * @format: what went wrong, in the words of the reader
 * @...: parameters of @format
 *
 * The first reason stands.
 */
void
zhihui_answer_fail (ZhihuiAnswer *self, const char *format, ...)
{
  va_list arguments;

  if (self->detail != NULL)
    return;

  va_start (arguments, format);
  self->detail = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  /* One line. */
  g_strdelimit (self->detail, "\r\n\t", ' ');
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->spare);
  g_clear_object (&self->session);
  g_free (self->path);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->received, g_byte_array_unref);
  g_clear_pointer (&self->answer, zhihui_answer_free);
  g_free (self);
}

/**
 * zhihui_exchange_new_session:
 * @is_loopback: whether it is for this machine, where no proxy is asked
 *
 * Returns: (transfer full): a session that keeps nothing of its own: no cookies, no passwords
 */
SoupSession *
zhihui_exchange_new_session (gboolean is_loopback)
{
  SoupSession *session = soup_session_new_with_options ("max-conns-per-host",
                                                        MAX_CONNECTIONS,
                                                        "user-agent",
                                                        "zhihui/" VERSION,
                                                        "idle-timeout",
                                                        120,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  zhihui_decoder_hold (session);
  if (is_loopback)
    soup_session_set_proxy_resolver (session, NULL);

  return session;
}

static void
judge_head (ZhihuiAnswer *answer, const char *type)
{
  if (answer->status == SOUP_STATUS_UNAUTHORIZED)
    zhihui_answer_fail (answer, _ ("The token is missing or not valid (401)"));
  else if (answer->status == SOUP_STATUS_FORBIDDEN)
    zhihui_answer_fail (answer, _ ("The token may not read this (403)"));
  else if (answer->status >= 300 && answer->status < 400 &&
           answer->status != SOUP_STATUS_NOT_MODIFIED)
    zhihui_answer_fail (
      answer, _ ("Sent on to another address (%d), not followed"), answer->status);
  else if (answer->status != SOUP_STATUS_OK && answer->status != SOUP_STATUS_NOT_MODIFIED)
    zhihui_answer_fail (answer, _ ("The platform answers with error %d"), answer->status);
  else if (g_strcmp0 (type, "text/html") == 0)
    zhihui_answer_fail (answer, _ ("A web page came instead of figures"));
}

/* By what it is known again: its tag, else the date of its last change. */
static char *
dup_validator (SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *changed = soup_message_headers_get_one (headers, "Last-Modified");
  g_autoptr (GDateTime) date =
    changed != NULL && etag == NULL ? soup_date_time_new_from_http_string (changed) : NULL;

  return g_strdup (date != NULL ? changed : etag);
}

static void
add_validator (SoupMessageHeaders *headers, const char *validator)
{
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (validator);

  soup_message_headers_replace (
    headers, date != NULL ? "If-Modified-Since" : "If-None-Match", validator);
}

static void
note_head (Exchange *self)
{
  const char         *refusal = zhihui_trust_describe_refusal (self->message);
  ZhihuiAnswer       *answer = self->answer;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);

  answer->status = (int) soup_message_get_status (self->message);
  answer->arrived_us = g_get_monotonic_time ();
  answer->etag = dup_validator (headers);
  if (answer->etag != NULL &&
      zhihui_exchange_hide (answer->etag, strlen (answer->etag), self->secrets))
    g_clear_pointer (&answer->etag, g_free);
  answer->headers = soup_message_headers_ref (headers);
  if ((answer->status == SOUP_STATUS_PARTIAL_CONTENT && self->takes_parts) ||
      (answer->status == SOUP_STATUS_MULTI_STATUS && self->is_dav) ||
      (answer->status == SOUP_STATUS_CREATED && self->is_telling))
    answer->status = SOUP_STATUS_OK;

  answer->date = zhihui_answer_head_get_date (headers);
  answer->age_s = zhihui_answer_head_get_age_s (headers);
  answer->retry_after_s = zhihui_answer_head_get_retry_after_s (headers, ZHIHUI_NO_INSTANT);

  if (refusal != NULL)
    zhihui_answer_fail (answer, "%s", refusal);
  judge_head (answer, type);
}

/* In our own words, which can be translated; the library's go to the log. */
static const char *
describe_unreachable (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return _ ("The platform does not run: connection refused");
  if (error->domain == G_RESOLVER_ERROR)
    return _ ("The name of the platform is not known to the network");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return _ ("There is no way through the network to the platform");
  if (error->domain == G_TLS_ERROR)
    return _ ("The certificate of the platform is not trusted");

  return _ ("The platform cannot be reached");
}

static void
note_error (Exchange *self, const GError *error, gboolean has_head)
{
  ZhihuiAnswer *answer = self->answer;
  const char   *fault = zhihui_trust_describe_failure (self->message, error);

  g_debug ("%s: %s (%s %d)",
           self->is_private ? "a private address"
                            : g_uri_get_path (soup_message_get_uri (self->message)),
           error->message,
           g_quark_to_string (error->domain),
           error->code);
  if (self->is_late)
    zhihui_answer_fail (answer, _ ("No answer within %u s"), self->deadline_ms / 1000);
  else if (has_head)
    zhihui_answer_fail (answer, _ ("The answer was cut off"));
  else
    zhihui_answer_fail (answer, "%s", fault != NULL ? fault : describe_unreachable (error));

  answer->unreachable = !has_head && !self->is_late && !zhihui_trust_is_stopped (self->message);
}

static void
give_answer (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (!g_cancellable_is_cancelled (self->outer) && !self->is_telling)
    zhihui_exchange_tell_witness (
      self->session, self->path, self->secrets, self->answer, self->answer->body, self->asked_us);
  g_task_return_pointer (
    task, g_steal_pointer (&self->answer), (GDestroyNotify) zhihui_answer_free);
}

static void
stream_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  give_answer (task);
}

/* When there is more to come the connection ends with it. */
static void
close_stream (GTask *task, gboolean is_complete)
{
  Exchange *self = g_task_get_task_data (task);

  if (!is_complete)
    g_cancellable_cancel (self->inner);

  g_input_stream_close_async (
    self->stream, G_PRIORITY_DEFAULT, self->inner, stream_closed_cb, g_object_ref (task));
}

/* A platform may repeat the token. */
static GBytes *
take_received (Exchange *self)
{
  zhihui_exchange_hide ((char *) self->received->data, self->received->len, self->secrets);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->received));
}

static void
take_body (Exchange *self)
{
  ZhihuiAnswer       *answer = self->answer;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (self->wants_reason && answer->detail != NULL)
    answer->problem = take_received (self);
  if (answer->status != SOUP_STATUS_OK || answer->detail != NULL)
    return;

  /* Seen when a proxy closes early: the length is of the body as it was sent. */
  if (soup_message_headers_get_one (headers, "Content-Encoding") == NULL &&
      soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > (goffset) self->received->len)
    zhihui_answer_fail (answer, _ ("The answer was cut off"));
  else
    answer->body = take_received (self);
}

static void
chunk_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  gssize    n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  g_byte_array_set_size (self->received,
                         self->received->len - CHUNK_BYTES + (guint) MAX (n_read, 0));

  if (n_read < 0)
    {
      note_error (self, error, TRUE);
      close_stream (task, FALSE);
    }
  else if (n_read == 0)
    {
      take_body (self);
      close_stream (task, TRUE);
    }
  else if (self->received->len > self->limit)
    {
      zhihui_answer_fail (self->answer,
                          _ ("The answer is larger than %d MiB"),
                          (int) (self->max_bytes / (1024 * 1024)));
      close_stream (task, FALSE);
    }
  else
    {
      read_more (task);
    }
}

static void
read_more (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  guint     length = self->received->len;

  g_byte_array_set_size (self->received, length + CHUNK_BYTES);
  g_input_stream_read_async (self->stream,
                             self->received->data + length,
                             CHUNK_BYTES,
                             G_PRIORITY_DEFAULT,
                             self->inner,
                             chunk_read_cb,
                             g_object_ref (task));
}

static void head_received_cb (GObject *object, GAsyncResult *result, gpointer user_data);

static void
note_connection (Exchange *self)
{
  gsize    id = (gsize) soup_message_get_connection_id (self->message);
  gpointer last = g_object_get_data (G_OBJECT (self->session), CONNECTION_KEY);

  if (id > GPOINTER_TO_SIZE (last))
    g_object_set_data (G_OBJECT (self->session), CONNECTION_KEY, GSIZE_TO_POINTER (id));
}

/* The other side may close a connection that rests just when the next request goes out on it. That
 * says nothing of the platform: it is sent once more, on a new connection. */
static gboolean
send_again (GTask *task, const GError *error)
{
  Exchange *self = g_task_get_task_data (task);
  gsize     id = (gsize) soup_message_get_connection_id (self->message);
  gpointer  last = g_object_get_data (G_OBJECT (self->session), CONNECTION_KEY);
  gboolean  is_closed = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);

  if (self->spare == NULL || self->is_late || !is_closed || id > GPOINTER_TO_SIZE (last))
    return FALSE;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  self->message = g_steal_pointer (&self->spare);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NEW_CONNECTION);
  zhihui_trust_send_async (
    self->session, self->message, self->inner, head_received_cb, g_object_ref (task));
  return TRUE;
}

static void
head_received_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  zhihui_decoder_hold (SOUP_SESSION (object));
  if (self->stream == NULL)
    {
      if (send_again (task, error))
        return;
      note_error (self, error, FALSE);
      give_answer (task);
      return;
    }

  note_connection (self);
  note_head (self);
  self->limit = self->answer->detail == NULL ? self->max_bytes : REFUSAL_BYTES;
  self->received = g_byte_array_new ();
  read_more (task);
}

static void
headers_written_cb (SoupMessage *message, Exchange *self)
{
  if (self->answer != NULL)
    self->answer->was_sent = TRUE;
}

static gboolean
deadline_cb (gpointer data)
{
  Exchange *self = data;

  self->deadline_id = 0;
  self->is_late = TRUE;
  g_cancellable_cancel (self->inner);

  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

/* What follows the host, as it is sent. */
static char *
make_path (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  const char *query = uri != NULL ? g_uri_get_query (uri) : NULL;

  return g_strconcat (*path != '\0' ? path : "/", query != NULL ? "?" : "", query, NULL);
}

static void
add_body (SoupMessage *message, const ZhihuiRequest *request)
{
  g_autofree char *digest = zhihui_signature_base_make_digest (request->body);
  const char      *type =
    request->content_type != NULL ? request->content_type : "application/xml; charset=utf-8";

  soup_message_set_request_body_from_bytes (message, type, request->body);
  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Content-Digest", digest);
}

/**
 * zhihui_exchange_make_message:
 * @request: what is asked for
 * @etag: (nullable): of what is kept
 *
 * Returns: (transfer full) (nullable): the message, %NULL when the address cannot be one
 */
SoupMessage *
zhihui_exchange_make_message (const ZhihuiRequest *request, const char *etag)
{
  g_autofree char    *secret = NULL;
  const char         *mark = strchr (request->url, '?') != NULL ? "&" : "?";
  SoupMessage        *message;
  SoupMessageHeaders *headers;

  if (request->secret_query != NULL)
    secret = g_strconcat (request->url, mark, request->secret_query, NULL);
  message = soup_message_new (request->method != NULL ? request->method : SOUP_METHOD_GET,
                              secret != NULL ? secret : request->url);
  zhihui_secret_wipe (g_steal_pointer (&secret));
  if (message == NULL)
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers,
                                "Accept",
                                request->accept != NULL ? request->accept
                                                        : "application/json, application/geo+json");
  if (etag != NULL)
    add_validator (headers, etag);
  if (request->body != NULL)
    add_body (message, request);
  /* The library repeats nothing there that may have arrived. */
  if (request->is_telling)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  for (guint i = 0; request->headers != NULL && i + 1 < request->headers->len; i += 2)
    soup_message_headers_replace (
      headers, request->headers->pdata[i], request->headers->pdata[i + 1]);

  return message;
}

/**
 * zhihui_exchange_async:
 * @session: made by zhihui_exchange_new_session()
 * @request: what is asked for; copied
 * @etag: (nullable): of what is kept: 304 if it still holds
 * @deadline_ms: for the whole exchange, to the last byte of the body
 * @cancellable: (nullable): ends it without an answer
 * @callback: called when there is an answer, good or bad
 * @user_data: for @callback
 *
 * A redirection is not followed: the token is for one address.
 */
void
zhihui_exchange_async (SoupSession         *session,
                       const ZhihuiRequest *request,
                       const char          *etag,
                       guint                deadline_ms,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, zhihui_exchange_async);
  g_task_set_task_data (task, self, exchange_free);

  self->message = zhihui_exchange_make_message (request, etag);
  g_return_if_fail (self->message != NULL);
  self->is_telling = request->is_telling;
  self->wants_reason = request->is_telling || request->wants_reason;
  if (!self->is_telling)
    self->spare = zhihui_exchange_make_message (request, etag);
  g_signal_connect (self->message, "wrote-headers", G_CALLBACK (headers_written_cb), self);
  self->takes_parts = request->takes_parts;
  self->is_dav = request->method != NULL && !request->is_telling;
  self->is_private = request->is_private;
  self->max_bytes = request->max_bytes != 0 ? request->max_bytes : ZHIHUI_WIRE_MAX_BYTES;
  self->session = g_object_ref (session);
  self->path = make_path (request->url);
  self->secrets = zhihui_exchange_list_secrets (session, request);
  self->asked_us = g_get_monotonic_time ();

  self->answer = zhihui_answer_new (0);
  self->inner = g_cancellable_new ();
  self->deadline_ms = deadline_ms;
  self->deadline_id = g_timeout_add (deadline_ms, deadline_cb, self);
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (
        cancellable, G_CALLBACK (outer_cancelled_cb), g_object_ref (self->inner), g_object_unref);
    }

  zhihui_trust_send_async (
    session, self->message, self->inner, head_received_cb, g_object_ref (task));
}

/**
 * zhihui_exchange_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full): the answer; a failure is an answer with a detail
 */
ZhihuiAnswer *
zhihui_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
