/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clickhouse-connection.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "zhihui-error.h"

#define DEFAULT_PORT 8123
#define TIMEOUT_S 60
#define MAX_WORDS 300 /* of a server's complaint */

struct _ZhihuiClickhouse
{
  char         *name;            /* owned: for messages */
  char         *server;          /* owned: HOST:PORT that is asked */
  char         *user, *password; /* owned, or NULL */
  char         *database;        /* owned */
  char         *cluster;         /* owned, or NULL */
  GPtrArray    *shards;          /* (element-type utf8) owned: HOST:PORT of every server */
  GCancellable *cancellable;     /* not owned, or NULL */
};

void
zhihui_clickhouse_free (ZhihuiClickhouse *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->server);
  g_free (self->user);
  g_free (self->password);
  g_free (self->database);
  g_free (self->cluster);
  g_ptr_array_unref (self->shards);
  g_free (self);
}

static gboolean
is_name (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

  return length > 0 && text[length] == '\0' && !g_ascii_isdigit (*text);
}

static gboolean
read_parameters (ZhihuiClickhouse *self, const char *query)
{
  GUriParamsIter iter;
  char          *key, *value;
  gboolean       is_right = TRUE;

  g_uri_params_iter_init (&iter, query != NULL ? query : "", -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &key, &value, NULL))
    {
      if (g_str_equal (key, "cluster") && is_name (value) && self->cluster == NULL)
        self->cluster = g_strdup (value);
      else if (g_str_equal (key, "shard") && *value != '\0')
        g_ptr_array_add (self->shards, g_strdup (value));
      else
        is_right = FALSE;
      g_free (key);
      g_free (value);
    }
  return is_right;
}

static gboolean
has_place (GUri *uri)
{
  const char *host = g_uri_get_host (uri), *path = g_uri_get_path (uri);

  return g_str_equal (g_uri_get_scheme (uri), "clickhouse") && host != NULL && *host != '\0' &&
         *path == '/' && is_name (path + 1);
}

/**
 * zhihui_clickhouse_new:
 * @address: clickhouse://USER:PASSWORD@HOST:PORT/DATABASE?cluster=NAME&shard=HOST:PORT&shard=…;
 *   cluster is the servers' own name of all of them, shard names each by where it answers HTTP
 *
 * Returns: (transfer full) (nullable): nothing was asked yet; %NULL with INVALID when @address is
 *   not right
 */
ZhihuiClickhouse *
zhihui_clickhouse_new (const char *address, GError **error)
{
  g_autoptr (GUri) uri =
    g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr (ZhihuiClickhouse) self = g_new0 (ZhihuiClickhouse, 1);
  int port;

  self->shards = g_ptr_array_new_with_free_func (g_free);
  if (uri == NULL || !has_place (uri) || !read_parameters (self, g_uri_get_query (uri)) ||
      (self->cluster == NULL && self->shards->len > 0))
    {
      /* Not repeated here: a password may be in it. */
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("The address of ClickHouse is not right: it is "
                              "clickhouse://USER:PASSWORD@HOST:PORT/NAME?cluster=NAME"));
      return NULL;
    }

  port = g_uri_get_port (uri);
  self->server = g_strdup_printf ("%s:%d", g_uri_get_host (uri), port > 0 ? port : DEFAULT_PORT);
  self->database = g_strdup (g_uri_get_path (uri) + 1);
  self->user = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));
  self->name = g_strdup_printf ("clickhouse://%s/%s", self->server, self->database);
  if (self->shards->len == 0)
    g_ptr_array_add (self->shards, g_strdup (self->server));
  return g_steal_pointer (&self);
}

void
zhihui_clickhouse_set_cancellable (ZhihuiClickhouse *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
}

const char *
zhihui_clickhouse_get_name (ZhihuiClickhouse *self)
{
  return self->name;
}

const char *
zhihui_clickhouse_get_cluster (ZhihuiClickhouse *self)
{
  return self->cluster;
}

const char *
zhihui_clickhouse_get_database (ZhihuiClickhouse *self)
{
  return self->database;
}

static SoupMessage *
make_message (ZhihuiClickhouse *self, const char *server, const char *query)
{
  g_autofree char    *url = g_strdup_printf ("http://%s/?%s", server, query);
  SoupMessage        *message = soup_message_new ("POST", url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;

  headers = soup_message_get_request_headers (message);
  if (self->user != NULL)
    soup_message_headers_replace (headers, "X-ClickHouse-User", self->user);
  if (self->password != NULL)
    soup_message_headers_replace (headers, "X-ClickHouse-Key", self->password);
  return message;
}

/* What a server says goes into messages in one short line. */
static void
complain (ZhihuiClickhouse *self, guint status, GBytes *body, GError **error)
{
  gsize            size;
  const char      *text = g_bytes_get_data (body, &size);
  g_autofree char *words = g_strndup (text != NULL ? text : "", MIN (size, MAX_WORDS));
  g_autofree char *valid = NULL;
  ZhihuiError      code = ZHIHUI_ERROR_FAILED;

  words[strcspn (words, "\r\n")] = '\0';
  valid = g_utf8_make_valid (words, -1);
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    code = ZHIHUI_ERROR_REFUSED;
  else if (status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == SOUP_STATUS_BAD_GATEWAY ||
           strstr (valid, "All connection tries failed") != NULL ||
           strstr (valid, "is already running") != NULL)
    code = ZHIHUI_ERROR_OFFLINE;
  g_set_error (error, ZHIHUI_ERROR, code, "%s: %s", self->name, valid);
}

/* A session belongs to the thread that made it; each call may come from another. */
static GBytes *
post (ZhihuiClickhouse *self,
      const char       *server,
      const char       *query,
      GBytes           *body,
      gboolean          is_packed,
      GError          **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupMessage) message = make_message (self, server, query);
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) cause = NULL;

  if (message == NULL)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "%s: %s", self->name, server);
      return NULL;
    }

  if (is_packed)
    soup_message_headers_replace (
      soup_message_get_request_headers (message), "Content-Encoding", "gzip");
  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  g_main_context_push_thread_default (context);
  session = soup_session_new_with_options ("timeout", TIMEOUT_S, NULL);
  answer = soup_session_send_and_read (session, message, self->cancellable, &cause);
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);

  if (answer == NULL)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "%s: %s", self->name, cause->message);
      return NULL;
    }
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      complain (self, soup_message_get_status (message), answer, error);
      return NULL;
    }
  return g_steal_pointer (&answer);
}

char *
zhihui_clickhouse_ask (ZhihuiClickhouse *self, const char *sql, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (sql, strlen (sql));
  /* An answer that is held until it is whole has the status of its end. */
  g_autoptr (GBytes) answer = post (self, self->server, "wait_end_of_query=1", body, FALSE, error);
  gsize       size;
  const char *text;

  if (answer == NULL)
    return NULL;

  text = g_bytes_get_data (answer, &size);
  return size > 0 ? g_strndup (text, size) : g_strdup ("");
}

static GBytes *
pack (GString *rows, GError **error)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, gzip);

  if (!g_output_stream_write_all (packed, rows->str, rows->len, NULL, NULL, error) ||
      !g_output_stream_close (packed, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * zhihui_clickhouse_insert:
 * @sql: INSERT INTO … FORMAT TabSeparated
 * @query_id: only one insertion of this name runs at a time: another is refused with OFFLINE
 * @rows: one a line
 *
 * Returns when every server has the rows. After an error some may have them.
 */
gboolean
zhihui_clickhouse_insert (
  ZhihuiClickhouse *self, const char *sql, const char *query_id, GString *rows, GError **error)
{
  g_autoptr (GBytes) body = pack (rows, error);
  g_autofree char *escaped = g_uri_escape_string (sql, NULL, FALSE);
  g_autofree char *query =
    g_strdup_printf ("insert_distributed_sync=1&query_id=%s&query=%s", query_id, escaped);
  g_autoptr (GBytes) answer = NULL;

  if (body != NULL)
    answer = post (self, self->server, query, body, TRUE, error);
  return answer != NULL;
}

gboolean
zhihui_clickhouse_run_everywhere (ZhihuiClickhouse *self, const char *sql, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (sql, strlen (sql));

  for (guint i = 0; i < self->shards->len; i++)
    {
      g_autoptr (GBytes) answer = post (self, self->shards->pdata[i], "", body, FALSE, error);

      if (answer == NULL)
        return FALSE;
    }
  return TRUE;
}
