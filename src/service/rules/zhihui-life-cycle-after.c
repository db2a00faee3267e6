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

/* Points @target to the round that was answered last at @at; to none when there was no reply.
 * @next_at: (out): when the next round was dispatched, G_MAXINT64: there is none */
static gboolean
find_answered_round (ZhihuiLifeCycle *self, ZhihuiTarget *target, gint64 at, gint64 *next_at)
{
  *next_at = G_MAXINT64;
  for (guint i = target->its_case->current; i != ZHIHUI_NO_INDEX; i = target->round->previous)
    {
      zhihui_target_point (self, target, i);
      if (target->assignment->replied_at != ZHIHUI_NO_INSTANT &&
          target->assignment->replied_at <= at)
        return TRUE;
      *next_at = target->assignment->dispatched_at;
    }
  zhihui_target_point (self, target, ZHIHUI_NO_INDEX);
  return FALSE;
}

/* Taken back or joined to another one, before @at. */
static gboolean
is_gone (const ZhihuiTarget *target, gint64 at)
{
  const ZhihuiCaseRow *its_case = target->its_case;

  return (its_case->state == ZHIHUI_CASE_WITHDRAWN || its_case->state == ZHIHUI_CASE_MERGED) &&
         at >= its_case->closed_at;
}

/* Nobody was reached, or the centre had answered itself: nobody's figure. */
static gboolean
note_call_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, gint64 at)
{
  zhihui_target_point (self, target, target->its_case->current);
  return (target->its_case->closed_at != ZHIHUI_NO_INSTANT && at >= target->its_case->closed_at) ||
         zhihui_target_refuse (target, "there was no reply then");
}

/* The value is a ZhihuiSolved; the latest answer of a round holds. */
gboolean
zhihui_step_call_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event)
{
  gint64 next_at;

  if (event->value < ZHIHUI_SOLVED_UNKNOWN || event->value > ZHIHUI_SOLVED_YES)
    return FALSE;
  if (is_gone (target, event->at))
    return zhihui_target_refuse (target, "the case had ended then");
  if (!find_answered_round (self, target, event->at, &next_at))
    return note_call_back (self, target, event->at);
  if (event->at >= next_at)
    return zhihui_target_refuse (target, "the case was at work again then");
  if (event->value == ZHIHUI_SOLVED_UNKNOWN || event->at < target->assignment->called_back_at)
    return TRUE;

  target->assignment->called_back_at = event->at;
  target->assignment->solved = (guint) event->value & 3;
  zhihui_target_touch (self, target);
  return TRUE;
}

/* What is rated is the round that was closed last, as long as no other reply had come. */
static gboolean
find_rated_round (ZhihuiLifeCycle *self, ZhihuiTarget *target, gint64 at)
{
  gint64 next_at;

  if (is_gone (target, at))
    return zhihui_target_refuse (target, "the case had ended then");
  return (find_answered_round (self, target, at, &next_at) &&
          target->assignment->closed_at != ZHIHUI_NO_INSTANT &&
          at >= target->assignment->closed_at) ||
         zhihui_target_refuse (target, "the round answered last had not been closed then");
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

  if (event->value < 1 || event->value > 5 || !find_rated_round (self, target, event->at))
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
