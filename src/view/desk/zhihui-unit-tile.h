/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-ranking.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_TILE (zhihui_unit_tile_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitTile, zhihui_unit_tile, ZHIHUI, UNIT_TILE, GtkWidget)

GtkWidget *zhihui_unit_tile_new (void);
void       zhihui_unit_tile_set (ZhihuiUnitTile    *self,
                                 ZhihuiMetric       metric,
                                 ZhihuiRanking     *ranking,
                                 const ZhihuiScore *score,
                                 const char        *whole);

G_END_DECLS
