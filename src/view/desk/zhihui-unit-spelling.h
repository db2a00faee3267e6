/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @rows: (element-type ZhihuiUnitRow): can be searched by how they sound once this is finished. */
void     zhihui_unit_spelling_async (GPtrArray          *rows,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean zhihui_unit_spelling_finish (GAsyncResult *result, GError **error);

G_END_DECLS
