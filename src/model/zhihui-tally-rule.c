/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tally-rule.h"

/* The rules of the figures, row by row: by which instant a row belongs to a window, and whether it
 * is in the denominator and in the numerator. */

/* ---- instants ---- */

static gint64
get_dispatch (const ZhihuiAssignment *row)
{
  return row->dispatched_at;
}

static inline gboolean
is_by_flag (const ZhihuiAssignment *row)
{
  return row->due_at == ZHIHUI_NO_INSTANT && row->overdue_flag != 0;
}

/* Rows of an import that knows no due time but says whether the work was late (overdue_flag) belong
 * to the window of their dispatch. */
static gint64
get_deadline (const ZhihuiAssignment *row)
{
  return is_by_flag (row) ? row->dispatched_at : row->due_at;
}

static gint64
get_reply (const ZhihuiAssignment *row)
{
  return row->replied_at;
}

static gint64
get_closing (const ZhihuiAssignment *row)
{
  return row->closed_at;
}

static gint64
get_sign_deadline (const ZhihuiAssignment *row)
{
  return row->sign_due_at;
}

static gint64
get_contact_deadline (const ZhihuiAssignment *row)
{
  return row->contact_due_at;
}

static gint64
get_call_back (const ZhihuiAssignment *row)
{
  return row->called_back_at;
}

/* ---- denominators and numerators ---- */

static gboolean
judge_volume (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  return row->is_main && !row->is_merged && zhihui_assignment_is_retained (row, as_of);
}

static gboolean
judge_closed (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  return row->is_main && !row->is_merged && zhihui_has_happened (row->closed_at, as_of) &&
         zhihui_assignment_is_retained (row, as_of);
}

static inline gboolean
is_late (const ZhihuiAssignment *row)
{
  if (is_by_flag (row))
    return row->overdue_flag == 2;
  return row->replied_at == ZHIHUI_NO_INSTANT || row->replied_at > row->due_at;
}

/* The deadline of suspended work is not yet known: it moves when the clock goes on. */
static gboolean
judge_overdue (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = is_late (row);
  return row->is_main && !row->is_merged && !row->is_suspended &&
         zhihui_assignment_is_retained (row, as_of);
}

static gboolean
judge_on_time (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  gboolean whole = judge_overdue (row, as_of, part);

  part->sum.k = !part->sum.k;
  return whole;
}

/* Of what was dispatched in the window, that whose deadline has passed: work closed early would
 * come into the rate before work that is late. */
static gboolean
judge_dispatched_overdue (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  gboolean is_over = row->due_at != ZHIHUI_NO_INSTANT ? row->due_at < as_of : is_by_flag (row);

  return judge_overdue (row, as_of, part) && is_over;
}

static gboolean
judge_dispatched_on_time (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  gboolean whole = judge_dispatched_overdue (row, as_of, part);

  part->sum.k = !part->sum.k;
  return whole;
}

static inline gboolean
knows_lateness (const ZhihuiAssignment *row)
{
  return row->due_at != ZHIHUI_NO_INSTANT || row->overdue_flag != 0;
}

/* M3c and its complement. */
static gboolean
judge_closed_overdue (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = is_late (row);
  return judge_closed (row, as_of, part) && knows_lateness (row);
}

static gboolean
judge_closed_on_time (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = !is_late (row);
  return judge_closed (row, as_of, part) && knows_lateness (row);
}

static gboolean
judge_return (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->since = row->return_req_at;
  part->sum.k = row->return_req_at != ZHIHUI_NO_INSTANT && !row->is_reassigned;
  part->sum.extra =
    part->sum.k && !row->return_accepted && zhihui_has_happened (row->return_decided_at, as_of);
  return row->is_main;
}

static gboolean
judge_redo (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = zhihui_has_happened (row->sent_back_at, as_of);
  return row->is_main;
}

static gboolean
judge_rated (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->is_rated;
  return row->is_main;
}

static gboolean
judge_sign (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->signed_at != ZHIHUI_NO_INSTANT && row->signed_at <= row->sign_due_at;
  return row->is_main;
}

static gboolean
judge_contact (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->contacted_at != ZHIHUI_NO_INSTANT && row->contacted_at <= row->contact_due_at;
  return row->is_main && row->needs_contact && zhihui_assignment_is_retained (row, as_of);
}

/* What a unit left unsolved stays its own also when another is sent to solve it. */
static gboolean
judge_solved (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->solved >= ZHIHUI_SOLVED_MOSTLY;
  return row->is_main && row->solved != ZHIHUI_SOLVED_UNKNOWN;
}

static gboolean
judge_repeat (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->is_repeated;
  return row->is_main && row->is_complaint && zhihui_assignment_is_retained (row, as_of);
}

static gboolean
judge_early (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->is_early;
  return judge_closed (row, as_of, part) && row->due_at != ZHIHUI_NO_INSTANT;
}

/* The law binds also who promised more. */
static gboolean
judge_time_cut (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.n = row->statutory_days;
  part->sum.k = MAX (row->statutory_days - row->promised_days, 0);
  return row->promised_days > 0 && row->statutory_days > 0 && judge_volume (row, as_of, part);
}

static gboolean
judge_dispatch (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part)
{
  part->sum.k = row->is_prompt;
  return row->is_main && row->is_first;
}

/* By the metric's own basis. Satisfaction counts ratings, direct answers are cases. */
static const ZhihuiTallyRule rules[ZHIHUI_N_METRICS] = {
  [ZHIHUI_METRIC_VOLUME] = { get_dispatch, judge_volume },
  [ZHIHUI_METRIC_CLOSED] = { get_reply, judge_closed },
  [ZHIHUI_METRIC_OVERDUE_RATE] = { get_deadline, judge_overdue },
  [ZHIHUI_METRIC_ON_TIME_RATE] = { get_deadline, judge_on_time },
  [ZHIHUI_METRIC_RETURN_RATE] = { get_dispatch, judge_return },
  [ZHIHUI_METRIC_REDO_RATE] = { get_reply, judge_redo },
  [ZHIHUI_METRIC_SATISFIED_RATE] = { NULL, NULL },
  [ZHIHUI_METRIC_RATED_RATE] = { get_closing, judge_rated },
  [ZHIHUI_METRIC_SIGN_RATE] = { get_sign_deadline, judge_sign },
  [ZHIHUI_METRIC_CONTACT_RATE] = { get_contact_deadline, judge_contact },
  [ZHIHUI_METRIC_SOLVED_RATE] = { get_call_back, judge_solved },
  [ZHIHUI_METRIC_REPEAT_RATE] = { get_closing, judge_repeat },
  [ZHIHUI_METRIC_EARLY_RATE] = { get_reply, judge_early },
  [ZHIHUI_METRIC_TIME_CUT] = { get_dispatch, judge_time_cut },
  [ZHIHUI_METRIC_DIRECT_RATE] = { NULL, NULL },
  [ZHIHUI_METRIC_DISPATCH_RATE] = { get_dispatch, judge_dispatch },
};

static const struct
{
  ZhihuiMetric    metric;
  ZhihuiBasis     basis;
  ZhihuiTallyRule rule;
} others[] = {
  { ZHIHUI_METRIC_OVERDUE_RATE, ZHIHUI_BASIS_CLOSED, { get_reply, judge_closed_overdue } },
  { ZHIHUI_METRIC_ON_TIME_RATE, ZHIHUI_BASIS_CLOSED, { get_reply, judge_closed_on_time } },
  { ZHIHUI_METRIC_OVERDUE_RATE,
    ZHIHUI_BASIS_DISPATCHED,
    { get_dispatch, judge_dispatched_overdue } },
  { ZHIHUI_METRIC_ON_TIME_RATE,
    ZHIHUI_BASIS_DISPATCHED,
    { get_dispatch, judge_dispatched_on_time } },
};

/**
 * zhihui_tally_find_rule:
 *
 * Returns: (transfer none) (nullable): the rule; %NULL when no row of an assignment is in the
 *   metric by this basis
 */
const ZhihuiTallyRule *
zhihui_tally_find_rule (ZhihuiMetric metric, ZhihuiBasis basis)
{
  g_return_val_if_fail (metric < ZHIHUI_N_METRICS, NULL);

  if (basis == zhihui_metric_get_traits (metric)->basis)
    return rules[metric].judge != NULL ? &rules[metric] : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].metric == metric && others[i].basis == basis)
      return &others[i].rule;
  return NULL;
}

/**
 * zhihui_tally_rule_get_next_change:
 *
 * Returns: the first moment after @as_of from which the row may be judged otherwise by a metric's
 *   own basis, if nothing happens to it: what it tells of later moments begins to count;
 *   %G_MAXINT64 never
 */
gint64
zhihui_tally_rule_get_next_change (const ZhihuiAssignment *row, gint64 as_of)
{
  const gint64 instants[] = { row->signed_at,    row->contacted_at,  row->replied_at,
                              row->closed_at,    row->return_req_at, row->return_decided_at,
                              row->sent_back_at, row->called_back_at };
  gint64       next = G_MAXINT64;

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    if (instants[i] > as_of)
      next = MIN (next, instants[i]);
  return next;
}
