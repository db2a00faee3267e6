/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-secret.h"
#include "zhihui-signer.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HMAC_SIGNER (zhihui_hmac_signer_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiHmacSigner, zhihui_hmac_signer, ZHIHUI, HMAC_SIGNER, GObject)

ZhihuiSigner *zhihui_hmac_signer_new (ZhihuiSecret *key, const char *key_id, GError **error);
GBytes       *zhihui_hmac_signer_sign_text (ZhihuiHmacSigner *self, const char *text);

G_END_DECLS
