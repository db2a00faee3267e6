/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* The rated shares (参评率) of units, which in files stand beside their satisfaction. */
typedef struct _ZhihuiBoardRated ZhihuiBoardRated;

ZhihuiBoardRated *zhihui_board_rated_new (const ZhihuiRanking *shares);
void              zhihui_board_rated_free (ZhihuiBoardRated *self);

void zhihui_board_rated_add_columns (ZhihuiDataTable *table);
void zhihui_board_rated_add_cells (const ZhihuiBoardRated *self,
                                   const char             *unit,
                                   ZhihuiDataTable        *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBoardRated, zhihui_board_rated_free)

G_END_DECLS
