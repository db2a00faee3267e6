/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-pin.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/x509.h>
#include <string.h>

#include "zhihui-error.h"

#define PREFIX "sha256//"
#define DIGEST_BYTES 32

static GBytes *
dup_public_key (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  const guchar *at;
  X509         *parsed;
  guchar       *info = NULL;
  GBytes       *bytes = NULL;
  int           length;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return NULL;

  at = der->data;
  parsed = d2i_X509 (NULL, &at, (long) der->len);
  if (parsed == NULL)
    return NULL;

  length = i2d_X509_PUBKEY (X509_get_X509_PUBKEY (parsed), &info);
  if (length > 0)
    bytes = g_bytes_new (info, (gsize) length);
  OPENSSL_free (info);
  X509_free (parsed);

  return bytes;
}

/**
 * zhihui_pin_of_certificate:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): the pin of its key
 */
char *
zhihui_pin_of_certificate (GTlsCertificate *certificate)
{
  g_autoptr (GBytes) key = dup_public_key (certificate);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;
  guchar           digest[DIGEST_BYTES];
  gsize            length = sizeof digest;

  if (key == NULL)
    return NULL;

  g_checksum_update (checksum, g_bytes_get_data (key, NULL), (gssize) g_bytes_get_size (key));
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);

  return g_strconcat (PREFIX, encoded, NULL);
}

/**
 * zhihui_pin_check:
 * @pin: given by a person
 * @error: return location
 *
 * Returns: whether it is written as a pin is
 */
gboolean
zhihui_pin_check (const char *pin, GError **error)
{
  if (g_str_has_prefix (pin, PREFIX))
    {
      gsize              length;
      g_autofree guchar *digest = g_base64_decode (pin + strlen (PREFIX), &length);
      g_autofree char   *again = g_base64_encode (digest, length);

      if (length == DIGEST_BYTES && g_str_equal (again, pin + strlen (PREFIX)))
        return TRUE;
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("'%s' is not a pin: it is sha256// and 44 characters, as docs/security.md shows"),
               pin);
  return FALSE;
}
