/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-window-private.h"

#include <glib/gi18n-lib.h>

/* The map of the desk: what is chosen there, what is asked for it, which borders its regions have.
 */

static void
region_vanished_cb (ZhihuiDeskWindow *self, const char *name)
{
  g_autofree char *text = g_strdup_printf (_ ("The platform does not know “%s” any more"), name);

  zhihui_desk_window_tell (self, text);
}

void
zhihui_desk_window_open_map (ZhihuiDeskWindow *self)
{
  self->selection = zhihui_selection_new ();
  self->drill = zhihui_drill_new (self->source, self->selection);
  self->shelf = zhihui_map_shelf_new ();
  g_signal_connect_object (
    self->drill, "vanished", G_CALLBACK (region_vanished_cb), self, G_CONNECT_SWAPPED);
  zhihui_map_page_set_selection (self->map, self->selection);
}

static void
forget_search (ZhihuiDeskWindow *self)
{
  if (self->mesh_search != NULL)
    g_cancellable_cancel (self->mesh_search);
  g_clear_object (&self->mesh_search);
  g_clear_pointer (&self->mesh_regions, zhihui_regions_unref);
  g_clear_pointer (&self->mesh_boundary, g_bytes_unref);
}

void
zhihui_desk_window_close_map (ZhihuiDeskWindow *self)
{
  forget_search (self);
  g_clear_object (&self->drill);
  g_clear_object (&self->selection);
  g_clear_object (&self->shelf);
}

gboolean
zhihui_desk_window_is_on_map (ZhihuiDeskWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "map") == 0;
}

/* The map alone is about a region; the other pages are of the whole. */
void
zhihui_desk_window_ask_for_map (ZhihuiDeskWindow *self)
{
  const ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_MEETINGS |
                1u << ZHIHUI_DATASET_SUMMARY | 1u << ZHIHUI_DATASET_MAP |
                1u << ZHIHUI_DATASET_REGIONS,
  };

  zhihui_drill_set_wants (self->drill, &wants, TRUE);
}

static void
mesh_found_cb (GObject *shelf, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskWindow *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh =
    zhihui_map_shelf_find_finish (ZHIHUI_MAP_SHELF (shelf), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->mesh_search);
  zhihui_map_page_set_mesh (self->map, mesh);
}

/* Until they are found the map is one of hexagons, or of the borders that are still right. */
static void
find_mesh (ZhihuiDeskWindow *self, ZhihuiSituation *situation)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegions *regions = zhihui_situation_get_regions (situation);
  GBytes        *boundary = zhihui_situation_get_boundary (situation);
  g_autoptr (GPtrArray) parts = NULL;
  const char *code = zhihui_region_path_get_code (zhihui_situation_get_region_path (situation));

  if (regions == NULL || (regions == self->mesh_regions && boundary == self->mesh_boundary))
    return;

  forget_search (self);
  self->mesh_regions = zhihui_regions_ref (regions);
  self->mesh_boundary = boundary != NULL ? g_bytes_ref (boundary) : NULL;
  self->mesh_search = g_cancellable_new ();
  if (code == NULL && meta != NULL)
    code = meta->region;
  parts = zhihui_regions_list_parts (regions, code);
  zhihui_map_shelf_find_async (
    self->shelf, code, parts, boundary, self->mesh_search, mesh_found_cb, self);
}

/**
 * zhihui_desk_window_show_map:
 * @situation: what is known
 */
void
zhihui_desk_window_show_map (ZhihuiDeskWindow *self, ZhihuiSituation *situation)
{
  zhihui_map_page_show (self->map, situation);
  find_mesh (self, situation);
}
