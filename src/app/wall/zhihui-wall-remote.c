/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-remote.h"

#include "config.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-token-gate.h"
#include "zhihui-wall-status.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define MAX_BODY_BYTES 4096
/* Pictures that are painted at the same time; whoever asks for one more is told to wait. */
#define MAX_PAINTING 1

struct _ZhihuiWallRemote
{
  ZhihuiWallVerbs    *verbs;     /* owned */
  GDBusInterfaceInfo *interface; /* owned */
  SoupServer         *server;    /* owned */
  ZhihuiTokenGate    *gate;      /* owned */
  guint               n_painting;
};

/* A verb on its way. */
typedef struct
{
  ZhihuiWallRemote  *remote;             /* owned */
  SoupServerMessage *message;            /* owned */
  gboolean           is_picture, is_own; /* our own program asks */
} Errand;

/**
 * zhihui_remote_settings_clear:
 */
void
zhihui_remote_settings_clear (ZhihuiRemoteSettings *self)
{
  g_clear_pointer (&self->listen, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->token_file, g_free);
}

static void
remote_clear (gpointer data)
{
  ZhihuiWallRemote *self = data;

  g_clear_object (&self->server);
  g_clear_pointer (&self->gate, zhihui_token_gate_free);
  g_clear_pointer (&self->interface, g_dbus_interface_info_unref);
  g_clear_object (&self->verbs);
}

/* ---- answers ---- */

static void
answer_text (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "Cache-Control", "no-store");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

/* Plain words; those that a caller sent stand in no page that runs anything. */
static void
answer_fault (SoupServerMessage *message, guint status, const char *words)
{
  answer_text (message, status, "text/plain; charset=utf-8", words);
}

static guint
find_status (const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return SOUP_STATUS_NOT_FOUND;
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID))
    return SOUP_STATUS_CONFLICT;
  return SOUP_STATUS_INTERNAL_SERVER_ERROR;
}

static void
answer (const Errand *errand, GVariant *value)
{
  g_autoptr (GVariant) first = NULL;
  g_autofree char *text = NULL;

  if (errand->is_own && !errand->is_picture)
    {
      text = g_variant_print (value, TRUE);
      answer_text (errand->message, SOUP_STATUS_OK, ZHIHUI_REMOTE_VARIANT, text);
      return;
    }
  if (g_variant_n_children (value) == 0)
    {
      answer_text (errand->message, SOUP_STATUS_OK, "application/json", "{}");
      return;
    }

  first = g_variant_get_child_value (value, 0);
  if (!errand->is_picture)
    {
      text = zhihui_wall_status_to_json (first);
      answer_text (errand->message, SOUP_STATUS_OK, "application/json", text);
      return;
    }
  answer_text (errand->message, SOUP_STATUS_OK, "image/png", "");
  soup_server_message_set_response (errand->message,
                                    "image/png",
                                    SOUP_MEMORY_COPY,
                                    g_variant_get_data (first),
                                    g_variant_get_size (first));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value =
    zhihui_wall_verbs_call_finish (ZHIHUI_WALL_VERBS (source), result, &error);

  if (errand->is_picture)
    errand->remote->n_painting--;
  if (value != NULL)
    answer (errand, value);
  else
    answer_fault (errand->message, find_status (error), error->message);
  soup_server_message_unpause (errand->message);
  g_object_unref (errand->message);
  g_rc_box_release_full (errand->remote, remote_clear);
  g_free (errand);
}

/* ---- what is asked ---- */

static GVariant *
read_value (const GDBusArgInfo *argument, const char *text, GError **error)
{
  guint64 number = 0;

  if (g_str_equal (argument->signature, "s"))
    return g_variant_new_string (text != NULL ? text : "");
  if (g_str_equal (argument->signature, "u") &&
      (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL)))
    return g_variant_new_uint32 ((guint32) number);
  if (g_str_equal (argument->signature, "b") && text != NULL &&
      (g_str_equal (text, "true") || g_str_equal (text, "false")))
    return g_variant_new_boolean (g_str_equal (text, "true"));

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s: true, false or a number is needed"),
               argument->name);
  return NULL;
}

/**
 * zhihui_wall_remote_read_form:
 * @form: (nullable) (element-type utf8 utf8): what was sent
 *
 * Returns: (transfer full): the parameters of @method, floating; %NULL with @error
 */
GVariant *
zhihui_wall_remote_read_form (GDBusInterfaceInfo *interface,
                              const char         *method,
                              GHashTable         *form,
                              GError            **error)
{
  GDBusMethodInfo *info = g_dbus_interface_info_lookup_method (interface, method);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  guint n_known = 0;

  if (info == NULL)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("a wall cannot '%s'"), method);
      return NULL;
    }

  for (guint i = 0; info->in_args != NULL && info->in_args[i] != NULL; i++)
    {
      const char *text = form != NULL ? g_hash_table_lookup (form, info->in_args[i]->name) : NULL;
      GVariant   *value = read_value (info->in_args[i], text, error);

      if (value == NULL)
        return NULL;
      n_known += text != NULL;
      g_ptr_array_add (values, g_variant_ref_sink (value));
    }
  if (form != NULL && n_known < g_hash_table_size (form))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s: more was sent than is known"), method);
      return NULL;
    }

  return g_variant_new_tuple ((GVariant *const *) (const void *) values->pdata, values->len);
}

static void
run_errand (ZhihuiWallRemote *self, SoupServerMessage *message, const char *method)
{
  SoupMessageBody    *body = soup_server_message_get_request_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) sent = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  g_autoptr (GHashTable) form = *text != '\0' ? soup_form_decode (text) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) parameters =
    zhihui_wall_remote_read_form (self->interface, method, form, &error);
  Errand *errand;

  if (form != NULL && g_hash_table_size (form) == 0)
    {
      answer_fault (message, SOUP_STATUS_BAD_REQUEST, _ ("the body is no form"));
      return;
    }
  if (parameters == NULL)
    {
      guint status = g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND) ? 404 : 400;

      answer_fault (message, status, error->message);
      return;
    }

  g_variant_ref_sink (parameters);
  errand = g_new0 (Errand, 1);
  errand->remote = g_rc_box_acquire (self);
  errand->is_picture = g_str_equal (method, "Picture");
  errand->is_own =
    g_strcmp0 (soup_message_headers_get_one (headers, "Accept"), ZHIHUI_REMOTE_VARIANT) == 0;
  errand->message = g_object_ref (message);
  self->n_painting += errand->is_picture;
  soup_server_message_pause (message);
  zhihui_wall_verbs_call_async (self->verbs, method, parameters, called_cb, errand);
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  ZhihuiWallRemote *self = user_data;
  const char       *method = path + strlen (ZHIHUI_REMOTE_BASE);

  if (!g_str_has_prefix (path, ZHIHUI_REMOTE_BASE))
    answer_fault (message, SOUP_STATUS_NOT_FOUND, _ ("there is nothing here"));
  else if (soup_server_message_get_method (message) != SOUP_METHOD_POST)
    answer_fault (message, SOUP_STATUS_METHOD_NOT_ALLOWED, _ ("POST is needed"));
  else if (g_str_equal (method, "Picture") && self->n_painting >= MAX_PAINTING)
    answer_fault (message, SOUP_STATUS_SERVICE_UNAVAILABLE, _ ("another picture is being painted"));
  else
    run_errand (self, message, method);
}

/* ---- who asks ---- */

static const char *
get_token (SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization");

  return header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0 ? header + 7 : NULL;
}

/* The rest of the request is not waited for: no connection goes on after a refusal. */
static void
refuse (SoupServerMessage *message, guint status, const char *words)
{
  answer_fault (message, status, words);
  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "Connection", "close");
}

/* Before anything of a body is read. */
static void
knocked_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  ZhihuiWallRemote   *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *from = soup_server_message_get_remote_host (message);

  switch (zhihui_token_gate_judge (
    self->gate, from != NULL ? from : "", get_token (message), g_get_monotonic_time ()))
    {
    case ZHIHUI_GATE_SHUT:
      refuse (message, 429, _ ("too many wrong tokens: wait a minute"));
      return;
    case ZHIHUI_GATE_WRONG:
      refuse (message, SOUP_STATUS_UNAUTHORIZED, _ ("the token of the wall is needed"));
      return;
    case ZHIHUI_GATE_OPEN:
    default:
      break;
    }

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    refuse (message, SOUP_STATUS_LENGTH_REQUIRED, _ ("how long the body is must be said"));
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY_BYTES)
    refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, _ ("the body is too long"));
}

/* ---- where it listens ---- */

static GInetSocketAddress *
parse_listen (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) where = g_network_address_parse (text, ZHIHUI_REMOTE_PORT, NULL);
  g_autoptr (GInetAddress) address = NULL;

  if (where != NULL)
    address =
      g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (where)));
  if (address == NULL)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("--remote-listen: '%s' is no ADDRESS:PORT, the address in figures"),
                   text);
      return NULL;
    }

  return G_INET_SOCKET_ADDRESS (
    g_inet_socket_address_new (address, g_network_address_get_port (G_NETWORK_ADDRESS (where))));
}

static gboolean
listen_there (ZhihuiWallRemote *self, const ZhihuiRemoteSettings *settings, GError **error)
{
  g_autoptr (GInetSocketAddress) address = parse_listen (settings->listen, error);
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (address == NULL)
    return FALSE;
  certificate = g_tls_certificate_new_from_files (settings->certificate, settings->key, error);
  if (certificate == NULL)
    {
      g_prefix_error (error, "%s: ", settings->certificate);
      return FALSE;
    }

  self->server =
    soup_server_new ("tls-certificate", certificate, "server-header", "zhihui-wall", NULL);
  soup_server_add_early_handler (self->server, NULL, knocked_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  if (soup_server_listen (
        self->server, G_SOCKET_ADDRESS (address), SOUP_SERVER_LISTEN_HTTPS, error))
    return TRUE;

  g_prefix_error (error, "%s: ", settings->listen);
  return FALSE;
}

static gboolean
is_complete (const ZhihuiRemoteSettings *settings, GError **error)
{
  if (settings->certificate != NULL && settings->key != NULL && settings->token_file != NULL)
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("--remote-listen needs --remote-cert, --remote-key and "
                          "--remote-token-file as well"));
  return FALSE;
}

/**
 * zhihui_wall_remote_new:
 * @verbs: (transfer none)
 * @settings: where it listens, and whom it answers
 *
 * From now on whoever knows the token is answered.
 *
 * Returns: (transfer full): %NULL with @error
 */
ZhihuiWallRemote *
zhihui_wall_remote_new (ZhihuiWallVerbs            *verbs,
                        const ZhihuiRemoteSettings *settings,
                        GError                    **error)
{
  g_autoptr (ZhihuiSecret) token = NULL;
  g_autoptr (ZhihuiWallRemote) self = NULL;

  if (!is_complete (settings, error))
    return NULL;
  token = zhihui_credentials_read (settings->token_file, NULL, error);
  if (token == NULL)
    return NULL;

  self = g_rc_box_new0 (ZhihuiWallRemote);
  self->verbs = g_object_ref (verbs);
  self->interface = zhihui_wall_verbs_dup_interface ();
  self->gate = zhihui_token_gate_new (token);
  return listen_there (self, settings, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * zhihui_wall_remote_free:
 * @self: (nullable)
 */
void
zhihui_wall_remote_free (ZhihuiWallRemote *self)
{
  if (self == NULL)
    return;

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_rc_box_release_full (self, remote_clear);
}

/**
 * zhihui_wall_remote_get_port:
 *
 * Returns: on which it listens
 */
guint
zhihui_wall_remote_get_port (ZhihuiWallRemote *self)
{
  GSList *uris = soup_server_get_uris (self->server);
  guint   port = uris != NULL ? (guint) g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}
