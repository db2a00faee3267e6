/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "zhihui-paper-format.h"
#include "zhihui-picture.h"

G_BEGIN_DECLS

/* A sheet of paper being written on. Lengths are points, y grows downward. */
typedef struct
{
  cairo_t           *cr;    /* borrowed */
  const ZhihuiTheme *theme; /* borrowed */
  double             width, height;
  double             left, right, top, bottom; /* margins */
  gboolean           is_continued; /* what is written again at the head of a page goes on there */
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
double zhihui_sheet_fit (ZhihuiSheet      *self,
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

/* Text in lines: it is wrapped, and not cut unless it is longer than anything that names
 * something. */
PangoLayout *zhihui_sheet_wrap (
  const ZhihuiSheet *self, const char *text, const ZhihuiFont *font, double width, guint max_lines);
PangoLayout *zhihui_sheet_copy_layout (const ZhihuiSheet *self,
                                       const char        *text,
                                       const ZhihuiFont  *font,
                                       double             width);
void         zhihui_sheet_lines (ZhihuiSheet *self,
                                 PangoLayout *layout,
                                 ZhihuiRgba   colour,
                                 double       x,
                                 double       baseline,
                                 double       step,
                                 ZhihuiAlign  align);

G_END_DECLS
