/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-life-cycle-step.h"

#define REOPENED_WITHIN_S (30 * 86400)
#define BAD_LEVEL 2 /* a rating of this or less opens a case again */

/* What follows a reply: sent back, closed, called back, rated, opened again. */

gboolean
zhihui_step_send_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  guint unit = target->assignment->unit;

  if (event->at < target->assignment->replied_at)
    return FALSE;

  target->assignment->sent_back_at = event->at;
  zhihui_target_touch (self, target);
  target->its_case->state = ZHIHUI_CASE_HANDLING;
  zhihui_target_add_assignment (self, target, unit, event->at, ZHIHUI_ROUND_REDO);
  return TRUE;
}

/* Of a case that the centre answers itself there may be an assignment: one that was returned. */
gboolean
zhihui_step_close (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->value < 0 || event->value >= ZHIHUI_N_CLOSED_LEVELS)
    return FALSE;

  if (target->its_case->state == ZHIHUI_CASE_REPLIED)
    {
      if (event->at < target->assignment->replied_at)
        return FALSE;
      target->assignment->closed_at = event->at;
      zhihui_target_touch (self, target);
    }
  target->its_case->closed_at = event->at;
  target->its_case->state = ZHIHUI_CASE_CLOSED;
  return TRUE;
}

/* The rating of the round that counts. NULL: there is none. */
static ZhihuiRating *
find_valid_rating (ZhihuiLifeCycle *self, const ZhihuiTarget *target)
{
  GArray *ratings = self->ledger->ratings;

  if (target->round == NULL || !target->round->is_rated)
    return NULL;

  for (guint i = ratings->len; i > 0; i--)
    {
      ZhihuiRating *rating = &g_array_index (ratings, ZhihuiRating, i - 1);

      if (rating->assignment == target->index && rating->is_valid)
        return rating;
    }
  return NULL;
}

/* Within thirty days, and because of new facts or a bad rating. */
gboolean
zhihui_step_reopen (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const ZhihuiRating *rating = find_valid_rating (self, target);

  if (event->at < target->its_case->closed_at ||
      event->at > target->its_case->closed_at + REOPENED_WITHIN_S)
    return FALSE;
  if (event->value == 0 && (rating == NULL || rating->level > BAD_LEVEL))
    return FALSE;

  target->its_case->closed_at = ZHIHUI_NO_INSTANT;
  target->its_case->state = ZHIHUI_CASE_ACCEPTED;
  return TRUE;
}

gboolean
zhihui_step_archive (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  if (event->at < target->its_case->closed_at)
    return FALSE;

  target->its_case->state = ZHIHUI_CASE_ARCHIVED;
  return TRUE;
}

/* The value is a ZhihuiSolved; the latest answer of a round holds. */
gboolean
zhihui_step_call_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  const gboolean has_reply =
    target->assignment != NULL && target->assignment->replied_at != ZHIHUI_NO_INSTANT;

  if (event->value < ZHIHUI_SOLVED_UNKNOWN || event->value > ZHIHUI_SOLVED_YES ||
      (has_reply && event->at < target->assignment->replied_at))
    return FALSE;
  /* Nobody was reached, or the centre had answered itself: nobody's figure. */
  if (!has_reply || event->value == ZHIHUI_SOLVED_UNKNOWN)
    return TRUE;

  target->assignment->called_back_at = event->at;
  target->assignment->solved = (guint) event->value & 3;
  zhihui_target_touch (self, target);
  return TRUE;
}

/* What is rated is the round that was closed last, as long as no other reply has come. */
static gboolean
find_rated_round (ZhihuiLifeCycle *self, ZhihuiTarget *target)
{
  if (target->assignment != NULL && target->assignment->replied_at == ZHIHUI_NO_INSTANT &&
      target->round->previous != ZHIHUI_NO_INDEX)
    zhihui_target_point (self, target, target->round->previous);
  return target->assignment != NULL && target->assignment->closed_at != ZHIHUI_NO_INSTANT;
}

gboolean
zhihui_step_rate (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  ZhihuiRating *old;
  ZhihuiRating  one = {
     .rated_at = event->at,
     .level = (guint8) event->value,
     .by_call_back = event->detail != 0,
     .is_valid = TRUE,
  };

  if (event->value < 1 || event->value > 5 || !find_rated_round (self, target) ||
      event->at < target->assignment->closed_at)
    return FALSE;

  one.unit = target->assignment->unit;
  one.assignment = target->index;
  one.closed_at = target->assignment->closed_at;

  /* One valid rating a round: the latest, and the citizen's own before the one that was told. */
  old = find_valid_rating (self, target);
  if (old != NULL)
    one.is_valid =
      one.by_call_back == old->by_call_back ? one.rated_at >= old->rated_at : !one.by_call_back;
  if (old != NULL && one.is_valid)
    old->is_valid = FALSE;

  target->replaces_rating = old != NULL && one.is_valid;
  target->round->is_rated = TRUE;
  if (one.is_valid)
    {
      target->assignment->is_rated = FALSE;
      zhihui_assignment_note_rating (target->assignment, &one);
    }
  g_array_append_val (self->ledger->ratings, one);
  return TRUE;
}
