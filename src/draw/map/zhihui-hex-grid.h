/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Regions whose borders are not known, as hexagons of one size that stand about where the regions
 * lie: 示意. */

typedef struct
{
  int column, row; /* odd rows stand half a hexagon to the right */
} ZhihuiHexCell;

ZhihuiHexCell *zhihui_hex_grid_lay (const ZhihuiRegion *const *regions, guint n);
ZhihuiMesh    *zhihui_hex_grid_build (const ZhihuiRegion *const *regions, guint n, double ratio);

G_END_DECLS
