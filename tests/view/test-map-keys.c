/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map without a mouse. */
#include "map-fixture.h"
#include "zhihui-language.h"
#include "zhihui-region-cell.h"

static void
ascended_cb (ZhihuiMapView *view, MapFixture *fixture)
{
  fixture->n_ascended++;
}

static gboolean
go (MapFixture *fixture, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (fixture->view), direction);
}

static void
assert_focused (MapFixture *fixture, int i)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_cmpint (
    zhihui_map_view_get_focused_region (fixture->view), ==, map_fixture_get_region (fixture, i));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_parent (focus) == GTK_WIDGET (fixture->view));
}

/* What the reader hears of the widget that has the focus. */
static void
assert_heard (MapFixture *fixture, const char *text, int position)
{
  GtkAccessible *focus = GTK_ACCESSIBLE (gtk_window_get_focus (GTK_WINDOW (fixture->window)));

  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_OPTION);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, text);
  gtk_test_accessible_assert_relation (focus, GTK_ACCESSIBLE_RELATION_POS_IN_SET, position);
  gtk_test_accessible_assert_relation (focus, GTK_ACCESSIBLE_RELATION_SET_SIZE, 9);
  gtk_test_accessible_assert_state (focus, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  /* The other cell, which shows no region, is not met. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ZHIHUI_IS_REGION_CELL (child) && GTK_ACCESSIBLE (child) != focus)
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
}

static void
test_tab_reads_the_map_and_leaves_it (MapFixture *fixture, gconstpointer user_data)
{
  gtk_widget_grab_focus (fixture->before);
  for (int i = 0; i < 9; i++)
    {
      g_assert_true (go (fixture, GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_widget_has_focus (gtk_window_get_focus (GTK_WINDOW (fixture->window))) ||
                     !gtk_window_is_active (GTK_WINDOW (fixture->window)));
    }
  g_assert_false (go (fixture, GTK_DIR_TAB_FORWARD));
  g_assert_true (go (fixture, GTK_DIR_TAB_BACKWARD));
}

static void
test_tab_follows_the_rank_where_there_is_one (MapFixture *fixture, gconstpointer user_data)
{
  GArray *by_rank = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int i = 0; i < 9; i++)
    {
      guint region = (guint) map_fixture_get_region (fixture, (i * 4 + 2) % 9);

      g_array_append_val (by_rank, region);
    }
  zhihui_map_view_set_order (fixture->view, by_rank);
  for (int i = 0; i < 9; i++)
    {
      g_assert_true (go (fixture, GTK_DIR_TAB_FORWARD));
      assert_focused (fixture, (i * 4 + 2) % 9);
    }
  g_assert_false (go (fixture, GTK_DIR_TAB_FORWARD));
  map_fixture_press_key (fixture, GDK_KEY_Home, 0);
  assert_focused (fixture, 2);
  map_fixture_press_key (fixture, GDK_KEY_End, 0);
  assert_focused (fixture, (8 * 4 + 2) % 9);
}

static void
test_arrows_go_to_the_neighbours (MapFixture *fixture, gconstpointer user_data)
{
  const struct
  {
    GtkDirectionType direction;
    int              to;
  } way[] = {
    { GTK_DIR_RIGHT, 5 }, { GTK_DIR_DOWN, 8 }, { GTK_DIR_LEFT, 7 },  { GTK_DIR_LEFT, 6 },
    { GTK_DIR_UP, 3 },    { GTK_DIR_UP, 0 },   { GTK_DIR_RIGHT, 1 },
  };

  zhihui_map_view_focus_region (fixture->view, (guint) map_fixture_get_region (fixture, 4));
  for (gsize i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_assert_true (go (fixture, way[i].direction));
      assert_focused (fixture, way[i].to);
    }
}

static char *
describe_region (guint region, gpointer user_data)
{
  MapFixture *fixture = user_data;

  return g_strdup_printf ("%s，超期率 %u%%",
                          zhihui_mesh_get_region (fixture->mesh, region)->code,
                          region + fixture->n_placed);
}

static void
test_a_reader_hears_name_and_figure (MapFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = NULL, *next = NULL;
  g_autoptr (ZhihuiMapScene) recoloured = map_fixture_make_scene (fixture->mesh, 1);
  int region = map_fixture_get_region (fixture, 0);

  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_PROPERTY_LABEL, "地图");
  zhihui_map_view_focus_region (fixture->view, (guint) region);
  assert_heard (fixture, "region 0", 1); /* nobody told more than the name */

  zhihui_map_view_set_describe (fixture->view, describe_region, fixture, NULL);
  text = describe_region ((guint) region, fixture);
  assert_heard (fixture, text, 1);

  fixture->n_placed = 40; /* the figures of the next poll */
  zhihui_map_view_set_scene (fixture->view, recoloured);
  next = describe_region ((guint) region, fixture);
  assert_heard (fixture, next, 1);
}

static void
test_the_focus_goes_to_another_widget_each_time (MapFixture *fixture, gconstpointer user_data)
{
  GtkWidget *before = NULL;

  for (int i = 0; i < 9; i++)
    {
      GtkWidget *focus;

      zhihui_map_view_focus_region (fixture->view, (guint) i);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (focus != before);
      g_assert_true (gtk_widget_get_child_visible (focus));
      before = focus;
    }
}

static void
test_keys_open_select_and_ascend (MapFixture *fixture, gconstpointer user_data)
{
  int region = map_fixture_get_region (fixture, 7);

  zhihui_map_view_focus_region (fixture->view, (guint) region);
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_space, 0));
  g_assert_cmpint (zhihui_map_view_get_selected_region (fixture->view), ==, region);
  gtk_test_accessible_assert_state (
    GTK_ACCESSIBLE (gtk_window_get_focus (GTK_WINDOW (fixture->window))),
    GTK_ACCESSIBLE_STATE_SELECTED,
    TRUE);
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_Return, 0));
  g_assert_cmpint (fixture->activated, ==, region);

  g_assert_false (map_fixture_press_key (fixture, GDK_KEY_Escape, 0)); /* nobody listens */
  g_signal_connect (fixture->view, "ascended", G_CALLBACK (ascended_cb), fixture);
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpint (fixture->n_ascended, ==, 1);
  g_assert_false (map_fixture_press_key (fixture, GDK_KEY_a, 0));
  g_assert_false (map_fixture_press_key (fixture, GDK_KEY_plus, GDK_ALT_MASK));
}

static void
test_keys_zoom_and_show_all (MapFixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport whole, viewport;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &whole));
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_plus, 0));
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_KP_Add, 0));
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_minus, 0));
  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  g_assert_cmpfloat_with_epsilon (viewport.zoom, whole.zoom + 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (viewport.x, whole.x, 1e-6);
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_0, 0));
  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  g_assert_cmpfloat_with_epsilon (viewport.zoom, whole.zoom, 1e-6);
}

/* Who looks at a region at the edge does not lose it by looking closer. */
static void
test_what_has_the_focus_stays_while_zooming (MapFixture *fixture, gconstpointer user_data)
{
  int    region = map_fixture_get_region (fixture, 2);
  double x, y, x_then, y_then;

  zhihui_map_view_focus_region (fixture->view, (guint) region);
  map_fixture_find_middle (fixture, region, &x, &y);
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_plus, 0));
  map_fixture_find_middle (fixture, region, &x_then, &y_then);
  g_assert_cmpfloat_with_epsilon (x_then, x, 1.01);
  g_assert_cmpfloat_with_epsilon (y_then, y, 1.01);
}

static void
test_what_has_the_focus_is_in_sight (MapFixture *fixture, gconstpointer user_data)
{
  ZhihuiViewport viewport;

  g_assert_true (zhihui_map_view_get_viewport (fixture->view, &viewport));
  viewport.zoom += 4.0; /* a part of the one in the middle */
  zhihui_map_view_set_viewport (fixture->view, &viewport);
  for (int i = 0; i < 9; i++)
    {
      double x, y;

      zhihui_map_view_focus_region (fixture->view, (guint) i);
      map_fixture_find_middle (fixture, i, &x, &y);
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (x, <, MAP_FIXTURE_WIDTH);
      g_assert_cmpfloat (y, <, MAP_FIXTURE_HEIGHT);
    }
}

static void
test_control_tab_leaves_at_once (MapFixture *fixture, gconstpointer user_data)
{
  zhihui_map_view_focus_region (fixture->view, (guint) map_fixture_get_region (fixture, 0));
  g_assert_true (map_fixture_press_key (fixture, GDK_KEY_Tab, GDK_CONTROL_MASK));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->after);
  zhihui_map_view_focus_region (fixture->view, (guint) map_fixture_get_region (fixture, 8));
  g_assert_true (
    map_fixture_press_key (fixture, GDK_KEY_ISO_Left_Tab, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->before);
}

/* Who points at a region and goes on by keys starts there. */
static void
test_keys_go_on_from_where_was_clicked (MapFixture *fixture, gconstpointer user_data)
{
  GtkEventController *gesture = map_fixture_find_controller (fixture, GTK_TYPE_GESTURE_CLICK);
  double              x, y;

  gtk_widget_grab_focus (fixture->before);
  map_fixture_find_middle (fixture, map_fixture_get_region (fixture, 3), &x, &y);
  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (gesture, "released", 1, x, y);
  assert_focused (fixture, 3);
  g_assert_true (go (fixture, GTK_DIR_RIGHT));
  assert_focused (fixture, 4);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, MapFixture, NULL, map_fixture_set_up, func, map_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }

  ADD ("/map-keys/tab-reads-the-map-and-leaves-it", test_tab_reads_the_map_and_leaves_it);
  ADD ("/map-keys/tab-follows-the-rank-where-there-is-one",
       test_tab_follows_the_rank_where_there_is_one);
  ADD ("/map-keys/arrows-go-to-the-neighbours", test_arrows_go_to_the_neighbours);
  ADD ("/map-keys/a-reader-hears-name-and-figure", test_a_reader_hears_name_and_figure);
  ADD ("/map-keys/the-focus-goes-to-another-widget-each-time",
       test_the_focus_goes_to_another_widget_each_time);
  ADD ("/map-keys/keys-open-select-and-ascend", test_keys_open_select_and_ascend);
  ADD ("/map-keys/keys-zoom-and-show-all", test_keys_zoom_and_show_all);
  ADD ("/map-keys/what-has-the-focus-stays-while-zooming",
       test_what_has_the_focus_stays_while_zooming);
  ADD ("/map-keys/what-has-the-focus-is-in-sight", test_what_has_the_focus_is_in_sight);
  ADD ("/map-keys/control-tab-leaves-at-once", test_control_tab_leaves_at_once);
  ADD ("/map-keys/keys-go-on-from-where-was-clicked", test_keys_go_on_from_where_was_clicked);

  return g_test_run ();
}
