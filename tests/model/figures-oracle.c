/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures-oracle.h"

/* ---- the oracle: how many things have their time before t ---- */

typedef gint64 (*TimeOf) (const ZhihuiAssignment *a);

static gint64
dispatch_time (const ZhihuiAssignment *a)
{
  return a->dispatched_at;
}

static gint64
deadline_time (const ZhihuiAssignment *a)
{
  if (a->due_at == NEVER && a->overdue_flag > 0)
    return a->dispatched_at;
  return a->due_at;
}

static gint64
reply_time (const ZhihuiAssignment *a)
{
  return a->replied_at;
}

static gint64
close_time (const ZhihuiAssignment *a)
{
  return a->closed_at;
}

static gint64
sign_deadline_time (const ZhihuiAssignment *a)
{
  return a->sign_due_at;
}

static gint64
contact_deadline_time (const ZhihuiAssignment *a)
{
  return a->contact_due_at;
}

static gint64
call_back_time (const ZhihuiAssignment *a)
{
  return a->called_back_at;
}

static gboolean
left_the_unit (const World *world, const ZhihuiAssignment *a)
{
  gboolean given_away = a->return_accepted != 0;

  if (a->is_reassigned)
    given_away = TRUE;
  if (given_away && a->return_decided_at != NEVER)
    given_away = !(a->return_decided_at > world->as_of);
  return given_away;
}

static gboolean belongs (ZhihuiMetric metric, const World *world, const ZhihuiAssignment *a);

static gboolean
belongs_further (ZhihuiMetric metric, const World *world, const ZhihuiAssignment *a)
{
  if (metric == ZHIHUI_METRIC_EARLY_RATE)
    return a->due_at != NEVER && belongs (ZHIHUI_METRIC_CLOSED, world, a);
  if (metric == ZHIHUI_METRIC_TIME_CUT)
    return a->statutory_days != 0 && a->promised_days != 0 &&
           belongs (ZHIHUI_METRIC_VOLUME, world, a);
  if (metric == ZHIHUI_METRIC_DISPATCH_RATE)
    return a->is_first;
  return TRUE;
}

/* Which rows metric M speaks of, whatever their time. */
static gboolean
belongs (ZhihuiMetric metric, const World *world, const ZhihuiAssignment *a)
{
  if (!a->is_main)
    return FALSE;
  if (a->is_suspended &&
      (metric == ZHIHUI_METRIC_OVERDUE_RATE || metric == ZHIHUI_METRIC_ON_TIME_RATE))
    return FALSE;
  if (metric == ZHIHUI_METRIC_VOLUME || metric == ZHIHUI_METRIC_OVERDUE_RATE ||
      metric == ZHIHUI_METRIC_ON_TIME_RATE)
    return !(left_the_unit (world, a) || a->is_merged);
  if (metric == ZHIHUI_METRIC_CLOSED)
    return !(left_the_unit (world, a) || a->is_merged) && a->closed_at != NEVER &&
           !(a->closed_at > world->as_of);
  if (metric == ZHIHUI_METRIC_CONTACT_RATE)
    return a->needs_contact && !left_the_unit (world, a);
  if (metric == ZHIHUI_METRIC_RATED_RATE)
    return a->closed_at != NEVER && world->as_of - a->closed_at >= 15 * DAY;
  if (metric == ZHIHUI_METRIC_SOLVED_RATE)
    return a->solved != ZHIHUI_SOLVED_UNKNOWN;
  if (metric == ZHIHUI_METRIC_REPEAT_RATE)
    return a->is_complaint && !left_the_unit (world, a) && a->closed_at != NEVER &&
           world->as_of - a->closed_at >= 30 * DAY;
  return belongs_further (metric, world, a);
}

static gboolean
was_late (const ZhihuiAssignment *a)
{
  if (a->due_at == NEVER)
    return a->overdue_flag == 2;
  if (a->replied_at == NEVER)
    return TRUE;
  return !(a->replied_at <= a->due_at);
}

static gboolean
was_rated_in_time (const World *world, const ZhihuiAssignment *a)
{
  guint index = (guint) (a - world->rows);

  for (guint r = 0; r < world->n_ratings; r++)
    if (world->ratings[r].assignment == index && world->ratings[r].is_valid &&
        world->ratings[r].rated_at - a->closed_at <= 15 * DAY)
      return TRUE;
  return FALSE;
}

static gboolean
is_hit (ZhihuiMetric metric, const World *world, const ZhihuiAssignment *a, gint64 end)
{
  switch (metric)
    {
    case ZHIHUI_METRIC_OVERDUE_RATE:
      return was_late (a);
    case ZHIHUI_METRIC_ON_TIME_RATE:
      return !was_late (a);
    case ZHIHUI_METRIC_RETURN_RATE:
      return !a->is_reassigned && a->return_req_at != NEVER && a->return_req_at < end;
    case ZHIHUI_METRIC_REDO_RATE:
      return a->sent_back_at != NEVER && !(a->sent_back_at > world->as_of);
    case ZHIHUI_METRIC_RATED_RATE:
      return was_rated_in_time (world, a);
    case ZHIHUI_METRIC_SIGN_RATE:
      return a->signed_at != NEVER && !(a->signed_at > a->sign_due_at);
    case ZHIHUI_METRIC_CONTACT_RATE:
      return a->contacted_at != NEVER && !(a->contacted_at > a->contact_due_at);
    case ZHIHUI_METRIC_SOLVED_RATE:
      return a->solved == ZHIHUI_SOLVED_YES || a->solved == ZHIHUI_SOLVED_MOSTLY;
    case ZHIHUI_METRIC_REPEAT_RATE:
      return a->is_repeated;
    case ZHIHUI_METRIC_EARLY_RATE:
      return a->is_early;
    case ZHIHUI_METRIC_DISPATCH_RATE:
      return a->is_prompt;
    case ZHIHUI_METRIC_VOLUME:
    case ZHIHUI_METRIC_CLOSED:
    case ZHIHUI_METRIC_SATISFIED_RATE:
    case ZHIHUI_METRIC_TIME_CUT:
    case ZHIHUI_METRIC_DIRECT_RATE:
    case ZHIHUI_N_METRICS:
    default:
      return FALSE;
    }
}

static const TimeOf times[ZHIHUI_N_METRICS] = {
  [ZHIHUI_METRIC_VOLUME] = dispatch_time,
  [ZHIHUI_METRIC_CLOSED] = reply_time,
  [ZHIHUI_METRIC_OVERDUE_RATE] = deadline_time,
  [ZHIHUI_METRIC_ON_TIME_RATE] = deadline_time,
  [ZHIHUI_METRIC_RETURN_RATE] = dispatch_time,
  [ZHIHUI_METRIC_REDO_RATE] = reply_time,
  [ZHIHUI_METRIC_RATED_RATE] = close_time,
  [ZHIHUI_METRIC_SIGN_RATE] = sign_deadline_time,
  [ZHIHUI_METRIC_CONTACT_RATE] = contact_deadline_time,
  [ZHIHUI_METRIC_SOLVED_RATE] = call_back_time,
  [ZHIHUI_METRIC_REPEAT_RATE] = close_time,
  [ZHIHUI_METRIC_EARLY_RATE] = reply_time,
  [ZHIHUI_METRIC_TIME_CUT] = dispatch_time,
  [ZHIHUI_METRIC_DISPATCH_RATE] = dispatch_time,
};

/* Of one unit, everything whose time is before @before; @end cuts what M4 asks about. */
static Figure
count_before (ZhihuiMetric metric, const World *world, guint unit, gint64 before, gint64 end)
{
  Figure figure = { 0, 0, 0 };

  for (guint i = 0; i < world->n_rows; i++)
    {
      const ZhihuiAssignment *a = &world->rows[i];
      gint64                  time = times[metric](a);

      if (a->unit != unit || !belongs (metric, world, a) || time == NEVER || time >= before)
        continue;
      if (metric == ZHIHUI_METRIC_TIME_CUT)
        {
          figure.n += a->statutory_days;
          if (a->promised_days < a->statutory_days)
            figure.k += a->statutory_days - a->promised_days;
          continue;
        }
      figure.n += 1;
      if (is_hit (metric, world, a, end))
        {
          figure.k += 1;
          if (metric == ZHIHUI_METRIC_RETURN_RATE && !a->return_accepted &&
              a->return_decided_at != NEVER && a->return_decided_at <= world->as_of)
            figure.extra += 1;
        }
    }
  return figure;
}

static Figure
count_cases (const World *world, guint unit, gint64 from, gint64 end)
{
  Figure figure = { 0, 0, 0 };

  for (guint i = 0; i < world->n_rows; i++)
    {
      const ZhihuiCaseFacts *one = &world->cases[i];

      if (world->rows[i].unit != unit || one->is_withdrawn || one->accepted_at == NEVER ||
          one->accepted_at < from || one->accepted_at >= end)
        continue;
      figure.n++;
      if (one->is_direct && one->closed_at != NEVER && !(one->closed_at > world->as_of))
        figure.k++;
    }
  return figure;
}

/* M6 from a histogram of the five levels. */
static Figure
count_ratings (const World *world, guint unit, gint64 from, gint64 end, gboolean by_closing)
{
  gint64 of_level[6] = { 0 };

  for (guint r = 0; r < world->n_ratings; r++)
    {
      const ZhihuiRating     *rating = &world->ratings[r];
      const ZhihuiAssignment *a = &world->rows[rating->assignment];

      gint64 time = by_closing ? rating->closed_at : rating->rated_at;

      if (rating->unit == unit && rating->is_valid && a->is_main && !left_the_unit (world, a) &&
          rating->rated_at < world->as_of && time != NEVER && from <= time && time < end)
        of_level[rating->level]++;
    }
  return (Figure){ of_level[3] + of_level[4] + of_level[5],
                   of_level[1] + of_level[2] + of_level[3] + of_level[4] + of_level[5],
                   100 * of_level[5] + 80 * of_level[4] + 60 * of_level[3] + 30 * of_level[2] };
}

Figure
count_figure (ZhihuiMetric metric, const World *world, guint unit, const ZhihuiWindow *window)
{
  gint64 end = world->as_of < window->to ? world->as_of : window->to;
  Figure until_end, until_from;

  if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
    return count_ratings (world, unit, window->from, end, FALSE);
  if (metric == ZHIHUI_METRIC_DIRECT_RATE)
    return count_cases (world, unit, window->from, end);
  if (end <= window->from)
    return (Figure){ 0, 0, 0 };

  until_end = count_before (metric, world, unit, end, end);
  until_from = count_before (metric, world, unit, window->from, end);
  return (Figure){ until_end.k - until_from.k,
                   until_end.n - until_from.n,
                   until_end.extra - until_from.extra };
}

static gboolean
is_due_known (const ZhihuiAssignment *a)
{
  return a->due_at != NEVER || a->overdue_flag == 1 || a->overdue_flag == 2;
}

Figure
count_figure_by (ZhihuiMetric        metric,
                 ZhihuiBasis         basis,
                 const World        *world,
                 guint               unit,
                 const ZhihuiWindow *window)
{
  gint64 end = world->as_of < window->to ? world->as_of : window->to;
  Figure figure = { 0, 0, 0 };

  if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
    return count_ratings (world, unit, window->from, end, TRUE);

  for (guint i = 0; i < world->n_rows; i++)
    {
      const ZhihuiAssignment *a = &world->rows[i];
      gboolean                by_closing = basis == ZHIHUI_BASIS_CLOSED;
      gint64                  time = by_closing ? a->replied_at : a->dispatched_at;

      if (a->unit != unit || time == NEVER || time < window->from || time >= end ||
          !is_due_known (a) ||
          !belongs (by_closing ? ZHIHUI_METRIC_CLOSED : ZHIHUI_METRIC_OVERDUE_RATE, world, a))
        continue;
      if (!by_closing && a->due_at != NEVER && a->due_at >= world->as_of)
        continue; /* not yet certain */
      figure.n++;
      figure.k += was_late (a) == (metric == ZHIHUI_METRIC_OVERDUE_RATE);
    }
  return figure;
}

/* ---- the oracle: ranks ---- */

static gboolean
may_rank (const Game *game, const Figure *figure)
{
  return game->is_count || (figure->n > 0 && figure->n >= (gint64) game->min_n);
}

/* Strictly better, in 128-bit integers. */
static gboolean
beats (const Game *game, const Figure *a, const Figure *b)
{
  __int128 left = (__int128) a->k * b->n;
  __int128 right = (__int128) b->k * a->n;

  if (game->is_count)
    return a->n > b->n;
  return game->lower_is_better ? left < right : left > right;
}

guint
rank_of (const Game *game, const Figure *figures, guint n_units, guint unit, gboolean *tied)
{
  guint rank = 1;

  *tied = FALSE;
  if (!may_rank (game, &figures[unit]))
    return 0;
  for (guint other = 0; other < n_units; other++)
    if (other != unit && may_rank (game, &figures[other]))
      {
        if (beats (game, &figures[other], &figures[unit]))
          rank++;
        else if (!beats (game, &figures[unit], &figures[other]))
          *tied = TRUE;
      }
  return rank;
}
