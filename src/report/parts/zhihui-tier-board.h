/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

gboolean       zhihui_tier_board_can (const ZhihuiRanking *ranking);
ZhihuiRanking *zhihui_tier_board_new (const ZhihuiRanking *ranking, guint tier);

G_END_DECLS
