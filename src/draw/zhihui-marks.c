/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-marks.h"

#include <math.h>

#include "zhihui-hash.h"

static void
set_source (cairo_t *cr, const ZhihuiRgba *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

/* Data of marks is plain and without padding that matters: it is hashed field by field. */
static guint64
hash_colour (guint64 hash, const ZhihuiRgba *colour)
{
  hash = zhihui_hash_double (hash, colour->red);
  hash = zhihui_hash_double (hash, colour->green);
  hash = zhihui_hash_double (hash, colour->blue);
  return zhihui_hash_double (hash, colour->alpha);
}

/* ---- symbols ---- */

typedef struct
{
  ZhihuiSymbolLook look;
  double           size;
} Symbol;

static void
trace_ends (cairo_t *cr, double direction, double r)
{
  cairo_move_to (cr, direction * r * 0.55, 0);
  cairo_line_to (cr, -direction * r * 0.45, -r);
  cairo_line_to (cr, -direction * r * 0.45, r);
  cairo_close_path (cr);
}

/* Puts the outline around the origin; @r is half the height. */
static void
trace_symbol (cairo_t *cr, ZhihuiSymbol symbol, double r)
{
  switch (symbol)
    {
    case ZHIHUI_SYMBOL_DIAMOND:
      cairo_move_to (cr, 0, -r);
      cairo_line_to (cr, r, 0);
      cairo_line_to (cr, 0, r);
      cairo_line_to (cr, -r, 0);
      cairo_close_path (cr);
      break;
    case ZHIHUI_SYMBOL_UP:
    case ZHIHUI_SYMBOL_DOWN:
      {
        double down = symbol == ZHIHUI_SYMBOL_DOWN ? -1 : 1;

        cairo_move_to (cr, 0, -r * down);
        cairo_line_to (cr, r * 1.12, r * down);
        cairo_line_to (cr, -r * 1.12, r * down);
        cairo_close_path (cr);
        break;
      }
    case ZHIHUI_SYMBOL_LEFT_END:
    case ZHIHUI_SYMBOL_RIGHT_END:
      trace_ends (cr, symbol == ZHIHUI_SYMBOL_LEFT_END ? -1 : 1, r);
      break;
    case ZHIHUI_SYMBOL_CHECK:
      cairo_move_to (cr, -r, r * 0.08);
      cairo_line_to (cr, -r * 0.3, r * 0.72);
      cairo_line_to (cr, r, -r * 0.72);
      break;
    case ZHIHUI_SYMBOL_DOT:
    case ZHIHUI_SYMBOL_RING:
    case ZHIHUI_SYMBOL_BROKEN:
    case ZHIHUI_SYMBOL_QUARTER:
    case ZHIHUI_SYMBOL_NO_ENTRY:
    default:
      cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
      break;
    }
}

static gboolean
is_line (const Symbol *self)
{
  switch (self->look.symbol)
    {
    case ZHIHUI_SYMBOL_RING:
    case ZHIHUI_SYMBOL_CHECK:
    case ZHIHUI_SYMBOL_BROKEN:
    case ZHIHUI_SYMBOL_QUARTER:
    case ZHIHUI_SYMBOL_NO_ENTRY:
      return TRUE;
    case ZHIHUI_SYMBOL_DOT:
    case ZHIHUI_SYMBOL_DIAMOND:
    case ZHIHUI_SYMBOL_UP:
    case ZHIHUI_SYMBOL_DOWN:
    case ZHIHUI_SYMBOL_LEFT_END:
    case ZHIHUI_SYMBOL_RIGHT_END:
    default:
      return self->look.hollow;
    }
}

static void
paint_inside (cairo_t *cr, const Symbol *self, double r)
{
  if (self->look.symbol == ZHIHUI_SYMBOL_QUARTER)
    {
      cairo_move_to (cr, 0, 0);
      cairo_arc (cr, 0, 0, r, -G_PI / 2, 0);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  else if (self->look.symbol == ZHIHUI_SYMBOL_NO_ENTRY)
    {
      cairo_rectangle (cr, -r * 0.5, -r * 0.14, r, r * 0.28);
      cairo_fill (cr);
    }
}

/**
 * zhihui_symbol_paint:
 * @cr: its origin is the middle of the sign
 * @ground: colour of the halo, and of the inside of a hollow sign
 * @size: height without the halo, px
 */
void
zhihui_symbol_paint (cairo_t                *cr,
                     const ZhihuiSymbolLook *look,
                     const ZhihuiRgba       *ground,
                     double                  size)
{
  const Symbol self = { *look, size };
  gboolean     line = is_line (&self);
  double       stroke = MAX (size * 0.125, 1.2);
  double       r = size / 2 - (line ? stroke / 2 : 0);

  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  if (look->halo > 0)
    {
      trace_symbol (cr, look->symbol, r);
      set_source (cr, ground);
      cairo_set_line_width (cr, (line ? stroke : 0) + 2 * look->halo);
      cairo_stroke (cr);
    }

  trace_symbol (cr, look->symbol, r);
  if (look->hollow)
    {
      set_source (cr, ground);
      cairo_fill_preserve (cr);
    }
  set_source (cr, &look->colour);
  if (!line)
    {
      cairo_fill (cr);
      return;
    }

  cairo_set_line_width (cr, stroke);
  if (look->symbol == ZHIHUI_SYMBOL_BROKEN)
    {
      double dash = r * 2 * G_PI / 12;

      cairo_set_dash (cr, &dash, 1, dash / 2);
    }
  cairo_stroke (cr);
  paint_inside (cr, &self, r);
}

static void
paint_symbol (
  cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Symbol *self = data;

  cairo_translate (cr, width / 2, height / 2);
  zhihui_symbol_paint (cr, &self->look, &zhihui_theme_get_palette (theme)->ground, self->size);
}

/**
 * zhihui_marks_add_symbol:
 * @x: of the middle, px
 * @y: of the middle, px
 * @size: height, px
 */
void
zhihui_marks_add_symbol (ZhihuiPicture          *picture,
                         const char             *key,
                         const ZhihuiSymbolLook *look,
                         double                  x,
                         double                  y,
                         double                  size)
{
  Symbol  *self = g_new0 (Symbol, 1);
  gboolean wide = look->symbol == ZHIHUI_SYMBOL_UP || look->symbol == ZHIHUI_SYMBOL_DOWN;
  double   box = ceil (size * (wide ? 1.14 : 1) + 2 * look->halo) + 2;
  guint64  hash = zhihui_hash_int (ZHIHUI_HASH_START, look->symbol * 2 + (look->hollow ? 1 : 0));

  self->look = *look;
  self->size = size;
  hash = zhihui_hash_double (hash, look->halo);
  hash = zhihui_hash_double (hash, size);
  hash = hash_colour (hash, &look->colour);
  zhihui_picture_add_mark (
    picture, key, x - box / 2, y - box / 2, box, box, hash, paint_symbol, self, g_free);
}

/* ---- many signs ---- */

typedef struct
{
  Symbol  symbol;
  double *points; /* owned: x, y pairs, px of the item */
  gsize   n_points;
} Swarm;

static void
free_swarm (gpointer data)
{
  g_free (((Swarm *) data)->points);
  g_free (data);
}

static void
paint_swarm (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Swarm      *self = data;
  const ZhihuiRgba *ground = &zhihui_theme_get_palette (theme)->ground;

  for (gsize i = 0; i < self->n_points; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, self->points[2 * i], self->points[2 * i + 1]);
      zhihui_symbol_paint (cr, &self->symbol.look, ground, self->symbol.size);
      cairo_restore (cr);
    }
}

/**
 * zhihui_marks_add_swarm:
 * @points: middles as x, y pairs, px of the picture, in the box of @x, @y, @width and @height
 * @size: height of each, px
 */
void
zhihui_marks_add_swarm (ZhihuiPicture          *picture,
                        const char             *key,
                        const ZhihuiSymbolLook *look,
                        const double           *points,
                        gsize                   n_points,
                        double                  x,
                        double                  y,
                        double                  width,
                        double                  height,
                        double                  size)
{
  Swarm  *self = g_new0 (Swarm, 1);
  guint64 hash = zhihui_hash_int (ZHIHUI_HASH_START, look->symbol * 2 + (look->hollow ? 1 : 0));

  self->symbol = (Symbol){ *look, size };
  self->points = g_new (double, 2 * n_points);
  self->n_points = n_points;
  hash = zhihui_hash_double (zhihui_hash_double (hash, look->halo), size);
  hash = hash_colour (hash, &look->colour);
  for (gsize i = 0; i < 2 * n_points; i++)
    {
      self->points[i] = points[i] - (i % 2 == 0 ? x : y);
      hash = zhihui_hash_double (hash, self->points[i]);
    }
  zhihui_picture_add_mark (picture, key, x, y, width, height, hash, paint_swarm, self, free_swarm);
}

/* ---- boxes and lines ---- */

typedef struct
{
  double     radius, line, dash, gap, size;
  ZhihuiRgba colour, second;
} Box;

static void
add_box_mark (ZhihuiPicture *picture,
              const char    *key,
              const Box     *box,
              double         x,
              double         y,
              double         width,
              double         height,
              ZhihuiMarkFunc func)
{
  guint64 hash = zhihui_hash_double (ZHIHUI_HASH_START, box->radius);

  hash = zhihui_hash_double (hash, box->line);
  hash = zhihui_hash_double (hash, box->dash);
  hash = zhihui_hash_double (hash, box->gap);
  hash = zhihui_hash_double (hash, box->size);
  hash = hash_colour (hash_colour (hash, &box->colour), &box->second);
  zhihui_picture_add_mark (
    picture, key, x, y, width, height, hash, func, g_memdup2 (box, sizeof *box), g_free);
}

static void
fill_with_lines (
  cairo_t *cr, double width, double height, double line, double step, const ZhihuiRgba *colour)
{
  cairo_save (cr);
  cairo_clip (cr);
  set_source (cr, colour);
  cairo_set_line_width (cr, line);
  for (double x = step / 2 - height; x < width; x += step)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_hatch (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Box *self = data;

  cairo_rectangle (cr, 0, 0, width, height);
  fill_with_lines (cr, width, height, self->line * 0.9, self->size, &self->second);
  if (width <= self->line * 2)
    {
      cairo_rectangle (cr, 0, 0, width, height);
      set_source (cr, &self->colour);
      cairo_fill (cr);
      return;
    }
  cairo_rectangle (
    cr, self->line / 2, self->line / 2, width - self->line, MAX (height - self->line, 0));
  set_source (cr, &self->colour);
  cairo_set_line_width (cr, self->line);
  cairo_stroke (cr);
}

void
zhihui_marks_add_hatch (ZhihuiPicture *picture,
                        const char    *key,
                        double         x,
                        double         y,
                        double         width,
                        double         height,
                        ZhihuiRgba     outline,
                        ZhihuiRgba     lines)
{
  double u = zhihui_theme_get_unit (zhihui_picture_get_theme (picture));
  Box    box = { .line = MAX (1.2 * u, 1), .size = 8 * u, .colour = outline, .second = lines };

  add_box_mark (picture, key, &box, x, y, width, height, paint_hatch);
}

static void
paint_box (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Box *self = data;
  double     inset = self->line / 2;
  double     r = MAX (self->radius - inset, 0.01);
  double     right = width - inset, bottom = height - inset;

  cairo_arc (cr, right - r, inset + r, r, -G_PI / 2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI / 2);
  cairo_arc (cr, inset + r, bottom - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, inset + r, inset + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  set_source (cr, &self->colour);
  if (self->line <= 0)
    {
      cairo_fill (cr);
      return;
    }
  if (self->dash > 0)
    cairo_set_dash (cr, &self->dash, 1, 0);
  cairo_set_line_width (cr, self->line);
  cairo_stroke (cr);
}

void
zhihui_marks_add_box (ZhihuiPicture *picture,
                      const char    *key,
                      double         x,
                      double         y,
                      double         width,
                      double         height,
                      double         radius,
                      double         line,
                      double         dash,
                      ZhihuiRgba     colour)
{
  Box box = { .radius = radius, .line = line, .dash = dash, .colour = colour };

  add_box_mark (picture, key, &box, x, y, width, height, paint_box);
}

/**
 * zhihui_marks_is_box:
 *
 * Returns: whether @item is of zhihui_marks_add_box (): it may be of any size
 */
gboolean
zhihui_marks_is_box (const ZhihuiItem *item)
{
  return item->kind == ZHIHUI_ITEM_MARK && item->func == paint_box;
}

static void
paint_dashes (
  cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Box *self = data;
  double     dashes[] = { self->dash, self->gap };

  set_source (cr, &self->colour);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, height);
  cairo_move_to (cr, 0, height / 2);
  cairo_line_to (cr, width, height / 2);
  cairo_stroke (cr);
}

void
zhihui_marks_add_dashes (ZhihuiPicture *picture,
                         const char    *key,
                         double         x,
                         double         y,
                         double         width,
                         double         height,
                         double         dash,
                         double         gap,
                         ZhihuiRgba     colour)
{
  Box box = { .dash = dash, .gap = gap, .colour = colour };

  if (width <= 0)
    return;
  add_box_mark (picture, key, &box, x, y, width, height, paint_dashes);
}

static void
paint_waiting (
  cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Box *self = data;

  set_source (cr, &self->colour);
  for (int i = 0; i < 3; i++)
    {
      cairo_arc (cr, height / 2 + i * (width - height) / 2, height / 2, height / 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/**
 * zhihui_marks_add_waiting:
 * @x: left edge
 * @y: of the middle
 * @size: width of the three together
 */
void
zhihui_marks_add_waiting (
  ZhihuiPicture *picture, const char *key, double x, double y, double size, ZhihuiRgba colour)
{
  Box    box = { .colour = colour, .size = size };
  double height = size * 0.27;

  add_box_mark (picture, key, &box, x, y - height / 2, size, height, paint_waiting);
}

/* ---- lines ---- */

typedef struct
{
  double    *points; /* owned: x, y pairs, px of the item */
  gsize      n_points;
  double     line;      /* 0: an area, filled */
  double     dash;      /* 0: drawn through */
  gboolean   is_dotted; /* a dot after each dash */
  ZhihuiRgba colour;
} Path;

static void
free_path (gpointer data)
{
  Path *self = data;

  g_free (self->points);
  g_free (self);
}

static void
paint_path (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Path *self = data;

  for (gsize i = 0; i < self->n_points; i++)
    cairo_line_to (cr, self->points[2 * i], self->points[2 * i + 1]);
  set_source (cr, &self->colour);
  if (self->line <= 0)
    {
      cairo_fill (cr);
      return;
    }
  cairo_set_line_width (cr, self->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (self->dash > 0)
    cairo_set_dash (
      cr,
      (const double[]){
        self->dash, self->dash / 2, self->is_dotted ? self->line : self->dash, self->dash / 2 },
      self->is_dotted ? 4 : 1,
      0);
  cairo_stroke (cr);
}

static void
add_path (ZhihuiPicture *picture,
          const char    *key,
          const double  *points,
          gsize          n_points,
          double         line,
          double         dash,
          gboolean       is_dotted,
          ZhihuiRgba     colour)
{
  double  left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  guint64 hash = zhihui_hash_double (
    zhihui_hash_double (hash_colour (ZHIHUI_HASH_START, &colour), line), is_dotted ? -dash : dash);
  Path *self;

  g_return_if_fail (points != NULL && n_points > 0);

  for (gsize i = 0; i < n_points; i++)
    {
      left = MIN (left, points[2 * i]);
      right = MAX (right, points[2 * i]);
      top = MIN (top, points[2 * i + 1]);
      bottom = MAX (bottom, points[2 * i + 1]);
    }
  left = floor (left - line / 2);
  top = floor (top - line / 2);
  self = g_new0 (Path, 1);
  *self = (Path){ g_new (double, 2 * n_points), n_points, line, dash, is_dotted, colour };
  for (gsize i = 0; i < 2 * n_points; i++)
    {
      self->points[i] = points[i] - (i % 2 == 0 ? left : top);
      hash = zhihui_hash_double (hash, self->points[i]);
    }
  zhihui_picture_add_mark (picture,
                           key,
                           left,
                           top,
                           ceil (right + line / 2) - left,
                           ceil (bottom + line / 2) - top,
                           hash,
                           paint_path,
                           self,
                           free_path);
}

void
zhihui_marks_add_path (ZhihuiPicture *picture,
                       const char    *key,
                       const double  *points,
                       gsize          n_points,
                       double         line,
                       double         dash,
                       ZhihuiRgba     colour)
{
  add_path (picture, key, points, n_points, line, dash, FALSE, colour);
}

void
zhihui_marks_add_dash_dots (ZhihuiPicture *picture,
                            const char    *key,
                            const double  *points,
                            gsize          n_points,
                            double         line,
                            double         dash,
                            ZhihuiRgba     colour)
{
  add_path (picture, key, points, n_points, line, dash, TRUE, colour);
}

void
zhihui_marks_add_area (
  ZhihuiPicture *picture, const char *key, const double *points, gsize n_points, ZhihuiRgba colour)
{
  zhihui_marks_add_path (picture, key, points, n_points, 0, 0, colour);
}
