/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-theme.h"

G_BEGIN_DECLS

void zhihui_watermark_draw (cairo_t           *cr,
                            const ZhihuiTheme *theme,
                            const char        *text,
                            double             width,
                            double             height,
                            ZhihuiRgba         colour);

G_END_DECLS
