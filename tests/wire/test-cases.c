/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire-examples.h"
#include "zhihui-error.h"

#define HEAD "{\"as_of\":\"2020-07-30T12:00:00+08:00\",\"revision\":\"r1\",\"items\":["
#define TAIL "],\"next\":null}"
#define LEAST "\"id\":\"c-1\",\"state\":\"signed\",\"submitted_at\":\"2020-07-28T16:12:09+08:00\""

static ZhihuiDeskCases *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return zhihui_wire_decode_cases (body, error);
}

static GBytes *
find_example (const char *kind)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = examples->pdata[i];

      if (g_str_equal (example->kind, kind))
        return g_bytes_new (example->text, strlen (example->text));
    }
  g_error ("docs/wire.md has no example of %s", kind);
}

static gint64
parse (const char *text)
{
  gint64 instant = 0;

  g_assert_true (zhihui_instant_parse_rfc3339 (text, &instant, NULL));
  return instant;
}

static void
the_example_of_the_page_is_read_in_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = find_example ("cases");
  g_autoptr (ZhihuiDeskCases) cases = zhihui_wire_decode_cases (body, &error);
  const ZhihuiDeskCase *one;

  g_assert_no_error (error);
  g_assert_cmpuint (cases->items->len, ==, 1);
  g_assert_null (cases->next);
  g_assert_cmpint (cases->n_restricted, ==, -1);
  one = cases->items->pdata[0];
  g_assert_cmpstr (one->no, ==, "ZC20200728000417");
  g_assert_cmpstr (one->topic, ==, "残疾人服务");
  g_assert_cmpstr (one->topic_code, ==, "010203");
  g_assert_cmpstr (one->complainant, ==, "段**");
  g_assert_cmpstr (one->phone, ==, "138****5678");
  g_assert_true (one->is_masked);
  g_assert_cmpint (one->closed_at, ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpint (one->accept_due_at, ==, parse ("2020-07-28T16:42:09+08:00"));
  g_assert_cmpint (one->close_due_at, ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpuint (one->marks, ==, ZHIHUI_CASE_MARK_INSTRUCTED);
  g_assert_nonnull (one->work);
  g_assert_cmpstr (one->work->unit.id, ==, "u021");
  g_assert_cmpstr (one->work->unit.name, ==, "区残联");
  g_assert_cmpint (one->work->due_at, ==, parse ("2020-07-30T23:59:59+08:00"));
  g_assert_cmpint (one->work->return_accepted, ==, -1);
  g_assert_cmpstr (one->work->due_rule, ==, "wd:1");
  g_assert_null (one->events);
}

static void
the_events_of_a_case_are_read_and_what_is_new_in_them_is_passed_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiDeskCases) cases =
    decode (HEAD "{" LEAST ",\"marks\":[\"supervised\",\"sung\",\"meeting\"],\"events\":["
                 "{\"at\":\"2020-07-29T08:10:00+08:00\",\"type\":\"case.dispatched\","
                 "\"actor_role\":\"centre\",\"unit\":\"u021\",\"sung\":{\"a\":[1]}},"
                 "{\"at\":\"2020-07-29T08:40:00+08:00\",\"type\":\"case.return_decided\","
                 "\"accepted\":false},"
                 "{\"at\":\"2020-07-29T08:50:00+08:00\",\"type\":\"case.rated\",\"level\":2}"
                 "]}" TAIL,
            &error);
  const ZhihuiDeskCase  *one;
  const ZhihuiCaseEvent *event;

  g_assert_no_error (error);
  one = cases->items->pdata[0];
  g_assert_cmpuint (one->marks, ==, ZHIHUI_CASE_MARK_SUPERVISED | ZHIHUI_CASE_MARK_MEETING);
  g_assert_null (one->work);
  g_assert_cmpstr (one->no, ==, "c-1");
  g_assert_cmpuint (one->events->len, ==, 3);
  event = one->events->pdata[0];
  g_assert_cmpstr (event->unit_id, ==, "u021");
  g_assert_cmpint (event->accepted, ==, -1);
  g_assert_cmpint (event->level, ==, -1);
  event = one->events->pdata[1];
  g_assert_cmpint (event->accepted, ==, 0);
  event = one->events->pdata[2];
  g_assert_cmpint (event->level, ==, 2);
}

static void
what_is_no_case_refuses_the_answer_and_is_named (void)
{
  static const struct
  {
    const char *text, *named;
  } rows[] = {
    { HEAD "{\"state\":\"signed\",\"submitted_at\":\"2020-07-28T16:12:09+08:00\"}" TAIL,
      "items[0].id is missing" },
    { HEAD "{\"id\":\"c-1\",\"submitted_at\":\"2020-07-28T16:12:09+08:00\"}" TAIL,
      "items[0].state" },
    { HEAD "{" LEAST "},{" LEAST ",\"closed_at\":\"soon\"}" TAIL, "items[1].closed_at" },
    { HEAD "{" LEAST ",\"assignment\":{\"seq\":1}}" TAIL, "items[0].assignment.unit" },
    { HEAD "{" LEAST ",\"assignment\":{\"unit\":{\"name\":\"x\"}}}" TAIL, "assignment.unit.id" },
    { HEAD "{" LEAST ",\"events\":[{\"type\":\"case.signed\"}]}" TAIL, "events[0].at" },
    { HEAD "{" LEAST ",\"events\":{}}" TAIL, "events" },
    { HEAD "{" LEAST ",\"marks\":[7]}" TAIL, "marks[0]" },
    { HEAD "{" LEAST ",\"complainant\":{\"masked\":1}}" TAIL, "complainant.masked" },
    { HEAD "{" LEAST ",\"clocks\":{\"fix_due_at\":12}}" TAIL, "clocks.fix_due_at" },
    { HEAD "{" LEAST ",\"id\":\"c-2\"}" TAIL, "items[0].id is given twice" },
    { "{\"items\":[]}", "as_of" },
    { "{\"as_of\":\"2020-07-30T12:00:00+08:00\"}", "items" },
    { "<!DOCTYPE html><html>", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiDeskCases) cases = decode (rows[i].text, &error);

      g_assert_null (cases);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      if (strstr (error->message, rows[i].named) == NULL)
        g_error ("%u: “%s” does not name %s", i, error->message, rows[i].named);
    }
}

static void
lists_without_end_are_refused (void)
{
  static const struct
  {
    const char *before, *each, *after;
    guint       n;
  } rows[] = {
    { HEAD, "{" LEAST "}", TAIL, 20001 },
    { HEAD "{" LEAST ",\"events\":[",
      "{\"at\":\"2020-07-29T08:10:00+08:00\",\"type\":\"x\"}",
      "]}" TAIL,
      20001 },
    { HEAD "{" LEAST ",\"co\":[", "{\"unit\":{\"id\":\"u1\"}}", "]}" TAIL, 1001 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (rows[i].before);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiDeskCases) cases = NULL;

      for (guint j = 0; j < rows[i].n; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? "," : "", rows[i].each);
      g_string_append (text, rows[i].after);
      cases = decode (text->str, &error);
      g_assert_null (cases);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
    }
}

static void
requests_that_wait_are_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = find_example ("requests");
  g_autoptr (GBytes) bad = g_bytes_new_static (
    HEAD "{\"id\":\"q-1\",\"kind\":\"return\",\"case\":\"c-1\",\"unit\":{\"id\":\"u1\"}}" TAIL,
    strlen (HEAD
            "{\"id\":\"q-1\",\"kind\":\"return\",\"case\":\"c-1\",\"unit\":{\"id\":\"u1\"}}" TAIL));
  g_autoptr (ZhihuiDeskRequests) requests = zhihui_wire_decode_requests (body, &error);
  const ZhihuiDeskRequest *request;

  g_assert_no_error (error);
  g_assert_cmpint (requests->n_restricted, ==, 0);
  g_assert_cmpuint (requests->items->len, ==, 1);
  request = requests->items->pdata[0];
  g_assert_cmpstr (request->kind, ==, "extension");
  g_assert_cmpstr (request->case_id, ==, "c-417");
  g_assert_cmpstr (request->unit.name, ==, "区残联");
  g_assert_cmpint (request->days, ==, 3);
  g_assert_cmpint (request->due_at, ==, parse ("2020-08-05T23:59:59+08:00"));

  g_assert_null (zhihui_wire_decode_requests (bad, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "items[0].requested_at is missing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cases/the-example-of-the-page-is-read-in-full",
                   the_example_of_the_page_is_read_in_full);
  g_test_add_func ("/cases/the-events-of-a-case-are-read-and-what-is-new-in-them-is-passed-over",
                   the_events_of_a_case_are_read_and_what_is_new_in_them_is_passed_over);
  g_test_add_func ("/cases/what-is-no-case-refuses-the-answer-and-is-named",
                   what_is_no_case_refuses_the_answer_and_is_named);
  g_test_add_func ("/cases/lists-without-end-are-refused", lists_without_end_are_refused);
  g_test_add_func ("/cases/requests-that-wait-are-read", requests_that_wait_are_read);
  return g_test_run ();
}
