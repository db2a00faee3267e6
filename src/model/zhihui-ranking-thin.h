/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

#define ZHIHUI_THIN_N_NAMED 100 /* of the units that differ from their group */

ZhihuiRanking *zhihui_ranking_make_thin (ZhihuiRanking *self, const char *unit);

G_END_DECLS
