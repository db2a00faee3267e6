/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sm2-signer.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-signature-base.h"

#define ALGORITHM "sm2-sm3"
/* GB/T 35276, 10: the identity where both sides have not agreed on another. */
#define IDENTITY "1234567812345678"

/**
 * ZhihuiSm2Signer:
 *
 * Signs with a private key whose public half the platform has: SM2 (GB/T 32918.2) with SM3
 * (GB/T 32905).
 */
struct _ZhihuiSm2Signer
{
  GObject parent_instance;

  EVP_PKEY *key;    /* owned: OpenSSL wipes it when it is freed */
  char     *key_id; /* owned */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

static void zhihui_sm2_signer_signer_init (ZhihuiSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiSm2Signer,
                               zhihui_sm2_signer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SIGNER,
                                                      zhihui_sm2_signer_signer_init))

/* The library's own words go to the log alone. */
static void
set_failed (const char *what, GError **error)
{
  char reason[256];

  ERR_error_string_n (ERR_get_error (), reason, sizeof reason);
  ERR_clear_error ();
  g_debug ("SM2: %s: %s", what, reason);
  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("The request could not be signed"));
}

/**
 * zhihui_sm2_signer_sign_text:
 * @self: a signer
 * @text: what is signed
 * @error: return location
 *
 * Returns: (transfer full): r and s as the DER of GM/T 0009, or %NULL with @error set
 */
GBytes *
zhihui_sm2_signer_sign_text (ZhihuiSm2Signer *self, const char *text, GError **error)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (self->key, NULL);
  g_autoptr (EVP_MD_CTX) digest = EVP_MD_CTX_new (); /* freed before the context it uses */
  g_autofree guchar *signature = NULL;
  gsize              length = 0;

  /* The identity is part of what is hashed: it is set before the hash begins. */
  if (EVP_PKEY_CTX_set1_id (context, IDENTITY, (int) strlen (IDENTITY)) <= 0)
    {
      set_failed ("identity", error);
      return NULL;
    }

  EVP_MD_CTX_set_pkey_ctx (digest, context);
  if (EVP_DigestSignInit (digest, NULL, EVP_sm3 (), NULL, self->key) <= 0 ||
      EVP_DigestSign (digest, NULL, &length, (const guchar *) text, strlen (text)) <= 0)
    {
      set_failed ("begin", error);
      return NULL;
    }

  signature = g_malloc (length);
  if (EVP_DigestSign (digest, signature, &length, (const guchar *) text, strlen (text)) <= 0)
    {
      set_failed ("sign", error);
      return NULL;
    }

  return g_bytes_new (signature, length);
}

static char **
zhihui_sm2_signer_sign (ZhihuiSigner *signer, const ZhihuiSignable *what, GError **error)
{
  ZhihuiSm2Signer *self = ZHIHUI_SM2_SIGNER (signer);
  g_autofree char *params = zhihui_signature_base_make_params (what, self->key_id, ALGORITHM);
  g_autofree char *base = zhihui_signature_base_make (what, params);
  g_autoptr (GBytes) signature = zhihui_sm2_signer_sign_text (self, base, error);

  if (signature == NULL)
    return NULL;

  return zhihui_signature_base_make_headers (
    what, params, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
}

static void
zhihui_sm2_signer_finalize (GObject *object)
{
  ZhihuiSm2Signer *self = ZHIHUI_SM2_SIGNER (object);

  EVP_PKEY_free (self->key);
  g_free (self->key_id);

  G_OBJECT_CLASS (zhihui_sm2_signer_parent_class)->finalize (object);
}

static void
zhihui_sm2_signer_signer_init (ZhihuiSignerInterface *iface)
{
  iface->sign = zhihui_sm2_signer_sign;
}

static void
zhihui_sm2_signer_class_init (ZhihuiSm2SignerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_sm2_signer_finalize;
}

static void
zhihui_sm2_signer_init (ZhihuiSm2Signer *self)
{
}

/* Nobody is there to be asked for a passphrase. */
static int
refuse_passphrase (char *buffer, int size, int is_writing, void *user_data)
{
  return -1;
}

/**
 * zhihui_sm2_signer_new:
 * @key: what is in the key file: PEM, without a passphrase
 * @key_id: what the platform calls it
 * @error: return location
 *
 * Returns: (transfer full): a signer, or %NULL with @error set when it is no private key of SM2
 */
ZhihuiSigner *
zhihui_sm2_signer_new (ZhihuiSecret *key, const char *key_id, GError **error)
{
  BIO *bio = BIO_new_mem_buf (zhihui_secret_peek (key), (int) zhihui_secret_get_length (key));
  g_autoptr (EVP_PKEY) parsed = PEM_read_bio_PrivateKey (bio, NULL, refuse_passphrase, NULL);
  ZhihuiSm2Signer *self;

  BIO_free (bio);
  ERR_clear_error ();
  if (parsed == NULL || !EVP_PKEY_is_a (parsed, "SM2"))
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("there is no private key of SM2 without a passphrase (PEM)"));
      return NULL;
    }

  self = g_object_new (ZHIHUI_TYPE_SM2_SIGNER, NULL);
  self->key = g_steal_pointer (&parsed);
  self->key_id = g_strdup (key_id);

  return ZHIHUI_SIGNER (self);
}
