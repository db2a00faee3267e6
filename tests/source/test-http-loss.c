/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

typedef HttpFixture Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants = {
    .datasets =
      1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_CHANNELS | 1 << ZHIHUI_DATASET_HOT_WORDS,
    .n_rankings = 1,
  };

  wants.rankings[0].board = ZHIHUI_BOARD_OVERDUE;
  wants.rankings[0].peer = "*";

  http_fixture_open (self, &wants);
  http_fixture_start (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  http_fixture_close (self);
}

static const ZhihuiReceipt *
get_receipt (Fixture *self, ZhihuiDataset dataset)
{
  return zhihui_situation_get_receipt (self->listener->last, dataset);
}

static void
test_states_follow_the_clock (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);

  fake_platform_go_away (self->platform);
  http_fixture_go_on (self, 12);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_SUMMARY)->n_failures, ==, 1);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);
  g_assert_null (strstr (get_receipt (self, ZHIHUI_DATASET_SUMMARY)->detail, "http"));

  /* What is read once in five minutes was not asked, and yet there is nobody to answer. */
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->failing_us, ==, self->now_us);

  http_fixture_go_on (self, 11);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_LATE);

  http_fixture_go_on (self, 110);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_HOT_WORDS), ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (zhihui_situation_judge_ranking (
                     self->listener->last, ZHIHUI_BOARD_OVERDUE, "town", self->now_us)
                     .state,
                   ==,
                   ZHIHUI_STATE_STALE);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);
}

static void
test_back_off_grows (Fixture *self, gconstpointer data)
{
  const double expected_s[] = { 2, 4, 8, 16, 32, 60, 60 };

  fake_platform_go_away (self->platform);
  http_fixture_go_on (self, 12);
  for (guint i = 0; i < G_N_ELEMENTS (expected_s); i++)
    {
      const ZhihuiReceipt *receipt = get_receipt (self, ZHIHUI_DATASET_SUMMARY);
      double               wait_s = (double) (receipt->next_try_us - self->now_us) / G_USEC_PER_SEC;

      g_assert_cmpfloat (wait_s, >=, expected_s[i] * 0.899);
      g_assert_cmpfloat (wait_s, <=, expected_s[i] * 1.101);
      /* Everything is tried again at the same moment. */
      g_assert_cmpint (
        get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->next_try_us, ==, receipt->next_try_us);

      self->now_us = receipt->next_try_us;
      zhihui_http_source_wake (self->source);
      g_assert_cmpint (zhihui_http_source_get_n_in_flight (self->source), ==, 1);
      http_fixture_await_idle (self);
    }
}

/* Answers the last request only when the test says so. */
typedef struct
{
  FakePlatform      *platform;
  SoupServerMessage *held; /* owned, nullable */
  const char        *path;
} Holder;

static gboolean
hold_one (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Holder *holder = user_data;

  if (holder->held != NULL ||
      !g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), holder->path))
    return FALSE;

  holder->held = g_object_ref (message);
  soup_server_message_pause (message);
  return TRUE;
}

static gboolean
is_held_alone (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 1;
}

static gboolean
has_held (gpointer user_data)
{
  return ((Holder *) user_data)->held != NULL;
}

static void
answer_held (Holder *holder)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&holder->held);
  g_autofree char *body = fake_platform_make_body (holder->platform, holder->path, NULL);

  fake_platform_set_fault (holder->platform, NULL, NULL);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  soup_server_message_unpause (message);
}

static gint64
get_hot_word_count (Fixture *self)
{
  ZhihuiHotWords *words = zhihui_situation_get_hot_words (self->listener->last);

  return ((ZhihuiHotWord *) words->items->pdata[0])->count;
}

static void
test_figures_return_as_one_set (Fixture *self, gconstpointer data)
{
  Holder holder = { self->platform, NULL, "/hotwords" };
  guint  n_told;

  fake_platform_go_away (self->platform);
  http_fixture_go_on (self, 12);
  http_fixture_go_on (self, 200);
  n_told = self->listener->n_told;

  fake_platform_set_figure (self->platform, 140);
  fake_platform_set_fault (self->platform, hold_one, &holder);
  fake_platform_come_back (self->platform);
  fake_platform_forget_counts (self->platform);
  self->now_us += seconds (100);
  zhihui_http_source_wake (self->source);
  await (has_held, &holder, "the hot words are asked for");
  await (is_held_alone, self->source, "all others are answered");

  /* All but one are here: nothing is told, though others would have been by now. */
  let_pass (200);
  g_assert_cmpint (self->listener->n_told, ==, n_told);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);

  answer_held (&holder);
  http_fixture_await_idle (self);

  g_assert_cmpint (self->listener->n_told, ==, n_told + 1);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 140);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_HOT_WORDS), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (get_hot_word_count (self), ==, 140);
  /* One of them was the attempt; each was asked once. */
  g_assert_cmpint (fake_platform_count (self->platform, "/meta"), ==, 1);
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 6);
}

/* An answer that was seven seconds on its way tells what time it was when it was made. */
static void
test_slow_answer_does_not_set_the_clock_back (Fixture *self, gconstpointer data)
{
  Holder holder = { self->platform, NULL, "/summary" };
  gint64 before = zhihui_situation_get_platform_now (self->listener->last, self->now_us);
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (before + 12);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

  fake_platform_set_fault (self->platform, hold_one, &holder);
  self->now_us += seconds (12);
  zhihui_http_source_wake (self->source);
  await (has_held, &holder, "the summary is asked for");
  await (is_held_alone, self->source, "nothing else is");
  soup_message_headers_replace (
    soup_server_message_get_response_headers (holder.held), "Date", date);
  self->now_us += seconds (7);
  answer_held (&holder);
  http_fixture_await_idle (self);
  g_assert_cmpint (
    zhihui_situation_get_platform_now (self->listener->last, self->now_us), ==, before + 19);
}

static void
test_started_again_waits_for_all (Fixture *self, gconstpointer data)
{
  Holder holder = { self->platform, NULL, "/hotwords" };

  zhihui_source_stop (ZHIHUI_SOURCE (self->source));
  fake_platform_set_figure (self->platform, 140);
  fake_platform_set_fault (self->platform, hold_one, &holder);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await (has_held, &holder, "the hot words are asked for");
  await (is_held_alone, self->source, "all others are answered");
  await_told (self->listener, 1);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 140);
  g_assert_cmpint (get_hot_word_count (self), ==, 132);
  g_assert_false (zhihui_source_is_settled (ZHIHUI_SOURCE (self->source)));

  answer_held (&holder);
  await_settled (self->listener);
  g_assert_cmpint (get_hot_word_count (self), ==, 140);
}

static void
test_a_set_is_not_waited_for_longer (Fixture *self, gconstpointer data)
{
  Holder holder = { self->platform, NULL, "/hotwords" };
  guint  n_told;
  gint64 real_us;

  fake_platform_go_away (self->platform);
  http_fixture_go_on (self, 12);
  n_told = self->listener->n_told;

  fake_platform_set_figure (self->platform, 140);
  fake_platform_set_fault (self->platform, hold_one, &holder);
  fake_platform_come_back (self->platform);
  self->now_us += seconds (100);
  real_us = g_get_monotonic_time ();
  zhihui_http_source_wake (self->source);
  await (has_held, &holder, "the hot words are asked for");
  await_told (self->listener, 1);

  g_assert_cmpint (self->listener->n_told, ==, n_told + 1);
  g_assert_cmpint (g_get_monotonic_time () - real_us, <, seconds (4));
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 140);

  soup_server_message_unpause (holder.held);
  g_object_unref (holder.held);
}

static gboolean
fail_but_one (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char *good = user_data;

  if (good != NULL &&
      g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), good))
    return FALSE;

  soup_server_message_set_status (message, 500, NULL);
  return TRUE;
}

/* The figures are of the fake platform's fixed moment, its Date is now: what counts them has ended.
 * That nothing changed makes them no newer. */
static void
test_figures_that_stand_still_stay_old (Fixture *self, gconstpointer data)
{
  gint64 age_s = g_get_real_time () / G_USEC_PER_SEC - fake_platform_get_as_of ();

  for (guint i = 0; i < 5; i++)
    http_fixture_go_on (self, 12);

  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (
    ABS (zhihui_situation_get_lag_s (self->listener->last, self->now_us) - age_s), <=, 120);
  g_assert_cmpint (
    zhihui_situation_get_as_of (self->listener->last), ==, fake_platform_get_as_of ());
}

/* Each attempt asks for another resource; how many there were is the same for all. */
static void
test_attempts_are_counted_of_the_source (Fixture *self, gconstpointer data)
{
  const ZhihuiReceipt *receipt;
  guint                n_asked;

  fake_platform_set_fault (self->platform, fail_but_one, NULL);
  http_fixture_go_on (self, 700);
  for (guint i = 0; i < 150; i++)
    http_fixture_go_on (self, 2);
  n_asked = fake_platform_count_all (self->platform);
  receipt = zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
  /* 2 + 4 + 8 + 16 + 32 s, then 60 s each: some eight attempts, few of them for the key figures. */
  g_test_message ("%u asked, lost %u, failed %u", n_asked, receipt->n_lost, receipt->n_failures);
  g_assert_cmpuint (receipt->n_lost, >=, 6);
  g_assert_cmpuint (receipt->n_lost, >, receipt->n_failures);

  fake_platform_set_fault (self->platform, NULL, NULL);
  for (guint i = 0; i < 40; i++)
    http_fixture_go_on (self, 2);
  receipt = zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
  g_assert_cmpuint (receipt->n_lost, ==, 0);
}

static void
test_one_that_fails_does_not_stop_the_others (Fixture *self, gconstpointer data)
{
  /* All fail: then one after the other is tried, and whichever answers ends it. */
  fake_platform_set_fault (self->platform, fail_but_one, NULL);
  http_fixture_go_on (self, 700);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->n_failures, ==, 1);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->http_status, ==, 500);

  fake_platform_set_figure (self->platform, 150);
  fake_platform_set_fault (self->platform, fail_but_one, (gpointer) "/channels");
  for (guint i = 0; i < 8; i++)
    http_fixture_go_on (self, 70);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->n_failures, ==, 0);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_SUMMARY)->n_failures, >, 1);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);
  g_assert_cmpint (zhihui_situation_get_channels (self->listener->last)->total, ==, 150);
}

static gboolean
drop_connection (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

static void
test_a_dropped_connection_is_a_loss (Fixture *self, gconstpointer data)
{
  fake_platform_set_fault (self->platform, drop_connection, NULL);
  http_fixture_go_on (self, 12);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->n_failures, ==, 1);

  fake_platform_set_fault (self->platform, NULL, NULL);
  http_fixture_go_on (self, 3);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_SUMMARY)->n_failures, ==, 0);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->n_failures, ==, 0);
}

static gboolean
drop_channels (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  return g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/channels") &&
         drop_connection (platform, message, user_data);
}

/* The others answer: there is somebody, whom nobody asks more often for that. Each attempt at what
 * fails waits longer than the one before; it is sent again, over a new connection. */
static void
test_one_that_is_dropped_is_no_loss (Fixture *self, gconstpointer data)
{
  fake_platform_set_fault (self->platform, drop_channels, NULL);
  http_fixture_go_on (self, 67);
  fake_platform_forget_counts (self->platform);
  for (guint i = 0; i < 120; i++)
    {
      http_fixture_go_on (self, 1);
      g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_SUMMARY)->n_failures, ==, 0);
      g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->n_failures, ==, 0);
      g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);
    }
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->n_failures, >=, 5);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->n_failures, <=, 8);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), <=, 3 * 8);
  g_assert_cmpint (fake_platform_count (self->platform, "/summary"), <=, 14);
  g_assert_cmpint (fake_platform_count (self->platform, "/hotwords"), ==, 0);

  /* When the others are gone as well it is a loss. */
  fake_platform_go_away (self->platform);
  http_fixture_go_on (self, 12);
  g_assert_cmpint (get_receipt (self, ZHIHUI_DATASET_HOT_WORDS)->n_failures, ==, 1);
}

/* The channels are refused; the others fail when @user_data says so. */
static gboolean
refuse_channels (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  gboolean is_channels =
    g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/channels");

  if (!is_channels && !*(gboolean *) user_data)
    return FALSE;

  soup_server_message_set_status (message, is_channels ? 403 : 500, NULL);
  return TRUE;
}

static void
test_who_was_refused_is_not_tried_in_turn (Fixture *self, gconstpointer data)
{
  gboolean others_fail = FALSE;
  gint64   refused_us;

  fake_platform_set_fault (self->platform, refuse_channels, &others_fail);
  http_fixture_go_on (self, 67);
  g_assert_true (get_receipt (self, ZHIHUI_DATASET_CHANNELS)->refused);
  refused_us = self->now_us;

  /* Now nothing is answered: one after the other is tried, but not that one; nor when the others
   * come back. */
  others_fail = TRUE;
  fake_platform_forget_counts (self->platform);
  while (self->now_us < refused_us + seconds (290))
    {
      http_fixture_go_on (self, 3);
      others_fail = self->now_us < refused_us + seconds (200);
      g_assert_cmpint (fake_platform_count (self->platform, "/channels"), ==, 0);
    }
  g_assert_cmpint (fake_platform_count_all (self->platform), >, 6);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);

  http_fixture_go_on (self, 12);
  g_assert_cmpint (fake_platform_count (self->platform, "/channels"), ==, 1);
}

static gint64
read_sleep (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
test_sleep_makes_figures_old (Fixture *self, gconstpointer data)
{
  gint64 slept_us = 0;

  /* The clock stands still while the machine sleeps. */
  zhihui_source_stop (ZHIHUI_SOURCE (self->source));
  zhihui_http_source_set_sleep_clock (self->source, read_sleep, &slept_us);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);

  fake_platform_go_away (self->platform);
  slept_us = seconds (8 * 3600);
  http_fixture_go_on (self, 1);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_HOT_WORDS), ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);

  fake_platform_set_figure (self->platform, 140);
  fake_platform_come_back (self->platform);
  slept_us += seconds (8 * 3600);
  http_fixture_go_on (self, 0);
  g_assert_cmpint (http_fixture_judge (self, ZHIHUI_DATASET_SUMMARY), ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 140);

  /* It reads the clock, which ends here, when it keeps its answers. */
  zhihui_source_stop (ZHIHUI_SOURCE (self->source));
}

#define ADD(path, test) g_test_add ("/http-loss/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("figures-that-stand-still-stay-old", test_figures_that_stand_still_stay_old);
  ADD ("attempts-are-counted-of-the-source", test_attempts_are_counted_of_the_source);
  ADD ("states-follow-the-clock", test_states_follow_the_clock);
  ADD ("back-off-grows-to-a-minute", test_back_off_grows);
  ADD ("figures-return-as-one-set", test_figures_return_as_one_set);
  ADD ("who-is-started-again-is-settled-when-all-was-asked-again",
       test_started_again_waits_for_all);
  ADD ("a-set-is-not-waited-for-longer-than-two-seconds", test_a_set_is_not_waited_for_longer);
  ADD ("one-that-fails-does-not-stop-the-others", test_one_that_fails_does_not_stop_the_others);
  ADD ("who-was-refused-is-not-tried-in-turn", test_who_was_refused_is_not_tried_in_turn);
  ADD ("sleep-makes-figures-old", test_sleep_makes_figures_old);
  ADD ("a-slow-answer-does-not-set-the-clock-back", test_slow_answer_does_not_set_the_clock_back);
  ADD ("a-dropped-connection-is-a-loss", test_a_dropped_connection_is_a_loss);
  ADD ("one-that-is-dropped-is-no-loss-while-others-answer", test_one_that_is_dropped_is_no_loss);

  return g_test_run ();
}
