/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figure-words.h"

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
