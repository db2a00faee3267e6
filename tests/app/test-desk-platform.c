/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "program-run.h"
#include "served-scenario.h"
#include "zhihui-desk-errands.h"
#include "zhihui-desk-export-log.h"
#include "zhihui-error.h"
#include "zhihui-wire-alert-story.h"
#include "zhihui-wire-telling.h"

/* What the desk tells, told to the platform itself. */
typedef struct
{
  ServedScenario served;
  ZhihuiSource  *source;
} Fixture;

static void
set_up (Fixture *self, gconstpointer scope)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_read (&self->served, scope);
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
}

static void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GBytes *
ask (Fixture *self, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *body;

  zhihui_source_ask_async (self->source, path, NULL, keep_result_cb, &result);
  body = zhihui_source_ask_finish (await_result (&result), &error);
  g_assert_no_error (error);
  return body;
}

static GBytes *
tell (Fixture *self, const char *path, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  zhihui_source_tell_async (self->source, path, NULL, body, NULL, keep_result_cb, &result);
  return zhihui_source_tell_finish (await_result (&result), error);
}

static JsonNode *
parse (GBytes *body)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static ZhihuiDeskErrand *
make_note (const ZhihuiAlert *alert)
{
  g_autofree char *id = g_uri_escape_string (alert->id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/alerts/%s/ack", id);
  g_autofree char *body = zhihui_wire_encode_alert_note ("王科长", "已派人 \"现场\"");

  return zhihui_desk_errand_new (alert->id, "note", path, alert->etag, body);
}

static void
await_idle (ZhihuiDeskErrands *errands)
{
  zhihui_desk_errands_send_all (errands);
  while (!zhihui_desk_errands_is_idle (errands))
    g_main_context_iteration (NULL, TRUE);
}

/* The second is about what the user saw before the first. */
static void
test_an_alert_is_noted_once (Fixture *self, gconstpointer scope)
{
  ZhihuiAlerts *alerts = zhihui_situation_get_alerts (zhihui_source_get_situation (self->source));
  const ZhihuiAlert *alert;
  g_autoptr (ZhihuiDeskErrands) errands = zhihui_desk_errands_new (self->source);
  g_autoptr (ZhihuiDeskErrand) first = NULL;
  g_autoptr (ZhihuiDeskErrand) second = NULL;
  g_autoptr (ZhihuiAlertStory) story = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char       *id = NULL, *path = NULL;
  const ZhihuiAlertStep *last;

  g_assert_cmpuint (alerts->items->len, >, 0);
  alert = alerts->items->pdata[0];
  first = make_note (alert);
  second = make_note (alert);
  zhihui_desk_errands_add (errands, first, 0);
  await_idle (errands);
  g_assert_cmpint (zhihui_desk_errand_get_state (first), ==, ZHIHUI_ERRAND_SENT);
  zhihui_desk_errands_add (errands, second, 0);
  await_idle (errands);
  g_assert_cmpint (zhihui_desk_errand_get_state (second), ==, ZHIHUI_ERRAND_FAILED);
  g_assert_true (
    g_error_matches (zhihui_desk_errand_get_error (second), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED));

  id = g_uri_escape_string (alert->id, NULL, FALSE);
  path = g_strconcat ("/alerts/", id, NULL);
  body = ask (self, path);
  story = zhihui_wire_decode_alert_story (body, NULL);
  last = story->steps->pdata[story->steps->len - 1];
  g_assert_cmpstr (last->what, ==, "acknowledged");
  g_assert_cmpstr (last->by, ==, "王科长");
  g_assert_cmpstr (last->note, ==, "已派人 \"现场\"");
}

static char *
find_case (Fixture *self)
{
  g_autoptr (GBytes) body = ask (self, "/cases?limit=1");
  g_autoptr (JsonNode) node = parse (body);
  JsonArray *items = json_object_get_array_member (json_node_get_object (node), "items");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (items, 0), "id"));
}

static char *
make_remark (const char *name)
{
  const ZhihuiCaseRemark remark = {
    .id = "5f0c7d1e", .name = name, .by = "李主任", .text = "三日内办结"
  };

  return zhihui_wire_encode_remark (&remark);
}

static void
test_a_case_is_supervised_once (Fixture *self, gconstpointer scope)
{
  g_autofree char *id = find_case (self);
  g_autofree char *path = g_strdup_printf ("/cases/%s/events", id);
  g_autofree char *text = make_remark ("supervised");
  g_autofree char *other = make_remark ("instructed");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = tell (self, path, text, &error);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;

  g_assert_no_error (error);
  second = tell (self, path, text, &error);
  g_assert_no_error (error);
  one = parse (first);
  two = parse (second);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (one), "event"),
                   ==,
                   json_object_get_int_member (json_node_get_object (two), "event"));

  g_assert_null (tell (self, path, other, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED);
}

static void
test_a_desk_that_may_not_is_told_so (Fixture *self, gconstpointer scope)
{
  g_autofree char *id = find_case (self);
  g_autofree char *path = g_strdup_printf ("/cases/%s/events", id);
  g_autofree char *text = make_remark ("supervised");
  g_autoptr (GError) error = NULL;

  g_assert_null (tell (self, path, text, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
}

static void
test_a_review_is_drafted_once (Fixture *self, gconstpointer scope)
{
  g_autofree char  *id = find_case (self);
  const char *const cases[] = { id, NULL };
  gint64 now = zhihui_situation_get_platform_now (zhihui_source_get_situation (self->source),
                                                  g_get_monotonic_time ());
  const ZhihuiMeetingPlan plan = {
    .id = "plan-1",
    .kind = "review",
    .by = "王科长",
    .title = "供水会商",
    .host_unit = "u001",
    .cases = cases,
    .starts_at = now + 86400,
    .ends_at = now + 90000,
    .is_draft = TRUE,
  };
  g_autofree char *text = zhihui_wire_encode_meeting_plan (
    &plan, zhihui_situation_get_zone (zhihui_source_get_situation (self->source)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = tell (self, "/meetings", text, &error);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;
  JsonObject *meeting;

  g_assert_no_error (error);
  second = tell (self, "/meetings", text, &error);
  g_assert_no_error (error);
  one = parse (first);
  two = parse (second);
  meeting = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (one), "items"), 0);
  g_assert_cmpstr (json_object_get_string_member (meeting, "title"), ==, "供水会商");
  g_assert_cmpstr (json_object_get_string_member (meeting, "id"),
                   ==,
                   json_object_get_string_member (
                     json_array_get_object_element (
                       json_object_get_array_member (json_node_get_object (two), "items"), 0),
                     "id"));
}

static void
test_an_export_is_in_the_log (Fixture *self, gconstpointer scope)
{
  g_autofree char *path = g_build_filename (self->served.folder, "out.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  g_auto (ProgramRun) run = { 0 };
  const ZhihuiLeaving leaving = {
    .kind = "csv", .title = "rankings town", .path = path, .by = "王科长", .n_rows = 13
  };

  g_assert_true (g_file_set_contents (path, "a,b\n", -1, NULL));
  zhihui_export_log_async (self->source, &leaving, NULL, keep_result_cb, &result);
  g_assert_true (zhihui_export_log_finish (await_result (&result), &note, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (note, ==, "");

  run = program_run_platform ("audit", "-d", self->served.database, NULL);
  g_assert_cmpint (run.status, ==, 0);
  /* printf 'a,b\n' | sha256sum */
  g_assert_nonnull (
    strstr (run.out, "sha256:5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313"));
  g_assert_nonnull (strstr (run.out, "王科长"));
}

#define ADD(path, scope, func)                                                                     \
  g_test_add ("/desk-platform/" path, Fixture, scope, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-alert-is-noted-once", "desk", test_an_alert_is_noted_once);
  ADD ("a-case-is-supervised-once", "desk instruct", test_a_case_is_supervised_once);
  ADD ("a-desk-that-may-not-is-told-so", "desk", test_a_desk_that_may_not_is_told_so);
  ADD ("a-review-is-drafted-once", "desk", test_a_review_is_drafted_once);
  ADD ("an-export-is-in-the-log", "desk", test_an_export_is_in_the_log);
  return g_test_run ();
}
