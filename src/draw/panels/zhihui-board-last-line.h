/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-graph.h"

G_BEGIN_DECLS

void zhihui_board_last_line_draw (ZhihuiBoardSketch *self, double y, const GArray *run);

G_END_DECLS
