/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-weight-heap.h"

G_BEGIN_DECLS

void zhihui_label_place_find (
  const GArray *corners, const GArray *ring_ends, ZhihuiWeightHeap *heap, double *x, double *y);

G_END_DECLS
