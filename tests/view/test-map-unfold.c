/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hexagons that become real borders, where there is a display. */
#include "loop-run.h"
#include "map-fixture.h"
#include "zhihui-hex-grid.h"

/* The fixture's own map, and hexagons of its regions. */
typedef struct
{
  MapFixture      map;
  ZhihuiMapScene *grid; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiRegion        made[9];
  const ZhihuiRegion *regions[9];
  g_autoptr (ZhihuiMesh) grid = NULL;

  map_fixture_set_up (&fixture->map, NULL);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (fixture->map.mesh), ==, G_N_ELEMENTS (made));
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      const ZhihuiMeshRegion *one = zhihui_mesh_get_region (fixture->map.mesh, i);

      made[i] = (ZhihuiRegion){
        .code = (char *) one->code, .name = (char *) one->name, .column = i % 3, .row = i / 3
      };
      zhihui_mercator_unproject (one->label_x, one->label_y, &made[i].lon, &made[i].lat);
      regions[i] = &made[i];
    }
  grid = zhihui_hex_grid_build (regions, G_N_ELEMENTS (made), 0.95);
  fixture->grid = map_fixture_make_scene (grid, 0);
  zhihui_map_view_set_animated (fixture->map.view, TRUE);
  zhihui_map_view_set_scene (fixture->map.view, fixture->grid);
  zhihui_map_view_fly_to (fixture->map.view, zhihui_mesh_get_extent (grid), 0);
  map_fixture_await (&fixture->map, map_fixture_is_resting);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  zhihui_map_scene_unref (fixture->grid);
  map_fixture_tear_down (&fixture->map, NULL);
}

/* The first, the last and one in between, however slow the machine is; then none any more. */
static void
test_it_moves_for_a_moment_and_then_rests (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = fixture->map.view;
  guint          before = zhihui_map_view_get_n_frames (view), after;
  gint64         start_us = g_get_monotonic_time ();

  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  g_assert_false (zhihui_map_view_is_resting (view));
  g_assert_true (zhihui_map_view_get_scene (view) == fixture->map.scene);
  map_fixture_await (&fixture->map, map_fixture_is_resting);
  g_assert_false (zhihui_map_view_is_unfolding (view));
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 390 * 1000);
  after = zhihui_map_view_get_n_frames (view);
  g_assert_cmpuint (after - before, >=, 3);

  for (guint i = 0; i < 5; i++)
    map_fixture_run_one_frame (&fixture->map);
  g_assert_cmpuint (zhihui_map_view_get_n_frames (view), ==, after);
}

/* Something in the first region, and something that stays. */
static ZhihuiPicture *
write_two (const ZhihuiViewport *viewport, gpointer theme)
{
  const ZhihuiRgba black = { 0 };
  ZhihuiPicture   *picture = zhihui_picture_new (theme, viewport->width, viewport->height);

  zhihui_picture_add_rect (picture, ZHIHUI_REGION_ITEM "000000", 100, 100, 40, 20, black);
  zhihui_picture_add_rect (picture, "legend", 10, 300, 40, 20, black);
  return picture;
}

static gboolean
has_name (MapFixture *map)
{
  return zhihui_map_view_get_n_names (map->view) == 1;
}

static gboolean
has_none (MapFixture *map)
{
  return zhihui_map_view_get_n_names (map->view) == 0;
}

/* A name stands where its region will be: on the way that is another one. */
static void
test_names_are_away_until_it_is_over (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = fixture->map.view;
  ZhihuiViewport there;

  zhihui_map_view_set_labels (view, write_two, fixture->map.theme, NULL);
  map_fixture_await (&fixture->map, has_name);
  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  map_fixture_await (&fixture->map, has_none);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  map_fixture_await (&fixture->map, has_name);

  zhihui_map_view_set_scene (view, fixture->grid);
  map_fixture_await (&fixture->map, map_fixture_is_resting);
  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  map_fixture_await (&fixture->map, has_none);
  g_assert_true (zhihui_map_view_get_viewport (view, &there));
  there.zoom += 0.25;
  zhihui_map_view_set_viewport (view, &there); /* somebody moves it: that is the end */
  map_fixture_run_one_frame (&fixture->map);
  g_assert_true (has_name (&fixture->map));
}

static void
test_new_figures_do_not_stop_it (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView               *view = fixture->map.view;
  guint                        n = zhihui_mesh_get_n_regions (fixture->map.mesh);
  g_autofree ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);
  g_autoptr (ZhihuiMapScene) other = zhihui_map_scene_recolour (fixture->map.scene, looks);

  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  zhihui_map_view_set_scene (view, other);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  map_fixture_await (&fixture->map, map_fixture_is_resting);
  g_assert_true (zhihui_map_view_get_scene (view) == other);
}

/* Other regions, or nothing, are seen at once; so is the map where somebody moves it. */
static void
test_what_else_is_to_be_seen_ends_it (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = fixture->map.view;
  ZhihuiViewport there;

  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  zhihui_map_view_set_scene (view, fixture->grid);
  g_assert_false (zhihui_map_view_is_unfolding (view));

  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  zhihui_map_view_set_scene (view, NULL);
  g_assert_false (zhihui_map_view_is_unfolding (view));

  zhihui_map_view_set_scene (view, fixture->grid);
  map_fixture_await (&fixture->map, map_fixture_is_resting);
  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  g_assert_true (zhihui_map_view_get_viewport (view, &there));
  there.zoom += 1;
  zhihui_map_view_set_viewport (view, &there);
  map_fixture_run_one_frame (&fixture->map);
  g_assert_false (zhihui_map_view_is_unfolding (view));
}

static void
test_without_animations_it_cuts (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = fixture->map.view;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  g_assert_false (zhihui_map_view_is_unfolding (view));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_assert_true (zhihui_map_view_get_scene (view) == fixture->map.scene);

  zhihui_map_view_set_scene (view, fixture->grid);
  zhihui_map_view_set_animated (view, FALSE);
  zhihui_map_view_unfold (view, fixture->map.scene, NULL);
  g_assert_false (zhihui_map_view_is_unfolding (view));
}

/* Real borders after real borders: there is nothing to unfold. */
static void
test_only_hexagons_unfold (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = fixture->map.view;
  g_autoptr (ZhihuiMesh) mesh = map_fixture_make_mesh ();
  g_autoptr (ZhihuiMapScene) scene = map_fixture_make_scene (mesh, 1);

  zhihui_map_view_set_scene (view, fixture->map.scene);
  map_fixture_await (&fixture->map, map_fixture_is_resting);
  zhihui_map_view_unfold (view, scene, NULL);
  g_assert_false (zhihui_map_view_is_unfolding (view));
  g_assert_true (zhihui_map_view_get_scene (view) == scene);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  ADD ("/map-unfold/names-are-away-until-it-is-over", test_names_are_away_until_it_is_over);
  ADD ("/map-unfold/it-moves-for-a-moment-and-then-rests",
       test_it_moves_for_a_moment_and_then_rests);
  ADD ("/map-unfold/new-figures-do-not-stop-it", test_new_figures_do_not_stop_it);
  ADD ("/map-unfold/what-else-is-to-be-seen-ends-it", test_what_else_is_to_be_seen_ends_it);
  ADD ("/map-unfold/without-animations-it-cuts", test_without_animations_it_cuts);
  ADD ("/map-unfold/only-hexagons-unfold", test_only_hexagons_unfold);
  return g_test_run ();
}
