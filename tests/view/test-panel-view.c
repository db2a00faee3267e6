/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-view.h"

#include "loop-run.h"

#include <string.h>

typedef struct
{
  ZhihuiTheme     *theme;
  GtkWidget       *window;
  ZhihuiPanelView *view;
} Fixture;

typedef struct
{
  const char *id, *text;
  double      y, bar;
} Row;

static ZhihuiPicture *
make_picture (Fixture *fixture, const Row *rows, gsize n_rows)
{
  const ZhihuiFont     font = { ZHIHUI_FACE_SANS, 26, 400, 0, 0 };
  const ZhihuiPalette *palette = zhihui_theme_get_palette (fixture->theme);
  ZhihuiPicture       *picture = zhihui_picture_new (fixture->theme, 400, 300);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strconcat ("name-", rows[i].id, NULL);
      g_autofree char *bar = g_strconcat ("bar-", rows[i].id, NULL);

      zhihui_picture_add_text (picture,
                               name,
                               rows[i].text,
                               &font,
                               palette->text1,
                               10,
                               rows[i].y + 24,
                               ZHIHUI_ALIGN_LEFT,
                               0);
      zhihui_picture_add_rect (picture, bar, 200, rows[i].y, rows[i].bar, 12, palette->bar);
      zhihui_picture_add_spoken (picture, rows[i].text);
    }

  return picture;
}

static void
await (Fixture *fixture, gboolean (*is_true) (Fixture *fixture))
{
  loop_run_until ((gboolean (*) (gpointer)) is_true, fixture);
}

static gboolean
is_drawn (Fixture *fixture)
{
  return zhihui_panel_view_get_n_frames (fixture->view) > 0;
}

static gboolean
is_resting (Fixture *fixture)
{
  return zhihui_panel_view_is_resting (fixture->view);
}

static void
show (Fixture *fixture, const Row *rows, gsize n_rows)
{
  g_autoptr (ZhihuiPicture) picture = make_picture (fixture, rows, n_rows);

  zhihui_panel_view_set_picture (fixture->view, picture, ZHIHUI_CHANGE_GLIDE);
}

static const Row before[] = {
  { "a", "松龄路街道", 0, 80 },
  { "b", "洪山镇", 40, 60 },
  { "c", "岭子镇", 80, 40 },
};

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1.0);
  fixture->window = gtk_window_new ();
  fixture->view = ZHIHUI_PANEL_VIEW (zhihui_panel_view_new ());
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), 400, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  show (fixture, before, G_N_ELEMENTS (before));
  gtk_window_present (GTK_WINDOW (fixture->window));
  await (fixture, is_drawn);
  loop_run_one_frame (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiPanelView *view = g_object_ref (fixture->view);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (view);
  zhihui_theme_free (fixture->theme);
}

static graphene_rect_t
find (Fixture *fixture, const char *key)
{
  graphene_rect_t place;
  double          presence;

  g_assert_true (zhihui_panel_view_find (fixture->view, key, &place, &presence));
  return place;
}

static gboolean
has (Fixture *fixture, const char *key)
{
  graphene_rect_t place;
  double          presence;

  return zhihui_panel_view_find (fixture->view, key, &place, &presence);
}

static void
test_equal_picture (Fixture *fixture, gconstpointer user_data)
{
  guint n_frames = zhihui_panel_view_get_n_frames (fixture->view);

  show (fixture, before, G_N_ELEMENTS (before));
  g_assert_true (zhihui_panel_view_is_resting (fixture->view));
  loop_run_one_frame (fixture->window);
  loop_run_one_frame (fixture->window);

  g_assert_cmpuint (zhihui_panel_view_get_n_frames (fixture->view), ==, n_frames);
}

static void
test_first_picture_cuts (Fixture *fixture, gconstpointer user_data)
{
  g_assert_true (zhihui_panel_view_is_resting (fixture->view));
}

static void
test_changed_text (Fixture *fixture, gconstpointer user_data)
{
  const Row rows[] = { { "a", "般阳路街道", 0, 80 },
                       { "b", "洪山镇", 40, 60 },
                       { "c", "岭子镇", 80, 40 } };
  guint     n_frames = zhihui_panel_view_get_n_frames (fixture->view);

  show (fixture, rows, G_N_ELEMENTS (rows));
  g_assert_false (zhihui_panel_view_is_resting (fixture->view));
  await (fixture, is_resting);
  g_assert_cmpuint (zhihui_panel_view_get_n_frames (fixture->view), >, n_frames);

  /* and then it draws no more */
  loop_run_one_frame (fixture->window);
  n_frames = zhihui_panel_view_get_n_frames (fixture->view);
  loop_run_one_frame (fixture->window);
  loop_run_one_frame (fixture->window);
  g_assert_cmpuint (zhihui_panel_view_get_n_frames (fixture->view), ==, n_frames);
}

static void
test_rows_swap (Fixture *fixture, gconstpointer user_data)
{
  const Row       rows[] = { { "c", "岭子镇", 0, 90 },
                             { "b", "洪山镇", 40, 60 },
                             { "a", "松龄路街道", 80, 20 } };
  graphene_rect_t name = find (fixture, "name-a");
  graphene_rect_t bar = find (fixture, "bar-b");
  graphene_rect_t place;

  show (fixture, rows, G_N_ELEMENTS (rows));
  loop_run_one_frame (fixture->window);
  place = find (fixture, "name-a");
  g_assert_cmpfloat (place.origin.y, <, name.origin.y + 80);
  place = find (fixture, "bar-b");
  g_assert_true (graphene_rect_equal (&place, &bar));

  await (fixture, is_resting);
  place = find (fixture, "name-a");
  g_assert_cmpfloat_with_epsilon (place.origin.y, name.origin.y + 80, 1e-3);
  place = find (fixture, "bar-a");
  g_assert_cmpfloat_with_epsilon (place.origin.y, 80, 1e-9);
  g_assert_cmpfloat_with_epsilon (place.size.width, 20, 1e-9);
  place = find (fixture, "bar-c");
  g_assert_cmpfloat_with_epsilon (place.origin.y, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (place.size.width, 90, 1e-9);
}

static void
test_row_leaves (Fixture *fixture, gconstpointer user_data)
{
  const Row rows[] = { { "a", "松龄路街道", 0, 80 }, { "d", "西河镇", 40, 60 } };

  show (fixture, rows, G_N_ELEMENTS (rows));
  g_assert_true (has (fixture, "name-b"));
  g_assert_true (has (fixture, "name-d"));
  await (fixture, is_resting);

  g_assert_false (has (fixture, "name-b"));
  g_assert_false (has (fixture, "bar-c"));
  g_assert_true (has (fixture, "name-d"));
}

static void
test_row_returns (Fixture *fixture, gconstpointer user_data)
{
  show (fixture, before, 1);
  loop_run_one_frame (fixture->window);
  show (fixture, before, G_N_ELEMENTS (before));
  await (fixture, is_resting);

  g_assert_true (has (fixture, "name-a") && has (fixture, "name-b") && has (fixture, "name-c"));
}

static void
test_no_animation (Fixture *fixture, gconstpointer user_data)
{
  const Row rows[] = { { "a", "般阳路街道", 80, 20 }, { "b", "洪山镇", 40, 60 } };

  zhihui_panel_view_set_animated (fixture->view, FALSE);
  show (fixture, rows, G_N_ELEMENTS (rows));

  g_assert_true (zhihui_panel_view_is_resting (fixture->view));
  g_assert_cmpfloat_with_epsilon (find (fixture, "bar-a").origin.y, 80, 1e-9);
  g_assert_false (has (fixture, "bar-c"));
}

static void
test_desktop_without_animation (Fixture *fixture, gconstpointer user_data)
{
  const Row rows[] = { { "a", "般阳路街道", 80, 20 }, { "b", "洪山镇", 40, 60 } };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  show (fixture, rows, G_N_ELEMENTS (rows));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);

  g_assert_true (zhihui_panel_view_is_resting (fixture->view));
}

static GBytes *
grab (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  guchar *pixels;

  gdk_paintable_snapshot (paintable, snapshot, 400, 300);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, 400, 300));
  pixels = g_malloc (400 * 300 * 4);
  gdk_texture_download (texture, pixels, 400 * 4);

  return g_bytes_new_take (pixels, 400 * 300 * 4);
}

static void
test_pixels (Fixture *fixture, gconstpointer user_data)
{
  const Row rows[] = { { "c", "岭子镇", 0, 90 },
                       { "d", "西河镇", 40, 61 },
                       { "a", "松龄路街道", 80, 20 } };
  g_autoptr (ZhihuiPicture) picture = make_picture (fixture, rows, G_N_ELEMENTS (rows));
  g_autoptr (GBytes) glided = NULL;
  g_autoptr (GBytes) cut = NULL;

  show (fixture, rows, G_N_ELEMENTS (rows));
  await (fixture, is_resting);
  loop_run_one_frame (fixture->window);
  glided = grab (fixture);

  zhihui_panel_view_set_picture (fixture->view, NULL, ZHIHUI_CHANGE_CUT);
  zhihui_panel_view_set_picture (fixture->view, picture, ZHIHUI_CHANGE_CUT);
  loop_run_one_frame (fixture->window);
  cut = grab (fixture);

  g_assert_cmpmem (g_bytes_get_data (glided, NULL),
                   g_bytes_get_size (glided),
                   g_bytes_get_data (cut, NULL),
                   g_bytes_get_size (cut));
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/panel-view/the-first-picture-is-there-at-once", test_first_picture_cuts);
  ADD ("/panel-view/an-equal-picture-draws-no-frame", test_equal_picture);
  ADD ("/panel-view/a-changed-text-fades-and-comes-to-rest", test_changed_text);
  ADD ("/panel-view/rows-glide-to-their-exact-places", test_rows_swap);
  ADD ("/panel-view/a-row-that-is-gone-leaves", test_row_leaves);
  ADD ("/panel-view/a-row-that-returns-while-it-fades-stays", test_row_returns);
  ADD ("/panel-view/without-animation-everything-cuts", test_no_animation);
  ADD ("/panel-view/the-desktop-can-forbid-animation", test_desktop_without_animation);
  ADD ("/panel-view/after-a-glide-every-pixel-is-as-after-a-cut", test_pixels);

  return g_test_run ();
}
