/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-picture.h"
#include "zhihui-seams.h"

G_BEGIN_DECLS

/* How a panel keeps what is read off a seam. */
typedef enum
{
  ZHIHUI_SEAMS_BETWEEN_ROWS, /* its lines make room for a level one; it stands beside an upright */
  ZHIHUI_SEAMS_BETWEEN_ALL,  /* what stands side by side makes room, too */
  ZHIHUI_SEAMS_UNDER,        /* a map, a chart: it goes on, its words stand aside */
  ZHIHUI_SEAMS_BETWEEN_COLUMNS, /* it puts its columns between upright ones, or stands beside one */
} ZhihuiSeamManner;

/* Draws the panel so large, px. */
typedef ZhihuiPicture *(*ZhihuiSeamDrawFunc) (gpointer drawing, double width, double height);

/* What is to be drawn, and where. */
typedef struct
{
  ZhihuiSeamManner   manner;
  double             u;             /* px */
  double             width, height; /* px of the panel */
  ZhihuiSeams        seams;         /* px of the panel, with their margin */
  ZhihuiSeamDrawFunc draw;
  gpointer           drawing;
  double             x, y; /* out: px by which all of it was moved */
} ZhihuiSeamFold;

ZhihuiPicture *zhihui_seam_fold_draw (ZhihuiSeamFold *self);

G_END_DECLS
