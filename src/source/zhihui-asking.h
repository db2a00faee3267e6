/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* Reads an answer; NULL with an error when it is none. */
typedef gpointer (*ZhihuiDecodeFunc) (GBytes *body, GError **error);

void     zhihui_asking_async (ZhihuiSource       *source,
                              const char         *path,
                              ZhihuiDecodeFunc    decode,
                              GDestroyNotify      free_answer,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);
gpointer zhihui_asking_finish (GAsyncResult *result, GError **error);

G_END_DECLS
