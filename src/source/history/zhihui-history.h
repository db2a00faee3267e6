/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was known at which moment: a file that is only read. Used by one thread at a time. All
 * moments are the platform's, epoch seconds. */
typedef struct _ZhihuiHistory ZhihuiHistory;

ZhihuiHistory *zhihui_history_open (const char *path, GError **error);
void           zhihui_history_close (ZhihuiHistory *self);
gboolean
zhihui_history_get_range (ZhihuiHistory *self, gint64 *oldest, gint64 *newest, GError **error);
GArray     *zhihui_history_list_moments (ZhihuiHistory *self,
                                         gint64         from,
                                         gint64         to,
                                         guint          max,
                                         GError       **error); /* (element-type gint64) */
ZhihuiZone *zhihui_history_dup_zone (ZhihuiHistory *self);
char       *zhihui_history_describe_range (ZhihuiHistory *self);

ZhihuiSituation *
zhihui_history_load (ZhihuiHistory *self, gint64 at, gint64 now_us, gint64 *moment, GError **error);

void             zhihui_history_load_async (const char         *path,
                                            gint64              at,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
ZhihuiSituation *zhihui_history_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistory, zhihui_history_close)

G_END_DECLS
