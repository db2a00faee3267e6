/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-map-panel.h"
#include "zhihui-report.h"

G_BEGIN_DECLS

/* The figures of a map, region by region: what its colours say. */
ZhihuiDataTable *
zhihui_map_table_new (const ZhihuiReportRequest *request, ZhihuiBoard board, const char *id);

ZhihuiMapChart *zhihui_map_table_make_chart (const ZhihuiReportRequest *request,
                                             ZhihuiMapPanel            *panel);
GPtrArray      *zhihui_map_table_order (const ZhihuiMapChart *chart, GPtrArray *rows);

G_END_DECLS
