/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-kinds.h"

#include <glib/gi18n-lib.h>

/* What a panel shows is read here, and what panels of a board's metric have in common. */

/**
 * zhihui_sketch_get_board:
 *
 * Returns: whose metric the panel is about
 */
ZhihuiBoard
zhihui_sketch_get_board (const ZhihuiSketch *self)
{
  return self->options != NULL ? self->options->metric
                               : zhihui_panel_kind_get (self->panel)->metric;
}

/**
 * zhihui_sketch_get_peer:
 *
 * Returns: (transfer none): the peer group that is shown: the page's, else whose turn it is
 */
const char *
zhihui_sketch_get_peer (const ZhihuiSketch *self)
{
  if (self->options != NULL && self->options->peer != NULL)
    return self->options->peer;
  return self->moment->peer != NULL ? self->moment->peer : "all";
}

/**
 * zhihui_sketch_get_top:
 *
 * Returns: how many rows the page wants at most; 0: it says nothing
 */
guint
zhihui_sketch_get_top (const ZhihuiSketch *self)
{
  return self->options != NULL ? self->options->top : 0;
}

/**
 * zhihui_sketch_get_metric_title:
 *
 * Returns: (transfer none): what the metric of the panel is called
 */
const char *
zhihui_sketch_get_metric_title (const ZhihuiSketch *self)
{
  static const ZhihuiPanel panels[ZHIHUI_N_BOARDS] = {
    [ZHIHUI_BOARD_VOLUME] = ZHIHUI_PANEL_VOLUME,
    [ZHIHUI_BOARD_OVERDUE] = ZHIHUI_PANEL_OVERDUE,
    [ZHIHUI_BOARD_RETURN] = ZHIHUI_PANEL_RETURN,
    [ZHIHUI_BOARD_SATISFIED] = ZHIHUI_PANEL_SATISFIED,
  };

  return zhihui_panel_get_title (panels[zhihui_sketch_get_board (self)]);
}

/**
 * zhihui_sketch_read:
 * @dataset: what the panel is about
 * @subject: what is read, translated
 *
 * Judges it, as zhihui_sketch_judge_dataset().
 *
 * Returns: (transfer none) (nullable): what was read of it, NULL when there is nothing to show
 */
gpointer
zhihui_sketch_read (ZhihuiSketch *self, ZhihuiDataset dataset, const char *subject)
{
  gpointer content =
    self->situation != NULL ? zhihui_situation_get_dataset (self->situation, dataset) : NULL;

  zhihui_sketch_judge_dataset (self, dataset, content, subject);
  return content;
}

/**
 * zhihui_sketch_get_board_key:
 *
 * Returns: which board the panel is about; its texts are borrowed
 */
ZhihuiBoardKey
zhihui_sketch_get_board_key (const ZhihuiSketch *self)
{
  return zhihui_panel_kind_make_board_key (
    self->panel, self->options, zhihui_sketch_get_peer (self));
}

/**
 * zhihui_sketch_judge_board:
 * @key: which board
 *
 * As zhihui_sketch_read(), of a board.
 *
 * Returns: (transfer none) (nullable): the board, NULL when there is nothing to show
 */
ZhihuiRanking *
zhihui_sketch_judge_board (ZhihuiSketch *self, const ZhihuiBoardKey *key)
{
  const ZhihuiFreshness none = { ZHIHUI_STATE_LOADING, 0 };
  ZhihuiSituation      *situation = self->situation;
  gint64                now_us = self->moment->now_us;
  ZhihuiRanking        *ranking;

  if (situation == NULL)
    {
      zhihui_sketch_judge (self, none, NULL, FALSE, ZHIHUI_NO_INSTANT, _ ("rankings"));
      return NULL;
    }

  ranking = zhihui_situation_get_board (situation, key);
  zhihui_sketch_judge (self,
                       zhihui_situation_judge_board (situation, key, now_us),
                       zhihui_situation_get_board_receipt (situation, key),
                       ranking != NULL,
                       ranking != NULL ? ranking->as_of : ZHIHUI_NO_INSTANT,
                       _ ("rankings"));
  zhihui_sketch_set_lag (self, zhihui_situation_get_board_lag_s (situation, key, now_us));
  self->wider = zhihui_situation_is_board_wider (situation, key);
  return ranking;
}
