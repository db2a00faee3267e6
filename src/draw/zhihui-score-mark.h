/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-rows.h"
#include "zhihui-theme.h"

G_BEGIN_DECLS

/* What the marks of all rows of one board have in common. */
typedef struct
{
  const ZhihuiRanking *ranking; /* borrowed */
  ZhihuiBoardAxis      axis;    /* rates */
  gint64               most;    /* counts: what the longest bar stands for */
} ZhihuiScoreMark;

ZhihuiScoreMark zhihui_score_mark_for (const ZhihuiRanking *ranking);

/* Dot, interval and group line of one row, or its bar; for desk and paper. */
void zhihui_score_mark_paint (const ZhihuiScoreMark *self,
                              cairo_t               *cr,
                              const ZhihuiPalette   *palette,
                              const ZhihuiScore     *score,
                              double                 x,
                              double                 y,
                              double                 width,
                              double                 height);
/* ◆ worse, △ better; @x is the left end, @y the middle. */
void zhihui_score_mark_paint_flag (
  cairo_t *cr, ZhihuiFlag flag, double x, double y, double size, ZhihuiRgba colour);
/* ▲ or ▼; @x, @y the top left. */
void zhihui_score_mark_paint_change (
  cairo_t *cr, double x, double y, double size, gboolean up, ZhihuiRgba colour);

G_END_DECLS
