/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-secret.h"

G_BEGIN_DECLS

ZhihuiSecret *zhihui_credentials_parse (const char *text);
ZhihuiSecret *zhihui_credentials_take_environment (GError **error);
ZhihuiSecret *zhihui_credentials_read_named (const char *file, const char *name, GError **error);
ZhihuiSecret *zhihui_credentials_read (const char *token_file, ZhihuiSecret *token, GError **error);

void          zhihui_credentials_search_async (const char         *source,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
ZhihuiSecret *zhihui_credentials_search_finish (GAsyncResult *result, GError **error);

G_END_DECLS
