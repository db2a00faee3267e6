/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alert-world.h"

void
alert_world_run (AlertWorld *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (self->store), sql, &error);
  g_assert_no_error (error);
}

/* The first column of the first row. @sql: a literal. */
gint64
alert_world_ask (AlertWorld *self, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

AlertWorld *
alert_world_new (void)
{
  AlertWorld *self = g_new0 (AlertWorld, 1);
  g_autoptr (GError) error = NULL;

  self->store = zhihui_store_open (":memory:", TRUE, &error);
  g_assert_no_error (error);
  self->calendar = zhihui_work_calendar_new_china ();
  self->zone = zhihui_zone_new ("Asia/Shanghai", NULL);
  alert_world_run (self,
                   "INSERT INTO region (id, code, name, parent, level) VALUES"
                   " (1, '370302104', '双杨镇', '370302', 'town'),"
                   " (2, '370302105', '罗村镇', '370302', 'town');"
                   "INSERT INTO peer VALUES ('town', '镇街道', 1);"
                   "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
                   " VALUES (1, 'complaint', '投诉', 'min:15', 'min:30', 'wd:3');"
                   "INSERT INTO channel VALUES (1, 'app', 'App', 1);"
                   "INSERT INTO topic VALUES (1, '010104', '供水'), (2, '010105', '供热'),"
                   " (3, '020101', '市容');"
                   "INSERT INTO unit (id, code, name, short_name, peer, region) VALUES"
                   " (1, 'u001', '单位一', '单一', 'town', '370302104'),"
                   " (2, 'u002', '单位二', '单二', 'town', '370302105')");
  return self;
}

static void
drop_loaded (AlertWorld *self)
{
  g_clear_pointer (&self->watch, zhihui_alert_watch_free);
  g_clear_pointer (&self->figures, zhihui_figures_free);
  g_clear_pointer (&self->ledger, zhihui_ledger_free);
}

void
alert_world_free (AlertWorld *self)
{
  drop_loaded (self);
  zhihui_work_calendar_unref (self->calendar);
  zhihui_zone_unref (self->zone);
  zhihui_store_free (self->store);
  g_free (self);
}

void
alert_world_add_case (AlertWorld *self,
                      gint64      at,
                      guint       topic,
                      const char *phone,
                      const char *address,
                      const char *title)
{
  guint            id = ++self->n_cases;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id, "
    "state,"
    " title, complainant, phone, address, submitted_at, updated_at) VALUES"
    " (%u, 't', '%u', 'N%u', 1, 1, 1, %u, 1, '%s', %s, %s%s%s, '%s', %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ")",
    id,
    id,
    id,
    topic,
    title,
    phone != NULL ? "'段某某'" : "NULL",
    phone != NULL ? "'" : "",
    phone != NULL ? phone : "NULL",
    phone != NULL ? "'" : "",
    address,
    at,
    at);

  alert_world_run (self, sql);
}

void
alert_world_load (AlertWorld *self)
{
  g_autoptr (GError) error = NULL;

  drop_loaded (self);
  self->ledger = zhihui_ledger_new ();
  zhihui_store_load_ledger (self->store, self->ledger, &error);
  g_assert_no_error (error);
  self->figures = zhihui_figures_new (self->ledger, self->zone, "370302");
  zhihui_figures_set_hidden_words (self->figures, g_hash_table_new (g_str_hash, g_str_equal));
  self->watch =
    zhihui_alert_watch_new (self->store, self->figures, self->calendar, self->zone, &error);
  g_assert_no_error (error);
}

void
alert_world_tick (AlertWorld *self, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gboolean changed;

  /* A slow computer needs more than the time of one tick for it. */
  do
    {
      zhihui_alert_watch_read (self->watch, now, &error);
      g_assert_no_error (error);
    }
  while (zhihui_alert_watch_has_unread (self->watch));
  zhihui_figures_set_moment (self->figures, now);
  zhihui_alert_watch_judge (self->watch, now, &changed, &error);
  g_assert_no_error (error);
}

const ZhihuiAlertRow *
alert_world_find (AlertWorld *self, const char *kind)
{
  const GPtrArray *rows = zhihui_alert_board_get_rows (zhihui_alert_watch_get_board (self->watch));

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const ZhihuiAlertRow *) rows->pdata[i])->kind, kind))
      return rows->pdata[i];
  return NULL;
}

guint
alert_world_count (AlertWorld *self, const char *kind)
{
  const GPtrArray *rows = zhihui_alert_board_get_rows (zhihui_alert_watch_get_board (self->watch));
  guint            n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_str_equal (((const ZhihuiAlertRow *) rows->pdata[i])->kind, kind);
  return n;
}
