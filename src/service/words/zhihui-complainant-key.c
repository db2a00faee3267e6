/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-complainant-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "zhihui-error.h"

#define SECRET "complainant_secret"
#define SECRET_BYTES 32
#define HIDDEN_CHARACTERS 16

struct _ZhihuiComplainantKey
{
  char *secret; /* owned: hexadecimal */
};

static char *
make_secret (GError **error)
{
  guint8   bytes[SECRET_BYTES];
  GString *text;

  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("The system gives no random numbers"));
      return NULL;
    }

  text = g_string_new (NULL);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

/**
 * zhihui_complainant_key_new:
 *
 * With the secret of @store, which gets one when it has none.
 */
ZhihuiComplainantKey *
zhihui_complainant_key_new (ZhihuiStore *store, GError **error)
{
  g_autofree char      *secret = zhihui_store_get_setting (store, SECRET);
  ZhihuiComplainantKey *self;

  if (secret == NULL)
    {
      secret = make_secret (error);
      if (secret == NULL || !zhihui_store_set_setting (store, SECRET, secret, error))
        return NULL;
    }

  self = g_new0 (ZhihuiComplainantKey, 1);
  self->secret = g_steal_pointer (&secret);
  return self;
}

void
zhihui_complainant_key_free (ZhihuiComplainantKey *self)
{
  if (self == NULL)
    return;

  memset (self->secret, 0, strlen (self->secret));
  g_free (self->secret);
  g_free (self);
}

static char *
make_hmac (const ZhihuiComplainantKey *self, const char *text)
{
  return g_compute_hmac_for_string (
    G_CHECKSUM_SHA256, (const guchar *) self->secret, strlen (self->secret), text, -1);
}

/**
 * zhihui_complainant_key_make:
 * @complainant: (nullable): name
 * @phone: (nullable): telephone, as it was given
 *
 * Returns: the first 63 bits of HMAC-SHA-256 (RFC 2104) of what zhihui_ledger_dup_person() makes of
 *   both, 0 when nothing is known of the person
 */
gint64
zhihui_complainant_key_make (const ZhihuiComplainantKey *self,
                             const char                 *complainant,
                             const char                 *phone)
{
  g_autofree char *person = zhihui_ledger_dup_person (complainant, phone);
  g_autofree char *hmac = NULL;

  if (person == NULL)
    return 0;

  hmac = make_hmac (self, person);
  hmac[HIDDEN_CHARACTERS] = '\0';
  return (gint64) (g_ascii_strtoull (hmac, NULL, 16) >> 1);
}

/**
 * zhihui_complainant_key_hide:
 *
 * Returns: (transfer full): an id that is the same for the same text and tells nothing of it
 */
char *
zhihui_complainant_key_hide (const ZhihuiComplainantKey *self, const char *text)
{
  char *hmac = make_hmac (self, text);

  hmac[HIDDEN_CHARACTERS] = '\0';
  return hmac;
}
