/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-metric.h"
#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* Regions compared by the figure of a map, the same wherever they are listed. */
GPtrArray *zhihui_region_order_list (const ZhihuiMapReading *reading);
GArray *zhihui_region_order_list_shapes (const ZhihuiMapReading *reading, const ZhihuiMesh *mesh);
guint   zhihui_region_order_get_rank (const ZhihuiMapReading *reading, const ZhihuiMapValue *value);

G_END_DECLS
