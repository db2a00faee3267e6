/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-idle-connections.h"

#include <errno.h>
#include <sys/socket.h>

struct _ZhihuiIdleConnections
{
  SoupServer *server;  /* owned */
  GHashTable *watches; /* owned (element-type Watch), owned */
};

/* One connection between an answer and what comes next. */
typedef struct
{
  ZhihuiIdleConnections *all;
  SoupServerMessage     *message; /* owned: answered */
  GSource               *source;  /* owned */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_source_destroy (watch->source);
  g_source_unref (watch->source);
  g_object_unref (watch->message);
  g_free (watch);
}

/* Whether a readable socket has only its end to tell. */
static gboolean
is_at_end (GSocket *socket)
{
  char   byte;
  gssize n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

/* Comes before the server reads: after it read an end it no longer knows the connection. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GIOStream) stream = NULL;

  if (!g_socket_is_closed (socket) && is_at_end (socket))
    stream = soup_server_message_steal_connection (watch->message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  g_hash_table_remove (watch->all->watches, watch);
  return G_SOURCE_REMOVE;
}

/* The next request on the connection is watched for anew when it has been answered. */
static void
request_finished_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  ZhihuiIdleConnections *self = user_data;
  GSocket               *socket = soup_server_message_get_socket (message);
  Watch                 *watch;

  if (socket == NULL || g_socket_is_closed (socket))
    return;

  /* It is written, or nobody reads it any more: only the connection is needed of it. */
  soup_message_body_truncate (soup_server_message_get_response_body (message));

  watch = g_new0 (Watch, 1);
  watch->all = self;
  watch->message = g_object_ref (message);
  watch->source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_priority (watch->source, G_PRIORITY_HIGH);
  g_source_set_callback (watch->source, G_SOURCE_FUNC (readable_cb), watch, NULL);
  g_source_attach (watch->source, g_main_context_get_thread_default ());
  g_hash_table_add (self->watches, watch);
}

/**
 * zhihui_idle_connections_new:
 * @server: before it listens; without TLS
 *
 * Returns: (transfer full): free before @server disconnects
 */
ZhihuiIdleConnections *
zhihui_idle_connections_new (SoupServer *server)
{
  ZhihuiIdleConnections *self = g_new0 (ZhihuiIdleConnections, 1);

  self->server = g_object_ref (server);
  self->watches = g_hash_table_new_full (NULL, NULL, watch_free, NULL);
  g_signal_connect (server, "request-finished", G_CALLBACK (request_finished_cb), self);
  /* What libsoup says of an answer 500 too, whose connection it keeps. */
  g_signal_connect (server, "request-aborted", G_CALLBACK (request_finished_cb), self);
  return self;
}

/**
 * zhihui_idle_connections_free:
 * @self: (nullable) (transfer full): connections are watched no more
 */
void
zhihui_idle_connections_free (ZhihuiIdleConnections *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_unref (self->watches);
  g_object_unref (self->server);
  g_free (self);
}
