/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-map.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-points.h"
#include "zhihui-desk-page.h"
#include "zhihui-map-option.h"
#include "zhihui-map-page.h"
#include "zhihui-mesh-finder.h"

/* The map of the desk: what is asked for it, which borders its regions have, where its cases are.
 */
struct _ZhihuiDeskMap
{
  AdwBin parent_instance;

  ZhihuiDesk         *desk;    /* borrowed */
  ZhihuiMapPage      *map;     /* the child */
  ZhihuiMeshFinder   *finder;  /* owned: which borders its parts have */
  ZhihuiCasePoints   *points;  /* owned: where its cases are */
  GSimpleActionGroup *actions; /* owned */
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskMap,
                               zhihui_desk_map,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

static void
mesh_found_cb (ZhihuiMesh *mesh, gpointer user_data)
{
  zhihui_map_page_set_mesh (((ZhihuiDeskMap *) user_data)->map, mesh);
}

static void
take_settings (ZhihuiDeskMap *self)
{
  ZhihuiMapSettings *settings = zhihui_desk_get_map_settings (self->desk);

  if (settings == NULL)
    return;
  zhihui_map_page_set_settings (self->map, settings);
  zhihui_desk_ask (self->desk);
}

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskMap *self = ZHIHUI_DESK_MAP (page);

  self->desk = desk;
  self->finder = zhihui_mesh_finder_new (mesh_found_cb, self);
  self->points = zhihui_case_points_new (zhihui_desk_get_source (desk), self->map);
  zhihui_map_page_set_selection (self->map, zhihui_desk_get_selection (desk));
  g_signal_connect_object (
    desk, "map-settings", G_CALLBACK (take_settings), self, G_CONNECT_SWAPPED);
  take_settings (self);
  zhihui_desk_open_map (desk, zhihui_map_page_get_view (self->map));
}

/* The same region as the boards. */
static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  ZhihuiDeskMap     *self = ZHIHUI_DESK_MAP (page);
  ZhihuiMapSettings *settings = zhihui_desk_get_map_settings (self->desk);

  wants->datasets |=
    1u << ZHIHUI_DATASET_SUMMARY | 1u << ZHIHUI_DATASET_MAP | 1u << ZHIHUI_DATASET_REGIONS;
  if (settings != NULL)
    zhihui_map_option_add_layers (settings, wants);
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskMap *self = ZHIHUI_DESK_MAP (page);

  if (zhihui_mesh_finder_look (self->finder, situation))
    zhihui_map_page_await_mesh (self->map);
  zhihui_map_page_show (self->map, situation);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  zhihui_case_points_pass (ZHIHUI_DESK_MAP (page)->points, now_us);
}

static void
search (ZhihuiDeskPage *page)
{
  zhihui_map_page_set_search (ZHIHUI_DESK_MAP (page)->map, TRUE);
}

static void
board_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskMap *self = user_data;

  zhihui_selection_set_board (zhihui_desk_get_selection (self->desk),
                              (guint) g_variant_get_int32 (parameter));
}

static GActionGroup *
get_actions (ZhihuiDeskPage *page)
{
  return G_ACTION_GROUP (ZHIHUI_DESK_MAP (page)->actions);
}

/* The map as it is seen now. */
static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  ZhihuiDeskMap     *self = ZHIHUI_DESK_MAP (page);
  ZhihuiMapScene    *scene = zhihui_map_view_get_scene (zhihui_map_page_get_view (self->map));
  ZhihuiMesh        *mesh = scene != NULL ? zhihui_map_scene_get_mesh (scene) : NULL;
  ZhihuiMapSettings *settings = zhihui_desk_get_map_settings (self->desk);

  zhihui_desk_export_set_report (export, C_ ("file name", "map"), "map");
  export->is_map = TRUE;
  export->board = zhihui_selection_get_board (zhihui_desk_get_selection (self->desk));
  if (mesh != NULL && !zhihui_mesh_is_schematic (mesh))
    export->mesh = zhihui_mesh_ref (mesh);
  if (settings != NULL)
    export->map_settings = zhihui_map_settings_ref (settings);
  return TRUE;
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return GTK_WIDGET (zhihui_map_page_get_view (ZHIHUI_DESK_MAP (page)->map));
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->search = search;
  iface->get_actions = get_actions;
  iface->add_export = add_export;
  iface->find_place = find_place;
}

static void
zhihui_desk_map_dispose (GObject *object)
{
  ZhihuiDeskMap *self = ZHIHUI_DESK_MAP (object);

  g_clear_object (&self->actions);
  g_clear_pointer (&self->points, zhihui_case_points_free);
  g_clear_pointer (&self->finder, zhihui_mesh_finder_free);
  G_OBJECT_CLASS (zhihui_desk_map_parent_class)->dispose (object);
}

static void
zhihui_desk_map_class_init (ZhihuiDeskMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_map_dispose;
}

static void
zhihui_desk_map_init (ZhihuiDeskMap *self)
{
  static const GActionEntry entries[] = {
    { .name = "board", .activate = board_action_cb, .parameter_type = "i" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->map = g_object_new (ZHIHUI_TYPE_MAP_PAGE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->map));
}
