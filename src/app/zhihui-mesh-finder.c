/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-finder.h"

#include "zhihui-imported-maps.h"

/* Until no more of a map that is imported changes. */
#define QUIET_MS 300

struct _ZhihuiMeshFinder
{
  ZhihuiMapShelf     *shelf; /* owned */
  ZhihuiMeshFoundFunc found;
  gpointer            user_data;
  GCancellable       *search;    /* owned, nullable: it is under way */
  ZhihuiRegions      *regions;   /* owned, nullable: for which it was looked last */
  GBytes             *boundary;  /* owned, nullable: as well */
  ZhihuiSituation    *situation; /* owned, nullable: of which they are */
  GFileMonitor       *monitor;   /* owned, nullable: of the imported maps */
  guint               change_id; /* timeout */
};

static void
forget_search (ZhihuiMeshFinder *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->regions, zhihui_regions_unref);
  g_clear_pointer (&self->boundary, g_bytes_unref);
}

static gboolean
look_again_cb (gpointer user_data)
{
  ZhihuiMeshFinder *self = user_data;
  g_autoptr (ZhihuiSituation) situation =
    self->situation != NULL ? zhihui_situation_ref (self->situation) : NULL;

  self->change_id = 0;
  forget_search (self);
  if (situation != NULL)
    zhihui_mesh_finder_look (self, situation);
  return G_SOURCE_REMOVE;
}

static void
maps_changed_cb (ZhihuiMeshFinder *self)
{
  g_clear_handle_id (&self->change_id, g_source_remove);
  self->change_id = g_timeout_add (QUIET_MS, look_again_cb, self);
}

/* Also where there is no folder yet. */
static void
watch_maps (ZhihuiMeshFinder *self)
{
  g_autofree char *path = zhihui_imported_maps_get_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (maps_changed_cb), self);
}

/**
 * zhihui_mesh_finder_new:
 * @found: is told what was found
 * @user_data: for @found
 *
 * Returns: (transfer full): who looks for borders
 */
ZhihuiMeshFinder *
zhihui_mesh_finder_new (ZhihuiMeshFoundFunc found, gpointer user_data)
{
  ZhihuiMeshFinder *self = g_new0 (ZhihuiMeshFinder, 1);

  self->shelf = zhihui_map_shelf_new ();
  self->found = found;
  self->user_data = user_data;
  watch_maps (self);
  return self;
}

/**
 * zhihui_mesh_finder_free:
 * @self: (transfer full) (nullable): is told nothing any more
 */
void
zhihui_mesh_finder_free (ZhihuiMeshFinder *self)
{
  if (self == NULL)
    return;

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->change_id, g_source_remove);
  forget_search (self);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_object_unref (self->shelf);
  g_free (self);
}

static void
found_cb (GObject *shelf, GAsyncResult *result, gpointer user_data)
{
  ZhihuiMeshFinder *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh =
    zhihui_map_shelf_find_finish (ZHIHUI_MAP_SHELF (shelf), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("no borders for the map: %s", error->message);

  g_clear_object (&self->search);
  self->found (mesh, self->user_data);
}

/**
 * zhihui_mesh_finder_look:
 * @situation: what is shown
 *
 * Looks for the borders of the parts of its region, where these are not those of the last time.
 * Until they are found the map keeps what it has, as far as it fits. It looks again when maps are
 * imported or removed.
 *
 * Returns: whether a search is under way, after which it is told what was found
 */
gboolean
zhihui_mesh_finder_look (ZhihuiMeshFinder *self, ZhihuiSituation *situation)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegions *regions = zhihui_situation_get_regions (situation);
  GBytes        *boundary = zhihui_situation_get_boundary (situation);
  const char    *code = zhihui_situation_get_region (situation, ZHIHUI_DATASET_REGIONS);
  g_autoptr (GPtrArray) parts = NULL;

  if (regions == NULL || (regions == self->regions && boundary == self->boundary))
    return self->search != NULL;

  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  forget_search (self);
  self->regions = zhihui_regions_ref (regions);
  self->boundary = boundary != NULL ? g_bytes_ref (boundary) : NULL;
  self->search = g_cancellable_new ();
  if (code == NULL && meta != NULL)
    code = meta->region;
  parts = zhihui_regions_list_parts (regions, code);
  zhihui_map_shelf_find_async (self->shelf, code, parts, boundary, self->search, found_cb, self);
  return TRUE;
}
