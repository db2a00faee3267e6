/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-trust-settings.h"

G_BEGIN_DECLS

gboolean zhihui_client_certificate_load (const ZhihuiTrustSettings *settings,
                                         GTlsCertificate          **certificate,
                                         GError                   **error);

G_END_DECLS
