/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-language.h"

static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

/* The texts of the first panel of that kind, one after the other, each between bars. */
static char *
read_panel (const int size[2], ZhihuiPanel panel, ZhihuiSituation *situation, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("rankings", size[0], size[1], 0, NULL);
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (places[i].panel == panel)
      {
        g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
          page, places[i].number, situation, moment, places[i].width, places[i].height);

        return picture_layout_join_texts (picture);
      }
  g_assert_not_reached ();
}

static void
nothing_overlaps_in_any_state (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int state = 0; state < SAMPLE_N_STATES; state++)
      {
        g_autoptr (ZhihuiWallPage) page =
          zhihui_wall_page_new ("rankings", sizes[i][0], sizes[i][1], 0, NULL);
        ZhihuiMoment moment;
        g_autoptr (ZhihuiSituation) situation = sample_situation_new ((SampleState) state, &moment);
        guint              n;
        const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

        g_assert_cmpuint (n, ==, 7);
        for (guint j = 0; j < n; j++)
          {
            g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
              page, places[j].number, situation, &moment, places[j].width, places[j].height);

            picture_layout_check (picture, &places[j]);
          }
      }
}

/* Every rank there is, in their order, where the overview leaves out the middle. */
static void
all_ranks_stand_in_a_row (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiRanking *ranking =
    zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, moment.peer);

  g_assert_cmpuint (ranking->n_ranked, >, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *texts = read_panel (sizes[i], ZHIHUI_PANEL_OVERDUE, situation, &moment);

      for (guint j = 0; j < ranking->n_scores; j++)
        {
          g_autofree char *name = g_strdup_printf ("|%s|", ranking->scores[j].unit->short_name);

          g_assert_nonnull (strstr (texts, name));
        }
    }
}

static const char one_board[] = "[layout any]\naspect = 0 1000\ndesign = 900 600\n"
                                "least = 600 400\npadding = 40 40 40 40\ngap = 32 32\n"
                                "columns = 1fr\nrow1 = 1fr board\ntall = yes\n"
                                "[panel board]\nkind = ret\npeer = town\ntop = 100\n";

static ZhihuiWallPage *
new_page_of_one (int width)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (one_board, strlen (one_board));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "one.wall", &error);
  ZhihuiWallPage *page;

  g_assert_no_error (error);
  page = zhihui_wall_page_new_of (file, width, 600, 1, &error);
  g_assert_no_error (error);
  return page;
}

/* How many units stand on a board so wide, and how many of them at the right of the first. */
static guint
count_rows (int width, guint *n_beside)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page = new_page_of_one (width);
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_RETURN, "town");
  guint          n_places, n = 0;
  const ZhihuiPlace *place = zhihui_wall_page_get_places (page, &n_places);
  g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
    page, place->number, situation, &moment, place->width, place->height);
  double left = -1;

  picture_layout_check (picture, place);
  *n_beside = 0;
  for (guint i = 0; i < ranking->n_scores; i++)
    {
      g_autofree char  *key = g_strdup_printf ("row/%s/name", ranking->scores[i].unit->id);
      const ZhihuiItem *name = zhihui_picture_find (picture, key);

      if (name == NULL)
        continue;
      left = left < 0 ? name->x : left;
      *n_beside += name->x > left + 1;
      n++;
    }
  g_test_message ("%d px: %u rows, %u of them beside", width, n, *n_beside);
  return n;
}

/* How much of its line is seen at the left and the right of a marker; u from its middle. */
static void
check_line (ZhihuiPicture *picture, const ZhihuiItem *line)
{
  g_autofree char  *row = g_strndup (line->key, strlen (line->key) - strlen ("interval"));
  g_autofree char  *marker_key = g_strconcat (row, "marker", NULL);
  const ZhihuiItem *marker = zhihui_picture_find (picture, marker_key);
  double            middle = marker->x + marker->width / 2;
  const double      ends[] = { middle - line->x, line->x + line->width - middle };

  g_test_message ("%s %g, %g", line->key, ends[0], ends[1]);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_true (ends[i] < 1 || ends[i] >= 12);
}

/* Of a line that a marker all but hides nothing is left beside it. */
static void
no_speck_is_left_of_a_line (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 1, NULL);
  guint              n_places, n_lines = 0;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  for (guint i = 0; i < n_places; i++)
    {
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
        page, places[i].number, situation, &moment, places[i].width, places[i].height);

      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, j);

          if (!g_str_has_prefix (item->key, "row/") || !g_str_has_suffix (item->key, "/interval"))
            continue;
          check_line (picture, item);
          n_lines++;
        }
    }
  g_assert_cmpuint (n_lines, >, 3);
}

/* Breadth is not only for longer lines. */
static void
rows_without_room_flow_on_beside (void)
{
  guint n_beside;

  g_assert_cmpuint (count_rows (840, &n_beside), <, 8);
  g_assert_cmpuint (n_beside, ==, 0);
  g_assert_cmpuint (count_rows (1400, &n_beside), ==, 12);
  g_assert_cmpuint (n_beside, ==, 6);
}

static void
the_head_says_whose_turn_it_is (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *texts = read_panel (sizes[i], ZHIHUI_PANEL_HEAD, situation, &moment);

      for (guint j = 0; j < meta->peers->len; j++)
        {
          const ZhihuiPeer *peer = meta->peers->pdata[j];
          g_autofree char  *tab = g_strdup_printf ("|%s %u|", peer->label, peer->n_units);

          g_test_message ("%s in %s", tab, texts);
          g_assert_nonnull (strstr (texts, tab));
        }
    }
}

/* The band of what is kept takes the room of the tabs: whose the boards are is said all the same.
 */
static void
the_head_names_the_group_beside_a_band (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_STALE, &moment);
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  g_autofree char *shown =
    g_strdup_printf ("|%s|", zhihui_peer_find (meta->peers, moment.peer)->label);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *texts = read_panel (sizes[i], ZHIHUI_PANEL_HEAD, situation, &moment);

      g_test_message ("%s in %s", shown, texts);
      g_assert_nonnull (strstr (texts, shown));
    }
}

/* However narrow it is, and with a band beside it. */
static void
the_head_names_the_region_whole (void)
{
  static const SampleState states[] = { SAMPLE_FRESH, SAMPLE_LATE, SAMPLE_STALE };
  g_autoptr (ZhihuiRegionPath) town = zhihui_region_path_new (NULL, "370302103", "般阳路街道");
  g_autoptr (ZhihuiRegionPath) village =
    zhihui_region_path_new (town, "370302103007", "城中社区居民委员会");

  for (gsize i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (states); i++)
    {
      const int *size = sizes[i / G_N_ELEMENTS (states)];
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("rankings", size[0], size[1], 0, NULL);
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) whole =
        sample_situation_new (states[i % G_N_ELEMENTS (states)], &moment);
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autoptr (ZhihuiPicture) picture = NULL;
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (whole);
      guint                   n;
      const ZhihuiPlace      *place = zhihui_wall_page_get_places (page, &n);
      g_autofree char        *texts = NULL;

      zhihui_situation_builder_set_region_path (builder, village);
      situation = zhihui_situation_builder_finish (builder);
      while (place->panel != ZHIHUI_PANEL_HEAD)
        place++;
      picture = zhihui_wall_page_draw_panel (
        page, place->number, situation, &moment, place->width, place->height);
      picture_layout_check (picture, place);
      texts = picture_layout_join_texts (picture);
      g_test_message ("%d px: %s", size[0], texts);
      /* With the way to it, or alone. */
      g_assert_nonnull (strstr (texts, "城中社区居民委员会|"));
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        if (zhihui_picture_get_item (picture, j)->kind == ZHIHUI_ITEM_TEXT)
          g_assert_false (
            pango_layout_is_ellipsized (zhihui_picture_get_item (picture, j)->layout));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "般阳路街道"));
    }
}

static void
the_foot_says_how_boards_are_read (void)
{
  static const char *const words[] = { "|显著差于同类|", "|显著好于同类|",
                                       "|差异不显著|",   "|95% 区间|",
                                       "|同类|",         "|名次 1 最好，升降较上期|" };
  ZhihuiMoment             moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiRanking *ranking =
    zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, moment.peer);
  g_autofree char *least = g_strdup_printf ("%u", ranking->min_n);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *texts = read_panel (sizes[i], ZHIHUI_PANEL_FOOT, situation, &moment);

      g_test_message ("%s", texts);
      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_assert_nonnull (strstr (texts, words[j]));
      g_assert_nonnull (strstr (texts, "|样本下限"));
      g_assert_nonnull (strstr (strstr (texts, "|样本下限"), least));
    }
}

static gboolean
has_hue (ZhihuiPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1840, 60);
  cairo_t         *cr = cairo_create (surface);
  const guint8    *bytes;
  gboolean         found = FALSE;

  zhihui_picture_paint (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = cairo_image_surface_get_data (surface);
  for (int i = 0; i < 60 * cairo_image_surface_get_stride (surface) && !found; i += 4)
    found = ABS (bytes[i] - bytes[i + 2]) > 80;
  cairo_surface_destroy (surface);
  return found;
}

/* Amber and blue are of now alone. */
static void
the_foot_has_no_hue_where_no_board_is_of_now (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("rankings", 1920, 1080, 0, NULL);

  for (int state = 0; state < SAMPLE_EMPTY; state++)
    {
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = sample_situation_new ((SampleState) state, &moment);
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_FOOT, situation, &moment, 1840, 60);

      g_test_message ("%s", sample_state_names[state]);
      g_assert_cmpint (has_hue (picture), ==, state == SAMPLE_FRESH || state == SAMPLE_LATE);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rankings-page/the-foot-has-no-hue-where-no-board-is-of-now",
                   the_foot_has_no_hue_where_no_board_is_of_now);
  g_test_add_func ("/rankings-page/nothing-overlaps-in-any-state", nothing_overlaps_in_any_state);
  g_test_add_func ("/rankings-page/all-ranks-stand-in-a-row", all_ranks_stand_in_a_row);
  g_test_add_func ("/rankings-page/no-speck-is-left-of-a-line", no_speck_is_left_of_a_line);
  g_test_add_func ("/rankings-page/rows-without-room-flow-on-beside",
                   rows_without_room_flow_on_beside);
  g_test_add_func ("/rankings-page/the-head-says-whose-turn-it-is", the_head_says_whose_turn_it_is);
  g_test_add_func ("/rankings-page/the-head-names-the-group-beside-a-band",
                   the_head_names_the_group_beside_a_band);
  g_test_add_func ("/rankings-page/the-head-names-the-region-whole",
                   the_head_names_the_region_whole);
  g_test_add_func ("/rankings-page/the-foot-says-how-boards-are-read",
                   the_foot_says_how_boards_are_read);
  return g_test_run ();
}
