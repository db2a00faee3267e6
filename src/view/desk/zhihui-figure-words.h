/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

const char *zhihui_figure_words_get_basis (ZhihuiBasis basis);
char       *zhihui_figure_words_make_days (const ZhihuiRanking *ranking, ZhihuiZone *zone);

G_END_DECLS
