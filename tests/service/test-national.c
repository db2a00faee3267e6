/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>

#include "assignment-generator.h"
#include "zhihui-life-cycle.h"
#include "zhihui-platform.h"
#include "zhihui-rollup.h"
#include "zhihui-wire.h"

/* The same database served twice: with everything in memory, and as a nation is, with what is at
 * work alone and the sums by unit and day. Every figure must be the same. */

#define N_UNITS 3200

typedef struct
{
  char           *folder, *path;
  ZhihuiStore    *stores[2];
  ZhihuiPlatform *platforms[2]; /* whole, partial */
} Nation;

static ZhihuiPlatform *
serve (ZhihuiStore *store, const char *limit)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPlatform *platform;

  zhihui_store_set_setting (store, "ledger_limit", limit, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (store, 0, &error);
  g_assert_no_error (error);
  zhihui_platform_tick (platform, &error);
  g_assert_no_error (error);
  return platform;
}

static void
set_up (Nation *self, gconstpointer data)
{
  const AssignmentGeneratorOptions options = {
    .seed = 20, .n_units = N_UNITS, .n_rows = 30000, .n_days = 400, .until = 1597822215
  };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "n.db", NULL);
  self->stores[0] = zhihui_store_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, self->stores[0]);
  zhihui_store_begin (self->stores[0], &error);
  zhihui_rollup_rebuild (self->stores[0], &error);
  zhihui_store_commit (self->stores[0], &error);
  g_assert_no_error (error);
  self->stores[1] = zhihui_store_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  self->platforms[0] = serve (self->stores[0], "1000000");
  self->platforms[1] = serve (self->stores[1], "100");
}

static void
tear_down (Nation *self, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < 2; i++)
    {
      zhihui_platform_free (self->platforms[i]);
      zhihui_store_free (self->stores[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* The board as it is sent, without the moment's head. */
static char *
make_board (ZhihuiPlatform *platform, const ZhihuiBoardQuestion *question, guint level)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (platform);
  g_autoptr (ZhihuiRanking) board = zhihui_figures_make_level_board (figures, question, level);

  g_free (board->revision);
  board->revision = g_strdup ("r");
  /* A nation tells tiers only where they are asked for. */
  for (guint i = 0; i < board->n_scores && question->tier == 0; i++)
    board->scores[i].tier = 0;
  for (guint i = 0; i < board->n_unranked_sent && question->tier == 0; i++)
    board->unranked[i].tier = 0;
  return zhihui_wire_encode_ranking (board, zhihui_platform_get_zone (platform), NULL);
}

static void
compare_boards (Nation *self, const char *region, guint level, const char *text, guint tier)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (self->platforms[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (
    text, zhihui_figures_get_as_of (figures), zhihui_figures_get_zone (figures), &error);

  g_assert_no_error (error);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      ZhihuiBoardQuestion question = {
        .metric = (ZhihuiMetric) metric,
        .basis = zhihui_metric_get_traits ((ZhihuiMetric) metric)->basis,
        .region = region,
        .peer = "town",
        .period = period,
        .tier = tier,
        .min_n = 3,
      };
      g_autofree char *whole = NULL, *partial = NULL;

      /* Cases are counted for it, which a nation does not do; marks that the matter came again are
       * made up here, and a ledger that holds everything finds none. */
      if (metric == ZHIHUI_METRIC_DIRECT_RATE || metric == ZHIHUI_METRIC_REPEAT_RATE)
        continue;
      whole = make_board (self->platforms[0], &question, level);
      partial = make_board (self->platforms[1], &question, level);
      g_assert_cmpstr (whole, ==, partial);
    }
}

static void
boards_of_every_level_are_the_same (Nation *self, gconstpointer data)
{
  g_assert_false (zhihui_platform_get_ledger (self->platforms[0])->is_partial);
  g_assert_true (zhihui_platform_get_ledger (self->platforms[1])->is_partial);
  g_assert_cmpuint (zhihui_platform_get_ledger (self->platforms[1])->assignments->len, <, 3000);

  compare_boards (self, "00", 2, "month", 0);
  compare_boards (self, "00", 4, "rolling-90d", 0);
  compare_boards (self, "00", 6, "month", 1);
  compare_boards (self, "11", 6, "2020-05", 0);
  compare_boards (self, "1102", 0, "ytd", 3);
  compare_boards (self, "110203", 0, "week", 0);
}

static ZhihuiPeriod *
make_period (Nation *self, const char *text)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (self->platforms[0]);
  g_autoptr (GError) error = NULL;
  ZhihuiPeriod *period = zhihui_period_parse (
    text, zhihui_figures_get_as_of (figures), zhihui_figures_get_zone (figures), &error);

  g_assert_no_error (error);
  return period;
}

static void
assert_same_channels (const ZhihuiChannels *one, const ZhihuiChannels *other)
{
  g_assert_cmpint (one->total, ==, other->total);
  g_assert_cmpuint (one->items->len, ==, other->items->len);
  for (guint i = 0; i < one->items->len; i++)
    {
      const ZhihuiChannel *a = one->items->pdata[i], *b = other->items->pdata[i];

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpint (a->n, ==, b->n);
      g_assert_cmpint (a->previous, ==, b->previous);
    }
}

static void
cases_by_name_and_place_are_the_same (Nation *self, gconstpointer data)
{
  static const char *const regions[] = { "00", "11", "1102", "110203" };
  static const char *const periods[] = { "today", "month", "2020-05", "rolling-90d" };
  ZhihuiFigures           *whole = zhihui_platform_get_figures (self->platforms[0]);
  ZhihuiFigures           *partial = zhihui_platform_get_figures (self->platforms[1]);
  gint64                   total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (periods); j++)
      {
        g_autoptr (ZhihuiPeriod) period = make_period (self, periods[j]);
        g_autoptr (ZhihuiChannels) channels =
          zhihui_figures_make_named (whole, ZHIHUI_BY_CHANNEL, regions[i], period);
        g_autoptr (ZhihuiChannels) channels_too =
          zhihui_figures_make_named (partial, ZHIHUI_BY_CHANNEL, regions[i], period);
        g_autoptr (ZhihuiChannels) topics =
          zhihui_figures_make_named (whole, ZHIHUI_BY_TOPIC, regions[i], period);
        g_autoptr (ZhihuiChannels) topics_too =
          zhihui_figures_make_named (partial, ZHIHUI_BY_TOPIC, regions[i], period);
        g_autoptr (ZhihuiMapFigures) map = zhihui_figures_make_map (whole, regions[i], period);
        g_autoptr (ZhihuiMapFigures) map_too =
          zhihui_figures_make_map (partial, regions[i], period);

        assert_same_channels (channels, channels_too);
        assert_same_channels (topics, topics_too);
        g_assert_cmpint (map->located, ==, map_too->located);
        g_assert_cmpuint (map->items->len, ==, map_too->items->len);
        for (guint k = 0; k < map->items->len; k++)
          {
            const ZhihuiRegionFigure *a = map->items->pdata[k], *b = map_too->items->pdata[k];

            g_assert_cmpint (a->n, ==, b->n);
            g_assert_cmpint (a->open, ==, b->open);
            g_assert_cmpint (a->overdue, ==, b->overdue);
          }
        total += channels->total;
      }
  g_assert_cmpint (total, >, 10000);
}

static void
assert_same_sum (const ZhihuiTally *one, const ZhihuiTally *other)
{
  g_assert_cmpint (one->n, ==, other->n);
  g_assert_cmpint (one->k, ==, other->k);
}

static void
headline_figures_are_the_same (Nation *self, gconstpointer data)
{
  const ZhihuiTargets targets = { 0.98, 0.98, 0.99 };
  g_autoptr (ZhihuiSummary) one =
    zhihui_figures_make_summary (zhihui_platform_get_figures (self->platforms[0]), NULL, &targets);
  g_autoptr (ZhihuiSummary) other =
    zhihui_figures_make_summary (zhihui_platform_get_figures (self->platforms[1]), NULL, &targets);

  g_assert_cmpint (one->today, >, 0);
  g_assert_cmpint (one->today, ==, other->today);
  g_assert_cmpint (one->yesterday_same_time, ==, other->yesterday_same_time);
  g_assert_cmpint (one->month_count, ==, other->month_count);
  g_assert_cmpint (one->previous_month_same, ==, other->previous_month_same);
  g_assert_cmpint (one->year_count, ==, other->year_count);
  g_assert_cmpint (one->open, ==, other->open);
  g_assert_cmpint (one->due_today, ==, other->due_today);
  g_assert_cmpint (one->overdue_open, ==, other->overdue_open);
  g_assert_cmpint (one->overdue_open_yesterday, ==, other->overdue_open_yesterday);
  assert_same_sum (&one->on_time, &other->on_time);
  assert_same_sum (&one->returned, &other->returned);
  assert_same_sum (&one->satisfied, &other->satisfied);
  assert_same_sum (&one->rated, &other->rated);
  g_assert_cmpint (one->returned.extra, ==, other->returned.extra);
  for (guint i = 0; i < one->clocks->len; i++)
    {
      const ZhihuiClockFigure *a = one->clocks->pdata[i], *b = other->clocks->pdata[i];

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpint (a->running, ==, b->running);
      g_assert_cmpint (a->nearest_due_at, ==, b->nearest_due_at);
      if (i < 2) /* sign and contact: of the kinds of cases a nation knows what runs */
        assert_same_sum (&a->on_time, &b->on_time);
    }
}

static void
trends_are_the_same (Nation *self, gconstpointer data)
{
  static const char *const units[] = { NULL, "u00001", "u00017" };

  for (guint i = 0; i < G_N_ELEMENTS (units) * ZHIHUI_N_METRICS; i++)
    {
      ZhihuiFigures            *whole = zhihui_platform_get_figures (self->platforms[0]);
      ZhihuiFigures            *partial = zhihui_platform_get_figures (self->platforms[1]);
      gint64                    now = zhihui_figures_get_as_of (whole);
      const ZhihuiTrendQuestion question = {
        .metric = (ZhihuiMetric) (i % ZHIHUI_N_METRICS),
        .region = "00",
        .unit = units[i / ZHIHUI_N_METRICS],
        .step = i % 2 == 0 ? "week" : "day",
        .from = now - 60 * 86400,
        .to = now,
      };
      g_autoptr (ZhihuiTrend) one = NULL;
      g_autoptr (ZhihuiTrend) other = NULL;

      if (question.metric == ZHIHUI_METRIC_REPEAT_RATE ||
          question.metric == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      one = zhihui_figures_make_trend (whole, &question);
      other = zhihui_figures_make_trend (partial, &question);
      g_assert_cmpuint (one->points->len, ==, other->points->len);
      for (guint j = 0; j < one->points->len; j++)
        {
          const ZhihuiTrendPoint *a = &g_array_index (one->points, ZhihuiTrendPoint, j);
          const ZhihuiTrendPoint *b = &g_array_index (other->points, ZhihuiTrendPoint, j);

          g_assert_cmpint (a->n, ==, b->n);
          g_assert_cmpint (a->k, ==, b->k);
        }
    }
}

static guint
submit (ZhihuiLifeCycle *life_cycle, gint64 at)
{
  const ZhihuiDraft draft = { .source = "test",
                              .source_key = "new",
                              .no = "N1",
                              .type = 0,
                              .channel = 2,
                              .region = 4,
                              .topic = 3,
                              .word = G_MAXUINT16,
                              .title = "",
                              .lon = NAN,
                              .lat = NAN };
  g_autoptr (GError) error = NULL;
  guint index;

  zhihui_life_cycle_submit (life_cycle, &draft, at, &index, &error);
  g_assert_no_error (error);
  return index;
}

static void
apply (ZhihuiLifeCycle *life_cycle, ZhihuiEventKind kind, guint case_index, gint64 at, gint64 value)
{
  const ZhihuiEvent event = { .at = at, .kind = kind, .case_index = case_index, .value = value };
  g_autoptr (GError) error = NULL;

  zhihui_life_cycle_apply (life_cycle, &event, &error);
  g_assert_no_error (error);
}

/* A case that was done long ago is rated, and a new one is accepted and dispatched. */
static void
live_on (Nation *self, gint64 at)
{
  ZhihuiStore  *store = self->stores[1];
  ZhihuiLedger *ledger = zhihui_platform_get_ledger (self->platforms[1]);
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiLifeCycle) life_cycle = zhihui_life_cycle_new (store, ledger, calendar, zone);
  g_autoptr (GError) error = NULL;
  guint old, fresh;

  zhihui_store_begin (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 100), ==, ZHIHUI_NO_INDEX);
  g_assert_cmpuint (zhihui_store_fetch_case (store, ledger, 99999999), ==, ZHIHUI_NO_INDEX);
  old = zhihui_store_fetch_case (store, ledger, 100);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 100), ==, old);
  apply (life_cycle, ZHIHUI_EVENT_RATED, old, at, 1);
  fresh = submit (life_cycle, at - 60);
  apply (life_cycle, ZHIHUI_EVENT_ACCEPTED, fresh, at - 30, 0);
  apply (life_cycle, ZHIHUI_EVENT_DISPATCHED, fresh, at, 0);
  zhihui_life_cycle_flush (life_cycle, &error);
  zhihui_store_commit (store, &error);
  g_assert_no_error (error);
}

static void
what_happens_to_a_case_that_is_done_is_counted (Nation *self, gconstpointer data)
{
  const ZhihuiTargets targets = { 0.98, 0.98, 0.99 };
  ZhihuiFigures      *figures = zhihui_platform_get_figures (self->platforms[1]);
  gint64              now = zhihui_figures_get_as_of (figures);
  g_autoptr (ZhihuiSummary) before = zhihui_figures_make_summary (figures, NULL, &targets);
  g_autoptr (ZhihuiSummary) after = NULL;
  g_autoptr (GError) error = NULL;

  live_on (self, now - 10);
  zhihui_platform_tick (self->platforms[1], &error);
  g_assert_no_error (error);
  after = zhihui_figures_make_summary (figures, NULL, &targets);
  g_assert_cmpint (after->satisfied.n, ==, before->satisfied.n + 1);
  g_assert_cmpint (after->satisfied.k, ==, before->satisfied.k);
  g_assert_cmpint (after->open, ==, before->open + 1);
  g_assert_cmpint (after->today, ==, before->today + 1);
  g_assert_cmpint (after->year_count, ==, before->year_count + 1);
  zhihui_rollup_check (self->stores[1], &error);
  g_assert_no_error (error);
}

#define ADD(name, run) g_test_add ("/national/" name, Nation, NULL, set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("boards-of-every-level-are-the-same", boards_of_every_level_are_the_same);
  ADD ("cases-by-name-and-place-are-the-same", cases_by_name_and_place_are_the_same);
  ADD ("headline-figures-are-the-same", headline_figures_are_the_same);
  ADD ("trends-are-the-same", trends_are_the_same);
  ADD ("what-happens-to-a-case-that-is-done-is-counted",
       what_happens_to_a_case_that_is_done_is_counted);
  return g_test_run ();
}
