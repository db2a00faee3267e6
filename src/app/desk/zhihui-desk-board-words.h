/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-region-path.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What is said of the boards of the desk: under the title, and where there are none. */

char *
zhihui_desk_board_words_make_title (ZhihuiRanking *ranking, ZhihuiZone *zone, const char *lack);
char *zhihui_desk_board_words_name_region (ZhihuiSituation  *situation,
                                           ZhihuiBoard       board,
                                           const char       *peer,
                                           ZhihuiRegionPath *path);
void  zhihui_desk_board_words_explain (AdwStatusPage       *status,
                                       const ZhihuiReceipt *receipt,
                                       gboolean             is_told);

G_END_DECLS
