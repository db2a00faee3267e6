/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-format.h"
#include "zhihui-language.h"
#include "zhihui-wall-page.h"

#define S G_TIME_SPAN_SECOND
#define N_OF_WEEK 7654 /* cases of each unit */

/* One board twice on a page: over a week, and over the month that it is usually of. */
static const char page_text[] =
  "[layout wide]\naspect = 0 1000\ndesign = 1920 1080\nleast = 800 600\n"
  "padding = 40 40 40 40\ngap = 32 32\ncolumns = 1fr 1fr 1fr\nrow1 = 1fr week month late\n"
  "row2 = 60 foot foot foot\n"
  "[panel week]\nkind = vol\nperiod = week\n"
  "[panel month]\nkind = vol\n"
  "[panel late]\nkind = ovr\nperiod = rolling-7d\n";

static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

static ZhihuiRanking *
copy_board (ZhihuiSituation *situation, ZhihuiBoard board, const char *period)
{
  ZhihuiRanking *copy =
    zhihui_ranking_cut (zhihui_situation_get_ranking (situation, board, "town"), 1000, 1000);

  g_free (copy->period);
  copy->period = g_strdup (period);
  return copy;
}

/* The sample, with a board over the week, which was received so long ago, and one over seven days.
 */
static ZhihuiSituation *
make_situation (ZhihuiMoment *moment, gint64 week_ago_s)
{
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (SAMPLE_FRESH, moment);
  g_autoptr (ZhihuiRanking) week = copy_board (sample, ZHIHUI_BOARD_VOLUME, "week");
  g_autoptr (ZhihuiRanking) late = copy_board (sample, ZHIHUI_BOARD_OVERDUE, "rolling-7d");
  const ZhihuiBoardKey week_key = { ZHIHUI_BOARD_VOLUME, "town", "week" };
  const ZhihuiBoardKey late_key = { ZHIHUI_BOARD_OVERDUE, "town", "rolling-7d" };
  ZhihuiReceipt        receipt =
    *zhihui_situation_get_ranking_receipt (sample, ZHIHUI_BOARD_VOLUME, "town");
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);

  for (guint i = 0; i < week->n_scores; i++)
    week->scores[i].n = N_OF_WEEK;
  late->min_n = 5;
  zhihui_situation_builder_set_board (builder, &week_key, week);
  zhihui_situation_builder_set_board (builder, &late_key, late);
  zhihui_situation_builder_set_board_receipt (builder, &late_key, &receipt);
  if (week_ago_s > 0)
    {
      receipt.received_us = moment->now_us - week_ago_s * S;
      receipt.failing_us = receipt.received_us + 10 * S;
    }
  zhihui_situation_builder_set_board_receipt (builder, &week_key, &receipt);
  return zhihui_situation_builder_finish (builder);
}

static ZhihuiWallPage *
make_page (const int size[2])
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (page_text, strlen (page_text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "two.wall", &error);
  ZhihuiWallPage *page;

  g_assert_no_error (error);
  page = zhihui_wall_page_new_of (file, size[0], size[1], 0, NULL);
  g_assert_nonnull (page);
  return page;
}

/* What stands in the panel of that name. */
static char *
read_panel (ZhihuiWallPage     *page,
            const char         *name,
            ZhihuiSituation    *situation,
            const ZhihuiMoment *moment)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (places[i].name, name))
      {
        g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
          page, places[i].number, situation, moment, places[i].width, places[i].height);

        picture_layout_check (picture, &places[i]);
        return picture_layout_join_texts (picture);
      }
  g_assert_not_reached ();
}

static void
each_shows_its_own_figures_and_period (void)
{
  g_autofree char *of_week = zhihui_format_count_wall (N_OF_WEEK);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ZhihuiWallPage) page = make_page (sizes[i]);
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = make_situation (&moment, 0);
      g_autofree char *week = read_panel (page, "week", situation, &moment);
      g_autofree char *month = read_panel (page, "month", situation, &moment);
      g_autofree char *late = read_panel (page, "late", situation, &moment);

      g_test_message ("%dx%d\n%s\n%s\n%s", sizes[i][0], sizes[i][1], week, month, late);
      g_assert_nonnull (strstr (week, "本周"));
      g_assert_null (strstr (week, "本月"));
      g_assert_nonnull (strstr (week, of_week));
      g_assert_nonnull (strstr (month, "本月"));
      g_assert_null (strstr (month, "本周"));
      g_assert_null (strstr (month, of_week));
      g_assert_nonnull (strstr (late, "近 7 日"));
    }
}

static void
one_that_is_old_leaves_the_other_as_it_is (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ZhihuiWallPage) page = make_page (sizes[i]);
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) fresh = make_situation (&moment, 0);
      g_autoptr (ZhihuiSituation) half = make_situation (&moment, 400);
      g_autofree char *week_before = read_panel (page, "week", fresh, &moment);
      g_autofree char *month_before = read_panel (page, "month", fresh, &moment);
      g_autofree char *week = read_panel (page, "week", half, &moment);
      g_autofree char *month = read_panel (page, "month", half, &moment);

      g_test_message ("%s", week);
      g_assert_cmpstr (month, ==, month_before);
      g_assert_cmpstr (week, !=, week_before);
      g_assert_nonnull (strstr (week, "截至 14:05"));
      g_assert_nonnull (strstr (week, "本周"));
    }
}

/* Of the boards that the page shows, and each under its period. */
static void
the_foot_tells_the_least_counts_of_each (void)
{
  g_autoptr (ZhihuiWallPage) page = make_page (sizes[1]);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = make_situation (&moment, 0);
  g_autofree char *foot = read_panel (page, "foot", situation, &moment);

  g_test_message ("%s", foot);
  g_assert_nonnull (strstr (foot, "样本下限"));
  g_assert_nonnull (strstr (strstr (foot, "样本下限"), "5"));
  g_assert_null (strstr (foot, "退回率"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/two-periods/each-shows-its-own-figures-and-period",
                   each_shows_its_own_figures_and_period);
  g_test_add_func ("/two-periods/one-that-is-old-leaves-the-other-as-it-is",
                   one_that_is_old_leaves_the_other_as_it_is);
  g_test_add_func ("/two-periods/the-foot-tells-the-least-counts-of-each",
                   the_foot_tells_the_least_counts_of_each);
  return g_test_run ();
}
