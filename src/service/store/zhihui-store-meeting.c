/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-store.h"

#define FORGOTTEN_S (4 * 3600) /* after its planned end a meeting is over */

void
zhihui_ack_free (ZhihuiAck *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->by);
  g_free (self->note);
  g_free (self);
}

/**
 * zhihui_store_acknowledge:
 * @key: of the alert
 * @by: the name of the person
 *
 * A second acknowledgement of the same key replaces the first.
 */
gboolean
zhihui_store_acknowledge (
  ZhihuiStore *self, const char *key, const char *by, const char *note, gint64 at, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO alert_ack (key, by, note, at)"
                            " VALUES (?, ?, ?, ?)";
  sqlite3_stmt     *statement;

  g_return_val_if_fail (self != NULL && key != NULL && by != NULL, FALSE);

  statement = zhihui_store_prepare (self, sql);
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, by, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, note != NULL ? note : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, at);
  return zhihui_store_finish (self, statement, error);
}

/**
 * zhihui_store_read_acks:
 *
 * Returns: (transfer full) (element-type utf8 ZhihuiAck): by key; empty when there is none
 */
GHashTable *
zhihui_store_read_acks (ZhihuiStore *self, GError **error)
{
  static const char sql[] = "SELECT key, by, note, at FROM alert_ack";
  g_autoptr (GHashTable) acks =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) zhihui_ack_free);
  sqlite3_stmt *row;
  int           result;

  g_return_val_if_fail (self != NULL, NULL);

  row = zhihui_store_prepare (self, sql);
  while ((result = sqlite3_step (row)) == SQLITE_ROW)
    {
      ZhihuiAck *ack = g_new0 (ZhihuiAck, 1);

      ack->key = g_strdup ((const char *) sqlite3_column_text (row, 0));
      ack->by = g_strdup ((const char *) sqlite3_column_text (row, 1));
      ack->note = g_strdup ((const char *) sqlite3_column_text (row, 2));
      ack->at = sqlite3_column_int64 (row, 3);
      g_hash_table_insert (acks, ack->key, ack);
    }
  sqlite3_reset (row);

  if (result == SQLITE_DONE)
    return g_steal_pointer (&acks);

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, sqlite3_errmsg (zhihui_store_get_handle (self)));
  return NULL;
}

static GPtrArray *
read_texts (ZhihuiStore *self, const char *sql, gint64 id, gint64 now)
{
  GPtrArray    *texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *row = zhihui_store_prepare (self, sql);

  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (row, 2, now);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (row, 0)));
  sqlite3_reset (row);
  return texts;
}

static gint64
count (ZhihuiStore *self, const char *sql, gint64 id, gint64 now)
{
  sqlite3_stmt *row = zhihui_store_prepare (self, sql);
  gint64        n = 0;

  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (row, 2, now);
  if (sqlite3_step (row) == SQLITE_ROW)
    n = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return n;
}

static ZhihuiMeetingState
judge_state (sqlite3_stmt *row, gint64 now)
{
  gint64 ends_at = sqlite3_column_int64 (row, 5);
  gint64 started_at = zhihui_store_get_instant (row, 6);
  gint64 ended_at = zhihui_store_get_instant (row, 7);
  gint64 cancelled_at = zhihui_store_get_instant (row, 8);
  gint64 postponed_at = zhihui_store_get_instant (row, 9);

  if (cancelled_at != ZHIHUI_NO_INSTANT && cancelled_at <= now)
    return ZHIHUI_MEETING_CANCELLED;
  if (ended_at != ZHIHUI_NO_INSTANT && ended_at <= now)
    return ZHIHUI_MEETING_ENDED;
  /* Nobody said that it is over. */
  if (started_at != ZHIHUI_NO_INSTANT && now >= MAX (ends_at, started_at) + FORGOTTEN_S)
    return ZHIHUI_MEETING_ENDED;
  if (started_at != ZHIHUI_NO_INSTANT && started_at <= now)
    return ZHIHUI_MEETING_OPEN;
  if (postponed_at != ZHIHUI_NO_INSTANT && postponed_at <= now)
    return ZHIHUI_MEETING_POSTPONED;
  return ZHIHUI_MEETING_SCHEDULED;
}

static ZhihuiMeeting *
read_meeting (ZhihuiStore *self, sqlite3_stmt *row, gint64 now, gboolean for_desk)
{
  static const char units_sql[] = "SELECT u.short_name FROM meeting_unit m JOIN unit u"
                                  " ON u.id = m.unit_id WHERE m.meeting_id = ? AND ?2 = ?2"
                                  " ORDER BY u.id";
  static const char decisions_sql[] = "SELECT text FROM decision WHERE meeting_id = ?"
                                      " AND (made_at IS NULL OR made_at <= ?) ORDER BY id";
  static const char cases_sql[] = "SELECT COUNT(*) FROM meeting_case WHERE meeting_id = ?"
                                  " AND ?2 = ?2";
  static const char present_sql[] = "SELECT COUNT(*) FROM meeting_unit WHERE meeting_id = ?"
                                    " AND joined_at <= ?";
  gint64            id = sqlite3_column_int64 (row, 0);
  ZhihuiMeeting    *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup ((const char *) sqlite3_column_text (row, 1));
  meeting->kind = g_strdup ((const char *) sqlite3_column_text (row, 2));
  meeting->title = g_strdup ((const char *) sqlite3_column_text (row, 3));
  meeting->starts_at = sqlite3_column_int64 (row, 4);
  meeting->ends_at = sqlite3_column_int64 (row, 5);
  meeting->started_at = zhihui_store_get_instant (row, 6);
  meeting->state = judge_state (row, now);
  meeting->host = g_strdup ((const char *) sqlite3_column_text (row, 10));
  meeting->units = read_texts (self, units_sql, id, now);
  meeting->decisions = read_texts (self, decisions_sql, id, now);
  meeting->n_cases = (guint) count (self, cases_sql, id, now);
  meeting->participants_expected =
    sqlite3_column_type (row, 11) == SQLITE_NULL ? -1 : sqlite3_column_int (row, 11);
  meeting->participants_now =
    meeting->state == ZHIHUI_MEETING_OPEN ? (int) count (self, present_sql, id, now) : -1;
  if (for_desk)
    meeting->join_url = g_strdup ((const char *) sqlite3_column_text (row, 12));
  return meeting;
}

/**
 * zhihui_store_read_meetings:
 * @from: planned start from here,
 * @to: and before here
 * @now: the platform's clock: decides what is open and ended and who has joined
 * @for_desk: with the address to join
 *
 * Returns: (transfer full) (nullable): the meetings by planned start; the stamp has as_of = @now
 *   and no revision
 */
ZhihuiMeetings *
zhihui_store_read_meetings (
  ZhihuiStore *self, gint64 from, gint64 to, gint64 now, gboolean for_desk, GError **error)
{
  static const char sql[] =
    "SELECT m.id, m.code, m.kind, m.title, m.starts_at, m.ends_at, m.started_at, m.ended_at,"
    " m.cancelled_at, m.postponed_at, u.short_name, m.expected, m.join_url FROM meeting m"
    " JOIN unit u ON u.id = m.host_unit WHERE m.starts_at >= ? AND m.starts_at < ?"
    " ORDER BY m.starts_at, m.id";
  g_autoptr (ZhihuiMeetings) meetings = NULL;
  sqlite3_stmt *row;
  int           result;

  g_return_val_if_fail (self != NULL, NULL);

  meetings = zhihui_meetings_new ();
  meetings->stamp.as_of = now;
  meetings->window.from = from;
  meetings->window.to = to;

  row = zhihui_store_prepare (self, sql);
  sqlite3_bind_int64 (row, 1, from);
  sqlite3_bind_int64 (row, 2, to);
  while ((result = sqlite3_step (row)) == SQLITE_ROW)
    g_ptr_array_add (meetings->items, read_meeting (self, row, now, for_desk));
  sqlite3_reset (row);

  if (result == SQLITE_DONE)
    return g_steal_pointer (&meetings);

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, sqlite3_errmsg (zhihui_store_get_handle (self)));
  return NULL;
}
