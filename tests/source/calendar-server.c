/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar-server.h"

#include <string.h>

#include "fake-platform.h"
#include "zhihui-agenda-worker.h"

struct _CalendarServer
{
  SoupServer         *server;   /* owned */
  char               *url;      /* owned */
  char               *body;     /* owned */
  char               *type;     /* owned */
  char               *tag;      /* owned, nullable */
  char               *date;     /* owned, nullable */
  char               *redirect; /* owned, nullable */
  guint               status;
  guint               n_asked;
  SoupMessageHeaders *headers; /* owned, nullable: of the last request */
  char               *request; /* owned, nullable: "METHOD body" */
};

static gboolean
still_holds (CalendarServer *self, SoupMessageHeaders *asked)
{
  const char *tag = soup_message_headers_get_one (asked, "If-None-Match");
  const char *date = soup_message_headers_get_one (asked, "If-Modified-Since");

  if (tag != NULL)
    return g_strcmp0 (tag, self->tag) == 0;
  return date != NULL && g_strcmp0 (date, self->date) == 0;
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  CalendarServer     *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody    *body = soup_server_message_get_request_body (message);

  self->n_asked++;
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  g_free (self->request);
  self->request = g_strdup_printf ("%s %.*s",
                                   soup_server_message_get_method (message),
                                   (int) body->length,
                                   body->data != NULL ? body->data : "");
  if (self->redirect != NULL)
    {
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, self->redirect);
      return;
    }

  if (self->tag != NULL)
    soup_message_headers_replace (headers, "ETag", self->tag);
  if (self->date != NULL)
    soup_message_headers_replace (headers, "Last-Modified", self->date);
  if (still_holds (self, self->headers))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }

  soup_server_message_set_status (message, self->status, NULL);
  soup_server_message_set_response (
    message, self->type, SOUP_MEMORY_COPY, self->body, strlen (self->body));
}

CalendarServer *
calendar_server_new (void)
{
  CalendarServer *self = g_new0 (CalendarServer, 1);

  self->server = soup_server_new (NULL, NULL);
  self->status = SOUP_STATUS_OK;
  calendar_server_set_body (self, "", "text/calendar");
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", listen_on_loopback (self->server, 0));
  return self;
}

void
calendar_server_go_away (CalendarServer *self)
{
  soup_server_disconnect (self->server);
}

void
calendar_server_free (CalendarServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self->body);
  g_free (self->type);
  g_free (self->tag);
  g_free (self->date);
  g_free (self->redirect);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self->request);
  g_free (self);
}

const char *
calendar_server_get_url (CalendarServer *self)
{
  return self->url;
}

void
calendar_server_set_body (CalendarServer *self, const char *body, const char *type)
{
  g_free (self->body);
  self->body = g_strdup (body);
  g_free (self->type);
  self->type = g_strdup (type);
}

void
calendar_server_set_status (CalendarServer *self, guint status)
{
  self->status = status;
}

void
calendar_server_set_validators (CalendarServer *self, const char *tag, const char *date)
{
  g_free (self->tag);
  self->tag = g_strdup (tag);
  g_free (self->date);
  self->date = g_strdup (date);
}

void
calendar_server_set_redirect (CalendarServer *self, const char *url)
{
  g_free (self->redirect);
  self->redirect = g_strdup (url);
}

guint
calendar_server_get_n_asked (CalendarServer *self)
{
  return self->n_asked;
}

const char *
calendar_server_get_header (CalendarServer *self, const char *name)
{
  return self->headers != NULL ? soup_message_headers_get_one (self->headers, name) : NULL;
}

const char *
calendar_server_get_request (CalendarServer *self)
{
  return self->request;
}

char **
calendar_server_list_reader (void)
{
  const char *const reader[] = { g_getenv ("ZHIHUI"), ZHIHUI_AGENDA_WORKER_COMMAND, NULL };

  return g_strdupv ((char **) reader);
}

ZhihuiHttpSource *
make_calendar_reader (const ZhihuiCalendarSettings *settings,
                      const char                   *folder,
                      ZhihuiResource              **resource)
{
  const ZhihuiTrustSettings trust = { 0 };
  const ZhihuiWants         wants = { .datasets = 1 << ZHIHUI_DATASET_MEETINGS };
  g_autoptr (ZhihuiCalendarAddress) address = zhihui_calendar_address_parse (settings->url, NULL);
  g_autoptr (ZhihuiCatalogue) catalogue = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiHttpSource *source;

  *resource = zhihui_calendar_resource_new (settings);
  catalogue = zhihui_calendar_resource_make_catalogue (*resource);
  source =
    zhihui_http_source_new_with_catalogue (address->origin, catalogue, &trust, folder, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (source, NULL);
  if (folder == NULL)
    zhihui_http_source_keep_nothing (source);
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &wants);
  return source;
}
