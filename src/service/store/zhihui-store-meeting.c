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
  static const char sql[] = "INSERT INTO alert_ack (key, by, note, at) VALUES (?, ?, ?, ?)"
                            " ON CONFLICT (key) DO UPDATE SET by = excluded.by,"
                            " note = excluded.note, at = excluded.at";
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && key != NULL && by != NULL, FALSE);

  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, key);
  zhihui_statement_bind_text (statement, 2, by);
  zhihui_statement_bind_text (statement, 3, note != NULL ? note : "");
  zhihui_statement_bind_integer (statement, 4, at);
  return zhihui_statement_finish (statement, error);
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
  ZhihuiStatement *row;
  ZhihuiStep       result;

  g_return_val_if_fail (self != NULL, NULL);

  row = zhihui_store_prepare (self, sql);
  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiAck *ack = g_new0 (ZhihuiAck, 1);

      ack->key = g_strdup (zhihui_statement_get_text (row, 0));
      ack->by = g_strdup (zhihui_statement_get_text (row, 1));
      ack->note = g_strdup (zhihui_statement_get_text (row, 2));
      ack->at = zhihui_statement_get_integer (row, 3);
      g_hash_table_insert (acks, ack->key, ack);
    }
  zhihui_statement_reset (row);

  if (result == ZHIHUI_STEP_DONE)
    return g_steal_pointer (&acks);

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_FAILED,
                       zhihui_database_get_message (zhihui_store_get_database (self)));
  return NULL;
}

static GPtrArray *
read_texts (ZhihuiStore *self, const char *sql, gint64 id, gint64 now)
{
  GPtrArray       *texts = g_ptr_array_new_with_free_func (g_free);
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, now);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    g_ptr_array_add (texts, g_strdup (zhihui_statement_get_text (row, 0)));
  zhihui_statement_reset (row);
  return texts;
}

static gint64
count (ZhihuiStore *self, const char *sql, gint64 id, gint64 now)
{
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  gint64           n = 0;

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, now);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

static ZhihuiMeetingState
judge_state (ZhihuiStatement *row, gint64 now)
{
  gint64 ends_at = zhihui_statement_get_integer (row, 5);
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
read_meeting (ZhihuiStore *self, ZhihuiStatement *row, gint64 now, gboolean for_desk)
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
  gint64            id = zhihui_statement_get_integer (row, 0);
  ZhihuiMeeting    *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (zhihui_statement_get_text (row, 1));
  meeting->kind = g_strdup (zhihui_statement_get_text (row, 2));
  meeting->title = g_strdup (zhihui_statement_get_text (row, 3));
  meeting->starts_at = zhihui_statement_get_integer (row, 4);
  meeting->ends_at = zhihui_statement_get_integer (row, 5);
  meeting->started_at = zhihui_store_get_instant (row, 6);
  meeting->state = judge_state (row, now);
  meeting->host = g_strdup (zhihui_statement_get_text (row, 10));
  meeting->units = read_texts (self, units_sql, id, now);
  meeting->decisions = read_texts (self, decisions_sql, id, now);
  meeting->n_cases = (guint) count (self, cases_sql, id, now);
  meeting->participants_expected =
    zhihui_statement_is_null (row, 11) ? -1 : zhihui_statement_get_integer (row, 11);
  meeting->participants_now =
    meeting->state == ZHIHUI_MEETING_OPEN ? (int) count (self, present_sql, id, now) : -1;
  if (for_desk)
    meeting->join_url = g_strdup (zhihui_statement_get_text (row, 12));
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
  ZhihuiStatement *row;
  ZhihuiStep       result;

  g_return_val_if_fail (self != NULL, NULL);

  meetings = zhihui_meetings_new ();
  meetings->stamp.as_of = now;
  meetings->window.from = from;
  meetings->window.to = to;

  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, to);
  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    g_ptr_array_add (meetings->items, read_meeting (self, row, now, for_desk));
  zhihui_statement_reset (row);

  if (result == ZHIHUI_STEP_DONE)
    return g_steal_pointer (&meetings);

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_FAILED,
                       zhihui_database_get_message (zhihui_store_get_database (self)));
  return NULL;
}
