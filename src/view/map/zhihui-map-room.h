/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-chart.h"
#include "zhihui-map-fit.h"
#include "zhihui-map-layers.h"
#include "zhihui-theme.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

gboolean zhihui_map_room_fit (const ZhihuiMapChart      *chart,
                              const ZhihuiMapSilhouette *outline,
                              const ZhihuiMapLayers     *layers,
                              ZhihuiSituation           *situation,
                              ZhihuiTheme               *theme,
                              ZhihuiViewport            *viewport);

G_END_DECLS
