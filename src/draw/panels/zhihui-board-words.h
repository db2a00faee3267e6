/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-panel-options.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What a board says besides its rows. @meta may be NULL. Lists of phrases go from the fullest to
 * the shortest: (element-type utf8). */

char *zhihui_board_words_make_period (const char *period);
/* NULL-terminated. */
GPtrArray *zhihui_board_words_make_descriptions (
  ZhihuiRanking *ranking, ZhihuiMeta *meta, guint n_rows, gboolean tall, ZhihuiApart apart);
/* A figure with its name, of which the figure stands out. */
char *zhihui_board_words_make_base (ZhihuiRanking *ranking, gboolean tall);
/* What all units of a board of counts make together, and of the whole region. */
GPtrArray *zhihui_board_words_make_sums (ZhihuiRanking *ranking, ZhihuiMeta *meta);

G_END_DECLS
