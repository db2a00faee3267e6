/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event-teller.h"

#include <string.h>

void
teller_fill (ZhihuiStore *store)
{
  api_fill_with_few (store);
  api_run (store,
           "INSERT INTO unit (id, code, name, short_name, peer, region, active)"
           " VALUES (3, 'u003', '撤并单位', '撤并', 'town', '370302', 0)");
  g_assert_true (zhihui_event_kinds_write (store, NULL));
}

char *
teller_make_token (Api *api, const char *scope, const char *unit)
{
  return zhihui_store_make_unit_token (
    api->store, scope, unit, g_get_real_time () / G_USEC_PER_SEC + 3600, NULL);
}

gint64
teller_ask (Api *api, const char *sql)
{
  ZhihuiStatement *row = zhihui_database_prepare (zhihui_store_get_database (api->store), sql);
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

/* An event of "test" as JSON; @subject, @time and @data may be NULL. */
char *
teller_make_event (
  const char *id, const char *type, const char *subject, const char *time, const char *data)
{
  GString *text = g_string_new (NULL);

  g_string_printf (
    text, "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"test\",\"type\":\"%s\"", id, type);
  if (subject != NULL)
    g_string_append_printf (text, ",\"subject\":\"%s\"", subject);
  if (time != NULL)
    g_string_append_printf (text, ",\"time\":\"%s\"", time);
  if (data != NULL)
    g_string_append_printf (text, ",\"data\":%s", data);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

Reply *
teller_tell (Api        *api,
             const char *token,
             const char *path,
             const char *id,
             const char *kind,
             const char *time,
             const char *data)
{
  g_autofree char *type = g_strdup_printf ("cn.zhihui.case.%s.v1", kind);
  g_autofree char *event = teller_make_event (id, type, NULL, time, data);

  return api_send (api, "POST", token, path, event, NULL);
}

void
assert_taken (Reply *reply, guint status, const char *state)
{
  g_autofree char *text = reply_dup_text (reply);
  g_autofree char *expected = g_strdup_printf ("\"state\":\"%s\"", state);

  if (reply->status != status || strstr (text, expected) == NULL)
    g_error ("not %u %s but %u %s", status, state, reply->status, text);
  reply_free (reply);
}

void
assert_refused (Reply *reply, guint status, const char *code, const char *name, const char *reason)
{
  g_autofree char *text = reply_dup_text (reply);
  g_autofree char *fault = g_strdup_printf ("{\"name\":\"%s\",\"reason\":\"%s\"}", name, reason);

  reply_assert_problem (reply, status, code);
  if (name != NULL && strstr (text, fault) == NULL)
    g_error ("not %s in %s", fault, text);
  reply_free (reply);
}

/* Case 8, brought at 08:00 of the same day. */
void
teller_bring_case (Api *api, const char *token)
{
  assert_taken (
    teller_tell (api, token, "/cases", "n8", "submitted", "2020-08-01T08:00:00+08:00", NEW_CASE),
    201,
    "submitted");
}
