/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The figures of a chart as text, row by row: for who does not see it, and to be copied. */
typedef struct
{
  GPtrArray *heads; /* (element-type utf8), owned: of the columns */
  GPtrArray *rows;  /* (element-type GStrv), owned: as many cells as there are heads */
} ZhihuiChartTable;

ZhihuiChartTable *zhihui_chart_table_new (const char *first, ...) G_GNUC_NULL_TERMINATED;
void              zhihui_chart_table_free (ZhihuiChartTable *self);
void              zhihui_chart_table_add (ZhihuiChartTable *self, char **cells);
char             *zhihui_chart_table_make_text (const ZhihuiChartTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiChartTable, zhihui_chart_table_free)

G_END_DECLS
