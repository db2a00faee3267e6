/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-client-certificate.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-private-file.h"

#define MAX_BYTES (1024 * 1024)

static gboolean
is_pkcs12 (const char *path)
{
  return g_str_has_suffix (path, ".p12") || g_str_has_suffix (path, ".pfx");
}

static GTlsCertificate *
load_pkcs12 (const ZhihuiTrustSettings *settings, GError **error)
{
  g_autoptr (ZhihuiSecret) password = NULL;
  g_autoptr (ZhihuiSecret) bundle = NULL;
  g_autofree char *word = NULL;
  GTlsCertificate *certificate;

  bundle = zhihui_private_file_read (settings->client_certificate, ZHIHUI_PRIVATE_FILE_OWN, error);
  if (bundle == NULL)
    return NULL;

  if (settings->client_password_file != NULL)
    {
      password =
        zhihui_private_file_read (settings->client_password_file, ZHIHUI_PRIVATE_FILE_OWN, error);
      if (password == NULL)
        return NULL;
      word = g_strdelimit (g_strdup (zhihui_secret_peek (password)), "\r\n", '\0');
    }

  certificate = g_tls_certificate_new_from_pkcs12 (
    (const guint8 *) zhihui_secret_peek (bundle), zhihui_secret_get_length (bundle), word, error);
  zhihui_secret_wipe (g_steal_pointer (&word));

  return certificate;
}

static GTlsCertificate *
load_pem (const ZhihuiTrustSettings *settings, GError **error)
{
  g_autoptr (ZhihuiSecret) key = NULL;
  g_autofree char *text = NULL;
  char            *both;
  GTlsCertificate *certificate;
  const char      *key_file = settings->client_key_file;

  /* A certificate alone is public; with its key in the same file it is not. */
  key = zhihui_private_file_read (
    key_file != NULL ? key_file : settings->client_certificate, ZHIHUI_PRIVATE_FILE_OWN, error);
  if (key == NULL)
    return NULL;

  if (key_file != NULL)
    {
      text = zhihui_plain_file_read_text (settings->client_certificate, MAX_BYTES, error);
      if (text == NULL)
        return NULL;
    }

  both = g_strconcat (text != NULL ? text : "", "\n", zhihui_secret_peek (key), NULL);
  certificate = g_tls_certificate_new_from_pem (both, -1, error);
  zhihui_secret_wipe (both);

  return certificate;
}

/* GnuTLS takes any key for any certificate, and is refused later by who is shown them. */
static gboolean
has_its_key (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) public_der = NULL;
  g_autoptr (GByteArray) private_der = NULL;
  const guchar *at;
  EVP_PKEY     *key;
  X509         *parsed;
  gboolean      fits;

  g_object_get (certificate, "certificate", &public_der, "private-key", &private_der, NULL);
  if (public_der == NULL || private_der == NULL)
    return FALSE;

  at = public_der->data;
  parsed = d2i_X509 (NULL, &at, (long) public_der->len);
  at = private_der->data;
  key = d2i_AutoPrivateKey (NULL, &at, (long) private_der->len);
  fits = parsed != NULL && key != NULL && X509_check_private_key (parsed, key) == 1;
  X509_free (parsed);
  EVP_PKEY_free (key);
  ERR_clear_error ();
  explicit_bzero (private_der->data, private_der->len);

  return fits;
}

/**
 * zhihui_client_certificate_load:
 * @settings: name the files
 * @certificate: (out) (transfer full) (nullable): with its private key; %NULL when none is named
 * @error: return location
 *
 * Returns: %FALSE with @error set when the files that are named cannot be used
 */
gboolean
zhihui_client_certificate_load (const ZhihuiTrustSettings *settings,
                                GTlsCertificate          **certificate,
                                GError                   **error)
{
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GTlsCertificate) loaded = NULL;

  *certificate = NULL;
  if (settings->client_certificate == NULL)
    return TRUE;

  loaded = is_pkcs12 (settings->client_certificate) ? load_pkcs12 (settings, &read_error)
                                                    : load_pem (settings, &read_error);
  if (read_error != NULL && read_error->domain == ZHIHUI_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }

  if (read_error != NULL)
    g_debug ("%s: %s", settings->client_certificate, read_error->message);
  if (loaded == NULL || !has_its_key (loaded))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is no certificate with a key that fits it: PEM with --client-key, or "
                      "PKCS#12 (.p12) with client-password-file"),
                   settings->client_certificate);
      return FALSE;
    }

  *certificate = g_steal_pointer (&loaded);
  return TRUE;
}
