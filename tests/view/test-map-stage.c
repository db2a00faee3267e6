/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of the wall that flies where the picture cuts. */
#include "zhihui-map-stage.h"

#include "map-fixture.h"

/* The fixture's own map stands beside the stage: its mesh is that of the whole. */
typedef struct
{
  MapFixture      map;
  ZhihuiMapStage *stage;
  ZhihuiMapPanel *panel;
  ZhihuiMapScene *parts; /* of the region in the middle */
  ZhihuiMapScene *other; /* of a region that the whole does not have */
} Fixture;

#define LEFT 20
#define TOP 30

static ZhihuiMapScene *
make_parts (Fixture *fixture, const ZhihuiExtent *extent)
{
  g_autoptr (GPtrArray) outlines =
    mesh_sample_tiling (2, 4, extent->left, extent->top, extent->right - extent->left);
  g_autoptr (ZhihuiMesh) mesh = NULL;

  for (guint i = 0; i < outlines->len; i++)
    {
      ZhihuiOutline *outline = g_ptr_array_index (outlines, i);
      char          *code = g_strconcat ("000004", outline->code, NULL);

      g_free (outline->code);
      outline->code = code;
    }
  mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  return map_fixture_make_scene (mesh, 0);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const ZhihuiExtent elsewhere = { 0.5, 0.5, 0.501, 0.501 };

  map_fixture_set_up (&fixture->map, NULL);
  fixture->stage =
    zhihui_map_stage_new (gtk_widget_get_parent (GTK_WIDGET (fixture->map.view)), TRUE);
  fixture->panel = zhihui_map_panel_new ();
  fixture->parts = make_parts (
    fixture,
    &zhihui_mesh_get_region (fixture->map.mesh, (guint) map_fixture_get_region (&fixture->map, 4))
       ->extent);
  fixture->other = make_parts (fixture, &elsewhere);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  zhihui_map_stage_free (fixture->stage);
  zhihui_map_panel_free (fixture->panel);
  zhihui_map_scene_unref (fixture->parts);
  zhihui_map_scene_unref (fixture->other);
  map_fixture_tear_down (&fixture->map, NULL);
}

/* As the panel does it: @scene as large as its body allows. NULL: no map. */
static void
show (Fixture *fixture, ZhihuiMapScene *scene, const char *code, ZhihuiViewport *viewport)
{
  const ZhihuiMapBox      body = { LEFT, TOP, 500, 300 };
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  const graphene_point_t  corner = GRAPHENE_POINT_INIT (0, 0);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiRegionPath) path =
    code != NULL ? zhihui_region_path_new (NULL, code, "某县") : NULL;
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (fixture->map.theme, 560, 400);

  zhihui_situation_builder_set_region_path (builder, path);
  situation = zhihui_situation_builder_finish (builder);
  zhihui_map_panel_set_body (fixture->panel, scene != NULL ? &body : NULL);
  if (scene != NULL)
    {
      *viewport = (ZhihuiViewport){ 0, 0, 0, body.width, body.height };
      zhihui_viewport_fit (
        viewport, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 10);
    }
  zhihui_map_panel_set_seen (fixture->panel, scene, viewport);
  zhihui_map_stage_show (fixture->stage, fixture->panel, picture, situation);
  zhihui_map_stage_place (fixture->stage, &corner);
}

static gboolean
is_at_rest (MapFixture *map)
{
  Fixture *fixture = (Fixture *) map;

  return zhihui_map_view_is_resting (zhihui_map_stage_get_view (fixture->stage));
}

static void
assert_shows (Fixture *fixture, ZhihuiMapScene *scene, const ZhihuiViewport *there)
{
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiViewport now;

  g_assert_true (zhihui_map_view_get_scene (view) == scene);
  g_assert_true (zhihui_map_view_get_viewport (view, &now));
  g_assert_cmpfloat_with_epsilon (now.zoom, there->zoom, 1e-6);
  g_assert_cmpfloat_with_epsilon (now.x, there->x, 0.6 / zhihui_viewport_get_world_px (there));
  g_assert_cmpfloat_with_epsilon (now.y, there->y, 0.6 / zhihui_viewport_get_world_px (there));
}

static gboolean
has_words (Fixture *fixture)
{
  return zhihui_map_view_get_picture (zhihui_map_stage_get_view (fixture->stage)) != NULL;
}

static gboolean
has_arrived (MapFixture *map)
{
  Fixture       *fixture = (Fixture *) map;
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);

  return !zhihui_map_view_is_flying (view) && zhihui_map_view_is_resting (view);
}

static gboolean
has_no_words (MapFixture *map)
{
  Fixture *fixture = (Fixture *) map;

  return zhihui_map_view_get_picture (zhihui_map_stage_get_view (fixture->stage)) == NULL;
}

/* The stage stands over borders without a figure, a colour or a point of a region. */
static void
assert_shows_borders_alone (Fixture *fixture, ZhihuiMapScene *former)
{
  ZhihuiMapView    *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiMapScene   *scene = zhihui_map_view_get_scene (view);
  ZhihuiMesh       *mesh = zhihui_map_scene_get_mesh (former);
  const ZhihuiRgba *ground = &zhihui_map_scene_get_manner (former)->palette.ground2;
  ZhihuiViewport    viewport = { 0, 0, 0, 200, 200 };
  cairo_surface_t  *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 200);
  cairo_t          *cr = cairo_create (surface);
  const guint8     *pixels;

  g_assert_true (zhihui_map_scene_get_mesh (scene) == mesh);
  zhihui_viewport_fit (&viewport, zhihui_mesh_get_extent (mesh), 0);
  zhihui_map_scene_paint (scene, cr, &viewport);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);
      const guint8           *pixel;
      double                  x, y;

      zhihui_viewport_to_px (&viewport, region->label_x, region->label_y, &x, &y);
      pixel = pixels + (int) y * cairo_image_surface_get_stride (surface) + (int) x * 4;
      g_assert_cmpint (ABS (pixel[2] - (int) (ground->red * 255 + 0.5)), <=, 1);
      g_assert_cmpint (ABS (pixel[1] - (int) (ground->green * 255 + 0.5)), <=, 1);
      g_assert_cmpint (ABS (pixel[0] - (int) (ground->blue * 255 + 0.5)), <=, 1);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_it_flies_into_a_region_and_out_again (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiViewport whole, inside;

  show (fixture, fixture->map.scene, NULL, &whole);
  map_fixture_await (&fixture->map, is_at_rest);
  g_assert_false (zhihui_map_view_is_flying (view)); /* the first one is simply there */
  assert_shows (fixture, fixture->map.scene, &whole);

  g_assert_true (has_words (fixture));
  show (fixture, fixture->parts, "000004", &inside);
  g_assert_true (zhihui_map_view_is_flying (view));
  /* The borders of the whole are seen until the region is near, but nothing that was told of it. */
  assert_shows_borders_alone (fixture, fixture->map.scene);
  map_fixture_await (&fixture->map, has_no_words);
  while (zhihui_map_view_get_scene (view) != fixture->parts)
    {
      g_assert_false (has_words (fixture));
      g_main_context_iteration (NULL, TRUE);
    }
  map_fixture_await (&fixture->map, has_arrived);
  assert_shows (fixture, fixture->parts, &inside);
  g_assert_true (has_words (fixture));

  show (fixture, fixture->map.scene, NULL, &whole);
  g_assert_true (zhihui_map_view_is_flying (view));
  g_assert_true (zhihui_map_view_get_scene (view) == fixture->map.scene);
  map_fixture_await (&fixture->map, has_arrived);
  assert_shows (fixture, fixture->map.scene, &whole);
}

static void
test_it_cuts_to_what_has_nothing_to_do_with_it (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport;

  show (fixture, fixture->parts, "000004", &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, fixture->other, "000077", &viewport);
  g_assert_false (zhihui_map_view_is_flying (zhihui_map_stage_get_view (fixture->stage)));
  assert_shows (fixture, fixture->other, &viewport);
}

static void
test_other_colours_do_not_move_it (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) recoloured = map_fixture_make_scene (fixture->map.mesh, 1);
  ZhihuiViewport viewport;

  show (fixture, fixture->map.scene, NULL, &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, recoloured, NULL, &viewport);
  g_assert_false (zhihui_map_view_is_flying (zhihui_map_stage_get_view (fixture->stage)));
  assert_shows (fixture, recoloured, &viewport);
}

/* A poll in mid flight: the newest colours arrive, once. */
static void
test_colours_that_change_on_the_way_arrive (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) newer =
    map_fixture_make_scene (zhihui_map_scene_get_mesh (fixture->parts), 1);
  ZhihuiViewport viewport;

  show (fixture, fixture->map.scene, NULL, &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, fixture->parts, "000004", &viewport);
  show (fixture, newer, "000004", &viewport);
  g_assert_true (zhihui_map_view_is_flying (zhihui_map_stage_get_view (fixture->stage)));
  map_fixture_await (&fixture->map, has_arrived);
  assert_shows (fixture, newer, &viewport);
}

static gboolean
is_hidden (MapFixture *map)
{
  Fixture *fixture = (Fixture *) map;

  return !gtk_widget_get_child_visible (GTK_WIDGET (zhihui_map_stage_get_view (fixture->stage)));
}

static void
test_without_figures_there_is_no_map (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport;

  show (fixture, fixture->map.scene, NULL, &viewport);
  g_assert_false (is_hidden (&fixture->map));
  show (fixture, NULL, NULL, NULL); /* of the same region */
  g_assert_true (is_hidden (&fixture->map));

  show (fixture, fixture->map.scene, NULL, &viewport);
  show (fixture, NULL, "000004", NULL); /* those of the other region are on their way */
  assert_shows_borders_alone (fixture, fixture->map.scene);
  map_fixture_await (&fixture->map, has_no_words);
  g_assert_false (is_hidden (&fixture->map));
  map_fixture_await (&fixture->map, is_hidden); /* but not for ever */
}

static ZhihuiMapScene *
make_hexagons (guint n, guint n_corners)
{
  const ZhihuiMeshOptions schematic = { .is_schematic = TRUE };
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (n, n_corners, 0.5, 0.5, 0.001);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, &schematic, NULL, NULL);

  return map_fixture_make_scene (mesh, 0);
}

/* The borders of the region are on their way: hexagons are not shown for a moment. */
static void
test_hexagons_for_a_moment_do_not_hinder_the_flight (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) hexagons = make_hexagons (2, 4);
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiViewport viewport;

  show (fixture, fixture->map.scene, NULL, &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, hexagons, "000004", &viewport);
  assert_shows_borders_alone (fixture, fixture->map.scene);
  show (fixture, fixture->parts, "000004", &viewport);
  g_assert_true (zhihui_map_view_is_flying (view));
  map_fixture_await (&fixture->map, has_arrived);
  assert_shows (fixture, fixture->parts, &viewport);

  show (fixture, hexagons, "000077", &viewport);
  map_fixture_await (&fixture->map, is_hidden); /* no borders came: the panel shows them itself */
  show (fixture, hexagons, "000077", &viewport);
  assert_shows (fixture, hexagons, &viewport);
}

/* The borders come after the hexagons of the same regions, which somebody has seen. */
static void
test_hexagons_unfold_when_their_borders_come (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) hexagons = make_hexagons (3, 1);
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiViewport viewport;

  show (fixture, hexagons, "00", &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, fixture->map.scene, "00", &viewport);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  map_fixture_await (&fixture->map, has_arrived);
  assert_shows (fixture, fixture->map.scene, &viewport);

  show (fixture, hexagons, "00", &viewport); /* not the other way around */
  g_assert_false (zhihui_map_view_is_unfolding (view));
}

/* A wall that does not go round: the panel is seen itself, but for the moment of the change. */
static void
test_where_it_does_not_fly_it_only_unfolds (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) hexagons = make_hexagons (3, 1);
  ZhihuiMapView *view = zhihui_map_stage_get_view (fixture->stage);
  ZhihuiViewport viewport;

  zhihui_map_stage_set_flying (fixture->stage, FALSE);
  show (fixture, fixture->map.scene, NULL, &viewport);
  g_assert_true (is_hidden (&fixture->map));
  show (fixture, fixture->parts, "000004", &viewport);
  g_assert_true (is_hidden (&fixture->map));

  show (fixture, hexagons, "00", &viewport);
  map_fixture_await (&fixture->map, is_at_rest);
  show (fixture, fixture->map.scene, "00", &viewport);
  g_assert_true (zhihui_map_view_is_unfolding (view));
  g_assert_false (is_hidden (&fixture->map));
  map_fixture_await (&fixture->map, is_hidden);
  show (fixture, fixture->map.scene, "00", &viewport);
  g_assert_true (is_hidden (&fixture->map));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }

  ADD ("/map-stage/it-flies-into-a-region-and-out-again",
       test_it_flies_into_a_region_and_out_again);
  ADD ("/map-stage/it-cuts-to-what-has-nothing-to-do-with-it",
       test_it_cuts_to_what_has_nothing_to_do_with_it);
  ADD ("/map-stage/other-colours-do-not-move-it", test_other_colours_do_not_move_it);
  ADD ("/map-stage/colours-that-change-on-the-way-arrive",
       test_colours_that_change_on_the_way_arrive);
  ADD ("/map-stage/hexagons-for-a-moment-do-not-hinder-the-flight",
       test_hexagons_for_a_moment_do_not_hinder_the_flight);
  ADD ("/map-stage/hexagons-unfold-when-their-borders-come",
       test_hexagons_unfold_when_their_borders_come);
  ADD ("/map-stage/where-it-does-not-fly-it-only-unfolds",
       test_where_it_does_not_fly_it_only_unfolds);
  ADD ("/map-stage/without-figures-there-is-no-map", test_without_figures_there_is_no_map);

  return g_test_run ();
}
