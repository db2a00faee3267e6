/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-life-cycle-step.h"

#include <string.h>

#define IN(state) (1u << ZHIHUI_CASE_##state)
#define AT_UNIT (IN (DISPATCHED) | IN (SIGNED) | IN (HANDLING))
#define ALIVE (IN (ACCEPTED) | AT_UNIT | IN (REPLIED))
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

static void
touch_assignment (ZhihuiLifeCycle *self, const ZhihuiTarget *target)
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
  target->index = target->its_case->current;
  target->assignment = NULL;
  target->round = NULL;
  if (target->index == ZHIHUI_NO_INDEX)
    return;

  target->assignment = &g_array_index (self->ledger->assignments, ZhihuiAssignment, target->index);
  target->round = &g_array_index (self->ledger->rounds, ZhihuiRound, target->index);
}

static gint64
get_deadline (ZhihuiLifeCycle *self, const ZhihuiLimit *limit, gint64 start)
{
  return zhihui_deadline_get (limit, start, self->calendar, self->zone, NULL);
}

static void
add_assignment (
  ZhihuiLifeCycle *self, ZhihuiTarget *target, guint unit, gint64 at, gboolean is_redo)
{
  const ZhihuiClocks *clocks =
    &g_array_index (self->ledger->clocks, ZhihuiClocks, target->its_case->type);
  ZhihuiAssignment one = {
    .unit = unit,
    .case_index = (guint32) (target->its_case - (ZhihuiCaseRow *) self->ledger->cases->data),
    .dispatched_at = at,
    .sign_due_at = get_deadline (self, &clocks->sign, at),
    .signed_at = ZHIHUI_NO_INSTANT,
    .contact_due_at = get_deadline (self, &clocks->contact, at),
    .contacted_at = ZHIHUI_NO_INSTANT,
    .due_at = get_deadline (self, &clocks->reply, at),
    .replied_at = ZHIHUI_NO_INSTANT,
    .closed_at = ZHIHUI_NO_INSTANT,
    .return_req_at = ZHIHUI_NO_INSTANT,
    .return_decided_at = ZHIHUI_NO_INSTANT,
    .sent_back_at = ZHIHUI_NO_INSTANT,
    .called_back_at = ZHIHUI_NO_INSTANT,
    .promised_days = clocks->promised_days,
    .statutory_days = clocks->statutory_days,
    .is_main = TRUE,
    .needs_contact = !target->its_case->is_anonymous,
  };
  ZhihuiRound round = {
    .id = 1,
    .first_due_at = one.due_at,
    .suspended_at = ZHIHUI_NO_INSTANT,
    .previous = target->its_case->current,
    .seq = 1,
    .is_redo = is_redo,
  };

  if (self->ledger->rounds->len > 0)
    round.id =
      g_array_index (self->ledger->rounds, ZhihuiRound, self->ledger->rounds->len - 1).id + 1;
  if (round.previous != ZHIHUI_NO_INDEX)
    round.seq = g_array_index (self->ledger->rounds, ZhihuiRound, round.previous).seq + 1;

  target->its_case->current = self->ledger->assignments->len;
  g_array_append_val (self->ledger->assignments, one);
  g_array_append_val (self->ledger->rounds, round);
  zhihui_target_find (self, target, one.case_index);
  touch_assignment (self, target);
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
  target->its_case->state = ZHIHUI_CASE_MERGED;
  target->its_case->closed_at = event->at;
  if (target->assignment != NULL)
    {
      target->assignment->is_merged = TRUE;
      touch_assignment (self, target);
    }
  return TRUE;
}

static gboolean
withdraw (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment != NULL && target->assignment->signed_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  /* Taken back before it was signed it counts nowhere, and was nobody's work. */
  if (target->its_case->state == ZHIHUI_CASE_DISPATCHED)
    {
      target->assignment->is_main = FALSE;
      target->its_case->current = target->round->previous;
      touch_assignment (self, target);
    }

  target->its_case->state = ZHIHUI_CASE_WITHDRAWN;
  target->its_case->closed_at = event->at;
  return TRUE;
}

static gboolean
dispatch (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->unit >= self->ledger->units->len)
    return FALSE;

  target->its_case->state = ZHIHUI_CASE_DISPATCHED;
  add_assignment (self, target, event->unit, event->at, FALSE);
  return TRUE;
}

static gboolean
reassign (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->unit >= self->ledger->units->len)
    return FALSE;

  target->assignment->is_reassigned = TRUE;
  touch_assignment (self, target);
  return dispatch (self, target, event);
}

static gboolean
sign (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->signed_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  target->assignment->signed_at = event->at;
  touch_assignment (self, target);
  if (target->its_case->state == ZHIHUI_CASE_DISPATCHED)
    target->its_case->state = ZHIHUI_CASE_SIGNED;
  return TRUE;
}

static gboolean
contact (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->contacted_at != ZHIHUI_NO_INSTANT ||
      target->assignment->signed_at == ZHIHUI_NO_INSTANT)
    return FALSE;

  target->assignment->contacted_at = event->at;
  touch_assignment (self, target);
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

static gboolean
request_return (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->return_req_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  target->assignment->return_req_at = event->at;
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
decide_return (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->return_req_at == ZHIHUI_NO_INSTANT ||
      target->assignment->return_decided_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  target->assignment->return_decided_at = event->at;
  target->assignment->return_accepted = event->value != 0;
  touch_assignment (self, target);
  if (event->value != 0)
    target->its_case->state = ZHIHUI_CASE_ACCEPTED;
  return TRUE;
}

static gint64
add_workdays (ZhihuiLifeCycle *self, gint64 due_at, guint n_workdays)
{
  gint32 day = zhihui_zone_day_of (self->zone, due_at);
  gint64 second_of_day = due_at - zhihui_zone_day_start (self->zone, day);

  day = zhihui_work_calendar_add (self->calendar, day, n_workdays, NULL);
  return zhihui_zone_day_start (self->zone, day) + second_of_day;
}

static gboolean
extend (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->round->is_extended || event->at > target->assignment->due_at || event->value < 1)
    return FALSE;

  target->round->is_extended = TRUE;
  target->assignment->due_at =
    add_workdays (self, target->assignment->due_at, (guint) event->value);
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
suspend (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  /* What is late already stays late. */
  if (target->round->suspended_at != ZHIHUI_NO_INSTANT || event->at > target->assignment->due_at)
    return FALSE;

  target->round->suspended_at = event->at;
  target->assignment->is_suspended = TRUE;
  touch_assignment (self, target);
  return TRUE;
}

/* The working days after the day of suspension up to the day of resumption are given back. */
static gboolean
resume (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  gint32 day, last;
  guint  n_workdays = 0;

  if (target->round->suspended_at == ZHIHUI_NO_INSTANT)
    return FALSE;

  last = zhihui_zone_day_of (self->zone, event->at);
  for (day = zhihui_zone_day_of (self->zone, target->round->suspended_at) + 1; day <= last; day++)
    if (zhihui_work_calendar_is_workday (self->calendar, day))
      n_workdays++;

  target->round->suspended_at = ZHIHUI_NO_INSTANT;
  target->assignment->is_suspended = FALSE;
  if (n_workdays > 0)
    target->assignment->due_at = add_workdays (self, target->assignment->due_at, n_workdays);
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
adjust_clock (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->value < target->assignment->dispatched_at)
    return FALSE;

  target->assignment->due_at = event->value;
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
reply (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->replied_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  if (target->assignment->is_suspended)
    resume (self, target, event); /* who replies does not wait any more */
  target->assignment->replied_at = event->at;
  target->its_case->state = ZHIHUI_CASE_REPLIED;
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
send_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  guint unit = target->assignment->unit;

  target->assignment->sent_back_at = event->at;
  touch_assignment (self, target);
  target->its_case->state = ZHIHUI_CASE_HANDLING;
  add_assignment (self, target, unit, event->at, TRUE);
  return TRUE;
}

static gboolean
close_case (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment != NULL)
    {
      target->assignment->closed_at = event->at;
      touch_assignment (self, target);
    }
  target->its_case->closed_at = event->at;
  target->its_case->state = ZHIHUI_CASE_CLOSED;
  return TRUE;
}

static gboolean
reopen (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->at > target->its_case->closed_at + 30 * 86400)
    return FALSE;

  target->its_case->closed_at = ZHIHUI_NO_INSTANT;
  target->its_case->state = ZHIHUI_CASE_ACCEPTED;
  return TRUE;
}

static gboolean
archive (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  target->its_case->state = ZHIHUI_CASE_ARCHIVED;
  return TRUE;
}

static gboolean
rate (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  GArray      *ratings = self->ledger->ratings;
  ZhihuiRating one = {
    .unit = target->assignment->unit,
    .assignment = target->index,
    .rated_at = event->at,
    .closed_at = target->assignment->closed_at,
    .level = (guint8) event->value,
    .is_valid = TRUE,
  };

  if (event->value < 1 || event->value > 5)
    return FALSE;

  /* One valid rating a round: the latest. */
  for (guint i = ratings->len; target->round->is_rated && i > 0; i--)
    if (g_array_index (ratings, ZhihuiRating, i - 1).assignment == target->index)
      g_array_index (ratings, ZhihuiRating, i - 1).is_valid = FALSE;

  target->round->is_rated = TRUE;
  target->assignment->is_rated = FALSE;
  zhihui_assignment_note_rating (target->assignment, &one);
  g_array_append_val (ratings, one);
  return TRUE;
}

/* The value is a ZhihuiSolved; the last answer of a round holds. */
static gboolean
call_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->value < ZHIHUI_SOLVED_UNKNOWN || event->value > ZHIHUI_SOLVED_YES)
    return FALSE;
  if (target->assignment == NULL || event->value == ZHIHUI_SOLVED_UNKNOWN)
    return TRUE;

  target->assignment->called_back_at = event->at;
  target->assignment->solved = (guint) event->value & 3;
  touch_assignment (self, target);
  return TRUE;
}

static gboolean
put_mark (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
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

static const struct
{
  guint states; /* bits of the states in which it may come */
  gboolean (*step) (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
} steps[ZHIHUI_N_EVENTS] = {
  [ZHIHUI_EVENT_SUBMITTED] = { 0, NULL },
  [ZHIHUI_EVENT_ACCEPTED] = { IN (SUBMITTED), accept },
  [ZHIHUI_EVENT_REJECTED] = { IN (SUBMITTED), reject },
  [ZHIHUI_EVENT_MERGED] = { IN (ACCEPTED) | AT_UNIT, merge },
  [ZHIHUI_EVENT_WITHDRAWN] = { IN (SUBMITTED) | IN (ACCEPTED) | IN (DISPATCHED), withdraw },
  [ZHIHUI_EVENT_DISPATCHED] = { IN (ACCEPTED), dispatch },
  [ZHIHUI_EVENT_REASSIGNED] = { AT_UNIT, reassign },
  [ZHIHUI_EVENT_SIGNED] = { AT_UNIT, sign },
  [ZHIHUI_EVENT_CONTACTED] = { AT_UNIT, contact },
  [ZHIHUI_EVENT_HANDLING] = { AT_UNIT, start_handling },
  [ZHIHUI_EVENT_RETURN_REQUESTED] = { AT_UNIT, request_return },
  [ZHIHUI_EVENT_RETURN_DECIDED] = { AT_UNIT, decide_return },
  [ZHIHUI_EVENT_EXTENDED] = { AT_UNIT, extend },
  [ZHIHUI_EVENT_SUSPENDED] = { AT_UNIT, suspend },
  [ZHIHUI_EVENT_RESUMED] = { AT_UNIT, resume },
  [ZHIHUI_EVENT_CLOCK_ADJUSTED] = { AT_UNIT, adjust_clock },
  [ZHIHUI_EVENT_REPLIED] = { AT_UNIT, reply },
  [ZHIHUI_EVENT_SENT_BACK] = { IN (REPLIED), send_back },
  [ZHIHUI_EVENT_CLOSED] = { IN (ACCEPTED) | IN (REPLIED), close_case },
  [ZHIHUI_EVENT_REOPENED] = { IN (CLOSED), reopen },
  [ZHIHUI_EVENT_ARCHIVED] = { IN (CLOSED), archive },
  [ZHIHUI_EVENT_CALLED_BACK] = { IN (CLOSED), call_back },
  [ZHIHUI_EVENT_RATED] = { IN (CLOSED) | IN (ARCHIVED), rate },
  [ZHIHUI_EVENT_COMMENTED] = { ANY, put_mark },
  [ZHIHUI_EVENT_INSTRUCTED] = { ANY, put_mark },
  [ZHIHUI_EVENT_WATCHED] = { ANY, put_mark },
  [ZHIHUI_EVENT_ESCALATED] = { ALIVE, put_mark },
  [ZHIHUI_EVENT_SUPERVISED] = { ALIVE, put_mark },
  [ZHIHUI_EVENT_MEDIA_EXPOSED] = { ANY, put_mark },
  [ZHIHUI_EVENT_MEETING_LINKED] = { ANY, put_mark },
  [ZHIHUI_EVENT_SENSITIVE_HIT] = { ANY, put_mark },
  [ZHIHUI_EVENT_FLAGGED_REPEAT] = { ANY, put_mark },
};

static gboolean
needs_assignment (ZhihuiEventKind kind)
{
  return (kind >= ZHIHUI_EVENT_REASSIGNED && kind <= ZHIHUI_EVENT_SENT_BACK) ||
         kind == ZHIHUI_EVENT_RATED;
}

/**
 * zhihui_life_cycle_is_allowed:
 *
 * Whether the state of the case admits the event at all; the step itself looks closer.
 */
gboolean
zhihui_life_cycle_is_allowed (const ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if ((steps[event->kind].states & (1u << target->its_case->state)) == 0 ||
      event->at < target->its_case->submitted_at)
    return FALSE;

  if (target->assignment == NULL)
    return !needs_assignment (event->kind);

  return event->at >= target->assignment->dispatched_at;
}

gboolean
zhihui_life_cycle_take_step (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  return steps[event->kind].step (self, target, event);
}
