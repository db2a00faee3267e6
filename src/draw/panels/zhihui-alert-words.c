/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-words.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

/**
 * zhihui_alert_words_get_level:
 *
 * Returns: (transfer none): what the level is called
 */
const char *
zhihui_alert_words_get_level (ZhihuiLevel level)
{
  switch (level)
    {
    case ZHIHUI_LEVEL_RED:
      return C_ ("level", "red");
    case ZHIHUI_LEVEL_ORANGE:
      return C_ ("level", "orange");
    case ZHIHUI_LEVEL_BLUE:
      return C_ ("level", "blue");
    case ZHIHUI_LEVEL_YELLOW:
    default:
      return C_ ("level", "yellow");
    }
}

/**
 * zhihui_alert_words_make_when:
 * @raised_at: seconds since 1970
 * @now: likewise
 *
 * Returns: (transfer full): when it was raised, with its date when not of today
 */
char *
zhihui_alert_words_make_when (ZhihuiZone *zone, gint64 raised_at, gint64 now)
{
  g_autofree char *time = zhihui_format_clock (zone, raised_at, FALSE);
  g_autofree char *date = NULL;

  if (zhihui_zone_day_of (zone, raised_at) == zhihui_zone_day_of (zone, now))
    return g_steal_pointer (&time);
  date = zhihui_format_date (zone, raised_at, now);
  return g_strdup_printf ("%s %s", date, time);
}
