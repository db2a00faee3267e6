/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "event-teller.h"

/* What a desk is shown of a case: its history, marks, parts, and the lists it is in. */

static char *
get_text (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->desk, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply_dup_text (reply);
}

static void
assert_has (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("no %s in %s", words, text);
}

/* Case 8 with unit u002 since 08:02, u001 besides. */
static void
bring_to_units (Api *api, const char *token)
{
  const struct
  {
    const char *kind, *time, *data;
  } steps[] = {
    { "accepted", "2020-08-01T08:01:00+08:00", NULL },
    { "dispatched", "2020-08-01T08:02:00+08:00", "{\"unit\":\"u002\"}" },
    { "dispatched", "2020-08-01T08:02:30+08:00", "{\"unit\":\"u001\",\"role\":\"co\"}" },
    { "signed", "2020-08-01T08:03:00+08:00", NULL },
  };

  teller_bring_case (api, token);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autoptr (Reply) reply = teller_tell (
        api, token, "/cases/c-8/events", id, steps[i].kind, steps[i].time, steps[i].data);

      g_assert_cmpuint (reply->status, ==, 200);
    }
}

static void
tell_now (Api *api, const char *token, const char *kind, const char *data)
{
  g_autoptr (Reply) reply = teller_tell (api, token, "/cases/c-8/events", kind, kind, NULL, data);

  if (reply->status != 200)
    {
      g_autofree char *text = reply_dup_text (reply);

      g_error ("%s: %s", kind, text);
    }
}

static gboolean
is_in (Api *api, const char *question)
{
  g_autofree char *path = g_strconcat ("/cases?", question, NULL);
  g_autofree char *text = get_text (api, path);

  return strstr (text, "\"id\":\"c-8\"") != NULL;
}

/* In the words in which it was told, but for what names people. */
static void
history_tells_what_leaders_wrote (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  g_autofree char *text = NULL;

  bring_to_units (api, token);
  tell_now (
    api, token, "instructed", "{\"text\":\"请三日内办结，联系13800138000\",\"by\":\"王区长\"}");
  tell_now (api, token, "extended", "{\"days\":2,\"approved_by\":\"李主任\"}");
  text = get_text (api, "/cases/c-8");
  assert_has (text, "\"type\":\"case.instructed\",\"actor_role\":\"leader\"");
  assert_has (text, "\"text\":\"请三日内办结，联系138****8000\",\"by\":\"王区长\"");
  assert_has (text, "\"by\":\"李主任\",\"days\":2");
  assert_has (
    text,
    "\"type\":\"case.dispatched\",\"actor_role\":\"centre\",\"unit\":\"u001\",\"role\":\"co\"");
  assert_has (text, "\"marks\":[\"instructed\"]");
  assert_has (text, "\"co\":[{\"unit\":{\"id\":\"u001\"");
  assert_has (text, "\"extended\":true,\"suspended_at\":null");
}

static void
marked_cases_are_a_feed (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  bring_to_units (api, token);
  g_assert_false (is_in (api, "mark=supervised"));
  tell_now (api, token, "supervised", NULL);
  g_assert_true (is_in (api, "mark=supervised"));
  g_assert_false (is_in (api, "mark=instructed"));
  {
    g_autoptr (Reply) reply = api_get (api, api->desk, "/cases?mark=loved");

    reply_assert_problem (reply, 400, "bad_parameter");
  }
}

static void
returned_case_is_listed_until_it_is_decided (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  bring_to_units (api, token);
  g_assert_false (is_in (api, "list=returned"));
  tell_now (api, token, "return_requested", "{\"reason\":\"不属于\"}");
  g_assert_true (is_in (api, "list=returned"));
  g_assert_true (is_in (api, "list=returned&unit=u002"));
  g_assert_false (is_in (api, "list=returned&unit=u001"));
  tell_now (api, token, "return_decided", "{\"accepted\":false}");
  g_assert_false (is_in (api, "list=returned"));
}

static void
sent_back_case_is_listed_until_the_next_reply (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  bring_to_units (api, token);
  tell_now (api, token, "replied", NULL);
  g_assert_false (is_in (api, "list=sent_back"));
  tell_now (api, token, "sent_back", "{\"reason\":\"不完整\"}");
  g_assert_true (is_in (api, "list=sent_back"));
}

/* Thirty days to the second are not yet more than thirty days. */
static void
long_suspended_case_is_listed (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  gint64           start;

  bring_to_units (api, token);
  tell_now (api, token, "suspended", "{\"reason\":\"诉讼\"}");
  start = api_as_of () + 30 * 86400;
  zhihui_platform_clock_set (zhihui_platform_get_clock (api->platform), start);
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  g_assert_false (is_in (api, "list=suspended"));
  zhihui_platform_clock_set (zhihui_platform_get_clock (api->platform), start + 1);
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  g_assert_true (is_in (api, "list=suspended"));
}

static void
co_units_have_a_list_of_their_own (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  g_autofree char *own = teller_make_token (api, "events", "u001");

  bring_to_units (api, token);
  g_assert_true (is_in (api, "list=co"));
  g_assert_true (is_in (api, "list=co&unit=u001"));
  g_assert_false (is_in (api, "list=co&unit=u002"));
  g_assert_false (is_in (api, "unit=u001"));
  assert_taken (
    teller_tell (api, own, "/cases/c-8/events", "r", "signed", NULL, NULL), 200, "signed");
  assert_taken (
    teller_tell (api, own, "/cases/c-8/events", "s", "replied", NULL, NULL), 200, "signed");
  g_assert_false (is_in (api, "list=co"));
}

/* What is in GET /requests, in its order: kinds, each with a blank behind it. */
static char *
list_requests (Api *api, const char *token, const char *question)
{
  g_autofree char *path = g_strconcat ("/requests?", question, NULL);
  g_autoptr (Reply) reply = api_get (api, token, path);
  g_autofree char *text = reply_dup_text (reply);
  g_auto (GStrv) parts = g_strsplit (text, "\"kind\":\"", -1);
  GString *kinds = g_string_new (NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  for (guint i = 1; parts[i - 1] != NULL && parts[i] != NULL; i++)
    g_string_append_printf (kinds, "%.*s ", (int) strcspn (parts[i], "\""), parts[i]);
  return g_string_free (kinds, FALSE);
}

static void
assert_requests (Api *api, const char *question, const char *expected)
{
  g_autofree char *kinds = list_requests (api, api->desk, question);

  g_assert_cmpstr (kinds, ==, expected);
}

/* Every request, and what takes it from the list. */
static void
request_waits_until_it_is_answered (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  bring_to_units (api, token);
  assert_requests (api, "", "");
  tell_now (api, token, "extension_requested", "{\"days\":3,\"reason\":\"复杂\"}");
  tell_now (api, token, "suspension_requested", "{\"reason\":\"材料\"}");
  tell_now (api, token, "return_requested", "{\"reason\":\"不属于\"}");
  assert_requests (api, "state=waiting", "extension suspension return ");
  assert_requests (api, "kind=suspension", "suspension ");
  assert_requests (api, "unit=u002&kind=return", "return ");
  assert_requests (api, "unit=u001", "");
  tell_now (api, token, "extended", "{\"days\":2,\"approved_by\":\"李主任\"}");
  assert_requests (api, "", "suspension return ");
  tell_now (api, token, "return_decided", "{\"accepted\":false}");
  assert_requests (api, "", "suspension ");
  tell_now (api, token, "suspended", "{\"reason\":\"材料\"}");
  assert_requests (api, "", "");
}

static void
refused_request_leaves_the_list_and_moves_nothing (void)
{
  static const char due[] = "SELECT due_at FROM assignment WHERE case_id = 8 AND role = 'main'";
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  gint64           due_at;

  bring_to_units (api, token);
  due_at = teller_ask (api, due);
  tell_now (api, token, "extension_requested", "{\"days\":3,\"reason\":\"复杂\"}");
  tell_now (api, token, "request_refused", "{\"reason\":\"时间充足\"}");
  assert_requests (api, "", "");
  g_assert_cmpint (teller_ask (api, due), ==, due_at);
}

/* What was asked for twice waits once, and not after the unit has answered. */
static void
request_lapses_with_the_work (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");

  bring_to_units (api, token);
  tell_now (api, token, "extension_requested", "{\"days\":3,\"reason\":\"复杂\"}");
  {
    g_autoptr (Reply) again = teller_tell (api,
                                           token,
                                           "/cases/c-8/events",
                                           "again",
                                           "extension_requested",
                                           NULL,
                                           "{\"days\":5,\"reason\":\"请联系13800138000\"}");
    g_autofree char *text = NULL;

    g_assert_cmpuint (again->status, ==, 200);
    text = get_text (api, "/requests");
    assert_has (text, "\"case\":\"c-8\"");
    assert_has (text, "\"unit\":{\"id\":\"u002\"");
    assert_has (text, "\"days\":5,\"reason\":\"请联系138****8000\"");
    assert_has (text, "\"restricted_total\":0");
  }
  assert_requests (api, "", "extension ");
  tell_now (api, token, "replied", NULL);
  assert_requests (api, "", "");
}

static void
requests_are_for_desks_of_their_region (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  g_autofree char *there = api_make_token (api, "desk", "370302104");
  g_autofree char *elsewhere = api_make_token (api, "desk", "370302105");
  g_autofree char *seen = NULL;
  g_autofree char *unseen = NULL;
  ZhihuiLedger    *ledger = zhihui_platform_get_ledger (api->platform);

  bring_to_units (api, token);
  /* The first region is 370302104. */
  g_array_index (ledger->cases, ZhihuiCaseRow, zhihui_ledger_find_case (ledger, 8)).region = 0;
  tell_now (api, token, "suspension_requested", "{\"reason\":\"材料\"}");
  seen = list_requests (api, there, "");
  unseen = list_requests (api, elsewhere, "");
  g_assert_cmpstr (seen, ==, "suspension ");
  g_assert_cmpstr (unseen, ==, "");
  {
    g_autoptr (Reply) wall = api_get (api, api->wall, "/requests");
    g_autoptr (Reply) wrong = api_get (api, api->desk, "/requests?state=answered");

    reply_assert_problem (wall, 403, "insufficient_scope");
    reply_assert_problem (wrong, 400, "bad_parameter");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/history-tells-what-leaders-wrote", history_tells_what_leaders_wrote);
  g_test_add_func ("/case/marked-ones-are-a-feed", marked_cases_are_a_feed);
  g_test_add_func ("/case/returned-is-listed-until-it-is-decided",
                   returned_case_is_listed_until_it_is_decided);
  g_test_add_func ("/case/sent-back-is-listed-until-the-next-reply",
                   sent_back_case_is_listed_until_the_next_reply);
  g_test_add_func ("/case/long-suspended-is-listed", long_suspended_case_is_listed);
  g_test_add_func ("/case/co-units-have-a-list-of-their-own", co_units_have_a_list_of_their_own);
  g_test_add_func ("/case/request-waits-until-it-is-answered", request_waits_until_it_is_answered);
  g_test_add_func ("/case/refused-request-leaves-the-list-and-moves-nothing",
                   refused_request_leaves_the_list_and_moves_nothing);
  g_test_add_func ("/case/request-lapses-with-the-work", request_lapses_with_the_work);
  g_test_add_func ("/case/requests-are-for-desks-of-their-region",
                   requests_are_for_desks_of_their_region);
  return g_test_run ();
}
