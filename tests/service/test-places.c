/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "database-fixture.h"
#include "zhihui-simulation.h"
#include "zhihui-wire.h"

/* What the deployments show of what they have, over the API, beside counts by SQL. */

static gint64
ask_at (Api *api, const char *format, gint64 at)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, at);
  g_auto (GStrv) parts = g_strsplit (format, "NOW", -1);
  g_autofree char *sql = g_strjoinv (number, parts);

  return api_ask (api, sql);
}

/* Cases are read some at a time; then the alerts are judged. */
static void
read_all (Api *api)
{
  static const char left[] = "SELECT MAX(id) - (SELECT CAST (value AS INTEGER) FROM setting WHERE "
                             "key = 'read_to') FROM cases";

  for (guint i = 0; i < 1000; i++)
    {
      gboolean is_last = api_ask (api, left) == 0;

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

  g_assert_cmpint (api_ask (api, alerts), ==, ask_at (api, groups, get_now (api)));
  g_assert_cmpint (api_ask (api, alerts), >=, 1);
  g_assert_cmpint (api_ask (api,
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
  g_autoptr (ZhihuiMeetings) meetings =
    api_get_meetings (api,
                      api->desk,
                      "/meetings?from=2020-07-01T00:00:00%2B08:00"
                      "&to=2020-08-01T00:00:00%2B08:00");

  g_assert_cmpint (n, >, 300);
  g_assert_cmpint (in_time * 100, >, n * 78);
  g_assert_cmpint (in_time * 100, <, n * 92);
  g_assert_cmpint (overdue, >, 0);
  g_assert_cmpint (meetings->totals.decisions_overdue, ==, overdue);
  g_assert_cmpint (meetings->totals.decisions_open, >, overdue);
  g_assert_cmpint (meetings->totals.decisions, >, meetings->totals.decisions_open);
  g_assert_cmpint (
    api_ask (api,
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

  g_assert_cmpint (
    api_ask (api, "SELECT COUNT(*) FROM case_reading WHERE place IS NOT NULL"), >, 1000);
  g_assert_cmpint (
    api_ask (api, "SELECT COUNT(*) FROM case_reading WHERE place NOT LIKE '511403900/%'"), ==, 0);
  g_assert_cmpint (api_ask (api, "SELECT COUNT(*) FROM alert WHERE kind = 'group_risk'"), <=, 3);
}

/* ---- the catalogue and the ways of service ---- */

static char *
get_text (Api *api, const char *token, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, token, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply_dup_text (reply);
}

static gint64
get_member (const char *text, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\":", name);
  const char      *at = strstr (text, pattern);

  g_assert_nonnull (at);
  return g_ascii_strtoll (at + strlen (pattern), NULL, 10);
}

/* What the answer says of each name beside what SQL counts. Returns how many have cases. */
static guint
assert_counts (Api *api, const char *answer, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, g_intern_string (sql));
  guint            n_used = 0;

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      g_autofree char *id = g_strdup_printf ("{\"id\":\"%s\"", zhihui_statement_get_text (row, 0));
      gint64           n = zhihui_statement_get_integer (row, 1);
      const char      *item = strstr (answer, id);

      g_test_message ("%s", id);
      g_assert_true (item != NULL || n == 0);
      g_assert_cmpint (item != NULL ? get_member (item, "n") : 0, ==, n);
      n_used += n > 0;
    }
  zhihui_statement_reset (row);
  return n_used;
}

#define ITEMS_SQL                                                                                  \
  "SELECT i.code, COUNT(c.id) FROM item i LEFT JOIN cases c ON c.item_id = i.id"                   \
  " AND c.accepted_at >= 1732982400 AND c.accepted_at < 1735660799"

static void
assert_counts_of (Api *api, const char *answer, const char *pattern, guint more_than)
{
  g_autofree char *sql = g_strdup_printf (
    ITEMS_SQL " AND c.region_id IN (SELECT id FROM region WHERE code LIKE '%s') GROUP BY i.code",
    pattern);

  g_assert_cmpuint (assert_counts (api, answer, sql), >, more_than);
}

static gint64
count_parts (const char *text, const char *part)
{
  gint64 n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* Cities and counties of a province both have codes of six digits. */
static void
assert_levels_are_exact (Api *api)
{
  static const struct
  {
    const char *question, *member, *sql;
  } levels[] = {
    { "/regions?level=city&limit=20000",
      "\"code\":",
      "SELECT COUNT(*) FROM region WHERE level = 'city'" },
    { "/regions?level=4&limit=20000",
      "\"code\":",
      "SELECT COUNT(*) FROM region WHERE level = 'city'" },
    { "/regions?level=6&limit=20000",
      "\"code\":",
      "SELECT COUNT(*) FROM region WHERE level = 'county'" },
    { "/regions?level=town&limit=20000",
      "\"code\":",
      "SELECT COUNT(*) FROM region WHERE level = 'town'" },
    { "/rankings/volume?level=city&period=2024-11&snapshot=0",
      "\"tied\":",
      "SELECT COUNT(*) FROM region WHERE level = 'city'" },
    { "/rankings/volume?level=county&period=2024-11&snapshot=0",
      "\"tied\":",
      "SELECT COUNT(*) FROM region WHERE level = 'county'" },
  };
  g_autoptr (Reply) wrong = api_get (api, api->desk, "/regions?level=5");

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *text = get_text (api, api->desk, levels[i].question);

      g_assert_cmpint (count_parts (text, levels[i].member), ==, api_ask (api, levels[i].sql));
    }
  reply_assert_problem (wrong, 400, "bad_parameter");
}

/* December of a smaller province: everywhere, in one city, and told to a wall. */
static void
catalogue_is_counted_by_window_and_region (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (Api) api =
    open_place (fixture, "jiangsu", "2024-11-01", "2024-12-31T23:59:59+08:00", 20000);
  g_autofree char *all = get_text (api, api->desk, "/items?period=2024-12");
  g_autofree char *county = get_text (api, api->desk, "/items?period=2024-12&region=320102");
  g_autofree char *city = get_text (api, api->desk, "/items?period=2024-12&region=320100");
  g_autofree char *units = get_text (api, api->desk, "/units?region=320100&limit=20000");
  g_autofree char *counties = get_text (api, api->desk, "/regions?parent=320100&level=6");
  g_autofree char *wall = get_text (api, api->wall, "/items?period=2024-12&region=320102002");
  g_autofree char *first = get_text (api, api->desk, "/items?period=2024-12&limit=7");
  g_autoptr (Reply) days = api_get (api,
                                    api->wall,
                                    "/items?from=2024-12-01T00:00:00%2B08:00"
                                    "&to=2024-12-02T00:00:00%2B08:00");
  const char *next = strstr (first, "\"next\":\"");

  g_assert_cmpint (get_member (all, "items_total"), ==, 30);
  g_assert_cmpint (get_member (all, "elements_total"), ==, 12);
  g_assert_cmpuint (assert_counts (api, all, ITEMS_SQL " GROUP BY i.code"), ==, 30);
  assert_counts_of (api, county, "320102%", 3);
  assert_counts_of (api, city, "3201%", 20);
  g_assert_cmpint (count_parts (units, "\"short_name\":"),
                   ==,
                   api_ask (api, "SELECT COUNT(*) FROM unit WHERE region LIKE '3201%'"));
  g_assert_cmpint (
    count_parts (counties, "\"code\":"),
    ==,
    api_ask (api, "SELECT COUNT(*) FROM region WHERE code LIKE '3201__' AND code <> '320100'"));
  assert_levels_are_exact (api);
  g_assert_nonnull (strstr (all, "最低生活保障申请"));
  for (const char *at = wall; (at = strstr (at, "\"n\":")) != NULL; at++)
    {
      gint64 n = g_ascii_strtoll (at + 4, NULL, 10);

      g_assert_true (g_str_has_prefix (at + 4, "null") || n >= 5);
    }
  reply_assert_problem (days, 400, "bad_parameter");
  g_assert_nonnull (next);
}

static void
modes_of_service_are_counted (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (Api) api =
    open_place (fixture, "gaotang", "2022-01-01", "2022-04-30T23:59:59+08:00", 0);
  g_autofree char *modes = get_text (api, api->wall, "/modes?period=2022-04");

  g_assert_cmpuint (assert_counts (api,
                                   modes,
                                   "SELECT m.code, COUNT(c.id) FROM service_mode m LEFT JOIN cases"
                                   " c ON c.mode_id = m.id AND c.accepted_at >= 1648742400"
                                   " AND c.accepted_at < 1651334399 GROUP BY m.code"),
                    ==,
                    4);
  g_assert_nonnull (strstr (modes, "\"label\":\"帮代办\""));
}

/* ---- a token of a part ---- */

static void
bound_token_sees_its_part_of_every_list (DatabaseFixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    "/snapshots",
    "/snapshots/2020-01",
    "/guide",
    "/indicators?region=510503",
    "/staff?region=510503101",
    "/layers/lamps?region=510503101",
  };
  g_autoptr (Api) api = open_place (fixture, "naxi", "2020-01-01", "2020-01-20T12:00:00+08:00", 0);
  g_autofree char *token = api_make_token (api, "desk", "510503001");
  g_autofree char *own = NULL, *staff = NULL, *lamps = NULL, *layers = NULL;
  g_autofree char *whole = get_text (api, api->desk, "/indicators");

  api_run (api->store,
           "INSERT INTO indicator (id, name, value, unit, region, as_of, source, position)"
           " VALUES ('mine', '本街道', '7', '个', '510503001', '2020', '测试', 900)");
  own = get_text (api, token, "/indicators");
  staff = get_text (api, token, "/staff");
  lamps = get_text (api, token, "/layers/lamps");
  layers = get_text (api, token, "/layers");

  g_assert_nonnull (strstr (whole, "\"id\":\"nets\""));
  g_assert_nonnull (strstr (own, "\"id\":\"mine\""));
  g_assert_null (strstr (own, "\"id\":\"nets\""));
  g_assert_nonnull (strstr (staff, "\"region\":\"510503001"));
  g_assert_null (strstr (staff, "\"region\":\"5105031"));
  g_assert_null (strstr (lamps, "\"region\":\"5105031"));
  g_assert_cmpint (
    get_member (strstr (layers, "\"id\":\"lamps\""), "n"),
    ==,
    api_ask (api,
             "SELECT SUM(n) FROM layer_point WHERE layer = 'lamps' AND region LIKE '510503001%'"));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Reply) reply = api_get (api, token, refused[i]);

      g_test_message ("%s", refused[i]);
      reply_assert_problem (reply, 403, "insufficient_scope");
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
    { "/places/neighbours-with-one-matter-are-a-group", neighbours_with_one_matter_are_a_group },
    { "/places/decisions-are-done-mostly-in-time", decisions_are_done_mostly_in_time },
    { "/places/clocks-have-the-names-of-the-place", clocks_have_the_names_of_the_place },
    { "/places/window-is-no-village", window_is_no_village },
    { "/places/catalogue-is-counted-by-window-and-region",
      catalogue_is_counted_by_window_and_region },
    { "/places/modes-of-service-are-counted", modes_of_service_are_counted },
    { "/places/bound-token-sees-its-part-of-every-list", bound_token_sees_its_part_of_every_list },
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
