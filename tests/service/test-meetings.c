/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libical/ical.h>
#include <string.h>

#include "api-fixture.h"
#include "zhihui-calendar-writer.h"
#include "zhihui-event.h"
#include "zhihui-language.h"
#include "zhihui-meeting.h"
#include "zhihui-wire.h"

#define LONG_TITLE                                                                                 \
  "双杨镇供水管网改造; 逗号, 分号和反斜杠\\以及很长很长很长很长很长很长很长很长很长很长的标题"

/* m-1 is going on, m-2 was held yesterday with decisions, m-3 is a draft; case 1 was discussed
 * twice. */
static void
fill (ZhihuiStore *store)
{
  g_autofree char *sql = NULL;
  gint64           now = api_as_of ();

  api_fill_with_few (store);
  sql = g_strdup_printf (
    "INSERT INTO meeting (id, code, kind, title, public_title, host_unit, starts_at, ends_at,"
    " started_at, ended_at, join_url, received, drafted, sequence) VALUES"
    " (1, 'm-1', 'review', '段某某家供水研判会', '供水研判会', 1, %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", NULL, 'https://meeting.example.cn/dm/abc', NULL, 0, 3),"
    " (2, 'm-2', 'reception', '" LONG_TITLE "', NULL, 2, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", NULL, 7, 0, 0),"
    " (3, 'm-3', 'review', '草稿', '草稿', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", NULL, NULL, NULL, NULL, 1, 0);"
    "INSERT INTO meeting_case VALUES (1, 1, 4), (1, 2, 4), (2, 1, 2);"
    "INSERT INTO decision (meeting_id, text, unit_id, due_at, made_at, done_at) VALUES"
    " (2, '月底前通水', 1, %" G_GINT64_FORMAT ", 1, NULL),"
    " (2, '逐户回访', 1, %" G_GINT64_FORMAT ", 1, NULL), (2, '张贴公告', 2, 1, 1, 2)",
    now - 600,
    now + 3000,
    now - 580,
    now - 86400,
    now - 82800,
    now - 86400,
    now - 82800,
    now + 600,
    now + 4200,
    now - 1,
    now);
  api_run (store, sql);
}

static void
test_totals_count_what_was_held (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) week = api_get_meetings (
    api, api->wall, "/meetings?from=2020-07-30T00:00:00Z&to=2020-08-02T00:00:00Z");
  g_autoptr (ZhihuiMeetings) today = api_get_meetings (api, api->wall, "/meetings");

  g_assert_true (week->has_totals);
  g_assert_cmpint (week->totals.sessions, ==, 2);
  g_assert_cmpint (week->totals.cases, ==, 2); /* case 1 once */
  g_assert_cmpint (week->totals.received, ==, 7);
  g_assert_cmpint (week->totals.decisions, ==, 3);
  g_assert_cmpint (week->totals.decisions_open, ==, 2);
  g_assert_cmpint (week->totals.decisions_overdue, ==, 1); /* the other lasts to this second */
  g_assert_cmpint (today->totals.sessions, ==, 1);
  g_assert_cmpint (today->totals.received, ==, 0);
}

static void
test_desk_reads_cases_and_decisions (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (ZhihuiMeetings) list = api_get_meetings (api, api->desk, "/meetings/m-2");
  const ZhihuiMeeting     *meeting = list->items->pdata[0];
  const char *const        states[] = { "overdue", "open", "done" };
  const ZhihuiMeetingCase *one = meeting->cases->pdata[0];

  g_assert_cmpuint (list->items->len, ==, 1);
  g_assert_cmpuint (meeting->cases->len, ==, 1);
  g_assert_cmpstr (one->id, ==, "c-1");
  g_assert_cmpstr (one->stage, ==, "dispatched");
  g_assert_cmpuint (meeting->decisions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((ZhihuiDecision *) meeting->decisions->pdata[i])->state, ==, states[i]);
  g_assert_cmpstr (((ZhihuiDecision *) meeting->decisions->pdata[2])->unit, ==, "单2");
}

static void
test_wall_reads_public_titles_only (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) reply = api_get (api, api->wall, "/meetings?period=2020");
  g_autofree char *text = reply_dup_text (reply);
  g_autoptr (ZhihuiMeetings) list = zhihui_wire_decode_meetings (reply->body, NULL);
  const char *const secrets[] = { "段某某", "草稿", "m-3", "双杨镇供水", "c-1", "通水", "join" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
  g_assert_cmpuint (list->items->len, ==, 2);
  g_assert_cmpstr (((ZhihuiMeeting *) list->items->pdata[0])->title, ==, "接访");
  g_assert_cmpstr (((ZhihuiMeeting *) list->items->pdata[1])->title, ==, "供水研判会");
}

/* A simulated place knows of tomorrow what a reader of today cannot. */
static void
fill_with_tomorrow (ZhihuiStore *store)
{
  g_autofree char *sql = NULL;
  gint64           now = api_as_of ();

  fill (store);
  sql = g_strdup_printf ("UPDATE meeting SET starts_at = %" G_GINT64_FORMAT
                         ", ends_at = %" G_GINT64_FORMAT ", started_at = %" G_GINT64_FORMAT
                         ", received = 5 WHERE id = 1",
                         now + 86400,
                         now + 90000,
                         now + 86460);
  api_run (store, sql);
}

static void
test_what_is_to_come_is_not_told (void)
{
  g_autoptr (Api) api = api_new (fill_with_tomorrow, 0);
  g_autoptr (ZhihuiMeetings) list = api_get_meetings (api, api->desk, "/meetings/m-1");
  const ZhihuiMeeting *meeting = list->items->pdata[0];

  g_assert_cmpint (meeting->state, ==, ZHIHUI_MEETING_SCHEDULED);
  g_assert_true (meeting->started_at == ZHIHUI_NO_INSTANT);
  g_assert_cmpint (meeting->received, ==, -1);
}

/* ---- writing ---- */

static Reply *
post (Api *api, const char *token, const char *path, const char *content, const char *if_match)
{
  const char *const headers[] = { "If-Match", if_match, NULL };

  return api_send (api, "POST", token, path, content, if_match != NULL ? headers : NULL);
}

static char *
make_event (const char *id, const char *type, const char *more)
{
  return g_strdup_printf ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/desk\","
                          "\"type\":\"cn.zhihui.meeting.%s.v1\",\"data\":{\"by\":\"王科长\"%s%s}}",
                          id,
                          type,
                          *more != '\0' ? "," : "",
                          more);
}

#define PLAN                                                                                       \
  "\"kind\":\"review\",\"title\":\"供水会商\",\"starts_at\":\"2020-08-01T10:00:00+08:00\","    \
  "\"ends_at\":\"2020-08-01T11:00:00+08:00\",\"host_unit\":\"u001\",\"units\":[\"u001\","          \
  "\"u002\"],\"cases\":[\"c-3\"]"

/* The id of the meeting that a reply tells of. */
static char *
dup_id (const Reply *reply)
{
  g_autoptr (ZhihuiMeetings) list = zhihui_wire_decode_meetings (reply->body, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (list);
  g_assert_cmpuint (list->items->len, ==, 1);
  return g_strdup (((ZhihuiMeeting *) list->items->pdata[0])->id);
}

static char *
plan (Api *api, const char *type, const char *id)
{
  g_autofree char *event = make_event (id, type, PLAN);
  g_autoptr (Reply) reply = post (api, api->desk, "/meetings", event, NULL);

  return dup_id (reply);
}

static guint
enter (Api *api, const char *meeting, const char *id, const char *type, const char *more)
{
  g_autofree char *path = g_strdup_printf ("/meetings/%s/events", meeting);
  g_autofree char *event = make_event (id, type, more);
  g_autoptr (Reply) reply = post (api, api->desk, path, event, "*");

  return reply->status;
}

static char *
dup_state (Api *api, const char *meeting)
{
  g_autofree char *path = g_strdup_printf ("/meetings/%s", meeting);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autofree char *text = reply_dup_text (reply);
  const char      *state = strstr (text, "\"state\":\"");

  g_assert_nonnull (state);
  state += strlen ("\"state\":\"");
  return g_strndup (state, strcspn (state, "\""));
}

static void
test_planned_meeting_links_the_case_at_its_stage (void)
{
  static const char links[] = "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind"
                              " WHERE k.type = 'case.meeting_linked' AND e.case_id = 3";
  static const char stage[] = "SELECT c.stage FROM meeting_case c JOIN meeting m"
                              " ON m.id = c.meeting_id WHERE m.title = '供水会商'";
  static const char meetings[] = "SELECT COUNT(*) FROM meeting WHERE title = '供水会商'";
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *id = NULL, *again = NULL, *state = NULL;

  g_assert_true (zhihui_event_kinds_write (api->store, NULL));
  id = plan (api, "scheduled", "e-1");
  again = plan (api, "scheduled", "e-1");
  state = dup_state (api, id);
  g_assert_cmpstr (again, ==, id);
  g_assert_cmpstr (state, ==, "scheduled");
  g_assert_cmpint (api_ask (api, meetings), ==, 1);
  g_assert_cmpint (api_ask (api, stage), ==, 4);
  g_assert_cmpint (api_ask (api, links), ==, 1);
}

static void
test_every_step_leads_to_its_state_and_no_other (void)
{
  static const char *const steps[] = { "opened", "ended",     "minuted",   "tracked",   "closed",
                                       "draft",  "cancelled", "postponed", "scheduled", NULL };
  static const struct
  {
    const char *way[6]; /* events that lead to the state */
    const char *state;
    const char *allowed; /* of the steps */
  } cases[] = {
    { { NULL }, "scheduled", "opened cancelled postponed scheduled" },
    { { "opened" }, "open", "ended" },
    { { "opened", "ended" }, "ended", "minuted" },
    { { "opened", "ended", "minuted" }, "minuted", "tracked" },
    { { "opened", "ended", "minuted", "tracked" }, "tracked", "closed" },
    { { "opened", "ended", "minuted", "tracked", "closed" }, "closed", "" },
    { { "cancelled" }, "cancelled", "" },
    { { "postponed" }, "postponed", "cancelled scheduled" },
    { { "postponed", "scheduled" }, "scheduled", "opened cancelled postponed scheduled" },
  };
  g_autoptr (Api) api = api_new (fill, 0);
  guint n = 0;

  g_assert_true (zhihui_event_kinds_write (api->store, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint step = 0; steps[step] != NULL; step++)
      {
        g_autofree char *first = g_strdup_printf ("p-%u", n++);
        g_autofree char *last = NULL, *id = plan (api, "scheduled", first), *state = NULL;
        g_auto (GStrv) allowed = g_strsplit (cases[i].allowed, " ", -1);
        gboolean may = g_strv_contains ((const char *const *) allowed, steps[step]);

        for (guint way = 0; way < 6 && cases[i].way[way] != NULL; way++)
          {
            g_autofree char *event = g_strdup_printf ("w-%u-%u", n, way);

            g_assert_cmpuint (enter (api, id, event, cases[i].way[way], PLAN), ==, 200);
          }
        state = dup_state (api, id);
        g_assert_cmpstr (state, ==, cases[i].state);
        last = g_strdup_printf ("l-%u", n);
        g_assert_cmpuint (enter (api, id, last, steps[step], PLAN),
                          ==,
                          may                                  ? 200
                          : g_str_equal (steps[step], "draft") ? 400
                                                               : 409);
      }
}

static void
test_decisions_must_be_done_before_the_meeting_is_closed (void)
{
  static const char done[] = "SELECT id FROM decision WHERE text = '月底前通水到户'";
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *id = NULL, *decision = NULL;

  g_assert_true (zhihui_event_kinds_write (api->store, NULL));
  id = plan (api, "scheduled", "e-1");
  g_assert_cmpuint (enter (api, id, "e-2", "opened", ""), ==, 200);
  g_assert_cmpuint (enter (api, id, "e-3", "unit_joined", "\"unit\":\"u002\""), ==, 200);
  g_assert_cmpuint (enter (api,
                           id,
                           "e-4",
                           "decided",
                           "\"text\":\"月底前通水到户\",\"unit\":\"u002\","
                           "\"due_at\":\"2020-08-31T23:59:59+08:00\""),
                    ==,
                    200);
  g_assert_cmpuint (enter (api, id, "e-5", "ended", ""), ==, 200);
  g_assert_cmpuint (enter (api, id, "e-6", "minuted", ""), ==, 200);
  g_assert_cmpuint (enter (api, id, "e-7", "tracked", ""), ==, 200);
  g_assert_cmpuint (enter (api, id, "e-8", "closed", ""), ==, 409);
  decision = g_strdup_printf ("\"decision\":\"d-%" G_GINT64_FORMAT "\"", api_ask (api, done));
  g_assert_cmpuint (enter (api, id, "e-9", "decision_done", "\"decision\":\"d-1\""), ==, 400);
  g_assert_cmpuint (enter (api, id, "e-9", "decision_done", decision), ==, 200);
  g_assert_cmpuint (enter (api, id, "e-10", "closed", ""), ==, 200);
}

static void
test_desk_alone_is_told_where_people_sit_and_when_units_came (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE meeting SET room = '三楼会商室 13812345678' WHERE id = 1;"
    "INSERT INTO meeting_unit (meeting_id, unit_id, joined_at) VALUES (1, 1, %" G_GINT64_FORMAT
    "), (1, 2, NULL)",
    api_as_of () - 300);
  g_autoptr (ZhihuiMeetings) desk = NULL;
  g_autoptr (ZhihuiMeetings) wall = NULL;
  const ZhihuiMeeting *meeting;

  api_run (api->store, sql);
  desk = api_get_meetings (api, api->desk, "/meetings/m-1");
  wall = api_get_meetings (api, api->wall, "/meetings/m-1");
  meeting = desk->items->pdata[0];

  g_assert_cmpstr (meeting->room, ==, "三楼会商室 138****5678");
  g_assert_cmpint (meeting->sequence, ==, 3);
  g_assert_cmpint (zhihui_meeting_find_joined_at (meeting, "单1"), ==, api_as_of () - 300);
  g_assert_cmpint (zhihui_meeting_find_joined_at (meeting, "单2"), ==, ZHIHUI_NO_INSTANT);
  meeting = wall->items->pdata[0];
  g_assert_null (meeting->room);
  g_assert_true (zhihui_meeting_has_joined (meeting, "单1"));
  g_assert_cmpint (zhihui_meeting_find_joined_at (meeting, "单1"), ==, ZHIHUI_NO_INSTANT);
}

static void
test_two_people_do_not_write_over_each_other (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *id = NULL, *path = NULL, *events = NULL, *one = NULL, *other = NULL;
  g_autoptr (Reply) seen = NULL;
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) again = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) blind = NULL;

  g_assert_true (zhihui_event_kinds_write (api->store, NULL));
  id = plan (api, "scheduled", "e-1");
  path = g_strdup_printf ("/meetings/%s", id);
  events = g_strdup_printf ("/meetings/%s/events", id);
  seen = api_get (api, api->desk, path);
  one = make_event ("e-2", "postponed", "");
  other = make_event ("e-3", "cancelled", "");
  blind = post (api, api->desk, events, one, NULL);
  first = post (api, api->desk, events, one, reply_get (seen, "ETag"));
  again = post (api, api->desk, events, one, reply_get (seen, "ETag"));
  second = post (api, api->desk, events, other, reply_get (seen, "ETag"));
  reply_assert_problem (blind, 412, "precondition");
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200); /* the same event: taken once */
  reply_assert_problem (second, 412, "precondition");
}

static void
test_what_is_wrong_is_named_and_nothing_is_written (void)
{
  static const struct
  {
    const char *content, *words;
  } cases[] = {
    { "", "" },
    { "{", "" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\"}", "data" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{}}", "by" },
    { "{\"id\":\"x\",\"type\":\"meeting.opened\",\"data\":{\"by\":\"a\"}}", "type" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\"}}", "starts_at" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"time\":\"2020-08-02T00:00:00Z\","
      "\"data\":{\"by\":\"a\"," PLAN "}}",
      "time" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"kind\":\"party\","
      "\"title\":\"会\",\"starts_at\":\"2020-08-01T10:00:00+08:00\","
      "\"ends_at\":\"2020-08-01T11:00:00+08:00\",\"host_unit\":\"u001\"}}",
      "kind" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T10:00:00+08:00\","
      "\"host_unit\":\"u001\"}}",
      "ends_at" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\","
      "\"host_unit\":\"u001\",\"units\":[\"u001\",\"u999\"]}}",
      "units[1]" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\","
      "\"host_unit\":\"u001\",\"cases\":[\"c-1\",\"c-99\"]}}",
      "cases[1]" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\","
      "\"host_unit\":\"u001\",\"join_url\":\"javascript:alert(1)\"}}",
      "join_url" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\","
      "\"host_unit\":\"u001\",\"cases\":[\"c-1\"],\"public_title\":\"段某某家的会\"}}",
      "public_title" },
    { "{\"id\":\"x\",\"type\":\"meeting.scheduled\",\"data\":{\"by\":\"a\",\"title\":\"会\","
      "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\","
      "\"host_unit\":\"u001\",\"public_title\":\"请拨13800138000\"}}",
      "public_title" },
  };
  static const char n_sql[] = "SELECT COUNT(*) FROM meeting";
  static const char parts_sql[] = "SELECT COUNT(*) FROM meeting_unit";
  static const char log_sql[] = "SELECT COUNT(*) FROM meeting_event";
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) by_wall = post (api, api->wall, "/meetings", "{}", NULL);

  reply_assert_problem (by_wall, 403, "insufficient_scope");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = post (api, api->desk, "/meetings", cases[i].content, NULL);
      g_autofree char *text = reply_dup_text (reply);

      reply_assert_problem (reply, 400, "bad_parameter");
      if (strstr (text, cases[i].words) == NULL)
        g_error ("%s does not name %s", text, cases[i].words);
    }
  g_assert_cmpuint (enter (api, "m-77", "x", "opened", ""), ==, 404);
  g_assert_cmpint (api_ask (api, n_sql), ==, 3);
  g_assert_cmpint (api_ask (api, parts_sql), ==, 0);
  g_assert_cmpint (api_ask (api, log_sql), ==, 0);
}

/* ---- the calendar ---- */

static icalcomponent *
parse_calendar (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_cmpint (icalrestriction_check (calendar), ==, 1);
  return calendar;
}

/* RFC 5545 3.1: CRLF at the end of each line, 75 octets at most, no character cut. */
static void
assert_well_folded (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint n = g_strv_length (lines);

  g_assert_cmpstr (lines[n - 1], ==, "");
  for (guint i = 0; i + 1 < n; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_cmpuint (strlen (lines[i]), >, 0);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
}

static void
test_calendar_says_to_others_what_is_meant (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) reply = api_get (api, api->desk, "/meetings.ics");
  g_autofree char *text = reply_dup_text (reply);
  icalcomponent   *calendar = parse_calendar (text);
  icalcomponent   *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  icaltimetype     start;

  g_assert_cmpstr (reply_get (reply, "Content-Type"), ==, "text/calendar; charset=utf-8");
  assert_well_folded (text);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 3);
  g_assert_nonnull (icalcomponent_get_timezone (calendar, "Asia/Shanghai"));

  g_assert_cmpstr (icalcomponent_get_uid (event), ==, "m-2@370302.zhihui");
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, LONG_TITLE);
  start = icalcomponent_get_dtstart (event);
  g_assert_cmpint (
    icaltime_as_timet_with_zone (start, icalcomponent_get_timezone (calendar, "Asia/Shanghai")),
    ==,
    api_as_of () - 86400);
  event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpint (icalcomponent_get_sequence (event), ==, 3);
  g_assert_cmpint (icalcomponent_get_status (event), ==, ICAL_STATUS_CONFIRMED);
  g_assert_cmpstr (icalproperty_get_conference (
                     icalcomponent_get_first_property (event, ICAL_CONFERENCE_PROPERTY)),
                   ==,
                   "https://meeting.example.cn/dm/abc");
  event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpint (icalcomponent_get_status (event), ==, ICAL_STATUS_TENTATIVE);
  icalcomponent_free (calendar);
}

static void
test_calendar_of_the_wall_has_no_address (void)
{
  const char *const paths[] = { "/meetings.ics", "/meetings/m-1.ics" };
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) draft = api_get (api, api->wall, "/meetings/m-3.ics");

  g_assert_cmpuint (draft->status, ==, 404);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, paths[i]);
      g_autofree char *text = reply_dup_text (reply);

      icalcomponent_free (parse_calendar (text));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_null (strstr (text, "CONFERENCE"));
      g_assert_null (strstr (text, "LOCATION"));
      g_assert_null (strstr (text, "example.cn"));
      g_assert_null (strstr (text, "段某某"));
      g_assert_nonnull (strstr (text, "供水研判会"));
    }
}

static void
test_calendar_stays_the_same_until_something_changes (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) before = api_get (api, api->desk, "/meetings.ics");
  g_autoptr (Reply) same = NULL;
  g_autoptr (Reply) after = NULL;

  zhihui_platform_touch (api->platform);
  same = api_get (api, api->desk, "/meetings.ics");
  g_assert_cmpstr (reply_get (before, "ETag"), ==, reply_get (same, "ETag"));
  g_assert_cmpuint (enter (api, "m-1", "e-1", "ended", ""), ==, 200);
  after = api_get (api, api->desk, "/meetings.ics");
  g_assert_cmpstr (reply_get (before, "ETag"), !=, reply_get (after, "ETag"));
}

/* libical computes with the VTIMEZONE of the file alone: through both changes of the year. */
static void
test_zone_of_the_file_holds_through_its_changes (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("Europe/Berlin", NULL);
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  g_autofree char *text = NULL;
  icalcomponent   *calendar;
  guint            i = 0;
  const gint64     starts[] = { 1767258000, 1774754999, 1774746000, 1774832400,
                                1782894000, 1792890000, 1792976400 };

  for (guint j = 0; j < G_N_ELEMENTS (starts); j++)
    {
      ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

      meeting->id = g_strdup_printf ("m-%u", j);
      meeting->kind = g_strdup ("review");
      meeting->title = g_strdup ("x");
      meeting->starts_at = starts[j];
      meeting->ends_at = starts[j] + 3600;
      meeting->changed_at = ZHIHUI_NO_INSTANT;
      g_ptr_array_add (meetings->items, meeting);
    }
  text = zhihui_calendar_write (meetings, zone, "名", "00");
  calendar = parse_calendar (text);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    g_assert_cmpint (
      icaltime_as_timet_with_zone (icalcomponent_get_dtstart (event),
                                   icalcomponent_get_timezone (calendar, "Europe/Berlin")),
      ==,
      starts[i++]);
  g_assert_cmpuint (i, ==, G_N_ELEMENTS (starts));
  icalcomponent_free (calendar);
}

#define ADD(name, function) g_test_add_func ("/meetings/" name, function)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-to-come-is-not-told", test_what_is_to_come_is_not_told);
  ADD ("totals-count-what-was-held", test_totals_count_what_was_held);
  ADD ("desk-reads-cases-and-decisions", test_desk_reads_cases_and_decisions);
  ADD ("wall-reads-public-titles-only", test_wall_reads_public_titles_only);
  ADD ("planned-meeting-links-the-case-at-its-stage",
       test_planned_meeting_links_the_case_at_its_stage);
  ADD ("every-step-leads-to-its-state-and-no-other",
       test_every_step_leads_to_its_state_and_no_other);
  ADD ("decisions-must-be-done-before-the-meeting-is-closed",
       test_decisions_must_be_done_before_the_meeting_is_closed);
  ADD ("two-people-do-not-write-over-each-other", test_two_people_do_not_write_over_each_other);
  ADD ("what-is-wrong-is-named-and-nothing-is-written",
       test_what_is_wrong_is_named_and_nothing_is_written);
  ADD ("calendar-says-to-others-what-is-meant", test_calendar_says_to_others_what_is_meant);
  ADD ("calendar-of-the-wall-has-no-address", test_calendar_of_the_wall_has_no_address);
  ADD ("calendar-stays-the-same-until-something-changes",
       test_calendar_stays_the_same_until_something_changes);
  ADD ("zone-of-the-file-holds-through-its-changes",
       test_zone_of_the_file_holds_through_its_changes);
  ADD ("desk-alone-is-told-where-people-sit-and-when-units-came",
       test_desk_alone_is_told_where_people_sit_and_when_units_came);
  return g_test_run ();
}
