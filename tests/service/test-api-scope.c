/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-language.h"
#include "zhihui-wire.h"

/* What must never be told to anyone, as it stands in the database. */
static const char *const secrets[] = { "段某某", "13800138000", "文昌路17号" };

static void
fill_with_secrets (ZhihuiStore *store)
{
  g_autofree char *meetings = NULL;
  gint64           as_of = api_as_of ();

  api_fill_with_few (store);
  api_run (store, "UPDATE cases SET address = '文昌路17号', title = '请回电 13800138000'");
  meetings = g_strdup_printf (
    "INSERT INTO meeting (id, code, kind, title, public_title, host_unit, starts_at, ends_at,"
    " started_at, room, join_url, expected, present) VALUES"
    " (1, 'm-1', 'review', '供水研判会', '供水研判会', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", '三楼', 'https://meeting.example.cn/dm/abc', 5, 4),"
    " (2, 'm-2', 'reception', '视频接访', NULL, 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", NULL, '', 'https://meeting.example.cn/dm/def', 5, NULL);"
    "INSERT INTO decision (id, meeting_id, text, unit_id, made_at)"
    " VALUES (1, 1, '段某某家月底前通水', 1, %" G_GINT64_FORMAT ")",
    as_of - 600,
    as_of + 3000,
    as_of - 580,
    as_of + 300,
    as_of + 3900,
    as_of - 60);
  api_run (store, meetings);
}

static void
assert_silent (const char *path, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (text, secrets[i]) != NULL)
      g_error ("%s tells %s: %s", path, secrets[i], text);
}

static void
test_nothing_personal_reaches_the_wall (void)
{
  const char *const paths[] = { "/meta",     "/summary",   "/rankings/volume",  "/channels",
                                "/topics",   "/hotwords",  "/regions",          "/units",
                                "/meetings", "/map/cases", "/alerts?state=all", "/trends",
                                "/cases",    "/cases/c-1", "/meetings/m-1",     "/indicators" };
  g_autoptr (Api) api = api_new (fill_with_secrets, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, paths[i]);
      g_autofree char *text = reply_dup_text (reply);

      assert_silent (paths[i], text);
      g_assert_null (strstr (text, "join_url"));
      g_assert_null (strstr (text, "meeting.example.cn"));
      g_assert_null (strstr (text, "通水"));
    }
}

static void
test_meta_tells_what_the_token_may (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autofree char *both = api_make_token (api, "events,wall:room", NULL);
  const struct
  {
    const char *token, *member;
  } cases[] = { { api->wall, "\"scope\":\"wall\"" },
                { api->desk, "\"scope\":\"desk\"" },
                { both, "\"scope\":\"wall:room events\"" },
                { api->wall, "\"scope\":\"wall\"" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = api_get (api, cases[i].token, "/meta");
      g_autofree char *text = reply_dup_text (reply);

      g_assert_nonnull (strstr (text, cases[i].member));
    }
}

static void
test_desk_sees_masked_cases (void)
{
  g_autoptr (Api) api = api_new (fill_with_secrets, 0);
  g_autoptr (Reply) cases = api_get (api, api->desk, "/cases");
  g_autoptr (Reply) one = api_get (api, api->desk, "/cases/c-1");
  g_autofree char *cases_text = reply_dup_text (cases);
  g_autofree char *one_text = reply_dup_text (one);

  g_assert_cmpuint (cases->status, ==, 200);
  g_assert_cmpuint (one->status, ==, 200);
  assert_silent ("/cases", cases_text);
  assert_silent ("/cases/c-1", one_text);
  g_assert_nonnull (strstr (cases_text, "138****8000"));
  g_assert_nonnull (strstr (one_text, "ZC00001"));
}

static void
test_desk_may_join_and_wall_may_not (void)
{
  g_autoptr (Api) api = api_new (fill_with_secrets, 0);
  const char *const tokens[] = { api->wall, api->desk };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Reply) reply = api_get (api, tokens[i], "/meetings");
      g_autoptr (ZhihuiMeetings) meetings = zhihui_wire_decode_meetings (reply->body, NULL);
      const ZhihuiMeeting *first;

      g_assert_nonnull (meetings);
      g_assert_cmpuint (meetings->items->len, ==, 2);
      first = meetings->items->pdata[0];
      g_assert_cmpstr (first->title, ==, "供水研判会");
      g_assert_cmpint (first->state, ==, ZHIHUI_MEETING_OPEN);
      g_assert_cmpint (first->join_url != NULL, ==, i == 1);
      g_assert_cmpuint (first->decisions->len, ==, 1);
      g_assert_cmpint (*((ZhihuiDecision *) first->decisions->pdata[0])->text != '\0', ==, i == 1);
    }
}

/* 停水 is of five cases, 井盖 of one, 上访 is on the stop-list. */
static void
test_wall_is_told_public_words_only (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) wall = api_get (api, api->wall, "/hotwords");
  g_autoptr (Reply) desk = api_get (api, api->desk, "/hotwords");
  g_autoptr (ZhihuiHotWords) public = zhihui_wire_decode_hot_words (wall->body, NULL);
  g_autoptr (ZhihuiHotWords) all = zhihui_wire_decode_hot_words (desk->body, NULL);

  g_assert_cmpuint (public->items->len, ==, 1);
  g_assert_cmpstr (((ZhihuiHotWord *) public->items->pdata[0])->word, ==, "停水");
  g_assert_cmpint (((ZhihuiHotWord *) public->items->pdata[0])->count, ==, 5);
  g_assert_cmpuint (all->items->len, ==, 3);
}

/* Six of the last seven days' words are on the stop-list: told to nobody who walks by. */
static void
test_stop_list_holds_for_many_cases (void)
{
  g_autoptr (Api) api = NULL;
  g_autoptr (Reply) wall = NULL;
  g_autofree char *text = NULL;

  api = api_new (api_fill_with_few, 0);
  for (guint i = 0; i < 7; i++)
    g_array_index (zhihui_platform_get_ledger (api->platform)->mentions, ZhihuiMention, i).word = 2;
  zhihui_platform_get_ledger (api->platform)->revision++;
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  wall = api_get (api, api->wall, "/hotwords");
  text = reply_dup_text (wall);
  g_assert_null (strstr (text, "上访"));
}

/* Five cases about 停水, all of one person. */
static void
test_repeated_cases_make_no_word_public (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) wall = NULL;
  g_autoptr (Reply) desk = NULL;
  g_autofree char *wall_text = NULL;
  g_autofree char *desk_text = NULL;

  for (guint i = 0; i < 5; i++)
    g_array_index (zhihui_platform_get_ledger (api->platform)->cases, ZhihuiCaseRow, i).person = 7;
  zhihui_platform_get_ledger (api->platform)->revision++;
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  wall = api_get (api, api->wall, "/hotwords");
  desk = api_get (api, api->desk, "/hotwords");
  wall_text = reply_dup_text (wall);
  desk_text = reply_dup_text (desk);
  g_assert_null (strstr (wall_text, "停水"));
  g_assert_nonnull (strstr (desk_text, "停水"));
}

static void
fill_with_a_forgotten_meeting (ZhihuiStore *store)
{
  g_autofree char *meeting = NULL;
  gint64           as_of = api_as_of ();

  api_fill_with_few (store);
  meeting = g_strdup_printf (
    "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at, started_at)"
    " VALUES (1, 'm-1', 'review', '供水研判会', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ")",
    as_of - 6 * 3600,
    as_of - 5 * 3600,
    as_of - 6 * 3600);
  api_run (store, meeting);
}

static void
test_meeting_that_nobody_ended_ends (void)
{
  g_autoptr (Api) api = api_new (fill_with_a_forgotten_meeting, 0);
  g_autoptr (ZhihuiMeetings) meetings = api_get_meetings (api, api->wall, "/meetings");

  g_assert_cmpuint (meetings->items->len, ==, 1);
  g_assert_cmpint (((ZhihuiMeeting *) meetings->items->pdata[0])->state, ==, ZHIHUI_MEETING_ENDED);
}

/* A scope that a word list has to be told apart by. */
static void
test_answers_are_kept_by_scope (void)
{
  g_autoptr (Api) api = api_new (fill_with_secrets, 0);
  g_autoptr (Reply) desk = api_get (api, api->desk, "/meetings");
  g_autoptr (Reply) wall = api_get (api, api->wall, "/meetings");
  g_autofree char *text = reply_dup_text (wall);

  g_assert_cmpstr (reply_get (desk, "ETag"), !=, reply_get (wall, "ETag"));
  g_assert_null (strstr (text, "join_url"));
}

static const ZhihuiAlert *
find_kind (const ZhihuiAlerts *alerts, const char *kind)
{
  for (guint i = 0; i < alerts->items->len; i++)
    if (g_str_equal (((ZhihuiAlert *) alerts->items->pdata[i])->kind, kind))
      return alerts->items->pdata[i];
  return NULL;
}

static const ZhihuiAlert *
need_kind (const ZhihuiAlerts *alerts, const char *kind)
{
  const ZhihuiAlert *alert = find_kind (alerts, kind);

  if (alert == NULL)
    g_error ("there is no alert %s", kind);
  return alert;
}

static ZhihuiAlerts *
get_alerts (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  ZhihuiAlerts *alerts = zhihui_wire_decode_alerts (reply->body, NULL);

  g_assert_nonnull (alerts);
  return alerts;
}

/* One unit: late since Friday July 24 (more than three working days), one due in five minutes. */
static void
fill_with_late_work (ZhihuiStore *store)
{
  gint64           as_of = api_as_of (); /* Saturday August 1, 09:00 */
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at, due_at, sign_due_at,"
    " signed_at) VALUES"
    " (1, 1, 1, 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", NULL, NULL),"
    " (2, 2, 1, 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", NULL, NULL),"
    " (3, 3, 1, 2, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", NULL)",
    as_of - 20 * 86400,
    as_of - 8 * 86400 + 15 * 3600 - 1,
    as_of - 3 * 86400,
    as_of - 9 * 3600 - 1,
    as_of - 600,
    as_of + 3 * 86400,
    as_of + 300);

  fill_with_secrets (store);
  api_run (store, sql);
}

static void
test_alerts_follow_the_rules (void)
{
  g_autoptr (Api) api = api_new (fill_with_late_work, 0);
  g_autoptr (ZhihuiAlerts) alerts = get_alerts (api, "/alerts");
  const ZhihuiAlert *overdue = need_kind (alerts, "overdue");
  const ZhihuiAlert *soon = need_kind (alerts, "due_soon");
  guint              n_meetings = 0;

  g_assert_cmpint (overdue->level, ==, ZHIHUI_LEVEL_RED);
  g_assert_cmpint (overdue->count, ==, 2);
  g_assert_cmpstr (overdue->unit, ==, "单1");
  g_assert_cmpstr (overdue->text, ==, "2 件超期未办结");
  g_assert_cmpint (overdue->raised_at, ==, api_as_of () - 8 * 86400 + 15 * 3600);
  g_assert_cmpint (overdue->updated_at, ==, api_as_of () - 9 * 3600);
  g_assert_cmpint (soon->level, ==, ZHIHUI_LEVEL_BLUE);
  g_assert_cmpstr (soon->unit, ==, "单2");
  g_assert_cmpstr (soon->text, ==, "1 件即将到期");
  g_assert_cmpint (soon->raised_at, ==, api_as_of ());
  for (guint i = 0; i < alerts->items->len; i++)
    n_meetings += g_str_equal (((ZhihuiAlert *) alerts->items->pdata[i])->kind, "meeting");
  g_assert_cmpuint (n_meetings, ==, 2); /* one goes on, one begins in five minutes */
  g_assert_cmpstr (((ZhihuiAlert *) alerts->items->pdata[0])->kind, ==, "overdue");
}

static Reply *
acknowledge (Api *api, const char *token, const char *id, const char *if_match, const char *content)
{
  g_autofree char  *path = g_strdup_printf ("/alerts/%s/ack", id);
  const char *const headers[] = { if_match != NULL ? "If-Match" : NULL, if_match, NULL };

  return api_send (api, "POST", token, path, content, headers);
}

static void
test_note_is_taken_of_an_alert (void)
{
  const char *const note = "{\"by\":\"值班长\",\"note\":\"已督办\"}";
  g_autoptr (Api) api = api_new (fill_with_late_work, 0);
  g_autoptr (ZhihuiAlerts) list = get_alerts (api, "/alerts");
  const char *etag = need_kind (list, "overdue")->etag;
  g_autoptr (Reply) by_wall = acknowledge (api, api->wall, "overdue-u001", "*", note);
  g_autoptr (Reply) blind = acknowledge (api, api->desk, "overdue-u001", NULL, note);
  g_autoptr (Reply) outdated = acknowledge (api, api->desk, "overdue-u001", "W/\"old\"", note);
  g_autoptr (Reply) nameless =
    acknowledge (api, api->desk, "overdue-u001", "*", "{\"note\":\"x\"}");
  g_autoptr (Reply) broken = acknowledge (api, api->desk, "overdue-u001", "*", "{\"by\":");
  g_autoptr (Reply) unknown = acknowledge (api, api->desk, "overdue-u999", "*", note);
  g_autoptr (Reply) good = acknowledge (api, api->desk, "overdue-u001", etag, note);
  g_autoptr (Reply) again = acknowledge (api, api->desk, "overdue-u001", etag, note);
  g_autoptr (ZhihuiAlerts) open = NULL;
  g_autoptr (ZhihuiAlerts) all = NULL;
  const ZhihuiAlert *alert;

  reply_assert_problem (by_wall, 403, "insufficient_scope");
  reply_assert_problem (blind, 412, "precondition");
  reply_assert_problem (outdated, 412, "precondition");
  reply_assert_problem (nameless, 400, "bad_parameter");
  reply_assert_problem (broken, 400, "bad_parameter");
  reply_assert_problem (unknown, 404, "not_found");
  g_assert_cmpuint (good->status, ==, 200);
  reply_assert_problem (again, 412, "precondition"); /* taking note has changed it */

  open = get_alerts (api, "/alerts");
  g_assert_null (find_kind (open, "overdue"));
  all = get_alerts (api, "/alerts?state=all");
  alert = need_kind (all, "overdue");
  g_assert_true (alert->acknowledged);
  g_assert_cmpstr (alert->acknowledged_by, ==, "值班长");
  g_assert_true (all->items->pdata[all->items->len - 1] == alert);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-scope/nothing-personal-reaches-the-wall",
                   test_nothing_personal_reaches_the_wall);
  g_test_add_func ("/api-scope/meta-tells-what-the-token-may", test_meta_tells_what_the_token_may);
  g_test_add_func ("/api-scope/desk-sees-masked-cases", test_desk_sees_masked_cases);
  g_test_add_func ("/api-scope/desk-may-join-and-wall-may-not",
                   test_desk_may_join_and_wall_may_not);
  g_test_add_func ("/api-scope/wall-is-told-public-words-only",
                   test_wall_is_told_public_words_only);
  g_test_add_func ("/api-scope/stop-list-holds-for-many-cases",
                   test_stop_list_holds_for_many_cases);
  g_test_add_func ("/api-scope/repeated-cases-make-no-word-public",
                   test_repeated_cases_make_no_word_public);
  g_test_add_func ("/api-scope/meeting-that-nobody-ended-ends",
                   test_meeting_that_nobody_ended_ends);
  g_test_add_func ("/api-scope/answers-are-kept-by-scope", test_answers_are_kept_by_scope);
  g_test_add_func ("/api-scope/alerts-follow-the-rules", test_alerts_follow_the_rules);
  g_test_add_func ("/api-scope/note-is-taken-of-an-alert", test_note_is_taken_of_an_alert);
  return g_test_run ();
}
