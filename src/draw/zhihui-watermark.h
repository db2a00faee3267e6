/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-theme.h"

G_BEGIN_DECLS

double zhihui_watermark_get_step_x (const ZhihuiTheme *theme, const char *text);
void   zhihui_watermark_draw (cairo_t           *cr,
                              const ZhihuiTheme *theme,
                              const char        *text,
                              double             width,
                              double             height,
                              ZhihuiRgba         colour);

#define ZHIHUI_WATERMARK_STEP_Y 118.0

G_END_DECLS
