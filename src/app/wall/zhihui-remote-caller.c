/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-remote-caller.h"

#include "config.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-tls-fault.h"
#include "zhihui-wall-remote.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define TIMEOUT_S 20

/* name=value&…, as the interface names them. */
static char *
make_form (const char *method, GVariant *parameters)
{
  GDBusInterfaceInfo *interface = zhihui_wall_verbs_dup_interface ();
  GDBusMethodInfo    *info = g_dbus_interface_info_lookup_method (interface, method);
  g_autoptr (GHashTable) form = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  char *text;

  for (gsize i = 0; i < g_variant_n_children (parameters); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (parameters, i);

      g_hash_table_insert (form,
                           info->in_args[i]->name,
                           g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
                             ? g_variant_dup_string (value, NULL)
                             : g_variant_print (value, FALSE));
    }
  text = soup_form_encode_hash (form);
  g_dbus_interface_info_unref (interface);

  return text;
}

static SoupMessage *
make_message (const ZhihuiRemotePlace *place,
              const char              *method,
              GVariant                *parameters,
              GError                 **error)
{
  g_autoptr (GSocketConnectable) where =
    g_network_address_parse (place->host, ZHIHUI_REMOTE_PORT, error);
  g_autoptr (ZhihuiSecret) token = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *path = g_strconcat (ZHIHUI_REMOTE_BASE, method, NULL);
  g_autofree char *form = make_form (method, parameters);
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
  char        *header;
  SoupMessage *message;

  if (where == NULL)
    return NULL;
  token = zhihui_credentials_read (place->token_file, NULL, error);
  if (token == NULL)
    return NULL;

  uri = g_uri_build (G_URI_FLAGS_NONE,
                     "https",
                     NULL,
                     g_network_address_get_hostname (G_NETWORK_ADDRESS (where)),
                     g_network_address_get_port (G_NETWORK_ADDRESS (where)),
                     path,
                     NULL,
                     NULL);
  message = soup_message_new_from_uri (SOUP_METHOD_POST, uri);
  header = g_strconcat ("Bearer ", zhihui_secret_peek (token), NULL);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", header);
  soup_message_headers_append (
    soup_message_get_request_headers (message), "Accept", ZHIHUI_REMOTE_VARIANT);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  zhihui_secret_wipe (header);

  return message;
}

static SoupSession *
make_session (const ZhihuiRemotePlace *place, GError **error)
{
  SoupSession *session;
  g_autoptr (GTlsDatabase) database = NULL;

  if (place->ca_file != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (place->ca_file, NULL);

      database = g_tls_file_database_new (path, error);
      if (database == NULL)
        {
          g_prefix_error (error, "%s: ", place->ca_file);
          return NULL;
        }
    }

  session = soup_session_new_with_options ("timeout", TIMEOUT_S, "proxy-resolver", NULL, NULL);
  if (database != NULL)
    soup_session_set_tls_database (session, database);
  return session;
}

static void
explain (SoupMessage *message, const ZhihuiRemotePlace *place, GError *fault, GError **error)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  g_autofree char *words = NULL;

  if (certificate != NULL)
    words = zhihui_tls_fault_describe (certificate,
                                       soup_message_get_tls_peer_certificate_errors (message),
                                       g_uri_get_host (soup_message_get_uri (message)));
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_OFFLINE,
               "%s: %s",
               place->host,
               words != NULL ? words : fault->message);
  g_error_free (fault);
}

static GVariant *
read_answer (SoupMessage *message, GBytes *body, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (body, &length);
  guint       status = soup_message_get_status (message);
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  if (status != SOUP_STATUS_OK)
    {
      g_autofree char *words = g_utf8_make_valid (text, (gssize) MIN (length, 1000));

      g_set_error (error,
                   ZHIHUI_ERROR,
                   status == SOUP_STATUS_UNAUTHORIZED ? ZHIHUI_ERROR_REFUSED : ZHIHUI_ERROR_FAILED,
                   "%s",
                   *words != '\0' ? words : soup_message_get_reason_phrase (message));
      return NULL;
    }
  if (g_strcmp0 (type, "image/png") == 0)
    {
      GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, body, TRUE);

      return g_variant_ref_sink (g_variant_new_tuple (&bytes, 1));
    }

  return g_variant_parse (NULL, text, text + length, NULL, error);
}

/**
 * zhihui_remote_caller_call:
 * @parameters: floating: as of the interface of a wall
 *
 * Asks a wall on another machine, over TLS, and waits: for commands.
 *
 * Returns: (transfer full): the answer; %NULL with @error
 */
GVariant *
zhihui_remote_caller_call (const ZhihuiRemotePlace *place,
                           const char              *method,
                           GVariant                *parameters,
                           GError                 **error)
{
  g_autoptr (GVariant) sent = g_variant_ref_sink (parameters);
  g_autoptr (SoupMessage) message = make_message (place, method, sent, error);
  g_autoptr (SoupSession) session = message != NULL ? make_session (place, error) : NULL;
  g_autoptr (GBytes) body = NULL;
  GError *fault = NULL;

  if (session == NULL)
    return NULL;

  body = soup_session_send_and_read (session, message, NULL, &fault);
  if (body == NULL)
    {
      explain (message, place, fault, error);
      return NULL;
    }

  return read_answer (message, body, error);
}
