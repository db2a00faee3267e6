/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-window-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-map-option.h"

/* The map of the desk: what is chosen there, what is asked for it, which borders its regions have.
 */

static void
region_vanished_cb (ZhihuiDeskWindow *self, const char *name)
{
  g_autofree char *text = g_strdup_printf (_ ("The platform does not know “%s” any more"), name);

  zhihui_desk_window_tell (self, text);
}

static void
mesh_found_cb (ZhihuiMesh *mesh, gpointer user_data)
{
  zhihui_map_page_set_mesh (((ZhihuiDeskWindow *) user_data)->map, mesh);
}

void
zhihui_desk_window_open_map (ZhihuiDeskWindow *self)
{
  self->selection = zhihui_selection_new ();
  self->drill = zhihui_drill_new (self->source, self->selection);
  self->finder = zhihui_mesh_finder_new (mesh_found_cb, self);
  self->points = zhihui_case_points_new (self->source, self->map);
  g_signal_connect_object (
    self->drill, "vanished", G_CALLBACK (region_vanished_cb), self, G_CONNECT_SWAPPED);
  zhihui_map_page_set_selection (self->map, self->selection);
}

void
zhihui_desk_window_close_map (ZhihuiDeskWindow *self)
{
  g_clear_pointer (&self->points, zhihui_case_points_free);
  g_clear_pointer (&self->finder, zhihui_mesh_finder_free);
  g_clear_object (&self->drill);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
}

/* Each second. */
void
zhihui_desk_window_pass_map (ZhihuiDeskWindow *self)
{
  if (zhihui_desk_window_is_on_map (self))
    zhihui_case_points_pass (self->points, g_get_monotonic_time ());
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
  ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_MEETINGS |
                1u << ZHIHUI_DATASET_SUMMARY | 1u << ZHIHUI_DATASET_MAP |
                1u << ZHIHUI_DATASET_REGIONS,
  };

  if (self->map_settings != NULL)
    zhihui_map_option_add_layers (self->map_settings, &wants);
  zhihui_drill_set_wants (self->drill, &wants, TRUE);
}

/**
 * zhihui_desk_window_show_map:
 * @situation: what is known
 */
void
zhihui_desk_window_show_map (ZhihuiDeskWindow *self, ZhihuiSituation *situation)
{
  if (zhihui_mesh_finder_look (self->finder, situation))
    zhihui_map_page_await_mesh (self->map);
  zhihui_map_page_show (self->map, situation);
}

/**
 * zhihui_desk_window_get_map:
 *
 * Returns: (transfer none): the map of its page
 */
ZhihuiMapView *
zhihui_desk_window_get_map (ZhihuiDeskWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_WINDOW (self), NULL);

  return zhihui_map_page_get_view (self->map);
}

/**
 * zhihui_desk_window_set_map_settings:
 * @settings: (transfer none): what the operator says about the map
 */
void
zhihui_desk_window_set_map_settings (ZhihuiDeskWindow *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_DESK_WINDOW (self));

  zhihui_map_settings_ref (settings);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  self->map_settings = settings;
  zhihui_map_page_set_settings (self->map, settings);
  if (zhihui_desk_window_is_on_map (self))
    zhihui_desk_window_ask_for_map (self);
}
