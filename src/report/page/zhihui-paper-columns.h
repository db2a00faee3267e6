/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-sheet.h"

G_BEGIN_DECLS

/* Where the columns of a table stand on a sheet, and what is written in their cells. */
typedef struct _ZhihuiPaperColumns ZhihuiPaperColumns;

ZhihuiPaperColumns       *
zhihui_paper_columns_new (const ZhihuiSheet *sheet, ZhihuiDataTable *table, ZhihuiZone *zone);
void  zhihui_paper_columns_free (ZhihuiPaperColumns *self);
guint zhihui_paper_columns_get_n (const ZhihuiPaperColumns *self);
PangoLayout *zhihui_paper_columns_wrap_title (const ZhihuiPaperColumns *self,
                                              const ZhihuiSheet        *sheet,
                                              guint                     column,
                                              guint                     max_lines);
void         zhihui_paper_columns_paint (const ZhihuiPaperColumns *self,
                                         ZhihuiSheet              *sheet,
                                         guint                     column,
                                         PangoLayout              *layout,
                                         ZhihuiRgba                ink,
                                         double                    baseline,
                                         double                    step);
guint        zhihui_paper_columns_count_lines (const ZhihuiPaperColumns *self,
                                               const ZhihuiSheet        *sheet,
                                               ZhihuiZone               *zone,
                                               guint                     row,
                                               guint                     max_lines);
void         zhihui_paper_columns_paint_cell (const ZhihuiPaperColumns *self,
                                              ZhihuiSheet              *sheet,
                                              ZhihuiZone               *zone,
                                              guint                     row,
                                              guint                     column,
                                              guint                     max_lines,
                                              double                    baseline,
                                              double                    step);

G_END_DECLS
