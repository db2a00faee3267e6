/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figure-words.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_figure_words_get_basis:
 *
 * Returns: (transfer none): which time decides the window, translated: "by deadline"
 */
const char *
zhihui_figure_words_get_basis (ZhihuiBasis basis)
{
  static const char *const labels[ZHIHUI_N_BASES] = {
    [ZHIHUI_BASIS_DISPATCHED] = N_ ("by time of dispatch"),
    [ZHIHUI_BASIS_DEADLINE] = N_ ("by deadline"),
    [ZHIHUI_BASIS_REPLIED] = N_ ("by time of reply"),
    [ZHIHUI_BASIS_CLOSED] = N_ ("by time of closing"),
    [ZHIHUI_BASIS_RATED] = N_ ("by time of rating"),
    [ZHIHUI_BASIS_CALLED_BACK] = N_ ("by time of the call-back"),
    [ZHIHUI_BASIS_ACCEPTED] = N_ ("by time of acceptance"),
  };

  g_return_val_if_fail (basis < ZHIHUI_N_BASES, "");

  return _ (labels[basis]);
}

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
