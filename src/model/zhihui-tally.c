/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tally.h"

#include "zhihui-tally-rule.h"

#include <math.h>

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
  return row->is_main && !row->is_merged && zhihui_has_happened (row->dispatched_at, as_of) &&
         !zhihui_has_happened (row->replied_at, as_of) &&
         !zhihui_has_happened (row->closed_at, as_of) && zhihui_assignment_is_retained (row, as_of);
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

/**
 * zhihui_assignment_note_rating:
 * @rating: one of this row
 *
 * Marks @row as rated when @rating is valid and came within 15 days of the closing. Where a rating
 * is no longer valid, clear the mark and note again those that are.
 */
void
zhihui_assignment_note_rating (ZhihuiAssignment *row, const ZhihuiRating *rating)
{
  if (rating->is_valid && row->closed_at != ZHIHUI_NO_INSTANT &&
      rating->rated_at <= row->closed_at + ZHIHUI_RATED_WITHIN_S)
    row->is_rated = TRUE;
}

/**
 * zhihui_tally_get_end:
 *
 * Returns: the end of @window, cut at @as_of; where a rating (M7, 15 days) or the same matter again
 * (M11, 30 days) is waited for, at the last instant whose waiting is over
 */
gint64
zhihui_tally_get_end (ZhihuiMetric metric, const ZhihuiWindow *window, gint64 as_of)
{
  gint64 wait_s = 0;

  g_return_val_if_fail (window != NULL, as_of);

  if (metric == ZHIHUI_METRIC_RATED_RATE)
    wait_s = ZHIHUI_RATED_WITHIN_S;
  else if (metric == ZHIHUI_METRIC_REPEAT_RATE)
    wait_s = ZHIHUI_REPEATED_WITHIN_S;
  if (wait_s > 0)
    as_of = as_of - wait_s + 1; /* exactly so long ago is over */
  return MIN (window->to, as_of);
}

/**
 * zhihui_tally_add:
 * @part: of a row
 * @end: zhihui_tally_get_end () of the window that begins at @from
 *
 * Returns: whether @part is in the window, and was added
 */
gboolean
zhihui_tally_add (ZhihuiTally *tally, const ZhihuiPart *part, gint64 from, gint64 end)
{
  if (part->at < from || part->at >= end || part->at == ZHIHUI_NO_INSTANT)
    return FALSE;

  tally->n += part->sum.n;
  if (part->since < end)
    {
      tally->k += part->sum.k;
      tally->extra += part->sum.extra;
    }
  return TRUE;
}

/**
 * zhihui_tally_place:
 * @basis: one that @metric has
 * @as_of: what happened later does not count
 * @part: (out): meaningful only on success
 *
 * The pure rule of one row: the same part for every window, so that sums by day and queries in
 * another language can be made of it. %ZHIHUI_METRIC_SATISFIED_RATE counts ratings and
 * %ZHIHUI_METRIC_DIRECT_RATE cases: no row is in them.
 *
 * Returns: whether the row is in the metric at all
 */
gboolean
zhihui_tally_place (ZhihuiMetric            metric,
                    ZhihuiBasis             basis,
                    const ZhihuiAssignment *row,
                    gint64                  as_of,
                    ZhihuiPart             *part)
{
  const ZhihuiTallyRule *rule = zhihui_tally_find_rule (metric, basis);

  g_return_val_if_fail (row != NULL && part != NULL, FALSE);

  if (rule == NULL)
    return FALSE;

  part->at = rule->get_instant (row);
  return part->at != ZHIHUI_NO_INSTANT && zhihui_tally_rule_judge (rule, row, as_of, part);
}

static gint64
get_rating_instant (ZhihuiBasis basis, const ZhihuiRating *rating)
{
  return basis == ZHIHUI_BASIS_CLOSED ? rating->closed_at : rating->rated_at;
}

/**
 * zhihui_tally_place_rating:
 * @basis: %ZHIHUI_BASIS_RATED or %ZHIHUI_BASIS_CLOSED
 * @row: (nullable): the rated assignment, when it is known: a rating leaves its unit's board with
 *   the work
 * @part: (out): meaningful only on success
 *
 * Returns: whether the rating is in %ZHIHUI_METRIC_SATISFIED_RATE
 */
gboolean
zhihui_tally_place_rating (ZhihuiBasis             basis,
                           const ZhihuiRating     *rating,
                           const ZhihuiAssignment *row,
                           gint64                  as_of,
                           ZhihuiPart             *part)
{
  g_return_val_if_fail (rating != NULL && part != NULL, FALSE);

  if (!rating->is_valid || rating->level < 1 || rating->level > 5 || rating->rated_at >= as_of ||
      (row != NULL && !(row->is_main && zhihui_assignment_is_retained (row, as_of))))
    return FALSE;

  part->at = get_rating_instant (basis, rating);
  part->since = ZHIHUI_NO_INSTANT;
  part->sum = (ZhihuiTally){ .n = 1,
                             .k = rating->level >= 3,
                             .extra = zhihui_tally_get_score (rating->level) };
  return part->at != ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_tally_place_case:
 * @part: (out): meaningful only on success
 *
 * Returns: whether the case is in %ZHIHUI_METRIC_DIRECT_RATE: accepted, and not withdrawn
 */
gboolean
zhihui_tally_place_case (const ZhihuiCaseFacts *facts, gint64 as_of, ZhihuiPart *part)
{
  g_return_val_if_fail (facts != NULL && part != NULL, FALSE);

  part->at = facts->accepted_at;
  part->since = ZHIHUI_NO_INSTANT;
  part->sum = (ZhihuiTally){ .n = 1,
                             .k = facts->is_direct && facts->closed_at != ZHIHUI_NO_INSTANT &&
                                  facts->closed_at <= as_of };
  return part->at != ZHIHUI_NO_INSTANT && !facts->is_withdrawn;
}

/**
 * zhihui_tally_judge:
 * @in_numerator: (out): whether it is in the numerator too
 *
 * %ZHIHUI_METRIC_SATISFIED_RATE counts ratings and %ZHIHUI_METRIC_DIRECT_RATE cases, so no row is
 * ever in them.
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
  ZhihuiTally tally = { 0 };
  ZhihuiPart  part;
  gboolean    whole;

  g_return_val_if_fail (metric < ZHIHUI_N_METRICS, FALSE);
  g_return_val_if_fail (row != NULL && window != NULL && in_numerator != NULL, FALSE);

  whole =
    zhihui_tally_place (metric, zhihui_metric_get_traits (metric)->basis, row, as_of, &part) &&
    zhihui_tally_add (&tally, &part, window->from, zhihui_tally_get_end (metric, window, as_of));
  *in_numerator = tally.k > 0;
  return whole;
}

static void
count_rows (const ZhihuiTallyRule  *rule,
            const ZhihuiAssignment *rows,
            gsize                   n_rows,
            const ZhihuiWindow     *span,
            gint64                  as_of,
            ZhihuiTally            *tallies,
            gsize                   n_units)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const ZhihuiAssignment *row = &rows[i];
      ZhihuiPart              part;

      part.at = rule->get_instant (row);
      if (part.at < span->from || part.at >= span->to || row->unit >= n_units ||
          !zhihui_tally_rule_judge (rule, row, as_of, &part))
        continue;
      zhihui_tally_add (&tallies[row->unit], &part, span->from, span->to);
    }
}

/**
 * zhihui_tally_count:
 * @rows: (array length=n_rows): in any order; rows of units beyond @n_units are passed over
 * @ratings: (array length=n_ratings): their assignment indexes @rows, a rating of a row beyond them
 *   is taken as it is; only M6 needs them
 * @as_of: cuts the window, and what happened later does not count
 * @tallies: (array length=n_units): what is counted is added
 *
 * Counts one metric by the rules of the figures in one pass. %ZHIHUI_METRIC_DIRECT_RATE is counted
 * from cases (zhihui_tally_place_case ()): here it adds nothing.
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
  g_return_if_fail (metric < ZHIHUI_N_METRICS);

  zhihui_tally_count_by (metric,
                         zhihui_metric_get_traits (metric)->basis,
                         rows,
                         n_rows,
                         ratings,
                         n_ratings,
                         window,
                         as_of,
                         tallies,
                         n_units);
}

/**
 * zhihui_tally_count_by:
 * @basis: one that @metric has (zhihui_metric_has_basis ())
 *
 * zhihui_tally_count () by another time of the same rows.
 */
void
zhihui_tally_count_by (ZhihuiMetric            metric,
                       ZhihuiBasis             basis,
                       const ZhihuiAssignment *rows,
                       gsize                   n_rows,
                       const ZhihuiRating     *ratings,
                       gsize                   n_ratings,
                       const ZhihuiWindow     *window,
                       gint64                  as_of,
                       ZhihuiTally            *tallies,
                       gsize                   n_units)
{
  const ZhihuiTallyRule *rule;
  ZhihuiWindow           span;

  g_return_if_fail (window != NULL && (tallies != NULL || n_units == 0));
  g_return_if_fail (zhihui_metric_has_basis (metric, basis));

  span = (ZhihuiWindow){ MAX (window->from, ZHIHUI_NO_INSTANT + 1),
                         zhihui_tally_get_end (metric, window, as_of) };
  rule = zhihui_tally_find_rule (metric, basis);
  if (rule != NULL)
    count_rows (rule, rows, n_rows, &span, as_of, tallies, n_units);
  if (metric != ZHIHUI_METRIC_SATISFIED_RATE)
    return;

  for (gsize i = 0; i < n_ratings; i++)
    {
      const ZhihuiRating     *rating = &ratings[i];
      const ZhihuiAssignment *row = rating->assignment < n_rows ? &rows[rating->assignment] : NULL;
      gint64                  at = get_rating_instant (basis, rating);
      ZhihuiPart              part;

      if (at >= span.from && at < span.to && rating->unit < n_units &&
          zhihui_tally_place_rating (basis, rating, row, as_of, &part))
        zhihui_tally_add (&tallies[rating->unit], &part, span.from, span.to);
    }
}

/**
 * zhihui_tally_join:
 * @more: (transfer none): is added to @tally
 */
void
zhihui_tally_join (ZhihuiTally *tally, const ZhihuiTally *more)
{
  g_return_if_fail (tally != NULL && more != NULL);

  tally->k += more->k;
  tally->n += more->n;
  tally->extra += more->extra;
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
