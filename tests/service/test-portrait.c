/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-event.h"
#include "zhihui-wire.h"

/* The portrait of a unit against its boards and against SQL, which shares no code with them. */

#define N_UNITS 40

/* Reasons, remarks and decisions for the many assignments: what was asked by whom is told apart by
 * the number of the case. */
static void
fill (ZhihuiStore *store)
{
  g_autofree char *sql = NULL;

  api_fill_with_many (store);
  g_assert_true (zhihui_event_kinds_write (store, NULL));
  sql = g_strdup_printf (
    "UPDATE assignment SET sent_back_at = replied_at + 3600 WHERE id %% 17 = 0;"
    "INSERT INTO event (at, kind, case_id, assignment_id, unit_id, note)"
    " SELECT return_req_at, %d, case_id, id, unit_id, CASE id %% 3 WHEN 0 THEN '不属于本单位职责'"
    " WHEN 1 THEN '请拨打13812345678核实' END FROM assignment WHERE return_req_at IS NOT NULL;"
    "INSERT INTO event (at, kind, case_id, note)"
    " SELECT sent_back_at, %d, case_id, '答复不完整' FROM assignment"
    " WHERE sent_back_at IS NOT NULL;"
    "UPDATE cases SET marks = 2 WHERE id %% 50 = 0;"
    "INSERT INTO event (at, kind, case_id, note, by_whom)"
    " SELECT submitted_at + 600, %d, id, '请段某某速办', '王区长' FROM cases WHERE id %% 50 = 0;"
    "UPDATE unit SET region = CASE id WHEN 1 THEN '370302104' WHEN 2 THEN '370302105' ELSE '' END;"
    "UPDATE cases SET restricted = 1 WHERE id %% 100 = 0;"
    "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at, started_at)"
    " VALUES (1, 'm-1', 'review', '研判会13812345678', 2, 1596200000, 1596203600, 1596200000),"
    " (2, 'm-2', 'review', '有份', 2, 1596200000, 1596203600, 1596200000);"
    "INSERT INTO meeting_unit (meeting_id, unit_id) VALUES (2, 1);"
    "INSERT INTO decision (id, meeting_id, text, unit_id, due_at, made_at, done_at, state) VALUES"
    " (1, 1, '已办', 3, 1596100000, 1596200000, 1596220000, 'done'),"
    " (2, 1, '以后', 3, 1599999999, 1596200000, NULL, 'open'),"
    " (3, 1, '逾期', 3, 1596210000, 1596200000, NULL, 'open'),"
    " (4, 1, '别家', 4, 1596210000, 1596200000, NULL, 'open'),"
    " (5, 1, '将来', 3, 1599999999, 1599000000, NULL, 'open'),"
    " (6, 1, '联系13812345678', 1, 1599999999, 1596200000, NULL, 'open'),"
    " (7, 2, '回访', 1, 1599999999, 1596200000, NULL, 'open')",
    ZHIHUI_EVENT_RETURN_REQUESTED,
    ZHIHUI_EVENT_SENT_BACK,
    ZHIHUI_EVENT_INSTRUCTED);
  api_run (store, sql);
}

static ZhihuiPortrait *
get_portrait (Api *api, const char *unit, const char *window)
{
  g_autofree char *path = g_strdup_printf ("/units/%s/portrait?%s", unit, window);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (GError) error = NULL;
  ZhihuiPortrait *portrait;

  g_assert_cmpuint (reply->status, ==, 200);
  portrait = zhihui_wire_decode_portrait (reply->body, &error);
  g_assert_no_error (error);
  return portrait;
}

static ZhihuiRanking *
get_board (Api *api, const char *metric, const char *window)
{
  g_autofree char *path = g_strdup_printf ("/rankings/%s?%s&snapshot=0&min_n=1", metric, window);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (GError) error = NULL;
  ZhihuiRanking *board;

  g_assert_cmpuint (reply->status, ==, 200);
  board = zhihui_wire_decode_ranking (reply->body, NULL, &error);
  g_assert_no_error (error);
  return board;
}

static gint64
sum_mix (const ZhihuiChannels *mix)
{
  gint64 sum = 0;

  for (guint i = 0; i < mix->items->len; i++)
    sum += ((const ZhihuiChannel *) mix->items->pdata[i])->n;
  return sum;
}

static void
assert_reasons_equal (const ZhihuiReasons *reasons, const ZhihuiScore *score)
{
  gint64 sum = 0;

  g_assert_true (reasons->is_told);
  g_assert_cmpint (reasons->tally.n, ==, score->n);
  g_assert_cmpint (reasons->tally.k, ==, score->k);
  g_assert_cmpint (reasons->tally.extra, ==, score->extra);
  for (guint i = 0; i < reasons->items->len; i++)
    sum += ((const ZhihuiReason *) reasons->items->pdata[i])->n;
  g_assert_cmpint (sum, ==, score->k);
}

static void
a_portrait_equals_the_boards_of_the_same_period (void)
{
  static const char *const windows[] = {
    "period=month",
    "period=rolling-90d",
    "period=2020-06",
    "period=ytd",
    "from=2020-03-05T13:00:00%2B08:00&to=2020-06-17T01:02:03%2B08:00",
  };
  g_autoptr (Api) api = api_new (fill, 100000);
  gint64 all_returned = 0, all_redone = 0;

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (ZhihuiRanking) volume = get_board (api, "volume", windows[i]);
      g_autoptr (ZhihuiRanking) returned = get_board (api, "return_rate", windows[i]);
      g_autoptr (ZhihuiRanking) redone = get_board (api, "redo_rate", windows[i]);

      for (guint u = 1; u <= N_UNITS; u++)
        {
          g_autofree char *unit = g_strdup_printf ("u%03u", u);
          g_autoptr (ZhihuiPortrait) portrait = get_portrait (api, unit, windows[i]);
          const ZhihuiScore *score = zhihui_ranking_find (volume, unit);

          g_assert_cmpint (portrait->window.from, ==, volume->window.from);
          g_assert_cmpint (portrait->window.to, ==, volume->window.to);
          g_assert_cmpint (portrait->volume, ==, score->n);
          g_assert_cmpint (sum_mix (portrait->channels), ==, score->n);
          g_assert_cmpint (sum_mix (portrait->topics), ==, score->n);
          assert_reasons_equal (&portrait->returns, zhihui_ranking_find (returned, unit));
          assert_reasons_equal (&portrait->redo, zhihui_ranking_find (redone, unit));
          all_returned += portrait->returns.tally.k;
          all_redone += portrait->redo.tally.k;
        }
    }
  g_assert_cmpint (all_returned, >, 100);
  g_assert_cmpint (all_redone, >, 100);
}

static void
the_last_month_of_a_trend_is_the_board_of_the_month (void)
{
  static const char *const metrics[] = {
    "volume", "overdue_rate", "return_rate", "satisfied_rate", "redo_rate"
  };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autoptr (ZhihuiRanking) board = get_board (api, metrics[i], "period=2020-07");

      for (guint u = 1; u <= N_UNITS; u += 3)
        {
          g_autofree char *unit = g_strdup_printf ("u%03u", u);
          g_autofree char *path =
            g_strdup_printf ("/trends?metric=%s&unit=%s&step=month", metrics[i], unit);
          g_autoptr (Reply) reply = api_get (api, api->desk, path);
          g_autoptr (ZhihuiTrend) trend = zhihui_wire_decode_trend (reply->body, NULL);
          const ZhihuiScore      *score = zhihui_ranking_find (board, unit);
          const ZhihuiTrendPoint *july;

          /* The first of August has begun. */
          july = &g_array_index (trend->points, ZhihuiTrendPoint, trend->points->len - 2);
          g_assert_cmpint (july->at, ==, board->window.from);
          g_assert_cmpint (july->n, ==, score->n);
          g_assert_cmpint (july->k, ==, score->k);
        }
    }
}

/* An engine that is far: each question is a wait. */
static gboolean
count_far (ZhihuiEngine               *self,
           const ZhihuiEngineQuestion *question,
           ZhihuiTally                *tallies,
           GError                    **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a far engine was asked");
  return FALSE; /* which is a warning, and ends the test */
}

static void
a_trend_of_what_is_in_memory_asks_no_engine (void)
{
  static const ZhihuiEngineBackend backend = { .count = count_far };
  static const char *const         paths[] = { "/trends?metric=overdue_rate&unit=u002&step=month",
                                               "/trends?metric=satisfied_rate&step=month" };
  ZhihuiEngine                     far = { .backend = &backend };
  g_autoptr (Api) api = api_new (fill, 100000);

  zhihui_figures_set_engine (zhihui_platform_get_figures (api->platform), &far, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->desk, paths[i]);
      g_autoptr (ZhihuiTrend) trend = zhihui_wire_decode_trend (reply->body, NULL);
      gint64 sum = 0;

      g_assert_nonnull (trend);
      for (guint j = 0; j < trend->points->len; j++)
        sum += g_array_index (trend->points, ZhihuiTrendPoint, j).n;
      g_assert_cmpint (sum, >, 0);
    }
  zhihui_figures_set_engine (zhihui_platform_get_figures (api->platform), NULL, NULL);
}

static void
the_mix_of_channels_is_that_of_sql (void)
{
  static const char sql[] =
    "SELECT COUNT (*) FROM assignment a JOIN cases c ON c.id = a.case_id JOIN unit u ON u.id ="
    " a.unit_id JOIN channel h ON h.id = c.channel_id WHERE a.role = 'main' AND"
    " COALESCE (a.return_accepted, 0) = 0 AND u.code = 'u002' AND h.code = '%s' AND"
    " a.dispatched_at >= %" G_GINT64_FORMAT " AND a.dispatched_at < %" G_GINT64_FORMAT;
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiPortrait) portrait = get_portrait (api, "u002", "period=2020-06");

  g_assert_cmpuint (portrait->channels->items->len, >, 1);
  for (guint i = 0; i < portrait->channels->items->len; i++)
    {
      const ZhihuiChannel *channel = portrait->channels->items->pdata[i];
      g_autofree char     *question =
        g_strdup_printf (sql, channel->id, portrait->window.from, portrait->window.to);

      g_assert_cmpint (channel->n, ==, api_ask (api, question));
      g_assert_cmpint (channel->n, >, 0);
    }
}

static void
reasons_and_remarks_are_scrubbed_and_protected_ones_not_told (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (Reply) reply = api_get (api, api->desk, "/units/u001/portrait?period=ytd");
  g_autoptr (ZhihuiPortrait) portrait = zhihui_wire_decode_portrait (reply->body, NULL);
  g_autofree char *text = reply_dup_text (reply);
  gint64           remarked = api_ask (api,
                             "SELECT COUNT (*) FROM cases c JOIN assignment a ON a.case_id ="
                                       " c.id WHERE a.unit_id = 1 AND a.role = 'main' AND c.id % 50 = 0"
                                       " AND c.id % 100 <> 0");
  gint64           hidden = api_ask (api,
                           "SELECT COUNT (*) FROM cases c JOIN assignment a ON a.case_id = c.id"
                                     " WHERE a.unit_id = 1 AND a.role = 'main' AND c.id % 100 = 0");

  g_assert_cmpint (remarked, >, 0);
  g_assert_cmpint (hidden, >, 0);
  g_assert_cmpint (portrait->remarks_total, ==, remarked);
  g_assert_cmpuint (portrait->remarks->len, ==, remarked);
  g_assert_cmpint (portrait->restricted_total, ==, hidden);
  g_assert_cmpstr (((ZhihuiRemark *) portrait->remarks->pdata[0])->kind, ==, "instructed");
  for (guint i = 1; i < portrait->remarks->len; i++)
    g_assert_cmpint (((ZhihuiRemark *) portrait->remarks->pdata[i - 1])->at,
                     >=,
                     ((ZhihuiRemark *) portrait->remarks->pdata[i])->at);
  /* Neither the citizen nor a number, and of protected cases nothing. */
  g_assert_null (strstr (text, "段某某"));
  g_assert_null (strstr (text, "13812345678"));
  g_assert_nonnull (strstr (text, "不属于本单位职责"));
  g_assert_nonnull (strstr (text, "答复不完整"));
  for (gint64 id = 100; id <= 3000; id += 100)
    {
      g_autofree char *name = g_strdup_printf ("\"c-%" G_GINT64_FORMAT "\"", id);

      g_assert_null (strstr (text, name));
    }
}

static void
decisions_are_the_units_own_open_ones_first (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiPortrait) portrait = get_portrait (api, "u003", "period=month");
  g_autoptr (ZhihuiPortrait) none = get_portrait (api, "u005", "period=month");
  const char *const expected[][2] = { { "逾期", "overdue" },
                                      { "以后", "open" },
                                      { "已办", "done" } };

  g_assert_cmpuint (portrait->decisions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiUnitDecision *decision = portrait->decisions->pdata[i];

      g_assert_cmpstr (decision->text, ==, expected[i][0]);
      g_assert_cmpstr (decision->state, ==, expected[i][1]);
      g_assert_cmpstr (decision->meeting, ==, "m-1");
      g_assert_cmpint (decision->held_at, ==, 1596200000);
    }
  g_assert_nonnull (none->decisions);
  g_assert_cmpuint (none->decisions->len, ==, 0);
}

static void
a_decision_tells_no_number_and_no_meeting_of_others (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autofree char *part = api_make_token (api, "desk", "370302104");
  const char      *tokens[] = { api->desk, part };
  /* Of one unit, the meeting being m-2 and m-1: it takes part in the first alone. */
  const char *const expected[][2][2] = { { { "m-2", "有份" }, { "m-1", "研判会138****5678" } },
                                         { { "m-2", "有份" }, { "", "" } } };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (Reply) reply = api_get (api, tokens[i], "/units/u001/portrait");
      g_autoptr (ZhihuiPortrait) portrait = zhihui_wire_decode_portrait (reply->body, NULL);
      const ZhihuiUnitDecision *own, *other;

      g_assert_nonnull (portrait);
      g_assert_cmpuint (portrait->decisions->len, ==, 2);
      own = portrait->decisions->pdata[0];
      other = portrait->decisions->pdata[1];
      g_assert_cmpstr (own->text, ==, "回访");
      g_assert_cmpstr (own->meeting, ==, expected[i][0][0]);
      g_assert_cmpstr (own->title, ==, expected[i][0][1]);
      g_assert_cmpint (own->held_at, ==, 1596200000);
      g_assert_cmpstr (other->text, ==, "联系138****5678");
      g_assert_cmpstr (other->meeting, ==, expected[i][1][0]);
      g_assert_cmpstr (other->title, ==, expected[i][1][1]);
      g_assert_cmpint (other->held_at, ==, i == 0 ? 1596200000 : ZHIHUI_NO_INSTANT);
    }
}

static void
a_unit_without_work_has_zeros_and_empty_lists (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 100000);
  g_autoptr (ZhihuiPortrait) portrait = get_portrait (api, "u002", "period=month");

  g_assert_cmpint (portrait->volume, ==, 0);
  g_assert_cmpuint (portrait->channels->items->len, ==, 0);
  g_assert_true (portrait->returns.is_told);
  g_assert_cmpint (portrait->returns.tally.n, ==, 0);
  g_assert_cmpuint (portrait->returns.items->len, ==, 0);
  g_assert_cmpuint (portrait->remarks->len, ==, 0);
}

static void
who_may_not_see_cases_sees_no_portrait (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autofree char *part = api_make_token (api, "desk", "370302104");
  g_autoptr (Reply) wall = api_get (api, api->wall, "/units/u001/portrait");
  g_autoptr (Reply) unknown = api_get (api, api->desk, "/units/u999/portrait");
  g_autoptr (Reply) wrong = api_get (api, api->desk, "/units/u001/portrait?period=never");
  g_autoptr (Reply) extra = api_get (api, api->desk, "/units/u001/portrait?metric=volume");
  g_autoptr (Reply) elsewhere = NULL;
  g_autoptr (Reply) inside = NULL;

  reply_assert_problem (wall, 403, "insufficient_scope");
  reply_assert_problem (unknown, 404, "not_found");
  reply_assert_problem (wrong, 400, "bad_parameter");
  reply_assert_problem (extra, 400, "bad_parameter");

  elsewhere = api_get (api, part, "/units/u002/portrait");
  inside = api_get (api, part, "/units/u001/portrait");
  reply_assert_problem (elsewhere, 403, "insufficient_scope");
  g_assert_cmpuint (inside->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portrait/equals-the-boards-of-the-same-period",
                   a_portrait_equals_the_boards_of_the_same_period);
  g_test_add_func ("/portrait/the-last-month-of-a-trend-is-the-board-of-the-month",
                   the_last_month_of_a_trend_is_the_board_of_the_month);
  g_test_add_func ("/portrait/a-trend-of-what-is-in-memory-asks-no-engine",
                   a_trend_of_what_is_in_memory_asks_no_engine);
  g_test_add_func ("/portrait/the-mix-of-channels-is-that-of-sql",
                   the_mix_of_channels_is_that_of_sql);
  g_test_add_func ("/portrait/reasons-and-remarks-are-scrubbed-and-protected-ones-not-told",
                   reasons_and_remarks_are_scrubbed_and_protected_ones_not_told);
  g_test_add_func ("/portrait/decisions-are-the-units-own-open-ones-first",
                   decisions_are_the_units_own_open_ones_first);
  g_test_add_func ("/portrait/a-decision-tells-no-number-and-no-meeting-of-others",
                   a_decision_tells_no_number_and_no_meeting_of_others);
  g_test_add_func ("/portrait/a-unit-without-work-has-zeros-and-empty-lists",
                   a_unit_without_work_has_zeros_and_empty_lists);
  g_test_add_func ("/portrait/who-may-not-see-cases-sees-no-portrait",
                   who_may_not_see_cases_sees_no_portrait);
  return g_test_run ();
}
