/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-metric.h"

G_BEGIN_DECLS

/* Regions compared by the figure of a map, the same wherever they are listed. */
GPtrArray *zhihui_region_order_list (const ZhihuiMapReading *reading);
guint zhihui_region_order_get_rank (const ZhihuiMapReading *reading, const ZhihuiMapValue *value);

G_END_DECLS
