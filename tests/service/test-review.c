/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-event.h"
#include "zhihui-language.h"
#include "zhihui-wire.h"

#define N G_GINT64_FORMAT
#define ROOM_URL "https://meeting.example.cn/dm/abc"

/* m-1 goes on, and its address has everything in it that opens a room unasked; m-2 was held
 * yesterday; m-4 begins in half an hour and a second, m-5 a second before it, and m-6 has no
 * address that could be one. */
static void
fill (ZhihuiStore *store)
{
  g_autofree char *sql = NULL;
  gint64           now = api_as_of ();

  api_fill_with_few (store);
  sql = g_strdup_printf (
    "INSERT INTO assignment (id, case_id, seq, unit_id, role, dispatched_at, sign_due_at, "
    "signed_at,"
    " contact_due_at, due_at, return_req_at, return_decided_at, return_accepted) VALUES"
    " (1, 1, 1, 1, 'main', %" N ", %" N ", NULL, NULL, %" N ", %" N ", %" N ", 1),"
    " (2, 1, 2, 2, 'main', %" N ", %" N ", %" N ", NULL, %" N ", NULL, NULL, NULL),"
    " (3, 2, 1, 1, 'main', %" N ", NULL, NULL, NULL, %" N ", NULL, NULL, NULL);"
    "INSERT INTO meeting (id, code, kind, title, public_title, host_unit, starts_at, ends_at,"
    " started_at, ended_at, join_url) VALUES"
    " (1, 'm-1', 'review', '段某某家供水', '供水', 1, %" N ", %" N ", %" N ", NULL,"
    " 'https://name:word@meeting.example.cn/dm/abc?pwd=778899#k=1'),"
    " (2, 'm-2', 'review', 'x', NULL, 2, %" N ", %" N ", %" N ", %" N ", '" ROOM_URL "'),"
    " (4, 'm-4', 'review', 'x', '晚些', 1, %" N ", %" N ", NULL, NULL, '" ROOM_URL "'),"
    " (5, 'm-5', 'review', 'x', '早些', 1, %" N ", %" N ", NULL, NULL, '" ROOM_URL "'),"
    " (6, 'm-6', 'review', 'x', '', 1, %" N ", %" N ", NULL, NULL, 'javascript:alert(1)');"
    "INSERT INTO meeting_case VALUES (1, 1, 4), (1, 2, 4), (2, 1, 2);"
    "INSERT INTO meeting_unit VALUES (1, 1, %" N "), (1, 2, %" N ");"
    "INSERT INTO decision (meeting_id, text, public_text, unit_id, due_at, made_at, done_at) VALUES"
    " (2, '段某某家月底前通水', '通水', 1, %" N ", 1, NULL),"
    " (2, '逐户回访', NULL, 1, %" N ", 1, NULL), (2, '张贴公告', NULL, 2, 1, 1, 2)",
    now - 3000,
    now - 2100,
    now + 90000,
    now - 2000,
    now - 1900,
    now - 1800,
    now - 900,
    now - 1700,
    now - 60,
    now - 3000,
    now + 90000,
    now - 600,
    now + 3000,
    now - 580,
    now - 86400,
    now - 82800,
    now - 86400,
    now - 82800,
    now + 1801,
    now + 5400,
    now + 1800,
    now + 5400,
    now + 60,
    now + 5400,
    now - 60,
    now + 60,
    now - 1,
    now);
  api_run (store, sql);
}

static const ZhihuiMeeting *
find_meeting (ZhihuiMeetings *list, const char *id)
{
  for (guint i = 0; i < list->items->len; i++)
    if (g_str_equal (((ZhihuiMeeting *) list->items->pdata[i])->id, id))
      return list->items->pdata[i];
  g_assert_not_reached ();
}

static void
test_room_alone_is_told_where_it_is_and_no_passcode (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *room = api_make_token (api, "wall:room", NULL);
  const char      *tokens[] = { api->wall, api->desk, room };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (Reply) reply = api_get (api, tokens[i], "/meetings");
      g_autofree char *text = reply_dup_text (reply);
      g_autoptr (ZhihuiMeetings) list = zhihui_wire_decode_meetings (reply->body, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
      if (tokens[i] != api->desk)
        {
          g_assert_null (strstr (text, "join_url"));
          g_assert_null (strstr (text, "778899"));
          g_assert_null (strstr (text, "name:word"));
        }
      g_assert_cmpstr (
        find_meeting (list, "m-1")->room_url, ==, tokens[i] == room ? ROOM_URL : NULL);
      g_assert_cmpstr (
        find_meeting (list, "m-5")->room_url, ==, tokens[i] == room ? ROOM_URL : NULL);
      g_assert_null (find_meeting (list, "m-4")->room_url);
      g_assert_null (find_meeting (list, "m-6")->room_url);
    }
}

static void
test_wall_is_told_who_has_come (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) list = api_get_meetings (api, api->wall, "/meetings");
  const ZhihuiMeeting *meeting = find_meeting (list, "m-1");

  g_assert_cmpuint (meeting->units->len, ==, 2);
  g_assert_cmpuint (meeting->joined->len, ==, 1);
  g_assert_cmpstr (meeting->joined->pdata[0], ==, "单1");
}

static void
test_wall_is_told_the_public_words_of_decisions (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) list = api_get_meetings (api, api->wall, "/meetings?before=7&after=7");
  const ZhihuiMeeting *meeting = find_meeting (list, "m-2");
  const char *const    texts[] = { "通水", "", "" };
  const char *const    states[] = { "overdue", "open", "done" };

  g_assert_cmpuint (meeting->cases->len, ==, 0); /* it is over */
  g_assert_cmpuint (meeting->n_cases, ==, 1);
  g_assert_cmpuint (meeting->decisions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiDecision *decision = meeting->decisions->pdata[i];

      g_assert_cmpstr (decision->text, ==, texts[i]);
      g_assert_cmpstr (decision->state, ==, states[i]);
      g_assert_cmpstr (decision->id, ==, "");
    }
}

/* "returned 单1 @-1900" */
static char *
tell_step (const ZhihuiCaseStep *step)
{
  GString *text = g_string_new (step->name);

  if (*step->unit != '\0')
    g_string_append_printf (text, " %s", step->unit);
  if (step->at == ZHIHUI_NO_INSTANT)
    g_string_append (text, " owed");
  else
    g_string_append_printf (text, " @%" N, step->at - api_as_of ());
  if (step->since != ZHIHUI_NO_INSTANT)
    g_string_append_printf (text, " since %" N, step->since - api_as_of ());
  if (step->due_at != ZHIHUI_NO_INSTANT)
    g_string_append_printf (text, " due %" N, step->due_at - api_as_of ());
  return g_string_free (text, FALSE);
}

static void
test_wall_is_told_the_way_of_cases_and_nobodys_name (void)
{
  static const char *const steps[] = { "accepted @-3540",
                                       "returned 单1 @-1900",
                                       "dispatched 单2 @-1800",
                                       "signed @-1700 since -1800 due -900",
                                       "replied 单2 owed since -1800 due -60" };
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) reply = api_get (api, api->wall, "/meetings");
  g_autofree char *text = reply_dup_text (reply);
  g_autoptr (ZhihuiMeetings) wall = api_get_meetings (api, api->wall, "/meetings");
  g_autoptr (ZhihuiMeetings) desk = api_get_meetings (api, api->desk, "/meetings");
  const ZhihuiMeeting     *meeting = find_meeting (wall, "m-1");
  const ZhihuiMeetingCase *one = meeting->cases->pdata[0];

  g_assert_cmpuint (meeting->cases->len, ==, 2);
  g_assert_cmpstr (one->id, ==, "1");
  g_assert_cmpstr (((ZhihuiMeetingCase *) meeting->cases->pdata[1])->id, ==, "2");
  g_assert_cmpstr (
    ((ZhihuiMeetingCase *) find_meeting (desk, "m-1")->cases->pdata[0])->id, ==, "c-1");
  g_assert_cmpstr (one->topic, !=, "");
  g_assert_cmpstr (one->unit, ==, "单2");
  g_assert_cmpuint (one->steps->len, ==, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *step = tell_step (one->steps->pdata[i]);

      g_assert_cmpstr (step, ==, steps[i]);
    }
  g_assert_null (strstr (text, "段某某"));
  g_assert_null (strstr (text, "停水"));
  g_assert_null (strstr (text, "ZC0000"));
}

static void
protect (ZhihuiStore *store)
{
  fill (store);
  api_run (store, "UPDATE cases SET restricted = 1 WHERE id = 1");
}

static void
test_protected_case_is_but_a_number (void)
{
  g_autoptr (Api) api = api_new (protect, 0);
  g_autoptr (ZhihuiMeetings) wall = api_get_meetings (api, api->wall, "/meetings");
  g_autoptr (ZhihuiMeetings) desk = api_get_meetings (api, api->desk, "/meetings");
  const ZhihuiMeeting     *meeting = find_meeting (wall, "m-1");
  const ZhihuiMeetingCase *closed = find_meeting (desk, "m-1")->cases->pdata[0];

  g_assert_cmpuint (meeting->n_cases, ==, 2);
  g_assert_cmpuint (meeting->cases->len, ==, 1);
  g_assert_cmpstr (((ZhihuiMeetingCase *) meeting->cases->pdata[0])->id, ==, "1");
  g_assert_cmpstr (closed->topic, ==, "");
  g_assert_cmpuint (closed->steps->len, ==, 0);
}

static void
test_days_around_today_are_a_window (void)
{
  static const char *const wrong[] = { "/meetings?before=7&period=month",
                                       "/meetings?after=1&from=2020-07-30T00:00:00Z",
                                       "/meetings?before=32",
                                       "/meetings?before=-1",
                                       "/meetings?after=x" };
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) two = api_get_meetings (api, api->wall, "/meetings?before=1");
  g_autoptr (ZhihuiMeetings) one = api_get_meetings (api, api->wall, "/meetings?after=3");

  g_assert_cmpuint (two->items->len, ==, 5);
  g_assert_cmpint (two->window.to - two->window.from, ==, 2 * 86400);
  g_assert_cmpuint (one->items->len, ==, 4);
  g_assert_cmpint (one->window.to - one->window.from, ==, 4 * 86400);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, wrong[i]);

      reply_assert_problem (reply, 400, "bad_parameter");
    }
}

static guint
decide (Api *api, const char *id, const char *words)
{
  g_autofree char *event = g_strdup_printf (
    "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/desk\","
    "\"type\":\"cn.zhihui.meeting.decided.v1\",\"data\":{\"by\":\"王科长\",\"text\":\"x\","
    "\"unit\":\"u002\",\"due_at\":\"2020-08-31T23:59:59+08:00\",\"public_text\":\"%s\"}}",
    id,
    words);
  g_autoptr (Reply) reply = api_send (api, "POST", api->desk, "/meetings/m-1/events", event, NULL);

  return reply->status;
}

static void
test_public_words_of_a_decision_name_nobody (void)
{
  static const char n_sql[] = "SELECT COUNT(*) FROM decision";
  static const char name_sql[] = "UPDATE cases SET complainant = '段某某' WHERE id = 1";
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) list = NULL;

  api_run (api->store, name_sql);
  g_assert_true (zhihui_event_kinds_write (api->store, NULL));
  g_assert_cmpuint (decide (api, "e-1", "答复段某某"), ==, 400);
  g_assert_cmpuint (decide (api, "e-2", "拨打13800138000"), ==, 400);
  g_assert_cmpint (api_ask (api, n_sql), ==, 3);
  g_assert_cmpuint (decide (api, "e-3", "月底通水"), ==, 200);
  list = api_get_meetings (api, api->wall, "/meetings/m-1");
  g_assert_cmpstr (
    ((ZhihuiDecision *) ((ZhihuiMeeting *) list->items->pdata[0])->decisions->pdata[0])->text,
    ==,
    "月底通水");
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/review/" name, function)
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("room-alone-is-told-where-it-is-and-no-passcode",
       test_room_alone_is_told_where_it_is_and_no_passcode);
  ADD ("wall-is-told-who-has-come", test_wall_is_told_who_has_come);
  ADD ("wall-is-told-the-public-words-of-decisions",
       test_wall_is_told_the_public_words_of_decisions);
  ADD ("wall-is-told-the-way-of-cases-and-nobodys-name",
       test_wall_is_told_the_way_of_cases_and_nobodys_name);
  ADD ("protected-case-is-but-a-number", test_protected_case_is_but_a_number);
  ADD ("days-around-today-are-a-window", test_days_around_today_are_a_window);
  ADD ("public-words-of-a-decision-name-nobody", test_public_words_of_a_decision_name_nobody);
  return g_test_run ();
}
