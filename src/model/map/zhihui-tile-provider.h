/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_TILE_PROVIDER (zhihui_tile_provider_get_type ())
G_DECLARE_INTERFACE (ZhihuiTileProvider, zhihui_tile_provider, ZHIHUI, TILE_PROVIDER, GObject)

/* Where in the pyramid of 256 px pictures, Web Mercator: row 0 is the northernmost. */
typedef struct
{
  guint z, x, y;
} ZhihuiTilePlace;

/**
 * ZhihuiTileProvider:
 *
 * Where the pictures of a base map come from: a file, a folder, a server. One tile is asked for at
 * a time; where there is none the answer is no bytes and no error, and the map stays bare there. An
 * error means that it may be there another time.
 */
struct _ZhihuiTileProviderInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (ZhihuiTileProvider    *self,
                      const ZhihuiTilePlace *place, /* valid for the call */
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data);
  GBytes *(*load_finish) (ZhihuiTileProvider *self, GAsyncResult *result, GError **error);
  void (*get_zooms) (ZhihuiTileProvider *self, guint *min_zoom, guint *max_zoom);
  const char *(*get_attribution) (ZhihuiTileProvider *self); /* nullable: there is none */
};

void zhihui_tile_provider_load_async (ZhihuiTileProvider    *self,
                                      const ZhihuiTilePlace *place,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
GBytes *
zhihui_tile_provider_load_finish (ZhihuiTileProvider *self, GAsyncResult *result, GError **error);
void zhihui_tile_provider_get_zooms (ZhihuiTileProvider *self, guint *min_zoom, guint *max_zoom);
const char *zhihui_tile_provider_get_attribution (ZhihuiTileProvider *self);

G_END_DECLS
