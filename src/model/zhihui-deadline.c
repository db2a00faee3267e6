/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-deadline.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COUNT 100000
#define MINUTES_OF_DAY (24 * 60)

static const char *const kind_names[] = {
  [ZHIHUI_LIMIT_MINUTES] = "min",
  [ZHIHUI_LIMIT_DUTY_MINUTES] = "duty",
  [ZHIHUI_LIMIT_WORKDAYS] = "wd",
  [ZHIHUI_LIMIT_CALENDAR_DAYS] = "cd",
};

/* Digits at *@text, at most six; -1 when there are none. */
static int
take_number (const char **text)
{
  int value = 0;
  int n_digits = 0;

  for (; g_ascii_isdigit (**text) && n_digits < 6; (*text)++, n_digits++)
    value = value * 10 + (**text - '0');
  return n_digits > 0 ? value : -1;
}

/* "@17:30"; "@24:00" is the end of the day, like none. */
static gboolean
take_close (const char **text, int *close_minute)
{
  int minute;

  (*text)++;
  minute = zhihui_minute_of_day_take (text);
  if (minute <= 0)
    return FALSE;
  *close_minute = minute % MINUTES_OF_DAY;
  return TRUE;
}

/**
 * zhihui_limit_parse:
 * @text: "min:15", "duty:15", "wd:3", "wd:3@17:30" or "cd:60"
 * @limit: (out): set only on success
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when @text is none of these
 */
gboolean
zhihui_limit_parse (const char *text, ZhihuiLimit *limit, GError **error)
{
  g_return_val_if_fail (text != NULL && limit != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    {
      ZhihuiLimit parsed = { (ZhihuiLimitKind) i, 0, 0 };
      const char *rest = text + strlen (kind_names[i]);

      if (!g_str_has_prefix (text, kind_names[i]) || *rest != ':')
        continue;
      rest++;
      parsed.count = take_number (&rest);
      if (parsed.count < 1 || parsed.count > MAX_COUNT)
        break;
      if (*rest == '@' && i == ZHIHUI_LIMIT_WORKDAYS && !take_close (&rest, &parsed.close_minute))
        break;
      if (*rest != '\0')
        break;
      *limit = parsed;
      return TRUE;
    }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s is not a limit such as min:15, duty:15, wd:3, wd:3@17:30 or cd:60"),
               text);
  return FALSE;
}

/**
 * zhihui_limit_to_string:
 *
 * Returns: (transfer full): what zhihui_limit_parse () reads
 */
char *
zhihui_limit_to_string (const ZhihuiLimit *limit)
{
  g_return_val_if_fail (limit != NULL, NULL);

  if (limit->kind == ZHIHUI_LIMIT_WORKDAYS && limit->close_minute != 0)
    return g_strdup_printf (
      "wd:%d@%02d:%02d", limit->count, limit->close_minute / 60, limit->close_minute % 60);
  return g_strdup_printf ("%s:%d", kind_names[limit->kind], limit->count);
}

static gboolean
is_provisional_day (ZhihuiWorkCalendar *calendar, gint32 day)
{
  int year, month, mday;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  return !zhihui_work_calendar_knows_year (calendar, year);
}

/* The day, or the next working day when it is at rest. */
static gint32
find_last_day (ZhihuiWorkCalendar *calendar, gint32 day, gboolean *unsure)
{
  *unsure = is_provisional_day (calendar, day);
  while (!zhihui_work_calendar_is_workday (calendar, day))
    day++;
  *unsure = *unsure || is_provisional_day (calendar, day);
  return day;
}

/**
 * zhihui_deadline_get:
 * @limit: how long
 * @start: the instant of dispatch; the day in which it lies is not counted
 * @provisional: (out) (optional): whether the result hangs on a year whose notice is missing
 *
 * After 民法典 articles 201 and 203: the first day is not counted, the last ends at 24:00, and a
 * calendar-day limit whose last day is a rest day ends with the next working day.
 *
 * Returns: the last second that is still on time
 */
gint64
zhihui_deadline_get (const ZhihuiLimit  *limit,
                     gint64              start,
                     ZhihuiWorkCalendar *calendar,
                     ZhihuiZone         *zone,
                     gboolean           *provisional)
{
  gboolean unsure = FALSE;
  gint64   due_at = start;
  gint32   day;

  g_return_val_if_fail (limit != NULL && calendar != NULL && zone != NULL, start);

  day = zhihui_zone_day_of (zone, start);
  switch (limit->kind)
    {
    case ZHIHUI_LIMIT_MINUTES:
      due_at = start + (gint64) limit->count * 60;
      break;
    case ZHIHUI_LIMIT_DUTY_MINUTES:
      due_at =
        zhihui_work_calendar_add_duty (calendar, zone, start, (gint64) limit->count * 60, &unsure);
      break;
    case ZHIHUI_LIMIT_WORKDAYS:
      day = zhihui_work_calendar_add (calendar, day, (guint) limit->count, &unsure);
      due_at = limit->close_minute != 0 ? zhihui_zone_at (zone, day, 0, limit->close_minute, 0)
                                        : zhihui_zone_day_start (zone, day + 1) - 1;
      break;
    case ZHIHUI_LIMIT_CALENDAR_DAYS:
      day = find_last_day (calendar, day + limit->count, &unsure);
      due_at = zhihui_zone_day_start (zone, day + 1) - 1;
      break;
    default:
      g_return_val_if_reached (start);
    }

  if (provisional != NULL)
    *provisional = unsure;
  return due_at;
}

/* The same time of the day @n working days later. */
static gint64
add_workdays (gint64 due_at, guint n, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  gint32 day = zhihui_zone_day_of (zone, due_at);
  gint64 second_of_day = due_at - zhihui_zone_day_start (zone, day);

  day = zhihui_work_calendar_add (calendar, day, n, NULL);
  return zhihui_zone_day_start (zone, day) + second_of_day;
}

/* 24:00 of the day @n days later, or of the next working day. */
static gint64
add_days (gint64 due_at, gint32 n, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  gboolean unsure;

  return zhihui_zone_day_start (
           zone, find_last_day (calendar, zhihui_zone_day_of (zone, due_at) + n, &unsure) + 1) -
         1;
}

/**
 * zhihui_deadline_extend:
 * @limit: of the deadline
 * @due_at: the deadline in force
 * @n_days: more, counted from the day after that on which it ends: calendar days where @limit
 *   counts those, else working days
 *
 * Returns: the extended deadline
 */
gint64
zhihui_deadline_extend (const ZhihuiLimit  *limit,
                        gint64              due_at,
                        guint               n_days,
                        ZhihuiWorkCalendar *calendar,
                        ZhihuiZone         *zone)
{
  g_return_val_if_fail (limit != NULL && calendar != NULL && zone != NULL, due_at);

  if (n_days == 0 || due_at == ZHIHUI_NO_INSTANT)
    return due_at;
  if (limit->kind == ZHIHUI_LIMIT_CALENDAR_DAYS)
    return add_days (due_at, (gint32) n_days, calendar, zone);
  return add_workdays (due_at, n_days, calendar, zone);
}

/**
 * zhihui_deadline_give_back:
 * @limit: of the deadline
 * @due_at: the deadline in force, not before @from
 * @from: when the clock stood still
 * @to: when it runs on
 *
 * Gives back what was lost in the unit of the limit: seconds, seconds on duty, or the days after
 * that of @from up to that of @to, working days or calendar days.
 *
 * Returns: the deadline with the time that was left at @from
 */
gint64
zhihui_deadline_give_back (const ZhihuiLimit  *limit,
                           gint64              due_at,
                           gint64              from,
                           gint64              to,
                           ZhihuiWorkCalendar *calendar,
                           ZhihuiZone         *zone)
{
  gint32 first, last;

  g_return_val_if_fail (limit != NULL && calendar != NULL && zone != NULL, due_at);

  if (due_at == ZHIHUI_NO_INSTANT || to <= from)
    return due_at;

  first = zhihui_zone_day_of (zone, from);
  last = zhihui_zone_day_of (zone, to);
  switch (limit->kind)
    {
    case ZHIHUI_LIMIT_MINUTES:
      return due_at + (to - from);
    case ZHIHUI_LIMIT_DUTY_MINUTES:
      return zhihui_work_calendar_add_duty (
        calendar, zone, to, zhihui_work_calendar_count_duty (calendar, zone, from, due_at), NULL);
    case ZHIHUI_LIMIT_CALENDAR_DAYS:
      return last > first ? add_days (due_at, last - first, calendar, zone) : due_at;
    case ZHIHUI_LIMIT_WORKDAYS:
    default:
      return add_workdays (
        due_at, zhihui_work_calendar_count (calendar, first, last), calendar, zone);
    }
}

/**
 * zhihui_deadline_is_provisional:
 *
 * Returns: whether the deadline hangs on a year whose notice is missing
 */
gboolean
zhihui_deadline_is_provisional (const ZhihuiLimit  *limit,
                                gint64              start,
                                gint64              due_at,
                                ZhihuiWorkCalendar *calendar,
                                ZhihuiZone         *zone)
{
  int first, last, month, mday;

  g_return_val_if_fail (limit != NULL && calendar != NULL && zone != NULL, FALSE);

  if (limit->kind == ZHIHUI_LIMIT_MINUTES || start == ZHIHUI_NO_INSTANT ||
      due_at == ZHIHUI_NO_INSTANT)
    return FALSE;

  zhihui_day_to_ymd (zhihui_zone_day_of (zone, start), &first, &month, &mday);
  zhihui_day_to_ymd (zhihui_zone_day_of (zone, due_at), &last, &month, &mday);
  for (int year = first; year <= last; year++)
    if (!zhihui_work_calendar_knows_year (calendar, year))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_deadline_is_kept:
 *
 * Returns: whether the event has happened, and not after @due_at. Without a deadline
 * (%ZHIHUI_NO_INSTANT) nothing that happened is late.
 */
gboolean
zhihui_deadline_is_kept (gint64 event_at, gint64 due_at)
{
  return event_at != ZHIHUI_NO_INSTANT && (due_at == ZHIHUI_NO_INSTANT || event_at <= due_at);
}

static gint32
get_last_workday (ZhihuiWorkCalendar *calendar, gint32 day)
{
  while (!zhihui_work_calendar_is_workday (calendar, day))
    day--;
  return day;
}

/**
 * zhihui_deadline_is_early:
 * @start: when the limit began
 * @due_at: the last on-time second
 * @event_at: when it was done, or %ZHIHUI_NO_INSTANT
 *
 * Early is what was done on a working day before that of the deadline; what is done at rest counts
 * as done on the working day before. Whoever has but one working day (the day of the deadline is
 * the first after the start) is early until its noon, 12:00:00 included.
 *
 * Returns: whether it was early
 */
gboolean
zhihui_deadline_is_early (
  gint64 start, gint64 due_at, gint64 event_at, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  gint32 last, day;

  g_return_val_if_fail (calendar != NULL && zone != NULL, FALSE);

  if (due_at == ZHIHUI_NO_INSTANT || event_at == ZHIHUI_NO_INSTANT || event_at > due_at)
    return FALSE;

  last = get_last_workday (calendar, zhihui_zone_day_of (zone, due_at));
  day = zhihui_zone_day_of (zone, event_at);
  if (get_last_workday (calendar, day) < last)
    return TRUE;

  return start != ZHIHUI_NO_INSTANT &&
         zhihui_work_calendar_add (calendar, zhihui_zone_day_of (zone, start), 1, NULL) == last &&
         event_at <= zhihui_zone_at (zone, last, 12, 0, 0);
}
