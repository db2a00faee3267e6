/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"

#include <glib/gstdio.h>
#include <string.h>

#define AS_OF_TEXT "2020-07-29T14:05:12+08:00"
#define AS_OF 1596002712
#define HEAD "{\"as_of\":\"" AS_OF_TEXT "\",\"revision\":\"r1\","
#define WINDOW "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","
#define AWAIT_S 60

struct _FakePlatform
{
  SoupServer *server; /* owned, nullable while away */
  guint16     port;
  char       *url; /* owned */
  gint64      figure;
  char       *token; /* owned, nullable: every one is good */
  gboolean    is_simulated;
  gboolean    has_stream;
  GPtrArray  *listeners;     /* (element-type SoupServerMessage), owned */
  char       *last_event_id; /* owned, nullable: of who came last */
  FakeFault   fault;
  gpointer    fault_data;
  GHashTable *counts; /* (element-type utf8 uint), owned */
  guint       n_now, n_max;
};

/**
 * fake_platform_make_body:
 *
 * Returns: (transfer full) (nullable): the answer to @path below the base
 */
char *
fake_platform_make_body (FakePlatform *self, const char *path, GHashTable *query)
{
  long        n = (long) self->figure;
  const char *peer = query != NULL ? g_hash_table_lookup (query, "peer") : NULL;
  const char *period = query != NULL ? g_hash_table_lookup (query, "period") : NULL;

  if (g_str_equal (path, "/meta"))
    return g_strdup_printf (HEAD "\"title\":\"般阳民生\",\"name\":\"淄川区\",\"region\":\"370302\","
                                 "\"clock\":{\"simulated\":%s,\"speed\":%d},\"stream\":%s,"
                                 "\"peers\":[{\"id\":\"town\"},{\"id\":\"department\"}]}",
                            self->is_simulated ? "true" : "false",
                            self->is_simulated ? 60 : 1,
                            self->has_stream ? "true" : "false");
  if (g_str_equal (path, "/summary"))
    return g_strdup_printf (HEAD WINDOW
                            "\"accepted\":{\"today\":%ld,\"month\":%ld,\"year\":%ld},"
                            "\"open\":{\"total\":1,\"overdue\":0},\"clocks\":[],\"stages\":[]}",
                            n,
                            n,
                            n);
  if (g_str_equal (path, "/channels"))
    return g_strdup_printf (HEAD WINDOW "\"items\":[{\"id\":\"app\",\"n\":%ld}]}", n);
  if (g_str_equal (path, "/hotwords"))
    return g_strdup_printf (HEAD "\"items\":[{\"word\":\"井盖\",\"count\":%ld}]}", n);
  if (g_str_equal (path, "/alerts") || g_str_equal (path, "/meetings"))
    return g_strdup (HEAD "\"items\":[]}");
  if (g_str_equal (path, "/map/cases"))
    return g_strdup_printf (HEAD "\"items\":[{\"code\":\"370302104\",\"n\":%ld}]}", n);
  if (g_str_equal (path, "/regions"))
    return g_strdup (HEAD "\"items\":[{\"code\":\"370302104\",\"name\":\"双杨镇\"}]}");
  if (g_str_has_prefix (path, "/rankings/"))
    return g_strdup_printf (HEAD WINDOW "\"metric\":\"%s\",\"peer\":\"%s\",\"period\":\"%s\","
                                        "\"total\":{\"n\":%ld,\"k\":1},"
                                        "\"items\":[{\"rank\":1,\"n\":%ld,\"k\":1,"
                                        "\"unit\":{\"id\":\"u1\",\"name\":\"双杨镇\"}}]}",
                            path + strlen ("/rankings/"),
                            peer != NULL ? peer : "all",
                            period != NULL ? period : "month",
                            n,
                            n);

  return NULL;
}

static void
count (FakePlatform *self, const char *path, GHashTable *query)
{
  const char *peer = query != NULL ? g_hash_table_lookup (query, "peer") : NULL;
  char       *key = peer != NULL ? g_strdup_printf ("%s/%s", path, peer) : g_strdup (path);
  guint       n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, key));

  g_hash_table_replace (self->counts, key, GUINT_TO_POINTER (n + 1));
}

static gboolean
is_authorized (FakePlatform *self, SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization");

  return self->token == NULL || (header != NULL && g_str_has_prefix (header, "Bearer ") &&
                                 g_str_equal (header + strlen ("Bearer "), self->token));
}

static void
finished_cb (SoupServerMessage *message, FakePlatform *self)
{
  self->n_now--;
}

static void
gone_cb (SoupServerMessage *message, FakePlatform *self)
{
  g_signal_handlers_disconnect_by_data (message, self);
  g_ptr_array_remove_fast (self->listeners, message);
}

static void
listen (FakePlatform *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  g_free (self->last_event_id);
  self->last_event_id = g_strdup (soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Last-Event-ID"));
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Type", "text/event-stream; charset=utf-8");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), self);
  g_ptr_array_add (self->listeners, g_object_ref (message));
}

void
fake_platform_tell (FakePlatform *self, const char *text)
{
  for (guint i = 0; i < self->listeners->len; i++)
    {
      SoupServerMessage *message = self->listeners->pdata[i];

      soup_message_body_append (
        soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, text, strlen (text));
      soup_server_message_unpause (message);
    }
}

void
fake_platform_end_streams (FakePlatform *self)
{
  for (guint i = 0; i < self->listeners->len; i++)
    {
      SoupServerMessage *message = self->listeners->pdata[i];

      soup_message_body_complete (soup_server_message_get_response_body (message));
      soup_server_message_unpause (message);
    }
}

void
fake_platform_set_stream (FakePlatform *self, gboolean has_stream)
{
  self->has_stream = has_stream;
}

guint
fake_platform_get_n_listeners (FakePlatform *self)
{
  return self->listeners->len;
}

const char *
fake_platform_get_last_event_id (FakePlatform *self)
{
  return self->last_event_id;
}

guint16
listen_on_loopback (SoupServer *server, guint16 port)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

void
respond (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  FakePlatform       *self = user_data;
  const char         *below = path + strlen ("/api/v1");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char         *kept = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "If-None-Match");
  g_autofree char *body = NULL;
  g_autofree char *etag = NULL;

  count (self, below, query);
  self->n_max = MAX (self->n_max, ++self->n_now);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);

  if (self->fault != NULL && self->fault (self, message, self->fault_data))
    return;
  if (!is_authorized (self, message))
    {
      soup_server_message_set_status (message, 401, NULL);
      return;
    }

  if (self->has_stream && g_str_equal (below, "/stream"))
    {
      listen (self, message);
      return;
    }

  body = fake_platform_make_body (self, below, query);
  if (body == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }

  etag = g_strdup_printf ("W/\"%08x\"", g_str_hash (body));
  soup_message_headers_replace (headers, "ETag", etag);
  if (g_strcmp0 (kept, etag) == 0)
    {
      soup_server_message_set_status (message, 304, NULL);
      return;
    }

  respond (message, 200, "application/json", body);
}

void
fake_platform_come_back (FakePlatform *self)
{
  g_assert_null (self->server);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/api/v1", request_cb, self, NULL);
  self->port = listen_on_loopback (self->server, self->port);
}

FakePlatform *
fake_platform_new (void)
{
  FakePlatform *self = g_new0 (FakePlatform, 1);

  self->figure = 132;
  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fake_platform_come_back (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/api/v1", self->port);

  return self;
}

void
fake_platform_go_away (FakePlatform *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  self->n_now = 0;
}

void
fake_platform_free (FakePlatform *self)
{
  if (self->server != NULL)
    fake_platform_go_away (self);
  while (self->listeners->len > 0)
    gone_cb (self->listeners->pdata[0], self);
  g_ptr_array_unref (self->listeners);
  g_free (self->last_event_id);
  g_hash_table_unref (self->counts);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

const char *
fake_platform_get_url (FakePlatform *self)
{
  return self->url;
}

void
fake_platform_set_figure (FakePlatform *self, gint64 n)
{
  self->figure = n;
}

void
fake_platform_set_token (FakePlatform *self, const char *token)
{
  g_free (self->token);
  self->token = g_strdup (token);
}

void
fake_platform_set_simulated (FakePlatform *self, gboolean is_simulated)
{
  self->is_simulated = is_simulated;
}

void
fake_platform_set_fault (FakePlatform *self, FakeFault fault, gpointer user_data)
{
  self->fault = fault;
  self->fault_data = user_data;
}

guint
fake_platform_count (FakePlatform *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}

guint
fake_platform_count_all (FakePlatform *self)
{
  GHashTableIter iter;
  gpointer       value;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += GPOINTER_TO_UINT (value);

  return n;
}

guint
fake_platform_get_max_at_once (FakePlatform *self)
{
  return self->n_max;
}

void
fake_platform_forget_counts (FakePlatform *self)
{
  g_hash_table_remove_all (self->counts);
}

gint64
fake_platform_get_as_of (void)
{
  return AS_OF;
}

static gboolean
too_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
await (Condition is_so, gpointer user_data, const char *what)
{
  gboolean is_too_late = FALSE;
  guint    id = g_timeout_add_seconds (AWAIT_S, too_late_cb, &is_too_late);

  while (!is_so (user_data) && !is_too_late)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (id);
  if (!is_so (user_data))
    g_error ("not within %d s: %s", AWAIT_S, what);
}

static gboolean
has_passed (gpointer user_data)
{
  return *(gboolean *) user_data;
}

void
let_pass (guint ms)
{
  gboolean is_over = FALSE;
  guint    id = g_timeout_add (ms, too_late_cb, &is_over);

  await (has_passed, &is_over, "time passes");
  g_source_remove (id);
}

static void
changed_cb (Listener *self, ZhihuiSituation *situation)
{
  self->n_told++;
  g_clear_pointer (&self->last, zhihui_situation_unref);
  self->last = zhihui_situation_ref (situation);
}

Listener *
listener_new (ZhihuiSource *source)
{
  Listener *self = g_new0 (Listener, 1);

  self->source = source;
  g_signal_connect_swapped (source, "situation-changed", G_CALLBACK (changed_cb), self);

  return self;
}

void
listener_free (Listener *self)
{
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_pointer (&self->last, zhihui_situation_unref);
  g_free (self);
}

static gboolean
is_settled (gpointer user_data)
{
  Listener *self = user_data;

  return zhihui_source_is_settled (self->source);
}

void
await_settled (Listener *self)
{
  await (is_settled, self, "the source is settled");
}

typedef struct
{
  Listener *listener;
  guint     n;
} Told;

static gboolean
is_told (gpointer user_data)
{
  Told *told = user_data;

  return told->listener->n_told >= told->n;
}

void
await_told (Listener *self, guint n_more)
{
  Told told = { self, self->n_told + n_more };

  await (is_told, &told, "the source tells");
}

gint64
seconds (gint64 n)
{
  return n * G_USEC_PER_SEC;
}

char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
remove_folder (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

Listener *
begin_reading (gpointer source, const ZhihuiWants *wants)
{
  Listener *listener;

  zhihui_source_set_wants (source, wants);
  listener = listener_new (source);
  zhihui_source_start (source);
  await_settled (listener);
  return listener;
}

void
end_reading (gpointer source, Listener *listener)
{
  listener_free (listener);
  zhihui_source_stop (source);
  g_assert_finalize_object (source);
}
