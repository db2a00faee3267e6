/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "zhihui-wire-telling.h"

/* What a person may type. */
#define HOSTILE "他说\"停水\"\\\n</b>\x01,\"by\":\"x\"}"

static JsonNode *
parse (char *body)
{
  g_autofree char *owned = body;
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (owned, &error);

  g_assert_no_error (error);
  return node;
}

static const char *
get_text (JsonNode *node, const char *member)
{
  return json_object_get_string_member (json_node_get_object (node), member);
}

static JsonNode *
get_data (JsonNode *node)
{
  return json_object_get_member (json_node_get_object (node), "data");
}

static void
test_note (void)
{
  g_autoptr (JsonNode) node = parse (zhihui_wire_encode_alert_note ("王\"科长", HOSTILE));

  g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), ==, 2);
  g_assert_cmpstr (get_text (node, "by"), ==, "王\"科长");
  g_assert_cmpstr (get_text (node, "note"), ==, HOSTILE);
}

static void
test_remark (void)
{
  const ZhihuiCaseRemark remark = {
    .id = "7f3a", .name = "supervised", .by = "李主任", .text = HOSTILE
  };
  g_autoptr (JsonNode) node = parse (zhihui_wire_encode_remark (&remark));

  g_assert_cmpstr (get_text (node, "specversion"), ==, "1.0");
  g_assert_cmpstr (get_text (node, "id"), ==, "7f3a");
  g_assert_cmpstr (get_text (node, "source"), ==, "/desk");
  g_assert_cmpstr (get_text (node, "type"), ==, "cn.zhihui.case.supervised.v1");
  g_assert_cmpstr (get_text (get_data (node), "by"), ==, "李主任");
  g_assert_cmpstr (get_text (get_data (node), "text"), ==, HOSTILE);
}

static void
test_export (void)
{
  const ZhihuiExportNote note = {
    .kind = "pdf", .title = "排行", .digest = "sha256:00ff", .by = "李主任", .n_rows = 112
  };
  g_autoptr (JsonNode) node = parse (zhihui_wire_encode_export (&note));

  g_assert_cmpstr (get_text (node, "kind"), ==, "pdf");
  g_assert_cmpstr (get_text (node, "title"), ==, "排行");
  g_assert_cmpstr (get_text (node, "digest"), ==, "sha256:00ff");
  g_assert_cmpstr (get_text (node, "by"), ==, "李主任");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "rows"), ==, 112);
}

static void
test_plan (void)
{
  const char *const units[] = { "u001", "u002", NULL };
  const char *const cases[] = { "c-3", NULL };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiMeetingPlan plan = {
    .id = "m1",
    .kind = "review",
    .by = "王科长",
    .title = "供水会商",
    .host_unit = "u001",
    .units = units,
    .cases = cases,
    .starts_at = 1596247200, /* date -d 2020-08-01T10:00:00+08:00 +%s */
    .ends_at = 1596250800,
    .is_draft = TRUE,
  };
  g_autoptr (JsonNode) node = parse (zhihui_wire_encode_meeting_plan (&plan, zone));
  JsonObject *told = json_node_get_object (get_data (node));

  g_assert_cmpstr (get_text (node, "type"), ==, "cn.zhihui.meeting.drafted.v1");
  g_assert_cmpstr (get_text (get_data (node), "title"), ==, "供水会商");
  g_assert_cmpstr (get_text (get_data (node), "starts_at"), ==, "2020-08-01T10:00:00+08:00");
  g_assert_cmpstr (get_text (get_data (node), "ends_at"), ==, "2020-08-01T11:00:00+08:00");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (told, "units")), ==, 2);
  g_assert_cmpstr (
    json_array_get_string_element (json_object_get_array_member (told, "cases"), 0), ==, "c-3");
  g_assert_false (json_object_has_member (told, "public_title"));
  g_assert_false (json_object_has_member (told, "join_url"));

  plan.is_draft = FALSE;
  plan.public_title = "供水研判会";
  plan.units = NULL;
  {
    g_autoptr (JsonNode) whole = parse (zhihui_wire_encode_meeting_plan (&plan, zone));

    g_assert_cmpstr (get_text (whole, "type"), ==, "cn.zhihui.meeting.scheduled.v1");
    g_assert_cmpstr (get_text (get_data (whole), "public_title"), ==, "供水研判会");
  }
}

/* docs/wire.md, Writing: what a decision needs, and no more. */
static void
decision_is_told_as_an_event (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiMeetingDecision decided = {
    .id = "e-1", .by = "王科长", .text = "月底前通水\"到户\"", .unit = "u002", .due_at = 1598889599
  };
  const ZhihuiMeetingDecision done = { .id = "e-2", .by = "王科长", .decision = "d-7" };
  g_autoptr (JsonNode) first = parse (zhihui_wire_encode_decision (&decided, zone));
  g_autoptr (JsonNode) second = parse (zhihui_wire_encode_decision (&done, zone));
  JsonObject *event = json_node_get_object (first);
  JsonObject *data = json_object_get_object_member (event, "data");

  g_assert_cmpstr (
    json_object_get_string_member (event, "type"), ==, "cn.zhihui.meeting.decided.v1");
  g_assert_cmpstr (json_object_get_string_member (data, "by"), ==, "王科长");
  g_assert_cmpstr (json_object_get_string_member (data, "text"), ==, "月底前通水\"到户\"");
  g_assert_cmpstr (json_object_get_string_member (data, "unit"), ==, "u002");
  g_assert_cmpstr (json_object_get_string_member (data, "due_at"), ==, "2020-08-31T23:59:59+08:00");
  g_assert_false (json_object_has_member (data, "decision"));

  event = json_node_get_object (second);
  data = json_object_get_object_member (event, "data");
  g_assert_cmpstr (
    json_object_get_string_member (event, "type"), ==, "cn.zhihui.meeting.decision_done.v1");
  g_assert_cmpstr (json_object_get_string_member (data, "decision"), ==, "d-7");
  g_assert_false (json_object_has_member (data, "text"));
}

static void
test_fault (void)
{
  static const struct
  {
    const char *problem, *reason;
  } cases[] = {
    { "{\"status\":409,\"title\":\"T\",\"errors\":[{\"name\":\"time\",\"reason\":\"x\"},"
      "{\"name\":\"state\",\"reason\":\"closed\"}]}",
      "closed" },
    { "{\"errors\":[{\"name\":\"time\",\"reason\":\"closed\"}]}", NULL },
    { "{\"errors\":[{\"name\":\"state\"}]}", NULL },
    { "{\"errors\":\"state\"}", NULL },
    { "{\"status\":409}", NULL },
    { "[]", NULL },
    { "", NULL },
    { "{\"errors\":[{\"name\":\"state\",\"reason\":\"closed\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].problem, strlen (cases[i].problem));
      g_autofree char *reason = zhihui_wire_find_fault (body, "state");

      g_assert_cmpstr (reason, ==, cases[i].reason);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/telling/what-is-typed-stays-a-text", test_note);
  g_test_add_func ("/telling/a-remark-is-an-event-of-its-case", test_remark);
  g_test_add_func ("/telling/an-export-says-what-left", test_export);
  g_test_add_func ("/telling/a-plan-says-who-meets-when-about-what", test_plan);
  g_test_add_func ("/telling/decision-is-told-as-an-event", decision_is_told_as_an_event);
  g_test_add_func ("/telling/a-refusal-says-what-is-wrong-with-a-member", test_fault);
  return g_test_run ();
}
