/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-basemap-settings.h"
#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

/* A base map that can be shown. */
typedef struct
{
  ZhihuiTileProvider *ground; /* owned */
  ZhihuiTileProvider *labels; /* owned, nullable */
} ZhihuiBasemap;

void           zhihui_basemap_open_async (const ZhihuiBasemapSettings *settings,
                                          GCancellable                *cancellable,
                                          GAsyncReadyCallback          callback,
                                          gpointer                     user_data);
ZhihuiBasemap *zhihui_basemap_open_finish (GAsyncResult *result, GError **error);
void           zhihui_basemap_free (ZhihuiBasemap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBasemap, zhihui_basemap_free)

G_END_DECLS
