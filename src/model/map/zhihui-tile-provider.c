/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-provider.h"

G_DEFINE_INTERFACE (ZhihuiTileProvider, zhihui_tile_provider, G_TYPE_OBJECT)

static void
zhihui_tile_provider_default_init (ZhihuiTileProviderInterface *iface)
{
}

/**
 * zhihui_tile_provider_load_async:
 * @place: (transfer none): not outside the zooms, x and y below 2^z
 * @cancellable: (nullable)
 *
 * Asks for one picture, on the main context of the caller.
 */
void
zhihui_tile_provider_load_async (ZhihuiTileProvider    *self,
                                 const ZhihuiTilePlace *place,
                                 GCancellable          *cancellable,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data)
{
  g_return_if_fail (ZHIHUI_IS_TILE_PROVIDER (self) && place != NULL);

  ZHIHUI_TILE_PROVIDER_GET_IFACE (self)->load_async (self, place, cancellable, callback, user_data);
}

/**
 * zhihui_tile_provider_load_finish:
 * @error: set when it may be there another time
 *
 * Returns: (transfer full) (nullable): the file of the picture as it was sent, not checked; NULL
 *   without an error where the map has none
 */
GBytes *
zhihui_tile_provider_load_finish (ZhihuiTileProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_PROVIDER (self), NULL);

  return ZHIHUI_TILE_PROVIDER_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * zhihui_tile_provider_get_zooms:
 * @min_zoom: (out)
 * @max_zoom: (out): the steps of zoom there are pictures for, both included
 */
void
zhihui_tile_provider_get_zooms (ZhihuiTileProvider *self, guint *min_zoom, guint *max_zoom)
{
  g_return_if_fail (ZHIHUI_IS_TILE_PROVIDER (self));

  ZHIHUI_TILE_PROVIDER_GET_IFACE (self)->get_zooms (self, min_zoom, max_zoom);
}

/**
 * zhihui_tile_provider_get_attribution:
 *
 * Returns: (transfer none) (nullable): whose map it is, to be shown on it
 */
const char *
zhihui_tile_provider_get_attribution (ZhihuiTileProvider *self)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_PROVIDER (self), NULL);

  return ZHIHUI_TILE_PROVIDER_GET_IFACE (self)->get_attribution (self);
}
