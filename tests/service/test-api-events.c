/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "event-teller.h"

/* Telling the platform what happens. The clock stands at API_AS_OF, a Saturday. */

static const struct
{
  const char *kind, *time, *data, *state;
} life[] = {
  { "accepted", "08:01:00", NULL, "accepted" },
  { "dispatched", "08:02:00", "{\"unit\":\"u002\"}", "dispatched" },
  { "instructed", "08:02:30", "{\"text\":\"限期办结\",\"by\":\"王区长\"}", "dispatched" },
  { "signed", "08:03:00", NULL, "signed" },
  { "contacted", "08:04:00", NULL, "signed" },
  { "handling", "08:05:00", NULL, "handling" },
  { "extended", "08:06:00", "{\"days\":3,\"approved_by\":\"李主任\"}", "handling" },
  { "suspended", "08:07:00", "{\"reason\":\"等待材料\"}", "handling" },
  { "resumed", "08:08:00", NULL, "handling" },
  { "replied", "08:10:00", NULL, "replied" },
  { "sent_back", "08:11:00", "{\"reason\":\"不完整\"}", "handling" },
  { "signed", "08:12:00", NULL, "handling" },
  { "replied", "08:13:00", NULL, "replied" },
  { "called_back", "08:14:00", "{\"solved\":\"partly\"}", "replied" },
  { "closed", "08:15:00", "{\"closed_level\":\"town\"}", "closed" },
  { "rated", "08:16:00", "{\"level\":2}", "closed" },
  { "reopened", "08:17:00", "{\"reason\":\"评价不满意\"}", "accepted" },
  { "closed", "08:18:00", NULL, "closed" },
  { "archived", "08:19:00", NULL, "archived" },
};

static void
live (Api *api, const char *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (life); i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autofree char *time = g_strdup_printf ("2020-08-01T%s+08:00", life[i].time);

      assert_taken (
        teller_tell (api, token, "/cases/c-8/events", id, life[i].kind, time, life[i].data),
        200,
        life[i].state);
    }
}

static void
case_lives_by_events (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  teller_bring_case (api, token);
  live (api, token);
  g_assert_cmpint (N_EVENTS (api), ==, 1 + (gint64) G_N_ELEMENTS (life));
  g_assert_cmpint (
    teller_ask (api, "SELECT state FROM cases WHERE id = 8"), ==, ZHIHUI_CASE_ARCHIVED);
  g_assert_cmpint (teller_ask (api, "SELECT closed_level FROM cases WHERE id = 8"), ==, 2);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM assignment WHERE case_id = 8"), ==, 2);
  g_assert_cmpint (teller_ask (api, "SELECT solved FROM assignment WHERE redo_of IS NOT NULL"),
                   ==,
                   ZHIHUI_SOLVED_MOSTLY);
  g_assert_cmpint (teller_ask (api,
                               "SELECT COUNT(*) FROM event WHERE kind = 24 AND note = '限期办结'"
                               " AND by_whom = '王区长'"),
                   ==,
                   1);
}

static char *
get_item (Reply *reply)
{
  g_autofree char *text = reply_dup_text (reply);
  const char      *item = strstr (text, "\"id\"");

  g_assert_cmpuint (reply->status, <, 300);
  g_assert_nonnull (item);
  reply_free (reply);
  return g_strdup (item);
}

static void
same_event_again_gives_the_same_answer (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  g_autofree char *first = NULL, *again = NULL;
  const char      *at = "2020-08-01T08:00:00+08:00";
  gint64           n_events;

  teller_bring_case (api, token);
  first = get_item (teller_tell (
    api, token, "/cases/c-8/events", "e0", "accepted", "2020-08-01T08:01:00+08:00", NULL));
  assert_taken (
    teller_tell (api, token, "/cases/c-8/events", "x", "closed", NULL, NULL), 200, "closed");
  n_events = N_EVENTS (api);
  again = get_item (teller_tell (
    api, token, "/cases/c-8/events", "e0", "accepted", "2020-08-01T08:01:00+08:00", NULL));
  g_assert_cmpstr (first, ==, again);
  assert_taken (
    teller_tell (api, token, "/cases", "n8", "submitted", at, NEW_CASE), 201, "submitted");
  assert_refused (
    teller_tell (
      api, token, "/cases/c-8/events", "e0", "accepted", "2020-08-01T08:01:01+08:00", NULL),
    409,
    "conflict",
    "id",
    "known_with_other_content");
  g_assert_cmpint (N_EVENTS (api), ==, n_events);
}

static void
event_that_cannot_follow_names_the_state (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");

  teller_bring_case (api, token);
  assert_refused (teller_tell (api, token, "/cases/c-8/events", "a", "signed", NULL, NULL),
                  409,
                  "not_allowed",
                  "state",
                  "submitted");
  g_assert_cmpint (N_EVENTS (api), ==, 1);
  assert_taken (
    teller_tell (api, token, "/cases/c-8/events", "a", "accepted", NULL, NULL), 200, "accepted");
}

/* One wrong thing each. The body is one event; path "" is /cases/c-8/events. */
static const struct
{
  const char *path, *body;
  guint       status;
  const char *code, *name, *reason;
} bad[] = {
  { "", "", 400, "malformed", "body", "malformed" },
  { "", "[]", 400, "malformed", "body", "malformed" },
  { "", "{\"id\":\"1\",", 400, "malformed", "body", "malformed" },
  { "",
    "{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
    400,
    "bad_parameter",
    "specversion",
    "missing" },
  { "",
    "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}",
    400,
    "bad_parameter",
    "id",
    "missing" },
  { "",
    "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}",
    400,
    "bad_parameter",
    "source",
    "missing" },
  { "",
    "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"s\",\"type\":\"t\"}",
    400,
    "bad_parameter",
    "id",
    "malformed" },
  { "",
    "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"cn.zhihui.case.signed.v1\"}",
    400,
    "bad_parameter",
    "id",
    "missing" },
  { "",
    "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhihui.case.signed.v1\"}",
    400,
    "bad_parameter",
    "specversion",
    "unknown_value" },
  { "", "TYPE:cn.zhihui.case.vanished.v1", 400, "bad_parameter", "type", "unknown_value" },
  { "", "TYPE:cn.zhihui.case.signed.v2", 400, "bad_parameter", "type", "unknown_value" },
  { "", "KIND:submitted " NEW_CASE, 400, "bad_parameter", "type", "not_of_this_path" },
  { "", "TIME:2020-07-32T00:00:00Z", 400, "bad_parameter", "time", "malformed" },
  { "", "TIME:2020-08-01T09:01:01+08:00", 400, "bad_parameter", "time", "in_the_future" },
  { "", "TIME:2020-08-01T07:59:59+08:00", 400, "bad_parameter", "time", "before_the_case" },
  { "", "KIND:accepted 7", 400, "bad_parameter", "data", "malformed" },
  { "/cases/c-99/events", "KIND:accepted {}", 404, "not_found", "subject", "unknown_value" },
  { "/cases/nobody/events", "KIND:accepted {}", 404, "not_found", "subject", "unknown_value" },
  { "", "KIND:rejected {}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "KIND:merged {}", 400, "bad_parameter", "data.into", "missing" },
  { "", "KIND:merged {\"into\":\"c-99\"}", 404, "not_found", "data.into", "unknown_value" },
  { "", "KIND:dispatched {}", 400, "bad_parameter", "data.unit", "missing" },
  { "", "KIND:dispatched {\"unit\":\"u003\"}", 400, "bad_parameter", "data.unit", "not_active" },
  { "", "KIND:dispatched {\"unit\":\"u999\"}", 404, "not_found", "data.unit", "unknown_value" },
  { "", "KIND:dispatched {\"unit\":1}", 400, "bad_parameter", "data.unit", "malformed" },
  { "",
    "KIND:dispatched {\"unit\":\"u001\",\"role\":\"third\"}",
    400,
    "bad_parameter",
    "data.role",
    "unknown_value" },
  { "",
    "KIND:dispatched {\"unit\":\"u001\",\"due_at\":\"2020-08-05T00:00:00Z\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "only_of_co_units" },
  { "",
    "KIND:reassigned {\"unit\":\"u001\",\"role\":\"co\"}",
    400,
    "bad_parameter",
    "data.role",
    "unknown_value" },
  { "", "KIND:return_requested {\"reason\":\"\"}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "KIND:return_decided {}", 400, "bad_parameter", "data.accepted", "missing" },
  { "",
    "KIND:return_decided {\"accepted\":\"yes\"}",
    400,
    "bad_parameter",
    "data.accepted",
    "malformed" },
  { "", "KIND:extended {\"approved_by\":\"a\"}", 400, "bad_parameter", "data.days", "missing" },
  { "",
    "KIND:extended {\"days\":0,\"approved_by\":\"a\"}",
    400,
    "bad_parameter",
    "data.days",
    "out_of_range" },
  { "",
    "KIND:extended {\"days\":31,\"approved_by\":\"a\"}",
    400,
    "bad_parameter",
    "data.days",
    "out_of_range" },
  { "",
    "KIND:extended {\"days\":1.5,\"approved_by\":\"a\"}",
    400,
    "bad_parameter",
    "data.days",
    "malformed" },
  { "", "KIND:extended {\"days\":3}", 400, "bad_parameter", "data.approved_by", "missing" },
  { "", "KIND:suspended {}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "KIND:clock_adjusted {\"reason\":\"r\"}", 400, "bad_parameter", "data.due_at", "missing" },
  { "",
    "KIND:clock_adjusted {\"reason\":\"r\",\"due_at\":\"9999-12-31T23:59:59Z\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "out_of_range" },
  { "",
    "KIND:clock_adjusted {\"reason\":\"r\",\"due_at\":\"2021-08-02T09:00:01+08:00\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "out_of_range" },
  { "",
    "KIND:clock_adjusted {\"reason\":\"r\",\"due_at\":\"2020-08-01T08:59:59+08:00\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "before_time" },
  { "",
    "KIND:clock_adjusted {\"reason\":\"r\",\"due_at\":\"1969-12-31T23:59:59Z\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "before_time" },
  { "",
    "KIND:dispatched {\"unit\":\"u001\",\"role\":\"co\",\"due_at\":\"2200-01-01T00:00:00Z\"}",
    400,
    "bad_parameter",
    "data.due_at",
    "out_of_range" },
  { "",
    "KIND:extension_requested {\"reason\":\"r\"}",
    400,
    "bad_parameter",
    "data.days",
    "missing" },
  { "", "KIND:extension_requested {\"days\":3}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "KIND:suspension_requested {}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "TIME:2019-06-28T08:59:59+08:00", 400, "bad_parameter", "time", "too_long_ago" },
  { "", "KIND:sent_back {}", 400, "bad_parameter", "data.reason", "missing" },
  { "",
    "KIND:closed {\"closed_level\":\"moon\"}",
    400,
    "bad_parameter",
    "data.closed_level",
    "unknown_value" },
  { "", "KIND:reopened {\"new_facts\":true}", 400, "bad_parameter", "data.reason", "missing" },
  { "", "KIND:called_back {}", 400, "bad_parameter", "data.solved", "missing" },
  { "",
    "KIND:called_back {\"solved\":\"maybe\"}",
    400,
    "bad_parameter",
    "data.solved",
    "unknown_value" },
  { "", "KIND:rated {}", 400, "bad_parameter", "data.level", "missing" },
  { "", "KIND:rated {\"level\":\"5\"}", 400, "bad_parameter", "data.level", "malformed" },
  { "", "KIND:rated {\"level\":6}", 400, "bad_parameter", "data.level", "out_of_range" },
  { "",
    "KIND:rated {\"level\":5,\"source\":\"boss\"}",
    400,
    "bad_parameter",
    "data.source",
    "unknown_value" },
  { "", "KIND:rated {\"level\":5,\"level\":1}", 400, "bad_parameter", "data.level", "malformed" },
  { "", "KIND:instructed {\"by\":\"a\"}", 400, "bad_parameter", "data.text", "missing" },
  { "", "KIND:instructed {\"text\":\"t\"}", 400, "bad_parameter", "data.by", "missing" },
  { "",
    "KIND:meeting_linked {\"meeting\":\"m-9\"}",
    404,
    "not_found",
    "data.meeting",
    "unknown_value" },
  { "/cases", "KIND:accepted {}", 400, "bad_parameter", "type", "unknown_value" },
  { "/cases", "KIND:submitted {}", 400, "bad_parameter", "data.type", "missing" },
  { "/cases",
    "KIND:submitted {\"type\":\"complaint\",\"channel\":\"app\"}",
    400,
    "bad_parameter",
    "data.title",
    "missing" },
  { "/cases",
    "KIND:submitted {\"type\":\"quarrel\",\"channel\":\"app\",\"title\":\"t\"}",
    400,
    "bad_parameter",
    "data.type",
    "unknown_value" },
  { "/cases",
    "KIND:submitted {\"type\":\"complaint\",\"channel\":\"dove\",\"title\":\"t\"}",
    400,
    "bad_parameter",
    "data.channel",
    "unknown_value" },
  { "/cases",
    "KIND:submitted {\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"t\",\"region\":\"9\"}",
    400,
    "bad_parameter",
    "data.region",
    "unknown_value" },
  { "/cases",
    "KIND:submitted {\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"t\",\"topic\":\"9\"}",
    400,
    "bad_parameter",
    "data.topic",
    "unknown_value" },
  { "/cases",
    "KIND:submitted {\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"t\",\"lon\":118}",
    400,
    "bad_parameter",
    "data.lat",
    "missing" },
  { "/cases",
    "KIND:submitted "
    "{\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"t\",\"lon\":118,\"lat\":91}",
    400,
    "bad_parameter",
    "data.lat",
    "out_of_range" },
};

static char *
make_bad (const char *body)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *type = NULL;

  if (g_str_has_prefix (body, "TYPE:"))
    return teller_make_event ("b", body + 5, NULL, NULL, NULL);
  if (g_str_has_prefix (body, "TIME:"))
    return teller_make_event ("b", "cn.zhihui.case.accepted.v1", NULL, body + 5, NULL);
  if (!g_str_has_prefix (body, "KIND:"))
    return g_strdup (body);

  parts = g_strsplit (body + 5, " ", 2);
  type = g_strdup_printf ("cn.zhihui.case.%s.v1", parts[0]);
  return teller_make_event ("b", type, NULL, NULL, parts[1]);
}

static void
bad_input_names_the_field (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  teller_bring_case (api, token);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *body = make_bad (bad[i].body);
      const char      *path = *bad[i].path == '\0' ? "/cases/c-8/events" : bad[i].path;

      g_test_message ("%s", body);
      assert_refused (api_send (api, "POST", token, path, body, NULL),
                      bad[i].status,
                      bad[i].code,
                      bad[i].name,
                      bad[i].reason);
    }
  g_assert_cmpint (N_EVENTS (api), ==, 1);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM event_receipt"), ==, 1);
}

/* A clock that goes before ours by a minute or less is put right, an event of the past is taken. */
static void
times_are_those_of_the_platform (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");

  teller_bring_case (api, token);
  assert_taken (
    teller_tell (
      api, token, "/cases/c-8/events", "a", "accepted", "2020-08-01T08:00:00+08:00", NULL),
    200,
    "accepted");
  assert_taken (teller_tell (api,
                             token,
                             "/cases/c-8/events",
                             "b",
                             "dispatched",
                             "2020-08-01T09:01:00+08:00",
                             "{\"unit\":\"u001\"}"),
                200,
                "dispatched");
  assert_taken (
    teller_tell (api, token, "/cases/c-8/events", "c", "signed", NULL, NULL), 200, "signed");
  g_assert_cmpint (teller_ask (api, "SELECT dispatched_at FROM assignment"), ==, api_as_of ());
  g_assert_cmpint (teller_ask (api, "SELECT signed_at FROM assignment"), ==, api_as_of ());
}

static void
case_is_known_by_the_name_of_its_sender (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *event = teller_make_event ("1", CASE_TYPE, "K-77", NULL, NEW_CASE);
  g_autofree char *twice = teller_make_event ("2", CASE_TYPE, "K-77", NULL, NEW_CASE);
  g_autofree char *reserved = teller_make_event ("3", CASE_TYPE, "c-77", NULL, NEW_CASE);

  assert_taken (api_send (api, "POST", token, "/cases", event, NULL), 201, "submitted");
  assert_refused (
    api_send (api, "POST", token, "/cases", twice, NULL), 409, "conflict", "subject", "known");
  assert_refused (api_send (api, "POST", token, "/cases", reserved, NULL),
                  400,
                  "bad_parameter",
                  "subject",
                  "reserved");
  assert_taken (
    teller_tell (api, token, "/cases/K-77/events", "4", "accepted", NULL, NULL), 200, "accepted");
  g_assert_cmpint (teller_ask (api, "SELECT state FROM cases WHERE source_key = 'K-77'"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/events/a-case-lives-by-events", case_lives_by_events);
  g_test_add_func ("/events/the-same-event-again-gives-the-same-answer",
                   same_event_again_gives_the_same_answer);
  g_test_add_func ("/events/one-that-cannot-follow-names-the-state",
                   event_that_cannot_follow_names_the_state);
  g_test_add_func ("/events/bad-input-names-the-field", bad_input_names_the_field);
  g_test_add_func ("/events/times-are-those-of-the-platform", times_are_those_of_the_platform);
  g_test_add_func ("/events/a-case-is-known-by-the-name-of-its-sender",
                   case_is_known_by_the_name_of_its_sender);
  return g_test_run ();
}
