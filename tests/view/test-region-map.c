/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of the desk, when another region is chosen. */
#include "loop-run.h"
#include "map-page.h"
#include "zhihui-language.h"
#include "zhihui-map-page.h"
#include "zhihui-view.h"

#define N_TOWNS 12

typedef struct
{
  GtkWidget       *window;
  ZhihuiMapPage   *page;
  ZhihuiSelection *selection;
  ZhihuiSituation *situation;
  ZhihuiMesh      *mesh;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  Town   towns[N_TOWNS];
  GRand *rand = g_rand_new_with_seed (3);

  map_situation_fill (rand, towns, N_TOWNS);
  g_rand_free (rand);
  fixture->situation = map_situation_new (towns, N_TOWNS);
  fixture->mesh = map_page_make_squares (N_TOWNS, NULL);
  fixture->selection = zhihui_selection_new ();
  fixture->page = g_object_new (ZHIHUI_TYPE_MAP_PAGE, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  zhihui_map_page_set_selection (fixture->page, fixture->selection);
  gtk_widget_show (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  zhihui_mesh_unref (fixture->mesh);
  zhihui_situation_unref (fixture->situation);
  g_object_unref (fixture->selection);
}

static ZhihuiMesh *
get_mesh (Fixture *fixture)
{
  ZhihuiMapScene *scene = zhihui_map_view_get_scene (zhihui_map_page_get_view (fixture->page));

  return scene != NULL ? zhihui_map_scene_get_mesh (scene) : NULL;
}

static gboolean
is_at_rest (gpointer view)
{
  return zhihui_map_view_is_resting (view) && zhihui_map_view_get_picture (view) != NULL;
}

static gboolean
has_names (gpointer view)
{
  return is_at_rest (view) && zhihui_map_view_get_n_names (view) > 0;
}

/* A poll that brings the same figures. */
static void
test_the_same_figures_draw_no_frame (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = zhihui_map_page_get_view (fixture->page);
  Town           towns[N_TOWNS];
  GRand         *rand = g_rand_new_with_seed (3);
  g_autoptr (ZhihuiSituation) again = NULL;
  g_autoptr (ZhihuiSituation) other = NULL;
  ZhihuiMapScene *scene;
  ZhihuiPicture  *picture;
  guint           n_frames;

  map_situation_fill (rand, towns, N_TOWNS);
  g_rand_free (rand);
  again = map_situation_new (towns, N_TOWNS);
  towns[0].n += 5000;
  other = map_situation_new (towns, N_TOWNS);
  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  zhihui_map_page_show (fixture->page, fixture->situation);
  loop_run_until (has_names, view);
  scene = zhihui_map_view_get_scene (view);
  picture = zhihui_map_view_get_picture (view);
  n_frames = zhihui_map_view_get_n_frames (view);
  zhihui_map_page_show (fixture->page, again);
  for (guint i = 0; i < 5; i++)
    loop_run_one_frame (fixture->window);
  g_assert_true (zhihui_map_view_get_scene (view) == scene);
  g_assert_true (zhihui_map_view_get_picture (view) == picture);
  g_assert_cmpuint (zhihui_map_view_get_n_frames (view), ==, n_frames);

  zhihui_map_page_show (fixture->page, other);
  loop_run_until (is_at_rest, view);
  g_assert_true (zhihui_map_view_get_scene (view) != scene);
}

static void
test_hexagons_wait_for_borders_that_are_looked_for (Fixture *fixture, gconstpointer user_data)
{
  zhihui_map_page_await_mesh (fixture->page);
  zhihui_map_page_show (fixture->page, fixture->situation);
  g_assert_null (get_mesh (fixture));
  g_assert_cmpuint (
    zhihui_region_table_get_n_rows (zhihui_map_page_get_table (fixture->page)), ==, N_TOWNS);
  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  g_assert_true (get_mesh (fixture) == fixture->mesh);
  g_assert_false (zhihui_map_view_is_unfolding (zhihui_map_page_get_view (fixture->page)));
}

static void
test_where_none_are_found_there_are_hexagons (Fixture *fixture, gconstpointer user_data)
{
  zhihui_map_page_await_mesh (fixture->page);
  zhihui_map_page_show (fixture->page, fixture->situation);
  zhihui_map_page_set_mesh (fixture->page, NULL);
  g_assert_nonnull (get_mesh (fixture));
  g_assert_true (zhihui_mesh_is_schematic (get_mesh (fixture)));
  g_assert_cmpuint (zhihui_mesh_get_n_regions (get_mesh (fixture)), ==, N_TOWNS);
}

/* Those that are seen already stay until the borders come, and become them. */
static void
test_hexagons_that_are_seen_stay (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMesh *hexagons;

  zhihui_map_page_show (fixture->page, fixture->situation);
  hexagons = get_mesh (fixture);
  g_assert_nonnull (hexagons);
  zhihui_map_page_await_mesh (fixture->page);
  zhihui_map_page_show (fixture->page, fixture->situation);
  g_assert_true (get_mesh (fixture) == hexagons);
  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  g_assert_true (get_mesh (fixture) == fixture->mesh);
}

/* Nearer than the whole there is no room beside the map: a name there would be that of the region
 * on which it stands. */
static void
test_a_name_stands_in_its_own_region_or_nowhere (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView *view = zhihui_map_page_get_view (fixture->page);
  guint          n_seen = 0;

  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  zhihui_map_page_show (fixture->page, fixture->situation);
  loop_run_until (has_names, view);
  for (guint i = 0; i < N_TOWNS; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (fixture->mesh, i);
      ZhihuiViewport          there;
      ZhihuiPicture          *picture;

      g_assert_true (zhihui_map_view_get_viewport (view, &there));
      there.x = region->extent.right; /* the corner of four */
      there.y = region->extent.bottom;
      there.zoom = 8.5;
      zhihui_map_view_set_viewport (view, &there);
      zhihui_map_view_refresh_labels (view);
      loop_run_one_frame (fixture->window);
      loop_run_until (is_at_rest, view);
      g_assert_true (zhihui_map_view_get_viewport (view, &there));
      picture = zhihui_map_view_get_picture (view);
      for (guint k = 0; k < zhihui_picture_get_n_items (picture); k++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, k);
          g_auto (GStrv) parts = g_strsplit (item->key, "/", -1);
          double x, y;
          int    on;

          if (!g_str_equal (parts[0], "region") || !g_str_equal (parts[2], "name"))
            continue;
          zhihui_viewport_from_px (
            &there, item->x + item->width / 2, item->y + item->height / 2, &x, &y);
          on = zhihui_mesh_pick (fixture->mesh, x, y);
          if (on >= 0)
            g_assert_cmpstr (
              zhihui_mesh_get_region (fixture->mesh, (guint) on)->code, ==, parts[1]);
          n_seen++;
        }
    }
  g_assert_cmpuint (n_seen, >, N_TOWNS);
}

/* Whoever goes up by a key from the last region is in that one, not in the first. */
static void
test_the_focus_goes_back_to_the_region_that_was_left (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView          *view = zhihui_map_page_get_view (fixture->page);
  const ZhihuiMeshRegion *last = zhihui_mesh_get_region (fixture->mesh, N_TOWNS - 1);

  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  zhihui_map_page_show (fixture->page, fixture->situation);
  loop_run_until (has_names, view);
  zhihui_map_view_focus_region (view, N_TOWNS - 1);
  zhihui_selection_enter (fixture->selection, last->code, last->name);
  zhihui_map_page_set_mesh (fixture->page, NULL);
  g_assert_true (get_mesh (fixture) != fixture->mesh);
  g_assert_cmpint (zhihui_map_view_get_focused_region (view), >=, 0);

  zhihui_selection_go_up (fixture->selection);
  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  g_assert_cmpint (zhihui_map_view_get_focused_region (view), ==, N_TOWNS - 1);
}

/* Enter in what is typed leads to the map, not to a button above it. */
static void
test_the_focus_goes_from_the_search_to_the_map (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiMapView          *view = zhihui_map_page_get_view (fixture->page);
  const ZhihuiMeshRegion *third = zhihui_mesh_get_region (fixture->mesh, 2);
  GtkSearchBar           *bar = zhihui_map_page_get_search_bar (fixture->page);
  GtkWidget              *entry;

  zhihui_map_page_set_mesh (fixture->page, fixture->mesh);
  zhihui_map_page_show (fixture->page, fixture->situation);
  loop_run_until (has_names, view);
  zhihui_map_page_set_search (fixture->page, TRUE);
  entry = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_TEXT (entry));
  entry = gtk_widget_get_ancestor (entry, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), third->code);
  g_signal_emit_by_name (entry, "search-changed");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  g_assert_cmpstr (
    zhihui_region_path_get_code (zhihui_selection_get_path (fixture->selection)), ==, third->code);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (view)));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  zhihui_view_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/region-map/hexagons-wait-for-borders-that-are-looked-for",
       test_hexagons_wait_for_borders_that_are_looked_for);
  ADD ("/region-map/where-none-are-found-there-are-hexagons",
       test_where_none_are_found_there_are_hexagons);
  ADD ("/region-map/a-name-stands-in-its-own-region-or-nowhere",
       test_a_name_stands_in_its_own_region_or_nowhere);
  ADD ("/region-map/the-same-figures-draw-no-frame", test_the_same_figures_draw_no_frame);
  ADD ("/region-map/the-focus-goes-back-to-the-region-that-was-left",
       test_the_focus_goes_back_to_the_region_that_was_left);
  ADD ("/region-map/the-focus-goes-from-the-search-to-the-map",
       test_the_focus_goes_from_the_search_to_the_map);
  ADD ("/region-map/hexagons-that-are-seen-stay", test_hexagons_that_are_seen_stay);

  return g_test_run ();
}
