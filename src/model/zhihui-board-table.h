/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* A board as a table for people, in their language. Its canonical data are zhihui-board-csv.h. */
gboolean         zhihui_board_table_is_shrunk (const ZhihuiRanking *ranking);
ZhihuiDataTable *zhihui_board_table_new (const ZhihuiRanking *ranking, const char *group);

G_END_DECLS
