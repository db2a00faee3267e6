/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-stored-tiles.h"

typedef struct
{
  char *attribution; /* owned, nullable */
  guint min_zoom, max_zoom;
} ZhihuiStoredTilesPrivate;

static void zhihui_stored_tiles_provider_init (ZhihuiTileProviderInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ZhihuiStoredTiles,
                                  zhihui_stored_tiles,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ZhihuiStoredTiles)
                                    G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_TILE_PROVIDER,
                                                           zhihui_stored_tiles_provider_init))

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes;

  if (g_task_return_error_if_cancelled (task))
    return;

  bytes = ZHIHUI_STORED_TILES_GET_CLASS (source)->read (source, task_data, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
zhihui_stored_tiles_load_async (ZhihuiTileProvider    *provider,
                                const ZhihuiTilePlace *place,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, zhihui_stored_tiles_load_async);
  g_task_set_task_data (task, g_memdup2 (place, sizeof *place), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static GBytes *
zhihui_stored_tiles_load_finish (ZhihuiTileProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static ZhihuiStoredTilesPrivate *
get_private (gpointer self)
{
  return zhihui_stored_tiles_get_instance_private (ZHIHUI_STORED_TILES (self));
}

static void
zhihui_stored_tiles_get_zooms (ZhihuiTileProvider *provider, guint *min_zoom, guint *max_zoom)
{
  *min_zoom = get_private (provider)->min_zoom;
  *max_zoom = get_private (provider)->max_zoom;
}

static const char *
zhihui_stored_tiles_get_attribution (ZhihuiTileProvider *provider)
{
  return get_private (provider)->attribution;
}

static void
zhihui_stored_tiles_provider_init (ZhihuiTileProviderInterface *iface)
{
  iface->load_async = zhihui_stored_tiles_load_async;
  iface->load_finish = zhihui_stored_tiles_load_finish;
  iface->get_zooms = zhihui_stored_tiles_get_zooms;
  iface->get_attribution = zhihui_stored_tiles_get_attribution;
}

static void
zhihui_stored_tiles_finalize (GObject *object)
{
  g_free (get_private (object)->attribution);

  G_OBJECT_CLASS (zhihui_stored_tiles_parent_class)->finalize (object);
}

static void
zhihui_stored_tiles_class_init (ZhihuiStoredTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_stored_tiles_finalize;
}

static void
zhihui_stored_tiles_init (ZhihuiStoredTiles *self)
{
}

/**
 * zhihui_stored_tiles_describe:
 * @settings: what they say comes before what was found
 * @min_zoom: that was found
 * @max_zoom: that was found
 * @attribution: (nullable): that was found
 *
 * Called once, while the pictures are opened.
 */
void
zhihui_stored_tiles_describe (ZhihuiStoredTiles        *self,
                              const ZhihuiTileSettings *settings,
                              guint                     min_zoom,
                              guint                     max_zoom,
                              const char               *attribution)
{
  ZhihuiStoredTilesPrivate *priv = get_private (self);

  priv->min_zoom = settings->has_zooms ? settings->min_zoom : min_zoom;
  priv->max_zoom = settings->has_zooms ? settings->max_zoom : max_zoom;
  priv->attribution =
    g_strdup (settings->attribution != NULL ? settings->attribution : attribution);
}
