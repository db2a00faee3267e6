/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "zhihui-picture.h"

G_BEGIN_DECLS

#define ZHIHUI_MM(mm) ((mm) *72.0 / 25.4)

/* A sheet of paper being written on. Lengths are points, y grows downward. */
typedef struct
{
  cairo_t           *cr;    /* borrowed */
  const ZhihuiTheme *theme; /* borrowed */
  double             width, height;
  double             left, right, top, bottom; /* margins */
} ZhihuiSheet;

double zhihui_sheet_get_text_width (const ZhihuiSheet *self);
double zhihui_sheet_text (ZhihuiSheet      *self,
                          const char       *text,
                          const ZhihuiFont *font,
                          ZhihuiRgba        colour,
                          double            x,
                          double            baseline,
                          ZhihuiAlign       align,
                          double            max_width);
void   zhihui_sheet_rule (
    ZhihuiSheet *self, double x, double y, double width, double thickness, ZhihuiRgba colour);
void zhihui_sheet_box (
  ZhihuiSheet *self, double x, double y, double width, double height, ZhihuiRgba colour);
void zhihui_sheet_watermark (ZhihuiSheet *self, const char *text);

G_END_DECLS
