/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-edge-set.h"

G_BEGIN_DECLS

void zhihui_edge_mend (ZhihuiEdgeSet *edges, double tolerance);

G_END_DECLS
