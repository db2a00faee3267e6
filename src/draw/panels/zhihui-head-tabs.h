/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

double zhihui_head_tabs_draw (ZhihuiSketch *sketch, double x, double y, double right);
double zhihui_head_tabs_draw_shown (ZhihuiSketch *sketch, double x, double y, double right);

G_END_DECLS
