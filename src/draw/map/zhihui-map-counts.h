/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"
#include "zhihui-picture.h"

G_BEGIN_DECLS

void zhihui_map_counts_add (ZhihuiPicture        *picture,
                            const ZhihuiMapScene *scene,
                            const ZhihuiViewport *viewport,
                            double                x,
                            double                y);

G_END_DECLS
