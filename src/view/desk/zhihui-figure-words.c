/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figure-words.h"

#include "zhihui-format.h"

/**
 * zhihui_figure_words_make_days:
 *
 * Returns: (transfer full): the first day of @ranking and the last of which something is known:
 *   "1 Jul – 29 Jul"
 */
char *
zhihui_figure_words_make_days (const ZhihuiRanking *ranking, ZhihuiZone *zone)
{
  gint64           last = MIN (ranking->window.to, ranking->as_of) - 1;
  g_autofree char *from = zhihui_format_date (zone, ranking->window.from, ranking->as_of);
  g_autofree char *to = zhihui_format_date (zone, last, ranking->as_of);

  return g_strdup_printf ("%s – %s", from, to);
}
