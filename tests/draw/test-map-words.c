/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written on the map panel, and what its key says. */
#include "map-page.h"
#include "zhihui-language.h"

/* One digit is narrower than a letter is high: it is a figure all the same. */
static void
test_a_figure_of_one_digit_is_written (void)
{
  const Town towns[] = { { .n = 4 }, { .n = 1 }, { .n = 31 }, { .n = 2 } };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) picture = map_page_draw (page, towns, G_N_ELEMENTS (towns), 1200, 800);

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      g_autofree char  *code = map_situation_make_code (i);
      g_autofree char  *key = g_strdup_printf ("region/%s/value", code);
      const ZhihuiItem *item = zhihui_picture_find (picture, key);

      g_assert_nonnull (item);
      g_assert_cmpint (g_ascii_strtoll (item->text, NULL, 10), ==, towns[i].n);
    }
}

/* Names far too long for the hexagons are cut to them: each has its name and its figure. */
static void
test_a_long_name_is_cut_to_its_hexagon (void)
{
  Town towns[12];
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) picture = NULL;
  const ZhihuiMoment moment = { .now_us = 1500000, .page = 1, .n_pages = 1 };
  GPtrArray         *regions;
  double             widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    towns[i] = (Town){ .n = 100 + i };
  situation = map_situation_new (towns, G_N_ELEMENTS (towns));
  regions = zhihui_situation_get_regions (situation)->items;
  for (guint i = 0; i < regions->len; i++)
    {
      ZhihuiRegion *region = regions->pdata[i];

      g_free (region->name);
      region->name = g_strdup ("经济技术开发区高新产业园区街道办事处");
    }
  picture = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_MAP, situation, &moment, 700, 500);
  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      g_autofree char  *code = map_situation_make_code (i);
      g_autofree char  *value_key = g_strdup_printf ("region/%s/value", code);
      g_autofree char  *name_key = g_strdup_printf ("region/%s/name", code);
      const ZhihuiItem *name = zhihui_picture_find (picture, name_key);

      g_assert_nonnull (zhihui_picture_find (picture, value_key));
      g_assert_nonnull (name);
      widest = MAX (widest, name->width);
    }
  g_assert_cmpfloat (widest, <, 700.0 / 4);
}

/* The key explains amber where units are judged on the same page, and nowhere else. */
static void
test_amber_is_explained_where_there_are_boards (void)
{
  const Town towns[] = { { .n = 400 }, { .n = 100 }, { .n = 31 }, { .n = 25 } };
  g_autoptr (ZhihuiWallPage) map = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiWallPage) overview = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) alone = map_page_draw (map, towns, G_N_ELEMENTS (towns), 1200, 800);
  g_autoptr (ZhihuiPicture) among =
    map_page_draw (overview, towns, G_N_ELEMENTS (towns), 1200, 800);

  g_assert_false (map_page_has_text (alone, "橙色"));
  g_assert_true (map_page_has_text (among, "橙色"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  g_test_add_func ("/map-words/a-long-name-is-cut-to-its-hexagon",
                   test_a_long_name_is_cut_to_its_hexagon);
  g_test_add_func ("/map-words/a-figure-of-one-digit-is-written",
                   test_a_figure_of_one_digit_is_written);
  g_test_add_func ("/map-words/amber-is-explained-where-there-are-boards",
                   test_amber_is_explained_where_there_are_boards);
  return g_test_run ();
}
