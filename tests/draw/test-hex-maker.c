/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "build-watch.h"
#include "map-page.h"
#include "map-situation.h"
#include "zhihui-language.h"
#include "zhihui-map-panel.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-page.h"

#define MANY (ZHIHUI_HEX_MAKER_FEW + 1)

static void
made_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
await (const guint *n_made, guint n)
{
  while (*n_made < n)
    g_main_context_iteration (NULL, TRUE);
}

static ZhihuiRegions *
make_regions (guint n)
{
  g_autofree Town *towns = g_new0 (Town, n);

  return map_situation_make_regions (towns, n);
}

static ZhihuiMesh *
find (ZhihuiHexMaker *maker, ZhihuiRegions *regions, double ratio)
{
  return zhihui_hex_maker_find (
    maker, (const ZhihuiRegion *const *) regions->items->pdata, regions->items->len, ratio);
}

static void
test_many_are_made_in_another_thread (void)
{
  g_autoptr (ZhihuiHexMaker) maker = zhihui_hex_maker_new ();
  g_autoptr (ZhihuiRegions) regions = make_regions (MANY);
  guint n_made = 0;

  build_watch_start ();
  zhihui_hex_maker_set_patient (maker, made_cb, &n_made);
  g_assert_null (find (maker, regions, 1));
  g_assert_null (find (maker, regions, 1)); /* is not ordered twice */
  g_assert_true (zhihui_hex_maker_is_busy (maker));
  await (&n_made, 1);
  g_assert_false (zhihui_hex_maker_is_busy (maker));
  g_assert_nonnull (find (maker, regions, 1));
  g_assert_cmpuint (zhihui_mesh_get_n_regions (find (maker, regions, 1)), ==, MANY);
  g_assert_cmpuint (build_watch_count_here (), ==, 0);
  g_assert_cmpuint (build_watch_count_elsewhere (), ==, 1);
}

static void
test_few_are_made_at_once (void)
{
  g_autoptr (ZhihuiHexMaker) maker = zhihui_hex_maker_new ();
  g_autoptr (ZhihuiRegions) regions = make_regions (MANY - 1);
  guint n_made = 0;

  build_watch_start ();
  zhihui_hex_maker_set_patient (maker, made_cb, &n_made);
  g_assert_nonnull (find (maker, regions, 1));
  g_assert_false (zhihui_hex_maker_is_busy (maker));
  g_assert_cmpuint (build_watch_count_here (), ==, 1);
}

/* A shot, a report. */
static void
test_where_nobody_can_wait_all_are_made_at_once (void)
{
  g_autoptr (ZhihuiHexMaker) maker = zhihui_hex_maker_new ();
  g_autoptr (ZhihuiRegions) regions = make_regions (MANY);

  build_watch_start ();
  g_assert_nonnull (find (maker, regions, 1));
  g_assert_cmpuint (build_watch_count_here (), ==, 1);
  g_assert_cmpuint (build_watch_count_elsewhere (), ==, 0);
}

/* In another form the former hexagons serve; those of other regions never do. */
static void
test_until_then_only_the_same_regions_are_seen (void)
{
  g_autoptr (ZhihuiHexMaker) maker = zhihui_hex_maker_new ();
  g_autoptr (ZhihuiRegions) regions = make_regions (MANY);
  g_autoptr (ZhihuiRegions) others = make_regions (MANY + 1);
  ZhihuiMesh *first;
  guint       n_made = 0;

  zhihui_hex_maker_set_patient (maker, made_cb, &n_made);
  find (maker, regions, 1);
  await (&n_made, 1);
  first = find (maker, regions, 1);
  g_assert_true (find (maker, regions, 1.3) == first);
  g_assert_true (zhihui_hex_maker_is_busy (maker));
  await (&n_made, 2);
  first = find (maker, regions, 1.3);
  g_assert_nonnull (first);
  g_assert_null (find (maker, others, 1.3));
  g_assert_true (find (maker, regions, 1.3) == first); /* changed one's mind */
  g_assert_false (zhihui_hex_maker_is_busy (maker));
  g_assert_null (find (maker, others, 1.3));
  await (&n_made, 3);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (find (maker, others, 1.3)), ==, MANY + 1);
}

static gboolean
time_over_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Its thread ends after it: nobody is told. */
static void
test_it_may_go_while_they_are_made (void)
{
  ZhihuiHexMaker *maker = zhihui_hex_maker_new ();
  g_autoptr (ZhihuiRegions) regions = make_regions (MANY);
  guint    n_made = 0;
  gboolean is_over = FALSE;

  build_watch_start ();
  zhihui_hex_maker_set_patient (maker, made_cb, &n_made);
  find (maker, regions, 1);
  zhihui_hex_maker_free (maker);
  g_timeout_add (100, time_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_made, ==, 0);
}

/* Title and words first, then the map, with no hexagon made by the thread that draws. */
static void
test_the_panel_says_that_it_is_laid_out (void)
{
  g_autofree Town *towns = g_new0 (Town, MANY);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("map", 1920, 1080, 0, NULL);
  ZhihuiMapPanel *panel = zhihui_wall_page_get_map (page);
  ZhihuiMoment    moment = { .now_us = g_get_monotonic_time () };
  GRand          *rand = g_rand_new_with_seed (5);
  guint           n_made = 0;

  map_situation_fill (rand, towns, MANY);
  g_rand_free (rand);
  situation = map_situation_new (towns, MANY);
  build_watch_start ();
  zhihui_map_panel_set_patient (panel, made_cb, &n_made);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_MAP, situation, &moment, 1800, 900);
      ZhihuiMapScene *scene;
      ZhihuiViewport  viewport;

      g_assert_true (map_page_has_text (picture, zhihui_panel_get_title (ZHIHUI_PANEL_MAP)));
      g_assert_cmpint (map_page_has_text (picture, "正在排布区划"), ==, round == 0);
      g_assert_cmpint (zhihui_map_panel_get_seen (panel, &scene, &viewport), ==, round == 1);
      if (round == 0)
        await (&n_made, 1);
    }
  g_assert_cmpuint (build_watch_count_here (), ==, 0);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hex-maker/many-are-made-in-another-thread",
                   test_many_are_made_in_another_thread);
  g_test_add_func ("/hex-maker/few-are-made-at-once", test_few_are_made_at_once);
  g_test_add_func ("/hex-maker/where-nobody-can-wait-all-are-made-at-once",
                   test_where_nobody_can_wait_all_are_made_at_once);
  g_test_add_func ("/hex-maker/until-then-only-the-same-regions-are-seen",
                   test_until_then_only_the_same_regions_are_seen);
  g_test_add_func ("/hex-maker/it-may-go-while-they-are-made", test_it_may_go_while_they_are_made);
  g_test_add_func ("/hex-maker/the-panel-says-that-it-is-laid-out",
                   test_the_panel_says_that_it_is_laid_out);

  return g_test_run ();
}
