/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation.h"

#define S G_TIME_SPAN_SECOND
#define STARTED (1000 * S)
#define RECEIVED (2000 * S)
#define AS_OF 5000000
#define PLATFORM_NOW (AS_OF + 7200)

static ZhihuiReceipt
received (guint period_s)
{
  return (ZhihuiReceipt){ .received_us = RECEIVED, .period_s = period_s, .has_data = TRUE };
}

static ZhihuiReceipt
failing (ZhihuiReceipt receipt, gint64 since_s, gboolean refused)
{
  receipt.failing_us = RECEIVED + since_s * S;
  receipt.n_failures = 1;
  receipt.refused = refused;
  return receipt;
}

static void
expect (ZhihuiReceipt receipt, gint64 after_s, ZhihuiState state, gint64 age_s)
{
  ZhihuiFreshness freshness =
    zhihui_freshness_judge (&receipt, AS_OF, PLATFORM_NOW, STARTED, RECEIVED + after_s * S);

  g_assert_cmpint (freshness.state, ==, state);
  g_assert_cmpint (freshness.age_s, ==, age_s);
}

static void
what_is_received_ages (void)
{
  expect (received (10), 0, ZHIHUI_STATE_FRESH, 0);
  expect (received (10), 20, ZHIHUI_STATE_FRESH, 20);
  expect (received (10), 22, ZHIHUI_STATE_FRESH, 22);
  expect (received (10), 23, ZHIHUI_STATE_LATE, 23);
  expect (received (10), 120, ZHIHUI_STATE_LATE, 120);
  expect (received (10), 121, ZHIHUI_STATE_STALE, 121);
  expect (received (10), 90000, ZHIHUI_STATE_STALE, 90000);
  expect (received (5), 12, ZHIHUI_STATE_LATE, 12);
}

static void
failing_does_not_hide_the_age (void)
{
  expect (failing (received (10), 10, FALSE), 15, ZHIHUI_STATE_FRESH, 15);
  expect (failing (received (10), 10, FALSE), 30, ZHIHUI_STATE_LATE, 30);
  expect (failing (received (10), 10, FALSE), 121, ZHIHUI_STATE_STALE, 121);
  expect (failing (received (10), 10, TRUE), 30, ZHIHUI_STATE_LATE, 30);
  expect (failing (received (10), 10, TRUE), 121, ZHIHUI_STATE_STALE, 121);
}

static void
what_is_read_rarely_is_not_lost_by_waiting (void)
{
  expect (received (300), 121, ZHIHUI_STATE_FRESH, 121);
  expect (received (300), 661, ZHIHUI_STATE_LATE, 661);
  expect (received (300), 781, ZHIHUI_STATE_STALE, 781);
  expect (failing (received (300), 300, FALSE), 400, ZHIHUI_STATE_FRESH, 400);
  expect (failing (received (300), 300, FALSE), 421, ZHIHUI_STATE_STALE, 421);
  expect (received (86400), 100000, ZHIHUI_STATE_FRESH, 100000);
}

/* The age is never hidden, and failure ends the patience. */
static void
what_is_asked_for_again_is_not_called_old_at_once (void)
{
  const gint64  back_us = RECEIVED + 90 * S;
  ZhihuiReceipt receipt = received (10);
  static const struct
  {
    gint64      after_ms;
    gboolean    fails;
    ZhihuiState state;
  } rows[] = {
    { 0, FALSE, ZHIHUI_STATE_FRESH },  { 299, FALSE, ZHIHUI_STATE_FRESH },
    { 301, FALSE, ZHIHUI_STATE_LATE }, { 40000, FALSE, ZHIHUI_STATE_STALE },
    { 10, TRUE, ZHIHUI_STATE_LATE },
  };

  receipt.resumed_us = back_us;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiFreshness freshness;

      receipt.failing_us = rows[i].fails ? back_us : 0;
      freshness = zhihui_freshness_judge (
        &receipt, AS_OF, PLATFORM_NOW, STARTED, back_us + rows[i].after_ms * 1000);
      g_assert_cmpint (freshness.state, ==, rows[i].state);
      g_assert_cmpint (freshness.age_s, ==, 90 + rows[i].after_ms / 1000);
    }
}

static void
before_the_first_answer_it_is_loading (void)
{
  ZhihuiReceipt nothing = { .period_s = 10 };
  ZhihuiReceipt kept = { .period_s = 10, .has_data = TRUE };

  expect (nothing, 0, ZHIHUI_STATE_LOADING, 0);
  expect (nothing, 500, ZHIHUI_STATE_LOADING, 0);
  expect (kept, 0, ZHIHUI_STATE_LOADING, 7200);
}

static void
first_failure_decides_by_what_is_kept (void)
{
  ZhihuiReceipt nothing = { .period_s = 10 };
  ZhihuiReceipt kept = { .period_s = 10, .has_data = TRUE };

  expect (failing (kept, 0, FALSE), 1, ZHIHUI_STATE_OFFLINE, 7200);
  expect (failing (kept, 0, TRUE), 1, ZHIHUI_STATE_OFFLINE, 7200);
  expect (failing (nothing, 0, FALSE), 1, ZHIHUI_STATE_ERROR, 0);
  expect (failing (nothing, 0, TRUE), 1, ZHIHUI_STATE_REFUSED, 0);
}

static void
answer_of_an_earlier_start_is_kept_not_received (void)
{
  ZhihuiReceipt receipt = received (10);

  receipt.received_us = STARTED - S;
  expect (receipt, 0, ZHIHUI_STATE_LOADING, 7200);
  expect (failing (receipt, 0, FALSE), 1, ZHIHUI_STATE_OFFLINE, 7200);
}

static void
figures_are_of_now_for_three_periods_and_ten_minutes (void)
{
  const struct
  {
    gint64 as_of, lag_s;
    guint  period_s;
  } cases[] = {
    { 0, 0, 10 },
    { -600, 0, 10 },
    { -601, 601, 10 },
    { -600, 0, 0 },
    { -900, 0, 300 },
    { -901, 901, 300 },
    { -315576000, 315576000, 10 },
    { 120, 0, 10 },
    { 121, -121, 10 },
    { 86400, -86400, 3600 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      zhihui_freshness_get_lag_s (PLATFORM_NOW + cases[i].as_of, PLATFORM_NOW, cases[i].period_s),
      ==,
      cases[i].lag_s);
}

/* What tells no moment of its own, as the list of what a platform offers. */
static void
kept_of_no_moment_has_no_age (void)
{
  ZhihuiReceipt receipt = {
    .period_s = 10, .has_data = TRUE, .n_failures = 1, .failing_us = RECEIVED
  };
  ZhihuiFreshness freshness =
    zhihui_freshness_judge (&receipt, ZHIHUI_NO_INSTANT, PLATFORM_NOW, STARTED, RECEIVED);

  g_assert_cmpint (freshness.state, ==, ZHIHUI_STATE_OFFLINE);
  g_assert_cmpint (freshness.age_s, ==, 0);
  freshness = zhihui_freshness_judge (&receipt, ZHIHUI_NO_INSTANT, -7200, STARTED, RECEIVED);
  g_assert_cmpint (freshness.age_s, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/freshness/what-is-received-ages", what_is_received_ages);
  g_test_add_func ("/freshness/failing-does-not-hide-the-age", failing_does_not_hide_the_age);
  g_test_add_func ("/freshness/what-is-read-rarely-is-not-lost-by-waiting",
                   what_is_read_rarely_is_not_lost_by_waiting);
  g_test_add_func ("/freshness/what-is-asked-for-again-is-not-called-old-at-once",
                   what_is_asked_for_again_is_not_called_old_at_once);
  g_test_add_func ("/freshness/before-the-first-answer-it-is-loading",
                   before_the_first_answer_it_is_loading);
  g_test_add_func ("/freshness/first-failure-decides-by-what-is-kept",
                   first_failure_decides_by_what_is_kept);
  g_test_add_func ("/freshness/answer-of-an-earlier-start-is-kept-not-received",
                   answer_of_an_earlier_start_is_kept_not_received);
  g_test_add_func ("/freshness/kept-of-no-moment-has-no-age", kept_of_no_moment_has_no_age);
  g_test_add_func ("/freshness/figures-are-of-now-for-three-periods-and-ten-minutes",
                   figures_are_of_now_for_three_periods_and_ten_minutes);
  return g_test_run ();
}
