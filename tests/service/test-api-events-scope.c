/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "event-teller.h"
#include "test-database.h"

/* Who may tell what, many events at once, and what is too much. */

static const struct
{
  const char *scope, *unit, *kind, *data;
  guint       status;
  const char *missing; /* words of the detail of a 403 */
} scopes[] = {
  { "wall", "", "accepted", NULL, 403, "events, instruct, admin" },
  { "desk", "", "accepted", NULL, 403, "events, instruct, admin" },
  { "case:full", "", "accepted", NULL, 403, "events, instruct, admin" },
  { "instruct", "", "accepted", NULL, 403, "the scope events" },
  { "instruct", "", "signed", NULL, 403, "the scope events" },
  { "events", "", "instructed", "{\"text\":\"t\",\"by\":\"b\"}", 403, "the scope instruct" },
  { "events", "", "supervised", NULL, 403, "the scope instruct" },
  { "events", "", "escalated", NULL, 403, "the scope instruct" },
  { "events", "", "sensitive_hit", NULL, 403, "the scope admin" },
  { "events", "", "flagged_repeat", NULL, 403, "the scope admin" },
  { "events", "u002", "closed", NULL, 403, "a token of the centre" },
  { "events", "u002", "rated", "{\"level\":5}", 403, "a token of the centre" },
  { "events", "u002", "dispatched", "{\"unit\":\"u001\"}", 403, "a token of the centre" },
  { "events", "u001", "signed", NULL, 403, "a case that this unit has" },
  { "events", "u002", "signed", "{\"unit\":\"u001\"}", 403, "a token of that unit" },
  { "events",
    "u002",
    "extended",
    "{\"days\":3,\"approved_by\":\"王区长\"}",
    403,
    "a token of the centre" },
  { "events", "u002", "suspended", "{\"reason\":\"r\"}", 403, "a token of the centre" },
  { "events",
    "u001",
    "extended",
    "{\"days\":3,\"approved_by\":\"b\"}",
    403,
    "a token of the centre" },
  { "desk", "", "extended", "{\"days\":3,\"approved_by\":\"b\"}", 403, "events, instruct, admin" },
  { "instruct", "", "extended", "{\"days\":3,\"approved_by\":\"b\"}", 403, "the scope events" },
  { "events", "u001", "extension_requested", "{\"days\":3,\"reason\":\"r\"}", 403, "a case that" },
  { "events", "u002", "extension_requested", "{\"days\":3,\"reason\":\"r\"}", 200, NULL },
  { "events", "u002", "suspension_requested", "{\"reason\":\"r\"}", 200, NULL },
  { "events", "", "extended", "{\"days\":3,\"approved_by\":\"b\"}", 200, NULL },
  { "admin", "", "suspended", "{\"reason\":\"r\",\"unit\":\"u002\"}", 200, NULL },
  { "events", "u002", "resumed", NULL, 200, NULL },
  { "instruct", "", "instructed", "{\"text\":\"t\",\"by\":\"b\"}", 200, NULL },
  { "instruct", "", "commented", "{\"text\":\"t\",\"by\":\"b\"}", 200, NULL },
  { "instruct", "", "watched", NULL, 200, NULL },
  { "instruct", "", "escalated", NULL, 200, NULL },
  { "instruct", "", "supervised", NULL, 200, NULL },
  { "instruct", "", "media_exposed", NULL, 200, NULL },
  { "admin", "", "sensitive_hit", NULL, 200, NULL },
  { "events", "u002", "signed", NULL, 200, NULL },
  { "events", "", "contacted", NULL, 200, NULL },
  { "admin", "", "handling", NULL, 200, NULL },
};

/* A case that unit u002 has. */
static void
bring_to_unit (Api *api)
{
  g_autofree char *centre = teller_make_token (api, "events", "");

  teller_bring_case (api, centre);
  assert_taken (
    teller_tell (api, centre, "/cases/c-8/events", "d1", "accepted", NULL, NULL), 200, "accepted");
  assert_taken (
    teller_tell (api, centre, "/cases/c-8/events", "d2", "dispatched", NULL, "{\"unit\":\"u002\"}"),
    200,
    "dispatched");
}

static void
refusal_names_the_scope_that_is_missing (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);

  bring_to_unit (api);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autofree char *token = teller_make_token (api, scopes[i].scope, scopes[i].unit);
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autoptr (Reply) reply =
        teller_tell (api, token, "/cases/c-8/events", id, scopes[i].kind, NULL, scopes[i].data);
      g_autofree char *text = reply_dup_text (reply);

      g_test_message ("%s %s %s: %s", scopes[i].scope, scopes[i].unit, scopes[i].kind, text);
      g_assert_cmpuint (reply->status, ==, scopes[i].status);
      if (scopes[i].missing == NULL)
        continue;

      reply_assert_problem (reply, 403, "insufficient_scope");
      g_assert_nonnull (strstr (text, scopes[i].missing));
    }
}

/* What was asked for moves nothing: by hand, Saturday the 1st and three working days. */
static void
unit_asks_for_time_and_the_centre_grants_it (void)
{
  static const char due[] = "SELECT due_at - 1596643199 FROM assignment WHERE case_id = 8";
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *unit = teller_make_token (api, "events", "u002");
  g_autofree char *centre = teller_make_token (api, "events", "");
  const char      *path = "/cases/c-8/events";

  bring_to_unit (api);
  g_assert_cmpint (teller_ask (api, due), ==, 0); /* Wednesday the 5th, 23:59:59 */
  assert_taken (
    teller_tell (
      api, unit, path, "a", "extension_requested", NULL, "{\"days\":3,\"reason\":\"复杂\"}"),
    200,
    "dispatched");
  assert_taken (
    teller_tell (api, unit, path, "b", "suspension_requested", NULL, "{\"reason\":\"材料\"}"),
    200,
    "dispatched");
  g_assert_cmpint (teller_ask (api, due), ==, 0);
  g_assert_cmpint (
    teller_ask (api, "SELECT COUNT(*) FROM assignment WHERE suspended_at IS NOT NULL"), ==, 0);
  assert_taken (
    teller_tell (
      api, centre, path, "c", "extended", NULL, "{\"days\":3,\"approved_by\":\"李主任\"}"),
    200,
    "dispatched");
  g_assert_cmpint (teller_ask (api, due), ==, 5 * 86400); /* Monday the 10th */
}

/* The same words of a unit mean its own part: the main unit's, or the co-unit's. */
/* Its clocks would be its own. The centre, which is judged by none of them, may tell late news. */
static void
unit_tells_its_work_when_it_is_done (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *centre = teller_make_token (api, "events", "");
  g_autofree char *unit = teller_make_token (api, "events", "u002");
  const char      *path = "/cases/c-8/events";
  const char      *in_time = "2020-08-01T08:12:00+08:00";

  teller_bring_case (api, centre);
  assert_taken (teller_tell (api, centre, path, "a", "accepted", "2020-08-01T08:05:00+08:00", NULL),
                200,
                "accepted");
  assert_taken (
    teller_tell (
      api, centre, path, "b", "dispatched", "2020-08-01T08:10:00+08:00", "{\"unit\":\"u002\"}"),
    200,
    "dispatched");
  assert_refused (teller_tell (api, unit, path, "c", "signed", in_time, NULL),
                  400,
                  "bad_parameter",
                  "time",
                  "too_long_ago");
  assert_taken (teller_tell (api, centre, path, "d", "signed", in_time, NULL), 200, "signed");
  assert_taken (teller_tell (api, unit, path, "e", "replied", "2020-08-01T08:50:00+08:00", NULL),
                200,
                "replied");
}

static void
co_unit_reports_its_own_part (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *centre = teller_make_token (api, "events", "");
  g_autofree char *own = teller_make_token (api, "events", "u001");

  bring_to_unit (api);
  assert_refused (teller_tell (api, own, "/cases/c-8/events", "a", "signed", NULL, NULL),
                  403,
                  "insufficient_scope",
                  "subject",
                  "insufficient_scope");
  assert_taken (
    teller_tell (api,
                 centre,
                 "/cases/c-8/events",
                 "b",
                 "dispatched",
                 NULL,
                 "{\"unit\":\"u001\",\"role\":\"co\",\"due_at\":\"2020-08-04T12:00:00+08:00\"}"),
    200,
    "dispatched");
  assert_taken (
    teller_tell (api, own, "/cases/c-8/events", "c", "signed", NULL, NULL), 200, "dispatched");
  assert_taken (
    teller_tell (api, own, "/cases/c-8/events", "d", "replied", NULL, NULL), 200, "dispatched");
  assert_refused (teller_tell (api, own, "/cases/c-8/events", "e", "replied", NULL, NULL),
                  409,
                  "not_allowed",
                  "state",
                  "dispatched");
  g_assert_cmpint (teller_ask (api,
                               "SELECT COUNT(*) FROM assignment WHERE role = 'co' AND unit_id = 1"
                               " AND replied_at IS NOT NULL AND due_at = 1596513600"),
                   ==,
                   1);
  g_assert_cmpint (teller_ask (api,
                               "SELECT COUNT(*) FROM assignment WHERE role = 'main'"
                               " AND signed_at IS NULL AND replied_at IS NULL"),
                   ==,
                   1);
}

static Reply *
tell_many (Api *api, const char *token, const char *body)
{
  return api_send (api, "POST", token, "/events", body, NULL);
}

/* In the order of the list: a case and what happens to it come together. A bad one is refused by
 * its place and its field, the others are taken; the same list again changes nothing. */
static void
bad_event_of_many_is_refused_alone (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *one = teller_make_event ("1", CASE_TYPE, "K1", NULL, NEW_CASE);
  g_autofree char *two = teller_make_event ("2", "cn.zhihui.case.accepted.v1", "K1", NULL, NULL);
  g_autofree char *bad =
    teller_make_event ("3", "cn.zhihui.case.rated.v1", "K1", NULL, "{\"level\":9}");
  g_autofree char *early = teller_make_event ("4", "cn.zhihui.case.signed.v1", "K1", NULL, NULL);
  g_autofree char *last =
    teller_make_event ("5", "cn.zhihui.case.dispatched.v1", "K1", NULL, "{\"unit\":\"u001\"}");
  g_autofree char  *list = g_strdup_printf ("[%s,%s,%s,\"x\",%s,%s]", one, two, bad, early, last);
  const char *const expected[] = {
    "\"taken\":3,\"refused\":3,",
    "{\"index\":0,\"status\":201,\"id\":\"1\",",
    "{\"index\":1,\"status\":200,\"id\":\"2\",",
    "{\"index\":2,\"status\":400,\"id\":\"3\",\"code\":\"bad_parameter\",",
    "\"errors\":[{\"name\":\"data.level\",\"reason\":\"out_of_range\"}]}",
    "{\"index\":3,\"status\":400,\"code\":\"malformed\",",
    "{\"index\":4,\"status\":409,\"id\":\"4\",\"code\":\"not_allowed\",",
    "{\"index\":5,\"status\":200,\"id\":\"5\",",
  };

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (Reply) reply = tell_many (api, token, list);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 200);
      for (guint i = 0; i < G_N_ELEMENTS (expected) && round == 0; i++)
        g_assert_nonnull (strstr (text, expected[i]));
      /* What could not follow then can follow now. */
      if (round == 1)
        g_assert_nonnull (strstr (text, "\"taken\":4,\"refused\":2,"));
    }
  g_assert_cmpint (N_EVENTS (api), ==, 4);
  g_assert_cmpint (
    teller_ask (api, "SELECT state FROM cases WHERE source_key = 'K1'"), ==, ZHIHUI_CASE_SIGNED);
}

static char *
make_list (guint n)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autofree char *event = teller_make_event (id, CASE_TYPE, id, NULL, NEW_CASE);

      g_string_append_printf (list, "%s%s", i > 0 ? "," : "", event);
    }
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

static void
five_hundred_are_taken_and_no_more (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *all = make_list (500), *more = make_list (501), *none = make_list (0);
  g_autoptr (Reply) refused = tell_many (api, token, more);
  g_autoptr (Reply) no_list = tell_many (api, token, "{}");
  g_autoptr (Reply) empty = tell_many (api, token, none);

  reply_assert_problem (refused, 413, "too_large");
  reply_assert_problem (no_list, 400, "malformed");
  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_cmpint (N_EVENTS (api), ==, 0);
  {
    g_autoptr (Reply) taken = tell_many (api, token, all);

    g_assert_cmpuint (taken->status, ==, 200);
    g_assert_cmpint (N_EVENTS (api), ==, 500);
  }
}

static void
long_bodies_and_other_types_are_refused (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *title = g_strnfill (70 * 1024, 'a');
  g_autofree char *data =
    g_strdup_printf ("{\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"%s\"}", title);
  g_autofree char  *event = teller_make_event ("1", CASE_TYPE, NULL, NULL, data);
  g_autofree char  *list = g_strdup_printf ("[%s]", event);
  g_autofree char  *sound = teller_make_event ("sound", CASE_TYPE, NULL, NULL, NEW_CASE);
  const char *const text_type[] = { "Content-Type", "text/plain", NULL };
  const char *const event_type[] = { "Content-Type",
                                     "application/cloudevents+json; charset=UTF-8",
                                     NULL };
  g_autoptr (Reply) one = api_send (api, "POST", token, "/cases", event, NULL);
  g_autoptr (Reply) many = tell_many (api, token, list);
  g_autoptr (Reply) other = api_send (api, "POST", token, "/cases", sound, text_type);
  g_autofree char *text = reply_dup_text (many);

  g_assert_cmpuint (one->status, ==, 413);
  g_assert_nonnull (strstr (text, "{\"index\":0,\"status\":413,\"code\":\"too_large\""));
  reply_assert_problem (other, 415, "unsupported_type");
  g_assert_cmpint (N_EVENTS (api), ==, 0);
  assert_taken (api_send (api, "POST", token, "/cases", sound, event_type), 201, "submitted");
}

static void
too_fast_is_told_when_to_come_again (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 1);
  g_autofree char *token = teller_make_token (api, "events", "");
  guint            n = 0;

  while (n < 100)
    {
      g_autoptr (Reply) reply = tell_many (api, token, "[]");

      n++;
      if (reply->status == 200)
        continue;

      reply_assert_problem (reply, 429, "too_many");
      g_assert_cmpstr (reply_get (reply, "Retry-After"), ==, "1");
      break;
    }
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n, <, 100);
}

/* SQLite may not grow by more than a few pages; PostgreSQL says of the tenth receipt from now on
 * what it says of a full disk. */
static void
leave_little_room (Api *api)
{
  g_autofree char *limit = NULL;

  if (test_database_is_server ())
    {
      api_run (api->store,
               "CREATE FUNCTION no_room () RETURNS trigger LANGUAGE plpgsql AS"
               " 'BEGIN IF (SELECT COUNT(*) FROM event_receipt) > 12 THEN"
               " RAISE EXCEPTION ''no room'' USING ERRCODE = ''disk_full''; END IF;"
               " RETURN NEW; END'");
      api_run (api->store,
               "CREATE TRIGGER no_room AFTER INSERT ON event_receipt FOR EACH ROW"
               " EXECUTE FUNCTION no_room ()");
      return;
    }

  limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                           teller_ask (api, "PRAGMA page_count") + 3);
  api_run (api->store, limit);
}

static void
make_room (Api *api)
{
  api_run (api->store,
           test_database_is_server () ? "DROP TRIGGER no_room ON event_receipt"
                                      : "PRAGMA max_page_count = 100000");
}

/* No room left: what was taken is there, what was not left no trace, and the platform lives on. */
static void
full_disk_takes_nothing_by_halves (void)
{
  g_autoptr (Api) api = api_new (teller_fill, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  guint            n_taken = 0, n_refused = 0;

  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* the warning is due */
  bring_to_unit (api);
  leave_little_room (api);
  for (guint i = 0; i < 400 && n_refused < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autofree char *event = teller_make_event (id, CASE_TYPE, id, NULL, NEW_CASE);
      g_autoptr (Reply) reply = api_send (api, "POST", token, "/cases", event, NULL);

      n_taken += reply->status == 201;
      n_refused += reply->status != 201;
      if (reply->status != 201)
        reply_assert_problem (reply, 507, "full");
    }

  g_assert_cmpuint (n_taken, >, 0);
  g_assert_cmpuint (n_refused, ==, 3);
  g_assert_cmpint (N_EVENTS (api), ==, 3 + n_taken);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM event_receipt"), ==, 3 + n_taken);
  g_assert_cmpint (teller_ask (api, "SELECT COUNT(*) FROM cases"), ==, 8 + n_taken);
  g_assert_cmpuint (zhihui_platform_get_ledger (api->platform)->cases->len, ==, 8 + n_taken);

  make_room (api);
  assert_taken (
    teller_tell (api, token, "/cases/c-8/events", "z", "signed", NULL, NULL), 200, "signed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/events/refusal-names-the-scope-that-is-missing",
                   refusal_names_the_scope_that_is_missing);
  g_test_add_func ("/events/a-unit-asks-for-time-and-the-centre-grants-it",
                   unit_asks_for_time_and_the_centre_grants_it);
  g_test_add_func ("/events/unit-tells-its-work-when-it-is-done",
                   unit_tells_its_work_when_it_is_done);
  g_test_add_func ("/events/a-co-unit-reports-its-own-part", co_unit_reports_its_own_part);
  g_test_add_func ("/events/a-bad-one-of-many-is-refused-alone",
                   bad_event_of_many_is_refused_alone);
  g_test_add_func ("/events/five-hundred-are-taken-and-no-more",
                   five_hundred_are_taken_and_no_more);
  g_test_add_func ("/events/long-bodies-and-other-types-are-refused",
                   long_bodies_and_other_types_are_refused);
  g_test_add_func ("/events/too-fast-is-told-when-to-come-again",
                   too_fast_is_told_when_to_come_again);
  g_test_add_func ("/events/a-full-disk-takes-nothing-by-halves",
                   full_disk_takes_nothing_by_halves);
  return g_test_run ();
}
