/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* After so long a source that was asked for everything is given up. */
#define ZHIHUI_SETTLING_MS 30000

gboolean zhihui_settling_wait (ZhihuiSource *source, guint timeout_ms);

void     zhihui_settling_wait_async (ZhihuiSource       *source,
                                     guint               timeout_ms,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean zhihui_settling_wait_finish (GAsyncResult *result, GError **error);

G_END_DECLS
