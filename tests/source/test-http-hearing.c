/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#define HELLO "retry: 2000\nid: 7\nevent: hello\ndata: {\"data\":{\"changed\":[]}}\n\n"
#define CHANGE(id, topics)                                                                         \
  "id: " id "\nevent: change\ndata: {\"specversion\":\"1.0\",\"data\":{\"changed\":[" topics       \
  "]}}\n\n"
#define HEARTBEAT ":\n\n"

typedef HttpFixture Fixture;

static const guint explicit_rhythm = 5;

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants = {
    .datasets =
      1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_ALERTS | 1 << ZHIHUI_DATASET_CHANNELS,
    .n_rankings = 1,
    .period_s = data == &explicit_rhythm ? explicit_rhythm : 0,
  };

  wants.rankings[0].board = ZHIHUI_BOARD_OVERDUE;
  wants.rankings[0].peer = "town";

  http_fixture_open (self, &wants);
  fake_platform_set_stream (self->platform, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  http_fixture_close (self);
}

static gboolean
is_listened_to (gpointer user_data)
{
  return fake_platform_get_n_listeners (user_data) == 1;
}

static gboolean
was_asked (gpointer user_data)
{
  return fake_platform_count (user_data, "/stream") > 0;
}

static gboolean
is_hearing (gpointer user_data)
{
  return zhihui_http_source_is_hearing (user_data);
}

static gboolean
is_deaf (gpointer user_data)
{
  return !zhihui_http_source_is_hearing (user_data);
}

/* Tells, and waits until it was heard. */
static void
tell (Fixture *self, const char *text)
{
  guint n_told = self->listener->n_told;

  fake_platform_tell (self->platform, text);
  while (self->listener->n_told == n_told)
    await_told (self->listener, 1);
}

/* Everything is read, a stream stands, and what "hello" made be asked again is answered. */
static void
begin_to_hear (Fixture *self)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  g_assert_cmpint (fake_platform_get_n_listeners (self->platform), ==, 0);
  http_fixture_go_on (self, 2);
  await (is_listened_to, self->platform, "the stream is asked for");
  g_assert_false (zhihui_http_source_is_hearing (self->source));
  tell (self, HELLO);
  await (is_hearing, self->source, "it hears");
  /* Each was asked a moment ago: half its period passes. */
  http_fixture_go_on (self, 5);
  tell (self, HEARTBEAT);
  http_fixture_go_on (self, 10);
  tell (self, HEARTBEAT);
  http_fixture_go_on (self, 6);
  tell (self, HEARTBEAT);
  http_fixture_go_on (self, 10);
  tell (self, HEARTBEAT);
  fake_platform_forget_counts (self->platform);
}

static ZhihuiState
judge_summary (Fixture *self)
{
  return zhihui_situation_judge (self->listener->last, ZHIHUI_DATASET_SUMMARY, self->now_us).state;
}

static gint64
get_today (Fixture *self)
{
  return zhihui_situation_get_summary (self->listener->last)->today;
}

static void
test_what_changed_is_asked_at_once (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);

  fake_platform_set_figure (self->platform, 140);
  tell (self, CHANGE ("8", "\"summary\",\"rankings/overdue_rate\""));
  g_assert_cmpint (get_today (self), ==, 132);
  http_fixture_go_on (self, 1);

  g_assert_cmpint (get_today (self), ==, 140);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/rankings/overdue_rate/town"), ==, 1);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 2);

  /* "rankings" is all that is below it. */
  http_fixture_go_on (self, 15);
  tell (self, CHANGE ("9", "\"rankings\""));
  http_fixture_go_on (self, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/rankings/overdue_rate/town"), ==, 2);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 3);
}

static void
test_less_is_asked_while_the_stream_lives (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);

  /* It was asked 26 s ago. */
  for (guint i = 0; i < 3; i++)
    {
      http_fixture_go_on (self, 6);
      tell (self, HEARTBEAT);
      g_assert_cmpint (judge_summary (self), ==, ZHIHUI_STATE_FRESH);
    }
  /* In its own rhythm it would have been asked four times. */
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 0);
  g_assert_cmpint (fake_platform_count (self->platform, "/alerts"), ==, 0);

  /* Five periods, a tenth more or less: so often it is asked all the same. */
  for (guint i = 0; i < 3; i++)
    {
      http_fixture_go_on (self, 5);
      tell (self, HEARTBEAT);
    }
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);
}

static void
test_a_rhythm_that_was_asked_for_is_kept (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  for (guint i = 0; i < 4; i++)
    {
      http_fixture_go_on (self, 6);
      tell (self, HEARTBEAT);
    }
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), >=, 3);
}

/* A week ends without a change that the stream would tell of. */
static void
test_other_days_are_asked_in_their_rhythm (Fixture *self, gconstpointer data)
{
  const ZhihuiBoardKey usual = { ZHIHUI_BOARD_OVERDUE, "town", NULL };
  const ZhihuiBoardKey week = { ZHIHUI_BOARD_OVERDUE, "town", "week" };
  ZhihuiWants          wants = {
             .n_rankings = 2,
             .rankings = { { .board = ZHIHUI_BOARD_OVERDUE, .peer = "town" },
                           { .board = ZHIHUI_BOARD_OVERDUE,
                             .peer = "town",
                             .period = "week",
                             .way = "week" } },
  };

  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  begin_to_hear (self);
  for (guint i = 0; i < 6; i++)
    {
      http_fixture_go_on (self, 6);
      tell (self, HEARTBEAT);
    }
  g_assert_cmpint (
    zhihui_situation_get_board_receipt (self->listener->last, &usual)->vouched_us, !=, 0);
  g_assert_cmpint (
    zhihui_situation_get_board_receipt (self->listener->last, &week)->vouched_us, ==, 0);
  /* A minute and more: that of the week; the other one is told of. */
  g_assert_cmpint (fake_platform_count (self->platform, "/rankings/overdue_rate/town"), ==, 1);

  fake_platform_forget_counts (self->platform);
  http_fixture_go_on (self, 15);
  tell (self, CHANGE ("8", "\"rankings/overdue_rate\""));
  http_fixture_go_on (self, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/rankings/overdue_rate/town"), ==, 2);
}

static void
test_without_the_stream_it_polls (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  http_fixture_go_on (self, 10);
  tell (self, HEARTBEAT);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 0);

  fake_platform_end_streams (self->platform);
  await (is_deaf, self->source, "the stream ended");
  http_fixture_go_on (self, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/alerts"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), ==, 0);
}

static void
test_it_comes_again_where_it_was (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  g_assert_null (fake_platform_get_last_event_id (self->platform));
  tell (self, CHANGE ("88123", "\"alerts\""));
  http_fixture_go_on (self, 1);

  fake_platform_end_streams (self->platform);
  await (is_deaf, self->source, "the stream ended");
  /* It was told to wait 2 s. */
  fake_platform_forget_counts (self->platform);
  http_fixture_go_on (self, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/stream"), ==, 0);
  http_fixture_go_on (self, 2);
  await (was_asked, self->platform, "the stream is asked for again");
  g_assert_cmpstr (fake_platform_get_last_event_id (self->platform), ==, "88123");

  /* Nothing was missed: nothing is asked. */
  fake_platform_forget_counts (self->platform);
  tell (self, "id: 88123\nevent: hello\ndata: {}\n\n");
  http_fixture_go_on (self, 1);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 0);
}

static void
test_after_reset_everything_is_asked (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  tell (self, data);
  http_fixture_go_on (self, 1);

  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/alerts"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), ==, 1);
  g_assert_cmpint (fake_platform_count (self->platform, "/rankings/overdue_rate/town"), ==, 1);
  /* It is not of what is told. */
  g_assert_cmpint (fake_platform_count (self->platform, "/meta"), ==, 0);
}

static void
test_silence_is_no_stream (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  tell (self, CHANGE ("7", "\"summary\""));
  http_fixture_go_on (self, 1);
  fake_platform_set_figure (self->platform, 140);
  fake_platform_forget_counts (self->platform);

  /* Nobody vouches for the figures, and after 45 s nobody is believed to be there. */
  http_fixture_go_on (self, 21);
  g_assert_cmpint (judge_summary (self), ==, ZHIHUI_STATE_FRESH);
  http_fixture_go_on (self, 2);
  g_assert_cmpint (judge_summary (self), ==, ZHIHUI_STATE_LATE);
  g_assert_true (zhihui_http_source_is_hearing (self->source));
  http_fixture_go_on (self, 23);
  g_assert_false (zhihui_http_source_is_hearing (self->source));
  http_fixture_go_on (self, 1);
  g_assert_cmpint (get_today (self), ==, 140);
  g_assert_cmpint (judge_summary (self), ==, ZHIHUI_STATE_FRESH);

  http_fixture_go_on (self, 3);
  await (was_asked, self->platform, "the stream is asked for again");
  g_assert_cmpstr (fake_platform_get_last_event_id (self->platform), ==, "7");
}

/* The first stream that is asked for again is answered otherwise. */
typedef struct
{
  int         status;
  const char *type;
  gint64      wait_s; /* before it is asked again */
} Refusal;

static gboolean
refuse_stream (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const Refusal *refusal = user_data;

  if (!g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/stream"))
    return FALSE;

  soup_server_message_set_status (message, (guint) refusal->status, NULL);
  soup_server_message_set_response (message, refusal->type, SOUP_MEMORY_STATIC, "no", 2);
  return TRUE;
}

static void
test_what_is_no_stream_is_left_alone (Fixture *self, gconstpointer data)
{
  const Refusal *refusal = data;
  guint          n_polled;

  fake_platform_set_fault (self->platform, refuse_stream, (gpointer) data);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  http_fixture_go_on (self, 2);
  await (was_asked, self->platform, "the stream is asked for");
  let_pass (50);
  g_assert_false (zhihui_http_source_is_hearing (self->source));

  fake_platform_forget_counts (self->platform);
  http_fixture_go_on (self, refusal->wait_s - 1);
  let_pass (50);
  g_assert_cmpint (fake_platform_count (self->platform, "/stream"), ==, 0);
  g_assert_cmpint (get_today (self), ==, 132);

  /* Meanwhile everything is polled as ever. */
  n_polled = fake_platform_count (self->platform, "/summary");
  http_fixture_go_on (self, 12);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, n_polled + 1);
  http_fixture_go_on (self, refusal->wait_s / 5 + 12);
  await (was_asked, self->platform, "the stream is asked for again");
}

static void
test_a_platform_without_one_is_not_asked (Fixture *self, gconstpointer data)
{
  fake_platform_set_stream (self->platform, FALSE);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  for (guint i = 0; i < 5; i++)
    http_fixture_go_on (self, 30);
  g_assert_cmpint (fake_platform_count (self->platform, "/stream"), ==, 0);
}

/* Where something changes every second half the period passes before it is asked again. */
static void
test_constant_change_is_not_constant_asking (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);
  for (guint i = 0; i < 60; i++)
    {
      tell (self, CHANGE ("9", "\"summary\",\"channels\""));
      http_fixture_go_on (self, 1);
    }
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), >=, 8);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), <=, 12);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), >=, 3);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), <=, 4);
}

/* What five hundred walls would do. */
static void
test_walls_do_not_ask_in_the_same_millisecond (Fixture *self, gconstpointer data)
{
  guint per_ms[1001] = { 0 };
  guint n_ms = 0;

  begin_to_hear (self);
  for (guint i = 0; i < 500; i++)
    {
      gint64 wait_us;

      tell (self, CHANGE ("9", "\"summary\"") HEARTBEAT);
      /* But for the first it was asked just now, and half its period passes. */
      wait_us =
        zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY)->next_try_us -
        self->now_us - (i > 0 ? seconds (5) : 0);
      g_assert_cmpint (wait_us, >=, 0);
      g_assert_cmpint (wait_us, <=, seconds (1));
      n_ms += per_ms[wait_us / 1000]++ == 0;
      g_assert_cmpint (per_ms[wait_us / 1000], <=, 8);
      http_fixture_go_on (self, 6);
    }
  /* Of 500 drawn out of 1,000 evenly 393 are expected to differ, ± 11. */
  g_assert_cmpint (n_ms, >, 320);
}

static void
test_a_change_under_way_is_asked_again (Fixture *self, gconstpointer data)
{
  begin_to_hear (self);

  /* The second word comes while the first is being read. */
  tell (self, CHANGE ("8", "\"summary\""));
  self->now_us += seconds (1);
  zhihui_http_source_wake (self->source);
  g_assert_cmpint (zhihui_http_source_get_n_in_flight (self->source), ==, 1);
  fake_platform_tell (self->platform, CHANGE ("9", "\"summary\""));
  http_fixture_await_idle (self);
  http_fixture_go_on (self, 4);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 1);
  http_fixture_go_on (self, 2);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), ==, 2);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/http-hearing/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  static const Refusal not_found = { 404, "application/json", 300 };
  static const Refusal refused = { 401, "application/json", 300 };
  static const Refusal page = { 200, "text/html", 300 };

  g_test_init (&argc, &argv, NULL);

  ADD ("what-changed-is-asked-at-once", NULL, test_what_changed_is_asked_at_once);
  ADD ("less-is-asked-while-the-stream-lives", NULL, test_less_is_asked_while_the_stream_lives);
  ADD ("a-rhythm-that-was-asked-for-is-kept",
       &explicit_rhythm,
       test_a_rhythm_that_was_asked_for_is_kept);
  ADD ("other-days-are-asked-in-their-rhythm", NULL, test_other_days_are_asked_in_their_rhythm);
  ADD ("without-the-stream-it-polls", NULL, test_without_the_stream_it_polls);
  ADD ("it-comes-again-where-it-was", NULL, test_it_comes_again_where_it_was);
  ADD ("silence-for-45-seconds-is-no-stream", NULL, test_silence_is_no_stream);
  ADD ("a-platform-without-one-is-not-asked", NULL, test_a_platform_without_one_is_not_asked);
  ADD ("walls-do-not-ask-in-the-same-millisecond",
       NULL,
       test_walls_do_not_ask_in_the_same_millisecond);
  ADD ("constant-change-is-not-constant-asking", NULL, test_constant_change_is_not_constant_asking);
  ADD ("a-change-under-way-is-asked-again", NULL, test_a_change_under_way_is_asked_again);
  g_test_add ("/http-hearing/after-reset-everything-is-asked",
              Fixture,
              "id: 9\nevent: reset\ndata: {}\n\n",
              set_up,
              test_after_reset_everything_is_asked,
              tear_down);
  g_test_add ("/http-hearing/a-change-that-cannot-be-read-is-a-reset",
              Fixture,
              "id: 9\nevent: change\ndata: <html>\n\n",
              set_up,
              test_after_reset_everything_is_asked,
              tear_down);
  g_test_add ("/http-hearing/a-stream-that-is-not-found-is-left-alone",
              Fixture,
              &not_found,
              set_up,
              test_what_is_no_stream_is_left_alone,
              tear_down);
  g_test_add ("/http-hearing/a-stream-that-is-refused-is-left-alone",
              Fixture,
              &refused,
              set_up,
              test_what_is_no_stream_is_left_alone,
              tear_down);
  g_test_add ("/http-hearing/a-web-page-is-no-stream",
              Fixture,
              &page,
              set_up,
              test_what_is_no_stream_is_left_alone,
              tear_down);

  return g_test_run ();
}
