/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <pango/pangocairo.h>

#include "zhihui-glyph-finder.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} ZhihuiRgba;

typedef enum
{
  ZHIHUI_THEME_WALL,
  ZHIHUI_THEME_PAPER,
  ZHIHUI_THEME_DESK_LIGHT,
  ZHIHUI_THEME_DESK_DARK,
  ZHIHUI_THEME_DESK_LIGHT_HIGH, /* for who wants high contrast */
  ZHIHUI_THEME_DESK_DARK_HIGH,
} ZhihuiThemeKind;

typedef enum
{
  ZHIHUI_FACE_SANS,    /* Inter + Noto Sans CJK SC */
  ZHIHUI_FACE_DISPLAY, /* Inter Display + Noto Sans CJK SC, for figures ≥ 40 u */
  ZHIHUI_FACE_SERIF,   /* Noto Serif CJK SC */
} ZhihuiFace;

typedef struct
{
  ZhihuiFace face;
  double     size;     /* px (paper: pt) */
  int        weight;   /* 400, 600, 700 */
  double     tracking; /* px between letters */
  double     hollow;   /* stroke width in px of hollow digits, 0 is solid */
} ZhihuiFont;

/* Colours by what they mean; see visual guide §2. */
typedef struct
{
  ZhihuiRgba ground, ground2, line, line2, row_rule;
  ZhihuiRgba chance; /* how far it goes, behind lines and dots */
  ZhihuiRgba text1, text2, text3, mute, ref, bar;
  ZhihuiRgba attention, on_attention, good, hollow, hollow_small, band;
  ZhihuiRgba map[5];     /* low to high, of what is neither good nor bad */
  ZhihuiRgba map_bad[5]; /* the better to the worse: each as light as its neighbour in @map */
  ZhihuiRgba hatch_ground, hatch_line, case_dot;
  ZhihuiRgba issuer; /* paper only: name of the issuer and its rule */
  ZhihuiRgba watermark;
} ZhihuiPalette;

typedef struct _ZhihuiTheme ZhihuiTheme;

/* @unit is u: px a layout unit (wall), or 1 (desk, paper). The theme owns the one PangoContext,
 * with the language zh-cn set, and a cache of measured layouts. Not thread safe: one theme a
 * thread. */
ZhihuiTheme *zhihui_theme_new (ZhihuiThemeKind kind, double unit);
void         zhihui_theme_free (ZhihuiTheme *self);
/* The colours alone, for who writes no text: lives as long as the program. */
const ZhihuiPalette *zhihui_palette_get (ZhihuiThemeKind kind);
ZhihuiThemeKind      zhihui_theme_get_kind (const ZhihuiTheme *self);
double               zhihui_theme_get_unit (const ZhihuiTheme *self);
const ZhihuiPalette *zhihui_theme_get_palette (const ZhihuiTheme *self);
/* A cached layout: borrowed, do not change it. */
PangoLayout *zhihui_theme_get_layout (const ZhihuiTheme *self,
                                      const char        *text,
                                      const ZhihuiFont  *font,
                                      double             max_width);
PangoLayout        *
zhihui_theme_dup_layout (const ZhihuiTheme *self, const char *text, const ZhihuiFont *font);
void   zhihui_theme_show_line (const ZhihuiTheme *self, cairo_t *cr, PangoLayoutLine *line);
void   zhihui_theme_set_glyph_finder (ZhihuiTheme *self, ZhihuiGlyphFinder *finder);
double zhihui_theme_measure (const ZhihuiTheme *self, const char *text, const ZhihuiFont *font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTheme, zhihui_theme_free)

G_END_DECLS
