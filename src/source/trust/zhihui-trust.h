/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-signer.h"
#include "zhihui-trust-settings.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TRUST (zhihui_trust_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiTrust, zhihui_trust, ZHIHUI, TRUST, GObject)

ZhihuiTrust *
zhihui_trust_new (const ZhihuiTrustSettings *settings, const char *base, GError **error);
ZhihuiSecret *zhihui_trust_read_token (ZhihuiTrust *self, GError **error);
void          zhihui_trust_attach (ZhihuiTrust *self, SoupSession *session);
void          zhihui_trust_set_signer (ZhihuiTrust *self, ZhihuiSigner *signer);
void          zhihui_trust_send_async (SoupSession        *session,
                                       SoupMessage        *message,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean      zhihui_trust_is_stopped (SoupMessage *message);
const char   *zhihui_trust_describe_refusal (SoupMessage *message);
const char   *zhihui_trust_describe_failure (SoupMessage *message, const GError *error);

G_END_DECLS
