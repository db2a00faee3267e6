/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-parts-private.h"

G_BEGIN_DECLS

/* What parts that are a few words and tables have in common. */
const char  *zhihui_listed_part_get_period (const ZhihuiReportRequest *request);
ZhihuiWindow zhihui_listed_part_find_window (const ZhihuiReportRequest *request);
char        *zhihui_listed_part_make_span (const ZhihuiReportRequest *request,
                                           const ZhihuiTemplatePart  *part);
char        *zhihui_listed_part_explain (const char *hindrance, gboolean is_refused);
void         zhihui_listed_part_take_tables (GPtrArray *tables, GPtrArray *own);
void         zhihui_listed_part_add_lead (ZhihuiPaper *paper, const char *lead);
void zhihui_listed_part_add_table (ZhihuiPaper *paper, ZhihuiDataTable *table, ZhihuiZone *zone);
void
zhihui_listed_part_add (ZhihuiPaper *paper, const char *lead, GPtrArray *tables, ZhihuiZone *zone);

G_END_DECLS
