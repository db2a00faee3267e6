/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "zhihui-simulator.h"

#include <glib/gstdio.h>
#include <string.h>

#include "database-fixture.h"
#include "zhihui-error.h"

#define JULY "2020-07-31T23:59:59+08:00"

static ZhihuiSimulationResult
simulate (const char *path, guint64 seed, gboolean exact)
{
  ZhihuiSimulationOptions options = {
    .scenario = "zichuan", .seed = seed, .exact = exact, .until = instant (JULY), .is_fixed = TRUE
  };
  ZhihuiSimulationResult result;
  g_autoptr (GError) error = NULL;

  zhihui_simulation_run (path, &options, FALSE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_refused, ==, 0);
  return result;
}

#define LOCAL_HOUR "((submitted_at + 28800) % 86400 / 3600)"
#define LOCAL_DAY "((submitted_at + 28800) / 86400)"
#define RETAINED "COALESCE (return_accepted, 0) = 0 AND merged = 0"

typedef struct
{
  const char *what;
  const char *sql; /* gives one number */
  double      low, high;
} Range;

/* The results of domain.md §6, with a little room on both sides. Times of July's end are past all
 * that is asked for. */
static const Range ranges[] = {
  { "cases", "SELECT COUNT(*) FROM cases", 35500, 37300 },
  { "cases a day in June and July",
    "SELECT COUNT(*) / 61.0 FROM cases WHERE submitted_at >= 1590940800",
    203,
    226 },
  { "on time",
    "SELECT AVG (replied_at IS NOT NULL AND replied_at <= due_at) FROM assignment"
    " WHERE due_at <= 1596211199 AND " RETAINED,
    .9910,
    .9951 },
  { "signed in time",
    "SELECT AVG (signed_at <= sign_due_at) FROM assignment WHERE sign_due_at <= 1596211199",
    .975,
    .981 },
  { "contacted in time",
    "SELECT AVG (contacted_at <= contact_due_at) FROM assignment"
    " WHERE contact_due_at <= 1596211199 AND needs_contact AND " RETAINED,
    .975,
    .984 },
  { "returned", "SELECT AVG (return_req_at IS NOT NULL) FROM assignment", .029, .042 },
  { "returns accepted", "SELECT AVG (COALESCE (return_accepted, 0)) FROM assignment", .023, .034 },
  { "redone",
    "SELECT AVG (sent_back_at IS NOT NULL) FROM assignment WHERE replied_at IS NOT NULL",
    .017,
    .023 },
  { "satisfied", "SELECT AVG (level >= 3) FROM rating WHERE valid", .949, .960 },
  { "score",
    "SELECT AVG (CASE level WHEN 5 THEN 100 WHEN 4 THEN 80 WHEN 3 THEN 60 WHEN 2 THEN 30 ELSE 0"
    " END) FROM rating WHERE valid",
    86.0,
    87.1 },
  { "rated within 15 days",
    "SELECT AVG (EXISTS (SELECT 1 FROM rated WHERE id = a.id AND at <= a.closed_at + 1296000))"
    " FROM assignment a WHERE closed_at <= 1594915199",
    .36,
    .38 },
  { "median hours of a consultation",
    "SELECT (replied_at - dispatched_at) / 3600.0 AS h FROM assignment a JOIN cases c ON"
    " c.id = a.case_id WHERE type_id = 1 AND replied_at IS NOT NULL ORDER BY h LIMIT 1 OFFSET"
    " (SELECT COUNT(*) / 2 FROM assignment a JOIN cases c ON c.id = a.case_id WHERE type_id = 1"
    " AND replied_at IS NOT NULL)",
    15.5,
    17.5 },
  { "median hours of a complaint",
    "SELECT (replied_at - dispatched_at) / 3600.0 AS h FROM assignment a JOIN cases c ON"
    " c.id = a.case_id WHERE type_id = 2 AND replied_at IS NOT NULL ORDER BY h LIMIT 1 OFFSET"
    " (SELECT COUNT(*) / 2 FROM assignment a JOIN cases c ON c.id = a.case_id WHERE type_id = 2"
    " AND replied_at IS NOT NULL)",
    42,
    46 },
  { "variance over mean in June and July",
    "SELECT AVG (n * n) / AVG (n) - AVG (n) FROM (SELECT COUNT(*) * 1.0 AS n FROM cases"
    " WHERE submitted_at >= 1590940800 GROUP BY " LOCAL_DAY ")",
    6,
    18 },
  { "at night", "SELECT AVG (" LOCAL_HOUR " < 8 OR " LOCAL_HOUR " >= 20) FROM cases", .22, .245 },
  { "by telephone", "SELECT AVG (channel_id = 1) FROM cases", .29, .31 },
  { "consultations", "SELECT AVG (type_id = 1) FROM cases", .44, .46 },
  { "repeated", "SELECT AVG (repeat_of IS NOT NULL) FROM cases", .07, .09 },
  { "share of the towns", "SELECT AVG (unit_id <= 13) FROM assignment WHERE seq = 1", .38, .42 },
  { "meetings on the last day",
    "SELECT COUNT(*) FROM meeting WHERE starts_at >= 1596124800 AND starts_at < 1596211200",
    4,
    4 },
};

static void
check_ranges (const char *path)
{
  sqlite3 *db;

  /* The first valid rating of each assignment, by index: a plain join over 37,000 rows is slow. */
  sqlite3_open (path, &db);
  sqlite3_exec (db,
                "CREATE TABLE rated (id INTEGER PRIMARY KEY, at INTEGER);"
                "INSERT OR IGNORE INTO rated SELECT assignment_id, rated_at FROM rating",
                NULL,
                NULL,
                NULL);
  sqlite3_close (db);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      double found = database_ask_double (path, ranges[i].sql);

      g_test_message ("%s: %.4f (%g to %g)", ranges[i].what, found, ranges[i].low, ranges[i].high);
      g_assert_cmpfloat (found, >=, ranges[i].low);
      g_assert_cmpfloat (found, <=, ranges[i].high);
    }
}

static void
figures_of_the_county_are_in_their_ranges (DatabaseFixture *fixture, gconstpointer data)
{
  guint            n_seeds = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? 5 : 1;
  g_autofree char *path = NULL;

  for (guint seed = 1; seed <= n_seeds; seed++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", seed);

      g_free (path);
      path = database_fixture_path (fixture, name);
      simulate (path, seed, FALSE);
      check_ranges (path);
    }

  g_assert_cmpint (database_ask (path, "SELECT COUNT(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (
    database_ask (path, "SELECT COUNT(*) FROM cases WHERE title LIKE '%{p}%'"), ==, 0);
  g_assert_cmpint (
    database_ask (path, "SELECT COUNT(*) FROM event WHERE note LIKE '%1550000%'"), ==, 0);
}

/* Changes only when the simulation is changed on purpose; then on every machine alike. */
static void
same_seed_gives_the_same_assignments (DatabaseFixture *fixture, gconstpointer data)
{
  static const char sql[] =
    "SELECT id, case_id, seq, unit_id, dispatched_at, signed_at, contacted_at, due_at, replied_at,"
    " closed_at, return_req_at, return_accepted, sent_back_at FROM assignment ORDER BY id";
  g_autofree char *first = database_fixture_path (fixture, "first.db");
  g_autofree char *second = database_fixture_path (fixture, "second.db");
  g_autofree char *other = database_fixture_path (fixture, "other.db");
  g_autofree char *x = NULL, *y = NULL, *z = NULL;

  simulate (first, 1, FALSE);
  simulate (second, 1, FALSE);
  simulate (other, 2, FALSE);
  x = database_digest (first, sql);
  y = database_digest (second, sql);
  z = database_digest (other, sql);
  g_assert_cmpstr (x, ==, y);
  g_assert_cmpstr (x, !=, z);
  g_assert_cmpstr (x, ==, "768b5e769331b2c6bfc954dd0ed3a9ca8cc9ac6853a8a088748bc0041f1c8d48");
}

/* A month more is played, so that every deadline of the seven months has passed. */
static void
exact_mode_fixes_the_counts (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char        *path = database_fixture_path (fixture, "a.db");
  ZhihuiSimulationOptions options = { .scenario = "zichuan",
                                      .seed = 7,
                                      .exact = TRUE,
                                      .until = instant ("2020-08-31T23:59:59+08:00"),
                                      .first_day = 18262 };
  gint64                  n_cases;
  g_autoptr (GError) error = NULL;

  zhihui_simulation_run (path, &options, FALSE, NULL, &error);
  g_assert_no_error (error);
  n_cases = database_ask (path, "SELECT COUNT(*) FROM cases WHERE submitted_at <= 1596211199");
  g_assert_cmpint (
    n_cases, ==, database_ask (path, "SELECT value FROM setting WHERE key = 'n_cases'"));
  g_assert_cmpint (n_cases, >=, 36000);
  g_assert_cmpint (n_cases, <, 37000);
  g_assert_cmpint (database_ask (path,
                                 "SELECT COUNT(*) FROM assignment a JOIN cases c ON c.id ="
                                 " a.case_id WHERE submitted_at <= 1596211199"
                                 " AND replied_at > due_at"),
                   ==,
                   (n_cases * 3 + 399) / 400);
}

/* A day is made from the seed and the day alone: in any order, and again. */
static void
day_does_not_depend_on_the_days_before (void)
{
  ZhihuiSimulatorSettings settings = { .seed = 3, .first_day = 18262, .n_cases = 36000 };
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, NULL);
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiClockRules) clocks = zhihui_clock_rules_new ();
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedCase));
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedEvent));
  g_autoptr (GArray) some_cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedCase));
  g_autoptr (GArray) some_events = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedEvent));
  const gint32 days[] = { 18400, 18300, 18410, 18400 };
  guint        first_event = 0, first_case = 0;

  {
    g_autoptr (ZhihuiSimulator) alone =
      zhihui_simulator_new (scenario, &settings, clocks, calendar, zone);

    zhihui_simulator_play_day (alone, 18400, cases, events);
  }
  {
    g_autoptr (ZhihuiSimulator) busy =
      zhihui_simulator_new (scenario, &settings, clocks, calendar, zone);

    for (guint i = 0; i < G_N_ELEMENTS (days); i++)
      {
        first_case = some_cases->len;
        first_event = some_events->len;
        zhihui_simulator_play_day (busy, days[i], some_cases, some_events);
      }
  }

  g_assert_cmpuint (cases->len, >, 50);
  g_assert_cmpuint (some_cases->len - first_case, ==, cases->len);
  g_assert_cmpuint (some_events->len - first_event, ==, events->len);
  for (guint i = 0; i < events->len; i++)
    {
      const ZhihuiPlayedEvent *a = &g_array_index (events, ZhihuiPlayedEvent, i);
      const ZhihuiPlayedEvent *b = &g_array_index (some_events, ZhihuiPlayedEvent, first_event + i);

      g_assert_cmpint (a->at, ==, b->at);
      g_assert_cmpuint (a->position, ==, b->position);
      g_assert_cmpuint (a->kind, ==, b->kind);
      g_assert_cmpuint (a->unit, ==, b->unit);
    }
}

static void
assert_nothing_made (DatabaseFixture         *fixture,
                     ZhihuiSimulationOptions *options,
                     const char              *path,
                     ZhihuiError              code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;

  g_assert_false (zhihui_simulation_run (path, options, FALSE, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, (int) code);
  folder = g_dir_open (fixture->folder, 0, NULL);
  g_assert_null (g_dir_read_name (folder));
}

static void
failed_simulation_leaves_nothing (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char        *path = database_fixture_path (fixture, "a.db");
  g_autofree char        *nowhere = database_fixture_path (fixture, "no/such/folder/a.db");
  ZhihuiSimulationOptions options = { .scenario = "atlantis", .until = instant (JULY) };

  assert_nothing_made (fixture, &options, path, ZHIHUI_ERROR_NOT_FOUND);
  options.scenario = "zichuan";
  assert_nothing_made (fixture, &options, nowhere, ZHIHUI_ERROR_NOT_FOUND);
  options.n_units = 100001;
  assert_nothing_made (fixture, &options, path, ZHIHUI_ERROR_INVALID);
}

static void
existing_file_is_kept_unless_forced (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiSimulationOptions options = { .scenario = "zichuan",
                                      .until = instant ("2020-06-02T12:00:00+08:00"),
                                      .first_day = 18414 };

  g_assert_true (g_file_set_contents (path, "precious", -1, NULL));
  g_assert_false (zhihui_simulation_run (path, &options, FALSE, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");

  options.scenario = "atlantis";
  g_assert_false (zhihui_simulation_run (path, &options, TRUE, NULL, NULL));
  g_free (text);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");

  options.scenario = "zichuan";
  g_assert_true (zhihui_simulation_run (path, &options, TRUE, NULL, NULL));
  g_assert_cmpint (database_ask (path, "SELECT COUNT(*) FROM unit"), ==, 112);
}

static void
units_of_the_county_are_those_of_the_report (void)
{
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (scenario->units->len, ==, 112);
  g_assert_cmpuint (scenario->n_towns, ==, 13);
  g_assert_cmpuint (scenario->regions->len, ==, 14);
  g_assert_cmpuint (scenario->topics->len, >=, 40);
  for (guint i = 0; i < scenario->units->len; i++)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i];

      g_assert_cmpuint (unit->n_topics, >, 0);
      g_assert_cmpint (g_utf8_strlen (unit->short_name, -1), <=, 6);
      g_assert_true (g_hash_table_add (names, unit->short_name));
      g_assert_cmpstr (unit->peer, ==, i < 13 ? "town" : "department");
    }
  for (guint i = 0; i < scenario->topics->len; i++)
    {
      const ZhihuiTopic *topic = scenario->topics->pdata[i];

      g_assert_cmpuint (strlen (topic->code), ==, 6);
      g_assert_cmpuint (topic->n_words, >, 0);
      g_assert_nonnull (topic->meeting);
      for (guint j = 0; j < ZHIHUI_N_TITLES; j++)
        g_assert_nonnull (topic->titles[j]);
    }
}

static void
made_units_have_names_and_places_of_their_own (void)
{
  const guint sizes[] = { 2, 50, 1244, 12440, 41352 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", sizes[i], NULL);
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

      g_assert_cmpuint (scenario->units->len, ==, sizes[i]);
      g_assert_cmpuint (scenario->regions->len, ==, scenario->n_towns + 1);
      for (guint j = 0; j < scenario->units->len; j++)
        {
          const ZhihuiPlayedUnit *unit = scenario->units->pdata[j];

          g_assert_true (g_hash_table_add (names, unit->short_name));
          g_assert_true (g_utf8_validate (unit->short_name, -1, NULL));
        }
      for (guint j = 1; j < scenario->regions->len; j++)
        {
          const ZhihuiPlayedRegion *region = scenario->regions->pdata[j];

          g_assert_true (
            g_hash_table_add (places, GINT_TO_POINTER (region->row * 1000 + region->column + 1)));
        }
    }
}

/* Fewer units than topics: somebody has to deal with each. */
static void
few_units_deal_with_everything (DatabaseFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 1, 2, 14 };
  g_autofree char   *path = database_fixture_path (fixture, "few.db");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ZhihuiSimulationOptions options = { .scenario = "zichuan",
                                          .seed = 4,
                                          .until = instant (JULY),
                                          .is_fixed = TRUE,
                                          .n_units = sizes[i],
                                          .n_cases = 300 };
      ZhihuiSimulationResult  result;
      g_autoptr (GError) error = NULL;

      zhihui_simulation_run (path, &options, TRUE, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result.n_refused, ==, 0);
      g_assert_cmpuint (result.n_cases, >, 100);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/simulator/" name,                                                                  \
              DatabaseFixture,                                                                     \
              NULL,                                                                                \
              database_fixture_set_up,                                                             \
              function,                                                                            \
              database_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("figures-of-the-county-are-in-their-ranges", figures_of_the_county_are_in_their_ranges);
  ADD ("same-seed-gives-the-same-assignments", same_seed_gives_the_same_assignments);
  ADD ("exact-mode-fixes-the-counts", exact_mode_fixes_the_counts);
  g_test_add_func ("/simulator/day-does-not-depend-on-the-days-before",
                   day_does_not_depend_on_the_days_before);
  ADD ("few-units-deal-with-everything", few_units_deal_with_everything);
  ADD ("failed-simulation-leaves-nothing", failed_simulation_leaves_nothing);
  ADD ("existing-file-is-kept-unless-forced", existing_file_is_kept_unless_forced);
  g_test_add_func ("/simulator/units-of-the-county-are-those-of-the-report",
                   units_of_the_county_are_those_of_the_report);
  g_test_add_func ("/simulator/made-units-have-names-and-places-of-their-own",
                   made_units_have_names_and_places_of_their_own);
  return g_test_run ();
}
