/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-import.h"

#include <glib/gi18n-lib.h>

#include "zhihui-calendar-writer.h"
#include "zhihui-error.h"

#define PLANNED_S 3600 /* a room without a planned end */
#define CODE_BYTES 16  /* of a hash: as many as make a code */

typedef struct
{
  ZhihuiStore               *store;
  const ZhihuiMeetingImport *import;
  ZhihuiMeetingImportReport *report;
  gint64                     host;
} Importing;

/* What is known of a meeting that was imported before. */
typedef struct
{
  gint64   id;
  gboolean is_same, has_begun;
} Known;

static gboolean
find_host (Importing *self, GError **error)
{
  static const char sql[] = "SELECT id FROM unit WHERE ?1 = '' OR code = ?1 ORDER BY id LIMIT 1";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_text (row, 1, self->import->host != NULL ? self->import->host : "");
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    self->host = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  if (self->host != 0)
    return TRUE;

  if (self->import->host != NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_NOT_FOUND,
                 _ ("There is no unit '%s' in this database"),
                 self->import->host);
  else
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no unit in this database"));
  return FALSE;
}

/* A code of ours for a thing of theirs, the same each time. */
static char *
make_code (Importing *self, const char *prefix, const char *key, gint64 recurrence_at)
{
  g_autofree char *text =
    g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT, self->import->source, key, recurrence_at);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%s-%.*s", prefix, CODE_BYTES, hash);
}

static gint64
get_recurrence (const ZhihuiAgendaMeeting *meeting)
{
  return meeting->recurrence_at != ZHIHUI_NO_INSTANT ? meeting->recurrence_at : 0;
}

static gboolean
find_event (Importing *self, const ZhihuiAgendaMeeting *meeting, Known *known)
{
  static const char sql[] =
    "SELECT id, title, starts_at, ends_at, join_url, cancelled_at, started_at FROM meeting"
    " WHERE uid = ?1 AND recurrence_at = ?2";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  gboolean         found;

  zhihui_statement_bind_text (row, 1, meeting->uid);
  zhihui_statement_bind_integer (row, 2, get_recurrence (meeting));
  found = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  if (found)
    {
      known->id = zhihui_statement_get_integer (row, 0);
      known->has_begun = !zhihui_statement_is_null (row, 6);
      known->is_same = g_strcmp0 (zhihui_statement_get_text (row, 1), meeting->title) == 0 &&
                       zhihui_statement_get_integer (row, 2) == meeting->starts_at &&
                       zhihui_statement_get_integer (row, 3) == meeting->ends_at &&
                       g_strcmp0 (zhihui_statement_get_text (row, 4), meeting->join_url) == 0 &&
                       zhihui_statement_is_null (row, 5) == !meeting->cancelled;
    }
  zhihui_statement_reset (row);
  return found;
}

static gboolean
insert_event (Importing *self, const ZhihuiAgendaMeeting *meeting, GError **error)
{
  static const char sql[] =
    "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, cancelled_at,"
    " provider, join_url, uid, recurrence_at, sequence, changed_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  g_autofree char *code = make_code (self, "f", meeting->uid, get_recurrence (meeting));

  zhihui_statement_bind_text (row, 1, code);
  zhihui_statement_bind_text (row, 2, self->import->kind);
  zhihui_statement_bind_text (row, 3, meeting->title);
  zhihui_statement_bind_integer (row, 4, self->host);
  zhihui_statement_bind_integer (row, 5, meeting->starts_at);
  zhihui_statement_bind_integer (row, 6, meeting->ends_at);
  zhihui_store_bind_instant (row, 7, meeting->cancelled ? self->import->now : ZHIHUI_NO_INSTANT);
  zhihui_statement_bind_text (row, 8, self->import->source);
  if (meeting->join_url != NULL)
    zhihui_statement_bind_text (row, 9, meeting->join_url);
  zhihui_statement_bind_text (row, 10, meeting->uid);
  zhihui_statement_bind_integer (row, 11, get_recurrence (meeting));
  zhihui_statement_bind_integer (row, 12, meeting->sequence);
  zhihui_statement_bind_integer (row, 13, self->import->now);
  return zhihui_statement_finish (row, error);
}

static gboolean
update_event (Importing *self, gint64 id, const ZhihuiAgendaMeeting *meeting, GError **error)
{
  static const char sql[] =
    "UPDATE meeting SET title = ?2, starts_at = ?3, ends_at = ?4, join_url = ?5,"
    " cancelled_at = CASE WHEN ?6 = 0 THEN NULL ELSE COALESCE (cancelled_at, ?7) END,"
    " sequence = sequence + 1, changed_at = ?7 WHERE id = ?1";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_text (row, 2, meeting->title);
  zhihui_statement_bind_integer (row, 3, meeting->starts_at);
  zhihui_statement_bind_integer (row, 4, meeting->ends_at);
  if (meeting->join_url != NULL)
    zhihui_statement_bind_text (row, 5, meeting->join_url);
  zhihui_statement_bind_integer (row, 6, meeting->cancelled ? 1 : 0);
  zhihui_statement_bind_integer (row, 7, self->import->now);
  return zhihui_statement_finish (row, error);
}

static gboolean
take_event (Importing *self, const ZhihuiAgendaMeeting *meeting, GError **error)
{
  Known known = { 0 };

  if (zhihui_calendar_is_own_uid (meeting->uid, self->import->authority))
    {
      self->report->n_own++;
      return TRUE;
    }
  if (!find_event (self, meeting, &known))
    {
      self->report->n_new++;
      return insert_event (self, meeting, error);
    }
  /* What was held is history, whatever the calendar says afterwards. */
  if (known.is_same || known.has_begun)
    {
      self->report->n_same++;
      return TRUE;
    }
  self->report->n_updated++;
  return update_event (self, known.id, meeting, error);
}

static char *
make_event_key (const char *uid, gint64 recurrence_at)
{
  return g_strdup_printf ("%s\n%" G_GINT64_FORMAT, uid, recurrence_at);
}

/* Of what this feed told before and tells no more, what is still to come. */
static GArray *
find_missing (Importing *self, const ZhihuiAgenda *feed)
{
  static const char sql[] =
    "SELECT id, uid, recurrence_at FROM meeting WHERE provider = ?1 AND uid IS NOT NULL"
    " AND starts_at >= ?2 AND starts_at < ?3 AND starts_at > ?4"
    " AND started_at IS NULL AND cancelled_at IS NULL";
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray          *missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

  for (guint i = 0; i < feed->meetings->len; i++)
    {
      const ZhihuiAgendaMeeting *meeting = feed->meetings->pdata[i];

      g_hash_table_add (told, make_event_key (meeting->uid, get_recurrence (meeting)));
    }

  zhihui_statement_bind_text (row, 1, self->import->source);
  zhihui_statement_bind_integer (row, 2, feed->from);
  zhihui_statement_bind_integer (row, 3, feed->to);
  zhihui_statement_bind_integer (row, 4, self->import->now);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64           id = zhihui_statement_get_integer (row, 0);
      g_autofree char *key =
        make_event_key (zhihui_statement_get_text (row, 1), zhihui_statement_get_integer (row, 2));

      if (!g_hash_table_contains (told, key))
        g_array_append_val (missing, id);
    }
  zhihui_statement_reset (row);
  return missing;
}

static gboolean
cancel_missing (Importing *self, const ZhihuiAgenda *feed, GError **error)
{
  static const char sql[] = "UPDATE meeting SET cancelled_at = ?2, changed_at = ?2,"
                            " sequence = sequence + 1 WHERE id = ?1";
  g_autoptr (GArray) missing = find_missing (self, feed);

  for (guint i = 0; i < missing->len; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

      zhihui_statement_bind_integer (row, 1, g_array_index (missing, gint64, i));
      zhihui_statement_bind_integer (row, 2, self->import->now);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
      self->report->n_cancelled++;
    }
  return TRUE;
}

static gboolean
finish (Importing *self, gboolean good, GError **error)
{
  if (good && zhihui_store_commit (self->store, error))
    return TRUE;

  zhihui_store_rollback (self->store);
  *self->report = (ZhihuiMeetingImportReport){ 0 };
  return FALSE;
}

/**
 * zhihui_meeting_import_feed:
 *
 * All of it or nothing. Meetings are found again by UID and RECURRENCE-ID. What the feed tells no
 * more is cancelled if it is still to come, unless the feed was not read whole. Imported titles are
 * for desks: a public title is given by a person. Events of our own calendar are passed over.
 */
gboolean
zhihui_meeting_import_feed (ZhihuiStore               *store,
                            const ZhihuiMeetingImport *import,
                            const ZhihuiAgenda        *feed,
                            ZhihuiMeetingImportReport *report,
                            GError                   **error)
{
  Importing self = { store, import, report, 0 };
  gboolean  good = TRUE;

  g_return_val_if_fail (store != NULL && import != NULL && feed != NULL, FALSE);

  *report = (ZhihuiMeetingImportReport){ 0 };
  if (!find_host (&self, error) || !zhihui_store_begin (store, error))
    return FALSE;

  for (guint i = 0; i < feed->meetings->len && good; i++)
    good = take_event (&self, feed->meetings->pdata[i], error);
  if (good && feed->n_beyond == 0 && feed->n_refused == 0)
    good = cancel_missing (&self, feed, error);
  return finish (&self, good, error);
}

static gint64
get_end (const ZhihuiRoom *room, gint64 now)
{
  if (room->ended_at != ZHIHUI_NO_INSTANT)
    return room->ended_at;
  return room->was_forced_to_end ? now : ZHIHUI_NO_INSTANT;
}

static gint64
get_begin (const ZhihuiRoom *room, gint64 now)
{
  if (room->started_at != ZHIHUI_NO_INSTANT)
    return room->started_at;
  return room->created_at != ZHIHUI_NO_INSTANT ? room->created_at : now;
}

static gboolean
insert_room (Importing *self, const ZhihuiRoom *room, gboolean *is_new, GError **error)
{
  static const char sql[] =
    "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, provider,"
    " provider_key, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    " ON CONFLICT (provider, provider_key) DO NOTHING";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  g_autofree char *code = make_code (self, "r", room->id, 0);
  gint64           begin = get_begin (room, self->import->now);

  zhihui_statement_bind_text (row, 1, code);
  zhihui_statement_bind_text (row, 2, self->import->kind);
  zhihui_statement_bind_text (row, 3, room->name);
  zhihui_statement_bind_integer (row, 4, self->host);
  zhihui_statement_bind_integer (row, 5, begin);
  zhihui_statement_bind_integer (row, 6, begin + PLANNED_S);
  zhihui_statement_bind_text (row, 7, self->import->source);
  zhihui_statement_bind_text (row, 8, room->id);
  zhihui_statement_bind_integer (row, 9, self->import->now);
  if (!zhihui_statement_finish (row, error))
    return FALSE;

  *is_new = zhihui_statement_get_n_changed (row) > 0;
  return TRUE;
}

/* Provider's start opens the meeting, provider's end ends it; what people wrote stays. */
static gboolean
update_room (Importing *self, const ZhihuiRoom *room, gboolean *is_changed, GError **error)
{
  static const char sql[] =
    "UPDATE meeting SET started_at = COALESCE (started_at, ?3), ended_at = COALESCE (ended_at, ?4),"
    " attending = ?5, postponed_at = CASE WHEN ?3 IS NULL THEN postponed_at ELSE NULL END,"
    " changed_at = ?6 WHERE provider = ?1 AND provider_key = ?2 AND cancelled_at IS NULL"
    " AND (COALESCE (started_at, -1) <> COALESCE (started_at, ?3, -1)"
    " OR COALESCE (ended_at, -1) <> COALESCE (ended_at, ?4, -1)"
    " OR COALESCE (attending, -1) <> COALESCE (?5, -1))";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  gint64           now = self->import->now;
  gint64           end = get_end (room, now);
  gboolean         has_begun = room->is_running || end != ZHIHUI_NO_INSTANT;

  zhihui_statement_bind_text (row, 1, self->import->source);
  zhihui_statement_bind_text (row, 2, room->id);
  zhihui_store_bind_instant (row, 3, has_begun ? get_begin (room, now) : ZHIHUI_NO_INSTANT);
  zhihui_store_bind_instant (row, 4, end);
  if (room->is_running)
    zhihui_statement_bind_integer (row, 5, room->n_participants);
  zhihui_statement_bind_integer (row, 6, now);
  if (!zhihui_statement_finish (row, error))
    return FALSE;

  *is_changed = zhihui_statement_get_n_changed (row) > 0;
  return TRUE;
}

static gboolean
take_room (Importing *self, const ZhihuiRoom *room, GError **error)
{
  gboolean is_new = FALSE, is_changed = FALSE;

  if (!insert_room (self, room, &is_new, error) || !update_room (self, room, &is_changed, error))
    return FALSE;

  if (is_new)
    self->report->n_new++;
  else if (is_changed)
    self->report->n_updated++;
  else
    self->report->n_same++;
  return TRUE;
}

/* A room that is open here and that the server does not know any more has ended. */
static gboolean
end_missing (Importing *self, const GPtrArray *rooms, GError **error)
{
  static const char open[] =
    "SELECT id, provider_key FROM meeting WHERE provider = ?1 AND provider_key IS NOT NULL"
    " AND started_at IS NOT NULL AND ended_at IS NULL AND cancelled_at IS NULL";
  static const char end[] =
    "UPDATE meeting SET ended_at = ?2, changed_at = ?2, attending = NULL WHERE id = ?1";
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZhihuiStatement *row = zhihui_store_prepare (self->store, open);

  for (guint i = 0; i < rooms->len; i++)
    g_hash_table_add (told, ((ZhihuiRoom *) rooms->pdata[i])->id);
  zhihui_statement_bind_text (row, 1, self->import->source);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64 id = zhihui_statement_get_integer (row, 0);

      if (!g_hash_table_contains (told, zhihui_statement_get_text (row, 1)))
        g_array_append_val (missing, id);
    }
  zhihui_statement_reset (row);

  for (guint i = 0; i < missing->len; i++)
    {
      row = zhihui_store_prepare (self->store, end);
      zhihui_statement_bind_integer (row, 1, g_array_index (missing, gint64, i));
      zhihui_statement_bind_integer (row, 2, self->import->now);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
      self->report->n_updated++;
    }
  return TRUE;
}

/**
 * zhihui_meeting_import_rooms:
 * @rooms: (element-type ZhihuiRoom): all that the server knows now
 *
 * A room that a meeting of ours names (provider and provider_key) is that meeting's; any other
 * becomes a meeting of its own.
 */
gboolean
zhihui_meeting_import_rooms (ZhihuiStore               *store,
                             const ZhihuiMeetingImport *import,
                             const GPtrArray           *rooms,
                             ZhihuiMeetingImportReport *report,
                             GError                   **error)
{
  Importing self = { store, import, report, 0 };
  gboolean  good = TRUE;

  g_return_val_if_fail (store != NULL && import != NULL && rooms != NULL, FALSE);

  *report = (ZhihuiMeetingImportReport){ 0 };
  if (!find_host (&self, error) || !zhihui_store_begin (store, error))
    return FALSE;

  for (guint i = 0; i < rooms->len && good; i++)
    good = take_room (&self, rooms->pdata[i], error);
  good = good && end_missing (&self, rooms, error);
  return finish (&self, good, error);
}
