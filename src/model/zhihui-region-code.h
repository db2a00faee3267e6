/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Codes of GB/T 2260 (six digits: province, city, county) and of what lies below (nine, twelve). */
typedef enum
{
  ZHIHUI_REGION_NATION,
  ZHIHUI_REGION_PROVINCE,
  ZHIHUI_REGION_CITY,
  ZHIHUI_REGION_COUNTY,
  ZHIHUI_REGION_TOWN,
  ZHIHUI_REGION_VILLAGE,
} ZhihuiRegionLevel;

ZhihuiRegionLevel zhihui_region_code_get_level (const char *code);
const char       *zhihui_region_level_get_id (ZhihuiRegionLevel level);
gsize             zhihui_region_code_get_stem (const char *code);
gboolean          zhihui_region_code_covers (const char *region, const char *code);

G_END_DECLS
