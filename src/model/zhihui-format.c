/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define UNKNOWN "—"
#define MINUS "−"
#define WALL_SHORT_FROM 100000

/* Thousands are parted with a comma in either language: LC_NUMERIC of the desktop must not
 * change an official figure. */
char *
zhihui_format_count (gint64 count)
{
  guint64  rest = count < 0 ? -(guint64) count : (guint64) count;
  GString *text = g_string_new (NULL);

  for (guint digits = 0; digits == 0 || rest > 0; digits++, rest /= 10)
    {
      if (digits > 0 && digits % 3 == 0)
        g_string_prepend_c (text, ',');
      g_string_prepend_c (text, (char) ('0' + rest % 10));
    }
  if (count < 0)
    g_string_prepend (text, MINUS);
  return g_string_free (text, FALSE);
}

/**
 * zhihui_format_count_wall:
 *
 * Returns: (transfer full): as zhihui_format_count (), but from 100,000 in ten thousands with one
 * decimal (12.3 万), cut off, so that the wall never claims what has not been reached. In English
 * thousands (123.4 k).
 */
char *
zhihui_format_count_wall (gint64 count)
{
  g_autofree char *whole = NULL;
  gint64           tenths, per_unit;

  if (count < WALL_SHORT_FROM)
    return zhihui_format_count (count);

  /* Translators: how many make the unit of big figures on the wall: "10000" where one counts in
   * 万, else "1000". */
  per_unit = g_ascii_strtoll (C_ ("big figure", "1000"), NULL, 10);
  if (per_unit < 10)
    per_unit = 1000;
  tenths = count / (per_unit / 10);
  whole = zhihui_format_count (tenths / 10);
  /* Translators: a big figure: whole part and one decimal in the unit above. */
  return g_strdup_printf (C_ ("big figure", "%s.%d k"), whole, (int) (tenths % 10));
}

/* @k/@n in percent with @decimals decimals, half up, in integers: no two machines differ. Only
 * exactly all reads 100%, only exactly none reads 0.00%: what rounding would carry there stays at
 * the last step before. */
static char *
format_ratio (gint64 k, gint64 n, guint decimals)
{
  guint64      one = decimals == 1 ? 1000 : 10000; /* steps of 100 % */
  unsigned int scale = decimals == 1 ? 10 : 100;
  guint64      steps;

  if (n <= 0 || k < 0)
    return g_strdup (UNKNOWN);
  if (k == n)
    return g_strdup ("100%");

  steps = (guint64) (((unsigned __int128) k * one * 2 + (guint64) n) / ((unsigned __int128) n * 2));
  if (steps == 0 && k > 0)
    steps = 1;
  if (steps >= one && k < n)
    steps = one - 1;
  return g_strdup_printf (
    "%" G_GUINT64_FORMAT ".%0*u%%", steps / scale, (int) decimals, (guint) (steps % scale));
}

/**
 * zhihui_format_rate:
 *
 * Returns: (transfer full): k/n with two decimals, rounded half up: "99.11%". "100%" is exactly
 * all, "0.00%" exactly none (99.996 % reads "99.99%", 0.004 % reads "0.01%"), "—" is a denominator
 * of 0.
 */
char *
zhihui_format_rate (gint64 k, gint64 n)
{
  return format_ratio (k, n, 2);
}

/**
 * zhihui_format_share:
 *
 * Returns: (transfer full): k/n with one decimal, by the rules of zhihui_format_rate ()
 */
char *
zhihui_format_share (gint64 k, gint64 n)
{
  return format_ratio (k, n, 1);
}

char *
zhihui_format_fraction (gint64 k, gint64 n)
{
  g_autofree char *part = zhihui_format_count (k);
  g_autofree char *whole = zhihui_format_count (n);

  return g_strdup_printf ("%s/%s", part, whole);
}

/* |@value| with @decimals decimals and a point, half away from zero. */
static char *
format_magnitude (double value, guint decimals)
{
  char pattern[8];
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (pattern, sizeof pattern, "%%.%uf", MIN (decimals, 6));
  /* The nudge lets 0.125 and its like, and sums that should have been it, round up. */
  return g_strdup (g_ascii_formatd (digits, sizeof digits, pattern, fabs (value) + 1e-9));
}

/**
 * zhihui_format_change:
 * @relative: 0.032 is a growth of 3.2 %; NAN is unknown
 *
 * Returns: (transfer full): with a sign: "+3.2%", "−11%", "0%". Below 10 % with one decimal, which
 * is left out when it is 0; from 10 % without.
 */
char *
zhihui_format_change (double relative)
{
  double           percent = relative * 100;
  g_autofree char *digits = NULL;
  gsize            length;

  if (!isfinite (relative))
    return g_strdup (UNKNOWN);

  digits = format_magnitude (percent, fabs (percent) + 1e-9 < 9.95 ? 1 : 0);
  length = strlen (digits);
  if (g_str_has_suffix (digits, ".0"))
    digits[length - 2] = '\0';
  if (g_str_equal (digits, "0"))
    return g_strdup ("0%");
  return g_strdup_printf ("%s%s%%", percent < 0 ? MINUS : "+", digits);
}

/**
 * zhihui_format_points:
 * @difference: of two rates, 0.0085 is 0.85 percentage points; NAN is unknown
 *
 * What is between two rates is no share of anything: it has no percent sign.
 *
 * Returns: (transfer full): percentage points with two decimals and a sign: "+0.85", "−0.12";
 *   what rounds to nothing is "0.00"
 */
char *
zhihui_format_points (double difference)
{
  g_autofree char *digits = NULL;

  if (!isfinite (difference))
    return g_strdup (UNKNOWN);

  digits = format_magnitude (difference * 100, 2);
  if (g_str_equal (digits, "0.00"))
    return g_steal_pointer (&digits);
  return g_strdup_printf ("%s%s", difference < 0 ? MINUS : "+", digits);
}

/**
 * zhihui_format_percent:
 * @ratio: 0.98 is 98 %; NAN is unknown
 * @decimals: up to 6
 *
 * For targets and axes; figures that have a numerator use zhihui_format_rate ().
 *
 * Returns: (transfer full): "98%"
 */
char *
zhihui_format_percent (double ratio, guint decimals)
{
  g_autofree char *digits = NULL;
  gboolean         zero;

  if (!isfinite (ratio))
    return g_strdup (UNKNOWN);

  digits = format_magnitude (ratio * 100, decimals);
  zero = strspn (digits, "0.") == strlen (digits);
  return g_strdup_printf ("%s%s%%", ratio < 0 && !zero ? MINUS : "", digits);
}

/**
 * zhihui_format_target:
 * @ratio: what should be reached; NAN is unknown
 *
 * Returns: (transfer full): with as many decimals as it has, two at most
 */
char *
zhihui_format_target (double ratio)
{
  gint64 hundredths = isfinite (ratio) ? (gint64) round (ratio * 1e4) : 0;

  return zhihui_format_percent (ratio, hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2);
}

/**
 * zhihui_format_clock:
 *
 * Returns: (transfer full): time of the day in @zone, "—" for %ZHIHUI_NO_INSTANT
 */
char *
zhihui_format_clock (ZhihuiZone *zone, gint64 at, gboolean seconds)
{
  ZhihuiCivil civil;

  if (at == ZHIHUI_NO_INSTANT)
    return g_strdup (UNKNOWN);

  civil = zhihui_zone_to_civil (zone, at);
  if (seconds)
    return g_strdup_printf ("%02d:%02d:%02d", civil.hour, civil.minute, civil.second);
  return g_strdup_printf ("%02d:%02d", civil.hour, civil.minute);
}

static const char *
get_month_name (int month)
{
  static const char *const names[] = {
    NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"),
    NC_ ("month", "May"), NC_ ("month", "Jun"), NC_ ("month", "Jul"), NC_ ("month", "Aug"),
    NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[month - 1]);
}

static const char *
get_weekday_name (int weekday)
{
  static const char *const names[] = {
    NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
    NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
    NC_ ("weekday", "Sunday"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[weekday - 1]);
}

static char *
format_day (const ZhihuiCivil *civil)
{
  /* Translators: month name, then day of the month. */
  return g_strdup_printf (C_ ("date", "%1$s %2$d"), get_month_name (civil->month), civil->mday);
}

static char *
format_day_of_year (const ZhihuiCivil *civil)
{
  /* Translators: month name, day of the month, year. */
  return g_strdup_printf (
    C_ ("date", "%1$s %2$d, %3$d"), get_month_name (civil->month), civil->mday, civil->year);
}

/**
 * zhihui_format_date:
 * @now: which year need not be said; %ZHIHUI_NO_INSTANT says every year
 *
 * Returns: (transfer full): "7月29日", of another year than @now's "2025年7月29日"; "—" for
 * %ZHIHUI_NO_INSTANT
 */
char *
zhihui_format_date (ZhihuiZone *zone, gint64 at, gint64 now)
{
  ZhihuiCivil civil;

  if (at == ZHIHUI_NO_INSTANT)
    return g_strdup (UNKNOWN);

  civil = zhihui_zone_to_civil (zone, at);
  if (now != ZHIHUI_NO_INSTANT && zhihui_zone_to_civil (zone, now).year == civil.year)
    return format_day (&civil);
  return format_day_of_year (&civil);
}

/**
 * zhihui_format_month:
 *
 * Returns: (transfer full): name of the month alone: "7月", "Jul"
 */
char *
zhihui_format_month (ZhihuiZone *zone, gint64 at)
{
  if (at == ZHIHUI_NO_INSTANT)
    return g_strdup (UNKNOWN);

  return g_strdup (get_month_name (zhihui_zone_to_civil (zone, at).month));
}

char *
zhihui_format_date_weekday (ZhihuiZone *zone, gint64 at)
{
  g_autofree char *day = NULL;
  ZhihuiCivil      civil;

  if (at == ZHIHUI_NO_INSTANT)
    return g_strdup (UNKNOWN);

  civil = zhihui_zone_to_civil (zone, at);
  day = format_day (&civil);
  /* Translators: date, then day of the week. */
  return g_strdup_printf (C_ ("date", "%1$s, %2$s"), day, get_weekday_name (civil.weekday));
}

const char *
zhihui_format_short_weekday (int weekday)
{
  static const char *const names[] = {
    NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
    NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
    NC_ ("short weekday", "Sun"),
  };

  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", names[weekday - 1]);
}

char *
zhihui_format_date_time (ZhihuiZone *zone, gint64 at)
{
  g_autofree char *day = NULL;
  ZhihuiCivil      civil;

  if (at == ZHIHUI_NO_INSTANT)
    return g_strdup (UNKNOWN);

  civil = zhihui_zone_to_civil (zone, at);
  day = format_day_of_year (&civil);
  return g_strdup_printf ("%s %02d:%02d:%02d", day, civil.hour, civil.minute, civil.second);
}

/**
 * zhihui_format_moment:
 * @now: of which day and year need not be said
 *
 * Returns: (transfer full): "16:40" of today, else with the date; "—" for %ZHIHUI_NO_INSTANT
 */
char *
zhihui_format_moment (ZhihuiZone *zone, gint64 at, gint64 now)
{
  g_autofree char *clock = zhihui_format_clock (zone, at, FALSE);
  g_autofree char *date = NULL;

  if (at == ZHIHUI_NO_INSTANT ||
      (now != ZHIHUI_NO_INSTANT && zhihui_zone_day_of (zone, at) == zhihui_zone_day_of (zone, now)))
    return g_steal_pointer (&clock);

  date = zhihui_format_date (zone, at, now);
  return g_strdup_printf ("%s %s", date, clock);
}

/* Days and hours, or hours and minutes, or minutes and seconds: the second is left out when 0. */
static char *
format_two (const char *large, const char *small)
{
  if (small == NULL)
    return g_strdup (large);
  /* Translators: two parts of a duration: "1 day", "2 hours". */
  return g_strdup_printf (C_ ("duration", "%1$s %2$s"), large, small);
}

static char *
format_days (gint64 seconds)
{
  gulong           days = (gulong) (seconds / 86400);
  gulong           hours = (gulong) (seconds / 3600 % 24);
  g_autofree char *large =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu day", "%lu days", days), days);
  g_autofree char *small =
    hours == 0
      ? NULL
      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu hour", "%lu hours", hours), hours);

  return format_two (large, small);
}

/**
 * zhihui_format_countdown:
 * @seconds: left; what has passed counts as 0
 *
 * Returns: (transfer full): "04:12", from an hour "1:24:40", from a day "1 天 2 小时"
 */
char *
zhihui_format_countdown (gint64 seconds)
{
  seconds = MAX (seconds, 0);

  if (seconds >= 86400)
    return format_days (seconds);
  if (seconds >= 3600)
    return g_strdup_printf (
      "%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
  return g_strdup_printf ("%02d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * zhihui_format_age:
 *
 * Returns: (transfer full): how long, in its two largest parts: "8 秒", "6 分 20 秒",
 * "3 小时 5 分", "1 天 2 小时"
 */
char *
zhihui_format_age (gint64 seconds)
{
  g_autofree char *large = NULL;
  g_autofree char *small = NULL;
  gulong           hours, minutes, rest;

  seconds = MAX (seconds, 0);
  if (seconds >= 86400)
    return format_days (seconds);

  hours = (gulong) (seconds / 3600);
  minutes = (gulong) (seconds / 60 % 60);
  rest = (gulong) (seconds % 60);
  if (hours > 0)
    large = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu hour", "%lu hours", hours), hours);
  if (minutes > 0)
    {
      char **part = hours > 0 ? &small : &large;

      /* Translators: short for minutes and seconds of an age. */
      *part = g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "age", "%lu min"), minutes);
    }
  if (hours == 0 && (rest > 0 || minutes == 0))
    {
      char **part = minutes > 0 ? &small : &large;

      *part = g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "age", "%lu s"), rest);
    }
  return format_two (large, small);
}

/**
 * zhihui_format_coarse_age:
 *
 * Returns: (transfer full): from a day on in whole days, from an hour on in whole hours
 */
char *
zhihui_format_coarse_age (gint64 seconds)
{
  gint64 part = seconds >= 86400 ? 86400 : seconds >= 3600 ? 3600 : 1;

  return zhihui_format_age (seconds / part * part);
}

/**
 * zhihui_format_measure:
 *
 * Returns: how many Latin characters are as wide as @text where all are of one width: a Chinese one
 *   is as wide as two (Unicode Standard Annex 11)
 */
guint
zhihui_format_measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}
