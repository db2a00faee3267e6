/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-life-cycle-step.h"

#include "zhihui-clock-table.h"

/* Joint handling: a co-unit has a part with a deadline of its own, in no board. What it does does
 * not move the case, whose main unit answers for it. */

static gboolean
has_reply (const ZhihuiAssignment *part)
{
  return part->replied_at != ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_life_cycle_find_co:
 *
 * Points @target to the part of the co-unit that @event is about; nowhere when it has none.
 *
 * Returns: whether the state of the case admits it
 */
gboolean
zhihui_life_cycle_find_co (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  ZhihuiCaseState state = (ZhihuiCaseState) target->its_case->state;
  guint           part = zhihui_ledger_get_co_part (self->ledger, event->case_index);

  if (state != ZHIHUI_CASE_DISPATCHED && state != ZHIHUI_CASE_SIGNED &&
      state != ZHIHUI_CASE_HANDLING && state != ZHIHUI_CASE_REPLIED)
    return FALSE;
  if (event->at < target->assignment->dispatched_at)
    return FALSE;

  for (; part != ZHIHUI_NO_INDEX; part = target->round->previous)
    {
      zhihui_target_point (self, target, part);
      if (target->assignment->unit == event->unit)
        return event->at >= target->assignment->dispatched_at;
    }
  zhihui_target_point (self, target, ZHIHUI_NO_INDEX);
  return TRUE;
}

static gboolean
dispatch_part (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const ZhihuiAssignment *main_part =
    &g_array_index (self->ledger->assignments, ZhihuiAssignment, target->its_case->current);

  if (target->its_case->state == ZHIHUI_CASE_REPLIED || main_part->unit == event->unit ||
      event->unit >= self->ledger->units->len ||
      (target->assignment != NULL && !has_reply (target->assignment)) ||
      (event->value != 0 && event->value < event->at))
    return FALSE;

  zhihui_target_add_assignment (self, target, event->unit, event->at, ZHIHUI_ROUND_CO);
  if (event->value != 0)
    {
      target->assignment->due_at = event->value;
      target->round->first_due_at = event->value;
    }
  return TRUE;
}

static gboolean
sign_part (ZhihuiLifeCycle *self, const ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const ZhihuiClockTable clocks = { self->ledger, self->calendar, self->zone };

  if (target->assignment->signed_at != ZHIHUI_NO_INSTANT)
    return FALSE;

  target->assignment->signed_at = event->at;
  zhihui_clock_table_sign (&clocks, target->its_case, target->assignment);
  return TRUE;
}

static gboolean
contact_part (const ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (target->assignment->contacted_at != ZHIHUI_NO_INSTANT ||
      target->assignment->signed_at == ZHIHUI_NO_INSTANT ||
      event->at < target->assignment->signed_at)
    return FALSE;

  target->assignment->contacted_at = event->at;
  return TRUE;
}

/**
 * zhihui_life_cycle_take_co_step:
 *
 * Returns: whether @event can follow in the part that @target points to
 */
gboolean
zhihui_life_cycle_take_co_step (ZhihuiLifeCycle   *self,
                                ZhihuiTarget      *target,
                                const ZhihuiEvent *event)
{
  gboolean done = FALSE;

  if (event->kind == ZHIHUI_EVENT_DISPATCHED)
    return dispatch_part (self, target, event);
  if (target->assignment == NULL)
    return FALSE;
  if (has_reply (target->assignment) &&
      (event->kind != ZHIHUI_EVENT_CONTACTED || event->at > target->assignment->replied_at))
    return zhihui_target_refuse (target, "the unit had replied before");

  switch ((guint) event->kind)
    {
    case ZHIHUI_EVENT_SIGNED:
      done = sign_part (self, target, event);
      break;
    case ZHIHUI_EVENT_CLOCK_ADJUSTED:
      return zhihui_step_adjust_clock (self, target, event);
    case ZHIHUI_EVENT_CONTACTED:
      done = contact_part (target, event);
      break;
    case ZHIHUI_EVENT_HANDLING:
      done = target->assignment->signed_at != ZHIHUI_NO_INSTANT;
      break;
    case ZHIHUI_EVENT_REPLIED:
      done = TRUE;
      target->assignment->replied_at = event->at;
      break;
    default:
      break;
    }

  if (done)
    zhihui_target_touch (self, target);
  return done;
}
