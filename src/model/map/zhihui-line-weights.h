/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-weight-heap.h"

G_BEGIN_DECLS

void zhihui_line_weigh (const ZhihuiCorner *corners,
                        guint               n_corners,
                        ZhihuiWeightHeap   *heap,
                        guint8             *zooms);

G_END_DECLS
