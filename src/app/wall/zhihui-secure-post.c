/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-secure-post.h"

#include "config.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-tls-fault.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define TIMEOUT_S 20

/* A token goes over TLS, or nowhere. */
static gboolean
is_safe (GUri *uri, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (g_uri_get_host (uri));

  if (g_str_equal (g_uri_get_scheme (uri), "https") ||
      (address != NULL && g_inet_address_get_is_loopback (address)))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s: a token is sent by https:// only"),
               g_uri_get_host (uri));
  return FALSE;
}

static SoupMessage *
make_message (const ZhihuiSecurePost *self, GError **error)
{
  g_autoptr (ZhihuiSecret) token = NULL;
  g_autoptr (GBytes) body = g_bytes_new (self->body, strlen (self->body));
  SoupMessageHeaders *headers;
  SoupMessage        *message;
  char               *header;

  if (!is_safe (self->uri, error))
    return NULL;
  token = zhihui_credentials_read (self->token_file, NULL, error);
  if (token == NULL)
    return NULL;

  message = soup_message_new_from_uri (SOUP_METHOD_POST, self->uri);
  headers = soup_message_get_request_headers (message);
  header = g_strconcat ("Bearer ", zhihui_secret_peek (token), NULL);
  soup_message_headers_append (headers, "Authorization", header);
  zhihui_secret_wipe (header);
  if (self->accept != NULL)
    soup_message_headers_append (headers, "Accept", self->accept);
  if (self->if_match != NULL)
    soup_message_headers_append (headers, "If-Match", self->if_match);
  soup_message_set_request_body_from_bytes (message, self->type, body);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

static SoupSession *
make_session (const ZhihuiSecurePost *self, GError **error)
{
  SoupSession *session;
  g_autoptr (GTlsDatabase) database = NULL;

  if (self->ca_file != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (self->ca_file, NULL);

      database = g_tls_file_database_new (path, error);
      if (database == NULL)
        {
          g_prefix_error (error, "%s: ", self->ca_file);
          return NULL;
        }
    }

  session = soup_session_new_with_options ("timeout", TIMEOUT_S, "proxy-resolver", NULL, NULL);
  if (database != NULL)
    soup_session_set_tls_database (session, database);
  return session;
}

/* The commands that post have --ca, and no pins. */
static char *
describe_fault (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host)
{
  if ((errors & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return g_strdup (_ ("its certificate comes from an authority unknown here: name the file of "
                        "that authority with --ca"));

  return zhihui_tls_fault_describe (certificate, errors, host);
}

static void
explain (SoupMessage *message, GError *fault, GError **error)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  const char      *host = g_uri_get_host (soup_message_get_uri (message));
  g_autofree char *words = NULL;

  if (certificate != NULL)
    words =
      describe_fault (certificate, soup_message_get_tls_peer_certificate_errors (message), host);
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_OFFLINE,
               "%s: %s",
               host,
               words != NULL ? words : fault->message);
  g_error_free (fault);
}

static void
refuse (SoupMessage *message, GBytes *body, GError **error)
{
  guint            status = soup_message_get_status (message);
  g_autofree char *words =
    g_utf8_make_valid (g_bytes_get_data (body, NULL), (gssize) MIN (g_bytes_get_size (body), 1000));

  g_set_error (error,
               ZHIHUI_ERROR,
               status == SOUP_STATUS_UNAUTHORIZED ? ZHIHUI_ERROR_REFUSED : ZHIHUI_ERROR_FAILED,
               "%u: %s",
               status,
               *words != '\0' ? words : soup_message_get_reason_phrase (message));
}

/**
 * zhihui_secure_post:
 * @type: (out) (optional): of what came back
 *
 * Sends it and waits: for commands. Certificates are judged, and nobody is followed elsewhere.
 *
 * Returns: (transfer full): what came back; %NULL with @error, which tells what the other side says
 */
GBytes *
zhihui_secure_post (const ZhihuiSecurePost *self, char **type, GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self, error);
  g_autoptr (SoupSession) session = message != NULL ? make_session (self, error) : NULL;
  g_autoptr (GBytes) body = NULL;
  GError *fault = NULL;

  if (session == NULL)
    return NULL;

  body = soup_session_send_and_read (session, message, NULL, &fault);
  if (body == NULL)
    {
      explain (message, fault, error);
      return NULL;
    }
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      refuse (message, body, error);
      return NULL;
    }

  if (type != NULL)
    *type = g_strdup (
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));
  return g_steal_pointer (&body);
}
