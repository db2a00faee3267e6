/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-basemap.h"

#include <glib/gi18n-lib.h>

#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-mbtiles.h"
#include "zhihui-tile-folder.h"
#include "zhihui-tile-template.h"
#include "zhihui-web-tiles.h"

#define CREDENTIAL_NAME "zhihui-basemap-key"

/* What is opened by a worker: it owns all of it until it is done. */
typedef struct
{
  const ZhihuiTileSettings *ground;
  const ZhihuiTileSettings *labels; /* NULL: there are none */
  ZhihuiSecret             *key;    /* owned, nullable: of the keyring */
} Opening;

/**
 * zhihui_basemap_free:
 * @self: (transfer full) (nullable): a base map
 */
void
zhihui_basemap_free (ZhihuiBasemap *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->ground);
  g_clear_object (&self->labels);
  g_free (self);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  zhihui_secret_unref (self->key);
  g_free (self);
}

static gboolean
needs_key (const ZhihuiTileSettings *layer)
{
  return layer != NULL && layer->url != NULL && zhihui_tile_template_needs_key (layer->url);
}

static ZhihuiSecret *
read_key (const Opening *self, const ZhihuiTileSettings *layer, GError **error)
{
  g_autoptr (GError) read_error = NULL;
  ZhihuiSecret *key = zhihui_credentials_read_named (layer->key_file, CREDENTIAL_NAME, &read_error);

  if (read_error != NULL)
    g_propagate_error (error, g_steal_pointer (&read_error));
  else if (key == NULL && self->key != NULL)
    key = zhihui_secret_ref (self->key);
  else if (key == NULL)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_INVALID,
                         _ ("the base map needs a key: name a file with key-file, or put it into "
                            "the keyring"));
  return key;
}

/* The folder of its pictures must not be that of another server, nor of another look of them. */
static ZhihuiTileCache *
make_cache (const ZhihuiTileSettings *layer)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "zhihui", "tiles", NULL);
  g_autofree char *hosts =
    layer->subdomains != NULL ? g_strjoinv (";", layer->subdomains) : g_strdup ("");
  g_autofree char *id = g_strconcat (layer->url, "\n", hosts, NULL);

  return zhihui_tile_cache_new (folder, id);
}

static ZhihuiTileProvider *
open_layer (const Opening *self, const ZhihuiTileSettings *layer, GError **error)
{
  g_autoptr (ZhihuiSecret) key = NULL;
  g_autoptr (ZhihuiTileCache) cache = NULL;

  if (layer->path != NULL)
    return g_file_test (layer->path, G_FILE_TEST_IS_DIR)
             ? (ZhihuiTileProvider *) zhihui_tile_folder_open (layer, error)
             : (ZhihuiTileProvider *) zhihui_mbtiles_open (layer, error);

  if (needs_key (layer) && (key = read_key (self, layer, error)) == NULL)
    return NULL;

  cache = make_cache (layer);
  return (ZhihuiTileProvider *) zhihui_web_tiles_new (layer, key, cache, error);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Opening *self = task_data;
  g_autoptr (ZhihuiBasemap) map = g_new0 (ZhihuiBasemap, 1);
  GError *error = NULL;

  map->ground = open_layer (self, self->ground, &error);
  if (map->ground != NULL && self->labels != NULL)
    map->labels = open_layer (self, self->labels, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&map), (GDestroyNotify) zhihui_basemap_free);
}

static void
key_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *self = g_task_get_task_data (task);

  self->key = zhihui_credentials_search_finish (result, NULL);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * zhihui_basemap_open_async:
 * @settings: what they say; borrowed until @callback is called
 * @cancellable: (nullable): ends it
 * @callback: called when the map can be shown, or cannot
 * @user_data: for @callback
 *
 * Files are looked into by a worker. A key is that of the named file, else of the credential
 * "zhihui-basemap-key" of the service manager, else of the keyring.
 */
void
zhihui_basemap_open_async (const ZhihuiBasemapSettings *settings,
                           GCancellable                *cancellable,
                           GAsyncReadyCallback          callback,
                           gpointer                     user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening         *self = g_new0 (Opening, 1);
  gboolean         has_labels = settings->labels.path != NULL || settings->labels.url != NULL;
  g_autofree char *name = g_strconcat ("basemap:", settings->name, NULL);

  self->ground = &settings->ground;
  self->labels = has_labels ? &settings->labels : NULL;
  g_task_set_source_tag (task, zhihui_basemap_open_async);
  g_task_set_task_data (task, self, opening_free);
  if ((needs_key (self->ground) && self->ground->key_file == NULL) ||
      (needs_key (self->labels) && self->labels->key_file == NULL))
    zhihui_credentials_search_async (name, cancellable, key_found_cb, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, open_in_thread);
}

/**
 * zhihui_basemap_open_finish:
 * @result: given to the callback
 * @error: return location: for a person, with file and reason, without key
 *
 * Returns: (transfer full): the map, or %NULL with @error set
 */
ZhihuiBasemap *
zhihui_basemap_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
