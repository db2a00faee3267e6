/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-words.h"

#include <glib/gi18n-lib.h>

#include "zhihui-deadline.h"
#include "zhihui-format.h"

static char *
make_limit (const char *text)
{
  ZhihuiLimit limit = { 0 };

  if (text == NULL || !zhihui_limit_parse (text, &limit, NULL))
    return g_strdup ("");
  switch (limit.kind)
    {
    case ZHIHUI_LIMIT_WORKDAYS:
      return g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong) limit.count),
                              limit.count);
    case ZHIHUI_LIMIT_CALENDAR_DAYS:
      return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) limit.count), limit.count);
    case ZHIHUI_LIMIT_MINUTES:
    case ZHIHUI_LIMIT_DUTY_MINUTES:
    default:
      return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) limit.count),
                              limit.count);
    }
}

/* "15 分钟签收", "咨询 1 工作日" */
/**
 * zhihui_clock_words_make_name:
 *
 * Returns: (transfer full): what the clock is about, with its limit
 */
char *
zhihui_clock_words_make_name (const ZhihuiClockFigure *clock)
{
  g_autofree char *limit = make_limit (clock->limit);

  if (g_strcmp0 (clock->id, "sign") == 0)
    return g_strdup_printf (C_ ("deadline", "sign %s"), limit);
  if (g_strcmp0 (clock->id, "contact") == 0)
    return g_strdup_printf (C_ ("deadline", "contact %s"), limit);
  if (clock->label != NULL && *clock->label != '\0')
    return g_strdup_printf ("%s %s", clock->label, limit);
  if (g_strcmp0 (clock->id, "consult") == 0)
    return g_strdup_printf (C_ ("deadline", "consult %s"), limit);
  if (g_strcmp0 (clock->id, "complaint") == 0)
    return g_strdup_printf (C_ ("deadline", "complaint %s"), limit);
  return g_strdup_printf ("%s %s", clock->id, limit);
}

/**
 * zhihui_clock_words_make_missed:
 *
 * Returns: (transfer full): how many missed it this month
 */
char *
zhihui_clock_words_make_missed (const ZhihuiClockFigure *clock)
{
  g_autofree char *count = zhihui_format_count (clock->on_time.n - clock->on_time.k);

  return g_strdup_printf (C_ ("deadline", "late %s"), count);
}

gboolean
zhihui_clock_is_short (const ZhihuiClockFigure *clock)
{
  return g_strcmp0 (clock->id, "sign") == 0 || g_strcmp0 (clock->id, "contact") == 0;
}

gboolean
zhihui_clock_is_below_target (const ZhihuiClockFigure *clock)
{
  const ZhihuiTally *tally = &clock->on_time;

  return tally->n > 0 && clock->target > 0 &&
         (double) tally->k < clock->target * (double) tally->n - 1e-9;
}
