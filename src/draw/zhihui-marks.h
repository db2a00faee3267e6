/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-picture.h"

G_BEGIN_DECLS

/* Signs drawn with cairo, so that none depends on a glyph of a font. All sizes in px. */
typedef enum
{
  ZHIHUI_SYMBOL_DOT,       /* ● */
  ZHIHUI_SYMBOL_RING,      /* ○ */
  ZHIHUI_SYMBOL_DIAMOND,   /* ◆ */
  ZHIHUI_SYMBOL_UP,        /* ▲ */
  ZHIHUI_SYMBOL_DOWN,      /* ▼ */
  ZHIHUI_SYMBOL_CHECK,     /* ✓ */
  ZHIHUI_SYMBOL_BROKEN,    /* ◌: too few to rank */
  ZHIHUI_SYMBOL_QUARTER,   /* ◔: late */
  ZHIHUI_SYMBOL_NO_ENTRY,  /* ⊖: refused */
  ZHIHUI_SYMBOL_LEFT_END,  /* arrowhead of what goes on to the left */
  ZHIHUI_SYMBOL_RIGHT_END, /* likewise to the right */
} ZhihuiSymbol;

typedef struct
{
  ZhihuiSymbol symbol;
  gboolean     hollow; /* outline only, the inside in the ground colour */
  double       halo;   /* width of a border in the ground colour, 0 none */
  ZhihuiRgba   colour;
} ZhihuiSymbolLook;

void zhihui_symbol_paint (cairo_t                *cr,
                          const ZhihuiSymbolLook *look,
                          const ZhihuiRgba       *ground,
                          double                  size);
/* @size is the height of the sign without its halo; @x, @y its middle. */
void zhihui_marks_add_symbol (ZhihuiPicture          *picture,
                              const char             *key,
                              const ZhihuiSymbolLook *look,
                              double                  x,
                              double                  y,
                              double                  size);
/* The same sign at many places, as one mark. */
void zhihui_marks_add_swarm (ZhihuiPicture          *picture,
                             const char             *key,
                             const ZhihuiSymbolLook *look,
                             const double           *points,
                             gsize                   n_points,
                             double                  x,
                             double                  y,
                             double                  width,
                             double                  height,
                             double                  size);
/* A bar that is kept, not now: outline with lines at 45°. */
void zhihui_marks_add_hatch (ZhihuiPicture *picture,
                             const char    *key,
                             double         x,
                             double         y,
                             double         width,
                             double         height,
                             ZhihuiRgba     outline,
                             ZhihuiRgba     lines);
/* A rounded rectangle: filled, or dashed outline when @dash > 0, or outline when @line > 0. */
void     zhihui_marks_add_box (ZhihuiPicture *picture,
                               const char    *key,
                               double         x,
                               double         y,
                               double         width,
                               double         height,
                               double         radius,
                               double         line,
                               double         dash,
                               ZhihuiRgba     colour);
gboolean zhihui_marks_is_box (const ZhihuiItem *item);
/* A line from left to right: dots and gaps of @dash px. */
void zhihui_marks_add_dashes (ZhihuiPicture *picture,
                              const char    *key,
                              double         x,
                              double         y,
                              double         width,
                              double         height,
                              double         dash,
                              double         gap,
                              ZhihuiRgba     colour);
/* Three dots: being read. */
void zhihui_marks_add_waiting (
  ZhihuiPicture *picture, const char *key, double x, double y, double size, ZhihuiRgba colour);
/* An open line through @points (x, y pairs, px of the picture); @dash px long dashes, 0 none. */
void zhihui_marks_add_path (ZhihuiPicture *picture,
                            const char    *key,
                            const double  *points,
                            gsize          n_points,
                            double         line,
                            double         dash,
                            ZhihuiRgba     colour);
/* Likewise, with a dot after each dash. */
void zhihui_marks_add_dash_dots (ZhihuiPicture *picture,
                                 const char    *key,
                                 const double  *points,
                                 gsize          n_points,
                                 double         line,
                                 double         dash,
                                 ZhihuiRgba     colour);
/* What lies between the corners @points, filled. */
void zhihui_marks_add_area (
  ZhihuiPicture *picture, const char *key, const double *points, gsize n_points, ZhihuiRgba colour);

G_END_DECLS
