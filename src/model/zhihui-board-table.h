/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* A board as a table for people, in their language. Its canonical data are zhihui-board-csv.h. */
gboolean         zhihui_board_table_is_shrunk (const ZhihuiRanking *ranking);
const char      *zhihui_board_table_get_order (const ZhihuiRanking *ranking); /* "raw" */
ZhihuiDataTable *zhihui_board_table_new (const ZhihuiRanking *ranking,
                                         const char          *group,
                                         const ZhihuiRanking *shares,
                                         const char          *rule_version);

G_END_DECLS
