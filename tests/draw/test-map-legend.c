/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-page.h"
#include "zhihui-language.h"
#include "zhihui-map-panel.h"

#define N_TOWNS 12

/* A map that somebody imported may lack a region: what is told of it is not lost. */
static void
test_what_has_no_shape_is_told (void)
{
  Town   towns[N_TOWNS];
  GRand *rand = g_rand_new_with_seed (1);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);

  map_situation_fill (rand, towns, N_TOWNS);
  towns[N_TOWNS - 1].n = 586;
  for (guint i = 0; i < N_TOWNS; i++)
    towns[i].population = 0;
  for (guint n_bare = 0; n_bare <= 2; n_bare++)
    {
      g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS - n_bare, NULL);
      g_autoptr (ZhihuiPicture) picture = NULL;
      g_autofree char *last = g_strdup_printf ("不在图上：第%d镇 586", N_TOWNS - 1);

      zhihui_map_panel_set_board (zhihui_wall_page_get_map (page), ZHIHUI_BOARD_VOLUME);
      zhihui_map_panel_set_mesh (zhihui_wall_page_get_map (page), mesh);
      picture = map_page_draw (page, towns, N_TOWNS, 1200, 800);
      g_assert_true (map_page_has_text (picture, last) == (n_bare == 1));
      g_assert_true (map_page_has_text (picture, "不在图上：2 处") == (n_bare == 2));
    }
  g_rand_free (rand);
}

/* A place whose figure is told with its town is not one of which nothing is known. */
static void
test_what_is_withheld_has_a_line_of_its_own (void)
{
  Town towns[N_TOWNS] = { { 0 } };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);

  zhihui_map_panel_set_mesh (zhihui_wall_page_get_map (page), mesh);
  for (guint i = 0; i < N_TOWNS; i++)
    towns[i] = (Town){ .n = 4 + i, .rate_n = 100, .rate_k = 3 };
  for (guint n = 0; n <= 3; n++)
    {
      g_autoptr (ZhihuiPicture) volume = NULL;
      g_autoptr (ZhihuiPicture) rate = NULL;

      for (guint i = 0; i < n; i++)
        towns[i].is_withheld = TRUE;
      zhihui_map_panel_set_board (zhihui_wall_page_get_map (page), ZHIHUI_BOARD_VOLUME);
      volume = map_page_draw (page, towns, N_TOWNS, 1200, 800);
      zhihui_map_panel_set_board (zhihui_wall_page_get_map (page), ZHIHUI_BOARD_RETURN);
      rate = map_page_draw (page, towns, N_TOWNS, 1200, 800);
      g_assert_true (map_page_has_text (volume, "件数少，并入镇") == (n > 0));
      g_assert_false (map_page_has_text (volume, "无数据"));
      g_assert_false (map_page_has_text (rate, "件数少"));
      g_assert_true (map_page_has_text (rate, "并入镇") == (n > 0));
      g_assert_true (map_page_has_text (volume, "共 15 件") == (n == 3)); /* 4, 5 and 6 */
    }
}

/* A wall is not told what is overdue below a town: nought would be a figure. */
static void
test_overdue_work_of_villages_is_not_nought (void)
{
  const Town towns[] = { { .n = 12 }, { .n = 30 } };

  for (guint n_digits = 9; n_digits <= 12; n_digits += 3)
    for (gint64 n_withheld = -1; n_withheld <= 0; n_withheld++)
      {
        g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, 2);
        ZhihuiMapFigures *figures = zhihui_situation_get_map_figures (situation);
        g_autoptr (ZhihuiMapReading) reading = NULL;

        figures->n_withheld = n_withheld; /* a desk's answer has none */
        if (n_digits == 12)
          {
            ZhihuiRegionFigure *village = figures->items->pdata[0];

            g_free (village->code);
            village->code = g_strdup ("370302104001");
          }
        reading = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, NULL);
        g_assert_cmpint (reading->hides_overdue, ==, n_digits == 12 && n_withheld == 0);
      }
}

/* Whose token is of a part of the region is told of that part's own figure too: it is the sum of
 * the others, and no neighbour of theirs. */
static void
test_what_the_regions_lie_in_is_none_of_them (void)
{
  const Town towns[] = { { .n = 12 }, { .n = 30 } };
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, 2);
  ZhihuiMapFigures   *figures = zhihui_situation_get_map_figures (situation);
  ZhihuiRegionFigure *whole = g_new0 (ZhihuiRegionFigure, 1);
  g_autoptr (ZhihuiMapReading) reading = NULL;

  whole->code = g_strdup ("370302");
  whole->n = 42;
  g_ptr_array_add (figures->items, whole);
  reading = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, NULL);
  g_assert_cmpuint (reading->values->len, ==, 2);
}

/* Those who pass a wall are not told of how few a rate would be. */
static void
test_a_wall_tells_no_base_of_too_few (void)
{
  Town towns[N_TOWNS] = { { 0 } };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiMesh) mesh = map_page_make_squares (N_TOWNS, NULL);
  g_autoptr (ZhihuiPicture) picture = NULL;

  zhihui_map_panel_set_mesh (zhihui_wall_page_get_map (page), mesh);
  zhihui_map_panel_set_board (zhihui_wall_page_get_map (page), ZHIHUI_BOARD_RETURN);
  for (guint i = 0; i < N_TOWNS; i++)
    towns[i] = (Town){ .n = 90, .rate_n = i == 5 ? 7 : 160, .rate_k = 3 };
  picture = map_page_draw (page, towns, N_TOWNS, 1200, 800);
  g_assert_true (map_page_has_text (picture, "第5镇"));
  g_assert_true (map_page_has_text (picture, "样本不足"));
  g_assert_false (map_page_has_text (picture, "3/7"));
}

/* Below a town nothing may be told: then it is shown itself, by its name, and not as if there were
 * no cases in it. */
static void
test_a_region_without_parts_is_shown_itself (void)
{
  const Town       town = { .n = 254 };
  g_autofree char *code = map_situation_make_code (0);
  g_autoptr (ZhihuiRegionPath) path = zhihui_region_path_new (NULL, code, "寨里镇");
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiRegions) none = zhihui_regions_new ();
  g_autoptr (ZhihuiMapFigures) figures = map_situation_make_figures (&town, 1);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiMapReading) reading = NULL;
  g_autoptr (ZhihuiMapReading) other = NULL;
  const ZhihuiMapValue *value;

  meta->region = g_strdup ("370302");
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_region_path (builder, path);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, none);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
  situation = zhihui_situation_builder_finish (builder);

  reading = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, code);
  g_assert_cmpuint (reading->values->len, ==, 1);
  value = &g_array_index (reading->values, ZhihuiMapValue, 0);
  g_assert_cmpstr (value->region->code, ==, code);
  g_assert_cmpstr (value->region->name, ==, "寨里镇");
  g_assert_cmpint (value->n, ==, 254);

  /* Not under the name of another. */
  other = zhihui_map_reading_new (situation, ZHIHUI_BOARD_VOLUME, "370302999");
  g_assert_cmpuint (other->values->len, ==, 0);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-legend/what-has-no-shape-is-told", test_what_has_no_shape_is_told);
  g_test_add_func ("/map-legend/what-is-withheld-has-a-line-of-its-own",
                   test_what_is_withheld_has_a_line_of_its_own);
  g_test_add_func ("/map-legend/overdue-work-of-villages-is-not-nought",
                   test_overdue_work_of_villages_is_not_nought);
  g_test_add_func ("/map-legend/what-the-regions-lie-in-is-none-of-them",
                   test_what_the_regions_lie_in_is_none_of_them);
  g_test_add_func ("/map-legend/a-wall-tells-no-base-of-too-few",
                   test_a_wall_tells_no_base_of_too_few);
  g_test_add_func ("/map-legend/a-region-without-parts-is-shown-itself",
                   test_a_region_without_parts_is_shown_itself);
  return g_test_run ();
}
