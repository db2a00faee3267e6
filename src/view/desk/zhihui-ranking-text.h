/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-cell.h"

G_BEGIN_DECLS

char *zhihui_ranking_text_write (GPtrArray     *rows,
                                 ZhihuiBoard    board,
                                 ZhihuiCompared compared,
                                 ZhihuiZone    *zone);

G_END_DECLS
