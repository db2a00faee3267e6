/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "scripted-source.h"
#include "zhihui-case-detail.h"
#include "zhihui-case-reader.h"
#include "zhihui-error.h"

/* ---- answers ---- */

/* Cases by number; the greater the newer. */
static GBytes *
make_cases (const int *ids, guint n, const char *more, const char *next)
{
  GString *text = g_string_new ("{\"as_of\":\"2020-07-30T12:00:00+08:00\",\"items\":[");
  gsize    length;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"c-%d\",\"state\":\"signed\","
                            "\"submitted_at\":\"2020-07-01T%02d:%02d:00+08:00\"%s}",
                            i > 0 ? "," : "",
                            ids[i],
                            ids[i] / 60,
                            ids[i] % 60,
                            more);
  g_string_append_printf (text,
                          "],\"next\":%s%s%s}",
                          next != NULL ? "\"" : "",
                          next != NULL ? next : "null",
                          next != NULL ? "\"" : "");
  length = text->len;
  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

typedef struct
{
  ScriptedSource   *source;
  ZhihuiCaseReader *reader;
  ZhihuiCaseDetail *detail;
  guint             n_changed;
} Fixture;

static void
changed_cb (Fixture *self)
{
  self->n_changed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->source = g_object_new (SCRIPTED_TYPE_SOURCE, NULL);
  self->reader = zhihui_case_reader_new (ZHIHUI_SOURCE (self->source));
  self->detail = zhihui_case_detail_new (ZHIHUI_SOURCE (self->source));
  g_signal_connect_swapped (self->reader, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->detail, "changed", G_CALLBACK (changed_cb), self);
}

/* Lets everything come that is still on its way: nobody may be hurt by it. */
static void
settle (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->reader);
  g_assert_finalize_object (self->detail);
  for (guint i = 0; i < self->source->tasks->len; i++)
    if (self->source->tasks->pdata[i] != NULL)
      {
        g_task_return_new_error (
          self->source->tasks->pdata[i], ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "over");
        g_object_unref (self->source->tasks->pdata[i]);
      }
  settle ();
  g_object_unref (self->source);
}

static const char *
get_path (Fixture *self, guint i)
{
  g_assert_cmpuint (i, <, self->source->paths->len);
  return self->source->paths->pdata[i];
}

static void
give (Fixture *self, guint i, GBytes *body)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->source->tasks->pdata[i]);

  g_assert_nonnull (task);
  g_task_return_pointer (task, body, (GDestroyNotify) g_bytes_unref);
}

/* Gives the answer and waits until it was taken. */
static void
answer (Fixture *self, guint i, GBytes *body)
{
  guint before = self->n_changed;

  give (self, i, body);
  while (self->n_changed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
refuse (Fixture *self, guint i, ZhihuiError code)
{
  guint before = self->n_changed;
  g_autoptr (GTask) task = g_steal_pointer (&self->source->tasks->pdata[i]);

  g_task_return_new_error (task, ZHIHUI_ERROR, (int) code, "no");
  while (self->n_changed == before)
    g_main_context_iteration (NULL, TRUE);
}

static char *
list_ids (Fixture *self)
{
  GPtrArray *items = zhihui_case_reader_get_items (self->reader);
  GString   *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? " " : "", ((ZhihuiDeskCase *) items->pdata[i])->id);
  return g_string_free (text, FALSE);
}

#define ASSERT_IDS(self, expected)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *ids_ = list_ids (self);                                                       \
    g_assert_cmpstr (ids_, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
set_list (Fixture *self, const char *list)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();

  g_assert_true (zhihui_case_filter_set_list (filter, list));
  zhihui_case_reader_set_filter (self->reader, filter);
}

/* ---- what is asked ---- */

static void
filters_are_parameters_and_nothing_in_them_is_one (void)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  g_autofree char *bare = zhihui_case_filter_make_path (filter, 100, NULL);
  g_autofree char *path = NULL, *cut = NULL;
  g_autofree char *longer = g_strnfill (130, 'x');

  g_assert_cmpstr (bare, ==, "/cases?limit=100");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_UNIT, "u1&region=00");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_STATE, "signed");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_TYPE, "  ");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_Q, " 路灯 #1 ");
  g_assert_true (zhihui_case_filter_set_list (filter, "overdue"));
  path = zhihui_case_filter_make_path (filter, 500, "a/b?c=d");
  g_assert_cmpstr (path,
                   ==,
                   "/cases?limit=500&unit=u1%26region%3D00&state=signed&due=over"
                   "&q=%E8%B7%AF%E7%81%AF%20%231&cursor=a%2Fb%3Fc%3Dd");

  /* One list stands for another; what is none changes nothing. */
  g_assert_true (zhihui_case_filter_set_list (filter, "sent_back"));
  g_assert_null (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_DUE));
  g_assert_cmpstr (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_LIST), ==, "sent_back");
  g_assert_true (zhihui_case_filter_set_list (filter, "supervised"));
  g_assert_null (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_LIST));
  g_assert_cmpstr (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_MARK), ==, "supervised");
  g_assert_false (zhihui_case_filter_set_list (filter, "; DROP"));
  g_assert_cmpstr (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_MARK), ==, "supervised");

  /* What is longer than a platform takes is cut between characters: 128 bytes, 42 of these. */
  zhihui_case_filter_set (
    filter,
    ZHIHUI_CASE_FILTER_Q,
    "路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路路");
  g_assert_cmpuint (strlen (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_Q)), ==, 126);
  g_assert_true (g_utf8_validate (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_Q), -1, NULL));
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_Q, longer);
  g_assert_cmpuint (strlen (zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_Q)), ==, 128);
}

/* ---- the list ---- */

static void
pages_follow_each_other_and_no_case_comes_twice (Fixture *self, gconstpointer data)
{
  const int first[] = { 9, 8 }, second[] = { 8, 7 }, third[] = { 6 };

  set_list (self, "overdue");
  g_assert_cmpstr (get_path (self, 0), ==, "/cases?limit=100&due=over");
  g_assert_true (zhihui_case_reader_is_reading (self->reader));
  answer (self, 0, make_cases (first, 2, "", "p2"));
  ASSERT_IDS (self, "c-9 c-8");
  g_assert_true (zhihui_case_reader_has_more (self->reader));
  g_assert_cmpuint (self->source->paths->len, ==, 1);

  zhihui_case_reader_read_on (self->reader);
  zhihui_case_reader_read_on (self->reader);
  g_assert_cmpuint (self->source->paths->len, ==, 2);
  g_assert_nonnull (strstr (get_path (self, 1), "&cursor=p2"));
  g_assert_nonnull (strstr (get_path (self, 1), "&due=over"));
  answer (self, 1, make_cases (second, 2, "", "p3"));
  ASSERT_IDS (self, "c-9 c-8 c-7");

  zhihui_case_reader_read_on (self->reader);
  answer (self, 2, make_cases (third, 1, "", NULL));
  ASSERT_IDS (self, "c-9 c-8 c-7 c-6");
  g_assert_false (zhihui_case_reader_has_more (self->reader));
  zhihui_case_reader_read_on (self->reader);
  g_assert_cmpuint (self->source->paths->len, ==, 3);
}

static void
an_answer_for_an_older_filter_is_dropped (Fixture *self, gconstpointer data)
{
  const int old[] = { 5 }, present[] = { 3 };

  set_list (self, "overdue");
  set_list (self, "soon");
  g_assert_cmpstr (get_path (self, 1), ==, "/cases?limit=100&due=soon");
  answer (self, 1, make_cases (present, 1, "", NULL));
  give (self, 0, make_cases (old, 1, "", NULL));
  settle ();
  ASSERT_IDS (self, "c-3");

  /* Also when it comes first. */
  set_list (self, "returned");
  set_list (self, "sent_back");
  give (self, 2, make_cases (old, 1, "", NULL));
  settle ();
  ASSERT_IDS (self, "");
  g_assert_false (zhihui_case_reader_was_answered (self->reader));
  answer (self, 3, make_cases (present, 1, "", NULL));
  ASSERT_IDS (self, "c-3");
}

static void
the_same_filter_is_not_asked_again (Fixture *self, gconstpointer data)
{
  set_list (self, "overdue");
  set_list (self, "overdue");
  g_assert_cmpuint (self->source->paths->len, ==, 1);
}

static void
reading_again_keeps_what_is_older_and_drops_what_left (Fixture *self, gconstpointer data)
{
  const int first[] = { 9, 8 }, second[] = { 7, 6 }, again[] = { 10, 8 };

  set_list (self, NULL);
  answer (self, 0, make_cases (first, 2, "", "p2"));
  zhihui_case_reader_read_on (self->reader);
  answer (self, 1, make_cases (second, 2, "", "p3"));

  zhihui_case_reader_refresh (self->reader);
  g_assert_null (strstr (get_path (self, 2), "cursor"));
  answer (self, 2, make_cases (again, 2, "", "q2"));
  ASSERT_IDS (self, "c-10 c-8 c-7 c-6");
  zhihui_case_reader_read_on (self->reader);
  g_assert_nonnull (strstr (get_path (self, 3), "&cursor=p3"));
}

static void
a_cursor_that_is_over_is_replaced_at_the_next_reading (Fixture *self, gconstpointer data)
{
  const int first[] = { 9, 8 }, third[] = { 8, 7 };

  set_list (self, NULL);
  answer (self, 0, make_cases (first, 2, "", "p2"));
  zhihui_case_reader_read_on (self->reader);
  refuse (self, 1, ZHIHUI_ERROR_OFFLINE);
  ASSERT_IDS (self, "c-9 c-8");
  g_assert_nonnull (zhihui_case_reader_get_error (self->reader));
  zhihui_case_reader_read_on (self->reader);
  g_assert_cmpuint (self->source->paths->len, ==, 2);

  zhihui_case_reader_refresh (self->reader);
  answer (self, 2, make_cases (first, 2, "", "q2"));
  g_assert_null (zhihui_case_reader_get_error (self->reader));
  zhihui_case_reader_read_on (self->reader);
  g_assert_nonnull (strstr (get_path (self, 3), "&cursor=q2"));
  answer (self, 3, make_cases (third, 2, "", NULL));
  ASSERT_IDS (self, "c-9 c-8 c-7");
}

static void
another_order_needs_all_pages (Fixture *self, gconstpointer data)
{
  const int first[] = { 9 }, second[] = { 8 }, third[] = { 7 };

  set_list (self, NULL);
  zhihui_case_reader_set_whole (self->reader, TRUE);
  answer (self, 0, make_cases (first, 1, "", "p2"));
  answer (self, 1, make_cases (second, 1, "", "p3"));
  answer (self, 2, make_cases (third, 1, "", NULL));
  ASSERT_IDS (self, "c-9 c-8 c-7");
}

static void
a_refused_list_says_so_and_is_asked_for_less_often (Fixture *self, gconstpointer data)
{
  const gint64 second = G_USEC_PER_SEC;

  set_list (self, NULL);
  refuse (self, 0, ZHIHUI_ERROR_REFUSED);
  g_assert_error (
    zhihui_case_reader_get_error (self->reader), ZHIHUI_ERROR, (int) ZHIHUI_ERROR_REFUSED);
  g_assert_false (zhihui_case_reader_was_answered (self->reader));
  zhihui_case_reader_pass (self->reader, 100 * second, TRUE);
  zhihui_case_reader_pass (self->reader, 129 * second, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 1);
  zhihui_case_reader_pass (self->reader, 130 * second, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 2);
}

static void
a_source_that_is_fresh_again_is_asked_at_once (Fixture *self, gconstpointer data)
{
  const gint64 second = G_USEC_PER_SEC;
  const int    ids[] = { 9 };

  set_list (self, NULL);
  for (guint i = 0; i < 6; i++)
    {
      refuse (self, i, ZHIHUI_ERROR_OFFLINE);
      zhihui_case_reader_pass (self->reader, (1000 * i + 1) * second, FALSE);
      zhihui_case_reader_pass (self->reader, (1000 * i + 900) * second, FALSE);
    }
  refuse (self, 6, ZHIHUI_ERROR_OFFLINE);
  zhihui_case_reader_pass (self->reader, 7000 * second, FALSE);
  zhihui_case_reader_pass (self->reader, 7001 * second, FALSE);
  g_assert_cmpuint (self->source->paths->len, ==, 7);

  zhihui_case_reader_pass (self->reader, 7002 * second, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 8);
  answer (self, 7, make_cases (ids, 1, "", NULL));
  ASSERT_IDS (self, "c-9");
  zhihui_case_reader_pass (self->reader, 7003 * second, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 8);
}

/* A source that answers everything else has not come back: it is no reason to ask more often. */
static void
a_refusal_alone_is_no_outage (Fixture *self, gconstpointer data)
{
  const gint64 second = G_USEC_PER_SEC;

  set_list (self, NULL);
  refuse (self, 0, ZHIHUI_ERROR_REFUSED);
  for (guint i = 0; i < 30; i++)
    zhihui_case_reader_pass (self->reader, (100 + i) * second, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 1);
}

/* ---- one case ---- */

static void
a_case_is_asked_with_its_requests (Fixture *self, gconstpointer data)
{
  static const char requests[] =
    "{\"as_of\":\"2020-07-30T12:00:00+08:00\",\"items\":["
    "{\"id\":\"q-1\",\"kind\":\"return\",\"requested_at\":\"2020-07-30T11:00:00+08:00\","
    "\"case\":\"c-4\",\"unit\":{\"id\":\"u 1\"}},"
    "{\"id\":\"q-2\",\"kind\":\"extension\",\"requested_at\":\"2020-07-30T11:00:00+08:00\","
    "\"case\":\"c-3\",\"unit\":{\"id\":\"u 1\"}}],\"next\":null}";
  const int  ids[] = { 3 };
  GPtrArray *waiting;

  zhihui_case_detail_set_id (self->detail, "c-3");
  g_assert_cmpstr (get_path (self, 0), ==, "/cases/c-3");
  answer (self,
          0,
          make_cases (ids, 1, ",\"assignment\":{\"unit\":{\"id\":\"u 1\"}},\"events\":[]", NULL));
  g_assert_nonnull (zhihui_case_detail_get_case (self->detail));
  g_assert_cmpstr (get_path (self, 1), ==, "/requests?limit=500&unit=u%201");
  answer (self, 1, g_bytes_new_static (requests, strlen (requests)));
  waiting = zhihui_case_detail_get_requests (self->detail);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (((ZhihuiDeskRequest *) waiting->pdata[0])->id, ==, "q-2");
}

static void
the_whole_of_a_case_has_a_reason_and_an_end (Fixture *self, gconstpointer data)
{
  const int ids[] = { 3 };
  gint64    now_us;

  zhihui_case_detail_set_id (self->detail, "c-3");
  answer (self, 0, make_cases (ids, 1, ",\"complainant\":{\"display\":\"段**\"}", NULL));
  zhihui_case_detail_unmask (self->detail, "  核实&x=1 ");
  g_assert_cmpstr (get_path (self, 1), ==, "/cases/c-3?unmask=1&reason=%E6%A0%B8%E5%AE%9E%26x%3D1");
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
  answer (self,
          1,
          make_cases (ids, 1, ",\"complainant\":{\"display\":\"段某某\",\"masked\":false}", NULL));
  g_assert_cmpstr (zhihui_case_detail_get_whole (self->detail)->complainant, ==, "段某某");
  g_assert_cmpstr (zhihui_case_detail_get_case (self->detail)->complainant, ==, "段**");

  now_us = g_get_monotonic_time ();
  zhihui_case_detail_pass (self->detail, now_us + ZHIHUI_CASE_WHOLE_US / 2, TRUE);
  g_assert_nonnull (zhihui_case_detail_get_whole (self->detail));
  zhihui_case_detail_pass (self->detail, now_us + ZHIHUI_CASE_WHOLE_US + 1, TRUE);
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
}

static void
the_whole_of_a_case_that_was_left_never_comes (Fixture *self, gconstpointer data)
{
  const int three[] = { 3 }, four[] = { 4 };
  guint     n;

  zhihui_case_detail_set_id (self->detail, "c-3");
  answer (self, 0, make_cases (three, 1, "", NULL));
  zhihui_case_detail_unmask (self->detail, "x");
  zhihui_case_detail_set_id (self->detail, "c-4");
  n = self->source->paths->len - 1;
  give (self, n - 1, make_cases (three, 1, ",\"complainant\":{\"masked\":false}", NULL));
  answer (self, n, make_cases (four, 1, "", NULL));
  settle ();
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
  g_assert_cmpstr (zhihui_case_detail_get_case (self->detail)->id, ==, "c-4");
}

static void
what_is_masked_or_another_case_is_not_the_whole (Fixture *self, gconstpointer data)
{
  const int three[] = { 3 }, four[] = { 4 };

  zhihui_case_detail_set_id (self->detail, "c-3");
  answer (self, 0, make_cases (three, 1, "", NULL));
  zhihui_case_detail_unmask (self->detail, "x");
  answer (self, 1, make_cases (three, 1, ",\"complainant\":{\"masked\":true}", NULL));
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
  g_assert_error (
    zhihui_case_detail_get_whole_error (self->detail), ZHIHUI_ERROR, (int) ZHIHUI_ERROR_REFUSED);

  zhihui_case_detail_unmask (self->detail, "x");
  answer (self, 2, make_cases (four, 1, ",\"complainant\":{\"masked\":false}", NULL));
  g_assert_null (zhihui_case_detail_get_whole (self->detail));

  zhihui_case_detail_unmask (self->detail, "x");
  refuse (self, 3, ZHIHUI_ERROR_REFUSED);
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
  g_assert_error (
    zhihui_case_detail_get_whole_error (self->detail), ZHIHUI_ERROR, (int) ZHIHUI_ERROR_REFUSED);
}

static void
a_case_is_asked_at_once_when_the_source_answers_again (Fixture *self, gconstpointer data)
{
  gint64 now_us = g_get_monotonic_time ();

  zhihui_case_detail_set_id (self->detail, "c-3");
  refuse (self, 0, ZHIHUI_ERROR_OFFLINE);
  zhihui_case_detail_pass (self->detail, now_us, FALSE);
  zhihui_case_detail_pass (self->detail, now_us + G_USEC_PER_SEC, FALSE);
  g_assert_cmpuint (self->source->paths->len, ==, 1);
  zhihui_case_detail_pass (self->detail, now_us + 2 * G_USEC_PER_SEC, TRUE);
  g_assert_cmpstr (get_path (self, 1), ==, "/cases/c-3");
  zhihui_case_detail_pass (self->detail, now_us + 3 * G_USEC_PER_SEC, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 2);
}

/* What was on its way when something was told does not have it yet. */
static void
a_case_that_is_on_its_way_is_asked_once_more (Fixture *self, gconstpointer data)
{
  const int ids[] = { 3 };
  gint64    now_us = g_get_monotonic_time ();

  zhihui_case_detail_set_id (self->detail, "c-3");
  zhihui_case_detail_refresh (self->detail);
  zhihui_case_detail_pass (self->detail, now_us, TRUE);
  g_assert_cmpuint (self->source->paths->len, ==, 1);
  answer (self, 0, make_cases (ids, 1, "", NULL));
  zhihui_case_detail_pass (self->detail, now_us + G_USEC_PER_SEC, TRUE);
  g_assert_cmpstr (get_path (self, 1), ==, "/cases/c-3");
}

static void
why_it_stays_masked_is_not_said_for_longer_than_it_is_so (Fixture *self, gconstpointer data)
{
  static const struct
  {
    ZhihuiError code;
    gboolean    stays;
  } cases[] = { { ZHIHUI_ERROR_OFFLINE, FALSE }, { ZHIHUI_ERROR_REFUSED, TRUE } };
  const int ids[] = { 3 };
  guint     n = 0;

  zhihui_case_detail_set_id (self->detail, "c-3");
  answer (self, n++, make_cases (ids, 1, "", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      zhihui_case_detail_unmask (self->detail, "x");
      refuse (self, n++, cases[i].code);
      g_assert_nonnull (zhihui_case_detail_get_whole_error (self->detail));
      zhihui_case_detail_refresh (self->detail);
      answer (self, n++, make_cases (ids, 1, "", NULL));
      g_assert_true ((zhihui_case_detail_get_whole_error (self->detail) != NULL) == cases[i].stays);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-reader/filters-are-parameters-and-nothing-in-them-is-one",
                   filters_are_parameters_and_nothing_in_them_is_one);
#define ADD(name, func) g_test_add ("/case-reader/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pages-follow-each-other-and-no-case-comes-twice",
       pages_follow_each_other_and_no_case_comes_twice);
  ADD ("an-answer-for-an-older-filter-is-dropped", an_answer_for_an_older_filter_is_dropped);
  ADD ("the-same-filter-is-not-asked-again", the_same_filter_is_not_asked_again);
  ADD ("reading-again-keeps-what-is-older-and-drops-what-left",
       reading_again_keeps_what_is_older_and_drops_what_left);
  ADD ("a-cursor-that-is-over-is-replaced-at-the-next-reading",
       a_cursor_that_is_over_is_replaced_at_the_next_reading);
  ADD ("another-order-needs-all-pages", another_order_needs_all_pages);
  ADD ("a-refused-list-says-so-and-is-asked-for-less-often",
       a_refused_list_says_so_and_is_asked_for_less_often);
  ADD ("a-source-that-is-fresh-again-is-asked-at-once",
       a_source_that_is_fresh_again_is_asked_at_once);
  ADD ("a-refusal-alone-is-no-outage", a_refusal_alone_is_no_outage);
  ADD ("a-case-is-asked-with-its-requests", a_case_is_asked_with_its_requests);
  ADD ("the-whole-of-a-case-has-a-reason-and-an-end", the_whole_of_a_case_has_a_reason_and_an_end);
  ADD ("the-whole-of-a-case-that-was-left-never-comes",
       the_whole_of_a_case_that_was_left_never_comes);
  ADD ("what-is-masked-or-another-case-is-not-the-whole",
       what_is_masked_or_another_case_is_not_the_whole);
  ADD ("a-case-is-asked-at-once-when-the-source-answers-again",
       a_case_is_asked_at_once_when_the_source_answers_again);
  ADD ("a-case-that-is-on-its-way-is-asked-once-more",
       a_case_that_is_on_its_way_is_asked_once_more);
  ADD ("why-it-stays-masked-is-not-said-for-longer-than-it-is-so",
       why_it_stays_masked_is_not_said_for_longer_than_it_is_so);
#undef ADD
  return g_test_run ();
}
