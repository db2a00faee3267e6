/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-signer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-hmac-signer.h"
#include "zhihui-private-file.h"
#include "zhihui-sm2-signer.h"

#define KEY_ID_MAX 128

typedef ZhihuiSigner *(*SignerNew) (ZhihuiSecret *key, const char *key_id, GError **error);

/* Another scheme is one row and one class. */
static const struct
{
  const char *name;
  SignerNew new;
} kinds[] = {
  { "none", NULL },
  { "hmac-sha256", zhihui_hmac_signer_new },
  { "sm2-sm3", zhihui_sm2_signer_new },
};

G_DEFINE_INTERFACE (ZhihuiSigner, zhihui_signer, G_TYPE_OBJECT)

static void
zhihui_signer_default_init (ZhihuiSignerInterface *iface)
{
}

static gboolean
check_key_id (const char *key_id, GError **error)
{
  gsize length = key_id != NULL ? strlen (key_id) : 0;

  if (length > 0 && length <= KEY_ID_MAX &&
      strspn (key_id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._:@/") == length)
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("A signer needs the name of its key (signer-key-id): letters, digits and "
                          "-._:@/ as the platform's operator gave it"));
  return FALSE;
}

/**
 * zhihui_signer_load:
 * @name: (nullable): "none" (the same as %NULL), "hmac-sha256" or "sm2-sm3"
 * @key_file: (nullable): file of mode 0600 with the key; not for "none"
 * @key_id: (nullable): what the platform calls the key; not for "none"
 * @signer: (out) (transfer full) (nullable): %NULL for "none"
 * @error: return location
 *
 * Returns: %FALSE with @error set when there is no such signer or its key cannot be used
 */
gboolean
zhihui_signer_load (
  const char *name, const char *key_file, const char *key_id, ZhihuiSigner **signer, GError **error)
{
  g_autoptr (ZhihuiSecret) key = NULL;
  SignerNew new = NULL;
  gsize index = 0;

  *signer = NULL;
  while (name != NULL && index < G_N_ELEMENTS (kinds) && !g_str_equal (name, kinds[index].name))
    index++;

  if (index == G_N_ELEMENTS (kinds))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("There is no signer '%s': take none, hmac-sha256 or sm2-sm3"),
                   name);
      return FALSE;
    }

  new = kinds[index].new;
  if (new == NULL)
    return TRUE;

  if (key_file == NULL)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("The signer %s needs a file with its key (signer-key-file)"),
                   name);
      return FALSE;
    }

  if (!check_key_id (key_id, error))
    return FALSE;

  key = zhihui_private_file_read (key_file, ZHIHUI_PRIVATE_FILE_OWN, error);
  if (key == NULL)
    return FALSE;

  *signer = new (key, key_id, error);
  if (*signer != NULL)
    return TRUE;

  g_prefix_error (error, "%s: ", key_file);
  return FALSE;
}

/**
 * zhihui_signer_sign:
 * @self: a signer
 * @what: the request
 * @error: return location
 *
 * Returns: (transfer full): name, value, name, value, … of the headers to be sent with it,
 * %NULL-terminated; or %NULL with @error set
 */
char **
zhihui_signer_sign (ZhihuiSigner *self, const ZhihuiSignable *what, GError **error)
{
  g_return_val_if_fail (ZHIHUI_IS_SIGNER (self), NULL);
  g_return_val_if_fail (what != NULL && what->method != NULL && what->authority != NULL, NULL);
  g_return_val_if_fail (what->path != NULL && what->nonce != NULL, NULL);

  return ZHIHUI_SIGNER_GET_IFACE (self)->sign (self, what, error);
}
