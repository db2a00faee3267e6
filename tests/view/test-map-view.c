/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "map-fixture.h"
#include "zhihui-map-place.h"

#include <stdlib.h>

static void
click (MapFixture *fixture, int region, int n_presses)
{
  GtkEventController *gesture = map_fixture_find_controller (fixture, GTK_TYPE_GESTURE_CLICK);
  double              x, y;

  map_fixture_find_middle (fixture, region, &x, &y);
  for (int i = 1; i <= n_presses; i++)
    {
      g_signal_emit_by_name (gesture, "pressed", i, x, y);
      g_signal_emit_by_name (gesture, "released", i, x, y);
    }
}

/* ---- frames ---- */

static void
test_a_resting_map_draws_no_frame (MapFixture *fixture, gconstpointer user_data)
{
  guint n_frames = zhihui_map_view_get_n_frames (fixture->view);

  for (int i = 0; i < 20; i++)
    map_fixture_run_one_frame (fixture);
  g_assert_cmpuint (zhihui_map_view_get_n_frames (fixture->view), ==, n_frames);
}

static void
test_what_stands_out_leaves_the_scene_alone (MapFixture *fixture, gconstpointer user_data)
{
  guint n_frames = zhihui_map_view_get_n_frames (fixture->view);

  for (int i = 0; i < 9; i++)
    {
      double x, y;

      map_fixture_find_middle (fixture, map_fixture_get_region (fixture, i), &x, &y);
      g_signal_emit_by_name (
        map_fixture_find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
      g_assert_cmpint (fixture->hovered, ==, map_fixture_get_region (fixture, i));
      zhihui_map_view_set_selected_region (fixture->view, i);
      map_fixture_run_one_frame (fixture);
    }
  g_signal_emit_by_name (map_fixture_find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "leave");
  g_assert_cmpint (fixture->hovered, ==, -1);
  g_assert_cmpuint (zhihui_map_view_get_n_frames (fixture->view), ==, n_frames);
}

static ZhihuiPicture *
place_names (const ZhihuiViewport *viewport, gpointer user_data)
{
  const ZhihuiFont font = { ZHIHUI_FACE_SANS, 20, 400, 0, 0 };
  MapFixture      *fixture = user_data;
  ZhihuiPicture   *picture = zhihui_picture_new (fixture->theme, viewport->width, viewport->height);

  fixture->n_placed++;
  zhihui_picture_add_text (picture,
                           "name",
                           "淄川区",
                           &font,
                           zhihui_theme_get_palette (fixture->theme)->text1,
                           100,
                           100,
                           ZHIHUI_ALIGN_LEFT,
                           0);
  return picture;
}

static gboolean
is_placed_again (MapFixture *fixture)
{
  return fixture->n_placed > 1;
}

static void
test_names_are_placed_when_the_map_rests (MapFixture *fixture, gconstpointer user_data)
{
  ShumateMap    *map = SHUMATE_MAP (gtk_widget_get_first_child (GTK_WIDGET (fixture->view)));
  ZhihuiViewport viewport;
  gint64         began_us, rested_us;

  zhihui_map_view_set_labels (fixture->view, place_names, fixture, NULL);
  map_fixture_run_one_frame (fixture);
  g_assert_cmpuint (fixture->n_placed, ==, 1);

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  began_us = g_get_monotonic_time ();
  for (int i = 0; i < 5; i++)
    {
      viewport.zoom += 0.01;
      zhihui_map_place_write (shumate_map_get_viewport (map), &viewport);
      map_fixture_run_one_frame (fixture);
    }
  rested_us = g_get_monotonic_time ();
  if (rested_us - began_us < 100000) /* else the machine slept, and so the map rested */
    g_assert_cmpuint (fixture->n_placed, ==, 1);
  map_fixture_await (fixture, is_placed_again);
  g_assert_cmpuint (fixture->n_placed, >=, 2);
}

/* ---- pixels ---- */

#define N_PIXELS (MAP_FIXTURE_WIDTH * MAP_FIXTURE_HEIGHT)

static cairo_surface_t *
wrap (guint32 *pixels)
{
  return cairo_image_surface_create_for_data ((guint8 *) pixels,
                                              CAIRO_FORMAT_RGB24,
                                              MAP_FIXTURE_WIDTH,
                                              MAP_FIXTURE_HEIGHT,
                                              MAP_FIXTURE_WIDTH * 4);
}

static void
draw_widget (MapFixture *fixture, cairo_t *cr)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, MAP_FIXTURE_WIDTH, MAP_FIXTURE_HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
}

static void
draw_scene (MapFixture *fixture, cairo_t *cr)
{
  ZhihuiMapScene   *scene = zhihui_map_view_get_scene (fixture->view);
  const ZhihuiRgba *ground = &zhihui_map_scene_get_manner (scene)->palette.ground;
  ZhihuiViewport    viewport;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
  zhihui_map_scene_paint (scene, cr, &viewport);
}

static guint32 *
take_pixels (MapFixture *fixture, void (*draw) (MapFixture *fixture, cairo_t *cr))
{
  guint32         *pixels = g_new0 (guint32, N_PIXELS);
  cairo_surface_t *surface = wrap (pixels);
  cairo_t         *cr = cairo_create (surface);

  draw (fixture, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixels;
}

static gboolean
is_alike (guint32 a, guint32 b)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (abs ((int) (a >> shift & 255) - (int) (b >> shift & 255)) > 12)
      return FALSE;
  return TRUE;
}

static ZhihuiMapScene *
make_scene_with_points (MapFixture *fixture, ZhihuiPointsManner points_manner)
{
  const ZhihuiExtent          *extent = zhihui_mesh_get_extent (fixture->mesh);
  g_autofree ZhihuiRegionLook *looks =
    g_new0 (ZhihuiRegionLook, zhihui_mesh_get_n_regions (fixture->mesh));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  ZhihuiMapManner manner;

  for (guint i = 0; i < 3000; i++)
    {
      ZhihuiMapPoint point = { .count = 1, .overdue = i % 9 == 0 };

      point.x = g_rand_double_range (rand, extent->left, extent->right);
      point.y = g_rand_double_range (rand, extent->top, extent->bottom);
      g_array_append_val (points, point);
    }
  looks[4].alert = TRUE;
  looks[5].state = ZHIHUI_REGION_NO_DATA;
  zhihui_map_manner_init (&manner, zhihui_palette_get (ZHIHUI_THEME_WALL), 1.0);
  manner.points = points_manner;
  return zhihui_map_scene_new (fixture->mesh, looks, points, &manner);
}

/* No sign is cut where two tiles meet, none is missing, none is twice there. */
static void
test_what_is_seen_is_what_was_painted (MapFixture *fixture, gconstpointer user_data)
{
  const double zooms[] = { 0.0, 1.3, 2.7 };

  for (ZhihuiPointsManner points = ZHIHUI_POINTS_DOTS; points <= ZHIHUI_POINTS_HEAT; points++)
    for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
      {
        g_autoptr (ZhihuiMapScene) scene = make_scene_with_points (fixture, points);
        g_autofree guint32 *seen = NULL, *painted = NULL;
        ZhihuiViewport      viewport;
        guint               n_other = 0;

        zhihui_map_view_set_scene (fixture->view, scene);
        zhihui_map_view_fly_to (fixture->view, zhihui_mesh_get_extent (fixture->mesh), 0);
        g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
        viewport.zoom += zooms[i];
        zhihui_map_view_set_viewport (fixture->view, &viewport);
        map_fixture_await (fixture, map_fixture_is_resting);
        seen = take_pixels (fixture, draw_widget);
        painted = take_pixels (fixture, draw_scene);
        for (int k = 0; k < N_PIXELS; k++)
          n_other += !is_alike (seen[k], painted[k]);
        g_test_message ("points %d zoom %g: %u pixels", (int) points, zooms[i], n_other);
        g_assert_cmpuint (n_other, <=, N_PIXELS / 1000);
      }
}

/* ---- place ---- */

static void
assert_sees_all (MapFixture *fixture)
{
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (fixture->mesh);
  ZhihuiViewport      viewport;
  ZhihuiExtent        seen;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  zhihui_viewport_get_extent (&viewport, &seen);
  g_assert_cmpfloat (seen.left, <, extent->left);
  g_assert_cmpfloat (seen.right, >, extent->right);
  g_assert_cmpfloat (seen.top, <, extent->top);
  g_assert_cmpfloat (seen.bottom, >, extent->bottom);
  /* and no smaller than need be: one side is nearly filled */
  g_assert_cmpfloat (MAX ((extent->right - extent->left) / (seen.right - seen.left),
                          (extent->bottom - extent->top) / (seen.bottom - seen.top)),
                     >,
                     0.9);
}

static gboolean
has_other_size (MapFixture *fixture)
{
  return gtk_widget_get_width (GTK_WIDGET (fixture->view)) > MAP_FIXTURE_WIDTH + 100;
}

static void
test_the_first_scene_is_seen_whole_at_any_size (MapFixture *fixture, gconstpointer user_data)
{
  assert_sees_all (fixture);
  gtk_widget_set_size_request (
    GTK_WIDGET (fixture->view), MAP_FIXTURE_WIDTH + 250, MAP_FIXTURE_HEIGHT + 130);
  map_fixture_await (fixture, has_other_size);
  assert_sees_all (fixture);
}

static void
test_a_moved_map_stays_where_it_is (MapFixture *fixture, gconstpointer user_data)
{
  const ZhihuiViewport to = { 0.8213, 0.3812, 12.3, 0, 0 };
  ZhihuiViewport       viewport;
  g_autoptr (ZhihuiMapScene) other = map_fixture_make_scene (fixture->mesh, 1);

  zhihui_map_view_set_viewport (fixture->view, &to);
  zhihui_map_view_set_scene (fixture->view, other);
  gtk_widget_set_size_request (
    GTK_WIDGET (fixture->view), MAP_FIXTURE_WIDTH + 250, MAP_FIXTURE_HEIGHT);
  map_fixture_await (fixture, has_other_size);
  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  g_assert_cmpfloat_with_epsilon (viewport.x, to.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (viewport.y, to.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, to.zoom, 1e-9);
}

static void
test_a_flight_arrives (MapFixture *fixture, gconstpointer user_data)
{
  const ZhihuiMeshRegion *region =
    zhihui_mesh_get_region (fixture->mesh, (guint) map_fixture_get_region (fixture, 4));
  ZhihuiViewport viewport;
  guint          n_frames = zhihui_map_view_get_n_frames (fixture->view);

  zhihui_map_view_set_animated (fixture->view, TRUE);
  zhihui_map_view_fly_to (fixture->view, &region->extent, 200);
  g_assert_false (zhihui_map_view_is_resting (fixture->view));
  map_fixture_await (fixture, map_fixture_is_resting);
  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  g_assert_cmpfloat_with_epsilon (
    viewport.x, (region->extent.left + region->extent.right) / 2, 2e-6);
  g_assert_cmpuint (zhihui_map_view_get_n_frames (fixture->view), >, n_frames + 2);
}

static void
test_without_animations_a_flight_is_a_cut (MapFixture *fixture, gconstpointer user_data)
{
  const ZhihuiMeshRegion *region =
    zhihui_mesh_get_region (fixture->mesh, (guint) map_fixture_get_region (fixture, 8));
  ZhihuiViewport viewport;

  zhihui_map_view_fly_to (fixture->view, &region->extent, 60000);
  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  g_assert_cmpfloat_with_epsilon (
    viewport.x, (region->extent.left + region->extent.right) / 2, 2e-6);
}

static void
test_other_colours_keep_what_is_selected (MapFixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiMapScene) recoloured = map_fixture_make_scene (fixture->mesh, 1);
  g_autoptr (ZhihuiMesh) mesh = map_fixture_make_mesh ();
  g_autoptr (ZhihuiMapScene) elsewhere = map_fixture_make_scene (mesh, 0);

  zhihui_map_view_set_selected_region (fixture->view, 5);
  zhihui_map_view_set_scene (fixture->view, recoloured);
  g_assert_cmpint (zhihui_map_view_get_selected_region (fixture->view), ==, 5);
  map_fixture_await (fixture, map_fixture_is_resting);

  zhihui_map_view_set_scene (fixture->view, elsewhere);
  g_assert_cmpint (zhihui_map_view_get_selected_region (fixture->view), ==, -1);
  zhihui_map_view_set_selected_region (fixture->view, 9); /* there is none */
  g_assert_cmpint (zhihui_map_view_get_selected_region (fixture->view), ==, -1);
}

static void
note_gone_cb (gpointer data, GObject *where_it_was)
{
  *(gboolean *) data = TRUE;
}

static void
test_a_map_is_gone_when_its_window_is (MapFixture *fixture, gconstpointer user_data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = zhihui_map_view_new ();
  gboolean   is_gone = FALSE;

  g_object_weak_ref (G_OBJECT (view), note_gone_cb, &is_gone);
  gtk_window_set_child (GTK_WINDOW (window), view);
  zhihui_map_view_set_scene (ZHIHUI_MAP_VIEW (view), fixture->scene);
  gtk_widget_show (window);
  while (zhihui_map_view_get_n_frames (ZHIHUI_MAP_VIEW (view)) == 0)
    g_main_context_iteration (NULL, TRUE);
  zhihui_map_view_fly_to (
    ZHIHUI_MAP_VIEW (view), &zhihui_mesh_get_region (fixture->mesh, 0)->extent, 60000);
  gtk_window_destroy (GTK_WINDOW (window)); /* its tiles are in hand, its flight is on */
  g_assert_true (is_gone);
}

/* ---- mouse ---- */

static void
test_a_click_selects_and_two_open (MapFixture *fixture, gconstpointer user_data)
{
  click (fixture, map_fixture_get_region (fixture, 2), 1);
  g_assert_cmpint (
    zhihui_map_view_get_selected_region (fixture->view), ==, map_fixture_get_region (fixture, 2));
  g_assert_cmpint (fixture->activated, ==, -2);
  click (fixture, map_fixture_get_region (fixture, 6), 2);
  g_assert_cmpint (fixture->activated, ==, map_fixture_get_region (fixture, 6));
}

static void
test_a_drag_is_no_click (MapFixture *fixture, gconstpointer user_data)
{
  GtkEventController *gesture = map_fixture_find_controller (fixture, GTK_TYPE_GESTURE_CLICK);
  double              x, y;

  map_fixture_find_middle (fixture, map_fixture_get_region (fixture, 2), &x, &y);
  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (gesture, "released", 1, x + 30, y);
  g_assert_cmpint (zhihui_map_view_get_selected_region (fixture->view), ==, -1);
}

/* However far a gesture goes, the regions stay in sight; and they do not become a speck. */
static void
test_a_gesture_ends_at_the_regions (MapFixture *fixture, gconstpointer user_data)
{
  ShumateMap          *map = SHUMATE_MAP (gtk_widget_get_first_child (GTK_WIDGET (fixture->view)));
  ShumateViewport     *place = shumate_map_get_viewport (map);
  const ZhihuiExtent  *all = zhihui_mesh_get_extent (fixture->mesh);
  const ZhihuiViewport far[] = {
    { 0.02, 0.5, 3, 0, 0 }, { 0.98, 0.02, 9, 0, 0 }, { 0.5, 0.98, 0, 0, 0 }, { 0.7, 0.4, 14, 0, 0 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (far); i++)
    {
      ZhihuiViewport now;
      double         left, top, right, bottom;

      zhihui_map_place_write (place, &far[i]);
      g_assert_true (zhihui_map_view_get_viewport (fixture->view, &now));
      zhihui_viewport_to_px (&now, all->left, all->top, &left, &top);
      zhihui_viewport_to_px (&now, all->right, all->bottom, &right, &bottom);
      /* a quarter of the view at most is empty at any side that they could fill */
      if (right - left > now.width / 2)
        {
          g_assert_cmpfloat (left, <, now.width / 4 + 2);
          g_assert_cmpfloat (right, >, now.width * 3 / 4 - 2);
        }
      if (bottom - top > now.height / 2)
        {
          g_assert_cmpfloat (top, <, now.height / 4 + 2);
          g_assert_cmpfloat (bottom, >, now.height * 3 / 4 - 2);
        }
      g_assert_cmpfloat (MAX ((right - left) / now.width, (bottom - top) / now.height), >, 0.45);
      g_assert_cmpfloat (right, >, 0);
      g_assert_cmpfloat (left, <, now.width);
      g_assert_cmpfloat (bottom, >, 0);
      g_assert_cmpfloat (top, <, now.height);
    }
}

static void
test_north_stays_up (MapFixture *fixture, gconstpointer user_data)
{
  ShumateMap      *map = SHUMATE_MAP (gtk_widget_get_first_child (GTK_WIDGET (fixture->view)));
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  shumate_viewport_set_rotation (viewport, 1.0);
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_rotation (viewport), 0.0, 1e-9);
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

  ADD ("/map-view/a-resting-map-draws-no-frame", test_a_resting_map_draws_no_frame);
  ADD ("/map-view/what-stands-out-leaves-the-scene-alone",
       test_what_stands_out_leaves_the_scene_alone);
  ADD ("/map-view/names-are-placed-when-the-map-rests", test_names_are_placed_when_the_map_rests);
  ADD ("/map-view/what-is-seen-is-what-was-painted", test_what_is_seen_is_what_was_painted);
  ADD ("/map-view/the-first-scene-is-seen-whole-at-any-size",
       test_the_first_scene_is_seen_whole_at_any_size);
  ADD ("/map-view/a-moved-map-stays-where-it-is", test_a_moved_map_stays_where_it_is);
  ADD ("/map-view/a-flight-arrives", test_a_flight_arrives);
  ADD ("/map-view/without-animations-a-flight-is-a-cut", test_without_animations_a_flight_is_a_cut);
  ADD ("/map-view/other-colours-keep-what-is-selected", test_other_colours_keep_what_is_selected);
  ADD ("/map-view/a-map-is-gone-when-its-window-is", test_a_map_is_gone_when_its_window_is);
  ADD ("/map-view/a-click-selects-and-two-open", test_a_click_selects_and_two_open);
  ADD ("/map-view/a-drag-is-no-click", test_a_drag_is_no_click);
  ADD ("/map-view/a-gesture-ends-at-the-regions", test_a_gesture_ends_at_the_regions);
  ADD ("/map-view/north-stays-up", test_north_stays_up);

  return g_test_run ();
}
