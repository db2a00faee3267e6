/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-time.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

#define PATTERN "^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2}))?)?$"

static int
take_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text != NULL && *text != '\0' ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
read_civil (const char *text, ZhihuiZone *zone, gint64 *instant)
{
  g_autoptr (GRegex) regex = g_regex_new (PATTERN, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int numbers[7];

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  for (int group = 1; group <= 6; group++)
    numbers[group] = take_number (match, group);
  if (!g_date_valid_dmy ((GDateDay) numbers[3], (GDateMonth) numbers[2], (GDateYear) numbers[1]) ||
      numbers[4] > 23 || numbers[5] > 59 || numbers[6] > 59)
    return FALSE;

  *instant = zhihui_zone_at (zone,
                             zhihui_day_from_ymd (numbers[1], numbers[2], numbers[3]),
                             numbers[4],
                             numbers[5],
                             numbers[6]);
  return TRUE;
}

/* "2020-07-29T14:05Z" with the seconds that RFC 3339 wants; else as it is. */
static char *
add_seconds (const char *text)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("^(\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2})([Zz]|[+-]\\d{2}:\\d{2})$",
                 G_REGEX_DOLLAR_ENDONLY,
                 0,
                 NULL);
  char *whole = g_regex_replace (regex, text, -1, 0, "\\1:00\\2", 0, NULL);

  return whole != NULL ? whole : g_strdup (text);
}

/**
 * zhihui_history_time_parse:
 * @text: what a person wrote
 * @zone: of the platform
 * @instant: (out): epoch seconds
 * @error: return location
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_INVALID when it is no time
 */
gboolean
zhihui_history_time_parse (const char *text, ZhihuiZone *zone, gint64 *instant, GError **error)
{
  g_autofree char *whole = add_seconds (text);

  if (read_civil (text, zone, instant) || zhihui_instant_parse_rfc3339 (whole, instant, NULL))
    return TRUE;

  g_set_error (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_INVALID,
    _ ("'%s' is no time: say 2020-07-29T14:05, in the platform's zone, or with an offset "
       "as 2020-07-29T14:05:12+08:00"),
    text);
  return FALSE;
}
