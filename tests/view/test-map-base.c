/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map with the pictures of a base map under it. */
#include "fake-tiles.h"
#include "map-fixture.h"

#include <string.h>

/* ---- base map ---- */

/* What a slow machine draws a frame in: then idle callbacks never run between two of them. */
static void
draw_slowly_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64 until_us = g_get_monotonic_time () + 25000;

  while (g_get_monotonic_time () < until_us)
    ;
}

static void
test_tiles_come_while_the_map_flies (MapFixture *fixture, gconstpointer user_data)
{
  const ZhihuiMeshRegion *region =
    zhihui_mesh_get_region (fixture->mesh, (guint) map_fixture_get_region (fixture, 4));
  g_autoptr (FakeTiles) tiles = fake_tiles_new ();
  gint64 end_us;
  guint  n_before;

  g_signal_connect (gtk_widget_get_frame_clock (fixture->window),
                    "before-paint",
                    G_CALLBACK (draw_slowly_cb),
                    NULL);
  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (tiles));
  zhihui_map_view_set_animated (fixture->view, TRUE);
  zhihui_map_view_fly_to (fixture->view, &region->extent, 2000);
  end_us = g_get_monotonic_time () + 1700000;
  n_before = tiles->n_given;
  while (g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (zhihui_map_view_is_resting (fixture->view));
  g_assert_cmpuint (tiles->n_given, >, n_before + 2);
  zhihui_map_view_set_tile_provider (fixture->view, NULL);
}

static gboolean
is_failing (MapFixture *fixture)
{
  return zhihui_map_view_is_base_failing (fixture->view);
}

static void
test_a_base_map_that_cannot_be_had_is_told (MapFixture *fixture, gconstpointer user_data)
{
  g_autoptr (FakeTiles) tiles = fake_tiles_new ();

  tiles->n_failures = G_MAXUINT;
  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (tiles));
  map_fixture_await (fixture, is_failing);
  zhihui_map_view_set_tile_provider (fixture->view, NULL);
  g_assert_false (zhihui_map_view_is_base_failing (fixture->view));
}

static guint32
read_pixel (MapFixture *fixture, double x, double y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  guint32          pixel = 0;
  cairo_surface_t *surface =
    cairo_image_surface_create_for_data ((guint8 *) &pixel, CAIRO_FORMAT_RGB24, 1, 1, 4);
  cairo_t *cr = cairo_create (surface);

  gdk_paintable_snapshot (paintable, snapshot, MAP_FIXTURE_WIDTH, MAP_FIXTURE_HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);
  cairo_translate (cr, -x, -y);
  if (node != NULL) /* not while it waits for its place */
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixel & 0xffffff;
}

/* At a corner no region reaches. */
static int
read_red_of_ground (MapFixture *fixture)
{
  return (int) (read_pixel (fixture, 4, MAP_FIXTURE_HEIGHT - 4) >> 16);
}

static gboolean
has_ground (MapFixture *fixture)
{
  const ZhihuiRgba *ground = &zhihui_map_scene_get_manner (fixture->scene)->palette.ground;

  return read_red_of_ground (fixture) == (int) (ground->red * 255 + 0.5);
}

static gboolean
has_base (MapFixture *fixture)
{
  return read_red_of_ground (fixture) > 40;
}

static gboolean
has_bright_base (MapFixture *fixture)
{
  return read_red_of_ground (fixture) >= 254;
}

/* Not while it waits for its place. */
static guint32
read_region (MapFixture *fixture)
{
  const ZhihuiMeshRegion *region =
    zhihui_mesh_get_region (fixture->mesh, (guint) map_fixture_get_region (fixture, 4));
  ZhihuiViewport viewport;
  double         x, y;
  guint32        pixel;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  zhihui_viewport_to_px (&viewport, region->label_x, region->label_y, &x, &y);
  while ((pixel = read_pixel (fixture, x, y)) == 0)
    g_main_context_iteration (NULL, TRUE);
  return pixel;
}

/* Some of it, not all. */
static gboolean
is_dimmed (MapFixture *fixture)
{
  guint32 green = read_region (fixture) >> 8 & 255;

  return green > 0x50 && green < 0x6c;
}

static gboolean
is_plain (MapFixture *fixture)
{
  return (read_region (fixture) >> 8 & 255) == 0x70;
}

static void
test_regions_are_dimmed_only_above_pictures (MapFixture *fixture, gconstpointer user_data)
{
  g_autoptr (FakeTiles) dead = fake_tiles_new ();
  g_autoptr (FakeTiles) tiles = fake_tiles_new ();

  map_fixture_await (fixture, has_ground);
  map_fixture_await (fixture, is_plain);
  dead->n_failures = G_MAXUINT;
  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (dead));
  map_fixture_await (fixture, is_failing);
  map_fixture_await (fixture, is_plain);

  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (tiles));
  map_fixture_await (fixture, is_dimmed);
  zhihui_map_view_set_tile_provider (fixture->view, NULL);
  map_fixture_await (fixture, is_plain);
}

/* The colours of the fixture are those of a wall, the pictures are red. */
static void
test_on_a_dark_ground_a_base_map_is_dim (MapFixture *fixture, gconstpointer user_data)
{
  const ZhihuiRgba    *ground = &zhihui_map_scene_get_manner (fixture->scene)->palette.ground;
  const ZhihuiPalette *light = zhihui_palette_get (ZHIHUI_THEME_DESK_LIGHT);
  g_autofree ZhihuiRegionLook *looks =
    g_new0 (ZhihuiRegionLook, zhihui_mesh_get_n_regions (fixture->mesh));
  g_autoptr (FakeTiles) tiles = fake_tiles_new ();
  g_autoptr (ZhihuiMapScene) on_light = NULL;
  ZhihuiMapManner manner;

  g_clear_pointer (&tiles->picture, g_bytes_unref); /* no pictures: bare ground */
  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (tiles));
  map_fixture_await (fixture, has_ground);
  zhihui_map_view_set_tile_provider (fixture->view, NULL);

  tiles->picture = fake_tiles_make_picture (256);
  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (tiles));
  map_fixture_await (fixture, has_base);
  g_assert_cmpint (
    ABS (read_red_of_ground (fixture) - (int) (0.35 * 255 + 0.65 * ground->red * 255)), <=, 2);

  zhihui_map_manner_init (&manner, light, 1.0);
  on_light = zhihui_map_scene_new (fixture->mesh, looks, NULL, &manner);
  zhihui_map_view_set_scene (fixture->view, on_light);
  map_fixture_await (fixture, has_bright_base);
  zhihui_map_view_set_tile_provider (fixture->view, NULL);
}

static guint
count_layers (MapFixture *fixture)
{
  GtkWidget *map = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
  guint      n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (map); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* libshumate has a layer for paths: one for each region would take seconds a frame. */
static void
test_layers_are_as_many_for_any_number_of_regions (MapFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (30, 4, 0.82, 0.38, 0.003);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  g_autoptr (ZhihuiMapScene) scene = map_fixture_make_scene (mesh, 0);
  guint n_layers = count_layers (fixture);

  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 900);
  zhihui_map_view_set_scene (fixture->view, scene);
  map_fixture_await (fixture, map_fixture_is_resting);
  g_assert_cmpuint (count_layers (fixture), ==, n_layers);
}

static const char *
read_note (MapFixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child) &&
        gtk_widget_has_css_class (child, "map-attribution"))
      return gtk_label_get_text (GTK_LABEL (child));
  return "";
}

static void
test_that_there_is_no_base_map_is_written_until_it_comes (MapFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeTiles) ground = fake_tiles_new ();
  g_autoptr (FakeTiles) labels = fake_tiles_new ();
  guint n_layers = count_layers (fixture);

  zhihui_map_view_set_tile_provider (fixture->view, ZHIHUI_TILE_PROVIDER (ground));
  labels->n_failures = G_MAXUINT;
  zhihui_map_view_set_label_provider (fixture->view, ZHIHUI_TILE_PROVIDER (labels));
  g_assert_cmpuint (count_layers (fixture), ==, n_layers + 2);
  map_fixture_await (fixture, is_failing);
  g_assert_true (g_str_has_prefix (read_note (fixture), "No base map"));
  zhihui_map_view_set_label_provider (fixture->view, NULL);
  g_assert_null (strstr (read_note (fixture), "No base map"));
  zhihui_map_view_set_tile_provider (fixture->view, NULL);
  g_assert_cmpstr (read_note (fixture), ==, "");
  g_assert_cmpuint (count_layers (fixture), ==, n_layers);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, MapFixture, NULL, map_fixture_set_up, func, map_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }

  ADD ("/map-base/layers-are-as-many-for-any-number-of-regions",
       test_layers_are_as_many_for_any_number_of_regions);
  ADD ("/map-base/tiles-come-while-the-map-flies", test_tiles_come_while_the_map_flies);
  ADD ("/map-base/that-there-is-no-base-map-is-written-until-it-comes",
       test_that_there_is_no_base_map_is_written_until_it_comes);
  ADD ("/map-base/on-a-dark-ground-a-base-map-is-dim", test_on_a_dark_ground_a_base_map_is_dim);
  ADD ("/map-base/regions-are-dimmed-only-above-pictures",
       test_regions_are_dimmed_only_above_pictures);
  ADD ("/map-base/a-base-map-that-cannot-be-had-is-told",
       test_a_base_map_that_cannot_be_had_is_told);

  return g_test_run ();
}
