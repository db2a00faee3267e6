/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "event-teller.h"
#include "zhihui-receipt-purge.h"

/* What is told late, what is told again. The clock stands at
 * API_AS_OF, a Saturday. */

#define PATH "/cases/c-8/events"

static void
take (
  Api *api, const char *token, const char *id, const char *kind, const char *at, const char *data)
{
  g_autofree char *time = g_strdup_printf ("2020-08-01T%s+08:00", at);
  g_autoptr (Reply) reply = teller_tell (api, token, PATH, id, kind, time, data);
  g_autofree char *text = reply_dup_text (reply);

  if (reply->status != 200)
    g_error ("%s: %u %s", kind, reply->status, text);
}

/* Unit u002 had it from 08:02 to 08:20, unit u001 from 08:30 to its reply at 08:50. */
static void
bring_to_reply (Api *api, const char *token)
{
  teller_bring_case (api, token);
  take (api, token, "a", "accepted", "08:01:00", NULL);
  take (api, token, "b", "dispatched", "08:02:00", "{\"unit\":\"u002\"}");
  take (api, token, "c", "signed", "08:03:00", NULL);
  take (api, token, "d", "return_requested", "08:10:00", "{\"reason\":\"r\"}");
  take (api, token, "e", "return_decided", "08:20:00", "{\"accepted\":true}");
  take (api, token, "f", "dispatched", "08:30:00", "{\"unit\":\"u001\"}");
  take (api, token, "g", "signed", "08:31:00", NULL);
  take (api, token, "h", "replied", "08:50:00", NULL);
}

static void
refusal_of_late_news_says_why (void)
{
  static const struct
  {
    const char *kind, *at, *data, *why;
  } news[] = {
    { "contacted", "08:02:30", NULL, "the unit had not signed then" },
    { "contacted", "08:25:00", NULL, "the unit did not have the case any more then" },
    { "contacted", "08:50:01", NULL, "the unit had replied before" },
    { "signed", "08:40:00", NULL, "the unit has signed already" },
    { "rated", "08:55:00", "{\"level\":5}", "had not been closed then" },
    { "called_back", "08:49:59", "{\"solved\":\"yes\"}", "there was no reply then" },
    { "withdrawn", "08:55:00", NULL, "a unit has signed it" },
    { "suspended", "08:40:00", "{\"reason\":\"r\"}", "was done without it" },
    { "accepted", "08:01:00", NULL, "was done without it" },
    { "accepted", "08:59:00", NULL, "cannot follow: the case is replied now" },
  };
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "admin", "");
  gint64           n_events;

  bring_to_reply (api, token);
  n_events = N_EVENTS (api);
  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    {
      g_autofree char *time = g_strdup_printf ("2020-08-01T%s+08:00", news[i].at);
      g_autofree char *id = g_strdup_printf ("late-%u", i);
      g_autoptr (Reply) reply =
        teller_tell (api, token, PATH, id, news[i].kind, time, news[i].data);
      g_autofree char *text = reply_dup_text (reply);

      g_test_message ("%s", text);
      reply_assert_problem (reply, 409, "not_allowed");
      g_assert_nonnull (strstr (text, "{\"name\":\"state\",\"reason\":\"replied\"}"));
      g_assert_nonnull (strstr (text, news[i].why));
    }
  g_assert_cmpint (N_EVENTS (api), ==, n_events);
}

/* The centre names the unit, or means the one that had it then. */
static void
late_contact_is_of_the_unit_that_had_the_case (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");

  bring_to_reply (api, token);
  assert_refused (
    teller_tell (
      api, token, PATH, "1", "contacted", "2020-08-01T08:05:00+08:00", "{\"unit\":\"u001\"}"),
    409,
    "not_allowed",
    "time",
    "not_with_this_unit");
  take (api, token, "2", "contacted", "08:05:00", "{\"unit\":\"u002\"}");
  take (api, token, "3", "contacted", "08:35:00", NULL);
  g_assert_cmpint (
    teller_ask (api, "SELECT contacted_at - dispatched_at FROM assignment WHERE unit_id = 2"),
    ==,
    180);
  g_assert_cmpint (
    teller_ask (api, "SELECT contacted_at - dispatched_at FROM assignment WHERE unit_id = 1"),
    ==,
    300);
  g_assert_cmpint (
    teller_ask (api, "SELECT state FROM cases WHERE id = 8"), ==, ZHIHUI_CASE_REPLIED);
}

/* A year of work, and one month: by the day the platform was told, not by the event's own. */
static void
receipts_are_kept_for_four_hundred_days (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autoptr (ZhihuiReceiptPurge) purge = zhihui_receipt_purge_new (api->store);
  g_autofree char *token = teller_make_token (api, "events", "");
  const gint64     day = 86400, now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean         has_more = TRUE;
  guint            n_steps = 0;
  gint64           n_events;
  g_autoptr (GError) error = NULL;

  bring_to_reply (api, token);
  n_events = N_EVENTS (api);
  api_run (api->store, "UPDATE event_receipt SET received_at = 100 * 86400 - 3600");
  api_run (
    api->store,
    "UPDATE event_receipt SET received_at = 100 * 86400 - 3601 WHERE external_id IN ('n8', 'g')");
  for (guint i = 0; i < 450; i++)
    {
      ZhihuiStatement *row =
        zhihui_store_prepare (api->store,
                              "INSERT INTO event_receipt (source, external_id, digest, event_id,"
                              " case_id, state, received_at, actor)"
                              " VALUES ('old', ?1, '', 1, 1, 0, 5, '')");
      g_autofree char *id = g_strdup_printf ("%u", i);

      zhihui_statement_bind_text (row, 1, id);
      g_assert_true (zhihui_statement_finish (row, NULL));
    }

  while (has_more)
    {
      g_assert_true (zhihui_receipt_purge_step (purge, 500 * day, &has_more, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (++n_steps, <=, 3);
    }
  g_assert_cmpuint (n_steps, ==, 3); /* 452 of them, 200 at a time */
  g_assert_cmpint (
    teller_ask (api, "SELECT COUNT(*) FROM event_receipt WHERE source = 'old'"), ==, 0);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM event_receipt"), ==, n_events - 2);

  /* What is within the window gets the answer of then, what is not is judged anew. */
  take (api, token, "c", "signed", "08:03:00", NULL);
  assert_refused (teller_tell (api, token, PATH, "g", "signed", "2020-08-01T08:31:00+08:00", NULL),
                  409,
                  "not_allowed",
                  "state",
                  "replied");
  assert_refused (
    teller_tell (api, token, "/cases", "n8", "submitted", "2020-08-01T08:00:00+08:00", NEW_CASE),
    409,
    "conflict",
    "subject",
    "known");
  g_assert_cmpint (N_EVENTS (api), ==, n_events);

  g_assert_true (zhihui_receipt_purge_step (purge, now, &has_more, &error));
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM event_receipt"), ==, 0);
}

/* An event that is older than what receipts are kept for may have been told: it is not taken. */
static void
what_may_have_been_forgotten_is_not_taken_again (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *old =
    teller_make_event ("o", CASE_TYPE, NULL, "2019-06-28T08:59:59+08:00", NEW_CASE);
  g_autofree char *just =
    teller_make_event ("j", CASE_TYPE, NULL, "2019-06-28T09:00:00+08:00", NEW_CASE);

  assert_refused (api_send (api, "POST", token, "/cases", old, NULL),
                  400,
                  "bad_parameter",
                  "time",
                  "too_long_ago");
  assert_taken (api_send (api, "POST", token, "/cases", just, NULL), 201, "submitted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/events-late/refusal-says-why", refusal_of_late_news_says_why);
  g_test_add_func ("/events-late/contact-is-of-the-unit-that-had-the-case",
                   late_contact_is_of_the_unit_that_had_the_case);
  g_test_add_func ("/events-late/receipts-are-kept-for-four-hundred-days",
                   receipts_are_kept_for_four_hundred_days);
  g_test_add_func ("/events-late/what-may-have-been-forgotten-is-not-taken-again",
                   what_may_have_been_forgotten_is_not_taken_again);
  return g_test_run ();
}
