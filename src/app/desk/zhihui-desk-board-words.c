/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-board-words.h"

#include <glib/gi18n-lib.h>

#include "zhihui-desk-fault.h"
#include "zhihui-desk-state.h"
#include "zhihui-figure-words.h"
#include "zhihui-format.h"
#include "zhihui-metric.h"

/**
 * zhihui_desk_board_words_make_title:
 * @lack: (nullable): why the board of yesterday does not stand beside this one, as it should
 *
 * Returns: (transfer full): the board, its days, and how many are ranked
 */
char *
zhihui_desk_board_words_make_title (ZhihuiRanking *ranking, ZhihuiZone *zone, const char *lack)
{
  g_autofree char *days = zhihui_figure_words_make_days (ranking, zone);
  g_autofree char *ranked = zhihui_format_count (ranking->n_ranked);
  g_autofree char *unranked = zhihui_format_count (ranking->n_unranked);
  g_autofree char *rest = lack != NULL ? g_strdup_printf (_ (", %s"), lack) : g_strdup ("");

  /* Translators: board, first and last day, ranked and unranked units, what else is to be said */
  return g_strdup_printf (_ ("%1$s, %2$s, %3$s ranked, %4$s too few to rank%5$s"),
                          _ (zhihui_metric_get_traits (ranking->metric)->title),
                          days,
                          ranked,
                          unranked,
                          rest);
}

/**
 * zhihui_desk_board_words_name_region:
 * @peer: (nullable): of whom @board is
 * @path: of the region that was chosen
 *
 * Returns: (transfer full): of which region the board is; of the whole although a part was chosen,
 * where the source knows no parts
 */
char *
zhihui_desk_board_words_name_region (ZhihuiSituation  *situation,
                                     ZhihuiBoard       board,
                                     const char       *peer,
                                     ZhihuiRegionPath *path)
{
  ZhihuiRanking *ranking =
    peer != NULL ? zhihui_situation_get_ranking (situation, board, peer) : NULL;

  if (ranking != NULL && g_strcmp0 (ranking->region, zhihui_region_path_get_code (path)) != 0)
    return g_strdup_printf (_ ("All of %s"), zhihui_situation_get_meta (situation)->name);
  return g_strdup (zhihui_region_path_get_name (path));
}

/**
 * zhihui_desk_board_words_explain:
 * @receipt: (nullable): of the board
 * @is_told: the source told the board
 *
 * Says on @status why there is no unit to show, and what helps.
 */
void
zhihui_desk_board_words_explain (AdwStatusPage       *status,
                                 const ZhihuiReceipt *receipt,
                                 gboolean             is_told)
{
  if (is_told)
    {
      adw_status_page_set_title (status, _ ("No Unit Has Work in These Days"));
      adw_status_page_set_description (status,
                                       _ ("Choose another period, group or third of the units."));
    }
  else if (receipt != NULL && receipt->failing_us != 0)
    {
      const char      *fault = zhihui_desk_state_is_unknown_token (receipt)
                                 ? zhihui_desk_fault_describe_receipt (receipt)
                                 : receipt->detail;
      g_autofree char *escaped = fault != NULL ? g_markup_escape_text (fault, -1) : NULL;

      adw_status_page_set_title (status, _ ("These Boards Cannot Be Shown"));
      adw_status_page_set_description (status, escaped);
    }
  else
    {
      adw_status_page_set_title (status, _ ("Reading the figures…"));
      adw_status_page_set_description (status, NULL);
    }
}
