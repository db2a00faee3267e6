/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-language.h"
#include "zhihui-wire-alert-story.h"
#include "zhihui-wire.h"

/* Twelve people of one estate about one topic, words of harm and of a crowd, one of them twice. */
static void
fill_with_trouble (ZhihuiStore *store)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  gint64 as_of = api_as_of ();

  api_fill_with_few (store);
  for (guint i = 0; i < 13; i++)
    g_string_append_printf (
      sql,
      "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
      " state, title, complainant, phone, address, submitted_at, accepted_at, updated_at) VALUES"
      " (%u, 'test', 'x%u', 'ZX%05u', 1, 1, 1, 1, 4, '再停水就集体上访，有人要跳楼', '钱某某',"
      " '139%08u', '双杨镇幸福小区%u号楼', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
      ", %" G_GINT64_FORMAT ");",
      100 + i,
      i,
      i,
      MIN (i, 11),
      i,
      as_of - 3600 + i,
      as_of - 3600 + i,
      as_of - 3600 + i);
  api_run (store, sql->str);
}

static void
test_wall_hears_of_no_person_place_or_word (void)
{
  static const char *const paths[] = { "/alerts?state=all", "/hotwords", "/summary", "/meetings",
                                       "/map/cases",        "/topics",   "/channels" };
  static const char *const secrets[] = { "跳楼",       "幸福小区", "集体上访", "sensitive",
                                         "group_risk", "repeat",   "钱某某" };
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, paths[i]);
      g_autofree char *text = reply_dup_text (reply);

      g_assert_cmpuint (reply->status, ==, 200);
      for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
        if (strstr (text, secrets[j]) != NULL)
          g_error ("%s tells %s: %s", paths[i], secrets[j], text);
    }
}

static guint
count_kind (const ZhihuiAlerts *alerts, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < alerts->items->len; i++)
    n += g_str_equal (((const ZhihuiAlert *) alerts->items->pdata[i])->kind, kind);
  return n;
}

static void
test_desk_hears_of_all (void)
{
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);
  g_autoptr (Reply) reply = api_get (api, api->desk, "/alerts");
  g_autoptr (Reply) red = api_get (api, api->desk, "/alerts?kind=group_risk&level=red&limit=1");
  g_autoptr (Reply) wrong = api_get (api, api->desk, "/alerts?limit=0");
  g_autoptr (ZhihuiAlerts) alerts = zhihui_wire_decode_alerts (reply->body, NULL);
  g_autoptr (ZhihuiAlerts) risks = zhihui_wire_decode_alerts (red->body, NULL);
  g_autofree char *text = reply_dup_text (reply);

  g_assert_cmpuint (count_kind (alerts, "sensitive"), ==, 13);
  g_assert_cmpuint (count_kind (alerts, "repeat"), ==, 1);
  g_assert_cmpuint (count_kind (alerts, "group_risk"), ==, 1);
  g_assert_null (strstr (text, "跳楼"));
  g_assert_cmpuint (risks->items->len, ==, 1);
  g_assert_cmpint (((ZhihuiAlert *) risks->items->pdata[0])->count, ==, 12);
  g_assert_cmpstr (
    ((ZhihuiAlert *) risks->items->pdata[0])->text, ==, "幸福小区，残疾人服务：12 人反映");
  reply_assert_problem (wrong, 400, "bad_parameter");
}

/* Of the last alert of a desk it is made so that it is about the one unit that is of the region. */
static void
test_limit_cuts_what_a_token_may_see (void)
{
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);
  g_autofree char  *bound = api_make_token (api, "desk", "370302104");
  ZhihuiAlertWatch *watch = zhihui_platform_get_watch (api->platform);
  const GPtrArray  *rows = zhihui_alert_board_get_rows (zhihui_alert_watch_get_board (watch));
  const GPtrArray  *units = zhihui_platform_get_ledger (api->platform)->units;
  g_autoptr (Reply) all = api_get (api, api->desk, "/alerts");
  g_autoptr (ZhihuiAlerts) desk = zhihui_wire_decode_alerts (all->body, NULL);
  const ZhihuiAlert *last = desk->items->pdata[desk->items->len - 1];
  g_autoptr (Reply) cut = NULL;
  g_autoptr (ZhihuiAlerts) seen = NULL;

  g_assert_cmpint (desk->total, ==, desk->items->len);
  g_free (((ZhihuiUnit *) units->pdata[0])->region);
  ((ZhihuiUnit *) units->pdata[0])->region = g_strdup ("370302104");
  for (guint i = 0; i < rows->len; i++)
    {
      ZhihuiAlertRow *row = rows->pdata[i];

      row->unit = g_str_equal (row->key, last->id) ? 0 : ZHIHUI_NO_INDEX;
    }
  cut = api_get (api, bound, "/alerts?limit=1");
  seen = zhihui_wire_decode_alerts (cut->body, NULL);
  g_assert_cmpuint (seen->items->len, ==, 1);
  g_assert_cmpstr (((ZhihuiAlert *) seen->items->pdata[0])->id, ==, last->id);
  g_assert_cmpint (seen->total, ==, 1);
  g_clear_pointer (&cut, reply_free);
  zhihui_alerts_unref (g_steal_pointer (&seen));
  cut = api_get (api, api->desk, "/alerts?limit=1");
  seen = zhihui_wire_decode_alerts (cut->body, NULL);
  g_assert_cmpuint (seen->items->len, ==, 1);
  g_assert_cmpint (seen->total, ==, desk->total);
}

static void
test_pushes_are_listed_and_read_by_name (void)
{
  const char *const note = "{\"by\":\"王主任\"}";
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);
  g_autoptr (Reply) by_wall = api_get (api, api->wall, "/pushes");
  g_autoptr (Reply) unread = api_get (api, api->desk, "/pushes?unread=1&limit=1");
  g_autoptr (Reply) nameless =
    api_send (api, "POST", api->desk, "/pushes/p-1/read", "{\"by\":\" \"}", NULL);
  g_autoptr (Reply) unknown = api_send (api, "POST", api->desk, "/pushes/p-99999/read", note, NULL);
  g_autoptr (Reply) odd = api_send (api, "POST", api->desk, "/pushes/1/read", note, NULL);
  g_autoptr (Reply) good = api_send (api, "POST", api->desk, "/pushes/p-1/read", note, NULL);
  g_autoptr (Reply) second =
    api_send (api, "POST", api->desk, "/pushes/p-1/read", "{\"by\":\"他人\"}", NULL);
  g_autofree char *text = reply_dup_text (unread);
  g_autofree char *good_text = reply_dup_text (good);
  g_autofree char *second_text = reply_dup_text (second);

  reply_assert_problem (by_wall, 403, "insufficient_scope");
  reply_assert_problem (nameless, 400, "bad_parameter");
  reply_assert_problem (unknown, 404, "not_found");
  reply_assert_problem (odd, 404, "not_found");
  g_assert_cmpuint (unread->status, ==, 200);
  g_assert_nonnull (strstr (text, "\"recipient\":\"leader\""));
  g_assert_nonnull (strstr (text, "\"read_at\":null"));
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_nonnull (strstr (good_text, "\"read_by\":\"王主任\""));
  g_assert_nonnull (strstr (second_text, "\"read_by\":\"王主任\"")); /* who read first */
}

static char *
find_path (Api *api, const char *kind, char **etag)
{
  g_autofree char *question = g_strdup_printf ("/alerts?kind=%s&limit=1", kind);
  g_autoptr (Reply) reply = api_get (api, api->desk, question);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_wire_decode_alerts (reply->body, NULL);
  const ZhihuiAlert *alert;
  g_autofree char   *id = NULL;

  g_assert_cmpuint (alerts->items->len, ==, 1);
  alert = alerts->items->pdata[0];
  id = g_uri_escape_string (alert->id, NULL, TRUE);
  *etag = g_strdup (alert->etag);
  return g_strconcat ("/alerts/", id, NULL);
}

static void
test_an_alert_tells_what_happened_to_it (void)
{
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);
  g_autofree char  *etag = NULL;
  g_autofree char  *path = find_path (api, "group_risk", &etag);
  g_autofree char  *ack = g_strconcat (path, "/ack", NULL);
  const char *const headers[] = { "If-Match", etag, NULL };
  g_autoptr (Reply) by_wall = api_get (api, api->wall, path);
  g_autoptr (Reply) unknown = api_get (api, api->desk, "/alerts/overdue-u999");
  g_autoptr (Reply) before = api_get (api, api->desk, path);
  g_autoptr (Reply) noted =
    api_send (api, "POST", api->desk, ack, "{\"by\":\"王主任\",\"note\":\"已派人\"}", headers);
  g_autoptr (Reply) after = api_get (api, api->desk, path);
  g_autoptr (ZhihuiAlertStory) first = zhihui_wire_decode_alert_story (before->body, NULL);
  g_autoptr (ZhihuiAlertStory) second = zhihui_wire_decode_alert_story (after->body, NULL);
  g_autoptr (ZhihuiAlerts) alone = zhihui_wire_decode_alerts (after->body, NULL);
  const ZhihuiAlertStep *step;

  reply_assert_problem (by_wall, 403, "insufficient_scope");
  reply_assert_problem (unknown, 404, "not_found");
  g_assert_cmpuint (noted->status, ==, 200);
  g_assert_cmpuint (first->steps->len, ==, 1);
  step = first->steps->pdata[0];
  g_assert_cmpstr (step->what, ==, "raised");
  g_assert_cmpint (step->level, ==, ZHIHUI_LEVEL_RED);
  g_assert_cmpint (step->count, ==, 12);
  g_assert_null (step->by);
  g_assert_cmpint (first->resolved_at, ==, ZHIHUI_NO_INSTANT);

  g_assert_cmpuint (second->steps->len, ==, 2);
  step = second->steps->pdata[1];
  g_assert_cmpstr (step->what, ==, "acknowledged");
  g_assert_cmpstr (step->by, ==, "王主任");
  g_assert_cmpstr (step->note, ==, "已派人");
  g_assert_cmpuint (alone->items->len, ==, 1);
  g_assert_true (((ZhihuiAlert *) alone->items->pdata[0])->acknowledged);
}

/* It was found now, and is older. */
static void
test_a_story_begins_when_its_alert_was_raised (void)
{
  g_autoptr (Api) api = api_new (fill_with_trouble, 0);
  g_autofree char *etag = NULL;
  g_autofree char *path = find_path (api, "repeat", &etag);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (ZhihuiAlertStory) story = zhihui_wire_decode_alert_story (reply->body, NULL);
  g_autoptr (ZhihuiAlerts) alone = zhihui_wire_decode_alerts (reply->body, NULL);
  const ZhihuiAlert *alert = alone->items->pdata[0];

  g_assert_cmpint (alert->raised_at, <, api_as_of () - 3000);
  g_assert_cmpint (((const ZhihuiAlertStep *) story->steps->pdata[0])->at, ==, alert->raised_at);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-alerts/wall-hears-of-no-person-place-or-word",
                   test_wall_hears_of_no_person_place_or_word);
  g_test_add_func ("/api-alerts/desk-hears-of-all", test_desk_hears_of_all);
  g_test_add_func ("/api-alerts/the-limit-cuts-what-a-token-may-see",
                   test_limit_cuts_what_a_token_may_see);
  g_test_add_func ("/api-alerts/an-alert-tells-what-happened-to-it",
                   test_an_alert_tells_what_happened_to_it);
  g_test_add_func ("/api-alerts/pushes-are-listed-and-read-by-name",
                   test_pushes_are_listed_and_read_by_name);
  g_test_add_func ("/api-alerts/a-story-begins-when-its-alert-was-raised",
                   test_a_story_begins_when_its_alert_was_raised);
  return g_test_run ();
}
