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

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-legend/what-has-no-shape-is-told", test_what_has_no_shape_is_told);
  return g_test_run ();
}
