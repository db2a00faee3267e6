/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-mesh.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MAP_SHELF (zhihui_map_shelf_get_type ())

G_DECLARE_FINAL_TYPE (ZhihuiMapShelf, zhihui_map_shelf, ZHIHUI, MAP_SHELF, GObject)

ZhihuiMapShelf *zhihui_map_shelf_new (void);
ZhihuiMapShelf *zhihui_map_shelf_new_for_folders (const char *imported, const char *shipped);

ZhihuiMesh *zhihui_map_shelf_find (ZhihuiMapShelf *self,
                                   const char     *region,
                                   GPtrArray      *children,
                                   GBytes         *boundary,
                                   GCancellable   *cancellable,
                                   GError        **error);

void zhihui_map_shelf_find_async (ZhihuiMapShelf     *self,
                                  const char         *region,
                                  GPtrArray          *children,
                                  GBytes             *boundary,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
ZhihuiMesh *
zhihui_map_shelf_find_finish (ZhihuiMapShelf *self, GAsyncResult *result, GError **error);

G_END_DECLS
