/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "served-scenario.h"
#include "zhihui-language.h"
#include "zhihui-unit-reader.h"

#include <string.h>

/* What the desk reads of one unit, on what the platform itself answers. */
typedef struct
{
  ServedScenario    served;
  ZhihuiSource     *source;
  ZhihuiUnitReader *reader;
} Fixture;

static const ZhihuiWindow no_days;

static void
set_up (Fixture *self, gconstpointer scope)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_read (&self->served, scope);
  self->reader = zhihui_unit_reader_new (self->source);
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  g_object_unref (self->reader);
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
}

static void
await_settled (Fixture *self)
{
  while (!zhihui_unit_reader_is_settled (self->reader))
    g_main_context_iteration (NULL, TRUE);
}

static gint64
sum_mix (const ZhihuiChannels *mix)
{
  gint64 sum = 0;

  for (guint i = 0; i < mix->items->len; i++)
    sum += ((const ZhihuiChannel *) mix->items->pdata[i])->n;
  return sum;
}

/* The unit's course ends with the month that its board is of. */
static void
check_course (ZhihuiUnitFacts *facts, ZhihuiMetric metric)
{
  ZhihuiTrend            *trend = zhihui_unit_facts_get (facts, ZHIHUI_FACT_TREND + metric);
  ZhihuiRanking          *board = zhihui_unit_facts_get (facts, ZHIHUI_FACT_BOARD + metric);
  const ZhihuiScore      *score = zhihui_ranking_find (board, zhihui_unit_facts_get_unit (facts));
  const ZhihuiTrendPoint *last =
    &g_array_index (trend->points, ZhihuiTrendPoint, trend->points->len - 1);

  g_assert_cmpint (last->at, ==, board->window.from);
  g_assert_cmpint (last->n, ==, score->n);
  g_assert_cmpint (last->k, ==, score->k);
}

static void
a_portrait_equals_the_boards (Fixture *self, gconstpointer scope)
{
  static const ZhihuiMetric metrics[] = { ZHIHUI_METRIC_VOLUME,
                                          ZHIHUI_METRIC_OVERDUE_RATE,
                                          ZHIHUI_METRIC_RETURN_RATE,
                                          ZHIHUI_METRIC_REDO_RATE,
                                          ZHIHUI_METRIC_SATISFIED_RATE };
  gint64                    all = 0, returned = 0;

  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_PORTRAIT);
  zhihui_unit_reader_set_peer (self->reader, "town");
  zhihui_unit_reader_set_period (self->reader, "month", &no_days);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_TREND + metrics[i]);
      zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_BOARD + metrics[i]);
    }
  for (guint u = 1; u <= 13; u++)
    {
      g_autofree char   *unit = g_strdup_printf ("u%03u", u);
      ZhihuiUnitFacts   *facts;
      ZhihuiPortrait    *portrait;
      const ZhihuiScore *volume, *back;

      zhihui_unit_reader_set_unit (self->reader, unit);
      await_settled (self);
      facts = zhihui_unit_reader_get_facts (self->reader);
      portrait = zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT);
      g_assert_nonnull (portrait);
      for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
        check_course (facts, metrics[i]);

      volume = zhihui_ranking_find (
        zhihui_unit_facts_get (facts, ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_VOLUME), unit);
      back = zhihui_ranking_find (
        zhihui_unit_facts_get (facts, ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_RETURN_RATE), unit);
      g_assert_cmpint (portrait->volume, ==, volume->n);
      g_assert_cmpint (sum_mix (portrait->channels), ==, volume->n);
      g_assert_cmpint (sum_mix (portrait->topics), ==, volume->n);
      g_assert_cmpint (portrait->returns.tally.n, ==, back->n);
      g_assert_cmpint (portrait->returns.tally.k, ==, back->k);
      all += volume->n;
      returned += back->k;
    }
  g_assert_cmpint (all, >, 100);
  g_assert_cmpint (returned, >, 0);
}

static void
who_walks_through_units_is_told_of_the_last_alone (Fixture *self, gconstpointer scope)
{
  g_autoptr (ZhihuiUnitFacts) first = NULL;
  ZhihuiPortrait *portrait;

  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_PORTRAIT);
  zhihui_unit_reader_set_unit (self->reader, "u001");
  first = g_object_ref (zhihui_unit_reader_get_facts (self->reader));
  for (guint i = 2; i <= 13; i++)
    {
      g_autofree char *unit = g_strdup_printf ("u%03u", i);

      zhihui_unit_reader_set_unit (self->reader, unit);
    }
  await_settled (self);
  portrait =
    zhihui_unit_facts_get (zhihui_unit_reader_get_facts (self->reader), ZHIHUI_FACT_PORTRAIT);
  g_assert_cmpstr (portrait->unit->id, ==, "u013");
  g_assert_null (zhihui_unit_facts_get (first, ZHIHUI_FACT_PORTRAIT));
  g_assert_null (zhihui_unit_facts_get_fault (first, ZHIHUI_FACT_PORTRAIT));
}

static void
a_period_and_a_group_are_asked_for_by_name (Fixture *self, gconstpointer scope)
{
  g_autofree char *portrait = NULL;
  g_autofree char *board = NULL;
  g_autofree char *strange = NULL;
  g_autofree char *usual = NULL;

  zhihui_unit_reader_set_peer (self->reader, "town");
  zhihui_unit_reader_set_unit (self->reader, "u014");
  /* Each board has a period of its own, that the platform knows. */
  usual = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_REDO_RATE);
  g_assert_cmpstr (usual, ==, "/rankings/redo_rate?peer=town&limit=20000");
  zhihui_unit_reader_set_period (self->reader, "ytd", &no_days);
  portrait = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_PORTRAIT);
  board = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_REDO_RATE);
  g_assert_cmpstr (portrait, ==, "/units/u014/portrait?period=ytd");
  g_assert_cmpstr (board, ==, "/rankings/redo_rate?peer=town&period=ytd&limit=20000");
  /* An id is never more than one part of the path. */
  zhihui_unit_reader_set_unit (self->reader, "../meta?x=1&");
  strange = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_PORTRAIT);
  g_assert_cmpstr (strange, ==, "/units/..%2Fmeta%3Fx%3D1%26/portrait?period=ytd");
}

/* 2026-06-01 and the two days after it. */
static void
own_days_are_asked_for_instead_of_a_period (Fixture *self, gconstpointer scope)
{
  static const ZhihuiWindow days = { G_GINT64_CONSTANT (1780243200),
                                     G_GINT64_CONSTANT (1780502400) };
  g_autofree char          *portrait = NULL, *board = NULL, *trend = NULL, *again = NULL;

  zhihui_unit_reader_set_peer (self->reader, "town");
  zhihui_unit_reader_set_unit (self->reader, "u014");
  zhihui_unit_reader_set_period (self->reader, NULL, &days);
  portrait = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_PORTRAIT);
  board = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_BOARD + ZHIHUI_METRIC_REDO_RATE);
  trend = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_TREND + ZHIHUI_METRIC_REDO_RATE);
  g_assert_cmpstr (portrait,
                   ==,
                   "/units/u014/portrait?from=2026-05-31T16%3A00%3A00%2B00%3A00"
                   "&to=2026-06-03T16%3A00%3A00%2B00%3A00");
  g_assert_cmpstr (board,
                   ==,
                   "/rankings/redo_rate?peer=town&from=2026-05-31T16%3A00%3A00Z"
                   "&to=2026-06-03T16%3A00%3A00Z&limit=20000");
  /* The course is of the months all the same. */
  g_assert_cmpstr (trend, ==, "/trends?metric=redo_rate&unit=u014&step=month");
  zhihui_unit_reader_set_period (self->reader, NULL, &no_days);
  again = zhihui_unit_reader_make_path (self->reader, ZHIHUI_FACT_PORTRAIT);
  g_assert_cmpstr (again, ==, "/units/u014/portrait");
}

static void
a_token_of_a_wall_is_told_that_it_may_not (Fixture *self, gconstpointer scope)
{
  ZhihuiUnitFacts *facts;

  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_PORTRAIT);
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_OVERDUE);
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_TREND + ZHIHUI_METRIC_VOLUME);
  zhihui_unit_reader_set_unit (self->reader, "u001");
  await_settled (self);
  facts = zhihui_unit_reader_get_facts (self->reader);
  g_assert_null (zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT));
  g_assert_cmpstr (zhihui_unit_facts_get_fault (facts, ZHIHUI_FACT_PORTRAIT), ==, "此令牌无权读取");
  g_assert_cmpstr (zhihui_unit_facts_get_fault (facts, ZHIHUI_FACT_OVERDUE), ==, "此令牌无权读取");
  g_assert_nonnull (zhihui_unit_facts_get (facts, ZHIHUI_FACT_TREND + ZHIHUI_METRIC_VOLUME));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, scope, function) g_test_add (path, Fixture, scope, set_up, function, tear_down)
  ADD ("/unit-reader/a-portrait-equals-the-boards", "desk", a_portrait_equals_the_boards);
  ADD ("/unit-reader/who-walks-through-units-is-told-of-the-last-alone",
       "desk",
       who_walks_through_units_is_told_of_the_last_alone);
  ADD ("/unit-reader/a-period-and-a-group-are-asked-for-by-name",
       "desk",
       a_period_and_a_group_are_asked_for_by_name);
  ADD ("/unit-reader/own-days-are-asked-for-instead-of-a-period",
       "desk",
       own_days_are_asked_for_instead_of_a_period);
  ADD ("/unit-reader/a-token-of-a-wall-is-told-that-it-may-not",
       "wall",
       a_token_of_a_wall_is_told_that_it_may_not);
#undef ADD
  return g_test_run ();
}
