/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-coercion.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-time-format.h"

#define MAX_INTEGER 9007199254740992.0 /* 2^53 */
/* Of a time that is a number, told by its size: seconds until the year 5138, then milliseconds. */
#define FIRST_MS 1e11
#define FIRST_US 1e14
/* 1900 to 2200: what lies beyond is no time of a case. */
#define FIRST_S (-2208988800.0)
#define LAST_S 7258118400.0

/**
 * zhihui_coercion_get_label:
 *
 * Returns: (transfer none): what was done, in a few words
 */
const char *
zhihui_coercion_get_label (ZhihuiCoercion coercion)
{
  const char *const labels[ZHIHUI_N_COERCIONS] = {
    [ZHIHUI_COERCED_NUMBER_FROM_TEXT] = _ ("numbers as text"),
    [ZHIHUI_COERCED_TEXT_FROM_NUMBER] = _ ("text as numbers"),
    [ZHIHUI_COERCED_TRUTH] = _ ("yes or no in other words"),
    [ZHIHUI_COERCED_TIME_WITHOUT_ZONE] = _ ("times without a zone"),
    [ZHIHUI_COERCED_TIME_IN_S] = _ ("times in seconds"),
    [ZHIHUI_COERCED_TIME_IN_MS] = _ ("times in milliseconds"),
    [ZHIHUI_COERCED_TIME_IN_US] = _ ("times in microseconds"),
    [ZHIHUI_COERCED_FRACTION] = _ ("fractions of a second dropped"),
    [ZHIHUI_COERCED_VALUE] = _ ("words by the map of values"),
    [ZHIHUI_COERCED_UNIT] = _ ("units by the table"),
    [ZHIHUI_COERCED_REGION] = _ ("regions by the table"),
  };

  return labels[coercion];
}

/**
 * zhihui_coerce_text:
 *
 * Returns: (transfer none): "" for what is neither text nor number
 */
const char *
zhihui_coerce_text (const ZhihuiCell *cell, ZhihuiCoercions *counts)
{
  if (cell->kind == ZHIHUI_CELL_NUMBER)
    counts->counts[ZHIHUI_COERCED_TEXT_FROM_NUMBER]++;

  return cell->kind == ZHIHUI_CELL_NONE || cell->kind == ZHIHUI_CELL_OTHER ? "" : cell->text;
}

static gboolean
parse_number (const char *text, double *number)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  char            *end;

  if (strpbrk (plain, "xXnNiI") != NULL) /* no hexadecimal, infinity, NaN */
    return FALSE;

  *number = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite (*number);
}

/**
 * zhihui_coerce_number:
 * @number: (out): finite
 */
gboolean
zhihui_coerce_number (const ZhihuiCell *cell, double *number, ZhihuiCoercions *counts)
{
  if ((cell->kind != ZHIHUI_CELL_NUMBER && cell->kind != ZHIHUI_CELL_TEXT) ||
      !parse_number (cell->text, number))
    return FALSE;

  counts->counts[ZHIHUI_COERCED_NUMBER_FROM_TEXT] += cell->kind == ZHIHUI_CELL_TEXT;
  return TRUE;
}

/**
 * zhihui_coerce_count:
 * @count: (out): a whole number of 0 to 2^53
 */
gboolean
zhihui_coerce_count (const ZhihuiCell *cell, gint64 *count, ZhihuiCoercions *counts)
{
  double number;

  if (cell->kind == ZHIHUI_CELL_TRUE || cell->kind == ZHIHUI_CELL_FALSE)
    {
      *count = cell->kind == ZHIHUI_CELL_TRUE;
      counts->counts[ZHIHUI_COERCED_TRUTH]++;
      return TRUE;
    }
  if (!zhihui_coerce_number (cell, &number, counts) || number < 0 || number > MAX_INTEGER ||
      fabs (number - floor (number)) > 0)
    return FALSE;

  *count = (gint64) number;
  return TRUE;
}

static gboolean
take_epoch (double number, ZhihuiCoercion unit, gint64 *instant, ZhihuiCoercions *counts)
{
  double divisor = unit == ZHIHUI_COERCED_TIME_IN_S    ? 1
                   : unit == ZHIHUI_COERCED_TIME_IN_MS ? 1e3
                                                       : 1e6;
  double seconds = floor (number / divisor);

  if (!(seconds >= FIRST_S && seconds <= LAST_S))
    return FALSE;

  *instant = (gint64) seconds;
  counts->counts[unit]++;
  return TRUE;
}

static gboolean
guess_epoch (double number, gint64 *instant, ZhihuiCoercions *counts)
{
  double         size = fabs (number);
  ZhihuiCoercion unit = size < FIRST_MS   ? ZHIHUI_COERCED_TIME_IN_S
                        : size < FIRST_US ? ZHIHUI_COERCED_TIME_IN_MS
                                          : ZHIHUI_COERCED_TIME_IN_US;

  return take_epoch (number, unit, instant, counts);
}

/* A day without an hour is due until its end. */
static void
settle_day (const ZhihuiTimeRule *rule, gboolean is_deadline, gboolean has_hour, gint64 *instant)
{
  if (is_deadline && !has_hour)
    *instant =
      zhihui_zone_day_start (rule->zone, zhihui_zone_day_of (rule->zone, *instant) + 1) - 1;
}

/* The forms of ISO 8601 that are met: with T or a blank, with or without a fraction and a zone. */
static gboolean
guess_text (const ZhihuiTimeRule *rule,
            const char           *text,
            gboolean              is_deadline,
            gint64               *instant,
            ZhihuiCoercions      *counts)
{
  static const struct
  {
    const char *format;
    gboolean    has_zone, has_fraction, has_hour;
  } forms[] = {
    { "%FT%T%z", TRUE, FALSE, TRUE },    { "%FT%T.%f%z", TRUE, TRUE, TRUE },
    { "%FT%T", FALSE, FALSE, TRUE },     { "%FT%T.%f", FALSE, TRUE, TRUE },
    { "%F %T", FALSE, FALSE, TRUE },     { "%F %T.%f", FALSE, TRUE, TRUE },
    { "%F %T%z", TRUE, FALSE, TRUE },    { "%F %T.%f%z", TRUE, TRUE, TRUE },
    { "%F %H:%M", FALSE, FALSE, TRUE },  { "%FT%H:%M", FALSE, FALSE, TRUE },
    { "%F", FALSE, FALSE, FALSE },       { "%Y/%m/%d %T", FALSE, FALSE, TRUE },
    { "%Y/%m/%d", FALSE, FALSE, FALSE }, { "%Y年%m月%d日", FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (zhihui_time_format_parse (forms[i].format, text, rule->zone, instant))
      {
        counts->counts[ZHIHUI_COERCED_TIME_WITHOUT_ZONE] += !forms[i].has_zone;
        counts->counts[ZHIHUI_COERCED_FRACTION] += forms[i].has_fraction;
        settle_day (rule, is_deadline, forms[i].has_hour, instant);
        return TRUE;
      }

  return FALSE;
}

static gboolean
parse_format (const ZhihuiTimeRule *rule,
              const char           *format,
              const ZhihuiCell     *cell,
              gboolean              is_deadline,
              gint64               *instant,
              ZhihuiCoercions      *counts)
{
  static const char *const units[] = { "s", "ms", "us" };
  double                   number;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (format, units[i]))
      return parse_number (cell->text, &number) &&
             take_epoch (number, ZHIHUI_COERCED_TIME_IN_S + i, instant, counts);

  if (!zhihui_time_format_parse (format, cell->text, rule->zone, instant))
    return FALSE;

  counts->counts[ZHIHUI_COERCED_TIME_WITHOUT_ZONE] += strstr (format, "%z") == NULL;
  counts->counts[ZHIHUI_COERCED_FRACTION] += strstr (format, "%f") != NULL;
  settle_day (rule, is_deadline, zhihui_time_format_has_hour (format), instant);
  return TRUE;
}

/**
 * zhihui_coerce_instant:
 * @is_deadline: a day without an hour is its last second, else its first
 * @instant: (out): epoch seconds
 */
gboolean
zhihui_coerce_instant (const ZhihuiTimeRule *rule,
                       const ZhihuiCell     *cell,
                       gboolean              is_deadline,
                       gint64               *instant,
                       ZhihuiCoercions      *counts)
{
  double number;

  if (cell->kind != ZHIHUI_CELL_TEXT && cell->kind != ZHIHUI_CELL_NUMBER)
    return FALSE;

  for (char **format = rule->formats; format != NULL && *format != NULL; format++)
    if (parse_format (rule, *format, cell, is_deadline, instant, counts))
      return TRUE;
  if (rule->formats != NULL)
    return FALSE;

  if (parse_number (cell->text, &number))
    return guess_epoch (number, instant, counts);

  return guess_text (rule, cell->text, is_deadline, instant, counts);
}
