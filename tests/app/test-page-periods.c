/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "served-scenario.h"
#include "zhihui-history-wants.h"
#include "zhihui-history-writer.h"
#include "zhihui-history.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"
#include "zhihui-settling.h"
#include "zhihui-wall-page.h"

/* One board over two periods and in two orders on one page, from the file of the page to what is
 * read on the wall: before the platform, and again from the history. */

static const char page_text[] = "[layout any]\naspect = 0 1000\ndesign = 1920 1080\n"
                                "least = 800 600\npadding = 40 40 40 40\ngap = 32 32\n"
                                "columns = 1fr 1fr\nrow1 = 1fr week month\n"
                                "row2 = 1fr exact fair\n"
                                "[panel week]\nkind = vol\npeer = town\nperiod = week\ntop = 3\n"
                                "[panel month]\nkind = vol\npeer = town\nperiod = month\n"
                                "[panel exact]\nkind = ovr\npeer = town\n"
                                "[panel fair]\nkind = ovr\npeer = town\norder = shrunk\n";

typedef struct
{
  ServedScenario  served;
  ZhihuiWallFile *file; /* owned */
  ZhihuiWants     wants;
  ZhihuiSource   *source; /* owned */
} Fixture;

static ZhihuiSource *
read_source (Fixture *self, const ZhihuiWants *wants)
{
  ZhihuiSource *source = served_scenario_open (&self->served, "wall");

  zhihui_source_set_wants (source, wants);
  zhihui_source_start (source);
  g_assert_true (zhihui_settling_wait (source, 30000));
  return source;
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (page_text, strlen (page_text));
  g_autoptr (GError) error = NULL;

  self->file = zhihui_wall_file_parse (bytes, "periods.wall", &error);
  g_assert_no_error (error);
  zhihui_page_wants_init (&self->wants);
  g_assert_true (zhihui_page_wants_add (&self->wants, self->file, 1920, 1080, 0, &error));
  g_assert_no_error (error);
  served_scenario_start (&self->served, "zichuan", "1500");
  self->source = read_source (self, &self->wants);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
  g_clear_pointer (&self->file, zhihui_wall_file_unref);
}

/* What stands in the panel of that name. */
static char *
read_panel (Fixture *self, const char *name, ZhihuiSituation *situation, gint64 local_now)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new_of (self->file, 1920, 1080, 0, NULL);
  const ZhihuiMoment moment = {
    .now_us = g_get_monotonic_time (), .page = 1, .n_pages = 1, .local_now = local_now
  };
  guint              n;
  const ZhihuiPlace *place = zhihui_wall_page_get_places (page, &n);
  g_autoptr (ZhihuiPicture) picture = NULL;

  while (!g_str_equal (place->name, name))
    place++;
  picture = zhihui_wall_page_draw_panel (
    page, place->number, situation, &moment, place->width, place->height);
  picture_layout_check (picture, place);
  return picture_layout_join_texts (picture);
}

/* As who asks for that period alone is answered. */
static ZhihuiRanking *
ask_alone (Fixture *self, const char *period)
{
  ZhihuiWants wants = {
    .n_rankings = 1,
    .rankings = { { .board = ZHIHUI_BOARD_VOLUME, .peer = "town", .period = period } },
  };
  g_autoptr (ZhihuiSource) source = read_source (self, &wants);
  ZhihuiRanking *ranking = zhihui_ranking_ref (zhihui_situation_get_ranking (
    zhihui_source_get_situation (source), ZHIHUI_BOARD_VOLUME, "town"));

  zhihui_source_stop (source);
  return ranking;
}

static void
both_are_read_and_shown_again (Fixture *self, gconstpointer user_data)
{
  g_autoptr (ZhihuiSituation) live =
    zhihui_situation_ref (zhihui_source_get_situation (self->source));
  const ZhihuiBoardKey week_key = { ZHIHUI_BOARD_VOLUME, "town", "week" };
  g_autoptr (ZhihuiRanking) week = ask_alone (self, "week");
  g_autoptr (ZhihuiRanking) month = ask_alone (self, "month");
  gint64           now_us = g_get_monotonic_time ();
  gint64           at = zhihui_situation_get_platform_now (live, now_us);
  g_autofree char *path = g_build_filename (self->served.folder, "wall.db", NULL);
  g_autofree char *live_week = read_panel (self, "week", live, at);
  g_autofree char *live_month = read_panel (self, "month", live, at);
  g_autofree char *past_week = NULL;
  g_autofree char *past_month = NULL;
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  g_autoptr (ZhihuiHistory) history = NULL;
  g_autoptr (ZhihuiSituation) kept = NULL;
  g_autoptr (ZhihuiSituation) past = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryOutcome outcome;

  g_test_message ("%s\n%s", live_week, live_month);
  g_assert_cmpint (week->total.n, <, month->total.n);
  g_assert_cmpint (zhihui_situation_get_board (live, &week_key)->total.n, ==, week->total.n);
  g_assert_cmpint (
    zhihui_situation_get_ranking (live, ZHIHUI_BOARD_VOLUME, "town")->total.n, ==, month->total.n);
  g_assert_nonnull (strstr (live_week, "本周"));
  g_assert_nonnull (strstr (live_month, "本月"));
  g_assert_cmpstr (live_week, !=, live_month);

  writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_WALL, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_history_writer_append (writer, live, at, now_us, at, &outcome, &error));
  g_assert_no_error (error);
  history = zhihui_history_open (path, &error);
  g_assert_no_error (error);
  kept = zhihui_history_load (history, at, g_get_monotonic_time (), NULL, &error);
  g_assert_no_error (error);
  past = zhihui_history_wants_fit (kept, &self->wants, g_get_monotonic_time ());
  g_assert_true (zhihui_situation_is_past (past));
  past_week = read_panel (self, "week", past, at);
  past_month = read_panel (self, "month", past, at);
  g_assert_cmpstr (past_week, ==, live_week);
  g_assert_cmpstr (past_month, ==, live_month);
}

/* Whatever stands above them, live and kept. */
static void
orders_are_told_apart (Fixture *self, gconstpointer user_data)
{
  ZhihuiSituation *live = zhihui_source_get_situation (self->source);
  gint64           at = zhihui_situation_get_platform_now (live, g_get_monotonic_time ());
  g_autofree char *exact = read_panel (self, "exact", live, at);
  g_autofree char *fair = read_panel (self, "fair", live, at);
  g_autofree char *month = read_panel (self, "month", live, at);

  g_test_message ("%s\n%s", exact, fair);
  g_assert_nonnull (strstr (exact, "按实际比率"));
  g_assert_null (strstr (exact, "公平排序"));
  g_assert_nonnull (strstr (fair, "公平排序"));
  g_assert_null (strstr (fair, "按实际比率"));
  /* Of a count there is one order. */
  g_assert_null (strstr (month, "按实际比率"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/page-periods/both-are-read-and-shown-again",
              Fixture,
              NULL,
              set_up,
              both_are_read_and_shown_again,
              tear_down);
  g_test_add (
    "/page-periods/orders-are-told-apart", Fixture, NULL, set_up, orders_are_told_apart, tear_down);
  return g_test_run ();
}
