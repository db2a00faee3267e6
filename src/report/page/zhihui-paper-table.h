/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-paper.h"

G_BEGIN_DECLS

ZhihuiBlock *zhihui_paper_add_table (ZhihuiPaper *self, ZhihuiDataTable *table, ZhihuiZone *zone);

G_END_DECLS
