/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-table.h"

/**
 * zhihui_clock_table_find_limit:
 * @limit: (out): in minutes on duty for the sign and contact clocks of a unit that has that option
 */
gboolean
zhihui_clock_table_find_limit (const ZhihuiClockTable *self,
                               const ZhihuiCaseRow    *its_case,
                               guint                   unit,
                               ZhihuiClockId           id,
                               ZhihuiLimit            *limit)
{
  const ZhihuiClockRule *rule =
    zhihui_clock_rules_find (self->ledger->clock_rules, its_case->type, its_case->channel, id);

  if (rule == NULL)
    return FALSE;

  *limit = rule->limit;
  if ((id == ZHIHUI_CLOCK_SIGN || id == ZHIHUI_CLOCK_CONTACT) &&
      limit->kind == ZHIHUI_LIMIT_MINUTES && unit < self->ledger->unit_on_duty->len &&
      self->ledger->unit_on_duty->data[unit])
    limit->kind = ZHIHUI_LIMIT_DUTY_MINUTES;
  return TRUE;
}

/**
 * zhihui_clock_table_get_due:
 * @start: when the clock starts, %ZHIHUI_NO_INSTANT not yet
 *
 * Returns: the last second in time; %ZHIHUI_NO_INSTANT when there is no such clock or it has not
 *   started
 */
gint64
zhihui_clock_table_get_due (const ZhihuiClockTable *self,
                            const ZhihuiCaseRow    *its_case,
                            guint                   unit,
                            ZhihuiClockId           id,
                            gint64                  start)
{
  ZhihuiLimit limit;

  if (start == ZHIHUI_NO_INSTANT ||
      !zhihui_clock_table_find_limit (self, its_case, unit, id, &limit))
    return ZHIHUI_NO_INSTANT;
  return zhihui_deadline_get (&limit, start, self->calendar, self->zone, NULL);
}

/**
 * zhihui_clock_table_contact_waits:
 *
 * Returns: whether the contact clock starts with the signature
 */
gboolean
zhihui_clock_table_contact_waits (const ZhihuiClockTable *self, const ZhihuiCaseRow *its_case)
{
  const ZhihuiClockRule *rule = zhihui_clock_rules_find (
    self->ledger->clock_rules, its_case->type, its_case->channel, ZHIHUI_CLOCK_CONTACT);

  return rule != NULL && rule->from_sign;
}

/**
 * zhihui_clock_table_start:
 * @one: (inout): unit and dispatched_at are set; gets its deadlines
 */
void
zhihui_clock_table_start (const ZhihuiClockTable *self,
                          const ZhihuiCaseRow    *its_case,
                          ZhihuiAssignment       *one)
{
  gint64 at = one->dispatched_at;

  one->sign_due_at = zhihui_clock_table_get_due (self, its_case, one->unit, ZHIHUI_CLOCK_SIGN, at);
  one->contact_due_at =
    zhihui_clock_table_contact_waits (self, its_case)
      ? ZHIHUI_NO_INSTANT
      : zhihui_clock_table_get_due (self, its_case, one->unit, ZHIHUI_CLOCK_CONTACT, at);
  one->due_at = zhihui_clock_table_get_due (self, its_case, one->unit, ZHIHUI_CLOCK_REPLY, at);
}

/**
 * zhihui_clock_table_sign:
 * @one: (inout): signed_at is set; a contact clock that waited for it starts
 */
void
zhihui_clock_table_sign (const ZhihuiClockTable *self,
                         const ZhihuiCaseRow    *its_case,
                         ZhihuiAssignment       *one)
{
  if (zhihui_clock_table_contact_waits (self, its_case))
    one->contact_due_at =
      zhihui_clock_table_get_due (self, its_case, one->unit, ZHIHUI_CLOCK_CONTACT, one->signed_at);
}

/**
 * zhihui_clock_table_extend:
 * @n_days: more
 *
 * Returns: the extended deadline of the reply
 */
gint64
zhihui_clock_table_extend (const ZhihuiClockTable *self,
                           const ZhihuiCaseRow    *its_case,
                           const ZhihuiAssignment *one,
                           gint64                  n_days)
{
  ZhihuiLimit limit;

  if (n_days < 1 ||
      !zhihui_clock_table_find_limit (self, its_case, one->unit, ZHIHUI_CLOCK_REPLY, &limit))
    return one->due_at;
  return zhihui_deadline_extend (&limit, one->due_at, (guint) n_days, self->calendar, self->zone);
}

/**
 * zhihui_clock_table_resume:
 *
 * Returns: the deadline of the reply with the time that was left at @suspended_at
 */
gint64
zhihui_clock_table_resume (const ZhihuiClockTable *self,
                           const ZhihuiCaseRow    *its_case,
                           const ZhihuiAssignment *one,
                           gint64                  suspended_at,
                           gint64                  at)
{
  ZhihuiLimit limit;

  if (!zhihui_clock_table_find_limit (self, its_case, one->unit, ZHIHUI_CLOCK_REPLY, &limit))
    return one->due_at;
  return zhihui_deadline_give_back (
    &limit, one->due_at, suspended_at, at, self->calendar, self->zone);
}

/**
 * zhihui_clock_table_make_good:
 * @one: its return was asked for in time, and refused
 *
 * What the centre took longer for its decision than the objection clock allows is not the unit's
 * time.
 *
 * Returns: the deadline of the reply with what is given back
 */
gint64
zhihui_clock_table_make_good (const ZhihuiClockTable *self,
                              const ZhihuiCaseRow    *its_case,
                              const ZhihuiAssignment *one)
{
  gint64 decide_by = zhihui_clock_table_get_due (
    self, its_case, ZHIHUI_NO_INDEX, ZHIHUI_CLOCK_OBJECTION, one->return_req_at);

  if (decide_by == ZHIHUI_NO_INSTANT || one->due_at == ZHIHUI_NO_INSTANT ||
      one->return_req_at > one->due_at)
    return one->due_at;
  return zhihui_clock_table_resume (self, its_case, one, decide_by, one->return_decided_at);
}

/**
 * zhihui_clock_table_is_provisional:
 *
 * Returns: whether a deadline of the assignment hangs on a year whose notice is missing
 */
gboolean
zhihui_clock_table_is_provisional (const ZhihuiClockTable *self,
                                   const ZhihuiCaseRow    *its_case,
                                   const ZhihuiAssignment *one)
{
  const struct
  {
    ZhihuiClockId id;
    gint64        due_at;
  } clocks[] = {
    { ZHIHUI_CLOCK_SIGN, one->sign_due_at },
    { ZHIHUI_CLOCK_CONTACT, one->contact_due_at },
    { ZHIHUI_CLOCK_REPLY, one->due_at },
  };
  ZhihuiLimit limit;

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    if (zhihui_clock_table_find_limit (self, its_case, one->unit, clocks[i].id, &limit) &&
        zhihui_deadline_is_provisional (
          &limit, one->dispatched_at, clocks[i].due_at, self->calendar, self->zone))
      return TRUE;
  return FALSE;
}

/* ---- clocks of a whole case ---- */

static ZhihuiCaseClock *
get_case_clock (const ZhihuiClockTable *self, guint case_index)
{
  return g_hash_table_lookup (self->ledger->case_clocks, GUINT_TO_POINTER (case_index));
}

/**
 * zhihui_clock_table_may_extend_case:
 * @event: asks for an extension
 *
 * Returns: whether the case's own clock allows it: once, before its end, and not by more days than
 *   the extension clock says; TRUE where the case has no clock of its own
 */
gboolean
zhihui_clock_table_may_extend_case (const ZhihuiClockTable *self,
                                    guint                   case_index,
                                    const ZhihuiEvent      *event)
{
  const ZhihuiCaseClock *clock = get_case_clock (self, case_index);
  const ZhihuiCaseRow   *its_case = &g_array_index (self->ledger->cases, ZhihuiCaseRow, case_index);
  ZhihuiLimit            limit;

  if (clock == NULL || clock->close_due_at == ZHIHUI_NO_INSTANT)
    return TRUE;

  /* While it stands its end does not come. */
  if (event->at > clock->close_due_at &&
      (clock->suspended_at == ZHIHUI_NO_INSTANT || event->at < clock->suspended_at))
    return FALSE;
  return !clock->is_extended &&
         zhihui_clock_table_find_limit (
           self, its_case, ZHIHUI_NO_INDEX, ZHIHUI_CLOCK_EXTENSION, &limit) &&
         event->value <= limit.count;
}

/**
 * zhihui_clock_table_start_case:
 * @clock: (out): the clock of a case that was submitted
 *
 * Returns: whether such a case has a clock of its own
 */
gboolean
zhihui_clock_table_start_case (const ZhihuiClockTable *self,
                               const ZhihuiCaseRow    *its_case,
                               ZhihuiCaseClock        *clock)
{
  clock->notice_due_at = zhihui_clock_table_get_due (
    self, its_case, ZHIHUI_NO_INDEX, ZHIHUI_CLOCK_NOTICE, its_case->submitted_at);
  clock->close_due_at = ZHIHUI_NO_INSTANT;
  clock->first_close_due_at = ZHIHUI_NO_INSTANT;
  clock->suspended_at = ZHIHUI_NO_INSTANT;
  clock->is_extended = FALSE;
  return clock->notice_due_at != ZHIHUI_NO_INSTANT ||
         zhihui_clock_rules_find (
           self->ledger->clock_rules, its_case->type, its_case->channel, ZHIHUI_CLOCK_CLOSE) !=
           NULL;
}

/**
 * zhihui_clock_table_move_case:
 * @clock: (inout): of the case to which @event happened
 *
 * Returns: whether @event changed the clock
 */
gboolean
zhihui_clock_table_move_case (const ZhihuiClockTable *self,
                              const ZhihuiCaseRow    *its_case,
                              ZhihuiCaseClock        *clock,
                              const ZhihuiEvent      *event)
{
  ZhihuiLimit limit;

  if (!zhihui_clock_table_find_limit (self, its_case, ZHIHUI_NO_INDEX, ZHIHUI_CLOCK_CLOSE, &limit))
    return FALSE;

  switch ((guint) event->kind)
    {
    case ZHIHUI_EVENT_ACCEPTED:
    case ZHIHUI_EVENT_REOPENED: /* taken up again on new facts */
      clock->close_due_at =
        zhihui_deadline_get (&limit, event->at, self->calendar, self->zone, NULL);
      clock->first_close_due_at = clock->close_due_at;
      clock->suspended_at = ZHIHUI_NO_INSTANT;
      clock->is_extended = FALSE;
      return TRUE;
    case ZHIHUI_EVENT_EXTENDED:
      clock->close_due_at = zhihui_deadline_extend (
        &limit, clock->close_due_at, (guint) event->value, self->calendar, self->zone);
      clock->is_extended = TRUE;
      return TRUE;
    case ZHIHUI_EVENT_SUSPENDED:
      if (event->at > clock->close_due_at)
        return FALSE; /* what is late already stays late */
      clock->suspended_at = event->at;
      return TRUE;
    case ZHIHUI_EVENT_RESUMED:
    case ZHIHUI_EVENT_REPLIED: /* who replies does not wait any more */
      if (clock->suspended_at == ZHIHUI_NO_INSTANT)
        return FALSE;
      clock->close_due_at = zhihui_deadline_give_back (
        &limit, clock->close_due_at, clock->suspended_at, event->at, self->calendar, self->zone);
      clock->suspended_at = ZHIHUI_NO_INSTANT;
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * zhihui_clock_table_follow:
 * @event: has been applied
 *
 * Returns: (transfer none) (nullable): the clock of the case when @event changed it, to be written
 */
const ZhihuiCaseClock *
zhihui_clock_table_follow (const ZhihuiClockTable *self, const ZhihuiEvent *event)
{
  const ZhihuiCaseRow *its_case =
    &g_array_index (self->ledger->cases, ZhihuiCaseRow, event->case_index);
  ZhihuiCaseClock *clock, fresh;

  if (event->kind == ZHIHUI_EVENT_SUBMITTED)
    {
      if (!zhihui_clock_table_start_case (self, its_case, &fresh))
        return NULL;
      g_hash_table_insert (self->ledger->case_clocks,
                           GUINT_TO_POINTER (event->case_index),
                           g_memdup2 (&fresh, sizeof fresh));
      return get_case_clock (self, event->case_index);
    }

  clock = get_case_clock (self, event->case_index);
  return clock != NULL && !event->is_co &&
             zhihui_clock_table_move_case (self, its_case, clock, event)
           ? clock
           : NULL;
}
