/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "database-fixture.h"
#include "zhihui-simulation.h"
#include "zhihui-wire.h"

/* What the deployments show of what they have, over the API, beside counts by SQL. */

static gint64
ask (Api *api, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, g_intern_string (sql));
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

static gint64
ask_at (Api *api, const char *format, gint64 at)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, at);
  g_auto (GStrv) parts = g_strsplit (format, "NOW", -1);
  g_autofree char *sql = g_strjoinv (number, parts);

  return ask (api, sql);
}

/* Cases are read some at a time; then the alerts are judged. */
static void
read_all (Api *api)
{
  static const char left[] = "SELECT MAX(id) - (SELECT CAST (value AS INTEGER) FROM setting WHERE "
                             "key = 'read_to') FROM cases";

  for (guint i = 0; i < 1000; i++)
    {
      gboolean is_last = ask (api, left) == 0;

      g_assert_true (zhihui_platform_tick (api->platform, NULL));
      if (is_last)
        return;
    }
  g_assert_not_reached ();
}

static Api *
open_place (DatabaseFixture *fixture,
            const char      *name,
            const char      *first_day,
            const char      *until,
            guint            n_cases)
{
  g_autofree char        *path = database_fixture_path (fixture, name);
  g_autofree char        *midnight = g_strconcat (first_day, "T00:00:00Z", NULL);
  ZhihuiSimulationOptions options = {
    .scenario = name, .seed = 1, .is_fixed = TRUE, .n_cases = n_cases
  };
  Api *api;
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store;

  options.until = instant (until);
  options.first_day = (gint32) (instant (midnight) / 86400);
  zhihui_simulation_run (path, &options, TRUE, NULL, &error);
  g_assert_no_error (error);
  store = zhihui_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_store_set_setting (store, "clock", "stopped", NULL));
  api = api_open (store, 0);
  read_all (api);
  return api;
}

static gint64
get_now (Api *api)
{
  return zhihui_figures_get_as_of (zhihui_platform_get_figures (api->platform));
}

/* An address ends with the village or the estate, four characters with what stands before, and the
 * number of the door. Counted from the addresses. */
static void
neighbours_with_one_matter_are_a_group (DatabaseFixture *fixture, gconstpointer data)
{
  static const char groups[] =
    "SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE submitted_at > NOW - 604800 AND state <> 9"
    " AND address IS NOT NULL GROUP BY topic_id, region_id,"
    " substr (rtrim (address, '0123456789号'), -4)"
    " HAVING COUNT(DISTINCT phone || substr (complainant, 1, 1)) >= 5)";
  static const char alerts[] =
    "SELECT COUNT(*) FROM alert WHERE kind = 'group_risk' AND resolved_at IS NULL";
  g_autoptr (Api) api =
    open_place (fixture, "zichuan", "2020-01-01", "2020-07-31T23:59:59+08:00", 0);

  g_assert_cmpint (ask (api, alerts), ==, ask_at (api, groups, get_now (api)));
  g_assert_cmpint (ask (api, alerts), >=, 1);
  g_assert_cmpint (ask (api,
                        "SELECT COUNT(*) FROM cases WHERE anonymous = 0 AND address NOT LIKE"
                        " '%村%号' AND address NOT LIKE '%小区%号' AND address NOT LIKE"
                        " '%花园%号' AND address NOT LIKE '%家园%号' AND address NOT LIKE"
                        " '%公寓%号'"),
                   ==,
                   0);
}

/* Owners do most of what was decided by its day, some of it late. */
static void
decisions_are_done_mostly_in_time (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (Api) api =
    open_place (fixture, "zichuan", "2020-05-01", "2020-07-31T12:00:00+08:00", 0);
  gint64 now = get_now (api);
  gint64 n = ask_at (api, "SELECT COUNT(*) FROM decision WHERE due_at < NOW", now);
  gint64 in_time =
    ask_at (api, "SELECT COUNT(*) FROM decision WHERE due_at < NOW AND done_at <= due_at", now);
  gint64 overdue = ask_at (api,
                           "SELECT COUNT(*) FROM decision d JOIN meeting m ON m.id = d.meeting_id"
                           " WHERE due_at < NOW AND done_at > NOW AND m.starts_at >= 1593532800",
                           now);
  g_autoptr (Reply) reply = api_get (api,
                                     api->desk,
                                     "/meetings?from=2020-07-01T00:00:00%2B08:00"
                                     "&to=2020-08-01T00:00:00%2B08:00");
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetings) meetings = zhihui_wire_decode_meetings (reply->body, &error);

  g_assert_no_error (error);
  g_assert_cmpint (n, >, 300);
  g_assert_cmpint (in_time * 100, >, n * 78);
  g_assert_cmpint (in_time * 100, <, n * 92);
  g_assert_cmpint (overdue, >, 0);
  g_assert_cmpint (meetings->totals.decisions_overdue, ==, overdue);
  g_assert_cmpint (meetings->totals.decisions_open, >, overdue);
  g_assert_cmpint (meetings->totals.decisions, >, meetings->totals.decisions_open);
  g_assert_cmpint (
    ask (api,
         "SELECT COALESCE (SUM(count), 0) FROM alert WHERE key LIKE '%decision-%'"
         " AND resolved_at IS NULL"),
    ==,
    ask_at (api, "SELECT COUNT(*) FROM decision WHERE due_at < NOW AND done_at > NOW", now));
}

static void
clocks_have_the_names_of_the_place (DatabaseFixture *fixture, gconstpointer data)
{
  static const char *const names[][3] = {
    { "sign", "", "min:60" },
    { "contact", "", "wd:1" },
    { "petition", "申诉求决", "cd:60" },
    { "report", "检举控告", "cd:60" },
    { "suggestion", "意见建议", "cd:60" },
  };
  static const char due[] =
    "SELECT COUNT(*) FROM assignment a JOIN cases c ON c.id = a.case_id WHERE c.type_id = 1"
    " AND a.role = 'main' AND a.due_at >= 1698768000 AND a.due_at < NOW AND a.merged = 0"
    " AND COALESCE (a.return_accepted, 0) = 0 AND a.reassigned = 0";
  g_autoptr (Api) api = open_place (fixture, "wuqi", "2022-01-01", "2023-11-30T23:59:59+08:00", 0);
  g_autoptr (Reply) reply = api_get (api, api->wall, "/summary");
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSummary) summary = zhihui_wire_decode_summary (reply->body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (summary->clocks->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const ZhihuiClockFigure *clock = summary->clocks->pdata[i];

      g_assert_cmpstr (clock->id, ==, names[i][0]);
      g_assert_cmpstr (clock->label, ==, names[i][1]);
      g_assert_cmpstr (clock->limit, ==, names[i][2]);
    }
  g_assert_cmpint (((ZhihuiClockFigure *) summary->clocks->pdata[2])->on_time.n,
                   ==,
                   ask_at (api, due, get_now (api)));
  g_assert_cmpint (((ZhihuiClockFigure *) summary->clocks->pdata[2])->on_time.n, >, 0);
}

/* Everybody comes to a window: who did is no crowd, wherever they live. */
static void
window_is_no_village (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (Api) api =
    open_place (fixture, "pengshan", "2019-03-01", "2019-03-31T12:00:00+08:00", 0);

  g_assert_cmpint (ask (api, "SELECT COUNT(*) FROM case_reading WHERE place IS NOT NULL"), >, 1000);
  g_assert_cmpint (
    ask (api, "SELECT COUNT(*) FROM case_reading WHERE place NOT LIKE '511403900/%'"), ==, 0);
  g_assert_cmpint (ask (api, "SELECT COUNT(*) FROM alert WHERE kind = 'group_risk'"), <=, 3);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (DatabaseFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/places/neighbours-with-one-matter-are-a-group", neighbours_with_one_matter_are_a_group },
    { "/places/decisions-are-done-mostly-in-time", decisions_are_done_mostly_in_time },
    { "/places/clocks-have-the-names-of-the-place", clocks_have_the_names_of_the_place },
    { "/places/window-is-no-village", window_is_no_village },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                DatabaseFixture,
                NULL,
                database_fixture_set_up,
                tests[i].test,
                database_fixture_tear_down);
  return g_test_run ();
}
