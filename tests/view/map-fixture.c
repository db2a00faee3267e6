/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-fixture.h"

#include "loop-run.h"

ZhihuiMapScene *
map_fixture_make_scene (ZhihuiMesh *mesh, guint turn)
{
  const ZhihuiPalette         *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  guint                        n = zhihui_mesh_get_n_regions (mesh);
  g_autofree ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);
  ZhihuiMapManner              manner;

  for (guint i = 0; i < n; i++)
    looks[i].fill = palette->map[(i + turn) % 5];
  zhihui_map_manner_init (&manner, palette, 1.0);
  return zhihui_map_scene_new (mesh, looks, NULL, &manner);
}

/* Three by three regions, and a border of a third of the whole around them. */
ZhihuiMesh *
map_fixture_make_mesh (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (3, 4, 0.82, 0.38, 0.003);
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh = zhihui_mesh_build (outlines, NULL, NULL, &error);

  g_assert_no_error (error);
  return mesh;
}

static void
activated_cb (ZhihuiMapView *view, int region, MapFixture *fixture)
{
  fixture->activated = region;
}

static void
hovered_cb (ZhihuiMapView *view, int region, MapFixture *fixture)
{
  fixture->hovered = region;
}

void
map_fixture_await (MapFixture *fixture, gboolean (*is_true) (MapFixture *fixture))
{
  loop_run_until ((gboolean (*) (gpointer)) is_true, fixture);
}

void
map_fixture_run_one_frame (MapFixture *fixture)
{
  loop_run_one_frame (fixture->window);
}

gboolean
map_fixture_is_resting (MapFixture *fixture)
{
  return zhihui_map_view_is_resting (fixture->view);
}

void
map_fixture_set_up (MapFixture *fixture, gconstpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->activated = fixture->hovered = -2;
  fixture->theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1.0);
  fixture->mesh = map_fixture_make_mesh ();
  fixture->scene = map_fixture_make_scene (fixture->mesh, 0);
  fixture->window = gtk_window_new ();
  fixture->before = gtk_button_new ();
  fixture->after = gtk_button_new ();
  fixture->view = ZHIHUI_MAP_VIEW (zhihui_map_view_new ());
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), MAP_FIXTURE_WIDTH, MAP_FIXTURE_HEIGHT);
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), fixture->after);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  g_signal_connect (fixture->view, "region-activated", G_CALLBACK (activated_cb), fixture);
  g_signal_connect (fixture->view, "region-hovered", G_CALLBACK (hovered_cb), fixture);
  zhihui_map_view_set_animated (fixture->view, FALSE);
  zhihui_map_view_set_scene (fixture->view, fixture->scene);
  gtk_widget_show (fixture->window);
  map_fixture_await (fixture, map_fixture_is_resting);
}

void
map_fixture_tear_down (MapFixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  zhihui_map_scene_unref (fixture->scene);
  zhihui_mesh_unref (fixture->mesh);
  zhihui_theme_free (fixture->theme);
}

int
map_fixture_get_region (MapFixture *fixture, int i)
{
  g_autofree char *code = g_strdup_printf ("%06d", i);

  return zhihui_mesh_find (fixture->mesh, code);
}

void
map_fixture_find_middle (MapFixture *fixture, int region, double *x, double *y)
{
  const ZhihuiMeshRegion *one = zhihui_mesh_get_region (fixture->mesh, (guint) region);
  ZhihuiViewport          viewport;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  zhihui_viewport_to_px (&viewport, one->label_x, one->label_y, x, y);
}

GtkEventController *
map_fixture_find_controller (MapFixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (one) == type)
        return one; /* the widget keeps it */
    }
  g_assert_not_reached ();
}

gboolean
map_fixture_press_key (MapFixture *fixture, guint key, GdkModifierType modifiers)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (map_fixture_find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed",
                         key,
                         0u,
                         modifiers,
                         &is_taken);
  return is_taken;
}
