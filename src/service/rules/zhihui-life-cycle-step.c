/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-life-cycle-step.h"

#include <string.h>

#include "zhihui-clock-table.h"

#define IN(state) (1u << ZHIHUI_CASE_##state)
#define AT_UNIT (IN (DISPATCHED) | IN (SIGNED) | IN (HANDLING))
#define ALIVE (IN (ACCEPTED) | AT_UNIT | IN (REPLIED))
#define ENDED (IN (REPLIED) | IN (CLOSED) | IN (ARCHIVED))
#define SPOILED (IN (WITHDRAWN) | IN (MERGED))
#define ANY ((1u << ZHIHUI_N_CASE_STATES) - 1)

void
zhihui_life_cycle_mark_changed (GByteArray *flags, GArray *list, guint index)
{
  if (index >= flags->len)
    {
      guint old = flags->len;

      g_byte_array_set_size (flags, MAX (index + 1, old * 2));
      memset (flags->data + old, 0, flags->len - old);
    }

  if (flags->data[index])
    return;

  flags->data[index] = 1;
  g_array_append_val (list, index);
}

/* The assignment is to be written. */
void
zhihui_target_touch (ZhihuiLifeCycle *self, const ZhihuiTarget *target)
{
  zhihui_life_cycle_mark_changed (
    self->assignment_is_changed, self->changed_assignments, target->index);
}

/**
 * zhihui_target_find:
 * @target: (out): points into the ledger: valid until a row is added
 */
void
zhihui_target_find (ZhihuiLifeCycle *self, ZhihuiTarget *target, guint case_index)
{
  target->its_case = &g_array_index (self->ledger->cases, ZhihuiCaseRow, case_index);
  target->replaces_rating = FALSE;
  target->leaves_case = FALSE;
  target->why = NULL;
  zhihui_target_point (self, target, target->its_case->current);
}

/* @index: of an assignment of the same case, or ZHIHUI_NO_INDEX. */
void
zhihui_target_point (ZhihuiLifeCycle *self, ZhihuiTarget *target, guint index)
{
  target->index = index;
  target->assignment = NULL;
  target->round = NULL;
  if (index == ZHIHUI_NO_INDEX)
    return;

  target->assignment = &g_array_index (self->ledger->assignments, ZhihuiAssignment, index);
  target->round = &g_array_index (self->ledger->rounds, ZhihuiRound, index);
}

static ZhihuiClockTable
get_clocks (ZhihuiLifeCycle *self)
{
  ZhihuiClockTable table = { self->ledger, self->calendar, self->zone };

  return table;
}

/* Points @target to it. */
void
zhihui_target_add_assignment (
  ZhihuiLifeCycle *self, ZhihuiTarget *target, guint unit, gint64 at, ZhihuiRoundKind kind)
{
  ZhihuiClockTable    clocks = get_clocks (self);
  const ZhihuiClocks *promise =
    &g_array_index (self->ledger->clocks, ZhihuiClocks, target->its_case->type);
  ZhihuiAssignment one = {
    .unit = unit,
    .case_index = (guint32) (target->its_case - (ZhihuiCaseRow *) self->ledger->cases->data),
    .dispatched_at = at,
    .signed_at = ZHIHUI_NO_INSTANT,
    .contacted_at = ZHIHUI_NO_INSTANT,
    .replied_at = ZHIHUI_NO_INSTANT,
    .closed_at = ZHIHUI_NO_INSTANT,
    .return_req_at = ZHIHUI_NO_INSTANT,
    .return_decided_at = ZHIHUI_NO_INSTANT,
    .sent_back_at = ZHIHUI_NO_INSTANT,
    .called_back_at = ZHIHUI_NO_INSTANT,
    .promised_days = promise->promised_days,
    .statutory_days = promise->statutory_days,
    .is_main = kind != ZHIHUI_ROUND_CO,
    .needs_contact = !target->its_case->is_anonymous,
  };
  ZhihuiRound round = {
    .id = 1,
    .suspended_at = ZHIHUI_NO_INSTANT,
    .previous = target->its_case->current,
    .seq = 1,
    .is_redo = kind == ZHIHUI_ROUND_REDO,
    .is_co = kind == ZHIHUI_ROUND_CO,
  };
  guint index = self->ledger->assignments->len;

  zhihui_clock_table_start (&clocks, target->its_case, &one);
  round.first_due_at = one.due_at;
  round.id = zhihui_ledger_get_next_assignment_id (self->ledger);
  if (kind == ZHIHUI_ROUND_CO)
    round.previous = zhihui_ledger_get_co_part (self->ledger, one.case_index);
  if (round.previous != ZHIHUI_NO_INDEX)
    round.seq = g_array_index (self->ledger->rounds, ZhihuiRound, round.previous).seq + 1;

  if (kind == ZHIHUI_ROUND_CO)
    zhihui_ledger_add_co_part (self->ledger, one.case_index, index);
  else
    target->its_case->current = index;
  g_array_append_val (self->ledger->assignments, one);
  g_array_append_val (self->ledger->rounds, round);
  zhihui_target_point (self, target, index);
  zhihui_target_touch (self, target);
}

/* ---- steps: each sets what its event sets ---- */

static gboolean
accept (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  target->its_case->accepted_at = event->at;
  target->its_case->state = ZHIHUI_CASE_ACCEPTED;
  return TRUE;
}

static gboolean
reject (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  target->its_case->state = ZHIHUI_CASE_REJECTED;
  target->its_case->closed_at = event->at;
  return TRUE;
}

static gboolean
merge (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  guint          twin = zhihui_ledger_find_case (self->ledger, event->value);
  const guint    ended = IN (REJECTED) | IN (WITHDRAWN) | IN (MERGED);
  ZhihuiCaseRow *its_case = target->its_case;

  /* A simulated duplicate may have no twin yet. */
  if (event->value != 0 &&
      (twin == ZHIHUI_NO_INDEX || event->value == its_case->id ||
       (ended & (1u << g_array_index (self->ledger->cases, ZhihuiCaseRow, twin).state)) != 0))
    return FALSE;

  its_case->state = ZHIHUI_CASE_MERGED;
  its_case->closed_at = event->at;
  /* All of it leaves the boards; the event keeps the latest as its own. */
  for (guint i = target->index; i != ZHIHUI_NO_INDEX; i = target->round->previous)
    {
      zhihui_target_point (self, target, i);
      target->assignment->is_merged = TRUE;
      zhihui_target_touch (self, target);
    }
  zhihui_target_point (self, target, its_case->current);
  return TRUE;
}

/* As long as nobody has it who signed: the one who gave it back has it no more. */
static gboolean
withdraw (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  gboolean                is_dispatched = target->its_case->state == ZHIHUI_CASE_DISPATCHED;
  guint                   ended = is_dispatched ? target->round->previous : target->index;
  const ZhihuiAssignment *before =
    ended != ZHIHUI_NO_INDEX ? &g_array_index (self->ledger->assignments, ZhihuiAssignment, ended)
                             : NULL;

  if (is_dispatched && target->assignment->signed_at != ZHIHUI_NO_INSTANT)
    return zhihui_target_refuse (target, "a unit has signed it");
  if (before != NULL && event->at < MAX (before->return_decided_at, before->closed_at))
    return zhihui_target_refuse (target, "a unit had the case then");

  /* Taken back before it was signed it counts nowhere, and was nobody's work. */
  if (is_dispatched)
    {
      target->assignment->is_main = FALSE;
      target->its_case->current = target->round->previous;
      zhihui_target_touch (self, target);
    }

  target->its_case->state = ZHIHUI_CASE_WITHDRAWN;
  target->its_case->closed_at = event->at;
  return TRUE;
}

/* After a case was opened again the unit that had closed it has it once more. */
static gboolean
is_again (const ZhihuiTarget *target, guint unit)
{
  return target->assignment != NULL && target->assignment->closed_at != ZHIHUI_NO_INSTANT &&
         target->assignment->unit == unit;
}

static gboolean
dispatch (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->unit >= self->ledger->units->len || event->at < target->its_case->accepted_at)
    return FALSE;

  target->its_case->state = ZHIHUI_CASE_DISPATCHED;
  zhihui_target_add_assignment (self,
                                target,
                                event->unit,
                                event->at,
                                is_again (target, event->unit) ? ZHIHUI_ROUND_REDO
                                                               : ZHIHUI_ROUND_FIRST);
  return TRUE;
}

static gboolean
reassign (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->unit >= self->ledger->units->len || event->unit == target->assignment->unit)
    return FALSE;

  target->assignment->is_reassigned = TRUE;
  /* Until then it was the unit's: what was frozen before stays true. */
  if (target->assignment->return_decided_at == ZHIHUI_NO_INSTANT)
    target->assignment->return_decided_at = event->at;
  zhihui_target_touch (self, target);
  return dispatch (self, target, event);
}

gboolean
zhihui_step_sign (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  ZhihuiClockTable clocks = get_clocks (self);

  if (target->assignment->signed_at != ZHIHUI_NO_INSTANT)
    return zhihui_target_refuse (target, "the unit has signed already");

  target->assignment->signed_at = event->at;
  zhihui_clock_table_sign (&clocks, target->its_case, target->assignment);
  zhihui_target_touch (self, target);
  if (target->its_case->state == ZHIHUI_CASE_DISPATCHED &&
      target->index == target->its_case->current)
    target->its_case->state = ZHIHUI_CASE_SIGNED;
  return TRUE;
}

gboolean
zhihui_step_contact (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->contacted_at != ZHIHUI_NO_INSTANT)
    return zhihui_target_refuse (target, "the unit has told its contact already");
  if (target->assignment->signed_at == ZHIHUI_NO_INSTANT ||
      event->at < target->assignment->signed_at)
    return zhihui_target_refuse (target, "the unit had not signed then");

  target->assignment->contacted_at = event->at;
  zhihui_target_touch (self, target);
  return TRUE;
}

static gboolean
start_handling (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->signed_at == ZHIHUI_NO_INSTANT)
    return FALSE;

  target->its_case->state = ZHIHUI_CASE_HANDLING;
  return TRUE;
}

gboolean
zhihui_step_request_return (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->return_req_at != ZHIHUI_NO_INSTANT)
    return zhihui_target_refuse (target, "the unit has asked already");

  target->assignment->return_req_at = event->at;
  zhihui_target_touch (self, target);
  return TRUE;
}

static gboolean
decide_return (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->return_req_at == ZHIHUI_NO_INSTANT ||
      target->assignment->return_decided_at != ZHIHUI_NO_INSTANT ||
      event->at < target->assignment->return_req_at)
    return FALSE;

  target->assignment->return_decided_at = event->at;
  target->assignment->return_accepted = event->value != 0;
  zhihui_target_touch (self, target);
  if (event->value != 0)
    target->its_case->state = ZHIHUI_CASE_ACCEPTED;
  return TRUE;
}

/* While the clock stands the deadline does not come. */
gboolean
zhihui_step_extend (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  ZhihuiClockTable clocks = get_clocks (self);
  gboolean         stands =
    target->round->suspended_at != ZHIHUI_NO_INSTANT && event->at >= target->round->suspended_at;

  if (target->round->is_extended)
    return zhihui_target_refuse (target, "the limit was extended already, and that is once");
  if (event->at > target->assignment->due_at && !stands)
    return zhihui_target_refuse (target, "the deadline had passed then");
  if (event->value < 1 || (!target->leaves_case &&
                           !zhihui_clock_table_may_extend_case (&clocks, event->case_index, event)))
    return zhihui_target_refuse (target, "the limit of the case does not allow it");

  target->round->is_extended = TRUE;
  target->assignment->due_at =
    zhihui_clock_table_extend (&clocks, target->its_case, target->assignment, event->value);
  zhihui_target_touch (self, target);
  return TRUE;
}

static gboolean
suspend (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->round->suspended_at != ZHIHUI_NO_INSTANT)
    return zhihui_target_refuse (target, "the clock stands already");
  /* What is late already stays late. */
  if (event->at > target->assignment->due_at)
    return zhihui_target_refuse (target, "the deadline had passed then");

  target->round->suspended_at = event->at;
  target->assignment->is_suspended = TRUE;
  zhihui_target_touch (self, target);
  return TRUE;
}

/* What was left of the limit at the suspension is left now. */
static gboolean
resume (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  ZhihuiClockTable clocks = get_clocks (self);

  if (target->round->suspended_at == ZHIHUI_NO_INSTANT || event->at < target->round->suspended_at)
    return FALSE;

  target->assignment->due_at = zhihui_clock_table_resume (
    &clocks, target->its_case, target->assignment, target->round->suspended_at, event->at);
  target->round->suspended_at = ZHIHUI_NO_INSTANT;
  target->assignment->is_suspended = FALSE;
  zhihui_target_touch (self, target);
  return TRUE;
}

/* Also of a co-unit's part. */
gboolean
zhihui_step_adjust_clock (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->value < target->assignment->dispatched_at)
    return FALSE;

  if (event->detail == ZHIHUI_ADJUST_SIGN_BY_CALENDAR)
    target->assignment->sign_due_at = event->value;
  else if (event->detail == ZHIHUI_ADJUST_CONTACT_BY_CALENDAR)
    target->assignment->contact_due_at = event->value;
  else
    target->assignment->due_at = event->value;
  zhihui_target_touch (self, target);
  return TRUE;
}

static gboolean
reply (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  /* Who has not signed has nothing to answer; that the work began is told by its end. */
  if (target->assignment->replied_at != ZHIHUI_NO_INSTANT ||
      target->assignment->signed_at == ZHIHUI_NO_INSTANT ||
      event->at < target->assignment->signed_at)
    return FALSE;

  /* Who replies does not wait any more. */
  if (target->assignment->is_suspended && !resume (self, target, event))
    return FALSE;
  target->assignment->replied_at = event->at;
  target->its_case->state = ZHIHUI_CASE_REPLIED;
  zhihui_target_touch (self, target);
  return TRUE;
}

gboolean
zhihui_step_put_mark (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  static const guint8 marks[ZHIHUI_N_EVENTS] = {
    [ZHIHUI_EVENT_COMMENTED] = ZHIHUI_MARK_COMMENTED,
    [ZHIHUI_EVENT_INSTRUCTED] = ZHIHUI_MARK_INSTRUCTED,
    [ZHIHUI_EVENT_WATCHED] = ZHIHUI_MARK_WATCHED,
    [ZHIHUI_EVENT_ESCALATED] = ZHIHUI_MARK_ESCALATED,
    [ZHIHUI_EVENT_SUPERVISED] = ZHIHUI_MARK_SUPERVISED,
    [ZHIHUI_EVENT_MEDIA_EXPOSED] = ZHIHUI_MARK_EXPOSED,
    [ZHIHUI_EVENT_MEETING_LINKED] = ZHIHUI_MARK_MEETING,
    [ZHIHUI_EVENT_SENSITIVE_HIT] = ZHIHUI_MARK_SENSITIVE,
  };

  target->its_case->marks |= marks[event->kind];
  return TRUE;
}

/* Only the log has it: what is asked for, or refused, moves nothing. */
static gboolean
ask (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  return TRUE;
}

static const struct
{
  guint          states; /* bits of the states in which it may come */
  ZhihuiStepFunc step;
} steps[ZHIHUI_N_EVENTS] = {
  [ZHIHUI_EVENT_SUBMITTED] = { 0, NULL },
  [ZHIHUI_EVENT_ACCEPTED] = { IN (SUBMITTED), accept },
  [ZHIHUI_EVENT_REJECTED] = { IN (SUBMITTED), reject },
  [ZHIHUI_EVENT_MERGED] = { IN (ACCEPTED) | AT_UNIT, merge },
  [ZHIHUI_EVENT_WITHDRAWN] = { IN (SUBMITTED) | IN (ACCEPTED) | IN (DISPATCHED), withdraw },
  [ZHIHUI_EVENT_DISPATCHED] = { IN (ACCEPTED), dispatch },
  [ZHIHUI_EVENT_REASSIGNED] = { AT_UNIT, reassign },
  [ZHIHUI_EVENT_SIGNED] = { AT_UNIT, zhihui_step_sign },
  [ZHIHUI_EVENT_CONTACTED] = { AT_UNIT, zhihui_step_contact },
  [ZHIHUI_EVENT_HANDLING] = { AT_UNIT, start_handling },
  [ZHIHUI_EVENT_RETURN_REQUESTED] = { AT_UNIT, zhihui_step_request_return },
  [ZHIHUI_EVENT_RETURN_DECIDED] = { AT_UNIT, decide_return },
  [ZHIHUI_EVENT_EXTENDED] = { AT_UNIT, zhihui_step_extend },
  [ZHIHUI_EVENT_SUSPENDED] = { AT_UNIT, suspend },
  [ZHIHUI_EVENT_RESUMED] = { AT_UNIT, resume },
  [ZHIHUI_EVENT_CLOCK_ADJUSTED] = { AT_UNIT, zhihui_step_adjust_clock },
  [ZHIHUI_EVENT_REPLIED] = { AT_UNIT, reply },
  [ZHIHUI_EVENT_SENT_BACK] = { IN (REPLIED), zhihui_step_send_back },
  [ZHIHUI_EVENT_CLOSED] = { IN (ACCEPTED) | IN (REPLIED), zhihui_step_close },
  [ZHIHUI_EVENT_REOPENED] = { IN (CLOSED), zhihui_step_reopen },
  [ZHIHUI_EVENT_ARCHIVED] = { IN (CLOSED), zhihui_step_archive },
  [ZHIHUI_EVENT_CALLED_BACK] = { ALIVE | ENDED | SPOILED, zhihui_step_call_back },
  [ZHIHUI_EVENT_RATED] = { ALIVE | ENDED | SPOILED, zhihui_step_rate },
  [ZHIHUI_EVENT_COMMENTED] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_INSTRUCTED] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_WATCHED] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_ESCALATED] = { ALIVE, zhihui_step_put_mark },
  [ZHIHUI_EVENT_SUPERVISED] = { ALIVE, zhihui_step_put_mark },
  [ZHIHUI_EVENT_MEDIA_EXPOSED] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_MEETING_LINKED] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_SENSITIVE_HIT] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_FLAGGED_REPEAT] = { ANY, zhihui_step_put_mark },
  [ZHIHUI_EVENT_EXTENSION_REQUESTED] = { AT_UNIT, ask },
  [ZHIHUI_EVENT_SUSPENSION_REQUESTED] = { AT_UNIT, ask },
  [ZHIHUI_EVENT_REQUEST_REFUSED] = { AT_UNIT, ask },
};

static gboolean
needs_assignment (ZhihuiEventKind kind)
{
  return (kind >= ZHIHUI_EVENT_REASSIGNED && kind <= ZHIHUI_EVENT_SENT_BACK) ||
         kind == ZHIHUI_EVENT_RATED || kind >= ZHIHUI_EVENT_EXTENSION_REQUESTED;
}

/* Remarks of leaders, supervisors and the system, and what citizens say, belong to no dispatch, or
 * look for their own. */
static gboolean
is_of_assignment (ZhihuiEventKind kind)
{
  return (kind < ZHIHUI_EVENT_ARCHIVED && kind != ZHIHUI_EVENT_WITHDRAWN) ||
         kind >= ZHIHUI_EVENT_EXTENSION_REQUESTED;
}

/* What the centre does next comes after what led to it: the acceptance, and how the round before
 * ended. */
static gboolean
is_after_cause (ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const ZhihuiAssignment *before = target->assignment;

  if (event->kind != ZHIHUI_EVENT_DISPATCHED && event->kind != ZHIHUI_EVENT_CLOSED)
    return TRUE;
  if (target->its_case->accepted_at != ZHIHUI_NO_INSTANT &&
      event->at < target->its_case->accepted_at)
    return zhihui_target_refuse (target, "the case was not accepted then");
  return before == NULL || target->its_case->state != ZHIHUI_CASE_ACCEPTED ||
         event->at >= MAX (before->return_decided_at, before->closed_at) ||
         zhihui_target_refuse (target, "the round before had not ended then");
}

/* Whether the state of the case admits the event at all; the step itself looks closer. */
static gboolean
is_allowed (const ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if ((steps[event->kind].states & (1u << target->its_case->state)) == 0)
    return FALSE;
  if (target->assignment == NULL)
    return !needs_assignment (event->kind);

  return !is_of_assignment (event->kind) || event->at >= target->assignment->dispatched_at;
}

/**
 * zhihui_life_cycle_take:
 *
 * Sets in the ledger what @event sets, and points @target to the assignment that it was about.
 *
 * Returns: %FALSE when it cannot follow; nothing is changed then
 */
gboolean
zhihui_life_cycle_take (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->at < target->its_case->submitted_at)
    return FALSE;
  if (event->is_co)
    return zhihui_life_cycle_find_co (self, target, event) &&
           zhihui_life_cycle_take_co_step (self, target, event);

  if (!is_allowed (target, event))
    return zhihui_life_cycle_take_late (self, target, event);
  return is_after_cause (target, event) && steps[event->kind].step (self, target, event);
}
