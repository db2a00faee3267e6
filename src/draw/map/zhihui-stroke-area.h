/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-area-cells.h"

G_BEGIN_DECLS

void zhihui_stroke_area_add (ZhihuiAreaCells  *cells,
                             const ZhihuiSpot *spots,
                             guint             n_spots,
                             double            width);

G_END_DECLS
