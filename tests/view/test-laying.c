/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Very many hexagons on a screen: the thread that draws makes none of them. */
#include "build-watch.h"
#include "loop-run.h"
#include "map-situation.h"
#include "zhihui-language.h"
#include "zhihui-map-page.h"
#include "zhihui-view.h"
#include "zhihui-wall-view.h"

#include <string.h>

#define MANY (ZHIHUI_HEX_MAKER_FEW + 1)

static ZhihuiSituation *
make_situation (guint n)
{
  g_autofree Town *towns = g_new0 (Town, n);
  GRand           *rand = g_rand_new_with_seed (n);

  map_situation_fill (rand, towns, n);
  g_rand_free (rand);
  return map_situation_new (towns, n);
}

static GtkWidget *
show_in_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_widget_show (window);
  return window;
}

static const char *
get_spoken (ZhihuiWallView *view)
{
  ZhihuiPanelView *panel =
    zhihui_panel_deck_find_panel (zhihui_wall_view_get_deck (view), ZHIHUI_PANEL_MAP);
  ZhihuiPicture *picture = panel != NULL ? zhihui_panel_view_get_picture (panel) : NULL;

  return picture != NULL ? zhihui_picture_get_spoken (picture) : "";
}

static gboolean
says_that_it_lays (gpointer view)
{
  return strstr (get_spoken (view), "正在排布区划") != NULL;
}

static gboolean
says_figures (gpointer view)
{
  return !says_that_it_lays (view) && strlen (get_spoken (view)) > 1000;
}

static void
test_the_wall_has_them_made_elsewhere (void)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (MANY);
  ZhihuiWallView *view = ZHIHUI_WALL_VIEW (zhihui_wall_view_new ());
  GtkWidget      *window;

  build_watch_start ();
  zhihui_wall_view_set_situation (view, situation);
  window = show_in_window (GTK_WIDGET (view));
  loop_run_until (says_that_it_lays, view);
  loop_run_until (says_figures, view);
  g_assert_cmpuint (build_watch_count_here (), ==, 0);
  g_assert_cmpuint (build_watch_count_elsewhere (), >=, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_map (gpointer page)
{
  ZhihuiMapScene *scene = zhihui_map_view_get_scene (zhihui_map_page_get_view (page));

  return scene != NULL && zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (scene)) == MANY;
}

/* The class of a row comes with the colours. */
static gboolean
has_classes (ZhihuiMapPage *page)
{
  ZhihuiRegionTable *table = zhihui_map_page_get_table (page);

  g_assert_cmpuint (zhihui_region_table_get_n_rows (table), ==, MANY);
  return *zhihui_region_row_get_text (zhihui_region_table_get_row (table, 0),
                                      ZHIHUI_REGION_COLUMN_CLASS) != '\0';
}

static void
test_the_desk_has_them_made_elsewhere (void)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (MANY);
  g_autoptr (ZhihuiSelection) selection = zhihui_selection_new ();
  ZhihuiMapPage *page = g_object_new (ZHIHUI_TYPE_MAP_PAGE, NULL);
  GtkWidget     *window = show_in_window (GTK_WIDGET (page));

  build_watch_start ();
  zhihui_map_page_set_selection (page, selection);
  zhihui_map_page_show (page, situation);
  g_assert_false (has_map (page));
  g_assert_false (has_classes (page)); /* the figures are there at once */
  loop_run_until (has_map, page);
  g_assert_true (has_classes (page));
  g_assert_cmpuint (build_watch_count_here (), ==, 0);
  g_assert_cmpuint (build_watch_count_elsewhere (), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
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

  g_test_add_func ("/laying/the-wall-has-them-made-elsewhere",
                   test_the_wall_has_them_made_elsewhere);
  g_test_add_func ("/laying/the-desk-has-them-made-elsewhere",
                   test_the_desk_has_them_made_elsewhere);

  return g_test_run ();
}
