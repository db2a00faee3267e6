/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-store.h"

#define COLUMNS                                                                                    \
  "key, kind, subject, unit_id, case_id, level, top_level, count, k, n, desk_only, state, "        \
  "episode,"                                                                                       \
  " version, first_at, raised_at, updated_at, resolved_at, acknowledged_by, acknowledged_at, note"
#define N_COLUMNS 21

void
zhihui_alert_row_free (ZhihuiAlertRow *row)
{
  if (row == NULL)
    return;

  g_free (row->key);
  g_free (row->kind);
  g_free (row->subject);
  g_free (row->acknowledged_by);
  g_free (row->note);
  g_free (row);
}

static ZhihuiAlertRow *
read_row (ZhihuiStatement *row)
{
  ZhihuiAlertRow *one = g_new0 (ZhihuiAlertRow, 1);
  gboolean        has_unit = !zhihui_statement_is_null (row, 3);

  one->key = g_strdup (zhihui_statement_get_text (row, 0));
  one->kind = g_strdup (zhihui_statement_get_text (row, 1));
  one->subject = g_strdup (zhihui_statement_get_text (row, 2));
  one->unit = has_unit ? (guint32) (zhihui_statement_get_integer (row, 3) - 1) : ZHIHUI_NO_INDEX;
  one->case_id = zhihui_statement_is_null (row, 4) ? 0 : zhihui_statement_get_integer (row, 4);
  one->level = (ZhihuiLevel) zhihui_statement_get_integer (row, 5);
  one->top_level = (ZhihuiLevel) zhihui_statement_get_integer (row, 6);
  one->count = zhihui_statement_get_integer (row, 7);
  one->k = zhihui_statement_get_integer (row, 8);
  one->n = zhihui_statement_get_integer (row, 9);
  one->is_desk_only = zhihui_statement_get_integer (row, 10) != 0;
  one->is_open = zhihui_statement_get_integer (row, 11) != 0;
  one->episode = zhihui_statement_get_integer (row, 12);
  one->version = zhihui_statement_get_integer (row, 13);
  one->first_at = zhihui_statement_get_integer (row, 14);
  one->raised_at = zhihui_statement_get_integer (row, 15);
  one->updated_at = zhihui_statement_get_integer (row, 16);
  one->resolved_at = zhihui_store_get_instant (row, 17);
  one->acknowledged_by = g_strdup (zhihui_statement_get_text (row, 18));
  one->acknowledged_at = zhihui_store_get_instant (row, 19);
  one->note = g_strdup (zhihui_statement_get_text (row, 20));
  return one;
}

/**
 * zhihui_alert_store_load_open:
 * @rows: (element-type ZhihuiAlertRow): gets those that are open
 */
gboolean
zhihui_alert_store_load_open (ZhihuiStore *store, GPtrArray *rows, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM alert WHERE state = 1 ORDER BY key";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    g_ptr_array_add (rows, read_row (row));
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

/**
 * zhihui_alert_store_get_turn:
 *
 * Returns: that of the transaction that wrote alerts last, 0 of none
 */
gint64
zhihui_alert_store_get_turn (ZhihuiStore *store)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, "SELECT MAX (turn) FROM alert");
  gint64           turn =
    zhihui_statement_step (row) == ZHIHUI_STEP_ROW ? zhihui_statement_get_integer (row, 0) : 0;

  zhihui_statement_reset (row);
  return turn;
}

/**
 * zhihui_alert_store_load_since:
 * @turn: (inout): of what is known; of what is known with @rows
 * @rows: (element-type ZhihuiAlertRow): gets those that were written since, open or not
 */
gboolean
zhihui_alert_store_load_since (ZhihuiStore *store, gint64 *turn, GPtrArray *rows, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS ", turn FROM alert WHERE turn > ?1 ORDER BY turn";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_integer (row, 1, *turn);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      g_ptr_array_add (rows, read_row (row));
      *turn = zhihui_statement_get_integer (row, N_COLUMNS);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

/**
 * zhihui_alert_store_find:
 *
 * Returns: (transfer full) (nullable): the row of that key, open or not
 */
ZhihuiAlertRow *
zhihui_alert_store_find (ZhihuiStore *store, const char *key)
{
  static const char sql[] = "SELECT " COLUMNS " FROM alert WHERE key = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiAlertRow   *one = NULL;

  zhihui_statement_bind_text (row, 1, key);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    one = read_row (row);
  zhihui_statement_reset (row);
  return one;
}

/**
 * zhihui_alert_store_load_steps:
 * @row: of an alert
 * @story: gets what happened to it since it was raised last, which began when its rule says, not
 *   when that was found
 */
gboolean
zhihui_alert_store_load_steps (ZhihuiStore          *store,
                               const ZhihuiAlertRow *row,
                               ZhihuiAlertStory     *story,
                               GError              **error)
{
  static const char sql[] = "SELECT what, at, level, count, by_whom, note FROM alert_change"
                            " WHERE key = ?1 AND episode = ?2 ORDER BY id LIMIT 200";
  ZhihuiStatement  *steps = zhihui_store_prepare (store, sql);
  ZhihuiStep        state;

  zhihui_statement_bind_text (steps, 1, row->key);
  zhihui_statement_bind_integer (steps, 2, row->episode);
  while ((state = zhihui_statement_step (steps)) == ZHIHUI_STEP_ROW)
    {
      const char      *what = zhihui_statement_get_text (steps, 0);
      gboolean         is_first = g_strcmp0 (what, "raised") == 0;
      ZhihuiAlertStep *step = zhihui_alert_story_add_step (
        story, what, is_first ? row->raised_at : zhihui_statement_get_integer (steps, 1));

      step->level = (ZhihuiLevel) zhihui_statement_get_integer (steps, 2);
      step->count = zhihui_statement_get_integer (steps, 3);
      step->by = g_strdup (zhihui_statement_get_text (steps, 4));
      step->note = g_strdup (zhihui_statement_get_text (steps, 5));
    }
  zhihui_statement_reset (steps);
  return state == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

static void
bind_id (ZhihuiStatement *row, guint parameter, gint64 id)
{
  if (id != 0)
    zhihui_statement_bind_integer (row, parameter, id);
  else
    zhihui_statement_bind_null (row, parameter);
}

static void
bind_row (ZhihuiStatement *row, const ZhihuiAlertRow *one)
{
  const struct
  {
    guint  parameter;
    gint64 value;
  } integers[] = { { 6, one->level },     { 7, one->top_level },  { 8, one->count },
                   { 9, one->k },         { 10, one->n },         { 11, one->is_desk_only },
                   { 12, one->is_open },  { 13, one->episode },   { 14, one->version },
                   { 15, one->first_at }, { 16, one->raised_at }, { 17, one->updated_at } };

  zhihui_statement_bind_text (row, 1, one->key);
  zhihui_statement_bind_text (row, 2, one->kind);
  zhihui_statement_bind_text (row, 3, one->subject);
  bind_id (row, 4, one->unit != ZHIHUI_NO_INDEX ? (gint64) one->unit + 1 : 0);
  bind_id (row, 5, one->case_id);
  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    zhihui_statement_bind_integer (row, integers[i].parameter, integers[i].value);
  zhihui_store_bind_instant (row, 18, one->resolved_at);
  zhihui_statement_bind_text (row, 19, one->acknowledged_by);
  zhihui_store_bind_instant (row, 20, one->acknowledged_at);
  zhihui_statement_bind_text (row, 21, one->note);
}

/**
 * zhihui_alert_store_write:
 * @turn: of the transaction
 */
gboolean
zhihui_alert_store_write (ZhihuiStore          *store,
                          const ZhihuiAlertRow *row,
                          gint64                turn,
                          GError              **error)
{
  static const char sql[] =
    "INSERT INTO alert (" COLUMNS ", turn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
    " ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)"
    " ON CONFLICT (key) DO UPDATE SET subject = excluded.subject, unit_id = excluded.unit_id,"
    " case_id = excluded.case_id, level = excluded.level, top_level = excluded.top_level,"
    " count = excluded.count, k = excluded.k, n = excluded.n, desk_only = excluded.desk_only,"
    " state = excluded.state, episode = excluded.episode, version = excluded.version,"
    " raised_at = excluded.raised_at, updated_at = excluded.updated_at,"
    " resolved_at = excluded.resolved_at, acknowledged_by = excluded.acknowledged_by,"
    " acknowledged_at = excluded.acknowledged_at, note = excluded.note, turn = excluded.turn";
  ZhihuiStatement *statement = zhihui_store_prepare (store, sql);

  bind_row (statement, row);
  zhihui_statement_bind_integer (statement, N_COLUMNS + 1, turn);
  return zhihui_statement_finish (statement, error);
}

gboolean
zhihui_alert_store_log (ZhihuiStore *store, const ZhihuiAlertChange *change, GError **error)
{
  static const char sql[] = "INSERT INTO alert_change (key, at, episode, version, what, level,"
                            " count, by_whom, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  gboolean          is_noted = g_str_equal (change->what, "acknowledged");

  zhihui_statement_bind_text (row, 1, change->row->key);
  zhihui_statement_bind_integer (row, 2, change->at);
  zhihui_statement_bind_integer (row, 3, change->episode);
  zhihui_statement_bind_integer (row, 4, change->version);
  zhihui_statement_bind_text (row, 5, change->what);
  zhihui_statement_bind_integer (row, 6, change->level);
  zhihui_statement_bind_integer (row, 7, change->count);
  zhihui_statement_bind_text (row, 8, is_noted ? change->row->acknowledged_by : NULL);
  zhihui_statement_bind_text (row, 9, is_noted ? change->row->note : NULL);
  return zhihui_statement_finish (row, error);
}
