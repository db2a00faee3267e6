/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-period.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAX_ROLLING_DAYS 3660

/* How a period is compared with the one before: first day of each, and the day after the last. */
typedef struct
{
  gint32   from, to;
  gint32   previous;    /* first day of the period before; that ends where this begins */
  gint32   same_until;  /* while the period runs: the day of the one before that is like today */
  gboolean no_such_day; /* February 29: same_until is the day after, and only its start counts */
  gboolean whole;       /* the period before is taken whole also while this one runs */
} Days;

typedef struct
{
  gint32 today;
  int    year, month, mday; /* of today */
} Today;

static gint32
get_month_start (int year, int month)
{
  int index = year * 12 + month - 1;

  return zhihui_day_from_ymd (index / 12, index % 12 + 1, 1);
}

static Days
get_step (const Today *today, gint32 from, gint32 to, gint32 previous)
{
  return (Days){ from, to, previous, previous + today->today - from, FALSE, FALSE };
}

static Days
get_months (const Today *today, int year, int month, int n_months)
{
  return get_step (today,
                   get_month_start (year, month),
                   get_month_start (year, month + n_months),
                   get_month_start (year, month - n_months));
}

static Days
get_year (const Today *today, int year)
{
  Days days = get_months (today, year, 1, 12);

  int same_year, same_month, same_mday;

  days.same_until = zhihui_day_from_ymd (year - 1, today->month, today->mday);
  zhihui_day_to_ymd (days.same_until, &same_year, &same_month, &same_mday);
  days.no_such_day = same_mday != today->mday;
  return days;
}

static Days
get_week (const Today *today, gint32 day)
{
  gint32 monday = day - zhihui_day_weekday (day) + 1;

  return get_step (today, monday, monday + 7, monday - 7);
}

static gboolean
get_running (const char *text, const Today *today, Days *days)
{
  int month = today->month;

  if (g_str_equal (text, "today"))
    *days = get_step (today, today->today, today->today + 1, today->today - 1);
  else if (g_str_equal (text, "week"))
    *days = get_week (today, today->today);
  else if (g_str_equal (text, "month"))
    *days = get_months (today, today->year, month, 1);
  else if (g_str_equal (text, "quarter"))
    *days = get_months (today, today->year, month - (month - 1) % 3, 3);
  else if (g_str_equal (text, "year") || g_str_equal (text, "ytd"))
    *days = get_year (today, today->year);
  else
    return FALSE;

  if (g_str_equal (text, "ytd"))
    days->to = today->today + 1;
  return TRUE;
}

static gboolean
get_rolling (const char *text, const Today *today, Days *days)
{
  int n_days;
  int end = 0;

  if (sscanf (text, "rolling-%4dd%n", &n_days, &end) != 1 || text[end] != '\0' || end == 0 ||
      n_days < 1 || n_days > MAX_ROLLING_DAYS || text[8] < '1' || text[8] > '9')
    return FALSE;

  *days = (Days){
    today->today - n_days + 1, today->today + 1, today->today - 2 * n_days + 1, 0, FALSE, TRUE
  };
  return TRUE;
}

/* Whether @text has the form of @pattern, in which 0 stands for a digit. */
static gboolean
has_form (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return *text == '\0';
}

static gboolean
get_iso_week (const Today *today, int year, int week, Days *days)
{
  gint32 fourth = zhihui_day_from_ymd (year, 1, 4); /* lies in week 1 (ISO 8601) */
  gint32 next_fourth = zhihui_day_from_ymd (year + 1, 1, 4);
  gint32 next_first = next_fourth - zhihui_day_weekday (next_fourth) + 1;

  *days = get_week (today, fourth + (week - 1) * 7);
  return week >= 1 && days->from < next_first;
}

static gboolean
get_named (const char *text, const Today *today, Days *days)
{
  int year, part;

  if (!g_ascii_isdigit (*text))
    return FALSE;

  year = (int) g_ascii_strtoll (text, NULL, 10);
  if (year < 1 || year > 9998)
    return FALSE;

  if (has_form (text, "0000"))
    {
      *days = get_year (today, year);
      return TRUE;
    }
  if (has_form (text, "0000-00"))
    {
      part = (int) g_ascii_strtoll (text + 5, NULL, 10);
      if (part < 1 || part > 12)
        return FALSE;
      *days = get_months (today, year, part, 1);
      return TRUE;
    }
  if (has_form (text, "0000-Q0"))
    {
      part = text[6] - '0';
      if (part < 1 || part > 4)
        return FALSE;
      *days = get_months (today, year, part * 3 - 2, 3);
      return TRUE;
    }
  return has_form (text, "0000-W00") &&
         get_iso_week (today, year, (int) g_ascii_strtoll (text + 6, NULL, 10), days);
}

static void
set_windows (ZhihuiPeriod *self, const Days *days, gint64 now, ZhihuiZone *zone)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (zone, now);
  gint64      until;

  self->window.from = zhihui_zone_day_start (zone, days->from);
  self->window.to = zhihui_zone_day_start (zone, days->to);
  self->previous.from = zhihui_zone_day_start (zone, days->previous);
  self->previous.to = self->window.from;
  if (days->whole || now < self->window.from || now >= self->window.to)
    return;

  /* A day that the period before does not have (a 31st) is its end. */
  until = days->no_such_day
            ? zhihui_zone_day_start (zone, days->same_until)
            : zhihui_zone_at (zone, days->same_until, civil.hour, civil.minute, civil.second);
  self->previous.to = CLAMP (until, self->previous.from, self->window.from);
}

/**
 * zhihui_window_overlaps:
 *
 * Returns: whether some second is in both
 */
gboolean
zhihui_window_overlaps (const ZhihuiWindow *self, const ZhihuiWindow *other)
{
  return self->from < other->to && other->from < self->to;
}

/**
 * zhihui_period_parse:
 * @text: today, week, month, quarter, year, ytd, rolling-90d (or another number of days), 2020-07,
 * 2020-W31, 2020-Q3 or 2020
 * @now: the platform's clock, which decides what runs
 *
 * The window of a running period reaches to its natural end (today and the year to date: to the
 * end of today); counting cuts it at as-of. The previous window is the period before: of a running
 * period the same span of it, so that like is compared with like (until the same day and minute;
 * of a year until the same date); of rolling days the whole days before the first.
 *
 * Returns: (transfer full): the period, or NULL with %ZHIHUI_ERROR_INVALID
 */
ZhihuiPeriod *
zhihui_period_parse (const char *text, gint64 now, ZhihuiZone *zone, GError **error)
{
  ZhihuiPeriod *self;
  ZhihuiCivil   civil;
  Today         today;
  Days          days;

  g_return_val_if_fail (text != NULL && zone != NULL, NULL);

  civil = zhihui_zone_to_civil (zone, now);
  today = (Today){ civil.day, civil.year, civil.month, civil.mday };
  if (!get_running (text, &today, &days) && !get_rolling (text, &today, &days) &&
      !get_named (text, &today, &days))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not a period such as month, rolling-90d, 2020-07, 2020-W31, "
                      "2020-Q3 or 2020"),
                   text);
      return NULL;
    }

  self = g_new0 (ZhihuiPeriod, 1);
  self->text = g_strdup (text);
  set_windows (self, &days, now, zone);
  zhihui_period_find_year (self, now, zone);
  return self;
}

/**
 * zhihui_period_new_between:
 * @from: first instant
 * @to: after the last instant, later than @from
 *
 * Returns: (transfer full): the window, with the span of the same length before it; its text is "",
 *   and without a zone it knows no year before: zhihui_period_find_year ()
 */
ZhihuiPeriod *
zhihui_period_new_between (gint64 from, gint64 to)
{
  ZhihuiPeriod *self;

  g_return_val_if_fail (from < to, NULL);

  self = g_new0 (ZhihuiPeriod, 1);
  self->text = g_strdup ("");
  self->window = (ZhihuiWindow){ from, to };
  self->previous = (ZhihuiWindow){ from - (to - from), from };
  return self;
}

/* [from, from + n): days. */
static ZhihuiWindow
get_days (ZhihuiZone *zone, gint32 from, gint32 n)
{
  return (ZhihuiWindow){ zhihui_zone_day_start (zone, from),
                         zhihui_zone_day_start (zone, from + n) };
}

/* Its days that are over: of rolling ones as many as it has, until yesterday. */
static void
find_days_over (
  const ZhihuiPeriod *self, gint64 now, ZhihuiZone *zone, gint32 *first, gint32 *n_days)
{
  gint32 today = zhihui_zone_day_of (zone, now);
  gint32 end = zhihui_zone_day_of (zone, self->window.to);

  *first = zhihui_zone_day_of (zone, self->window.from);
  *n_days = MIN (today, end) - *first;
  if (g_str_has_prefix (self->text, "rolling-"))
    {
      *n_days = *first - zhihui_zone_day_of (zone, self->previous.from);
      *first = today - *n_days;
    }
}

/**
 * zhihui_period_find_whole_days:
 * @now: within the period, which runs
 * @days: (out): its days that are over; of rolling ones as many as it has, until yesterday
 * @before: (out): as many of the period before; of days without a name those directly before
 *
 * What of a running period can be compared fairly with the one before by who may ask for whole
 * days alone. Where the one before is shorter (March 30th), both are as long as that.
 *
 * Returns: %FALSE on its first day, of which nothing is over
 */
gboolean
zhihui_period_find_whole_days (
  const ZhihuiPeriod *self, gint64 now, ZhihuiZone *zone, ZhihuiWindow *days, ZhihuiWindow *before)
{
  gint32 first_before = zhihui_zone_day_of (zone, self->previous.from);
  gint32 first, n;

  find_days_over (self, now, zone, &first, &n);
  if (g_str_has_prefix (self->text, "rolling-") || *self->text == '\0')
    first_before = first - n;
  else
    n = MIN (n, zhihui_zone_day_of (zone, self->window.from) - first_before);

  *days = get_days (zone, first, n);
  *before = get_days (zone, first_before, n);
  return n > 0;
}

/**
 * zhihui_period_find_days_beside:
 * @other: another period than the one before
 * @days: (out): days of @self that are over
 * @beside: (out): as many of @other
 *
 * What can be compared fairly of two periods of which one runs: both from their first day on, as
 * long as the shorter one.
 *
 * Returns: %FALSE where nothing of one of them is over
 */
gboolean
zhihui_period_find_days_beside (const ZhihuiPeriod *self,
                                const ZhihuiPeriod *other,
                                gint64              now,
                                ZhihuiZone         *zone,
                                ZhihuiWindow       *days,
                                ZhihuiWindow       *beside)
{
  gint32 first, first_beside, n, n_beside;

  find_days_over (self, now, zone, &first, &n);
  find_days_over (other, now, zone, &first_beside, &n_beside);
  n = MIN (n, n_beside);
  *days = get_days (zone, first, n);
  *beside = get_days (zone, first_beside, n);
  return n > 0;
}

ZhihuiPeriod *
zhihui_period_copy (const ZhihuiPeriod *self)
{
  ZhihuiPeriod *copy;

  if (self == NULL)
    return NULL;

  copy = g_new (ZhihuiPeriod, 1);
  *copy = *self;
  copy->text = g_strdup (self->text);
  return copy;
}

void
zhihui_period_free (ZhihuiPeriod *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/**
 * zhihui_period_default_min_n:
 * @text: (nullable): a period
 * @ratings: whether ratings are counted
 *
 * Returns: how many cases a unit needs to be ranked: ratings 5; else 20 for quarter, year and more
 * than 31 rolling days, 10 for what is shorter
 */
guint
zhihui_period_default_min_n (const char *text, gboolean ratings)
{
  if (ratings)
    return 5;
  if (text == NULL)
    return 10;
  if (g_str_equal (text, "quarter") || g_str_equal (text, "year") || g_str_equal (text, "ytd") ||
      has_form (text, "0000") || has_form (text, "0000-Q0"))
    return 20;
  if (g_str_has_prefix (text, "rolling-"))
    return g_ascii_strtoll (text + strlen ("rolling-"), NULL, 10) > 31 ? 20 : 10;
  return 10;
}
