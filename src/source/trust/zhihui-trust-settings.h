/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-calendar-settings.h"
#include "zhihui-secret.h"

G_BEGIN_DECLS

/* Whom a source believes and what it shows: names of files and public pins, no secret but the token
 * of the environment. All owned and nullable. Zero-initialise. */
typedef struct
{
  char         *token_file;
  ZhihuiSecret *token; /* of $ZHIHUI_TOKEN; @token_file comes before it */

  char  *ca_file; /* PEM; else the system's */
  char **pins;    /* "sha256//…": then no authority is asked */

  char *client_certificate; /* PEM or PKCS#12 */
  char *client_key_file;    /* PEM; else in @client_certificate */
  char *client_password_file;

  char *signer;
  char *signer_key_file;
  char *signer_key_id;

  char **join_hosts; /* whose links of meetings a desk may open, beside those of the calendar */

  ZhihuiCalendarSettings calendar; /* read beside the source; it is believed by itself */
} ZhihuiTrustSettings;

void     zhihui_trust_settings_clear (ZhihuiTrustSettings *self);
void     zhihui_trust_settings_copy (const ZhihuiTrustSettings *self, ZhihuiTrustSettings *copy);
void     zhihui_trust_settings_make_absolute (ZhihuiTrustSettings *self);
gboolean zhihui_trust_settings_load (
  ZhihuiTrustSettings *self, const char *path, const char *where, char **address, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiTrustSettings, zhihui_trust_settings_clear)

G_END_DECLS
