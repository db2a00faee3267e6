/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "history-fixture.h"
#include "stub-server.h"
#include "zhihui-history-wants.h"
#include "zhihui-http-source.h"

/* One board and peer group over several periods at once: each is read, kept and judged by itself.
 */

#define EMPTY_HISTORY (-1)

static ZhihuiBoardKey
make_key (ZhihuiBoard board, const char *peer, const char *period, ZhihuiOrder order)
{
  return (ZhihuiBoardKey){ board, peer, zhihui_board_name_way (board, period, order) };
}

static void
want (ZhihuiWants *wants, ZhihuiBoard board, const char *peer, const char *period)
{
  wants->rankings[wants->n_rankings++] =
    (ZhihuiBoardAsked){ .board = board,
                        .peer = peer,
                        .period = period,
                        .way = zhihui_board_name_way (board, period, ZHIHUI_ORDER_RAW) };
}

static const char *
get_period (ZhihuiSituation *situation, ZhihuiBoard board, const char *peer, const char *period)
{
  const ZhihuiBoardKey key = make_key (board, peer, period, ZHIHUI_ORDER_RAW);
  ZhihuiRanking       *ranking = zhihui_situation_get_board (situation, &key);

  return ranking != NULL ? ranking->period : NULL;
}

/* ---- from our platform ---- */

static gboolean
fail_the_week (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  if (query == NULL || strstr (query, "period=week") == NULL)
    return FALSE;
  soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
  return TRUE;
}

static void
read_from (FakePlatform      *platform,
           const char        *folder,
           const ZhihuiWants *wants,
           Listener         **listener)
{
  g_autoptr (GError) error = NULL;
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (platform), NULL, folder, &error);

  g_assert_no_error (error);
  *listener = begin_reading (source, wants);
}

static void
a_platform_is_asked_for_each (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  ZhihuiWants      wants = { .period_s = 1000 };
  ZhihuiSituation *situation;
  Listener        *listener;

  want (&wants, ZHIHUI_BOARD_VOLUME, "*", NULL);
  want (&wants, ZHIHUI_BOARD_VOLUME, "*", "week");
  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "2020-06");
  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "month"); /* the usual one: wanted already */
  read_from (platform, folder, &wants, &listener);
  situation = listener->last;

  g_assert_cmpuint (zhihui_situation_get_n_rankings (situation), ==, 5);
  for (guint i = 0; i < 2; i++)
    {
      const char *peer = i == 0 ? "town" : "department";

      g_assert_cmpstr (get_period (situation, ZHIHUI_BOARD_VOLUME, peer, NULL), ==, "month");
      g_assert_cmpstr (get_period (situation, ZHIHUI_BOARD_VOLUME, peer, "week"), ==, "week");
    }
  g_assert_cmpstr (get_period (situation, ZHIHUI_BOARD_VOLUME, "town", "2020-06"), ==, "2020-06");
  g_assert_null (get_period (situation, ZHIHUI_BOARD_VOLUME, "department", "2020-06"));
  g_assert_cmpuint (fake_platform_count (platform, "/rankings/volume/town"), ==, 3);
  end_reading (listener->source, listener);
  remove_folder (folder);
}

static void
one_that_fails_leaves_the_other_fresh (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char     *folder = make_folder ();
  const ZhihuiBoardKey month = make_key (ZHIHUI_BOARD_VOLUME, "town", NULL, ZHIHUI_ORDER_RAW);
  const ZhihuiBoardKey week = make_key (ZHIHUI_BOARD_VOLUME, "town", "week", ZHIHUI_ORDER_RAW);
  ZhihuiWants          wants = { .period_s = 1000 };
  Listener            *listener;
  gint64               now_us;

  want (&wants, ZHIHUI_BOARD_VOLUME, "*", "week");
  want (&wants, ZHIHUI_BOARD_VOLUME, "*", NULL);
  fake_platform_set_fault (platform, fail_the_week, NULL);
  read_from (platform, folder, &wants, &listener);
  now_us = g_get_monotonic_time ();

  g_assert_cmpint (
    zhihui_situation_judge_board (listener->last, &week, now_us).state, ==, ZHIHUI_STATE_ERROR);
  g_assert_cmpint (
    zhihui_situation_judge_board (listener->last, &month, now_us).state, ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (
    zhihui_situation_get_board_receipt (listener->last, &week)->http_status, ==, 500);
  g_assert_cmpstr (get_period (listener->last, ZHIHUI_BOARD_VOLUME, "town", NULL), ==, "month");
  end_reading (listener->source, listener);
  remove_folder (folder);
}

/* ---- counted from the cases of a platform that is not ours ---- */

/* The fifteenth of June 2026 is a Monday. */
static void
cases_are_counted_over_each (void)
{
  Fixed fixed = { 200,
                  "application/json",
                  "[{\"id\":1,\"unit\":\"A\",\"opened\":\"2026-06-15T08:00:00\"},"
                  "{\"id\":2,\"unit\":\"A\",\"opened\":\"2026-06-03T08:00:00\"},"
                  "{\"id\":3,\"unit\":\"A\",\"opened\":\"2026-06-14T08:00:00\"}]" };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (CASES, stub_server_get_url (server), NULL);
  const ZhihuiBoardKey week = make_key (ZHIHUI_BOARD_VOLUME, "p", "week", ZHIHUI_ORDER_RAW);
  ZhihuiWants          wants = { .datasets = 1u << ZHIHUI_DATASET_SUMMARY };

  want (&wants, ZHIHUI_BOARD_VOLUME, "*", "week");
  want (&wants, ZHIHUI_BOARD_VOLUME, "*", NULL);
  zhihui_source_set_wants (self->source, &wants);
  await_settled (self->listener);

  g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "p"), "A")->n, ==, 3);
  g_assert_cmpint (
    find_score (zhihui_situation_get_board (self->listener->last, &week), "A")->n, ==, 1);
}

/* It has one, and says over what it is: better shown twice than not at all. */
static void
a_board_of_the_platform_itself_stands_in_every_place (void)
{
  Fixed fixed = { 200, "application/json", "[{\"unit\":\"A\",\"n\":40,\"k\":1}]" };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self =
    attach (HEAD "[resource board overdue_rate]\npath=/x\nunit=unit\nn=n\nk=k\n",
            stub_server_get_url (server),
            NULL);
  ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_SUMMARY };

  want (&wants, ZHIHUI_BOARD_OVERDUE, "*", "week");
  want (&wants, ZHIHUI_BOARD_OVERDUE, "*", "month");
  zhihui_source_set_wants (self->source, &wants);
  await_settled (self->listener);
  g_assert_cmpstr (
    get_period (self->listener->last, ZHIHUI_BOARD_OVERDUE, "p", "week"), ==, "rolling-90d");
  g_assert_cmpstr (
    get_period (self->listener->last, ZHIHUI_BOARD_OVERDUE, "p", "month"), ==, "rolling-90d");
}

/* ---- from the history ---- */

/* @usual with the board of the towns again, over a week, its cases @n. */
static ZhihuiSituation *
add_week (ZhihuiSituation *usual, gint64 n)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (usual);
  const ZhihuiBoardKey    key = make_key (ZHIHUI_BOARD_VOLUME, "town", "week", ZHIHUI_ORDER_RAW);
  g_autoptr (ZhihuiRanking) week =
    zhihui_ranking_cut (zhihui_situation_get_ranking (usual, key.board, key.peer), 100, 100);

  g_free (week->period);
  week->period = g_strdup ("week");
  week->total.n = n;
  zhihui_situation_builder_set_board (builder, &key, week);
  zhihui_situation_builder_set_board_receipt (
    builder, &key, zhihui_situation_get_ranking_receipt (usual, key.board, key.peer));
  return zhihui_situation_builder_finish (builder);
}

static gint64
get_total (ZhihuiSituation *situation, const char *period)
{
  const ZhihuiBoardKey key = make_key (ZHIHUI_BOARD_VOLUME, "town", period, ZHIHUI_ORDER_RAW);
  ZhihuiRanking       *ranking = zhihui_situation_get_board (situation, &key);

  return ranking != NULL ? ranking->total.n : EMPTY_HISTORY;
}

static void
each_is_kept_in_the_history (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) both = add_week (usual, 77);
  g_autoptr (ZhihuiSituation) read_back = NULL;
  g_autoptr (ZhihuiSituation) fitted = NULL;
  ZhihuiWants wants = { 0 };

  g_assert_cmpint (get_total (usual, NULL), !=, 77);
  fixture_append (self, both, START);
  read_back = fixture_load (self, START, NULL);
  g_assert_cmpint (get_total (read_back, NULL), ==, get_total (usual, NULL));
  g_assert_cmpint (get_total (read_back, "week"), ==, 77);

  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "week");
  want (&wants, ZHIHUI_BOARD_VOLUME, "town", NULL);
  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "year");
  fitted = zhihui_history_wants_fit (read_back, &wants, g_get_monotonic_time ());
  g_assert_cmpint (get_total (fitted, NULL), ==, get_total (usual, NULL));
  g_assert_cmpint (get_total (fitted, "week"), ==, 77);
  g_assert_cmpint (get_total (fitted, "year"), ==, EMPTY_HISTORY);
  fixture_assert_sound (self);
}

/* A change of the second one is a moment of its own. */
static void
a_change_of_the_second_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) usual = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) before = add_week (usual, 77);
  g_autoptr (ZhihuiSituation) after = NULL;
  g_autoptr (ZhihuiSituation) read_before = NULL;
  g_autoptr (ZhihuiSituation) read_after = NULL;
  const ZhihuiBoardKey key = make_key (ZHIHUI_BOARD_VOLUME, "town", "week", ZHIHUI_ORDER_RAW);
  ZhihuiRanking       *week;

  after = add_week (usual, 78);
  week = zhihui_situation_get_board (after, &key);
  week->scores[0].n++;
  g_assert_cmpint (fixture_append (self, before, START), ==, ZHIHUI_HISTORY_KEPT_WHOLE);
  g_assert_cmpint (fixture_append (self, after, START + 60), ==, ZHIHUI_HISTORY_KEPT_CHANGE);
  read_before = fixture_load (self, START + 59, NULL);
  read_after = fixture_load (self, START + 60, NULL);
  g_assert_cmpint (get_total (read_before, "week"), ==, 77);
  g_assert_cmpint (get_total (read_after, "week"), ==, 78);
  g_assert_cmpint (get_total (read_after, NULL), ==, get_total (usual, NULL));
}

/* Former versions kept the only board there was in the one place that they had. */
static void
an_older_history_is_shown_in_its_place (void)
{
  g_autoptr (ZhihuiRanking) week = zhihui_ranking_new_empty (ZHIHUI_METRIC_VOLUME);
  g_autoptr (ZhihuiSituation) kept = NULL;
  g_autoptr (ZhihuiSituation) fitted = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiWants             wants = { 0 };

  g_free (week->period);
  week->period = g_strdup ("week");
  week->total.n = 77;
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_VOLUME, "town", week);
  kept = zhihui_situation_builder_finish (builder);

  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "week");
  want (&wants, ZHIHUI_BOARD_VOLUME, "town", "year");
  fitted = zhihui_history_wants_fit (kept, &wants, g_get_monotonic_time ());
  g_assert_cmpint (get_total (fitted, "week"), ==, 77);
  g_assert_cmpint (get_total (fitted, "year"), ==, EMPTY_HISTORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/board-ways/a-platform-is-asked-for-each", a_platform_is_asked_for_each);
  g_test_add_func ("/board-ways/one-that-fails-leaves-the-other-fresh",
                   one_that_fails_leaves_the_other_fresh);
  g_test_add_func ("/board-ways/cases-are-counted-over-each", cases_are_counted_over_each);
  g_test_add_func ("/board-ways/a-board-of-the-platform-itself-stands-in-every-place",
                   a_board_of_the_platform_itself_stands_in_every_place);
  g_test_add_func ("/board-ways/an-older-history-is-shown-in-its-place",
                   an_older_history_is_shown_in_its_place);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/board-ways/each-is-kept-in-the-history", each_is_kept_in_the_history);
  ADD ("/board-ways/a-change-of-the-second-is-kept", a_change_of_the_second_is_kept);
  return g_test_run ();
}
