/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-shelf.h"

G_BEGIN_DECLS

/* Which borders the map of what is shown has: looked for in a worker, when the regions change. */
typedef struct _ZhihuiMeshFinder ZhihuiMeshFinder;

/* @mesh is NULL where there are none: the map is one of hexagons. */
typedef void (*ZhihuiMeshFoundFunc) (ZhihuiMesh *mesh, gpointer user_data);

ZhihuiMeshFinder *zhihui_mesh_finder_new (ZhihuiMeshFoundFunc found, gpointer user_data);
void              zhihui_mesh_finder_free (ZhihuiMeshFinder *self);
gboolean          zhihui_mesh_finder_look (ZhihuiMeshFinder *self, ZhihuiSituation *situation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMeshFinder, zhihui_mesh_finder_free)

G_END_DECLS
