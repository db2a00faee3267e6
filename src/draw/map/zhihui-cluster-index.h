/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Points merged with their neighbours, for every whole zoom: made once, then only looked up. */
typedef struct _ZhihuiClusterIndex ZhihuiClusterIndex;

#define ZHIHUI_CLUSTER_MAX_ZOOM 17

ZhihuiClusterIndex *zhihui_cluster_index_new (const GArray *points, double radius);
void                zhihui_cluster_index_free (ZhihuiClusterIndex *self);
const GArray       *zhihui_cluster_index_get (const ZhihuiClusterIndex *self, double zoom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiClusterIndex, zhihui_cluster_index_free)

G_END_DECLS
