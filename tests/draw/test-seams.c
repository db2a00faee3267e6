/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-seam-fold.h"
#include "zhihui-wall-page.h"
#include "zhihui-wall-shelf.h"

/* Where the page of a wall of several monitors puts its panels and their words. */

typedef struct
{
  int columns, rows, monitor_width, monitor_height, bezel;
} Wall;

static void
add_seams (ZhihuiSeamList *list, int n, int monitor, int bezel)
{
  for (int i = 1; i < n; i++)
    zhihui_seam_list_add (list, i * monitor + (i - 1) * bezel, i * (monitor + bezel));
}

static ZhihuiWallPage *
make_page (const char *name, const Wall *wall, ZhihuiSeams *seams)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file = zhihui_wall_shelf_dup_shipped (name);
  ZhihuiWallPage *page;

  *seams = (ZhihuiSeams){ 0 };
  add_seams (&seams->upright, wall->columns, wall->monitor_width, wall->bezel);
  add_seams (&seams->level, wall->rows, wall->monitor_height, wall->bezel);
  page = zhihui_wall_page_new_spanning (
    file,
    wall->columns * (wall->monitor_width + wall->bezel) - wall->bezel,
    wall->rows * (wall->monitor_height + wall->bezel) - wall->bezel,
    0,
    seams,
    &error);
  g_assert_no_error (error);
  return page;
}

static const ZhihuiPlace *
find_place (ZhihuiWallPage *page, ZhihuiPanel panel)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (places[i].panel == panel)
      return &places[i];
  g_assert_not_reached ();
}

/* Nine monitors: each edge in the middle of a gutter of 36 u, as the visual guide has it. */
static void
upright_edges_lie_in_gutters (void)
{
  ZhihuiSeams seams;
  g_autoptr (ZhihuiWallPage) page = make_page ("overview", &(Wall){ 3, 3, 1920, 1080, 0 }, &seams);
  double             u = 3;
  const ZhihuiPlace *left = find_place (page, ZHIHUI_PANEL_VOLUME);
  const ZhihuiPlace *map = find_place (page, ZHIHUI_PANEL_MAP);
  const ZhihuiPlace *right = find_place (page, ZHIHUI_PANEL_OVERDUE);

  g_assert_cmpfloat_with_epsilon (left->x, 40 * u, 1);
  g_assert_cmpfloat_with_epsilon (left->x + left->width, (640 - 18) * u, 1);
  g_assert_cmpfloat_with_epsilon (map->x, (640 + 18) * u, 1);
  g_assert_cmpfloat_with_epsilon (map->x + map->width, (1280 - 18) * u, 1);
  g_assert_cmpfloat_with_epsilon (right->x, (1280 + 18) * u, 1);
  g_assert_cmpfloat_with_epsilon (right->x + right->width, 1880 * u, 1);
}

/* What lies behind a bezel is lost to no panel; the strips that go over the whole wall, and a map,
 * may have it within. */
static void
bezels_are_beside_panels (void)
{
  static const Wall walls[] = { { 3, 1, 1920, 1080, 24 }, { 3, 3, 1920, 1080, 7 },
                                { 2, 1, 1920, 1080, 61 }, { 2, 2, 1920, 1080, 0 },
                                { 3, 1, 1080, 1920, 13 }, { 4, 1, 1920, 1080, 9 } };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      ZhihuiSeams seams;
      g_autoptr (ZhihuiWallPage) page = make_page ("overview", &walls[i], &seams);
      guint              n;
      const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

      for (guint j = 0; j < n; j++)
        {
          gboolean is_wide =
            places[j].panel == ZHIHUI_PANEL_HEAD || places[j].panel == ZHIHUI_PANEL_KPI ||
            places[j].panel == ZHIHUI_PANEL_MAP || places[j].panel == ZHIHUI_PANEL_ALERTS;

          g_test_message (
            "wall %u panel %s %g+%g", i, places[j].name, places[j].x, places[j].width);
          g_assert_true (is_wide || !zhihui_seam_list_meets (
                                      &seams.upright, places[j].x, places[j].x + places[j].width));
          g_assert_cmpfloat (places[j].width, >, 0);
          for (guint k = 0; k < j; k++)
            g_assert_true (places[j].x >= places[k].x + places[k].width - 1 ||
                           places[k].x >= places[j].x + places[j].width - 1 ||
                           places[j].y >= places[k].y + places[k].height - 1 ||
                           places[k].y >= places[j].y + places[j].height - 1);
        }
    }
}

/* ---- folding ---- */

/* Rows of one text each, as many as there is room for, 42 high. */
static ZhihuiPicture *
draw_rows (gpointer user_data, double width, double height)
{
  ZhihuiTheme   *theme = user_data;
  ZhihuiPicture *picture = zhihui_picture_new (theme, width, height);
  ZhihuiFont     font = { .face = ZHIHUI_FACE_SANS, .size = 24, .weight = 400 };

  zhihui_picture_add_rect (picture, "rule", 0, 0, width, 2, (ZhihuiRgba){ 1, 1, 1, 1 });
  zhihui_picture_add_rect (picture, "line", 90, 4, 2, height - 4, (ZhihuiRgba){ 1, 1, 1, 1 });
  for (guint i = 0; (i + 1) * 42 <= height; i++)
    {
      g_autofree char *text = g_strdup_printf ("第 %u 行", i);

      zhihui_picture_add_text (picture,
                               text,
                               text,
                               &font,
                               (ZhihuiRgba){ 1, 1, 1, 1 },
                               100,
                               i * 42 + 30,
                               ZHIHUI_ALIGN_LEFT,
                               0);
    }
  return picture;
}

static guint
count_texts_over (ZhihuiPicture *picture, const ZhihuiSeams *seams, guint *n_texts)
{
  guint n = 0;

  *n_texts = 0;
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind != ZHIHUI_ITEM_TEXT)
        continue;
      *n_texts += 1;
      n += zhihui_seam_list_meets (&seams->upright, item->x, item->x + item->width) ||
           zhihui_seam_list_meets (&seams->level, item->y, item->y + item->height);
      g_assert_cmpfloat (item->y + item->height, <=, zhihui_picture_get_height (picture) + 1);
    }
  return n;
}

/* Wherever the edge is, and however thick: at most one row gives way. */
static void
rows_make_room_for_an_edge (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);

  for (double at = 5; at < 395; at += 3)
    for (double thick = 8; thick <= 32; thick += 12)
      {
        ZhihuiSeamFold fold = {
          .u = 1, .width = 300, .height = 420, .draw = draw_rows, .drawing = theme
        };
        g_autoptr (ZhihuiPicture) picture = NULL;
        guint n_texts;

        zhihui_seam_list_add (&fold.seams.level, at, at + thick);
        picture = zhihui_seam_fold_draw (&fold);
        g_assert_cmpuint (count_texts_over (picture, &fold.seams, &n_texts), ==, 0);
        g_assert_cmpuint (n_texts, >=, 8);
        g_assert_cmpfloat (zhihui_picture_get_height (picture), ==, 420);
        g_assert_cmpfloat_with_epsilon (zhihui_picture_find (picture, "rule")->width, 300, 0.5);
        g_assert_cmpfloat (zhihui_picture_find (picture, "line")->height, >, 350);
      }
}

static void
rows_stand_beside_an_upright_edge (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  ZhihuiSeamFold fold = {
    .u = 1, .width = 600, .height = 420, .draw = draw_rows, .drawing = theme
  };
  g_autoptr (ZhihuiPicture) picture = NULL;
  guint n_texts;

  zhihui_seam_list_add (&fold.seams.upright, 110, 130);
  zhihui_seam_list_add (&fold.seams.level, 200, 220);
  picture = zhihui_seam_fold_draw (&fold);
  g_assert_cmpuint (count_texts_over (picture, &fold.seams, &n_texts), ==, 0);
  g_assert_cmpuint (n_texts, >=, 8);
  g_assert_cmpfloat_with_epsilon (fold.x, 130, 1);
  g_assert_cmpfloat (zhihui_picture_find (picture, "第 0 行")->x, >, 225);
}

/* ---- texts ---- */

static void
a_long_text_is_parted_between_words (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  ZhihuiFont font = { .face = ZHIHUI_FACE_SANS, .size = 24, .weight = 400 };

  for (double room = 30; room < 300; room += 7)
    {
      const char    *text = "丁局 4 件超期 12345.67";
      ZhihuiPicture *picture = zhihui_picture_new (theme, 600, 50);
      guint          rest;

      zhihui_picture_add_text (
        picture, "t", text, &font, (ZhihuiRgba){ 1, 1, 1, 1 }, 10, 30, ZHIHUI_ALIGN_LEFT, 0);
      rest = zhihui_picture_split_text (picture, 0, room);
      if (rest != 0)
        {
          const ZhihuiItem *first = zhihui_picture_get_item (picture, 0);
          const ZhihuiItem *second = zhihui_picture_get_item (picture, rest);
          g_autofree char  *blank = g_strconcat (first->text, " ", second->text, NULL);
          g_autofree char  *joined = g_strconcat (first->text, second->text, NULL);

          g_assert_cmpstr (first->key, ==, "t");
          g_assert_cmpfloat (first->width, <=, room + 2);
          g_assert_true (g_str_equal (blank, text) || g_str_equal (joined, text));
          /* The figure is whole. */
          g_assert_true (g_str_has_suffix (second->text, "12345.67"));
          g_assert_true (zhihui_picture_find (picture, "t") == first);
        }
      else
        g_assert_cmpfloat (room, <, 60);
      zhihui_picture_unref (picture);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seams/upright-edges-lie-in-gutters", upright_edges_lie_in_gutters);
  g_test_add_func ("/seams/bezels-are-beside-panels", bezels_are_beside_panels);
  g_test_add_func ("/seams/rows-make-room-for-an-edge", rows_make_room_for_an_edge);
  g_test_add_func ("/seams/rows-stand-beside-an-upright-edge", rows_stand_beside_an_upright_edge);
  g_test_add_func ("/seams/a-long-text-is-parted-between-words",
                   a_long_text_is_parted_between_words);
  return g_test_run ();
}
