/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* What is kept of a source on this machine. All moments are the platform's, epoch seconds. */
typedef struct
{
  char       *path;           /* owned: of the history */
  ZhihuiZone *zone;           /* owned */
  gint64      oldest, newest; /* that are kept */
  GArray     *days; /* owned (element-type gint32): of which something is kept, in order */
} ZhihuiPastShelf;

void             zhihui_past_shelf_free (ZhihuiPastShelf *self);
void             zhihui_past_shelf_look_async (const char         *key,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
ZhihuiPastShelf *zhihui_past_shelf_look_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPastShelf, zhihui_past_shelf_free)

G_END_DECLS
