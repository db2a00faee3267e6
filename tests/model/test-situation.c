/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation.h"

#define S G_TIME_SPAN_SECOND
#define NOW (5000 * S)
#define SERVER_NOW 1785304000

static void
set_received (ZhihuiSituationBuilder *builder, ZhihuiDataset dataset, gint64 ago_s, guint period_s)
{
  ZhihuiReceipt receipt = { .received_us = NOW - ago_s * S,
                            .period_s = period_s,
                            .has_data = TRUE };

  zhihui_situation_builder_set_receipt (builder, dataset, &receipt);
}

static ZhihuiSummary *
make_summary (gint64 as_of)
{
  ZhihuiSummary *summary = zhihui_summary_new ();

  summary->stamp.as_of = as_of;
  summary->stamp.revision = g_strdup ("r1");
  g_ptr_array_add (summary->clocks, g_new0 (ZhihuiClockFigure, 1));
  g_ptr_array_add (summary->stages, g_new0 (ZhihuiStage, 1));
  return summary;
}

static void
empty_one_is_whole (void)
{
  g_autoptr (ZhihuiSituation) situation =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));
  const ZhihuiReceipt *receipt = (const ZhihuiReceipt *) 1;

  g_assert_null (zhihui_situation_get_meta (situation));
  g_assert_null (zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_VOLUME, "town"));
  g_assert_null (zhihui_situation_get_boundary (situation));
  g_assert_cmpint (zhihui_situation_get_as_of (situation), ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpstr (zhihui_situation_get_source_name (situation), ==, "");
  g_assert_cmpstr (
    zhihui_zone_get_identifier (zhihui_situation_get_zone (situation)), ==, "Asia/Shanghai");
  g_assert_cmpint (
    zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_MAP)->http_status, ==, 0);
  g_assert_cmpint (
    zhihui_situation_get_ranking_receipt (situation, ZHIHUI_BOARD_RETURN, "town")->http_status,
    ==,
    0);
  g_assert_cmpint (
    zhihui_situation_judge_source (situation, NOW, &receipt).state, ==, ZHIHUI_STATE_LOADING);
  g_assert_null (receipt);
}

static void
builder_changes_only_what_is_set (void)
{
  g_autoptr (ZhihuiSummary) summary = make_summary (100);
  g_autoptr (ZhihuiSummary) newer = make_summary (200);
  g_autoptr (ZhihuiRanking) ranking = zhihui_ranking_new_empty (ZHIHUI_METRIC_VOLUME);
  g_autoptr (ZhihuiRanking) other = zhihui_ranking_new_empty (ZHIHUI_METRIC_VOLUME);
  g_autoptr (ZhihuiSituation) first = NULL;
  g_autoptr (ZhihuiSituation) second = NULL;
  g_autoptr (GBytes) boundary = g_bytes_new_static ("{}", 2);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  char                    detail[] = "no route";
  ZhihuiReceipt           receipt = { .http_status = 503, .detail = detail };

  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_VOLUME, "town", ranking);
  zhihui_situation_builder_set_boundary (builder, boundary);
  zhihui_situation_builder_set_source_name (builder, "demo:zichuan");
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_SUMMARY, &receipt);
  zhihui_situation_builder_set_ranking_receipt (builder, ZHIHUI_BOARD_VOLUME, "town", &receipt);
  first = zhihui_situation_builder_finish (builder);
  detail[0] = 'X'; /* the situation has its own */

  builder = zhihui_situation_builder_new (first);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, newer);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_VOLUME, "department", other);
  second = zhihui_situation_builder_finish (builder);

  g_assert_true (zhihui_situation_get_summary (first) == summary);
  g_assert_true (zhihui_situation_get_summary (second) == newer);
  g_assert_true (zhihui_situation_get_ranking (second, ZHIHUI_BOARD_VOLUME, "town") == ranking);
  g_assert_true (zhihui_situation_get_ranking (second, ZHIHUI_BOARD_VOLUME, "department") == other);
  g_assert_null (zhihui_situation_get_ranking (first, ZHIHUI_BOARD_VOLUME, "department"));
  g_assert_null (zhihui_situation_get_ranking (second, ZHIHUI_BOARD_OVERDUE, "town"));
  g_assert_true (zhihui_situation_get_boundary (second) == boundary);
  g_assert_cmpstr (zhihui_situation_get_source_name (second), ==, "demo:zichuan");
  g_assert_cmpstr (
    zhihui_situation_get_receipt (second, ZHIHUI_DATASET_SUMMARY)->detail, ==, "no route");
  g_assert_cmpint (
    zhihui_situation_get_ranking_receipt (second, ZHIHUI_BOARD_VOLUME, "town")->http_status,
    ==,
    503);
  g_assert_cmpint (zhihui_situation_get_as_of (first), ==, 100);
  g_assert_cmpint (zhihui_situation_get_as_of (second), ==, 200);
}

/* Over another period or in another order it is another board, with a state of its own. */
static void
ways_of_a_board_stand_apart (void)
{
  const ZhihuiBoardKey usual = { ZHIHUI_BOARD_OVERDUE, "town", NULL };
  const ZhihuiBoardKey week = { ZHIHUI_BOARD_OVERDUE, "town", "week" };
  g_autoptr (ZhihuiRanking) one = zhihui_ranking_new_empty (ZHIHUI_METRIC_OVERDUE_RATE);
  g_autoptr (ZhihuiRanking) other = zhihui_ranking_new_empty (ZHIHUI_METRIC_OVERDUE_RATE);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiSituation) next = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiReceipt received = { .received_us = NOW - 5 * S, .period_s = 60, .has_data = TRUE };
  ZhihuiReceipt lost = {
    .received_us = NOW - 900 * S, .failing_us = NOW - 600 * S, .period_s = 60, .has_data = TRUE
  };

  zhihui_situation_builder_set_board (builder, &week, other);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_OVERDUE, "town", one);
  zhihui_situation_builder_set_board_receipt (builder, &week, &lost);
  zhihui_situation_builder_set_board_receipt (builder, &usual, &received);
  zhihui_situation_builder_set_board_region (builder, &week, "370302");
  situation = zhihui_situation_builder_finish (builder);
  next = zhihui_situation_builder_finish (zhihui_situation_builder_new (situation));

  g_assert_cmpuint (zhihui_situation_get_n_rankings (next), ==, 2);
  g_assert_cmpstr (zhihui_situation_get_board_key (next, 0)->way, ==, "week");
  g_assert_true (zhihui_situation_get_board (next, &week) == other);
  g_assert_true (zhihui_situation_get_ranking (next, ZHIHUI_BOARD_OVERDUE, "town") == one);
  g_assert_cmpint (zhihui_situation_judge_board (next, &week, NOW).state, ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (zhihui_situation_judge_ranking (next, ZHIHUI_BOARD_OVERDUE, "town", NOW).state,
                   ==,
                   ZHIHUI_STATE_FRESH);
  g_assert_cmpstr (zhihui_situation_get_board_region (next, &week), ==, "370302");
  g_assert_null (zhihui_situation_get_ranking_region (next, ZHIHUI_BOARD_OVERDUE, "town"));
  g_assert_true (zhihui_situation_has_board_of (next, "town"));
  g_assert_false (zhihui_situation_has_board_of (next, "department"));
}

static void
the_usual_way_has_no_name (void)
{
  static const struct
  {
    ZhihuiBoard board;
    const char *period;
    ZhihuiOrder order;
    const char *way;
  } cases[] = {
    { ZHIHUI_BOARD_VOLUME, NULL, ZHIHUI_ORDER_RAW, NULL },
    { ZHIHUI_BOARD_VOLUME, "month", ZHIHUI_ORDER_RAW, NULL },
    { ZHIHUI_BOARD_VOLUME, "week", ZHIHUI_ORDER_RAW, "week" },
    /* Numbers have one order. */
    { ZHIHUI_BOARD_VOLUME, NULL, ZHIHUI_ORDER_SHRUNK, NULL },
    { ZHIHUI_BOARD_OVERDUE, "rolling-90d", ZHIHUI_ORDER_RAW, NULL },
    { ZHIHUI_BOARD_OVERDUE, "month", ZHIHUI_ORDER_RAW, "month" },
    { ZHIHUI_BOARD_OVERDUE, NULL, ZHIHUI_ORDER_SHRUNK, "rolling-90d,shrunk" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (
      zhihui_board_name_way (cases[i].board, cases[i].period, cases[i].order), ==, cases[i].way);
}

static void
platform_clock_runs_at_its_speed (void)
{
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiSituation) situation = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);

  meta->clock_simulated = TRUE;
  meta->clock_speed = 60;
  meta->time_zone = g_strdup ("America/New_York");
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_clock (builder, SERVER_NOW, NOW);
  situation = zhihui_situation_builder_finish (builder);

  g_assert_cmpint (zhihui_situation_get_platform_now (situation, NOW), ==, SERVER_NOW);
  g_assert_cmpint (
    zhihui_situation_get_platform_now (situation, NOW + 30 * S), ==, SERVER_NOW + 1800);
  g_assert_cmpstr (
    zhihui_zone_get_identifier (zhihui_situation_get_zone (situation)), ==, "America/New_York");
}

/* What an earlier run has left is two hours old by a clock that runs sixty times as fast. */
static void
kept_figures_age_in_real_seconds (void)
{
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiSummary) summary = make_summary (SERVER_NOW - 7200);
  g_autoptr (ZhihuiSituation) situation = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiReceipt           failed = { .failing_us = NOW, .n_failures = 1, .period_s = 10 };
  ZhihuiFreshness         freshness;

  meta->clock_simulated = TRUE;
  meta->clock_speed = 60;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_SUMMARY, &failed);
  zhihui_situation_builder_set_clock (builder, SERVER_NOW, NOW);
  situation = zhihui_situation_builder_finish (builder);

  freshness = zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, NOW);
  g_assert_cmpint (freshness.state, ==, ZHIHUI_STATE_OFFLINE);
  g_assert_cmpint (freshness.age_s, ==, 120);
}

static ZhihuiSituation *
make_polled (gint64 summary_ago_s, gint64 hot_words_ago_s)
{
  g_autoptr (ZhihuiSummary) summary = make_summary (SERVER_NOW);
  g_autoptr (ZhihuiRanking) ranking = zhihui_ranking_new_empty (ZHIHUI_METRIC_VOLUME);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiReceipt           receipt = { .received_us = NOW - hot_words_ago_s * S,
                                      .period_s = 60,
                                      .has_data = TRUE };

  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_VOLUME, "town", ranking);
  set_received (builder, ZHIHUI_DATASET_SUMMARY, summary_ago_s, 10);
  set_received (builder, ZHIHUI_DATASET_HOT_WORDS, hot_words_ago_s, 300);
  zhihui_situation_builder_set_ranking_receipt (builder, ZHIHUI_BOARD_VOLUME, "town", &receipt);
  return zhihui_situation_builder_finish (builder);
}

/* When nothing at all is answered every figure ages, also what is read once in five minutes. */
static void
lost_source_ages_every_figure (void)
{
  const struct
  {
    gint64      summary_ago_s, hot_words_ago_s;
    ZhihuiState summary, hot_words, ranking, source;
  } cases[] = {
    { 5, 100, ZHIHUI_STATE_FRESH, ZHIHUI_STATE_FRESH, ZHIHUI_STATE_FRESH, ZHIHUI_STATE_FRESH },
    { 25, 100, ZHIHUI_STATE_LATE, ZHIHUI_STATE_LATE, ZHIHUI_STATE_LATE, ZHIHUI_STATE_LATE },
    { 121, 125, ZHIHUI_STATE_STALE, ZHIHUI_STATE_STALE, ZHIHUI_STATE_STALE, ZHIHUI_STATE_STALE },
    /* Only the summary fails: the others were answered a moment ago. */
    { 121, 5, ZHIHUI_STATE_STALE, ZHIHUI_STATE_FRESH, ZHIHUI_STATE_FRESH, ZHIHUI_STATE_STALE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiSituation) situation =
        make_polled (cases[i].summary_ago_s, cases[i].hot_words_ago_s);
      const ZhihuiReceipt *receipt = NULL;

      g_assert_cmpint (zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, NOW).state,
                       ==,
                       cases[i].summary);
      g_assert_cmpint (zhihui_situation_judge (situation, ZHIHUI_DATASET_HOT_WORDS, NOW).state,
                       ==,
                       cases[i].hot_words);
      g_assert_cmpint (
        zhihui_situation_judge_ranking (situation, ZHIHUI_BOARD_VOLUME, "town", NOW).state,
        ==,
        cases[i].ranking);
      g_assert_cmpint (
        zhihui_situation_judge_source (situation, NOW, &receipt).state, ==, cases[i].source);
    }
}

static void
worst_receipt_explains_the_source (void)
{
  g_autoptr (ZhihuiSituation) base = make_polled (5, 5);
  g_autoptr (ZhihuiSituation) situation = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  char                    detail[] = "403 insufficient_scope";
  ZhihuiReceipt           refused = { .failing_us = NOW, .refused = TRUE, .detail = detail };
  const ZhihuiReceipt    *receipt = NULL;

  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MEETINGS, &refused);
  situation = zhihui_situation_builder_finish (builder);

  g_assert_cmpint (
    zhihui_situation_judge_source (base, NOW, &receipt).state, ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (
    zhihui_situation_judge_source (situation, NOW, &receipt).state, ==, ZHIHUI_STATE_REFUSED);
  g_assert_cmpstr (receipt->detail, ==, "403 insufficient_scope");
}

static gpointer
read_and_drop (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (ZhihuiSituation) situation = zhihui_situation_ref (data);

      g_assert_cmpint (zhihui_situation_get_as_of (situation), ==, SERVER_NOW);
    }
  zhihui_situation_unref (data);
  return NULL;
}

static void
boards_fail_with_meta (void)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiReceipt           failed = { .failing_us = NOW - S, .n_failures = 1, .period_s = 60 };
  g_autoptr (ZhihuiSituation) situation = NULL;

  zhihui_situation_builder_set_started (builder, NOW - 2 * S);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_META, &failed);
  situation = zhihui_situation_builder_finish (builder);
  g_assert_cmpint (
    zhihui_situation_judge_ranking (situation, ZHIHUI_BOARD_OVERDUE, "town", NOW).state,
    ==,
    ZHIHUI_STATE_ERROR);
}

static void
threads_share_it (void)
{
  ZhihuiSituation *situation = make_polled (5, 5);
  GThread         *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_and_drop, zhihui_situation_ref (situation));
  zhihui_situation_unref (situation);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static ZhihuiFreshness
judge_receipt (const ZhihuiReceipt *receipt)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiSummary) summary = make_summary (SERVER_NOW);
  g_autoptr (ZhihuiSituation) situation = NULL;

  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_SUMMARY, receipt);
  situation = zhihui_situation_builder_finish (builder);
  return zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, NOW);
}

static void
a_live_stream_vouches_for_figures (void)
{
  ZhihuiReceipt receipt = { .received_us = NOW - 100 * S, .period_s = 10, .has_data = TRUE };

  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_LATE);
  receipt.vouched_us = NOW - 15 * S;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_FRESH);
  g_assert_cmpint (judge_receipt (&receipt).age_s, ==, 15);
  receipt.vouched_us = NOW - 23 * S;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_LATE);
  /* What was never read is not made fresh by it. */
  receipt.received_us = 0;
  receipt.vouched_us = NOW;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_LOADING);
}

static void
an_answer_of_a_cache_is_as_old_as_it_says (void)
{
  ZhihuiReceipt receipt = { .received_us = NOW, .period_s = 10, .has_data = TRUE };

  receipt.cached_s = 22;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_FRESH);
  receipt.cached_s = 23;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_LATE);
  receipt.cached_s = 121;
  g_assert_cmpint (judge_receipt (&receipt).state, ==, ZHIHUI_STATE_STALE);
  g_assert_cmpint (judge_receipt (&receipt).age_s, ==, 121);
}

static gint64
tell_clock_error (gint64 error_s, gboolean is_simulated)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiSituation) situation = NULL;

  meta->clock_simulated = is_simulated;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_clock_error (builder, error_s);
  situation = zhihui_situation_builder_finish (builder);
  return zhihui_situation_get_clock_error_s (situation);
}

static void
a_wrong_clock_is_told_from_a_minute_on (void)
{
  g_assert_cmpint (tell_clock_error (59, FALSE), ==, 0);
  g_assert_cmpint (tell_clock_error (60, FALSE), ==, 60);
  g_assert_cmpint (tell_clock_error (-59, FALSE), ==, 0);
  g_assert_cmpint (tell_clock_error (-86400, FALSE), ==, -86400);
  g_assert_cmpint (tell_clock_error (86400, TRUE), ==, 0);
}

/* Every board by every step has a place of its own, and nothing else is a trend. */
static void
each_trend_has_a_place_of_its_own (void)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiSituation) situation = NULL;
  guint           n_trends = 0;
  ZhihuiBoard     board;
  ZhihuiTrendStep step;

  for (ZhihuiDataset i = 0; i < ZHIHUI_N_DATASETS; i++)
    if (zhihui_dataset_is_trend (i, &board, &step))
      {
        g_autoptr (ZhihuiTrend) trend = zhihui_trend_new ();

        trend->stamp.as_of = i;
        zhihui_situation_builder_set_dataset (builder, i, trend);
        n_trends++;
      }
  situation = zhihui_situation_builder_finish (builder);

  g_assert_cmpuint (n_trends, ==, 12);
  g_assert_false (zhihui_dataset_is_trend (ZHIHUI_DATASET_UNITS, &board, &step));
  for (board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (step = 0; step < ZHIHUI_N_TREND_STEPS; step++)
      {
        ZhihuiTrend    *trend = zhihui_situation_get_trend (situation, board, step);
        ZhihuiBoard     told_board;
        ZhihuiTrendStep told_step;

        g_assert_true (
          zhihui_dataset_is_trend ((ZhihuiDataset) trend->stamp.as_of, &told_board, &told_step));
        g_assert_cmpuint (told_board, ==, board);
        g_assert_cmpuint (told_step, ==, step);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/situation/empty-one-is-whole", empty_one_is_whole);
  g_test_add_func ("/situation/builder-changes-only-what-is-set", builder_changes_only_what_is_set);
  g_test_add_func ("/situation/ways-of-a-board-stand-apart", ways_of_a_board_stand_apart);
  g_test_add_func ("/situation/the-usual-way-has-no-name", the_usual_way_has_no_name);
  g_test_add_func ("/situation/platform-clock-runs-at-its-speed", platform_clock_runs_at_its_speed);
  g_test_add_func ("/situation/kept-figures-age-in-real-seconds", kept_figures_age_in_real_seconds);
  g_test_add_func ("/situation/lost-source-ages-every-figure", lost_source_ages_every_figure);
  g_test_add_func ("/situation/a-live-stream-vouches-for-figures",
                   a_live_stream_vouches_for_figures);
  g_test_add_func ("/situation/an-answer-of-a-cache-is-as-old-as-it-says",
                   an_answer_of_a_cache_is_as_old_as_it_says);
  g_test_add_func ("/situation/a-wrong-clock-is-told-from-a-minute-on",
                   a_wrong_clock_is_told_from_a_minute_on);
  g_test_add_func ("/situation/worst-receipt-explains-the-source",
                   worst_receipt_explains_the_source);
  g_test_add_func ("/situation/boards-nobody-could-name-fail-with-meta", boards_fail_with_meta);
  g_test_add_func ("/situation/threads-share-it", threads_share_it);
  g_test_add_func ("/situation/each-trend-has-a-place-of-its-own",
                   each_trend_has_a_place_of_its_own);
  return g_test_run ();
}
