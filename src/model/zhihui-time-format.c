/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-time-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

typedef struct
{
  int      year, month, mday, hour, minute, second;
  int      half; /* 0 not given, 1 before noon, 2 after */
  gboolean has_offset;
  int      offset_s; /* east of Greenwich */
} Parts;

static gboolean
read_number (const char **text, guint max_digits, int *number)
{
  guint n = 0;

  for (*number = 0; n < max_digits && g_ascii_isdigit (**text); n++, (*text)++)
    *number = *number * 10 + (**text - '0');

  return n > 0;
}

static gboolean
read_offset (const char **text, Parts *parts)
{
  int sign, hours, minutes = 0;

  parts->has_offset = TRUE;
  if (**text == 'Z')
    {
      (*text)++;
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return FALSE;

  sign = *(*text)++ == '-' ? -1 : 1;
  if (!read_number (text, 2, &hours))
    return FALSE;
  if (**text == ':')
    (*text)++;
  read_number (text, 2, &minutes);
  parts->offset_s = sign * (hours * 3600 + minutes * 60);
  return hours <= 14 && minutes < 60;
}

static gboolean
read_half (const char **text, Parts *parts)
{
  if (g_ascii_strncasecmp (*text, "am", 2) == 0)
    parts->half = 1;
  else if (g_ascii_strncasecmp (*text, "pm", 2) == 0)
    parts->half = 2;
  else
    return FALSE;

  *text += 2;
  return TRUE;
}

static gboolean
read_short_year (const char **text, Parts *parts)
{
  if (!read_number (text, 2, &parts->year))
    return FALSE;

  parts->year += parts->year < 70 ? 2000 : 1900; /* as POSIX strptime has it */
  return TRUE;
}

static gboolean
read_fraction (const char **text)
{
  int fraction;

  return read_number (text, 9, &fraction);
}

static gboolean read_parts (const char *format, const char **text, Parts *parts);

static gboolean
read_directive (char directive, const char **text, Parts *parts)
{
  switch (directive)
    {
    case 'Y':
      return read_number (text, 4, &parts->year);
    case 'y':
      return read_short_year (text, parts);
    case 'm':
      return read_number (text, 2, &parts->month);
    case 'd':
      return read_number (text, 2, &parts->mday);
    case 'H':
    case 'I':
      return read_number (text, 2, &parts->hour);
    case 'M':
      return read_number (text, 2, &parts->minute);
    case 'S':
      return read_number (text, 2, &parts->second);
    case 'p':
      return read_half (text, parts);
    case 'z':
      return read_offset (text, parts);
    case 'f':
      return read_fraction (text);
    default:
      return **text == directive && *(*text)++ != '\0';
    }
}

static gboolean
read_parts (const char *format, const char **text, Parts *parts)
{
  for (const char *f = format; *f != '\0'; f++)
    {
      gboolean read;

      if (*f == ' ')
        {
          while (g_ascii_isspace (**text))
            (*text)++;
          continue;
        }

      if (*f != '%')
        read = **text == *f && *(*text)++ != '\0';
      else if (*++f == 'F')
        read = read_parts ("%Y-%m-%d", text, parts);
      else if (*f == 'T')
        read = read_parts ("%H:%M:%S", text, parts);
      else
        read = read_directive (*f, text, parts);

      if (!read)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_possible (const Parts *parts)
{
  if (parts->half != 0 && (parts->hour < 1 || parts->hour > 12))
    return FALSE;

  return parts->year >= 1900 && parts->year <= 2200 && parts->month >= 1 && parts->month <= 12 &&
         parts->mday >= 1 &&
         parts->mday <=
           g_date_get_days_in_month ((GDateMonth) parts->month, (GDateYear) parts->year) &&
         parts->hour < 24 && parts->minute < 60 && parts->second < 60;
}

/**
 * zhihui_time_format_parse:
 * @zone: of times without an offset
 * @instant: (out): epoch seconds
 *
 * Returns: whether the whole of @text is a time in this format that exists in the calendar
 */
gboolean
zhihui_time_format_parse (const char *format, const char *text, ZhihuiZone *zone, gint64 *instant)
{
  Parts  parts = { .month = 1, .mday = 1 };
  gint32 day;

  if (!read_parts (format, &text, &parts) || *text != '\0' || !is_possible (&parts))
    return FALSE;

  if (parts.half != 0)
    parts.hour = parts.hour % 12 + (parts.half == 2 ? 12 : 0);

  day = zhihui_day_from_ymd (parts.year, parts.month, parts.mday);
  *instant = parts.has_offset ? day * G_GINT64_CONSTANT (86400) + parts.hour * 3600 +
                                  parts.minute * 60 + parts.second - parts.offset_s
                              : zhihui_zone_at (zone, day, parts.hour, parts.minute, parts.second);
  return TRUE;
}

/**
 * zhihui_time_format_has_hour:
 *
 * Returns: whether times in this format are finer than days
 */
gboolean
zhihui_time_format_has_hour (const char *format)
{
  return strstr (format, "%H") != NULL || strstr (format, "%I") != NULL ||
         strstr (format, "%T") != NULL;
}

/**
 * zhihui_time_format_check:
 *
 * Refuses directives that are not known and formats that do not tell the day.
 */
gboolean
zhihui_time_format_check (const char *format, GError **error)
{
  gboolean has_day = strstr (format, "%F") != NULL;

  for (const char *c = strchr (format, '%'); c != NULL; c = strchr (c + 2, '%'))
    if (c[1] == '\0' || strchr ("YymdHIMSpzfFT%", c[1]) == NULL)
      {
        g_set_error (error,
                     ZHIHUI_ERROR,
                     ZHIHUI_ERROR_INVALID,
                     _ ("The time format '%s' has an unknown directive"),
                     format);
        return FALSE;
      }

  has_day |= (strstr (format, "%Y") != NULL || strstr (format, "%y") != NULL) &&
             strstr (format, "%m") != NULL && strstr (format, "%d") != NULL;
  if (!has_day)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("The time format '%s' does not tell year, month and day"),
                 format);
  return has_day;
}
