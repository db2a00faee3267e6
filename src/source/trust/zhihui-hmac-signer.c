/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hmac-signer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-signature-base.h"

#define ALGORITHM "hmac-sha256"
#define DIGEST_BYTES 32
#define KEY_MIN_BYTES 16
#define BASE64_PREFIX "base64:"

/**
 * ZhihuiHmacSigner:
 *
 * Signs with a key that the platform has too: HMAC, RFC 2104, with SHA-256.
 */
struct _ZhihuiHmacSigner
{
  GObject parent_instance;

  ZhihuiSecret *key;    /* owned: the bytes */
  char         *key_id; /* owned */
};

static void zhihui_hmac_signer_signer_init (ZhihuiSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiHmacSigner,
                               zhihui_hmac_signer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SIGNER,
                                                      zhihui_hmac_signer_signer_init))

/**
 * zhihui_hmac_signer_sign_text:
 * @self: a signer
 * @text: what is signed
 *
 * Returns: (transfer full): the 32 bytes
 */
GBytes *
zhihui_hmac_signer_sign_text (ZhihuiHmacSigner *self, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256,
                                       (const guchar *) zhihui_secret_peek (self->key),
                                       zhihui_secret_get_length (self->key));
  guchar digest[DIGEST_BYTES];
  gsize  length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, digest, &length);

  return g_bytes_new (digest, length);
}

static char **
zhihui_hmac_signer_sign (ZhihuiSigner *signer, const ZhihuiSignable *what, GError **error)
{
  ZhihuiHmacSigner *self = ZHIHUI_HMAC_SIGNER (signer);
  g_autofree char  *params = zhihui_signature_base_make_params (what, self->key_id, ALGORITHM);
  g_autofree char  *base = zhihui_signature_base_make (what, params);
  g_autoptr (GBytes) signature = zhihui_hmac_signer_sign_text (self, base);

  return zhihui_signature_base_make_headers (
    what, params, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
}

static void
zhihui_hmac_signer_finalize (GObject *object)
{
  ZhihuiHmacSigner *self = ZHIHUI_HMAC_SIGNER (object);

  zhihui_secret_unref (self->key);
  g_free (self->key_id);

  G_OBJECT_CLASS (zhihui_hmac_signer_parent_class)->finalize (object);
}

static void
zhihui_hmac_signer_signer_init (ZhihuiSignerInterface *iface)
{
  iface->sign = zhihui_hmac_signer_sign;
}

static void
zhihui_hmac_signer_class_init (ZhihuiHmacSignerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_hmac_signer_finalize;
}

static void
zhihui_hmac_signer_init (ZhihuiHmacSigner *self)
{
}

/* What is after "base64:", else the bytes of the file; the end of the line is an editor's. */
static ZhihuiSecret *
read_key (ZhihuiSecret *file)
{
  const char   *text = zhihui_secret_peek (file);
  gsize         length = zhihui_secret_get_length (file);
  ZhihuiSecret *key;
  guchar       *bytes;

  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;

  if (!g_str_has_prefix (text, BASE64_PREFIX))
    return zhihui_secret_new (text, length);

  bytes = g_base64_decode (text + strlen (BASE64_PREFIX), &length);
  key = zhihui_secret_new ((const char *) bytes, length);
  explicit_bzero (bytes, length);
  g_free (bytes);

  return key;
}

/**
 * zhihui_hmac_signer_new:
 * @key: what is in the key file: the key, or "base64:" and the key
 * @key_id: what the platform calls it
 * @error: return location
 *
 * Returns: (transfer full): a signer, or %NULL with @error set when the key is shorter than 16
 * bytes
 */
ZhihuiSigner *
zhihui_hmac_signer_new (ZhihuiSecret *key, const char *key_id, GError **error)
{
  g_autoptr (ZhihuiSecret) bytes = read_key (key);
  ZhihuiHmacSigner *self;

  if (zhihui_secret_get_length (bytes) < KEY_MIN_BYTES)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("a key of %d bytes at least is needed"),
                   KEY_MIN_BYTES);
      return NULL;
    }

  self = g_object_new (ZHIHUI_TYPE_HMAC_SIGNER, NULL);
  self->key = g_steal_pointer (&bytes);
  self->key_id = g_strdup (key_id);

  return ZHIHUI_SIGNER (self);
}
