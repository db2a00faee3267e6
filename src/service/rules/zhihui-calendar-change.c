/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-change.h"

#include "zhihui-clock-table.h"
#include "zhihui-life-cycle.h"
#include "zhihui-store-audit.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-row.h"

/* For people who read the log. */
#define CALENDAR_NOTE "calendar"

/* One loading of notices: the clocks by the calendar before and after. */
typedef struct
{
  ZhihuiStore          *store;
  ZhihuiLedger         *ledger;
  ZhihuiClockTable      before, after;
  ZhihuiLifeCycle      *life_cycle; /* by the calendar after */
  gint64                now;
  ZhihuiCalendarReport *report;
} Change;

/* A deadline never moves back into a day that is over already. */
static gint64
soften (const Change *change, gint64 due_at, gint64 new_due_at)
{
  ZhihuiZone *zone = change->after.zone;
  gint64      end_of_today =
    zhihui_zone_day_start (zone, zhihui_zone_day_of (zone, change->now) + 1) - 1;

  return MAX (new_due_at, MIN (due_at, end_of_today));
}

static gboolean
adjust (const Change    *change,
        guint            index,
        ZhihuiAdjustment what,
        gint64           due_at,
        gint64           new_due_at,
        GError         **error)
{
  const ZhihuiAssignment *one =
    &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  ZhihuiEvent event = { .at = change->now,
                        .kind = ZHIHUI_EVENT_CLOCK_ADJUSTED,
                        .case_index = one->case_index,
                        .unit = one->unit,
                        .is_co = !one->is_main,
                        .value = soften (change, due_at, new_due_at),
                        .detail = what,
                        .note = CALENDAR_NOTE };

  if (event.value == due_at)
    return TRUE;

  change->report->n_adjusted++;
  return zhihui_life_cycle_apply (change->life_cycle, &event, error);
}

/* ---- the reply: what happened to its clock happens again, by the new calendar ---- */

typedef struct
{
  ZhihuiAssignment one; /* its deadline as far as it has come */
  gint64           suspended_at;
} Replay;

static void
replay_event (const ZhihuiClockTable *clocks,
              const ZhihuiCaseRow    *its_case,
              Replay                 *replay,
              ZhihuiStatement        *row)
{
  gint64 at = zhihui_statement_get_integer (row, 1);
  gint64 value = zhihui_statement_get_integer (row, 2);
  gint64 what = zhihui_statement_get_integer (row, 3);

  switch ((guint) zhihui_statement_get_integer (row, 0))
    {
    case ZHIHUI_EVENT_EXTENDED:
      replay->one.due_at = zhihui_clock_table_extend (clocks, its_case, &replay->one, value);
      break;
    case ZHIHUI_EVENT_SUSPENDED:
      replay->suspended_at = at;
      break;
    case ZHIHUI_EVENT_RESUMED:
      replay->one.due_at =
        zhihui_clock_table_resume (clocks, its_case, &replay->one, replay->suspended_at, at);
      break;
    case ZHIHUI_EVENT_RETURN_REQUESTED:
      replay->one.return_req_at = at;
      break;
    case ZHIHUI_EVENT_RETURN_DECIDED:
      replay->one.return_decided_at = at;
      if (value == 0)
        replay->one.due_at = zhihui_clock_table_make_good (clocks, its_case, &replay->one);
      break;
    case ZHIHUI_EVENT_CLOCK_ADJUSTED:
      if (what == ZHIHUI_ADJUST_REPLY)
        replay->one.due_at = value; /* set by hand */
      break;
    default:
      break;
    }
}

static gboolean
replay_reply (
  const Change *change, const ZhihuiClockTable *clocks, guint index, gint64 *due_at, GError **error)
{
  static const char       sql[] = "SELECT kind, at, value, detail FROM event"
                                  " WHERE case_id = ?1 AND assignment_id = ?2 ORDER BY id";
  const ZhihuiAssignment *one =
    &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiRound   *round = &g_array_index (change->ledger->rounds, ZhihuiRound, index);
  const ZhihuiCaseRow *its_case =
    &g_array_index (change->ledger->cases, ZhihuiCaseRow, one->case_index);
  Replay           replay = { .suspended_at = ZHIHUI_NO_INSTANT };
  ZhihuiStatement *row = zhihui_store_prepare (change->store, sql);
  ZhihuiStep       step;

  replay.one = *one;
  replay.one.due_at = zhihui_clock_table_get_due (
    clocks, its_case, one->unit, ZHIHUI_CLOCK_REPLY, one->dispatched_at);
  zhihui_statement_bind_integer (row, 1, its_case->id);
  zhihui_statement_bind_integer (row, 2, round->id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    replay_event (clocks, its_case, &replay, row);
  zhihui_statement_reset (row);
  *due_at = replay.one.due_at;
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (change->store), error);
}

/* A deadline that its rule does not give any more, since the rule was changed, stays. */
static gboolean
adjust_reply (const Change *change, guint index, GError **error)
{
  ZhihuiAssignment one = g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  gint64           before, after;

  if (one.due_at == ZHIHUI_NO_INSTANT)
    return TRUE;
  if (!replay_reply (change, &change->before, index, &before, error) ||
      !replay_reply (change, &change->after, index, &after, error))
    return FALSE;
  if (before == after)
    return TRUE;
  if (before != one.due_at)
    {
      change->report->n_kept++;
      return TRUE;
    }
  return adjust (change, index, ZHIHUI_ADJUST_BY_CALENDAR, one.due_at, after, error);
}

static gboolean
adjust_minutes (const Change    *change,
                guint            index,
                ZhihuiClockId    id,
                ZhihuiAdjustment what,
                gint64           start,
                gint64           due_at,
                GError         **error)
{
  const ZhihuiAssignment *one =
    &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiCaseRow *its_case =
    &g_array_index (change->ledger->cases, ZhihuiCaseRow, one->case_index);
  gint64 before = zhihui_clock_table_get_due (&change->before, its_case, one->unit, id, start);
  gint64 after = zhihui_clock_table_get_due (&change->after, its_case, one->unit, id, start);

  if (before == after || due_at == ZHIHUI_NO_INSTANT)
    return TRUE;
  if (before != due_at)
    {
      change->report->n_kept++;
      return TRUE;
    }
  return adjust (change, index, what, due_at, after, error);
}

static gboolean
adjust_assignment (const Change *change, guint index, GError **error)
{
  ZhihuiAssignment one = g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  gint64           contact_start =
    one.contact_due_at != ZHIHUI_NO_INSTANT && one.signed_at != ZHIHUI_NO_INSTANT &&
        zhihui_clock_table_contact_waits (
          &change->after, &g_array_index (change->ledger->cases, ZhihuiCaseRow, one.case_index))
                ? one.signed_at
                : one.dispatched_at;

  change->report->n_open++;
  if (one.signed_at == ZHIHUI_NO_INSTANT && !adjust_minutes (change,
                                                             index,
                                                             ZHIHUI_CLOCK_SIGN,
                                                             ZHIHUI_ADJUST_SIGN_BY_CALENDAR,
                                                             one.dispatched_at,
                                                             one.sign_due_at,
                                                             error))
    return FALSE;
  if (one.contacted_at == ZHIHUI_NO_INSTANT && !adjust_minutes (change,
                                                                index,
                                                                ZHIHUI_CLOCK_CONTACT,
                                                                ZHIHUI_ADJUST_CONTACT_BY_CALENDAR,
                                                                contact_start,
                                                                one.contact_due_at,
                                                                error))
    return FALSE;
  return adjust_reply (change, index, error);
}

/* The assignment of the main unit, and the parts of co-units that have no reply. */
static gboolean
adjust_assignments_of (const Change *change, guint case_index, GError **error)
{
  const ZhihuiCaseRow *its_case = &g_array_index (change->ledger->cases, ZhihuiCaseRow, case_index);
  guint                part = zhihui_ledger_get_co_part (change->ledger, case_index);

  if (its_case->current == ZHIHUI_NO_INDEX)
    return TRUE;
  if (its_case->state != ZHIHUI_CASE_REPLIED &&
      !adjust_assignment (change, its_case->current, error))
    return FALSE;

  for (; part != ZHIHUI_NO_INDEX;
       part = g_array_index (change->ledger->rounds, ZhihuiRound, part).previous)
    if (g_array_index (change->ledger->assignments, ZhihuiAssignment, part).replied_at ==
          ZHIHUI_NO_INSTANT &&
        !adjust_assignment (change, part, error))
      return FALSE;
  return TRUE;
}

static gboolean
adjust_assignments (const Change *change, GError **error)
{
  for (guint i = 0; i < change->ledger->cases->len; i++)
    {
      guint8 state = g_array_index (change->ledger->cases, ZhihuiCaseRow, i).state;

      if (state >= ZHIHUI_CASE_DISPATCHED && state <= ZHIHUI_CASE_REPLIED &&
          !adjust_assignments_of (change, i, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- the clocks of whole cases ---- */

/* What happened to the clock of the case happens again, by another calendar. */
static gboolean
replay_case (const Change           *change,
             const ZhihuiClockTable *clocks,
             const ZhihuiCaseRow    *its_case,
             ZhihuiCaseClock        *clock,
             GError                **error)
{
  static const char sql[] = "SELECT e.kind, e.at, e.value FROM event e"
                            " LEFT JOIN assignment a ON a.id = e.assignment_id"
                            " WHERE e.case_id = ?1 AND COALESCE (a.role, 'main') <> 'co'"
                            " ORDER BY e.id";
  ZhihuiStatement  *row = zhihui_store_prepare (change->store, sql);
  ZhihuiStep        step;

  zhihui_clock_table_start_case (clocks, its_case, clock);
  zhihui_statement_bind_integer (row, 1, its_case->id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      const ZhihuiEvent event = { .kind = (ZhihuiEventKind) zhihui_statement_get_integer (row, 0),
                                  .at = zhihui_statement_get_integer (row, 1),
                                  .value = zhihui_statement_get_integer (row, 2) };

      zhihui_clock_table_move_case (clocks, its_case, clock, &event);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (change->store), error);
}

/* Moves @due_at when the calendars differ about it; the event goes to the log of the case. */
static gboolean
adjust_case_clock (const Change    *change,
                   guint            case_index,
                   ZhihuiAdjustment what,
                   gint64          *due_at,
                   gint64           before,
                   gint64           after,
                   GError         **error)
{
  const ZhihuiCaseRow *its_case = &g_array_index (change->ledger->cases, ZhihuiCaseRow, case_index);
  ZhihuiEvent          event = { .at = change->now,
                                 .kind = ZHIHUI_EVENT_CLOCK_ADJUSTED,
                                 .case_index = case_index,
                                 .detail = what,
                                 .note = CALENDAR_NOTE };

  if (before == after)
    return TRUE;
  if (before != *due_at)
    {
      change->report->n_kept++;
      return TRUE;
    }
  event.value = soften (change, before, after);
  if (event.value == before)
    return TRUE;

  *due_at = event.value;
  change->report->n_adjusted++;
  return zhihui_store_write_event (change->store, its_case->id, 0, -1, &event, error) != 0;
}

static gboolean
adjust_case (const Change *change, guint case_index, ZhihuiCaseClock *clock, GError **error)
{
  const ZhihuiCaseRow *its_case = &g_array_index (change->ledger->cases, ZhihuiCaseRow, case_index);
  ZhihuiCaseClock      before, after;
  guint                n_adjusted = change->report->n_adjusted;

  if (its_case->closed_at != ZHIHUI_NO_INSTANT)
    return TRUE;
  if (!replay_case (change, &change->before, its_case, &before, error) ||
      !replay_case (change, &change->after, its_case, &after, error))
    return FALSE;

  if (its_case->accepted_at == ZHIHUI_NO_INSTANT &&
      !adjust_case_clock (change,
                          case_index,
                          ZHIHUI_ADJUST_NOTICE_BY_CALENDAR,
                          &clock->notice_due_at,
                          before.notice_due_at,
                          after.notice_due_at,
                          error))
    return FALSE;
  if (!adjust_case_clock (change,
                          case_index,
                          ZHIHUI_ADJUST_CLOSE_BY_CALENDAR,
                          &clock->close_due_at,
                          before.close_due_at,
                          after.close_due_at,
                          error))
    return FALSE;
  return change->report->n_adjusted == n_adjusted ||
         zhihui_store_write_case_clock (change->store, its_case->id, clock, error);
}

static gboolean
adjust_cases (const Change *change, GError **error)
{
  for (guint i = 0; i < change->ledger->cases->len; i++)
    {
      ZhihuiCaseClock *clock =
        g_hash_table_lookup (change->ledger->case_clocks, GUINT_TO_POINTER (i));

      if (clock != NULL && !adjust_case (change, i, clock, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- the loading ---- */

static gboolean
write_notices (const Change *change, GPtrArray *notices, const char *source, GError **error)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const ZhihuiNotice    *notice = notices->pdata[i];
      g_autofree char       *subject = g_strdup_printf ("calendar %d", notice->year);
      const ZhihuiAuditEntry entry = { .actor = "command",
                                       .action = "calendar.loaded",
                                       .subject = subject,
                                       .reason = source,
                                       .n_rows = notice->days->len };

      if (!zhihui_store_write_notice (change->store, notice, source, change->now, error) ||
          !zhihui_store_write_audit (change->store, &entry, error))
        return FALSE;
    }
  change->report->n_years = notices->len;
  return TRUE;
}

static gboolean
write_end (const Change *change, GError **error)
{
  const ZhihuiAuditEntry entry = { .actor = "command",
                                   .action = "clock.adjusted",
                                   .subject = "open deadlines",
                                   .reason = "calendar",
                                   .n_rows = change->report->n_adjusted };

  return zhihui_store_write_audit (change->store, &entry, error);
}

static ZhihuiZone *
load_zone (ZhihuiStore *store, GError **error)
{
  g_autofree char *name = zhihui_store_get_setting (store, "time_zone");

  return zhihui_zone_new (name != NULL ? name : "Asia/Shanghai", error);
}

/* In the caller's transaction. */
static gboolean
run (Change *change, GPtrArray *notices, const char *source, GError **error)
{
  g_autoptr (ZhihuiWorkCalendar) before = zhihui_store_load_calendar (change->store, error);
  g_autoptr (ZhihuiWorkCalendar) after = NULL;
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;

  if (before == NULL || !zhihui_store_load_ledger (change->store, change->ledger, error) ||
      !write_notices (change, notices, source, error))
    return FALSE;
  after = zhihui_store_load_calendar (change->store, error);
  if (after == NULL)
    return FALSE;

  life_cycle = zhihui_life_cycle_new (change->store, change->ledger, after, change->after.zone);
  change->life_cycle = life_cycle;
  change->before.calendar = before;
  change->after.calendar = after;
  return adjust_assignments (change, error) && adjust_cases (change, error) &&
         zhihui_life_cycle_flush (life_cycle, error) && write_end (change, error);
}

/**
 * zhihui_calendar_change_run:
 * @notices: (element-type ZhihuiNotice): settled, no year twice
 * @source: name of the file, for the audit log
 * @now: the platform's moment
 * @report: (out): what was changed
 *
 * Writes the notices and moves the deadlines that are still open to where they are by the new
 * calendar: each with a clock_adjusted event, all in one transaction. What is closed stays. A
 * deadline never moves back into a day that is over.
 *
 * Returns: %FALSE with @error; nothing has happened then
 */
gboolean
zhihui_calendar_change_run (ZhihuiStore          *store,
                            GPtrArray            *notices,
                            const char           *source,
                            gint64                now,
                            ZhihuiCalendarReport *report,
                            GError              **error)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiZone) zone = NULL;
  Change change = { .store = store, .ledger = ledger, .now = now, .report = report };

  g_return_val_if_fail (store != NULL && notices != NULL && report != NULL, FALSE);

  *report = (ZhihuiCalendarReport){ 0 };
  zone = load_zone (store, error);
  if (zone == NULL || !zhihui_store_begin (store, error))
    return FALSE;

  change.before = (ZhihuiClockTable){ ledger, NULL, zone };
  change.after = change.before;
  if (run (&change, notices, source, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}
