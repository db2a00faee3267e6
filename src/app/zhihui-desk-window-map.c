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

/* ---- of which region the boards are ---- */

/* "镇街道 13" is of the whole. */
static void
label_peers (ZhihuiDeskWindow *self, ZhihuiMeta *meta, gboolean is_whole)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->peer_buttons));

  for (guint i = 0; button != NULL && i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = meta->peers->pdata[i];
      g_autofree char  *label =
        is_whole ? g_strdup_printf ("%s %u", peer->label, peer->n_units) : g_strdup (peer->label);

      gtk_button_set_label (GTK_BUTTON (button), label);
      button = gtk_widget_get_next_sibling (button);
    }
}

/* Whether the boards are of the whole although a part was chosen: not every source knows parts. */
static gboolean
are_boards_wider (ZhihuiDeskWindow *self, ZhihuiSituation *situation, const char *code)
{
  ZhihuiRanking *ranking =
    self->peer != NULL ? zhihui_situation_get_ranking (
                           situation, zhihui_ranking_table_get_board (self->table), self->peer)
                       : NULL;

  return ranking != NULL && g_strcmp0 (ranking->region, code) != 0;
}

/* The region that was chosen on the map, or that the boards are of the whole all the same. */
void
zhihui_desk_window_show_region (ZhihuiDeskWindow *self)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (self->selection);
  ZhihuiSituation  *situation = zhihui_source_get_situation (self->source);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  g_autofree char  *text = NULL;
  gboolean          is_wider;

  gtk_widget_set_visible (self->region_button, path != NULL);
  if (meta == NULL)
    return;
  label_peers (self, meta, path == NULL);
  if (path == NULL)
    return;

  is_wider = are_boards_wider (self, situation, zhihui_region_path_get_code (path));
  text = is_wider ? g_strdup_printf (_ ("All of %s"), meta->name)
                  : g_strdup (zhihui_region_path_get_name (path));
  adw_button_content_set_label (self->region_content, text);
}

/* From the template. */
void
zhihui_desk_window_leave_region (ZhihuiDeskWindow *self)
{
  zhihui_selection_set_path (self->selection, NULL);
  zhihui_desk_window_show_region (self);
}

/* ---- the map ---- */

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

/* The same region as the boards. */
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
  zhihui_drill_set_wants (self->drill, &wants);
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
