/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

#include "zhihui-theme.h"

G_BEGIN_DECLS

/* A picture is what a panel looks like, as a list of items that know who they are: text, rectangles
 * and drawn marks, each with a key that stays the same from one situation to the next. Painted on a
 * cairo_t it is the panel (screen shot, paper, tests); a widget keeps the items of two pictures and
 * lets each item of the same key glide from its old place to the new, or cross-fade when its looks
 * changed. Positions are in pixels of the panel. */

typedef struct _ZhihuiPicture ZhihuiPicture;

typedef enum
{
  ZHIHUI_ITEM_TEXT,
  ZHIHUI_ITEM_RECT, /* a filled rectangle: its geometry and colour glide */
  ZHIHUI_ITEM_MARK, /* drawn by a function; @hash tells whether two look the same */
} ZhihuiItemKind;

typedef void (*ZhihuiMarkFunc) (
  cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme);

typedef struct
{
  ZhihuiItemKind kind;
  const char    *key;           /* interned or owned by the picture: unique in the picture */
  double         x, y;          /* top left of the ink box, px */
  double         width, height; /* px */
  guint64        hash;          /* of the looks without the place: equal hash, equal pixels */
  /* text */
  const char  *text; /* as it is laid out: on paper what is safe of what was given */
  ZhihuiFont   font;
  PangoLayout *layout;       /* measured and, where it had to be, ellipsised */
  double       ink_x, ink_y; /* from the pen, on the base line, to x, y: negative is left, up */
  /* text, rect */
  ZhihuiRgba colour;
  /* mark */
  ZhihuiMarkFunc func;
  gpointer       data;
  GDestroyNotify destroy;
} ZhihuiItem;

typedef enum
{
  ZHIHUI_ALIGN_LEFT,
  ZHIHUI_ALIGN_RIGHT,
  ZHIHUI_ALIGN_CENTRE,
} ZhihuiAlign;

ZhihuiPicture     *zhihui_picture_new (const ZhihuiTheme *theme, double width, double height);
ZhihuiPicture     *zhihui_picture_ref (ZhihuiPicture *self);
void               zhihui_picture_unref (ZhihuiPicture *self);
double             zhihui_picture_get_width (ZhihuiPicture *self);
double             zhihui_picture_get_height (ZhihuiPicture *self);
guint              zhihui_picture_get_n_items (ZhihuiPicture *self);
const ZhihuiItem  *zhihui_picture_get_item (ZhihuiPicture *self, guint index);
const ZhihuiItem  *zhihui_picture_find (ZhihuiPicture *self, const char *key);
const ZhihuiTheme *zhihui_picture_get_theme (ZhihuiPicture *self);
/* What a blind reader is told: the figures as sentences. */
void        zhihui_picture_add_spoken (ZhihuiPicture *self, const char *sentence);
const char *zhihui_picture_get_spoken (ZhihuiPicture *self);

/* Adds text; @baseline in px. @max_width ≤ 0: no limit, else ellipsised. Returns the advance width
 * in px. */
double zhihui_picture_add_text (ZhihuiPicture    *self,
                                const char       *key,
                                const char       *text,
                                const ZhihuiFont *font,
                                ZhihuiRgba        colour,
                                double            x,
                                double            baseline,
                                ZhihuiAlign       align,
                                double            max_width);
void   zhihui_picture_add_rect (ZhihuiPicture *self,
                                const char    *key,
                                double         x,
                                double         y,
                                double         width,
                                double         height,
                                ZhihuiRgba     colour);
void   zhihui_picture_add_mark (ZhihuiPicture *self,
                                const char    *key,
                                double         x,
                                double         y,
                                double         width,
                                double         height,
                                guint64        hash,
                                ZhihuiMarkFunc func,
                                gpointer       data,
                                GDestroyNotify destroy);

/* Changes what is there already: places, and the size of the whole. */
void zhihui_picture_place_item (
  ZhihuiPicture *self, guint index, double x, double y, double width, double height);
guint zhihui_picture_split_text (ZhihuiPicture *self, guint index, double room);
void  zhihui_picture_set_size (ZhihuiPicture *self, double width, double height);

/* Of all items with their places: equal hash, nothing to repaint. */
guint64 zhihui_picture_get_hash (ZhihuiPicture *self);
void    zhihui_picture_paint (ZhihuiPicture *self, cairo_t *cr);
/* One item at the origin (its own x, y are ignored): what a widget caches as a texture. */
void     zhihui_item_paint (const ZhihuiItem *item, const ZhihuiTheme *theme, cairo_t *cr);
gboolean zhihui_item_looks_like (const ZhihuiItem *a, const ZhihuiItem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPicture, zhihui_picture_unref)

G_END_DECLS
