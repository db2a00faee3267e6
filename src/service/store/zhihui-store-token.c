/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <sys/random.h>

#include "zhihui-error.h"
#include "zhihui-store.h"

#define TOKEN_BYTES 32

void
zhihui_grant_free (ZhihuiGrant *self)
{
  if (self == NULL)
    return;

  g_free (self->scope);
  g_free (self->region);
  g_free (self->unit);
  g_free (self);
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/* URL-safe base64 without padding: it survives shells, headers and eyes. */
static char *
make_secret (GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  char  *secret;
  gsize  length;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_FAILED,
                           _ ("The system gives no random numbers for a token"));
      return NULL;
    }

  secret = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (secret, "+", '-');
  g_strdelimit (secret, "/", '_');
  length = strlen (secret);
  while (length > 0 && secret[length - 1] == '=')
    secret[--length] = '\0';
  explicit_bzero (bytes, sizeof bytes);
  return secret;
}

/**
 * zhihui_store_make_token:
 * @scope: space separated, e.g. "wall" or "desk events"
 * @expires_at: epoch seconds, or %ZHIHUI_NO_INSTANT
 *
 * The token speaks for the whole region of the deployment. Only its SHA-256 is stored.
 *
 * Returns: (transfer full): the token, which cannot be read again
 */
char *
zhihui_store_make_token (ZhihuiStore *self, const char *scope, gint64 expires_at, GError **error)
{
  return zhihui_store_make_unit_token (self, scope, "", expires_at, error);
}

/**
 * zhihui_store_make_unit_token:
 * @unit: code of the unit whose work it may report; "" of all units
 *
 * As zhihui_store_make_token().
 */
char *
zhihui_store_make_unit_token (
  ZhihuiStore *self, const char *scope, const char *unit, gint64 expires_at, GError **error)
{
  static const char sql[] = "INSERT INTO token (hash, scope, region, made_at, expires_at, unit)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autofree char  *region = NULL, *secret = NULL, *hash = NULL;
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && scope != NULL && unit != NULL, NULL);

  secret = make_secret (error);
  if (secret == NULL)
    return NULL;

  hash = hash_token (secret);
  region = zhihui_store_get_setting (self, "region");
  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, hash);
  zhihui_statement_bind_text (statement, 2, scope);
  zhihui_statement_bind_text (statement, 3, region != NULL ? region : "");
  zhihui_statement_bind_integer (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  zhihui_store_bind_instant (statement, 5, expires_at);
  zhihui_statement_bind_text (statement, 6, unit);

  return zhihui_statement_finish (statement, error) ? g_steal_pointer (&secret) : NULL;
}

/**
 * zhihui_store_bind_token:
 * @region: code of the region that the token is to see alone
 *
 * Returns: %FALSE with @error
 */
gboolean
zhihui_store_bind_token (ZhihuiStore *self, const char *token, const char *region, GError **error)
{
  static const char sql[] = "UPDATE token SET region = ?2 WHERE hash = ?1";
  g_autofree char  *hash = NULL;
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && token != NULL && region != NULL, FALSE);

  hash = hash_token (token);
  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, hash);
  zhihui_statement_bind_text (statement, 2, region);
  return zhihui_statement_finish (statement, error);
}

/**
 * zhihui_store_check_token:
 * @now: epoch seconds of the real clock
 *
 * Returns: (transfer full) (nullable): what the token allows; %NULL when it is unknown, revoked or
 *   expired
 */
ZhihuiGrant *
zhihui_store_check_token (ZhihuiStore *self, const char *token, gint64 now)
{
  static const char sql[] = "SELECT scope, region, expires_at, unit FROM token"
                            " WHERE hash = ? AND revoked_at IS NULL"
                            " AND (expires_at IS NULL OR expires_at > ?)";
  g_autofree char  *hash = NULL;
  ZhihuiStatement  *statement;
  ZhihuiGrant      *grant = NULL;

  g_return_val_if_fail (self != NULL && token != NULL, NULL);

  hash = hash_token (token);
  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, hash);
  zhihui_statement_bind_integer (statement, 2, now);
  if (zhihui_statement_step (statement) == ZHIHUI_STEP_ROW)
    {
      grant = g_new0 (ZhihuiGrant, 1);
      grant->scope = g_strdup (zhihui_statement_get_text (statement, 0));
      grant->region = g_strdup (zhihui_statement_get_text (statement, 1));
      grant->expires_at = zhihui_store_get_instant (statement, 2);
      grant->unit = g_strdup (zhihui_statement_get_text (statement, 3));
    }
  zhihui_statement_reset (statement);

  return grant;
}

/**
 * zhihui_store_revoke_token:
 *
 * Returns: %FALSE with @error, NOT_FOUND when no such token is valid
 */
gboolean
zhihui_store_revoke_token (ZhihuiStore *self, const char *token, GError **error)
{
  static const char sql[] = "UPDATE token SET revoked_at = ?"
                            " WHERE hash = ? AND revoked_at IS NULL";
  g_autofree char  *hash = NULL;
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && token != NULL, FALSE);

  hash = hash_token (token);
  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (statement, 1, g_get_real_time () / G_USEC_PER_SEC);
  zhihui_statement_bind_text (statement, 2, hash);
  if (!zhihui_statement_finish (statement, error))
    return FALSE;

  if (zhihui_statement_get_n_changed (statement) == 0)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no such valid token"));
      return FALSE;
    }
  return TRUE;
}
