/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *zhihui_credentials_read (const char *token_file, GError **error);
char *zhihui_credentials_read_file (const char *path, GError **error);

void  zhihui_credentials_search_async (const char         *source,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
char *zhihui_credentials_search_finish (GAsyncResult *result, GError **error);

G_END_DECLS
