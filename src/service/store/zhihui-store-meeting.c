/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-meeting.h"
#include "zhihui-portrait.h"
#include "zhihui-store.h"

/* Columns of a meeting as it is asked for below. */
enum
{
  MEETING_ID,
  MEETING_CODE,
  MEETING_KIND,
  MEETING_TITLE,
  MEETING_STARTS,
  MEETING_ENDS,
  MEETING_STARTED,
  MEETING_ENDED,
  MEETING_CANCELLED,
  MEETING_POSTPONED,
  MEETING_HOST,
  MEETING_EXPECTED,
  MEETING_JOIN_URL,
  MEETING_PUBLIC_TITLE,
  MEETING_DRAFTED,
  MEETING_MINUTED,
  MEETING_TRACKED,
  MEETING_CLOSED,
  MEETING_RECEIVED,
  MEETING_ATTENDING,
  MEETING_UID,
  MEETING_SEQUENCE,
  MEETING_CHANGED,
  MEETING_ROOM,
};

#define MEETING_COLUMNS                                                                            \
  "m.id, m.code, m.kind, m.title, m.starts_at, m.ends_at, m.started_at, m.ended_at,"               \
  " m.cancelled_at, m.postponed_at, u.short_name, m.expected, m.join_url, m.public_title,"         \
  " m.drafted, m.minuted_at, m.tracked_at, m.closed_at, m.received, m.attending, m.uid,"           \
  " m.sequence, m.changed_at, m.room FROM meeting m JOIN unit u ON u.id = m.host_unit"

static gboolean
has_come (ZhihuiStatement *row, guint column, gint64 now)
{
  gint64 at = zhihui_store_get_instant (row, column);

  return at != ZHIHUI_NO_INSTANT && at <= now;
}

/* Who is invited, and who of them has come. */
static void
read_units (ZhihuiStore *self, gint64 id, gint64 now, ZhihuiMeeting *meeting)
{
  static const char sql[] = "SELECT u.short_name, m.joined_at FROM meeting_unit m JOIN unit u"
                            " ON u.id = m.unit_id WHERE m.meeting_id = ?1 ORDER BY u.id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  meeting->units = g_ptr_array_new_with_free_func (g_free);
  meeting->joined = g_ptr_array_new_with_free_func (g_free);
  meeting->joined_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  zhihui_statement_bind_integer (row, 1, id);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      const char *name = zhihui_statement_get_text (row, 0);

      g_ptr_array_add (meeting->units, g_strdup (name));
      if (has_come (row, 1, now))
        {
          gint64 at = zhihui_store_get_instant (row, 1);

          g_ptr_array_add (meeting->joined, g_strdup (name));
          g_array_append_val (meeting->joined_at, at);
        }
    }
  zhihui_statement_reset (row);
}

static GPtrArray *
read_cases (ZhihuiStore *self, gint64 id)
{
  static const char sql[] =
    "SELECT case_id, stage FROM meeting_case WHERE meeting_id = ?1 ORDER BY case_id";
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, id);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);
      gint64             stage = zhihui_statement_get_integer (row, 1);

      one->id = g_strdup_printf ("c-%" G_GINT64_FORMAT, zhihui_statement_get_integer (row, 0));
      one->topic = g_strdup ("");
      one->type = g_strdup ("");
      one->unit = g_strdup ("");
      one->stage = g_strdup (
        zhihui_case_state_get_id ((ZhihuiCaseState) CLAMP (stage, 0, ZHIHUI_N_CASE_STATES - 1)));
      g_ptr_array_add (cases, one);
    }
  zhihui_statement_reset (row);
  return cases;
}

/* The state of a decision whose columns are its due day, its word and when it was done. */
static const char *
judge_decision (ZhihuiStatement *row, int due, int word, int done, gint64 now)
{
  gint64 due_at = zhihui_store_get_instant (row, due);

  if (has_come (row, done, now) || (zhihui_statement_is_null (row, done) &&
                                    g_strcmp0 (zhihui_statement_get_text (row, word), "done") == 0))
    return "done";
  return due_at != ZHIHUI_NO_INSTANT && due_at < now ? "overdue" : "open";
}

static GPtrArray *
read_decisions (ZhihuiStore *self, gint64 id, gint64 now, gboolean for_desk)
{
  static const char sql[] =
    "SELECT d.id, d.text, u.short_name, d.due_at, d.state, d.done_at, d.public_text"
    " FROM decision d"
    " LEFT JOIN unit u ON u.id = d.unit_id"
    " WHERE d.meeting_id = ?1 AND (d.made_at IS NULL OR d.made_at <= ?2) ORDER BY d.id";
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, now);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiDecision *decision = g_new0 (ZhihuiDecision, 1);
      const char     *unit = zhihui_statement_get_text (row, 2);
      const char     *text = zhihui_statement_get_text (row, for_desk ? 1 : 6);

      decision->id = g_strdup_printf ("d-%" G_GINT64_FORMAT, zhihui_statement_get_integer (row, 0));
      decision->text = g_strdup (text != NULL ? text : "");
      decision->unit = g_strdup (unit != NULL ? unit : "");
      decision->due_at = zhihui_store_get_instant (row, 3);
      decision->state = g_strdup (judge_decision (row, 3, 4, 5, now));
      g_ptr_array_add (decisions, decision);
    }
  zhihui_statement_reset (row);
  return decisions;
}

/**
 * zhihui_store_read_unit_decisions:
 * @unit: code of the unit
 * @now: what was decided, done or due later is not known yet
 * @max: of them
 *
 * Returns: (transfer full) (element-type ZhihuiUnitDecision): what falls to the unit, for desks:
 * what is open first, by when it is due, then what is done, latest first
 */
GPtrArray *
zhihui_store_read_unit_decisions (ZhihuiStore *self, const char *unit, gint64 now, guint max)
{
  static const char sql[] =
    "SELECT d.id, d.text, d.due_at, d.state, d.done_at, m.code, m.title,"
    " COALESCE (m.started_at, m.starts_at),"
    " CASE WHEN d.done_at <= ?2 OR (d.done_at IS NULL AND d.state = 'done') THEN 1 ELSE 0 END"
    " AS over FROM decision d JOIN meeting m ON m.id = d.meeting_id"
    " JOIN unit u ON u.id = d.unit_id WHERE u.code = ?1 AND (d.made_at IS NULL OR d.made_at <= ?2)"
    " ORDER BY over, CASE WHEN over = 0 THEN COALESCE (d.due_at, 9999999999) ELSE 0 END, d.id DESC"
    " LIMIT ?3";
  GPtrArray *decisions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_decision_free);
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_text (row, 1, unit);
  zhihui_statement_bind_integer (row, 2, now);
  zhihui_statement_bind_integer (row, 3, max);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiUnitDecision *decision = g_new0 (ZhihuiUnitDecision, 1);

      decision->id = g_strdup_printf ("d-%" G_GINT64_FORMAT, zhihui_statement_get_integer (row, 0));
      decision->text = g_strdup (zhihui_statement_get_text (row, 1));
      decision->due_at = zhihui_store_get_instant (row, 2);
      decision->state = g_strdup (judge_decision (row, 2, 3, 4, now));
      decision->meeting = g_strdup (zhihui_statement_get_text (row, 5));
      decision->title = g_strdup (zhihui_statement_get_text (row, 6));
      decision->held_at = zhihui_store_get_instant (row, 7);
      g_ptr_array_add (decisions, decision);
    }
  zhihui_statement_reset (row);
  return decisions;
}

/* How many are in the room: as the provider counts, else the units that have joined. */
static int
count_present (ZhihuiStore *self, gint64 id, gint64 now)
{
  static const char sql[] =
    "SELECT COUNT(*) FROM meeting_unit WHERE meeting_id = ?1 AND joined_at <= ?2";
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  int              n = 0;

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, now);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    n = (int) zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

/* Ended by somebody, or nobody said that it is over. */
static gboolean
is_over (ZhihuiStatement *row, gint64 now)
{
  gint64 ends_at = zhihui_statement_get_integer (row, MEETING_ENDS);
  gint64 started_at = zhihui_store_get_instant (row, MEETING_STARTED);

  return has_come (row, MEETING_ENDED, now) ||
         (started_at != ZHIHUI_NO_INSTANT &&
          now >= MAX (ends_at, started_at) + ZHIHUI_MEETING_FORGOTTEN_S);
}

/* How far what a meeting came to has got. */
static const char *
judge_word (ZhihuiStatement *row, gint64 now)
{
  if (has_come (row, MEETING_CLOSED, now))
    return "closed";
  if (has_come (row, MEETING_TRACKED, now))
    return "tracked";
  return has_come (row, MEETING_MINUTED, now) ? "minuted" : NULL;
}

/* What came last, as far as the reader's clock has come. @word: finer than the state, or NULL. */
static ZhihuiMeetingState
judge_state (ZhihuiStatement *row, gint64 now, const char **word)
{
  gboolean is_draft = zhihui_statement_get_integer (row, MEETING_DRAFTED) != 0;

  *word = NULL;
  if (has_come (row, MEETING_CANCELLED, now))
    return ZHIHUI_MEETING_CANCELLED;
  if (is_over (row, now))
    {
      *word = judge_word (row, now);
      return ZHIHUI_MEETING_ENDED;
    }
  if (has_come (row, MEETING_STARTED, now))
    return ZHIHUI_MEETING_OPEN;
  if (has_come (row, MEETING_POSTPONED, now))
    return ZHIHUI_MEETING_POSTPONED;

  *word = is_draft ? "draft" : NULL;
  return ZHIHUI_MEETING_SCHEDULED;
}

static int
get_count (ZhihuiStatement *row, guint column)
{
  return zhihui_statement_is_null (row, column) ? -1
                                                : (int) zhihui_statement_get_integer (row, column);
}

static ZhihuiMeeting *
read_meeting (ZhihuiStore *self, ZhihuiStatement *row, gint64 now, gboolean for_desk)
{
  gint64         id = zhihui_statement_get_integer (row, MEETING_ID);
  gboolean       is_started = has_come (row, MEETING_STARTED, now);
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);
  const char    *title =
    zhihui_statement_get_text (row, for_desk ? MEETING_TITLE : MEETING_PUBLIC_TITLE);
  const char *word;

  meeting->id = g_strdup (zhihui_statement_get_text (row, MEETING_CODE));
  meeting->kind = g_strdup (zhihui_statement_get_text (row, MEETING_KIND));
  meeting->title = g_strdup (title != NULL ? title : "");
  meeting->starts_at = zhihui_statement_get_integer (row, MEETING_STARTS);
  meeting->ends_at = zhihui_statement_get_integer (row, MEETING_ENDS);
  meeting->started_at =
    is_started ? zhihui_store_get_instant (row, MEETING_STARTED) : ZHIHUI_NO_INSTANT;
  meeting->state = judge_state (row, now, &word);
  meeting->word = g_strdup (word);
  meeting->host = g_strdup (zhihui_statement_get_text (row, MEETING_HOST));
  read_units (self, id, now, meeting);
  meeting->cases = read_cases (self, id);
  meeting->decisions = read_decisions (self, id, now, for_desk);
  meeting->n_cases = meeting->cases->len;
  meeting->participants_expected = get_count (row, MEETING_EXPECTED);
  meeting->participants_now = -1;
  if (meeting->state == ZHIHUI_MEETING_OPEN)
    meeting->participants_now = !zhihui_statement_is_null (row, MEETING_ATTENDING)
                                  ? get_count (row, MEETING_ATTENDING)
                                  : count_present (self, id, now);
  meeting->received = is_started ? get_count (row, MEETING_RECEIVED) : -1;
  meeting->uid = g_strdup (zhihui_statement_get_text (row, MEETING_UID));
  meeting->sequence = zhihui_statement_get_integer (row, MEETING_SEQUENCE);
  meeting->changed_at = zhihui_store_get_instant (row, MEETING_CHANGED);
  if (for_desk)
    {
      meeting->join_url = g_strdup (zhihui_statement_get_text (row, MEETING_JOIN_URL));
      meeting->room = g_strdup (zhihui_statement_get_text (row, MEETING_ROOM));
    }
  return meeting;
}

static gboolean
take_rows (ZhihuiStore     *self,
           ZhihuiStatement *row,
           ZhihuiMeetings  *meetings,
           gboolean         for_desk,
           GError         **error)
{
  ZhihuiStep step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    if (for_desk || zhihui_statement_get_integer (row, MEETING_DRAFTED) == 0)
      g_ptr_array_add (meetings->items, read_meeting (self, row, meetings->stamp.as_of, for_desk));
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE || zhihui_database_fail (zhihui_store_get_database (self), error);
}

static ZhihuiMeetings *
new_list (gint64 from, gint64 to, gint64 now)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();

  meetings->stamp.as_of = now;
  meetings->window.from = from;
  meetings->window.to = to;
  return meetings;
}

/**
 * zhihui_store_read_meetings:
 * @from: planned start from here,
 * @to: and before here
 * @now: the platform's clock: decides what is open and ended and who has joined
 * @for_desk: with the whole title, the address to join, drafts and what was decided; else title
 *   and decisions are the public ones, "" where there is none
 *
 * Returns: (transfer full) (nullable): the meetings by planned start; the stamp has as_of = @now
 *   and no revision
 */
ZhihuiMeetings *
zhihui_store_read_meetings (
  ZhihuiStore *self, gint64 from, gint64 to, gint64 now, gboolean for_desk, GError **error)
{
  static const char sql[] = "SELECT " MEETING_COLUMNS " WHERE m.starts_at >= ?1"
                            " AND m.starts_at < ?2 ORDER BY m.starts_at, m.id";
  g_autoptr (ZhihuiMeetings) meetings = NULL;
  ZhihuiStatement *row;

  g_return_val_if_fail (self != NULL, NULL);

  meetings = new_list (from, to, now);
  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, to);
  return take_rows (self, row, meetings, for_desk, error) ? g_steal_pointer (&meetings) : NULL;
}

/**
 * zhihui_store_read_meeting:
 * @code: of the meeting
 *
 * Returns: (transfer full) (nullable): as zhihui_store_read_meetings(), with this meeting alone or
 *   empty
 */
ZhihuiMeetings *
zhihui_store_read_meeting (
  ZhihuiStore *self, const char *code, gint64 now, gboolean for_desk, GError **error)
{
  static const char sql[] = "SELECT " MEETING_COLUMNS " WHERE m.code = ?1";
  g_autoptr (ZhihuiMeetings) meetings = NULL;
  ZhihuiStatement *row;

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  meetings = new_list (now, now, now);
  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (row, 1, code);
  if (!take_rows (self, row, meetings, for_desk, error))
    return NULL;

  if (meetings->items->len > 0)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[0];

      meetings->window.from = meeting->starts_at;
      meetings->window.to = MAX (meeting->ends_at, meeting->starts_at + 1);
    }
  return g_steal_pointer (&meetings);
}

/**
 * zhihui_store_dup_join_url:
 * @code: of a meeting
 *
 * Returns: (transfer full) (nullable): the address under which it is joined: for whom that is, is
 *   up to the caller
 */
char *
zhihui_store_dup_join_url (ZhihuiStore *self, const char *code)
{
  static const char sql[] = "SELECT join_url FROM meeting WHERE code = ?1";
  ZhihuiStatement  *row;
  char             *url = NULL;

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (row, 1, code);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    url = g_strdup (zhihui_statement_get_text (row, 0));
  zhihui_statement_reset (row);
  return url;
}

/* Up to @n numbers of the one row that @sql gives about a window. */
static gboolean
read_numbers (ZhihuiStore        *self,
              const char         *sql,
              const ZhihuiWindow *window,
              gint64              now,
              gint64 *const      *numbers,
              guint               n,
              GError            **error)
{
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  gboolean         good;

  zhihui_statement_bind_integer (row, 1, window->from);
  zhihui_statement_bind_integer (row, 2, window->to);
  zhihui_statement_bind_integer (row, 3, now);
  good = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  for (guint i = 0; good && i < n; i++)
    *numbers[i] = zhihui_statement_get_integer (row, i);
  zhihui_statement_reset (row);
  return good || zhihui_database_fail (zhihui_store_get_database (self), error);
}

/**
 * zhihui_store_total_meetings:
 * @meetings: of zhihui_store_read_meetings(): its window and moment; totals are set
 *
 * A session is a meeting that was begun and not cancelled; a case counts once however often it was
 * discussed; decisions are those made in meetings of the window.
 */
gboolean
zhihui_store_total_meetings (ZhihuiStore *self, ZhihuiMeetings *meetings, GError **error)
{
  static const char held[] = "SELECT COUNT(*), COALESCE (SUM (m.received), 0) FROM meeting m"
                             " WHERE m.starts_at >= ?1 AND m.starts_at < ?2 AND m.started_at <= ?3"
                             " AND (m.cancelled_at IS NULL OR m.cancelled_at > ?3)";
  static const char cases[] =
    "SELECT COUNT(DISTINCT c.case_id) FROM meeting_case c JOIN meeting m ON m.id = c.meeting_id"
    " WHERE m.starts_at >= ?1 AND m.starts_at < ?2 AND m.started_at <= ?3"
    " AND (m.cancelled_at IS NULL OR m.cancelled_at > ?3)";
  static const char decisions[] =
    "SELECT COUNT(*), COALESCE (SUM (CASE WHEN s.done = 0 THEN 1 ELSE 0 END), 0),"
    " COALESCE (SUM (CASE WHEN s.done = 0 AND s.due_at < ?3 THEN 1 ELSE 0 END), 0) FROM"
    " (SELECT d.due_at, CASE WHEN d.done_at <= ?3 OR (d.done_at IS NULL AND d.state = 'done')"
    " THEN 1 ELSE 0 END AS done FROM decision d JOIN meeting m ON m.id = d.meeting_id"
    " WHERE m.starts_at >= ?1 AND m.starts_at < ?2"
    " AND (d.made_at IS NULL OR d.made_at <= ?3)) s";
  ZhihuiMeetingTotals *totals;
  gint64               now;

  g_return_val_if_fail (self != NULL && meetings != NULL, FALSE);

  totals = &meetings->totals;
  now = meetings->stamp.as_of;
  meetings->has_totals =
    read_numbers (self,
                  held,
                  &meetings->window,
                  now,
                  (gint64 *const[]){ &totals->sessions, &totals->received },
                  2,
                  error) &&
    read_numbers (
      self, cases, &meetings->window, now, (gint64 *const[]){ &totals->cases }, 1, error) &&
    read_numbers (
      self,
      decisions,
      &meetings->window,
      now,
      (gint64 *const[]){ &totals->decisions, &totals->decisions_open, &totals->decisions_overdue },
      3,
      error);
  return meetings->has_totals;
}
