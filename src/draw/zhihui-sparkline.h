/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tally.h"
#include "zhihui-theme.h"

G_BEGIN_DECLS

/* The scale that the lines of one column share. */
typedef struct
{
  double   low, high; /* at the lower and the upper end */
  gboolean is_count;
} ZhihuiSparkline;

void zhihui_sparkline_paint (const ZhihuiSparkline *self,
                             cairo_t               *cr,
                             const ZhihuiPalette   *palette,
                             const ZhihuiTally     *steps,
                             guint                  n_steps,
                             double                 x,
                             double                 y,
                             double                 width,
                             double                 height);

G_END_DECLS
