/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-secret.h"
#include "zhihui-signer.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_SM2_SIGNER (zhihui_sm2_signer_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiSm2Signer, zhihui_sm2_signer, ZHIHUI, SM2_SIGNER, GObject)

ZhihuiSigner *zhihui_sm2_signer_new (ZhihuiSecret *key, const char *key_id, GError **error);
GBytes       *zhihui_sm2_signer_sign_text (ZhihuiSm2Signer *self, const char *text, GError **error);

G_END_DECLS
