/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"

G_BEGIN_DECLS

/* Rows as ClickHouse keeps them: one an assignment, with what it adds to every metric and when; one
 * more for each rating after the first. Text with tabs, as it is sent and comes back. */

/* "unit UInt32, id UInt64, …", without the sign; and the names alone. */
char *zhihui_clickhouse_row_make_definitions (void);
char *zhihui_clickhouse_row_make_columns (void);
/* (element-type utf8) transfer full: lines without the sign and without end. */
GPtrArray *zhihui_clickhouse_row_make_lines (const ZhihuiEngineRow *row);
/* unit, n, k, extra of all units that @where lets through. */
char *zhihui_clickhouse_row_make_question (
  ZhihuiMetric metric, const char *table, gint64 from, gint64 end, const char *where);

G_END_DECLS
