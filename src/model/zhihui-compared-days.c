/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-compared-days.h"

#include <glib/gi18n-lib.h>

static gboolean
runs (const ZhihuiPeriod *period, gint64 now)
{
  return period->window.from <= now && now < period->window.to;
}

static gboolean
is_window (const ZhihuiWindow *one, const ZhihuiWindow *other)
{
  return one->from == other->from && one->to == other->to;
}

static gboolean
find_beside (const ZhihuiPeriod *period,
             const ZhihuiPeriod *other,
             gint64              now,
             ZhihuiZone         *zone,
             ZhihuiComparedDays *days)
{
  days->before = other->window;
  days->is_same = is_window (&period->window, &other->window);
  if (days->is_same)
    return FALSE;
  days->other_runs = runs (other, now);
  days->is_cut = days->runs || days->other_runs;
  if (!days->is_cut)
    return TRUE;
  if (!zhihui_period_find_days_beside (period, other, now, zone, &days->now, &days->before))
    return FALSE;
  /* A month and the quarter that begins with it. */
  days->is_same = is_window (&days->now, &days->before);
  return !days->is_same;
}

/**
 * zhihui_compared_days_find:
 * @ranking: of the period itself
 * @other: (nullable): what it is compared with; %NULL: the one before
 * @days: (out):
 *
 * Half a day is not to stand beside a whole one: where one of the two runs, both are cut to as many
 * days that are over. Else both are compared as they are.
 *
 * Returns: whether there are such days; else zhihui_compared_days_get_fault() says why not
 */
gboolean
zhihui_compared_days_find (const ZhihuiRanking *ranking,
                           const ZhihuiPeriod  *other,
                           ZhihuiZone          *zone,
                           ZhihuiComparedDays  *days)
{
  gint64 now = ranking->as_of;
  g_autoptr (ZhihuiPeriod) period =
    *ranking->period != '\0' ? zhihui_period_parse (ranking->period, now, zone, NULL)
                             : zhihui_period_new_between (ranking->window.from, ranking->window.to);

  *days = (ZhihuiComparedDays){ 0 };
  if (period == NULL)
    return FALSE;
  days->runs = runs (period, now);
  days->is_new =
    days->runs && zhihui_zone_day_of (zone, period->window.from) == zhihui_zone_day_of (zone, now);
  if (other != NULL)
    return find_beside (period, other, now, zone, days);
  days->is_cut = days->runs;
  if (days->is_cut)
    return zhihui_period_find_whole_days (period, now, zone, &days->now, &days->before);
  days->before = period->previous;
  return days->before.from < days->before.to;
}

/**
 * zhihui_compared_days_get_fault:
 *
 * Returns: why there are no days, in words for people
 */
const char *
zhihui_compared_days_get_fault (const ZhihuiComparedDays *self)
{
  if (self->is_same)
    return _ ("Both periods are the same days: choose another one");
  if (!self->is_cut)
    return _ ("It is not known which period was before");
  return self->is_new
           ? _ ("Periods are compared by whole days, and of this one none is over yet: "
                "compare one that has ended, or wait until tomorrow")
           : _ ("Periods are compared by whole days, and of the one that is compared with none is "
                "over yet: choose another one");
}

/**
 * zhihui_compared_days_write:
 *
 * Returns: (transfer full) (nullable): a sentence: why only so many days are compared, and how
 *   many; %NULL where both periods stand as they are
 */
char *
zhihui_compared_days_write (const ZhihuiComparedDays *self, ZhihuiZone *zone)
{
  gint32 n;

  if (!self->is_cut)
    return NULL;
  n = zhihui_zone_day_of (zone, self->now.to) - zhihui_zone_day_of (zone, self->now.from);
  return g_strdup_printf (
    self->runs
      ? g_dngettext (GETTEXT_PACKAGE,
                     "The period is not over: on both sides stands %d whole day, and today does "
                     "not count.",
                     "The period is not over: on both sides stand %d whole days, and today does "
                     "not count.",
                     (gulong) n)
      : g_dngettext (GETTEXT_PACKAGE,
                     "The period that is compared with is not over: on both sides stands %d whole "
                     "day, and today does not count.",
                     "The period that is compared with is not over: on both sides stand %d whole "
                     "days, and today does not count.",
                     (gulong) n),
    n);
}
