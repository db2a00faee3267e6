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

/* Which days stand beside each other; of a period that is asked for by its name no days are known.
 */
typedef struct
{
  gboolean     is_running; /* neither is asked for as it is, but as many whole days of each */
  gboolean     is_same;    /* both periods are one */
  const char  *name;       /* nullable: of the other period, where it is asked for by that */
  ZhihuiWindow now, before;
} Days;

static gboolean
is_running (const ZhihuiPeriod *period, gint64 now)
{
  return period->window.from <= now && now < period->window.to;
}

/* Of a period that somebody named. */
static gboolean
find_days_beside (const ZhihuiPeriod  *period,
                  const char          *name,
                  const ZhihuiRanking *ranking,
                  ZhihuiZone          *zone,
                  Days                *days)
{
  g_autoptr (ZhihuiPeriod) other = zhihui_period_parse (name, ranking->as_of, zone, NULL);

  days->is_same = period != NULL && other != NULL && period->window.from == other->window.from &&
                  period->window.to == other->window.to;
  if (days->is_same)
    return FALSE;
  days->is_running = period != NULL && other != NULL &&
                     (is_running (period, ranking->as_of) || is_running (other, ranking->as_of));
  if (days->is_running)
    return zhihui_period_find_days_beside (
      period, other, ranking->as_of, zone, &days->now, &days->before);
  days->name = name;
  return TRUE;
}

static gboolean
find_days (const ZhihuiReportRequest *request, const ZhihuiRanking *ranking, Days *days)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (request->situation);
  g_autoptr (ZhihuiPeriod) period =
    *ranking->period != '\0' ? zhihui_period_parse (ranking->period, ranking->as_of, zone, NULL)
                             : zhihui_period_new_between (ranking->window.from, ranking->window.to);

  *days = (Days){ 0 };
  if (request->before != NULL)
    return find_days_beside (period, request->before, ranking, zone, days);
  if (period == NULL)
    return FALSE;
  days->is_running = is_running (period, ranking->as_of);
  if (days->is_running)
    return zhihui_period_find_whole_days (period, ranking->as_of, zone, &days->now, &days->before);
  days->before = period->previous;
  return days->before.from < days->before.to;
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
  Days                 days;

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
    .period = days.name,
  };

  /* Days without a name would be ranked from another n on than the period that they are of. */
  if (days.name == NULL)
    question.min_n = ranking->min_n;
  question.window = days.before;
  zhihui_report_answers_want (answers, before, &question);
  question.window = days.now;
  if (days.is_running)
    zhihui_report_answers_want (answers, now, &question);
}

/* Why there are no days. */
static const char *
get_fault (const Days *days)
{
  if (days->is_same)
    return _ ("Both periods are the same days: choose another one");
  return days->is_running
           ? _ ("Periods are compared by whole days, and of this one none is over yet: "
                "compare one that has ended, or wait until tomorrow")
           : _ ("It is not known which period was before");
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
  Days                  days;

  if (ranking == NULL)
    return sides;
  if (!find_days (request, ranking, &days))
    {
      sides.fault = get_fault (&days);
      return sides;
    }
  sides.is_running = days.is_running;
  sides.before = zhihui_report_answers_get (request->answers, before);
  if (days.is_running)
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
  g_autofree char      *before = NULL, *now = NULL, *days = NULL;
  ZhihuiComparisonSides sides;
  guint                 n;

  if (!find_pair (request, board, &sides))
    return g_strdup ("");
  format_sides (request, &sides, &now, &before);
  /* Translators: the days before, the days now */
  days = g_strdup_printf (_ ("Before: %1$s. Now: %2$s."), before, now);
  if (!sides.is_running)
    return g_steal_pointer (&days);
  n = (guint) (zhihui_zone_day_of (zone, sides.now->window.to) -
               zhihui_zone_day_of (zone, sides.now->window.from));
  /* Translators: the sentence above; a number of days */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$s The period is not over: on both sides stands %2$u "
                                       "whole day, and today does not count.",
                                       "%1$s The period is not over: on both sides stand %2$u "
                                       "whole days, and today does not count.",
                                       n),
                          days,
                          n);
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
