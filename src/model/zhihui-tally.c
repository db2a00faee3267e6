/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tally.h"

#include <math.h>

#define RATE_WITHIN_S (15 * 86400)

/* Within which window, and what is known. */
typedef struct
{
  gint64 from, end; /* end is min (to, as_of) */
  gint64 as_of;
} View;

static inline gboolean
has_happened (gint64 at, gint64 as_of)
{
  return at != ZHIHUI_NO_INSTANT && at <= as_of;
}

static inline gboolean
is_within (gint64 at, const View *view)
{
  return at >= view->from && at < view->end && at != ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_assignment_is_retained:
 * @as_of: what was decided later does not count
 *
 * Returns: whether the unit keeps the work: no return was accepted, and the centre did not transfer
 * it. A decision without a time has always been there.
 */
gboolean
zhihui_assignment_is_retained (const ZhihuiAssignment *row, gint64 as_of)
{
  if (!row->return_accepted && !row->is_reassigned)
    return TRUE;
  return row->return_decided_at != ZHIHUI_NO_INSTANT && row->return_decided_at > as_of;
}

/**
 * zhihui_assignment_is_open:
 *
 * Returns: whether the main unit has the work and has not replied by @as_of. A co-unit's part and a
 * merged duplicate are in no list of open work.
 */
gboolean
zhihui_assignment_is_open (const ZhihuiAssignment *row, gint64 as_of)
{
  return row->is_main && !row->is_merged && has_happened (row->dispatched_at, as_of) &&
         !has_happened (row->replied_at, as_of) && !has_happened (row->closed_at, as_of) &&
         zhihui_assignment_is_retained (row, as_of);
}

/**
 * zhihui_assignment_is_overdue:
 *
 * Returns: whether the work is open at @at and its last on-time second has passed; of an import
 * without due time, whether it is open and was marked overdue. Work that is suspended is not late.
 */
gboolean
zhihui_assignment_is_overdue (const ZhihuiAssignment *row, gint64 at)
{
  gboolean late = row->due_at != ZHIHUI_NO_INSTANT ? at > row->due_at : row->overdue_flag == 2;

  return late && !row->is_suspended && zhihui_assignment_is_open (row, at);
}

/* Whether a row is in the denominator; @part tells of the numerator, and means something only then.
 */
typedef gboolean (*Judge) (const ZhihuiAssignment *row, const View *view, gboolean *part);

static inline gboolean
judge_volume (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = FALSE;
  return is_within (row->dispatched_at, view) && row->is_main && !row->is_merged &&
         zhihui_assignment_is_retained (row, view->as_of);
}

static inline gboolean
judge_closed (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = FALSE;
  return is_within (row->replied_at, view) && row->is_main &&
         has_happened (row->closed_at, view->as_of) &&
         zhihui_assignment_is_retained (row, view->as_of);
}

/* Rows of an import that knows no due time but says whether the work was late (overdue_flag) belong
 * to the window of their dispatch. The deadline of suspended work is not yet known: it moves when
 * the clock goes on. */
static inline gboolean
judge_overdue (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  gboolean by_flag = row->due_at == ZHIHUI_NO_INSTANT && row->overdue_flag != 0;

  if (by_flag)
    *part = row->overdue_flag == 2;
  else
    *part = row->replied_at == ZHIHUI_NO_INSTANT || row->replied_at > row->due_at;
  return is_within (by_flag ? row->dispatched_at : row->due_at, view) && row->is_main &&
         !row->is_merged && !row->is_suspended && zhihui_assignment_is_retained (row, view->as_of);
}

static inline gboolean
judge_on_time (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  gboolean whole = judge_overdue (row, view, part);

  *part = !*part;
  return whole;
}

static inline gboolean
judge_return (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = row->return_req_at != ZHIHUI_NO_INSTANT && row->return_req_at < view->end &&
          !row->is_reassigned;
  return is_within (row->dispatched_at, view) && row->is_main;
}

static inline gboolean
judge_redo (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = has_happened (row->sent_back_at, view->as_of);
  return is_within (row->replied_at, view) && row->is_main;
}

/* Ratings are counted, not rows. */
static inline gboolean
judge_satisfied (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = FALSE;
  return FALSE;
}

/* The numerator is counted from the ratings. */
static inline gboolean
judge_rated (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = FALSE;
  return is_within (row->closed_at, view) && row->is_main &&
         row->closed_at <= view->as_of - RATE_WITHIN_S;
}

static inline gboolean
judge_sign (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = row->signed_at != ZHIHUI_NO_INSTANT && row->signed_at <= row->sign_due_at;
  return is_within (row->sign_due_at, view) && row->is_main;
}

static inline gboolean
judge_contact (const ZhihuiAssignment *row, const View *view, gboolean *part)
{
  *part = row->contacted_at != ZHIHUI_NO_INSTANT && row->contacted_at <= row->contact_due_at;
  return is_within (row->contact_due_at, view) && row->is_main && row->needs_contact &&
         zhihui_assignment_is_retained (row, view->as_of);
}

static const Judge judges[ZHIHUI_N_METRICS] = {
  [ZHIHUI_METRIC_VOLUME] = judge_volume,
  [ZHIHUI_METRIC_CLOSED] = judge_closed,
  [ZHIHUI_METRIC_OVERDUE_RATE] = judge_overdue,
  [ZHIHUI_METRIC_ON_TIME_RATE] = judge_on_time,
  [ZHIHUI_METRIC_RETURN_RATE] = judge_return,
  [ZHIHUI_METRIC_REDO_RATE] = judge_redo,
  [ZHIHUI_METRIC_SATISFIED_RATE] = judge_satisfied,
  [ZHIHUI_METRIC_RATED_RATE] = judge_rated,
  [ZHIHUI_METRIC_SIGN_RATE] = judge_sign,
  [ZHIHUI_METRIC_CONTACT_RATE] = judge_contact,
};

/**
 * zhihui_tally_judge:
 * @in_numerator: (out): whether it is in the numerator too
 *
 * Of %ZHIHUI_METRIC_RATED_RATE the numerator needs the ratings: here it is always FALSE.
 * %ZHIHUI_METRIC_SATISFIED_RATE counts ratings, so no row is ever in it.
 *
 * Returns: whether @row is in the denominator, or is counted
 */
gboolean
zhihui_tally_judge (ZhihuiMetric            metric,
                    const ZhihuiAssignment *row,
                    const ZhihuiWindow     *window,
                    gint64                  as_of,
                    gboolean               *in_numerator)
{
  View     view;
  gboolean whole;

  g_return_val_if_fail (metric < ZHIHUI_N_METRICS, FALSE);
  g_return_val_if_fail (row != NULL && window != NULL && in_numerator != NULL, FALSE);

  view = (View){ window->from, MIN (window->to, as_of), as_of };
  whole = judges[metric](row, &view, in_numerator);
  *in_numerator = whole && *in_numerator;
  return whole;
}

/* What one call counts. */
typedef struct
{
  const ZhihuiAssignment *rows;
  gsize                   n_rows;
  const ZhihuiRating     *ratings;
  gsize                   n_ratings;
  View                    view;
  ZhihuiTally            *tallies;
  gsize                   n_units;
} Count;

static void
count_rows (ZhihuiMetric metric, const Count *count)
{
  Judge    judge = judges[metric];
  View     view = count->view;
  gboolean refused = metric == ZHIHUI_METRIC_RETURN_RATE;

  for (gsize i = 0; i < count->n_rows; i++)
    {
      const ZhihuiAssignment *row = &count->rows[i];
      ZhihuiTally            *tally;
      gboolean                part;

      if (!judge (row, &view, &part) || row->unit >= count->n_units)
        continue;

      tally = &count->tallies[row->unit];
      tally->n++;
      tally->k += part;
      if (refused && part && !row->return_accepted)
        tally->extra += has_happened (row->return_decided_at, view.as_of);
    }
}

/* A rating leaves its unit's board with the work; one of a row unknown here is taken as it is. */
static gboolean
is_rating_of_retained (const Count *count, const ZhihuiRating *rating)
{
  const ZhihuiAssignment *row;

  if (rating->assignment >= count->n_rows)
    return TRUE;

  row = &count->rows[rating->assignment];
  return row->is_main && zhihui_assignment_is_retained (row, count->view.as_of);
}

static void
count_satisfied (const Count *count)
{
  for (gsize i = 0; i < count->n_ratings; i++)
    {
      const ZhihuiRating *rating = &count->ratings[i];
      ZhihuiTally        *tally;

      if (!rating->is_valid || rating->level < 1 || rating->level > 5 ||
          rating->unit >= count->n_units || !is_within (rating->rated_at, &count->view) ||
          !is_rating_of_retained (count, rating))
        continue;

      tally = &count->tallies[rating->unit];
      tally->n++;
      tally->k += rating->level >= 3;
      tally->extra += zhihui_tally_get_score (rating->level);
    }
}

/* The numerator of M7: closed rows of the denominator that have a rating in time, each once. */
static void
count_rated (const Count *count)
{
  g_autofree guint8 *seen = g_new0 (guint8, count->n_rows / 8 + 1);

  for (gsize i = 0; i < count->n_ratings; i++)
    {
      const ZhihuiRating     *rating = &count->ratings[i];
      gsize                   index = rating->assignment;
      guint8                  bit = (guint8) (1u << (index % 8));
      const ZhihuiAssignment *row;
      gboolean                part;

      if (!rating->is_valid || index >= count->n_rows)
        continue;
      row = &count->rows[index];
      if (!judge_rated (row, &count->view, &part) || row->unit >= count->n_units ||
          rating->rated_at > row->closed_at + RATE_WITHIN_S || (seen[index / 8] & bit) != 0)
        continue;

      seen[index / 8] |= bit;
      count->tallies[row->unit].k++;
    }
}

/**
 * zhihui_tally_count:
 * @rows: (array length=n_rows): in any order; rows of units beyond @n_units are passed over
 * @ratings: (array length=n_ratings): their assignment indexes @rows; only M6 and M7 need them
 * @as_of: cuts the window, and what happened later does not count
 * @tallies: (array length=n_units): what is counted is added
 *
 * Counts one metric by the rules of the figures in one pass.
 */
void
zhihui_tally_count (ZhihuiMetric            metric,
                    const ZhihuiAssignment *rows,
                    gsize                   n_rows,
                    const ZhihuiRating     *ratings,
                    gsize                   n_ratings,
                    const ZhihuiWindow     *window,
                    gint64                  as_of,
                    ZhihuiTally            *tallies,
                    gsize                   n_units)
{
  Count count;

  g_return_if_fail (window != NULL && (tallies != NULL || n_units == 0));

  g_return_if_fail (metric < ZHIHUI_N_METRICS);

  count = (Count){ .rows = rows,
                   .n_rows = n_rows,
                   .ratings = ratings,
                   .n_ratings = n_ratings,
                   .view = { window->from, MIN (window->to, as_of), as_of },
                   .tallies = tallies,
                   .n_units = n_units };

  if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
    count_satisfied (&count);
  else
    count_rows (metric, &count);
  if (metric == ZHIHUI_METRIC_RATED_RATE)
    count_rated (&count);
}

/**
 * zhihui_tally_get_value:
 * @is_count: whether the metric has no denominator
 *
 * Returns: the count, or k/n for drawing and display only (order is decided by
 * zhihui_fraction_compare ()); NAN when the denominator is 0
 */
double
zhihui_tally_get_value (const ZhihuiTally *tally, gboolean is_count)
{
  g_return_val_if_fail (tally != NULL, NAN);

  if (is_count)
    return (double) tally->n;
  return tally->n > 0 ? (double) tally->k / (double) tally->n : NAN;
}

/**
 * zhihui_tally_get_score:
 *
 * Returns: points of a rating: 5 very satisfied 100, 80, 60, 30, 1 very dissatisfied 0. The map is
 * ours: no standard text was at hand.
 */
int
zhihui_tally_get_score (guint level)
{
  static const int scores[] = { 0, 0, 30, 60, 80, 100 };

  return level < G_N_ELEMENTS (scores) ? scores[level] : 0;
}
