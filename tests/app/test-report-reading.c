/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "zhihui-desk-case.h"
#include "zhihui-http-source.h"
#include "zhihui-report-reading.h"

#include <string.h>

/* What the parts of a report want is asked of a platform that refuses it. */
typedef struct
{
  FakePlatform        *platform;
  ZhihuiHttpSource    *source;
  Listener            *listener;
  ZhihuiReportAnswers *answers;
  guint                n_asked;
  guint                n_refusals; /* after so many it is told */
  guint                status;     /* of a refusal */
} Fixture;

static gboolean
has_path (SoupServerMessage *message, const char *path)
{
  return g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), path);
}

static gboolean
refuse_hot_words (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;

  if (!has_path (message, "/hotwords"))
    return FALSE;
  if (self->n_asked++ >= self->n_refusals)
    return FALSE;
  respond (message,
           self->status,
           "application/problem+json",
           "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":400,"
           "\"detail\":\"parameter to: not_whole_days\",\"code\":\"bad_parameter\"}");
  return TRUE;
}

/* The rest of a list is gone when it is asked for the first time. */
static gboolean
lose_rest (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  static const char head[] = "{\"as_of\":\"2026-07-29T14:05:12+08:00\",\"revision\":\"r1\"";
  Fixture          *self = user_data;
  const char       *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char  *body = NULL;

  if (!has_path (message, "/cases"))
    return FALSE;
  self->n_asked++;
  if (strstr (query, "cursor=rest") != NULL && self->n_asked == 2)
    {
      respond (message, 410, "application/problem+json", "{}");
      return TRUE;
    }
  body = g_strdup_printf (
    "%s,\"items\":[]%s}", head, strstr (query, "cursor=rest") != NULL ? "" : ",\"next\":\"rest\"");
  respond (message, 200, "application/json", body);
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };
  g_autoptr (GError) error = NULL;

  self->platform = fake_platform_new ();
  self->answers = zhihui_report_answers_new ();
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  self->listener = begin_reading (self->source, &wants);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  zhihui_report_answers_unref (self->answers);
  fake_platform_free (self->platform);
}

static void
read_kind (Fixture *self, ZhihuiQuestionKind kind, FakeFault fault)
{
  fake_platform_set_fault (self->platform, fault, self);
  zhihui_report_answers_want (self->answers, "x", &(ZhihuiReportQuestion){ .kind = kind });
  zhihui_report_reading_wait (ZHIHUI_SOURCE (self->source), self->answers);
}

static void
what_is_wrong_is_asked_once_and_told (Fixture *self, gconstpointer data)
{
  self->status = 400;
  self->n_refusals = G_MAXUINT;
  read_kind (self, ZHIHUI_QUESTION_HOT_WORDS, refuse_hot_words);
  g_assert_cmpuint (self->n_asked, ==, 1);
  g_assert_null (zhihui_report_answers_get (self->answers, "x"));
  g_assert_nonnull (strstr (zhihui_report_answers_get_fault (self->answers, "x"),
                            "400: parameter to: not_whole_days"));
}

static gboolean
refuse_state (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  if (!has_path (message, "/cases"))
    return FALSE;
  respond (message,
           400,
           "application/problem+json",
           "{\"title\":\"x\",\"status\":400,\"detail\":\"parameter state: unknown_value\","
           "\"errors\":[{\"name\":\"state\",\"reason\":\"unknown_value\"}]}");
  return TRUE;
}

/* The state that a question asks for is not the state of a case. */
static void
a_wrong_state_is_not_that_of_a_case (Fixture *self, gconstpointer data)
{
  read_kind (self, ZHIHUI_QUESTION_CASES, refuse_state);
  g_assert_nonnull (strstr (zhihui_report_answers_get_fault (self->answers, "x"),
                            "400: parameter state: unknown_value"));
}

static void
what_is_busy_is_asked_again (Fixture *self, gconstpointer data)
{
  self->status = 429;
  self->n_refusals = 1;
  read_kind (self, ZHIHUI_QUESTION_HOT_WORDS, refuse_hot_words);
  g_assert_cmpuint (self->n_asked, ==, 2);
  g_assert_nonnull (zhihui_report_answers_get (self->answers, "x"));
}

static void
a_list_whose_rest_is_gone_is_read_anew (Fixture *self, gconstpointer data)
{
  ZhihuiDeskCases *cases;

  read_kind (self, ZHIHUI_QUESTION_CASES, lose_rest);
  g_assert_cmpuint (self->n_asked, ==, 4);
  cases = zhihui_report_answers_get (self->answers, "x");
  g_assert_nonnull (cases);
  g_assert_null (cases->next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/report-reading/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-is-wrong-is-asked-once-and-told", what_is_wrong_is_asked_once_and_told);
  ADD ("a-wrong-state-is-not-that-of-a-case", a_wrong_state_is_not_that_of_a_case);
  ADD ("what-is-busy-is-asked-again", what_is_busy_is_asked_again);
  ADD ("a-list-whose-rest-is-gone-is-read-anew", a_list_whose_rest_is_gone_is_read_anew);
#undef ADD
  return g_test_run ();
}
