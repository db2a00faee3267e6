/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-secret.h"

G_BEGIN_DECLS

/* Where a token is that was typed in. */
typedef enum
{
  ZHIHUI_TOKEN_PLACE_NONE,
  ZHIHUI_TOKEN_PLACE_KEYRING, /* of the session */
  ZHIHUI_TOKEN_PLACE_FILE,    /* private to the user, not encrypted: there is no keyring */
} ZhihuiTokenPlace;

void             zhihui_token_keeper_keep_async (const char         *source,
                                                 ZhihuiSecret       *token,
                                                 GCancellable       *give_up,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
ZhihuiTokenPlace zhihui_token_keeper_keep_finish (GAsyncResult *result, GError **error);

char *zhihui_token_keeper_dup_path (const char *source);

G_END_DECLS
