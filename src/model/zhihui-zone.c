/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-zone.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_S 86400
#define NAME_MAX_BYTES 64
/* Beyond the years 1–9999 nothing is an instant of ours. */
#define FIRST_INSTANT (-G_GINT64_CONSTANT (62135596800))
#define LAST_INSTANT G_GINT64_CONSTANT (253402300799)
/* Most zones have one offset between these; then a look at the table is not needed. */
#define STEADY_FROM G_GINT64_CONSTANT (694224000)   /* 1992-01-01 */
#define STEADY_UNTIL G_GINT64_CONSTANT (4102444800) /* 2100-01-01 */

struct _ZhihuiZone
{
  char      *identifier; /* owned, never NULL */
  GTimeZone *rules;      /* owned */
  gboolean   steady;     /* one offset from STEADY_FROM until STEADY_UNTIL */
  gint32     offset;     /* that offset, seconds east */
};

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static ZhihuiZone *
new_with_rules (const char *identifier, GTimeZone *rules)
{
  ZhihuiZone *self = g_atomic_rc_box_new0 (ZhihuiZone);
  int         first = g_time_zone_find_interval (rules, G_TIME_TYPE_UNIVERSAL, STEADY_FROM);
  int         last = g_time_zone_find_interval (rules, G_TIME_TYPE_UNIVERSAL, STEADY_UNTIL);

  self->identifier = g_strdup (identifier);
  self->rules = rules;
  self->steady = first == last;
  self->offset = g_time_zone_get_offset (rules, first);
  return self;
}

/* "+08:00", "+0800". */
static gboolean
is_fixed_offset (const char *text)
{
  return (*text == '+' || *text == '-') && text[1] != '\0' &&
         strspn (text + 1, "0123456789:") == strlen (text + 1);
}

/* "America/Port-au-Prince", "Etc/GMT+8", "CST-8". Names of the tz database begin with a capital in
 * every part; what does not lies beside its zones ("leapseconds") or anywhere on this machine. */
static gboolean
is_zone_name (const char *text)
{
  gboolean is_first = TRUE; /* of its part */

  for (const char *c = text; *c != '\0'; c++)
    {
      if (is_first ? !g_ascii_isupper (*c) : !g_ascii_isalnum (*c) && strchr ("_+-/", *c) == NULL)
        return FALSE;
      is_first = *c == '/';
    }
  return !is_first;
}

/**
 * zhihui_zone_new:
 * @identifier: a name of the tz database ("Asia/Shanghai"), an offset ("+08:00") or "UTC"
 *
 * @identifier may come from a platform: it names a zone and never a file of this machine, which
 * GLib would open as one.
 *
 * Returns: (transfer full): the zone, or NULL with %ZHIHUI_ERROR_INVALID when this machine does
 * not know it
 */
ZhihuiZone *
zhihui_zone_new (const char *identifier, GError **error)
{
  GTimeZone *rules = NULL;

  g_return_val_if_fail (identifier != NULL, NULL);

  if (strlen (identifier) <= NAME_MAX_BYTES &&
      (is_fixed_offset (identifier) || is_zone_name (identifier)))
    rules = g_time_zone_new_identifier (identifier);
  if (rules == NULL)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("unknown time zone %s"), identifier);
      return NULL;
    }
  return new_with_rules (identifier, rules);
}

/**
 * zhihui_zone_new_shanghai:
 *
 * Returns: (transfer full): Asia/Shanghai; on a machine without a tz database UTC+8, which is the
 * same since 1991
 */
ZhihuiZone *
zhihui_zone_new_shanghai (void)
{
  GTimeZone *rules = g_time_zone_new_identifier ("Asia/Shanghai");

  if (rules == NULL)
    rules = g_time_zone_new_offset (8 * 3600);
  return new_with_rules ("Asia/Shanghai", rules);
}

ZhihuiZone *
zhihui_zone_ref (ZhihuiZone *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_zone (gpointer data)
{
  ZhihuiZone *self = data;

  g_free (self->identifier);
  g_time_zone_unref (self->rules);
}

void
zhihui_zone_unref (ZhihuiZone *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_zone);
}

/**
 * zhihui_zone_get_identifier:
 *
 * Returns: (transfer none): the name the zone was asked for by
 */
const char *
zhihui_zone_get_identifier (ZhihuiZone *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->identifier;
}

static gint32
get_offset (ZhihuiZone *self, gint64 instant)
{
  int interval;

  if (self->steady && instant >= STEADY_FROM && instant < STEADY_UNTIL)
    return self->offset;

  interval = g_time_zone_find_interval (self->rules, G_TIME_TYPE_UNIVERSAL, instant);
  return interval < 0 ? 0 : g_time_zone_get_offset (self->rules, interval);
}

/**
 * zhihui_zone_to_civil:
 * @instant: epoch seconds, within the years 1–9999
 *
 * Returns: what clock and calendar of the zone show at @instant
 */
ZhihuiCivil
zhihui_zone_to_civil (ZhihuiZone *self, gint64 instant)
{
  ZhihuiCivil civil = { 0 };
  gint64      local;
  int         of_day;

  g_return_val_if_fail (self != NULL, civil);

  instant = CLAMP (instant, FIRST_INSTANT, LAST_INSTANT);
  local = instant + get_offset (self, instant);
  civil.day = (gint32) floor_div (local, DAY_S);
  of_day = (int) (local - (gint64) civil.day * DAY_S);
  zhihui_day_to_ymd (civil.day, &civil.year, &civil.month, &civil.mday);
  civil.weekday = zhihui_day_weekday (civil.day);
  civil.hour = of_day / 3600;
  civil.minute = of_day / 60 % 60;
  civil.second = of_day % 60;
  return civil;
}

/**
 * zhihui_zone_at:
 * @hour: hours since the start of @day; 24 and more reach into the days after
 *
 * Returns: the instant at which the zone's clocks show that time of @day. A time that a clock
 * change skips is moved forward by the gap; of a time that comes twice it is the one in standard
 * time.
 */
gint64
zhihui_zone_at (ZhihuiZone *self, gint32 day, int hour, int minute, int second)
{
  gint64 local = (gint64) day * DAY_S + (gint64) hour * 3600 + (gint64) minute * 60 + second;
  int    interval;

  g_return_val_if_fail (self != NULL, 0);

  if (self->steady && local >= STEADY_FROM + DAY_S && local < STEADY_UNTIL - DAY_S)
    return local - self->offset;

  interval = g_time_zone_adjust_time (self->rules, G_TIME_TYPE_STANDARD, &local);
  return local - (interval < 0 ? 0 : g_time_zone_get_offset (self->rules, interval));
}

/**
 * zhihui_zone_day_start:
 *
 * Returns: the first instant of @day
 */
gint64
zhihui_zone_day_start (ZhihuiZone *self, gint32 day)
{
  return zhihui_zone_at (self, day, 0, 0, 0);
}

/**
 * zhihui_zone_day_of:
 *
 * Returns: the day of the zone in which @instant lies
 */
gint32
zhihui_zone_day_of (ZhihuiZone *self, gint64 instant)
{
  g_return_val_if_fail (self != NULL, 0);

  instant = CLAMP (instant, FIRST_INSTANT, LAST_INSTANT);
  return (gint32) floor_div (instant + get_offset (self, instant), DAY_S);
}

/**
 * zhihui_zone_day_before:
 *
 * Returns: the same time of the clock one day before @instant
 */
gint64
zhihui_zone_day_before (ZhihuiZone *self, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (self, instant);

  return zhihui_zone_at (self, civil.day - 1, civil.hour, civil.minute, civil.second);
}

/**
 * zhihui_zone_format_rfc3339:
 *
 * Returns: (transfer full): "2020-07-28T10:00:00+08:00". Where the zone's offset was not whole
 * minutes (before 1901 in Shanghai) the same instant is written in UTC.
 */
char *
zhihui_zone_format_rfc3339 (ZhihuiZone *self, gint64 instant)
{
  ZhihuiCivil civil;
  gint32      offset;
  gint64      local;
  int         minutes;

  g_return_val_if_fail (self != NULL, NULL);

  instant = CLAMP (instant, FIRST_INSTANT + DAY_S, LAST_INSTANT - DAY_S);
  offset = get_offset (self, instant);
  if (offset % 60 != 0)
    offset = 0;
  local = instant + offset;
  civil.day = (gint32) floor_div (local, DAY_S);
  local -= (gint64) civil.day * DAY_S;
  zhihui_day_to_ymd (civil.day, &civil.year, &civil.month, &civil.mday);
  minutes = ABS (offset) / 60;

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
                          civil.year,
                          civil.month,
                          civil.mday,
                          (int) (local / 3600),
                          (int) (local / 60 % 60),
                          (int) (local % 60),
                          offset < 0 ? '-' : '+',
                          minutes / 60,
                          minutes % 60);
}

/**
 * zhihui_day_from_ymd:
 * @year: proleptic Gregorian
 *
 * A day beyond the month's end counts on into the next month.
 *
 * Returns: days since 1970-01-01
 */
gint32
zhihui_day_from_ymd (int year, int month, int mday)
{
  /* Days before each month of a year that begins in March, so that the leap day is the last. */
  static const int before[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275 };
  gint64           march_year = month > 2 ? year : (gint64) year - 1;

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  return (gint32) (march_year * 365 + floor_div (march_year, 4) - floor_div (march_year, 100) +
                   floor_div (march_year, 400) + before[month - 1] + mday - 1 - 719468);
}

/**
 * zhihui_day_to_ymd:
 * @year: (out):
 * @month: (out): 1–12
 * @mday: (out): 1–31
 */
void
zhihui_day_to_ymd (gint32 day, int *year, int *month, int *mday)
{
  /* 400 years are 146,097 days; the guess is never more than one year too late. */
  int y = (int) (floor_div (((gint64) day + 719468) * 400, 146097)) + 1;
  int m = 12;

  while (zhihui_day_from_ymd (y, 1, 1) > day)
    y--;
  while (zhihui_day_from_ymd (y, m, 1) > day)
    m--;

  *year = y;
  *month = m;
  *mday = day - zhihui_day_from_ymd (y, m, 1) + 1;
}

/**
 * zhihui_day_weekday:
 *
 * Returns: 1 for Monday … 7 for Sunday
 */
int
zhihui_day_weekday (gint32 day)
{
  gint64 since_monday = (gint64) day + 3; /* 1970-01-01 was a Thursday */

  return (int) (since_monday - floor_div (since_monday, 7) * 7) + 1;
}

/* @n digits at *@text; -1 when there are fewer. */
static int
take_digits (const char **text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return -1;
      value = value * 10 + (**text - '0');
    }
  return value;
}

static gboolean
take_char (const char **text, const char *any_of)
{
  for (const char *c = any_of; *c != '\0'; c++)
    if (**text == *c)
      {
        (*text)++;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_date (const char **text, gint32 *day)
{
  int year, month, mday, next_year, next_month;

  year = take_digits (text, 4);
  if (year < 1 || !take_char (text, "-"))
    return FALSE;
  month = take_digits (text, 2);
  if (month < 1 || month > 12 || !take_char (text, "-"))
    return FALSE;
  mday = take_digits (text, 2);
  next_year = month == 12 ? year + 1 : year;
  next_month = month == 12 ? 1 : month + 1;
  *day = zhihui_day_from_ymd (year, month, mday);
  return mday >= 1 && *day < zhihui_day_from_ymd (next_year, next_month, 1);
}

static gboolean
take_time (const char **text, int *of_day)
{
  int hour, minute, second;

  hour = take_digits (text, 2);
  if (hour < 0 || hour > 23 || !take_char (text, ":"))
    return FALSE;
  minute = take_digits (text, 2);
  if (minute < 0 || minute > 59 || !take_char (text, ":"))
    return FALSE;
  second = take_digits (text, 2);
  if (second < 0 || second > 60) /* a leap second is the second after, as in POSIX */
    return FALSE;
  if (take_char (text, "."))
    {
      if (take_digits (text, 1) < 0)
        return FALSE;
      while (take_digits (text, 1) >= 0)
        ;
    }
  *of_day = hour * 3600 + minute * 60 + second;
  return TRUE;
}

static gboolean
take_offset (const char **text, int *offset)
{
  gboolean west = **text == '-';
  int      hours, minutes;

  *offset = 0;
  if (take_char (text, "Zz"))
    return TRUE;
  if (!take_char (text, "+-"))
    return FALSE;
  hours = take_digits (text, 2);
  if (hours < 0 || hours > 23 || !take_char (text, ":"))
    return FALSE;
  minutes = take_digits (text, 2);
  if (minutes < 0 || minutes > 59)
    return FALSE;
  *offset = (hours * 60 + minutes) * (west ? -60 : 60);
  return TRUE;
}

/**
 * zhihui_instant_parse_rfc3339:
 * @text: "2020-07-28T10:00:00+08:00", also with a fraction of a second, which is cut off
 * @instant: (out): epoch seconds
 *
 * Returns: FALSE with %ZHIHUI_ERROR_INVALID when @text is anything else; a time without an offset
 * is refused, for nobody can tell which instant it is
 */
gboolean
zhihui_instant_parse_rfc3339 (const char *text, gint64 *instant, GError **error)
{
  const char *rest = text;
  gint32      day;
  int         of_day, offset;

  g_return_val_if_fail (text != NULL && instant != NULL, FALSE);

  if (!take_date (&rest, &day) || !take_char (&rest, "Tt ") || !take_time (&rest, &of_day) ||
      !take_offset (&rest, &offset) || *rest != '\0')
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not an RFC 3339 time with an offset"),
                   text);
      return FALSE;
    }

  *instant = (gint64) day * DAY_S + of_day - offset;
  return TRUE;
}
