/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-life-cycle-step.h"

/* What is told when the case has gone on is judged by its own time: by the round that the unit had
 * then, as it stood then. It is taken where it fits there and nothing that is known to have
 * followed speaks against it; it moves no state, since later events have. */

/**
 * zhihui_target_refuse:
 * @why: (transfer none): a literal, in English
 *
 * Returns: %FALSE
 */
gboolean
zhihui_target_refuse (ZhihuiTarget *target, const char *why)
{
  target->why = why;
  return FALSE;
}

/* The last second in which the unit had it. @next_at: when the next round or the end came. */
static gint64
get_end (const ZhihuiAssignment *one, gint64 next_at)
{
  if (one->replied_at != ZHIHUI_NO_INSTANT)
    return one->replied_at;
  /* A transfer keeps the instant of a return that was refused before. */
  if (one->return_accepted || (one->is_reassigned && one->return_req_at == ZHIHUI_NO_INSTANT))
    return one->return_decided_at;
  return next_at;
}

/**
 * zhihui_target_find_round_at:
 * @end: (out) (optional): the last second in which the unit had the case; G_MAXINT64: it has it
 *
 * Points @target to the round of the main unit that was dispatched last at @at; to none before the
 * first dispatch.
 *
 * Returns: whether there is one
 */
gboolean
zhihui_target_find_round_at (ZhihuiLifeCycle *self, ZhihuiTarget *target, gint64 at, gint64 *end)
{
  const ZhihuiCaseRow *its_case = target->its_case;
  gint64 next_at = its_case->closed_at != ZHIHUI_NO_INSTANT ? its_case->closed_at : G_MAXINT64;

  for (guint i = its_case->current; i != ZHIHUI_NO_INDEX; i = target->round->previous)
    {
      zhihui_target_point (self, target, i);
      if (at >= target->assignment->dispatched_at)
        {
          if (end != NULL)
            *end = get_end (target->assignment, next_at);
          return TRUE;
        }
      next_at = target->assignment->dispatched_at;
    }
  zhihui_target_point (self, target, ZHIHUI_NO_INDEX);
  return FALSE;
}

/**
 * zhihui_life_cycle_get_unit_at:
 *
 * Returns: index of the unit to which the case was dispatched last at @at; ZHIHUI_NO_INDEX before
 *   the first dispatch
 */
guint
zhihui_life_cycle_get_unit_at (ZhihuiLifeCycle *self, guint case_index, gint64 at)
{
  ZhihuiTarget target;

  g_return_val_if_fail (self != NULL, ZHIHUI_NO_INDEX);
  g_return_val_if_fail (case_index < self->ledger->cases->len, ZHIHUI_NO_INDEX);

  zhihui_target_find (self, &target, case_index);
  return zhihui_target_find_round_at (self, &target, at, NULL) ? target.assignment->unit
                                                               : ZHIHUI_NO_INDEX;
}

/* That the work began sets nothing but a state, and the case is in a later one. */
static gboolean
note_handling (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  return (target->assignment->signed_at != ZHIHUI_NO_INSTANT &&
          event->at >= target->assignment->signed_at) ||
         zhihui_target_refuse (target, "the unit had not signed then");
}

/* Whether the case was closed after this round and opened again: its own clock runs anew then. */
static gboolean
was_reopened (ZhihuiLifeCycle *self, const ZhihuiTarget *target)
{
  gint64 closed_at;
  guint  i = target->its_case->current;

  do
    {
      closed_at = g_array_index (self->ledger->assignments, ZhihuiAssignment, i).closed_at;
      if (closed_at != ZHIHUI_NO_INSTANT && closed_at != target->its_case->closed_at)
        return TRUE;
      if (i == target->index)
        return FALSE;
      i = g_array_index (self->ledger->rounds, ZhihuiRound, i).previous;
    }
  while (i != ZHIHUI_NO_INDEX);
  return FALSE;
}

static gboolean
extend_late (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  target->leaves_case = was_reopened (self, target);
  return zhihui_step_extend (self, target, event);
}

/* What a unit did and what it was granted sets instants of its round; a step that is not here moves
 * the case. */
static const ZhihuiStepFunc late_steps[ZHIHUI_N_EVENTS] = {
  [ZHIHUI_EVENT_SIGNED] = zhihui_step_sign,
  [ZHIHUI_EVENT_CONTACTED] = zhihui_step_contact,
  [ZHIHUI_EVENT_HANDLING] = note_handling,
  [ZHIHUI_EVENT_RETURN_REQUESTED] = zhihui_step_request_return,
  [ZHIHUI_EVENT_EXTENDED] = extend_late,
};

/* Of a case that has ended: whether it lived then. */
static gboolean
take_late_mark (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const ZhihuiCaseRow *its_case = target->its_case;

  if (its_case->accepted_at == ZHIHUI_NO_INSTANT || event->at < its_case->accepted_at)
    return zhihui_target_refuse (target, "the case was not accepted then");
  if (its_case->closed_at != ZHIHUI_NO_INSTANT && event->at >= its_case->closed_at)
    return zhihui_target_refuse (target, "the case had ended then");
  return zhihui_step_put_mark (self, target, event);
}

/**
 * zhihui_life_cycle_take_late:
 * @event: of the main unit; the present state of the case does not admit it
 *
 * Sets what it sets in the round that the unit had at its time.
 *
 * Returns: %FALSE when it does not fit there; nothing is changed then
 */
gboolean
zhihui_life_cycle_take_late (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  gint64 end;

  if (event->kind == ZHIHUI_EVENT_ESCALATED || event->kind == ZHIHUI_EVENT_SUPERVISED)
    return take_late_mark (self, target, event);
  if (event->kind == ZHIHUI_EVENT_WITHDRAWN && target->assignment != NULL &&
      target->assignment->signed_at != ZHIHUI_NO_INSTANT && !target->assignment->return_accepted)
    return zhihui_target_refuse (target, "a unit has signed it");
  if (late_steps[event->kind] == NULL)
    return event->at < target->its_case->updated_at &&
           zhihui_target_refuse (target, "what is known to have followed was done without it");

  if (!zhihui_target_find_round_at (self, target, event->at, &end))
    return zhihui_target_refuse (target, "no unit had the case then");
  if (event->at > end)
    return zhihui_target_refuse (target,
                                 target->assignment->replied_at != ZHIHUI_NO_INSTANT
                                   ? "the unit had replied before"
                                   : "the unit did not have the case any more then");
  return late_steps[event->kind](self, target, event);
}
