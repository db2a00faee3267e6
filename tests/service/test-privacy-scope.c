/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-figures.h"
#include "zhihui-language.h"
#include "zhihui-wire.h"

#define NAME "段志强"
#define PHONE "13812345678"

/* Seven cases of two towns: the odd ones in 罗村镇 (…105). Case 7 reports somebody. */
static void
fill (ZhihuiStore *store)
{
  api_fill_with_few (store);
  api_run (store,
           "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
           " VALUES (3, 'report', '举报', 'min:15', 'min:30', 'wd:3');"
           "UPDATE cases SET region_id = 1 + id % 2, complainant = '" NAME "', phone = '" PHONE
           "', address = '文昌路12号楼3单元501室', title = '" NAME
           "反映停水', lon = 118.0 + id * 0.001,"
           " lat = 36.6, type_id = CASE WHEN id = 7 THEN 3 ELSE type_id END;"
           "UPDATE unit SET region = '370302104' WHERE id = 1;"
           "UPDATE unit SET region = '370302105' WHERE id = 2");
}

static void
assert_status (Api *api, const char *token, const char *path, guint status)
{
  g_autoptr (Reply) reply = api_get (api, token, path);

  if (reply->status != status)
    g_error ("%s: %u, not %u", path, reply->status, status);
}

static void
test_whole_case_needs_the_right_and_a_reason (void)
{
  static const char looks[] = "SELECT COUNT(*) FROM audit WHERE action = 'case.unmasked'";
  static const char exact[] = "SELECT COUNT(*) FROM audit WHERE action = 'case.unmasked'"
                              " AND subject = 'c-1' AND reason = 'call back' AND n_rows = 1"
                              " AND LENGTH (actor) = 8";
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *full = api_make_token (api, "desk case:full", NULL);
  const char      *path = "/cases/c-1?unmask=1&reason=call%20back";

  assert_status (api, api->wall, path, 403);
  assert_status (api, api->desk, path, 403);
  assert_status (api, full, "/cases/c-1?unmask=1", 400);
  assert_status (api, full, "/cases/c-1?unmask=1&reason=", 400);
  assert_status (api, full, "/cases/c-1?unmask=1&reason=%20%20", 400);
  assert_status (api, full, "/cases/c-1?reason=call%20back", 400);
  assert_status (api, full, "/cases/c-99?unmask=1&reason=call%20back", 404);
  g_assert_cmpint (api_ask (api, looks), ==, 0);

  for (gint64 i = 1; i <= 2; i++)
    {
      g_autoptr (Reply) reply = api_get (api, full, path);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_nonnull (strstr (text, NAME "反映停水"));
      g_assert_nonnull (strstr (text, PHONE));
      g_assert_nonnull (strstr (text, "12号楼3单元501室"));
      g_assert_cmpstr (reply_get (reply, "Cache-Control"), ==, "no-store");
      g_assert_null (reply_get (reply, "ETag"));
      g_assert_cmpint (api_ask (api, exact), ==, i); /* each look, also the same again */
    }
}

/* A reason that says nothing is none, and the answer says what is wanted. */
static void
test_a_reason_says_something (void)
{
  static const char *const empty[] = { "x",
                                       "1111",
                                       "1%201%201%201",
                                       "%E5%9B%9E%E8%AE%BF", /* two characters */
                                       "%E3%80%80%E3%80%80%E3%80%80%E3%80%80" };
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *full = api_make_token (api, "desk case:full", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autofree char *path = g_strconcat ("/cases/c-1?unmask=1&reason=", empty[i], NULL);
      g_autoptr (Reply) reply = api_get (api, full, path);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_nonnull (strstr (text, "a reason has at least four characters"));
      g_assert_null (strstr (text, NAME));
      assert_status (api, api->desk, path, 403);
    }
  g_assert_cmpint (
    api_ask (api, "SELECT COUNT(*) FROM audit WHERE action = 'case.unmasked'"), ==, 0);
}

static void
test_right_alone_unmasks_nothing (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char  *full = api_make_token (api, "case:full", NULL);
  const char *const paths[] = { "/cases", "/cases/c-1", "/cases/c-1?unmask=0" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, full, paths[i]);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_null (strstr (text, NAME));
      g_assert_null (strstr (text, PHONE));
      g_assert_nonnull (strstr (text, "段**反映停水"));
    }
}

static void
test_no_log_no_answer (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *full = api_make_token (api, "case:full", NULL);
  g_autoptr (Reply) reply = NULL;
  g_autofree char *text = NULL;

  api_run (api->store,
           "CREATE TRIGGER full_disk BEFORE INSERT ON audit"
           " BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_test_expect_message ("zhihui-service", G_LOG_LEVEL_WARNING, "audit: *");
  reply = api_get (api, full, "/cases/c-1?unmask=1&reason=call%20back");
  g_test_assert_expected_messages ();
  text = reply_dup_text (reply);
  reply_assert_problem (reply, 503, "maintenance");
  g_assert_null (strstr (text, NAME));
}

/* 举报: a desk is told how many there are. */
static void
test_protected_cases_need_the_right (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *full = api_make_token (api, "desk case:full", NULL);
  g_autoptr (Reply) list = api_get (api, api->desk, "/cases");
  g_autofree char *text = reply_dup_text (list);
  g_autoptr (Reply) points = api_get (api, api->desk, "/map/cases?bbox=117,36,119,37&zoom=15");
  g_autofree char *points_text = reply_dup_text (points);
  g_autoptr (Reply) whole = api_get (api, full, "/cases");
  g_autofree char *whole_text = reply_dup_text (whole);

  g_assert_nonnull (strstr (text, "\"restricted_total\":1"));
  g_assert_null (strstr (text, "\"c-7\""));
  g_assert_nonnull (strstr (text, "\"c-6\""));
  g_assert_nonnull (strstr (points_text, "\"number_matched\":6"));
  g_assert_null (strstr (points_text, "\"c-7\""));
  assert_status (api, api->desk, "/cases/c-7", 403);
  assert_status (api, api->desk, "/cases/c-6", 200);
  g_assert_nonnull (strstr (whole_text, "\"c-7\""));
  assert_status (api, full, "/cases/c-7", 200);
}

static void
fill_with_restrictions (ZhihuiStore *store)
{
  fill (store);
  api_run (store, "UPDATE cases SET restricted = 1 WHERE id = 2");
  g_assert_true (zhihui_store_set_setting (store, "protected_types", "", NULL));
  g_assert_true (zhihui_store_set_setting (store, "protected_topics", "020101", NULL));
}

static void
test_protection_is_told_by_topic_and_one_by_one (void)
{
  static const char sql[] = "SELECT COUNT(*) FROM cases WHERE topic_id = 2 OR restricted = 1";
  g_autoptr (Api) api = api_new (fill_with_restrictions, 0);
  g_autoptr (Reply) list = api_get (api, api->desk, "/cases");
  g_autofree char *text = reply_dup_text (list);
  g_autofree char *total =
    g_strdup_printf ("\"restricted_total\":%" G_GINT64_FORMAT, api_ask (api, sql));

  g_assert_nonnull (strstr (text, total));
  assert_status (api, api->desk, "/cases/c-2", 403);
}

/* ---- regions ---- */

static void
test_bound_token_sees_its_region_only (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char         *wall = api_make_token (api, "wall", "370302104");
  g_autofree char         *desk = api_make_token (api, "desk case:full", "370302104");
  static const char *const refused[] = {
    "/summary?region=370302105", "/rankings/volume?region=370302", "/channels?region=370302105",
    "/topics?region=370302",     "/hotwords?region=370302105",     "/map/cases?region=370302105",
    "/units?region=370302",      "/trends?region=370302105",       "/trends?unit=u002",
  };
  g_autoptr (Reply) map = api_get (api, wall, "/map/cases");
  g_autoptr (ZhihuiMapFigures) figures = zhihui_wire_decode_map_figures (map->body, NULL);
  g_autoptr (Reply) units = api_get (api, wall, "/units");
  g_autofree char *units_text = reply_dup_text (units);
  g_autoptr (Reply) cases = api_get (api, desk, "/cases");
  g_autofree char *text = reply_dup_text (cases);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      assert_status (api, wall, refused[i], 403);
      assert_status (api, api->wall, refused[i], 200);
    }
  assert_status (api, wall, "/regions?parent=370302", 404);
  g_assert_cmpuint (figures->items->len, ==, 1);
  g_assert_cmpstr (((ZhihuiRegionFigure *) figures->items->pdata[0])->code, ==, "370302104");
  g_assert_null (strstr (units_text, "u002"));
  g_assert_nonnull (strstr (units_text, "u001"));
  /* Region 1 is of even ids. */
  g_assert_nonnull (strstr (text, "\"c-2\""));
  g_assert_null (strstr (text, "\"c-1\""));
  assert_status (api, desk, "/cases/c-1", 404);
  assert_status (api, desk, "/cases/c-1?unmask=1&reason=call%20back", 404);
  assert_status (api, desk, "/cases/c-2", 200);
}

static void
fill_with_meetings (ZhihuiStore *store)
{
  g_autofree char *sql = NULL;
  gint64           now = api_as_of ();

  fill (store);
  sql = g_strdup_printf (
    "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at) VALUES"
    " (1, 'm-1', 'review', 'a', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "),"
    " (2, 'm-2', 'review', 'b', 2, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "),"
    " (3, 'm-3', 'review', 'c', 2, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ");"
    "INSERT INTO meeting_unit (meeting_id, unit_id) VALUES (3, 1)",
    now,
    now + 1,
    now,
    now + 1,
    now,
    now + 1);
  api_run (store, sql);
}

static void
test_bound_token_sees_its_meetings_only (void)
{
  g_autoptr (Api) api = api_new (fill_with_meetings, 0);
  g_autofree char *wall = api_make_token (api, "wall", "370302104");
  g_autoptr (ZhihuiMeetings) meetings = api_get_meetings (api, wall, "/meetings");

  g_assert_cmpuint (meetings->items->len, ==, 2);
  g_assert_false (meetings->has_totals);
  assert_status (api, wall, "/meetings/m-2", 404);
  assert_status (api, wall, "/meetings/m-2.ics", 404);
  assert_status (api, wall, "/meetings/m-3", 200);
}

/* What one token was answered is not another's, though the question is the same. */
static void
test_answers_are_kept_by_region (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *bound = api_make_token (api, "wall", "370302104");
  g_autoptr (Reply) all = api_get (api, api->wall, "/map/cases");
  g_autoptr (Reply) part = api_get (api, bound, "/map/cases");

  g_assert_cmpstr (reply_get (all, "ETag"), !=, reply_get (part, "ETag"));
}

/* ---- small cells ---- */

static void
test_wall_asks_whole_days_and_named_periods (void)
{
  static const struct
  {
    const char *path;
    guint       wall;
  } cases[] = {
    { "/topics?from=2020-07-31T10:00:00%2B08:00&to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/topics?from=2020-07-31T00:00:00%2B08:00&to=2020-08-01T00:00:00%2B08:00", 400 },
    { "/topics?period=2020-07", 200 },
    { "/topics?period=today", 200 },
    { "/map/cases?from=2020-07-31T10:00:00%2B08:00&to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/map/cases?period=2020", 200 },
    { "/channels?from=2020-07-31T10:00:00%2B08:00&to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/channels?from=2020-07-31T00:00:00%2B08:00&to=2020-08-01T00:00:00%2B08:00", 200 },
    { "/trends?from=2020-07-31T10:00:00%2B08:00&to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/trends?to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/trends?from=2020-07-01T00:00:00%2B08:00", 200 },
    { "/trends", 200 },
    { "/rankings/volume?from=2020-07-31T10:00:00%2B08:00&to=2020-07-31T10:01:00%2B08:00", 400 },
    { "/rankings/volume?from=2020-07-31T00:00:00%2B08:00&to=2020-08-01T00:00:00%2B08:00", 200 },
    { "/rankings/volume?period=rolling-90d", 200 },
  };
  g_autoptr (Api) api = api_new (fill, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_status (api, api->wall, cases[i].path, cases[i].wall);
      assert_status (api, api->desk, cases[i].path, 200);
    }
}

static ZhihuiChannel *
make_topic (guint id, gint64 n, gint64 previous)
{
  ZhihuiChannel *topic = g_new0 (ZhihuiChannel, 1);

  topic->id = g_strdup_printf ("%u", id);
  topic->label = g_strdup (topic->id);
  topic->n = n;
  topic->previous = previous;
  return topic;
}

static gint
compare_counts (gconstpointer a, gconstpointer b)
{
  return (gint) ((*(ZhihuiChannel *const *) b)->n - (*(ZhihuiChannel *const *) a)->n);
}

/* Whatever the counts, nothing told and nothing left to be computed is of one to four. */
static void
test_no_topic_of_few_is_told (void)
{
  GRand *rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (ZhihuiChannels) topics = zhihui_channels_new ();
      guint  n_topics = (guint) g_rand_int_range (rand, 0, 8);
      gint64 sum = 0, told = 0;

      for (guint i = 0; i < n_topics; i++)
        {
          gint64 n = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 6 : 30);

          sum += n;
          g_ptr_array_add (topics->items, make_topic (i, n, g_rand_int_range (rand, 0, 12)));
        }
      g_ptr_array_sort (topics->items, compare_counts);
      topics->total = sum;
      zhihui_figures_join_small (topics);

      for (guint i = 0; i < topics->items->len; i++)
        {
          const ZhihuiChannel *topic = topics->items->pdata[i];

          g_assert_cmpint (topic->n, >=, 5);
          g_assert_true (topic->previous <= 0 || topic->previous >= 5);
          told += topic->n;
        }
      g_assert_cmpint (topics->total, ==, told);
      g_assert_true (told == sum || (told == 0 && sum < 5));
    }
  g_rand_free (rand);
}

/* ---- points ---- */

static void
test_points_are_for_desks_and_gather_when_far (void)
{
  static const struct
  {
    const char *question, *words;
  } cases[] = {
    { "?bbox=117,36,119,37&zoom=15", "\"number_matched\":6,\"number_returned\":6" },
    { "?bbox=117,36,119,37&zoom=5", "\"number_matched\":6,\"number_returned\":1" },
    { "?bbox=118.0015,36,118.0035,37&zoom=15", "\"number_matched\":2,\"number_returned\":2" },
    { "?bbox=0,0,1,1&zoom=15", "\"number_matched\":0,\"number_returned\":0" },
    { "?bbox=117,36,119,37&zoom=15&region=370302104", "\"number_matched\":3" },
  };
  static const char *const wrong[] = { "?bbox=1,2,3",          "?bbox=a,b,c,d",
                                       "?bbox=119,36,117,37",  "?bbox=117,36,119,137",
                                       "?bbox=117,36,119,nan", "?zoom=5" };
  g_autoptr (Api) api = api_new (fill, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/map/cases", cases[i].question, NULL);
      g_autoptr (Reply) reply = api_get (api, api->desk, path);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 200);
      if (strstr (text, cases[i].words) == NULL)
        g_error ("%s: %s", path, text);
      assert_status (api, api->wall, path, 403);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat ("/map/cases", wrong[i], NULL);

      assert_status (api, api->desk, path, 400);
    }
}

/* The case of id 2 alone is late. */
static void
fill_with_one_late (ZhihuiStore *store)
{
  fill (store);
  api_run (store,
           "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at, due_at)"
           " SELECT id, id, 1, 1, accepted_at, accepted_at + (CASE WHEN id = 2 THEN 1 ELSE 9000000"
           " END) FROM cases");
}

static void
test_a_place_with_an_overdue_case_says_so (void)
{
  g_autoptr (Api) api = api_new (fill_with_one_late, 0);
  g_autoptr (Reply) far = api_get (api, api->desk, "/map/cases?bbox=117,36,119,37&zoom=5");
  g_autoptr (Reply) near = api_get (api, api->desk, "/map/cases?bbox=117,36,119,37&zoom=15");
  g_autofree char *gathered = reply_dup_text (far), *single = reply_dup_text (near);
  const char      *first = strstr (single, "\"overdue\":");

  g_assert_nonnull (strstr (gathered, "\"n\":6,\"overdue\":1}"));
  g_assert_nonnull (first);
  g_assert_true (g_str_has_prefix (first, "\"overdue\":1,\"id\":\"c-2\""));
  g_assert_null (strstr (first + 1, "\"overdue\":"));
}

#define ADD(name, function) g_test_add_func ("/privacy-scope/" name, function)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("a-place-with-an-overdue-case-says-so", test_a_place_with_an_overdue_case_says_so);
  ADD ("whole-case-needs-the-right-and-a-reason", test_whole_case_needs_the_right_and_a_reason);
  ADD ("a-reason-says-something", test_a_reason_says_something);
  ADD ("right-alone-unmasks-nothing", test_right_alone_unmasks_nothing);
  ADD ("no-log-no-answer", test_no_log_no_answer);
  ADD ("protected-cases-need-the-right", test_protected_cases_need_the_right);
  ADD ("protection-is-told-by-topic-and-one-by-one",
       test_protection_is_told_by_topic_and_one_by_one);
  ADD ("bound-token-sees-its-region-only", test_bound_token_sees_its_region_only);
  ADD ("bound-token-sees-its-meetings-only", test_bound_token_sees_its_meetings_only);
  ADD ("answers-are-kept-by-region", test_answers_are_kept_by_region);
  ADD ("wall-asks-whole-days-and-named-periods", test_wall_asks_whole_days_and_named_periods);
  ADD ("no-topic-of-few-is-told", test_no_topic_of_few_is_told);
  ADD ("points-are-for-desks-and-gather-when-far", test_points_are_for_desks_and_gather_when_far);
  return g_test_run ();
}
