/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What longitude and latitude are counted in. CGCS2000 differs from WGS 84 by centimetres and is
 * the same here; GCJ-02 is what maps on the Chinese market use, BD-09 what Baidu makes of it. */
typedef enum
{
  ZHIHUI_CRS_WGS84,
  ZHIHUI_CRS_GCJ02,
  ZHIHUI_CRS_BD09,
} ZhihuiCrs;

gboolean zhihui_crs_parse (const char *name, ZhihuiCrs *crs, GError **error);
void     zhihui_crs_convert (ZhihuiCrs from, ZhihuiCrs to, double *lon, double *lat);

G_END_DECLS
