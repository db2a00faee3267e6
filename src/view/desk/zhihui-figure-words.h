/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

char *zhihui_figure_words_make_days (const ZhihuiRanking *ranking, ZhihuiZone *zone);

G_END_DECLS
