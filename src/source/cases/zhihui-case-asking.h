/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* Reads an answer; NULL with an error when it is none. */
typedef gpointer (*ZhihuiCaseDecodeFunc) (GBytes *body, GError **error);

void     zhihui_case_asking_async (ZhihuiSource        *source,
                                   const char          *path,
                                   ZhihuiCaseDecodeFunc decode,
                                   GDestroyNotify       free_answer,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gpointer zhihui_case_asking_finish (GAsyncResult *result, GError **error);

G_END_DECLS
