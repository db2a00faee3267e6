/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-published.h"

#include <string.h>

#include "database-fixture.h"
#include "zhihui-error.h"
#include "zhihui-life-cycle.h"
#include "zhihui-player.h"
#include "zhihui-published-rule.h"
#include "zhihui-scenario.h"

/* The first day and the last second of the history as the reports are dated. */
static const struct
{
  const char *name;
  const char *first_day, *until;
  guint       n_seeds, n_seeds_long;
} places[] = {
  { "zichuan", "2020-01-01", "2020-07-31T23:59:59+08:00", 3, 3 },
  { "wuqi", "2022-01-01", "2023-11-30T23:59:59+08:00", 12, 30 },
  { "gaotang", "2022-01-01", "2022-06-30T23:59:59+08:00", 3, 10 },
  { "naxi", "2020-01-01", "2020-06-30T23:59:59+08:00", 3, 30 },
  { "pengshan", "2019-01-01", "2019-11-30T23:59:59+08:00", 1, 3 },
};

static void
rules_are_read_from_the_words_of_reports (void)
{
  static const struct
  {
    const char *text;
    double      good[2], bad[2];
  } rules[] = {
    { "53", { 53, 53 }, { 52, 54 } },
    { "36000余", { 36000, 36999 }, { 35999, 37000 } },
    { "180多", { 180, 189 }, { 179, 190 } },
    { "10万余", { 100000, 199999 }, { 99999, 200000 } },
    { "2100余", { 2100, 2199 }, { 2099, 2200 } },
    { "≥99", { 99, 100 }, { 98.99, 0 } },
    { ">90", { 90.01, 100 }, { 90, 89 } },
    { "≤60", { 60, 0 }, { 60.1, 100 } },
    { "约439", { 418, 460 }, { 416, 462 } },
    { "20.8", { 20.8, 20.8 }, { 20.7, 21 } },
  };
  static const char *const no_rules[] = {
    "5–7", "1/3", "1+11", "", "≥", "余", "≥36000余", "53 个"
  };
  ZhihuiPublishedRule rule;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_test_message ("%s", rules[i].text);
      g_assert_true (zhihui_published_rule_parse (rules[i].text, &rule));
      for (guint j = 0; j < 2; j++)
        {
          g_assert_true (zhihui_published_rule_holds (&rule, rules[i].good[j]));
          g_assert_false (zhihui_published_rule_holds (&rule, rules[i].bad[j]));
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_rules); i++)
    g_assert_false (zhihui_published_rule_parse (no_rules[i], &rule));
}

static void
simulate (const char *path,
          const char *name,
          guint64     seed,
          const char *first_day,
          const char *until,
          guint       n_cases)
{
  g_autofree char        *midnight = g_strconcat (first_day, "T00:00:00Z", NULL);
  ZhihuiSimulationOptions options = { .scenario = name,
                                      .seed = seed,
                                      .until = instant (until),
                                      .is_fixed = TRUE,
                                      .n_cases = n_cases,
                                      .first_day = (gint32) (instant (midnight) / 86400) };
  ZhihuiSimulationResult  result;
  g_autoptr (GError) error = NULL;

  zhihui_simulation_run (path, &options, TRUE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_refused, ==, 0);
}

static GPtrArray *
check (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, &error);
  GPtrArray *figures;

  g_assert_no_error (error);
  figures = zhihui_published_check (store, name, &error);
  g_assert_no_error (error);
  return figures;
}

static void
published_figures_come_out (DatabaseFixture *fixture, gconstpointer data)
{
  gboolean         is_long = g_getenv ("ZHIHUI_TEST_LONG") != NULL;
  g_autofree char *path = database_fixture_path (fixture, "a.db");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint seed = 1; seed <= (is_long ? places[i].n_seeds_long : places[i].n_seeds); seed++)
      {
        g_autoptr (GPtrArray) figures = NULL;
        guint n_counted = 0;

        simulate (path, places[i].name, seed, places[i].first_day, places[i].until, 0);
        figures = check (path, places[i].name);
        for (guint j = 0; j < figures->len; j++)
          {
            const ZhihuiPublishedFigure *figure = figures->pdata[j];

            n_counted += figure->is_counted;
            if (!figure->agrees)
              g_error ("%s, seed %u: %s is %s, published %s",
                       places[i].name,
                       seed,
                       figure->name,
                       figure->found,
                       figure->published);
          }
        g_assert_cmpuint (n_counted, >=, 10);
      }
}

static gboolean
is_of_size (const ZhihuiPublishedFigure *figure)
{
  return g_str_equal (figure->id, "cases") || g_str_equal (figure->id, "cases-each");
}

/* A smaller province has the same shape: all that does not count cases agrees. */
static void
smaller_province_differs_in_its_cases_alone (DatabaseFixture *fixture, gconstpointer data)
{
  gboolean         is_long = g_getenv ("ZHIHUI_TEST_LONG") != NULL;
  guint            n_cases = is_long ? 472400 : 23620;
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (GPtrArray) figures = NULL;

  simulate (path, "jiangsu", 1, "2024-04-01", "2024-12-31T23:59:59+08:00", n_cases);
  g_assert_cmpint (database_ask (path, "SELECT COUNT(*) FROM cases"), ==, n_cases);
  figures = check (path, "jiangsu");
  g_assert_cmpuint (figures->len, >=, 25);
  for (guint i = 0; i < figures->len; i++)
    {
      const ZhihuiPublishedFigure *figure = figures->pdata[i];

      g_test_message ("%s: %s", figure->name, figure->found);
      g_assert_true (figure->agrees == (is_long || !is_of_size (figure)));
    }
}

/* The shares of the townships are gamma distributed with shape 1.2: mean 1, variance 1/1.2. */
static void
townships_are_as_uneven_as_told (DatabaseFixture *fixture, gconstpointer data)
{
  static const char sql[] =
    "SELECT (AVG (n * n) - AVG (n)) / (AVG (n) * AVG (n)) - 1 FROM (SELECT COUNT(a.id) * 1.0 AS n"
    " FROM unit u LEFT JOIN assignment a ON a.unit_id = u.id AND a.seq = 1 GROUP BY u.id)";
  g_autofree char *path = database_fixture_path (fixture, "a.db");

  simulate (path, "jiangsu", 2, "2024-04-01", "2024-12-31T23:59:59+08:00", 23620);
  g_assert_cmpfloat (database_ask_double (path, sql), >, 0.70);
  g_assert_cmpfloat (database_ask_double (path, sql), <, 0.98);
}

static void
wrong_figure_is_found (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  guint            n_differ = 0;

  simulate (path, "wuqi", 1, "2022-01-01", "2023-11-30T23:59:59+08:00", 0);
  {
    g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, NULL);

    g_assert_true (zhihui_database_run (zhihui_store_get_database (store),
                                        "UPDATE indicator SET value = '81' WHERE id = 'app_used';"
                                        "DELETE FROM meeting_case WHERE case_id ="
                                        " (SELECT MIN (case_id) FROM meeting_case);"
                                        "DELETE FROM region_staff WHERE region_id ="
                                        " (SELECT MAX (region_id) FROM region_staff)",
                                        NULL));
  }
  {
    g_autoptr (GPtrArray) figures = check (path, "wuqi");

    for (guint i = 0; i < figures->len; i++)
      n_differ += !((ZhihuiPublishedFigure *) figures->pdata[i])->agrees;
  }
  g_assert_cmpuint (n_differ, ==, 3);
}

static void
other_place_is_refused (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiStore) store = NULL;
  g_autoptr (GError) error = NULL;

  simulate (path, "wuqi", 1, "2022-01-01", "2022-01-05T23:59:59+08:00", 0);
  store = zhihui_store_open (path, FALSE, NULL);
  g_assert_null (zhihui_published_check (store, "naxi", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
}

/* ---- the same from the seed, however it is reached ---- */

static const char *const made[] = {
  "SELECT * FROM cases ORDER BY id",
  "SELECT id, case_id, unit_id, dispatched_at, replied_at, due_at FROM assignment ORDER BY id",
  "SELECT * FROM meeting ORDER BY id",
  "SELECT * FROM meeting_case ORDER BY meeting_id, case_id",
  "SELECT * FROM decision ORDER BY id",
  "SELECT * FROM region_staff ORDER BY region_id, kind",
  "SELECT * FROM guide_answer ORDER BY id",
  "SELECT * FROM guide_count ORDER BY at, way",
  "SELECT * FROM source_system ORDER BY id",
  "SELECT * FROM layer_point ORDER BY id",
  "SELECT * FROM watch_period ORDER BY id",
  "SELECT * FROM pending_case ORDER BY serial",
  "SELECT * FROM pending_event ORDER BY position",
};

static void
assert_same (const char *a, const char *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *x = database_digest (a, made[i]);
      g_autofree char *y = database_digest (b, made[i]);

      g_test_message ("%s", made[i]);
      g_assert_cmpstr (x, ==, y);
    }
}

static void
live_on (const char *path, gint64 from, gint64 to)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, NULL);
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiPlayer *player;

  g_assert_true (zhihui_store_load_ledger (store, ledger, NULL));
  life_cycle = zhihui_life_cycle_new (store, ledger, calendar, zone);
  player = zhihui_player_new (life_cycle, &error);
  g_assert_no_error (error);
  for (gint64 at = from; at < to; at += 7 * 3600 + 11)
    g_assert_true (zhihui_player_advance (player, at, NULL));
  g_assert_true (zhihui_player_advance (player, to, NULL));
  zhihui_player_free (player);
}

static void
every_place_lives_on_as_it_was_made (DatabaseFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "wuqi", "gaotang", "naxi", "pengshan" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *lived = database_fixture_path (fixture, "lived.db");
      g_autofree char *whole = database_fixture_path (fixture, "whole.db");

      simulate (lived, names[i], 5, "2022-04-20", "2022-05-05T10:00:00+08:00", 0);
      live_on (lived, instant ("2022-05-05T10:00:00+08:00"), instant ("2022-05-12T15:30:00+08:00"));
      simulate (whole, names[i], 5, "2022-04-20", "2022-05-12T15:30:00+08:00", 0);
      assert_same (lived, whole);
    }
}

/* With ten cases in two years the first reviews find none. What they owe is not forgotten by a
 * platform that is started again, and is made good when cases come. */
static void
reviews_that_found_no_case_are_held_later (DatabaseFixture *fixture, gconstpointer data)
{
  static const char owed[] =
    "SELECT COUNT(*) FROM setting WHERE key = 'owed_reviews' AND value NOT LIKE '0;%'";
  static const char held[] = "SELECT COUNT(*) FROM meeting WHERE kind = 'review'";
  static const char discussed[] = "SELECT COUNT(*) FROM meeting_case";
  g_autofree char  *lived = database_fixture_path (fixture, "lived.db");
  g_autofree char  *whole = database_fixture_path (fixture, "whole.db");

  simulate (lived, "wuqi", 2, "2022-01-01", "2022-01-31T10:00:00+08:00", 10);
  g_assert_cmpint (database_ask (lived, owed), ==, 1);
  live_on (lived, instant ("2022-01-31T10:00:00+08:00"), instant ("2022-12-20T15:30:00+08:00"));
  simulate (whole, "wuqi", 2, "2022-01-01", "2022-12-20T15:30:00+08:00", 10);
  assert_same (lived, whole);
  g_assert_cmpint (database_ask (whole, held), >, 0);

  simulate (whole, "wuqi", 2, "2022-01-01", "2023-11-30T23:59:59+08:00", 90);
  g_assert_cmpint (database_ask (whole, held), ==, 53);
  g_assert_cmpint (database_ask (whole, discussed), ==, 82);
}

/* ---- files ---- */

static void
assert_well_formed (const ZhihuiScenario *scenario)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scenario->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = scenario->regions->pdata[i];
      gsize                     length = strlen (region->code);

      g_assert_true (length == 6 || length == 9 || length == 12);
      g_assert_true (g_utf8_validate (region->name, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (region->name, -1), >=, 2);
      g_assert_true (g_hash_table_add (codes, region->code));
      g_assert_true (i == 0 || g_hash_table_contains (codes, region->parent));
    }
  g_hash_table_remove_all (codes);
  for (guint i = 0; i < scenario->units->len; i++)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i];

      g_assert_true (g_hash_table_add (codes, unit->id));
      g_assert_cmpuint (unit->n_topics, >, 0);
      g_assert_true (*unit->name != '\0' && *unit->short_name != '\0');
    }
  for (guint i = 0; i < scenario->items->len; i++)
    {
      const ZhihuiItem *item = scenario->items->pdata[i];

      g_assert_cmpuint (item->promised_days, >=, 1);
      g_assert_cmpuint (item->statutory_days, >=, item->promised_days);
    }
}

static void
files_of_every_place_are_well_formed (void)
{
  g_auto (GStrv) names = zhihui_scenario_list ();
  static const guint n_regions[] = { 138, 1362, 170, 108, 109, 14 };

  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (n_regions));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new (names[i], 0, &error);
      g_autofree char *provenance = g_test_build_filename (
        G_TEST_DIST, "..", "..", "data", "scenarios", names[i], "PROVENANCE", NULL);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_test_message ("%s: %u regions", names[i], scenario->regions->len);
      g_assert_cmpuint (scenario->regions->len, ==, n_regions[i]);
      assert_well_formed (scenario);
      g_assert_true (g_file_get_contents (provenance, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "Administrative-divisions-of-China"));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (DatabaseFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/published/figures-come-out", published_figures_come_out },
    { "/published/smaller-province-differs-in-its-cases-alone",
      smaller_province_differs_in_its_cases_alone },
    { "/published/townships-are-as-uneven-as-told", townships_are_as_uneven_as_told },
    { "/published/wrong-figure-is-found", wrong_figure_is_found },
    { "/published/other-place-is-refused", other_place_is_refused },
    { "/published/every-place-lives-on-as-it-was-made", every_place_lives_on_as_it_was_made },
    { "/published/reviews-that-found-no-case-are-held-later",
      reviews_that_found_no_case_are_held_later },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/rules-are-read-from-the-words-of-reports",
                   rules_are_read_from_the_words_of_reports);
  g_test_add_func ("/published/files-of-every-place-are-well-formed",
                   files_of_every_place_are_well_formed);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                DatabaseFixture,
                NULL,
                database_fixture_set_up,
                tests[i].test,
                database_fixture_tear_down);
  return g_test_run ();
}
