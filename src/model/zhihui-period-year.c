/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-period.h"

#include <string.h>

/* How an instant is moved a year back: to the same date, or by whole weeks. */
typedef struct
{
  ZhihuiZone *zone;
  gint32      n_days; /* 0: to the same date */
} Move;

/* February 29 becomes the 28th. */
static gint32
find_same_date (const ZhihuiCivil *civil)
{
  gint32 day = zhihui_day_from_ymd (civil->year - 1, civil->month, civil->mday);
  int    year, month, mday;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  return month == civil->month ? day : day - 1;
}

static gint64
move (const Move *self, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (self->zone, instant);
  gint32      day = self->n_days != 0 ? civil.day - self->n_days : find_same_date (&civil);

  return zhihui_zone_at (self->zone, day, civil.hour, civil.minute, civil.second);
}

static gint32
find_first_monday (int year)
{
  gint32 fourth = zhihui_day_from_ymd (year, 1, 4); /* lies in week 1 (ISO 8601) */

  return fourth - zhihui_day_weekday (fourth) + 1;
}

/* From the week of @monday to the one of the same number a year before; week 53 of a year after one
 * of 52 is compared with its last. */
static gint32
count_days_to_same_week (gint32 monday)
{
  int    year, month, mday;
  gint32 first, before, n_weeks;

  zhihui_day_to_ymd (monday + 3, &year, &month, &mday); /* Thursday has the week's year */
  first = find_first_monday (year);
  before = find_first_monday (year - 1);
  n_weeks = (first - before) / 7;
  return monday - (before + MIN ((monday - first) / 7, n_weeks - 1) * 7);
}

static gboolean
is_week (const char *text)
{
  return g_str_equal (text, "week") || (strlen (text) == 8 && text[5] == 'W');
}

/**
 * zhihui_period_find_year:
 * @now: the platform's clock
 *
 * Sets the window a year before: from the same date to the same date (February 29: the 28th); of a
 * week the week of the same number, of a year the year before. While the window runs only as much
 * of it counts as has passed of this one.
 */
void
zhihui_period_find_year (ZhihuiPeriod *self, gint64 now, ZhihuiZone *zone)
{
  const ZhihuiWindow *window = &self->window;
  Move                by = { zone, 0 };

  g_return_if_fail (self != NULL && zone != NULL);

  if (g_str_equal (self->text, "year") || g_str_equal (self->text, "ytd") ||
      (strlen (self->text) == 4 && g_ascii_isdigit (*self->text)))
    {
      self->year = self->previous;
      return;
    }

  if (is_week (self->text))
    by.n_days = count_days_to_same_week (zhihui_zone_day_of (zone, window->from));
  self->year = (ZhihuiWindow){ move (&by, window->from), move (&by, window->to) };
  if (now >= window->from && now < window->to)
    self->year.to = CLAMP (move (&by, now), self->year.from, self->year.to);
}
