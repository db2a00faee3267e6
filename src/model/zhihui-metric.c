/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-metric.h"

#include <glib/gi18n-lib.h>

/* The words of the rules. A change of any rule needs a new RULE_VERSION. */
#define RULE_VERSION "R2"

static const ZhihuiMetricTraits traits[ZHIHUI_N_METRICS] = {
  [ZHIHUI_METRIC_VOLUME] = { "volume",
                             N_ ("Cases handled"),
                             "",
                             N_ ("Dispatches to the unit in the period, without returns accepted "
                                 "and merged duplicates"),
                             N_ ("by time of dispatch"),
                             "",
                             N_ ("Handled"),
                             ZHIHUI_BETTER_NEITHER,
                             TRUE,
                             ZHIHUI_BASIS_DISPATCHED,
                             FALSE },
  [ZHIHUI_METRIC_CLOSED] = { "closed",
                             N_ ("Cases closed"),
                             "",
                             N_ ("Dispatches whose final reply was given in the period"),
                             N_ ("by time of the final reply"),
                             "",
                             N_ ("Closed"),
                             ZHIHUI_BETTER_NEITHER,
                             TRUE,
                             ZHIHUI_BASIS_CLOSED,
                             FALSE },
  [ZHIHUI_METRIC_OVERDUE_RATE] = { "overdue_rate",
                                   N_ ("Overdue rate"),
                                   N_ ("Of these, replied after the deadline or still open"),
                                   N_ ("Dispatches whose reply was due in the period, without "
                                       "returns accepted and merged duplicates"),
                                   N_ ("by deadline"),
                                   N_ ("Overdue"),
                                   N_ ("Due for reply"),
                                   ZHIHUI_BETTER_LOW,
                                   FALSE,
                                   ZHIHUI_BASIS_DEADLINE,
                                   TRUE },
  [ZHIHUI_METRIC_ON_TIME_RATE] = { "on_time_rate",
                                   N_ ("On-time rate"),
                                   N_ ("Of these, replied by the deadline"),
                                   N_ ("Dispatches whose reply was due in the period, without "
                                       "returns accepted and merged duplicates"),
                                   N_ ("by deadline"),
                                   N_ ("On time"),
                                   N_ ("Due for reply"),
                                   ZHIHUI_BETTER_HIGH,
                                   FALSE,
                                   ZHIHUI_BASIS_DEADLINE,
                                   TRUE },
  [ZHIHUI_METRIC_RETURN_RATE] = { "return_rate",
                                  N_ ("Return rate"),
                                  N_ ("Of these, the unit asked to return them"),
                                  N_ ("All dispatches to the unit in the period"),
                                  N_ ("by time of dispatch"),
                                  N_ ("Returned"),
                                  N_ ("Dispatched"),
                                  ZHIHUI_BETTER_LOW,
                                  FALSE,
                                  ZHIHUI_BASIS_DISPATCHED,
                                  TRUE },
  [ZHIHUI_METRIC_REDO_RATE] = { "redo_rate",
                                N_ ("Redo rate"),
                                N_ ("Of these, sent back by the centre to be done again"),
                                N_ ("Replies given in the period"),
                                N_ ("by time of reply"),
                                N_ ("Sent back"),
                                N_ ("Replied"),
                                ZHIHUI_BETTER_LOW,
                                FALSE,
                                ZHIHUI_BASIS_REPLIED,
                                TRUE },
  [ZHIHUI_METRIC_SATISFIED_RATE] = { "satisfied_rate",
                                     N_ ("Satisfaction"),
                                     N_ ("Of these, rated very satisfied, satisfied or fair"),
                                     N_ ("Valid ratings given in the period"),
                                     N_ ("by time of rating"),
                                     N_ ("Satisfied"),
                                     N_ ("Rated"),
                                     ZHIHUI_BETTER_HIGH,
                                     FALSE,
                                     ZHIHUI_BASIS_RATED,
                                     TRUE },
  [ZHIHUI_METRIC_RATED_RATE] = { "rated_rate",
                                 N_ ("Rated share"),
                                 N_ ("Of these, rated within 15 days of closing"),
                                 N_ ("Dispatches closed in the period and at least 15 days ago"),
                                 N_ ("by time of closing"),
                                 N_ ("Rated"),
                                 N_ ("Closed"),
                                 ZHIHUI_BETTER_HIGH,
                                 FALSE,
                                 ZHIHUI_BASIS_CLOSED,
                                 TRUE },
  [ZHIHUI_METRIC_SIGN_RATE] = { "sign_rate",
                                N_ ("Signed in time"),
                                N_ ("Of these, signed by the deadline"),
                                N_ ("Dispatches to be signed in the period"),
                                N_ ("by deadline"),
                                N_ ("Signed"),
                                N_ ("Due to sign"),
                                ZHIHUI_BETTER_HIGH,
                                FALSE,
                                ZHIHUI_BASIS_DEADLINE,
                                TRUE },
  [ZHIHUI_METRIC_CONTACT_RATE] = { "contact_rate",
                                   N_ ("Contacted in time"),
                                   N_ ("Of these, contacted by the deadline"),
                                   N_ ("Dispatches whose citizen was to be contacted in the "
                                       "period, without returns accepted"),
                                   N_ ("by deadline"),
                                   N_ ("Contacted"),
                                   N_ ("Due to contact"),
                                   ZHIHUI_BETTER_HIGH,
                                   FALSE,
                                   ZHIHUI_BASIS_DEADLINE,
                                   TRUE },
  [ZHIHUI_METRIC_SOLVED_RATE] = { "solved_rate",
                                  N_ ("Solved"),
                                  N_ ("Of these, answered solved or mostly solved"),
                                  N_ ("Call-backs in the period that were answered"),
                                  N_ ("by time of the call-back"),
                                  N_ ("Solved"),
                                  N_ ("Called back"),
                                  ZHIHUI_BETTER_HIGH,
                                  FALSE,
                                  ZHIHUI_BASIS_CALLED_BACK,
                                  TRUE },
  [ZHIHUI_METRIC_REPEAT_RATE] = { "repeat_rate",
                                  N_ ("Repeated complaints"),
                                  N_ ("Of these, the same person came again within 30 days with "
                                      "the same matter, to the same unit or place"),
                                  N_ ("Complaints closed in the period and at least 30 days ago"),
                                  N_ ("by time of closing"),
                                  N_ ("Repeated"),
                                  N_ ("Closed"),
                                  ZHIHUI_BETTER_LOW,
                                  FALSE,
                                  ZHIHUI_BASIS_CLOSED,
                                  TRUE },
  [ZHIHUI_METRIC_EARLY_RATE] = { "early_rate",
                                 N_ ("Closed early"),
                                 N_ ("Of these, replied on a working day before the last one; with "
                                     "one working day, by its noon"),
                                 N_ ("Dispatches with a deadline whose final reply was given in "
                                     "the period"),
                                 N_ ("by time of the final reply"),
                                 N_ ("Early"),
                                 N_ ("Closed"),
                                 ZHIHUI_BETTER_HIGH,
                                 FALSE,
                                 ZHIHUI_BASIS_CLOSED,
                                 TRUE },
  [ZHIHUI_METRIC_TIME_CUT] = { "time_cut",
                               N_ ("Time cut"),
                               N_ ("Of these, the days that the promise is shorter"),
                               N_ (
                                 "Days that the law gives for the items dispatched in the period"),
                               N_ ("by time of dispatch"),
                               N_ ("Days cut"),
                               N_ ("Days by law"),
                               ZHIHUI_BETTER_HIGH,
                               FALSE,
                               ZHIHUI_BASIS_DISPATCHED,
                               FALSE },
  [ZHIHUI_METRIC_DIRECT_RATE] = { "direct_rate",
                                  N_ ("Answered directly"),
                                  N_ ("Of these, answered by the centre without a dispatch"),
                                  N_ ("Cases accepted in the period, without those withdrawn"),
                                  N_ ("by time of acceptance"),
                                  N_ ("Answered"),
                                  N_ ("Accepted"),
                                  ZHIHUI_BETTER_HIGH,
                                  FALSE,
                                  ZHIHUI_BASIS_ACCEPTED,
                                  TRUE },
  [ZHIHUI_METRIC_DISPATCH_RATE] = { "dispatch_rate",
                                    N_ ("Dispatched in time"),
                                    N_ ("Of these, dispatched within 60 minutes of acceptance"),
                                    N_ ("First dispatches of cases in the period"),
                                    N_ ("by time of dispatch"),
                                    N_ ("In time"),
                                    N_ ("Dispatched"),
                                    ZHIHUI_BETTER_HIGH,
                                    FALSE,
                                    ZHIHUI_BASIS_DISPATCHED,
                                    TRUE },
};

/**
 * zhihui_metric_get_traits:
 *
 * Returns: (transfer none): what is fixed about @metric. The texts are message ids for _().
 */
const ZhihuiMetricTraits *
zhihui_metric_get_traits (ZhihuiMetric metric)
{
  g_return_val_if_fail (metric < ZHIHUI_N_METRICS, NULL);

  return &traits[metric];
}

/**
 * zhihui_metric_parse:
 * @id: wire name, e.g. "overdue_rate"
 * @metric: (out): set only on success
 *
 * Returns: whether @id names a metric
 */
gboolean
zhihui_metric_parse (const char *id, ZhihuiMetric *metric)
{
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    if (g_strcmp0 (traits[i].id, id) == 0)
      {
        *metric = (ZhihuiMetric) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_metric_has_basis:
 *
 * Returns: whether @metric may be counted by @basis: each has its own; lateness may also be counted
 * of what was closed or dispatched in the window, satisfaction of what was closed in it
 */
gboolean
zhihui_metric_has_basis (ZhihuiMetric metric, ZhihuiBasis basis)
{
  g_return_val_if_fail (metric < ZHIHUI_N_METRICS, FALSE);

  if (basis == traits[metric].basis)
    return TRUE;
  if (metric == ZHIHUI_METRIC_OVERDUE_RATE || metric == ZHIHUI_METRIC_ON_TIME_RATE)
    return basis == ZHIHUI_BASIS_CLOSED || basis == ZHIHUI_BASIS_DISPATCHED;
  return metric == ZHIHUI_METRIC_SATISFIED_RATE && basis == ZHIHUI_BASIS_CLOSED;
}

/**
 * zhihui_metric_counts_answers:
 *
 * Returns: whether what people answered is counted (ratings, call-backs): there is less of it, so
 *   fewer suffice to be ranked
 */
gboolean
zhihui_metric_counts_answers (ZhihuiMetric metric)
{
  return metric == ZHIHUI_METRIC_SATISFIED_RATE || metric == ZHIHUI_METRIC_SOLVED_RATE;
}

static const char *const basis_ids[ZHIHUI_N_BASES] = {
  [ZHIHUI_BASIS_DISPATCHED] = "dispatched", [ZHIHUI_BASIS_DEADLINE] = "deadline",
  [ZHIHUI_BASIS_REPLIED] = "replied",       [ZHIHUI_BASIS_CLOSED] = "closed",
  [ZHIHUI_BASIS_RATED] = "rating",          [ZHIHUI_BASIS_CALLED_BACK] = "call_back",
  [ZHIHUI_BASIS_ACCEPTED] = "accepted",
};

/**
 * zhihui_basis_get_id:
 *
 * Returns: (transfer none): the name on the wire
 */
const char *
zhihui_basis_get_id (ZhihuiBasis basis)
{
  g_return_val_if_fail (basis < ZHIHUI_N_BASES, basis_ids[0]);

  return basis_ids[basis];
}

/**
 * zhihui_basis_get_words:
 *
 * Returns: (transfer none): which time decides the window, translated: "by deadline"
 */
const char *
zhihui_basis_get_words (ZhihuiBasis basis)
{
  static const char *const words[ZHIHUI_N_BASES] = {
    [ZHIHUI_BASIS_DISPATCHED] = N_ ("by time of dispatch"),
    [ZHIHUI_BASIS_DEADLINE] = N_ ("by deadline"),
    [ZHIHUI_BASIS_REPLIED] = N_ ("by time of reply"),
    [ZHIHUI_BASIS_CLOSED] = N_ ("by time of closing"),
    [ZHIHUI_BASIS_RATED] = N_ ("by time of rating"),
    [ZHIHUI_BASIS_CALLED_BACK] = N_ ("by time of the call-back"),
    [ZHIHUI_BASIS_ACCEPTED] = N_ ("by time of acceptance"),
  };

  g_return_val_if_fail (basis < ZHIHUI_N_BASES, "");

  return _ (words[basis]);
}

/**
 * zhihui_basis_parse:
 * @basis: (out): set only on success
 *
 * Returns: whether @id names a basis
 */
gboolean
zhihui_basis_parse (const char *id, ZhihuiBasis *basis)
{
  for (guint i = 0; i < ZHIHUI_N_BASES; i++)
    if (g_strcmp0 (basis_ids[i], id) == 0)
      {
        *basis = (ZhihuiBasis) i;
        return TRUE;
      }
  return FALSE;
}

ZhihuiMetric
zhihui_board_get_metric (ZhihuiBoard board)
{
  static const ZhihuiMetric metrics[ZHIHUI_N_BOARDS] = {
    [ZHIHUI_BOARD_VOLUME] = ZHIHUI_METRIC_VOLUME,
    [ZHIHUI_BOARD_OVERDUE] = ZHIHUI_METRIC_OVERDUE_RATE,
    [ZHIHUI_BOARD_RETURN] = ZHIHUI_METRIC_RETURN_RATE,
    [ZHIHUI_BOARD_SATISFIED] = ZHIHUI_METRIC_SATISFIED_RATE,
  };

  g_return_val_if_fail (board < ZHIHUI_N_BOARDS, ZHIHUI_METRIC_VOLUME);

  return metrics[board];
}

/**
 * zhihui_board_get_default_period:
 *
 * Returns: (transfer none): "rolling-90d" for rare events, whose month is mostly noise, else
 * "month"
 */
const char *
zhihui_board_get_default_period (ZhihuiBoard board)
{
  return board == ZHIHUI_BOARD_OVERDUE || board == ZHIHUI_BOARD_RETURN ? "rolling-90d" : "month";
}

/**
 * zhihui_metric_get_rule_version:
 *
 * Returns: (transfer none): version of the definitions, printed beside every exported figure
 */
const char *
zhihui_metric_get_rule_version (void)
{
  return RULE_VERSION;
}
