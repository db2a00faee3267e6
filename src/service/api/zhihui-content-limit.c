/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-content-limit.h"

#include "zhihui-exchange.h"

#define MAX_CONTENT_BYTES (64 * 1024)
#define MAX_EVENTS_BYTES (4 * 1024 * 1024)

/* Many events are told at once, all else is short. */
static goffset
get_max (const char *path, const char *events)
{
  return g_str_equal (path, events) ? MAX_EVENTS_BYTES : MAX_CONTENT_BYTES;
}

/* More than this is never asked: read it no further. */
static void
content_received_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > get_max (g_uri_get_path (soup_server_message_get_uri (message)), user_data))
    {
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
      soup_server_message_set_status (message, 413, NULL);
    }
}

static void
headers_received_cb (SoupServer        *soup,
                     SoupServerMessage *message,
                     const char        *path,
                     GHashTable        *form,
                     gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  ZhihuiExchange      exchange = { .message = message };

  if (soup_message_headers_get_content_length (headers) > get_max (path, user_data))
    zhihui_exchange_send_problem (&exchange, 413, "too_large", "the body is too long", NULL);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (content_received_cb), user_data);
}

/**
 * zhihui_content_limit_watch:
 * @events: (transfer none): the path of many events at once; must outlive @server
 *
 * Refuses bodies that are too long with 413, before they are read.
 */
void
zhihui_content_limit_watch (SoupServer *server, const char *events)
{
  soup_server_add_early_handler (server, NULL, headers_received_cb, (gpointer) events, NULL);
}
