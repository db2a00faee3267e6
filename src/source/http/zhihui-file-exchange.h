/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file asked for as if it were an answer; finished by zhihui_exchange_finish (). */
void zhihui_file_exchange_async (const char         *url,
                                 const char         *etag,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

G_END_DECLS
