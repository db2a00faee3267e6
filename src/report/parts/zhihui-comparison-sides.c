/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-comparison-sides.h"

#include "zhihui-parts-private.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* @side: "before" or "now" */
static char *
make_name (const char *side, const char *peer, ZhihuiBoard board)
{
  return g_strdup_printf (
    "%s/%s/%s", side, peer, zhihui_metric_get_traits (zhihui_board_get_metric (board))->id);
}

static gboolean
find_days (const ZhihuiReportRequest *request,
           const ZhihuiRanking       *ranking,
           ZhihuiComparedDays        *days)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (request->situation);
  g_autoptr (ZhihuiPeriod) other =
    request->before != NULL ? zhihui_period_parse (request->before, ranking->as_of, zone, NULL)
                            : NULL;

  *days = (ZhihuiComparedDays){ 0 };
  return (request->before == NULL || other != NULL) &&
         zhihui_compared_days_find (ranking, other, zone, days);
}

/**
 * zhihui_comparison_sides_ask:
 *
 * Wants what stands beside each other of a board that was read.
 */
void
zhihui_comparison_sides_ask (const ZhihuiReportRequest *request,
                             ZhihuiBoard                board,
                             const char                *peer,
                             ZhihuiReportAnswers       *answers)
{
  const ZhihuiRanking *ranking = zhihui_situation_get_ranking (request->situation, board, peer);
  g_autofree char     *before = make_name ("before", peer, board);
  g_autofree char     *now = make_name ("now", peer, board);
  ZhihuiReportQuestion question;
  ZhihuiComparedDays   days;

  if (ranking == NULL || !find_days (request, ranking, &days))
    return;
  question = (ZhihuiReportQuestion){
    .kind = ZHIHUI_QUESTION_BOARD,
    .metric = ranking->metric,
    .peer = ranking->peer,
    .region = *ranking->region != '\0' ? ranking->region : NULL,
    .has_basis = TRUE,
    .basis = ranking->basis,
    .order = ranking->order,
    .tier = ranking->tier,
    .period = days.is_cut ? NULL : request->before,
  };

  /* Days without a name would be ranked from another n on than the period that they are of. */
  if (question.period == NULL)
    question.min_n = ranking->min_n;
  if (question.period == NULL)
    question.window = days.before;
  zhihui_report_answers_want (answers, before, &question);
  question.window = days.now;
  if (days.is_cut)
    zhihui_report_answers_want (answers, now, &question);
}

/**
 * zhihui_comparison_sides_find:
 *
 * Returns: what stands beside each other; of a board that the source does not tell now is %NULL,
 *   without a fault
 */
ZhihuiComparisonSides
zhihui_comparison_sides_find (const ZhihuiReportRequest *request,
                              ZhihuiBoard                board,
                              const char                *peer)
{
  ZhihuiRanking        *ranking = zhihui_situation_get_ranking (request->situation, board, peer);
  g_autofree char      *before = make_name ("before", peer, board);
  g_autofree char      *now = make_name ("now", peer, board);
  ZhihuiComparisonSides sides = { .now = ranking };

  if (ranking == NULL)
    return sides;
  if (!find_days (request, ranking, &sides.days))
    {
      sides.fault = zhihui_compared_days_get_fault (&sides.days);
      return sides;
    }
  sides.before = zhihui_report_answers_get (request->answers, before);
  if (sides.days.is_cut)
    sides.now = zhihui_report_answers_get (request->answers, now);
  if (sides.before == NULL || sides.now == NULL)
    sides.fault =
      zhihui_report_answers_get_fault (request->answers, sides.before == NULL ? before : now);
  else if (sides.before->basis != sides.now->basis)
    sides.fault = _ ("Not by the same rule");
  return sides;
}

/* Of the first group of which both periods are told. */
static gboolean
find_pair (const ZhihuiReportRequest *request, ZhihuiBoard board, ZhihuiComparisonSides *sides)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = peers->pdata[i];

      *sides = zhihui_comparison_sides_find (request, board, peer->id);
      if (sides->fault == NULL && sides->now != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_comparison_sides_overlap:
 *
 * Returns: whether both periods of a board have days in common, so that nothing of it is judged
 */
gboolean
zhihui_comparison_sides_overlap (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiComparisonSides sides;

  return find_pair (request, board, &sides) &&
         zhihui_window_overlaps (&sides.before->window, &sides.now->window);
}

static void
format_sides (const ZhihuiReportRequest   *request,
              const ZhihuiComparisonSides *sides,
              char                       **now,
              char                       **before)
{
  *now = zhihui_report_format_span (request, &sides->now->window, sides->now->as_of);
  *before = zhihui_report_format_span (request, &sides->before->window, sides->before->as_of);
}

/**
 * zhihui_comparison_sides_describe:
 *
 * Returns: (transfer full): which days are compared, in a sentence; "" where none are
 */
char *
zhihui_comparison_sides_describe (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiZone           *zone = zhihui_situation_get_zone (request->situation);
  g_autofree char      *before = NULL, *now = NULL, *days = NULL, *why = NULL;
  ZhihuiComparisonSides sides;

  if (!find_pair (request, board, &sides))
    return g_strdup ("");
  format_sides (request, &sides, &now, &before);
  /* Translators: the days before, the days now */
  days = g_strdup_printf (_ ("Before: %1$s. Now: %2$s."), before, now);
  why = zhihui_compared_days_write (&sides.days, zone);
  if (why == NULL)
    return g_steal_pointer (&days);
  return g_strdup_printf (C_ ("sentences", "%1$s %2$s"), days, why);
}

/**
 * zhihui_part_comparison_make_days:
 * @now: (out) (transfer full): the days of the first board
 * @before: (out) (transfer full): those that they are compared with
 *
 * Returns: whether two periods are compared; else nothing is set
 */
gboolean
zhihui_part_comparison_make_days (const ZhihuiReportRequest *request, char **now, char **before)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiComparisonSides sides;

      if (!zhihui_report_wants_board (request, board) || !find_pair (request, board, &sides))
        continue;
      format_sides (request, &sides, now, before);
      return TRUE;
    }
  return FALSE;
}
