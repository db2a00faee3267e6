/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trust.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "zhihui-client-certificate.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-late-cancel.h"
#include "zhihui-pin.h"
#include "zhihui-plain-file.h"
#include "zhihui-signer.h"
#include "zhihui-tls-fault.h"

#define NONCE_BYTES 16
#define FAULT "zhihui-trust-fault"
#define ASKED "zhihui-trust-asked"
#define STOP "zhihui-trust-stop"
#define STOPPED "zhihui-trust-stopped"
#define AUTHORITY_MAX_BYTES (16 * 1024 * 1024)
#define NGINX_CERTIFICATE_ERROR 495
#define NGINX_NO_CERTIFICATE 496

/* Whether the other side wanted a certificate of this computer. */
typedef enum
{
  NOT_ASKED,
  ASKED_IN_VAIN,
  ASKED_AND_SHOWN,
} Asked;

/**
 * ZhihuiTrust:
 *
 * Stands beside a session, and looks at each of its requests, whoever makes it: whether the other
 * side is the platform, and that nobody else is shown a token, a signature or a certificate.
 */
struct _ZhihuiTrust
{
  GObject parent_instance;

  SoupSession        *session;  /* weak, nullable */
  GUri               *base;     /* owned: scheme, host and port are the platform */
  ZhihuiTrustSettings settings; /* owned */
  GTlsDatabase       *database; /* owned, nullable: the system's, unless there are pins */
  GTlsCertificate    *client;   /* owned, nullable */
  ZhihuiSigner       *signer;   /* owned, nullable */
  gint64              offset_s; /* of the platform's clock from ours */
  Asked               asked;    /* by the last handshake */
};

G_DEFINE_FINAL_TYPE (ZhihuiTrust, zhihui_trust, G_TYPE_OBJECT)

static gboolean
is_platform (ZhihuiTrust *self, GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (self->base)) &&
         g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (self->base)) == 0 &&
         g_uri_get_port (uri) == g_uri_get_port (self->base);
}

/* What may be told to anybody. */
static gboolean
is_public_header (const char *name)
{
  const char *const public[] = { "Accept",        "Accept-Encoding", "Accept-Language",
                                 "Cache-Control", "Connection",      "Host",
                                 "If-None-Match", "Referer",         "User-Agent" };

  for (gsize i = 0; i < G_N_ELEMENTS (public); i++)
    if (g_ascii_strcasecmp (name, public[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
note_private_cb (const char *name, const char *value, gpointer data)
{
  if (!is_public_header (name))
    g_ptr_array_add (data, g_strdup (name));
}

static void
strip_headers (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  soup_message_headers_foreach (headers, note_private_cb, names);
  for (guint i = 0; i < names->len; i++)
    soup_message_headers_remove (headers, names->pdata[i]);
}

static gboolean
accept_certificate_cb (SoupMessage         *message,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags errors,
                       ZhihuiTrust         *self)
{
  char *fault;

  if (self->settings.pins != NULL)
    fault = zhihui_tls_fault_judge_pins (certificate, (const char *const *) self->settings.pins);
  else
    fault = zhihui_tls_fault_describe (
      certificate, errors, g_uri_get_host (soup_message_get_uri (message)));

  if (fault == NULL)
    return TRUE;

  g_object_set_data_full (G_OBJECT (message), FAULT, fault, g_free);
  return FALSE;
}

static gboolean
request_certificate_cb (SoupMessage *message, GTlsClientConnection *connection, ZhihuiTrust *self)
{
  gboolean is_shown = self->client != NULL && is_platform (self, soup_message_get_uri (message));

  self->asked = is_shown ? ASKED_AND_SHOWN : ASKED_IN_VAIN;
  g_object_set_data (G_OBJECT (message), ASKED, GINT_TO_POINTER (self->asked));
  if (!is_shown)
    return FALSE;

  soup_message_set_tls_client_certificate (message, self->client);
  return TRUE;
}

static char *
make_nonce (void)
{
  guchar bytes[NONCE_BYTES];
  g_autoptr (GString) nonce = g_string_new (NULL);

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return NULL;

  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (nonce, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&nonce), FALSE);
}

/* As it stands in Host, RFC 9421 2.2.3. */
static char *
dup_authority (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  int              port = g_uri_get_port (uri);
  g_autoptr (GString) authority = g_string_new (NULL);

  if (strchr (host, ':') != NULL)
    g_string_append_printf (authority, "[%s]", host);
  else
    g_string_append (authority, host);
  if (port > 0 && port != (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80))
    g_string_append_printf (authority, ":%d", port);

  return g_string_free (g_steal_pointer (&authority), FALSE);
}

static const char *
describe_old_tls (void)
{
  return _ ("No safe connection came about: what answers at this port does not speak TLS "
            "1.2 or newer");
}

/* The library below still speaks TLS 1.0 and 1.1, which RFC 8996 forbids, and cannot be told not
 * to. */
static gboolean
is_weak (SoupMessage *message)
{
  GTlsProtocolVersion version = soup_message_get_tls_protocol_version (message);

  return version != G_TLS_PROTOCOL_VERSION_UNKNOWN && version < G_TLS_PROTOCOL_VERSION_TLS_1_2;
}

/* Nothing secret goes out on such a connection. */
static void
connected_cb (SoupMessage *message, ZhihuiTrust *self)
{
  if (is_weak (message))
    strip_headers (message);
}

/* It does not go out without what the platform expects of it. Who sent it by other means than
 * zhihui_trust_send_async () has all that is under way ended. */
static void
stop_message (SoupSession *session, SoupMessage *message, const char *why)
{
  GCancellable *stop = g_object_get_data (G_OBJECT (message), STOP);

  g_object_set_data_full (G_OBJECT (message), FAULT, g_strdup (why), g_free);
  g_object_set_data (G_OBJECT (message), STOPPED, GINT_TO_POINTER (TRUE));
  if (stop != NULL)
    g_cancellable_cancel (stop);
  else
    soup_session_abort (session);
}

static gboolean
sign (ZhihuiTrust *self, SoupMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GUri               *uri = soup_message_get_uri (message);
  g_autofree char    *authority = dup_authority (uri);
  g_autofree char    *nonce = make_nonce ();
  g_auto (GStrv) added = NULL;
  const ZhihuiSignable what = {
    .method = soup_message_get_method (message),
    .authority = authority,
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .created = g_get_real_time () / G_USEC_PER_SEC + self->offset_s,
    .nonce = nonce,
    .content_digest = soup_message_headers_get_one (headers, "Content-Digest"),
  };

  if (nonce == NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("The request could not be signed"));
      return FALSE;
    }

  added = zhihui_signer_sign (self->signer, &what, error);
  for (guint i = 0; added != NULL && added[i] != NULL; i += 2)
    soup_message_headers_replace (headers, added[i], added[i + 1]);
  return added != NULL;
}

static void
sign_or_stop (ZhihuiTrust *self, SoupSession *session, SoupMessage *message)
{
  g_autoptr (GError) error = NULL;

  if (!sign (self, message, &error))
    stop_message (session, message, error->message);
}

/* Each time it is sent, so that a second attempt is no replay. */
static void
starting_cb (SoupMessage *message, ZhihuiTrust *self)
{
  if (!is_weak (message))
    sign_or_stop (self, self->session, message);
}

/* This computer's clock may be wrong by hours: the next signature is made by the platform's. And a
 * connection that others use, too, was asked for a certificate once for all of them. */
static void
got_headers_cb (SoupMessage *message, ZhihuiTrust *self)
{
  const char *text =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    self->offset_s = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
  g_object_set_data (G_OBJECT (message), ASKED, GINT_TO_POINTER (self->asked));
}

static void
request_queued_cb (SoupSession *session, SoupMessage *message, ZhihuiTrust *self)
{
  g_signal_connect_object (
    message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self, 0);
  g_signal_connect_object (
    message, "request-certificate", G_CALLBACK (request_certificate_cb), self, 0);
  /* Libsoup would send the same headers on to the other host, without being seen here again. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!is_platform (self, soup_message_get_uri (message)))
    {
      strip_headers (message);
      return;
    }

  g_signal_connect_object (message, "starting", G_CALLBACK (connected_cb), self, 0);
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, 0);
  if (self->signer == NULL)
    return;

  /* Before there is a connection: what cannot be signed needs none. */
  g_signal_connect_object (message, "starting", G_CALLBACK (starting_cb), self, 0);
  sign_or_stop (self, session, message);
}

/**
 * zhihui_trust_attach:
 * @self: a trust
 * @session: for one platform
 *
 * From here on every request of @session is looked at. Another session may take its place.
 */
void
zhihui_trust_attach (ZhihuiTrust *self, SoupSession *session)
{
  g_set_weak_pointer (&self->session, session);
  /* Without a database no certificate is good by itself: each is held against the pins. */
  if (self->settings.pins != NULL || self->database != NULL)
    soup_session_set_tls_database (session, self->database);
  g_signal_connect_object (session, "request-queued", G_CALLBACK (request_queued_cb), self, 0);
}

/**
 * zhihui_trust_send_async:
 * @session: with a trust or without
 * @message: a request
 * @cancellable: of this request alone. An answer that came before it was cancelled may still be
 * told
 * @callback: as of soup_session_send_async()
 * @user_data: for @callback
 *
 * The only way in which requests are sent: one that cannot be signed never leaves.
 */
void
zhihui_trust_send_async (SoupSession        *session,
                         SoupMessage        *message,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GCancellable) stop = zhihui_late_cancel_follow (cancellable);

  g_object_set_data_full (G_OBJECT (message), STOP, g_object_ref (stop), g_object_unref);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, stop, callback, user_data);
}

/**
 * zhihui_trust_is_stopped:
 * @message: a request that came to nothing
 *
 * Returns: whether it was not sent, since it could not be sent as it must be
 */
gboolean
zhihui_trust_is_stopped (SoupMessage *message)
{
  return g_object_get_data (G_OBJECT (message), STOPPED) != NULL;
}

static const char *
describe_asked (Asked asked)
{
  if (asked == ASKED_IN_VAIN)
    return _ ("The platform asks for a certificate of this computer: name it with "
              "--client-certificate");

  return _ ("The platform does not accept the certificate of this computer: ask its "
            "administrator, it may have expired");
}

/**
 * zhihui_trust_describe_refusal:
 * @message: a request of a session with a trust, which has an answer
 *
 * Some servers, nginx is one, shake hands with everybody, and then answer with a page of their own
 * that a certificate is missing or not good. Others speak a TLS that does not protect.
 *
 * Returns: (transfer none) (nullable): why it is refused, for a person, if it is about trust
 */
const char *
zhihui_trust_describe_refusal (SoupMessage *message)
{
  Asked       asked = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (message), ASKED));
  guint       status = soup_message_get_status (message);
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  if (is_weak (message))
    return describe_old_tls ();
  if (asked == NOT_ASKED || g_strcmp0 (type, "text/html") != 0)
    return NULL;
  if (status != SOUP_STATUS_BAD_REQUEST && status != NGINX_CERTIFICATE_ERROR &&
      status != NGINX_NO_CERTIFICATE)
    return NULL;

  return describe_asked (asked);
}

/**
 * zhihui_trust_describe_failure:
 * @message: a request of a session with a trust, which came to nothing
 * @error: why, in the words of the library
 *
 * Returns: (transfer none) (nullable): why, for a person, if it is about trust
 */
const char *
zhihui_trust_describe_failure (SoupMessage *message, const GError *error)
{
  const char *fault = g_object_get_data (G_OBJECT (message), FAULT);
  Asked       asked = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (message), ASKED));
  gboolean    is_closed = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

  if (fault != NULL)
    return fault;
  if (error->domain != G_TLS_ERROR && !is_closed)
    return NULL;
  if (asked != NOT_ASKED)
    return describe_asked (asked);

  return is_closed ? NULL : describe_old_tls ();
}

/**
 * zhihui_trust_set_signer:
 * @self: a trust
 * @signer: in the place of the one that the settings name
 */
void
zhihui_trust_set_signer (ZhihuiTrust *self, ZhihuiSigner *signer)
{
  g_set_object (&self->signer, signer);
}

/**
 * zhihui_trust_read_token:
 * @self: a trust
 * @error: return location; not set when there is simply no token
 *
 * Returns: (transfer full) (nullable): the token of the named file, else of $ZHIHUI_TOKEN, else of
 * the service manager; what is in files is read anew
 */
ZhihuiSecret *
zhihui_trust_read_token (ZhihuiTrust *self, GError **error)
{
  return zhihui_credentials_read (self->settings.token_file, self->settings.token, error);
}

static void
zhihui_trust_finalize (GObject *object)
{
  ZhihuiTrust *self = ZHIHUI_TRUST (object);

  g_clear_weak_pointer (&self->session);
  g_uri_unref (self->base);
  zhihui_trust_settings_clear (&self->settings);
  g_clear_object (&self->database);
  g_clear_object (&self->client);
  g_clear_object (&self->signer);

  G_OBJECT_CLASS (zhihui_trust_parent_class)->finalize (object);
}

static void
zhihui_trust_class_init (ZhihuiTrustClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_trust_finalize;
}

static void
zhihui_trust_init (ZhihuiTrust *self)
{
}

static gboolean
load_authority (ZhihuiTrust *self, GError **error)
{
  g_autoptr (GError) load_error = NULL;
  g_autolist (GTlsCertificate) certificates = NULL;
  const char *path = self->settings.ca_file;
  struct stat status;
  int         fd;

  if (path == NULL)
    return TRUE;

  fd = zhihui_plain_file_open (path, &status, error);
  if (fd < 0)
    return FALSE;

  close (fd);
  if (status.st_size <= AUTHORITY_MAX_BYTES)
    certificates = g_tls_certificate_list_new_from_file (path, &load_error);
  if (certificates != NULL)
    self->database = g_tls_file_database_new (path, &load_error);
  if (self->database != NULL)
    return TRUE;

  if (load_error != NULL)
    g_debug ("%s: %s", path, load_error->message);
  g_set_error (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_INVALID,
    _ ("There are no certificates (PEM) in %s, which should hold those of the authority"),
    path);
  return FALSE;
}

static gboolean
check_settings (const ZhihuiTrustSettings *settings, GUri *base, GError **error)
{
  gboolean is_about_tls =
    settings->ca_file != NULL || settings->pins != NULL || settings->client_certificate != NULL;

  if (settings->ca_file != NULL && settings->pins != NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("Either an authority (--ca-file) or pins (--pin): not both"));
      return FALSE;
    }

  if (is_about_tls && !g_str_equal (g_uri_get_scheme (base), "https"))
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("Certificates and pins are for https:// only"));
      return FALSE;
    }

  for (guint i = 0; settings->pins != NULL && settings->pins[i] != NULL; i++)
    if (!zhihui_pin_check (settings->pins[i], error))
      return FALSE;

  return TRUE;
}

/**
 * zhihui_trust_new:
 * @settings: copied
 * @base: address of the platform
 * @error: return location
 *
 * Reads the files that are named, except the token's.
 *
 * Returns: (transfer full): a trust, or %NULL with @error set
 */
ZhihuiTrust *
zhihui_trust_new (const ZhihuiTrustSettings *settings, const char *base, GError **error)
{
  g_autoptr (ZhihuiTrust) self = NULL;
  g_autoptr (GUri) uri = g_uri_parse (base, SOUP_HTTP_URI_FLAGS, error);

  if (uri == NULL || !check_settings (settings, uri, error))
    return NULL;

  self = g_object_new (ZHIHUI_TYPE_TRUST, NULL);
  self->base = g_steal_pointer (&uri);
  zhihui_trust_settings_copy (settings, &self->settings);

  if (!load_authority (self, error) ||
      !zhihui_client_certificate_load (settings, &self->client, error) ||
      !zhihui_signer_load (
        settings->signer, settings->signer_key_file, settings->signer_key_id, &self->signer, error))
    return NULL;

  return g_steal_pointer (&self);
}
