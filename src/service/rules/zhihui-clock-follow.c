/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-change.h"
#include "zhihui-clock-table.h"
#include "zhihui-life-cycle.h"
#include "zhihui-store-audit.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-follow.h"
#include "zhihui-store-row.h"
#include "zhihui-store-working.h"

#define DAY_S 86400

/* Some cases: their clocks by the rules before and after. */
typedef struct
{
  ZhihuiStore        *store;
  ZhihuiLedger       *ledger; /* owned, as all that follows: the cases */
  ZhihuiLedger        old;    /* a view of it with the rules from before; owns nothing */
  ZhihuiClockRules   *old_rules;
  GByteArray         *old_duty;
  ZhihuiWorkCalendar *old_calendar, *calendar;
  ZhihuiZone         *zone;
  ZhihuiLifeCycle    *life_cycle; /* by the rules after */
  ZhihuiClockTable    before, after;
  gint64              now;
  const char         *note; /* not owned: for people who read the log */
  ZhihuiClockReport  *report;
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
                        .note = change->note };

  if (event.value == due_at)
    return TRUE;

  change->report->n_adjusted++;
  return zhihui_life_cycle_apply (change->life_cycle, &event, error);
}

/* ---- the reply: what happened to its clock happens again, by the new rules ---- */

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

/* By the rules before and after. */
static gboolean
replay_reply (const Change *change, guint index, gint64 *before, gint64 *after, GError **error)
{
  static const char       sql[] = "SELECT kind, at, value, detail FROM event"
                                  " WHERE case_id = ?1 AND assignment_id = ?2 ORDER BY id";
  const ZhihuiAssignment *one =
    &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiCaseRow *its_case =
    &g_array_index (change->ledger->cases, ZhihuiCaseRow, one->case_index);
  const ZhihuiClockTable *const tables[] = { &change->before, &change->after };
  Replay           replays[2] = { { *one, ZHIHUI_NO_INSTANT }, { *one, ZHIHUI_NO_INSTANT } };
  ZhihuiStatement *row = zhihui_store_prepare (change->store, sql);
  ZhihuiStep       step;

  for (guint i = 0; i < G_N_ELEMENTS (replays); i++)
    replays[i].one.due_at = zhihui_clock_table_get_due (
      tables[i], its_case, one->unit, ZHIHUI_CLOCK_REPLY, one->dispatched_at);
  zhihui_statement_bind_integer (row, 1, its_case->id);
  zhihui_statement_bind_integer (
    row, 2, g_array_index (change->ledger->rounds, ZhihuiRound, index).id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    for (guint i = 0; i < G_N_ELEMENTS (replays); i++)
      replay_event (tables[i], its_case, &replays[i], row);
  zhihui_statement_reset (row);
  *before = replays[0].one.due_at;
  *after = replays[1].one.due_at;
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (change->store), error);
}

/* A deadline that its rule did not give, since the rule was changed before, stays; and so does one
 * where the rules before or after have no such clock. */
static gboolean
is_kept (const Change *change, gint64 due_at, gint64 before, gint64 after)
{
  gboolean kept = before != due_at || before == ZHIHUI_NO_INSTANT || after == ZHIHUI_NO_INSTANT;

  change->report->n_kept += kept;
  return kept;
}

static gboolean
adjust_reply (const Change *change, guint index, GError **error)
{
  ZhihuiAssignment one = g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  gint64           before, after;

  if (one.due_at == ZHIHUI_NO_INSTANT)
    return TRUE;
  if (!replay_reply (change, index, &before, &after, error))
    return FALSE;
  if (before == after || is_kept (change, one.due_at, before, after))
    return TRUE;
  return adjust (change, index, ZHIHUI_ADJUST_BY_CALENDAR, one.due_at, after, error);
}

static gint64
get_sign_due (const ZhihuiClockTable *clocks,
              const ZhihuiCaseRow    *its_case,
              const ZhihuiAssignment *one)
{
  return zhihui_clock_table_get_due (
    clocks, its_case, one->unit, ZHIHUI_CLOCK_SIGN, one->dispatched_at);
}

static gint64
get_contact_due (const ZhihuiClockTable *clocks,
                 const ZhihuiCaseRow    *its_case,
                 const ZhihuiAssignment *one)
{
  gint64 start =
    zhihui_clock_table_contact_waits (clocks, its_case) ? one->signed_at : one->dispatched_at;

  return zhihui_clock_table_get_due (clocks, its_case, one->unit, ZHIHUI_CLOCK_CONTACT, start);
}

typedef gint64 (*GetDue) (const ZhihuiClockTable *clocks,
                          const ZhihuiCaseRow    *its_case,
                          const ZhihuiAssignment *one);

static gboolean
adjust_minutes (const Change    *change,
                guint            index,
                GetDue           get_due,
                ZhihuiAdjustment what,
                gint64           due_at,
                GError         **error)
{
  const ZhihuiAssignment *one =
    &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiCaseRow *its_case =
    &g_array_index (change->ledger->cases, ZhihuiCaseRow, one->case_index);
  gint64 before = get_due (&change->before, its_case, one);
  gint64 after = get_due (&change->after, its_case, one);

  if (before == after || due_at == ZHIHUI_NO_INSTANT || is_kept (change, due_at, before, after))
    return TRUE;
  return adjust (change, index, what, due_at, after, error);
}

static gboolean
adjust_assignment (const Change *change, guint index, GError **error)
{
  ZhihuiAssignment one = g_array_index (change->ledger->assignments, ZhihuiAssignment, index);

  change->report->n_open++;
  if (one.signed_at == ZHIHUI_NO_INSTANT &&
      !adjust_minutes (
        change, index, get_sign_due, ZHIHUI_ADJUST_SIGN_BY_CALENDAR, one.sign_due_at, error))
    return FALSE;
  if (one.contacted_at == ZHIHUI_NO_INSTANT && !adjust_minutes (change,
                                                                index,
                                                                get_contact_due,
                                                                ZHIHUI_ADJUST_CONTACT_BY_CALENDAR,
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

/* What happened to the clock of the case happens again, by the rules before and after. */
static gboolean
replay_case (const Change        *change,
             const ZhihuiCaseRow *its_case,
             ZhihuiCaseClock     *before,
             ZhihuiCaseClock     *after,
             GError             **error)
{
  static const char sql[] = "SELECT e.kind, e.at, e.value FROM event e"
                            " LEFT JOIN assignment a ON a.id = e.assignment_id"
                            " WHERE e.case_id = ?1 AND COALESCE (a.role, 'main') <> 'co'"
                            " ORDER BY e.id";
  ZhihuiStatement  *row = zhihui_store_prepare (change->store, sql);
  ZhihuiStep        step;

  zhihui_clock_table_start_case (&change->before, its_case, before);
  zhihui_clock_table_start_case (&change->after, its_case, after);
  zhihui_statement_bind_integer (row, 1, its_case->id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      const ZhihuiEvent event = { .kind = (ZhihuiEventKind) zhihui_statement_get_integer (row, 0),
                                  .at = zhihui_statement_get_integer (row, 1),
                                  .value = zhihui_statement_get_integer (row, 2) };

      zhihui_clock_table_move_case (&change->before, its_case, before, &event);
      zhihui_clock_table_move_case (&change->after, its_case, after, &event);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (change->store), error);
}

/* Moves @due_at when the rules differ about it; the event goes to the log of the case. */
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
                                 .note = change->note };

  if (before == after || is_kept (change, *due_at, before, after))
    return TRUE;
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
  if (!replay_case (change, its_case, &before, &after, error))
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

/* ---- what is early: replied on a working day before that of the deadline ---- */

static gboolean
judge_again (const Change *change, guint index, GError **error)
{
  ZhihuiAssignment *one = &g_array_index (change->ledger->assignments, ZhihuiAssignment, index);
  gboolean          was_early = one->is_early;

  zhihui_ledger_derive_assignment (change->ledger, index, change->calendar, change->zone);
  if (one->is_early == was_early)
    return TRUE;
  change->report->n_early++;
  return zhihui_store_note_case (
           change->store,
           g_array_index (change->ledger->cases, ZhihuiCaseRow, one->case_index).id,
           error) &&
         zhihui_store_write_assignment (change->store, change->ledger, index, error);
}

static gboolean
judge_replies (const Change *change, GError **error)
{
  for (guint i = 0; i < change->ledger->assignments->len; i++)
    if (!judge_again (change, i, error))
      return FALSE;
  return TRUE;
}

/* ---- some cases ---- */

static ZhihuiZone *
load_zone (ZhihuiStore *store, GError **error)
{
  g_autofree char *name = zhihui_store_get_setting (store, "time_zone");

  return zhihui_zone_new (name != NULL ? name : "Asia/Shanghai", error);
}

static void
clear_change (Change *change)
{
  g_clear_pointer (&change->life_cycle, zhihui_life_cycle_free);
  g_clear_pointer (&change->calendar, zhihui_work_calendar_unref);
  g_clear_pointer (&change->old_calendar, zhihui_work_calendar_unref);
  g_clear_pointer (&change->zone, zhihui_zone_unref);
  g_clear_pointer (&change->old_rules, zhihui_clock_rules_free);
  g_clear_pointer (&change->old_duty, g_byte_array_unref);
  g_clear_pointer (&change->ledger, zhihui_ledger_free);
}

static GByteArray *
list_duty (const ZhihuiClockSettings *settings, guint n_units)
{
  GByteArray *duty = g_byte_array_new ();

  g_byte_array_set_size (duty, n_units);
  memset (duty->data, 0, n_units);
  for (guint i = 0; i < settings->duty_units->len; i++)
    duty->data[g_array_index (settings->duty_units, guint, i)] = 1;
  return duty;
}

/* The rules before and after, of the cases that were read. */
static gboolean
load_rules (Change *change, const ZhihuiClockChange *what, GError **error)
{
  g_autoptr (ZhihuiClockSettings) was =
    zhihui_clock_settings_parse (what->was, change->ledger, TRUE, error);

  if (was == NULL || (change->zone = load_zone (change->store, error)) == NULL ||
      (change->old_calendar = zhihui_clock_settings_make_calendar (was, error)) == NULL ||
      (change->calendar = zhihui_store_load_calendar (change->store, error)) == NULL ||
      (change->old_rules = zhihui_store_make_clock_rules (change->store, was->rules, error)) ==
        NULL)
    return FALSE;

  change->old_duty = list_duty (was, change->ledger->units->len);
  change->old = *change->ledger;
  change->old.clock_rules = change->old_rules;
  change->old.unit_on_duty = change->old_duty;
  change->before = (ZhihuiClockTable){ &change->old, change->old_calendar, change->zone };
  change->after = (ZhihuiClockTable){ change->ledger, change->calendar, change->zone };
  change->life_cycle =
    zhihui_life_cycle_new (change->store, change->ledger, change->calendar, change->zone);
  return TRUE;
}

static gboolean
follow (Change *change, ZhihuiClockChange *what, guint n_cases, GError **error)
{
  const ZhihuiCasesAtATime some = {
    .after = what->done_to,
    .limit = n_cases,
    .of_replied = what->step == 1,
    .from = what->early_from,
    .to = what->early_to,
  };
  const GArray *cases = change->ledger->cases;

  if (!zhihui_store_load_some (change->store, change->ledger, &some, error) ||
      !load_rules (change, what, error))
    return FALSE;
  if (what->step == 1 ? !judge_replies (change, error)
                      : !adjust_assignments (change, error) || !adjust_cases (change, error) ||
                          !zhihui_life_cycle_flush (change->life_cycle, error))
    return FALSE;

  if (cases->len > 0)
    what->done_to = g_array_index (cases, ZhihuiCaseRow, cases->len - 1).id;
  if (cases->len < n_cases)
    {
      what->step = what->step == 0 && what->early_from != ZHIHUI_NO_INSTANT ? 1 : 2;
      what->done_to = 0;
    }
  return TRUE;
}

static gboolean
write_end (ZhihuiStore *store, const ZhihuiClockChange *what, GError **error)
{
  const ZhihuiAuditEntry entry = { .actor = "command",
                                   .action = "clock.adjusted",
                                   .subject = "open deadlines",
                                   .reason = what->reason,
                                   .n_rows = what->report.n_adjusted };

  return zhihui_store_write_audit (store, &entry, error);
}

static gboolean
go_on (ZhihuiStore *store, gint64 now, guint n_cases, ZhihuiClockChange *what, GError **error)
{
  Change   change = { .store = store,
                      .ledger = zhihui_ledger_new (),
                      .now = MAX (now, what->moment),
                      .note = what->reason,
                      .report = &what->report };
  gboolean done = follow (&change, what, n_cases, error) &&
                  (what->step < 2 || write_end (store, what, error)) &&
                  zhihui_clock_change_save (store, what, error);

  clear_change (&change);
  return done;
}

/**
 * zhihui_clock_change_go_on:
 * @n_cases: at most
 * @what: (out): what goes on; its step is 2 when nothing is left to be done
 *
 * The next cases of the change that is not done, in a transaction of their own: the deadlines that
 * are still open move to where they are by the new rules, each with a clock_adjusted event. One
 * that was made by neither set of rules, and what is closed, stay. A deadline never moves back into
 * a day that is over.
 */
gboolean
zhihui_clock_change_go_on (
  ZhihuiStore *store, gint64 now, guint n_cases, ZhihuiClockChange *what, GError **error)
{
  gboolean found = FALSE;

  g_return_val_if_fail (store != NULL && what != NULL && n_cases > 0, FALSE);

  *what = (ZhihuiClockChange){ 0 };
  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (zhihui_clock_change_find (store, what, &found, error) &&
      (!found || go_on (store, now, n_cases, what, error)) && zhihui_store_commit (store, error))
    {
      what->step = found ? what->step : 2;
      return TRUE;
    }

  zhihui_store_rollback (store);
  return FALSE;
}

/**
 * zhihui_clock_change_finish:
 * @report: (out): of the change that was done last; zeroes when there was none
 *
 * Goes on until no change is left. What is interrupted goes on with the next call, by whichever
 * program.
 */
gboolean
zhihui_clock_change_finish (ZhihuiStore       *store,
                            gint64             now,
                            ZhihuiClockReport *report,
                            GError           **error)
{
  gboolean is_left = TRUE;

  *report = (ZhihuiClockReport){ 0 };
  while (is_left)
    {
      g_auto (ZhihuiClockChange) what = { 0 };

      if (!zhihui_clock_change_go_on (store, now, ZHIHUI_CASES_AT_A_TIME, &what, error))
        return FALSE;
      is_left = what.id != 0;
      if (is_left)
        *report = what.report;
    }
  return TRUE;
}
