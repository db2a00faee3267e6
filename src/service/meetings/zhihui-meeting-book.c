/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-book.h"

#include "zhihui-error.h"
#include "zhihui-meeting-step.h"

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, what);
  return FALSE;
}

static guint
get_state (const ZhihuiMeeting *meeting)
{
  static const guint states[] = {
    [ZHIHUI_MEETING_SCHEDULED] = ZHIHUI_MEETING_IS_SCHEDULED,
    [ZHIHUI_MEETING_OPEN] = ZHIHUI_MEETING_IS_OPEN,
    [ZHIHUI_MEETING_ENDED] = ZHIHUI_MEETING_IS_ENDED,
    [ZHIHUI_MEETING_CANCELLED] = ZHIHUI_MEETING_IS_CANCELLED,
    [ZHIHUI_MEETING_POSTPONED] = ZHIHUI_MEETING_IS_POSTPONED,
  };

  if (g_strcmp0 (meeting->word, "draft") == 0)
    return ZHIHUI_MEETING_IS_DRAFT;
  if (g_strcmp0 (meeting->word, "minuted") == 0)
    return ZHIHUI_MEETING_IS_MINUTED;
  if (g_strcmp0 (meeting->word, "tracked") == 0)
    return ZHIHUI_MEETING_IS_TRACKED;
  if (g_strcmp0 (meeting->word, "closed") == 0)
    return ZHIHUI_MEETING_IS_CLOSED;
  return states[meeting->state];
}

/* ---- the log ---- */

/* The meeting that an event of this id was entered for. */
static char *
dup_meeting_of_event (ZhihuiStore *store, const char *id)
{
  static const char sql[] = "SELECT m.code FROM meeting_event e JOIN meeting m"
                            " ON m.id = e.meeting_id WHERE e.id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  char             *code = NULL;

  zhihui_statement_bind_text (row, 1, id);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    code = g_strdup (zhihui_statement_get_text (row, 0));
  zhihui_statement_reset (row);
  return code;
}

/**
 * zhihui_meeting_book_knows:
 *
 * Returns: whether this event was entered for @meeting before: then it may come again, whatever
 *   has happened since
 */
gboolean
zhihui_meeting_book_knows (ZhihuiStore *store, const char *meeting, const ZhihuiMeetingEntry *entry)
{
  g_autofree char *code = dup_meeting_of_event (store, entry->id);

  return g_strcmp0 (code, meeting) == 0;
}

static gboolean
write_log (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_event (id, meeting_id, at, type, actor)"
                            " VALUES (?1, ?2, ?3, ?4, ?5)";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  g_autofree char  *name = zhihui_meeting_step_dup_name (self->entry->type);

  zhihui_statement_bind_text (row, 1, self->entry->id);
  zhihui_statement_bind_integer (row, 2, self->meeting);
  zhihui_statement_bind_integer (row, 3, self->at);
  zhihui_statement_bind_text (row, 4, name);
  zhihui_statement_bind_text (row, 5, self->entry->by);
  return zhihui_statement_finish (row, error);
}

static gint64
find_meeting (ZhihuiStore *store, const char *code, gint64 *last)
{
  static const char sql[] =
    "SELECT m.id, (SELECT MAX (at) FROM meeting_event WHERE meeting_id = m.id) FROM meeting m"
    " WHERE m.code = ?1";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  gint64           id = 0;

  zhihui_statement_bind_text (row, 1, code);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      id = zhihui_statement_get_integer (row, 0);
      *last = zhihui_store_get_instant (row, 1);
    }
  zhihui_statement_reset (row);
  return id;
}

static gboolean
set_moment (ZhihuiMeetingStep *self, gint64 last, GError **error)
{
  self->at = self->entry->time != ZHIHUI_NO_INSTANT ? self->entry->time : self->now;
  if (self->at > self->now)
    return refuse (error, "time is in the future");
  if (self->entry->time == ZHIHUI_NO_INSTANT && last != ZHIHUI_NO_INSTANT)
    self->at = MAX (self->at, last);
  return last == ZHIHUI_NO_INSTANT || self->at >= last ||
         refuse (error, "time is before what was entered last");
}

static gboolean
insert_meeting (ZhihuiMeetingStep *self, const char *code, gboolean is_draft, GError **error)
{
  static const char sql[] =
    "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, provider, join_url,"
    " expected, public_title, drafted, provider_key, changed_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) RETURNING id";
  const ZhihuiMeetingEntry *entry = self->entry;
  ZhihuiStatement          *row;
  gint64                    host;

  host = entry->host_unit != NULL ? zhihui_meeting_step_find_unit (self, entry->host_unit) : 0;
  if (host == 0)
    return refuse (error, "data.host_unit is missing or no unit");
  if (entry->title == NULL)
    return refuse (error, "data.title is missing");

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_text (row, 1, code);
  zhihui_statement_bind_text (row, 2, entry->kind != NULL ? entry->kind : "review");
  zhihui_statement_bind_text (row, 3, entry->title);
  zhihui_statement_bind_integer (row, 4, host);
  zhihui_statement_bind_integer (row, 5, entry->starts_at);
  zhihui_statement_bind_integer (row, 6, entry->ends_at);
  zhihui_statement_bind_text (row, 7, entry->provider != NULL ? entry->provider : "");
  zhihui_statement_bind_text (row, 8, entry->join_url);
  if (entry->expected >= 0)
    zhihui_statement_bind_integer (row, 9, entry->expected);
  zhihui_statement_bind_text (row, 10, entry->public_title);
  zhihui_statement_bind_integer (row, 11, is_draft ? 1 : 0);
  zhihui_statement_bind_text (row, 12, entry->provider_key);
  zhihui_statement_bind_integer (row, 13, self->now);
  self->meeting = zhihui_statement_take_id (row, error);
  return self->meeting != 0;
}

/**
 * zhihui_meeting_book_plan:
 * @entry: meeting.scheduled or meeting.drafted
 * @now: the platform's clock
 *
 * The caller holds the transaction, and takes it back after an error.
 *
 * Returns: (transfer full) (nullable): the code of the new meeting, or of the one that this event
 *   was taken for before
 */
char *
zhihui_meeting_book_plan (ZhihuiLifeCycle          *life_cycle,
                          const ZhihuiMeetingEntry *entry,
                          gint64                    now,
                          GError                  **error)
{
  ZhihuiMeetingStep self = { life_cycle, zhihui_life_cycle_get_store (life_cycle), entry, 0, now,
                             now };
  g_autofree char  *code = dup_meeting_of_event (self.store, entry->id);
  g_autofree char  *name = zhihui_meeting_step_dup_name (entry->type);
  g_autofree char  *hash = NULL;
  gboolean          is_draft = g_strcmp0 (name, "drafted") == 0;
  gboolean          good;

  if (code != NULL)
    return g_steal_pointer (&code);
  if (!is_draft && g_strcmp0 (name, "scheduled") != 0)
    {
      refuse (error, "type is neither meeting.scheduled nor meeting.drafted");
      return NULL;
    }
  if (!set_moment (&self, ZHIHUI_NO_INSTANT, error) ||
      !zhihui_meeting_step_check_plan (&self, error))
    return NULL;

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, entry->id, -1);
  code = g_strdup_printf ("m-%.12s", hash);
  good = insert_meeting (&self, code, is_draft, error) &&
         zhihui_meeting_step_write_units (&self, error) && write_log (&self, error) &&
         zhihui_meeting_step_write_cases (&self, error);
  return good ? g_steal_pointer (&code) : NULL;
}

static gboolean
check_entry (ZhihuiMeetingStep *self, const char *meeting, gint64 last, GError **error)
{
  g_autoptr (ZhihuiMeetings) found = NULL;

  if (!set_moment (self, last, error))
    return FALSE;

  found = zhihui_store_read_meeting (self->store, meeting, self->now, TRUE, error);
  return found != NULL && found->items->len > 0 &&
         zhihui_meeting_step_check (self->entry, get_state (found->items->pdata[0]), error);
}

/**
 * zhihui_meeting_book_enter:
 * @meeting: code of the meeting
 * @now: the platform's clock
 *
 * The same event again changes nothing and is no error. The caller holds the transaction, and takes
 * it back after an error.
 */
gboolean
zhihui_meeting_book_enter (ZhihuiLifeCycle          *life_cycle,
                           const char               *meeting,
                           const ZhihuiMeetingEntry *entry,
                           gint64                    now,
                           GError                  **error)
{
  ZhihuiMeetingStep self = { life_cycle, zhihui_life_cycle_get_store (life_cycle), entry, 0, now,
                             now };
  g_autofree char  *known = dup_meeting_of_event (self.store, entry->id);
  gint64            last = ZHIHUI_NO_INSTANT;

  if (known != NULL)
    return g_str_equal (known, meeting) || refuse (error, "id is that of another event");

  self.meeting = find_meeting (self.store, meeting, &last);
  if (self.meeting == 0)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, "there is no such meeting");
      return FALSE;
    }
  return check_entry (&self, meeting, last, error) && write_log (&self, error) &&
         zhihui_meeting_step_take (&self, error);
}
