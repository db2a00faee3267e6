/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-labels.h"
#include "zhihui-map-scene.h"
#include "zhihui-picture.h"

G_BEGIN_DECLS

/* How the keys of the numbers begin: they move with the map. */
#define ZHIHUI_CLUSTER_ITEM "cluster/"

void zhihui_map_counts_add (ZhihuiPicture        *picture,
                            const ZhihuiMapScene *scene,
                            const ZhihuiViewport *viewport,
                            double                x,
                            double                y);
void zhihui_map_counts_list_boxes (
  const ZhihuiMapScene *scene, const ZhihuiViewport *viewport, double x, double y, GArray *boxes);

G_END_DECLS
