/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-labels.h"
#include "zhihui-mesh.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* A map as large as a field allows beside what stands in it already: it knows how wide the map is
 * at each height. */
#define ZHIHUI_MAP_BANDS 64

typedef struct
{
  ZhihuiExtent extent;
  double       cell; /* Mercator: as wide as one hexagon; 0: real borders */
  double left[ZHIHUI_MAP_BANDS], right[ZHIHUI_MAP_BANDS]; /* Mercator; left > right: nothing */
} ZhihuiMapSilhouette;

void     zhihui_map_silhouette_init (ZhihuiMapSilhouette *self, const ZhihuiMesh *mesh);
gboolean zhihui_map_silhouette_fit (const ZhihuiMapSilhouette *self,
                                    const ZhihuiMapBox        *box,
                                    const ZhihuiMapBox        *obstacles,
                                    gsize                      n_obstacles,
                                    double                     gap,
                                    ZhihuiViewport            *viewport);
guint    zhihui_map_silhouette_box (const ZhihuiMapSilhouette *self,
                                    const ZhihuiViewport      *viewport,
                                    ZhihuiMapBox              *boxes);

G_END_DECLS
