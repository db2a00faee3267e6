/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-secret.h"

G_BEGIN_DECLS

/* The keyring of the session: the only file that knows how a token is filed there. */

gboolean zhihui_keyring_has_session (void);

/* For how long a keyring that nobody unlocks is waited for. */
typedef struct
{
  GCancellable *cancellable; /* owned: of what waits, ended by the deadline */
  guint         deadline_id; /* 0 it is over */
} ZhihuiKeyringWait;

ZhihuiKeyringWait *zhihui_keyring_wait_new (guint deadline_s, GCancellable *give_up);
void               zhihui_keyring_wait_free (ZhihuiKeyringWait *self);

void  zhihui_keyring_lookup_async (const char         *source,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
char *zhihui_keyring_lookup_finish (GAsyncResult *result, GError **error);
void  zhihui_keyring_free_text (char *text);

void     zhihui_keyring_store_async (const char         *source,
                                     ZhihuiSecret       *token,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean zhihui_keyring_store_finish (GAsyncResult *result, GError **error);
gboolean zhihui_keyring_is_missing (const GError *error);

G_END_DECLS
