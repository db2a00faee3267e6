/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* What panels say of a clock. */
char *zhihui_clock_words_make_name (const ZhihuiClockFigure *clock); /* "15 分钟签收" */
char *zhihui_clock_words_fit_name (ZhihuiSketch            *sketch,
                                   const ZhihuiClockFigure *clock,
                                   ZhihuiStyle             *style,
                                   double                   width);
char *zhihui_clock_words_make_missed (const ZhihuiClockFigure *clock); /* "超时 134" */
char *zhihui_clock_words_make_target (double target);                  /* "目标 95%" */
/* It runs for minutes, not days. */
gboolean   zhihui_clock_is_short (const ZhihuiClockFigure *clock);
gboolean   zhihui_clock_is_below_target (const ZhihuiClockFigure *clock);
GPtrArray *zhihui_clock_words_choose (const GPtrArray *clocks, guint n_fit);
char      *zhihui_clock_words_add_rest (const char *words, guint n_rest); /* "其余 1 个" */

G_END_DECLS
