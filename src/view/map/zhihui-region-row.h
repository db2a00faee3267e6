/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-breaks.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_REGION_ROW (zhihui_region_row_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionRow, zhihui_region_row, ZHIHUI, REGION_ROW, GObject)

typedef enum
{
  ZHIHUI_REGION_COLUMN_RANK,
  ZHIHUI_REGION_COLUMN_NAME,
  ZHIHUI_REGION_COLUMN_VALUE,
  ZHIHUI_REGION_COLUMN_PART,
  ZHIHUI_REGION_COLUMN_WHOLE,
  ZHIHUI_REGION_COLUMN_CLASS,
  ZHIHUI_N_REGION_COLUMNS,
} ZhihuiRegionColumn;

ZhihuiRegionRow *zhihui_region_row_new (const char *code, const char *name);
const char      *zhihui_region_row_get_code (ZhihuiRegionRow *self);
const char      *zhihui_region_row_get_name (ZhihuiRegionRow *self);
void             zhihui_region_row_set_value (ZhihuiRegionRow        *self,
                                              const ZhihuiMapReading *reading,
                                              const ZhihuiMapBreaks  *breaks,
                                              const ZhihuiMapValue   *value,
                                              guint                   place);
const char      *zhihui_region_row_get_text (ZhihuiRegionRow *self, ZhihuiRegionColumn column);
int              zhihui_region_row_compare (ZhihuiRegionRow   *self,
                                            ZhihuiRegionRow   *other,
                                            ZhihuiRegionColumn column);
char            *zhihui_region_row_describe (ZhihuiRegionRow *self);

G_END_DECLS
