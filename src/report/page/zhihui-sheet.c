/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sheet.h"

#include "zhihui-lost-ink.h"
#include "zhihui-safe-text.h"
#include "zhihui-watermark.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SMALLEST 0.65 /* of its size: what is still read */

static void
set_colour (cairo_t *cr, ZhihuiRgba colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

double
zhihui_sheet_get_text_width (const ZhihuiSheet *self)
{
  return self->width - self->left - self->right;
}

/**
 * zhihui_sheet_text:
 * @x: the left end, right end or middle, by @align, in points
 * @baseline: in points
 * @max_width: in points; 0 is no limit, longer text is ellipsised
 *
 * Writes one line as pango_cairo_show_layout() does, so that it can be searched and copied.
 *
 * Returns: the width of the text in points
 */
double
zhihui_sheet_text (ZhihuiSheet      *self,
                   const char       *text,
                   const ZhihuiFont *font,
                   ZhihuiRgba        colour,
                   double            x,
                   double            baseline,
                   ZhihuiAlign       align,
                   double            max_width)
{
  PangoLayout *layout = zhihui_theme_get_layout (self->theme, text, font, 0);
  int          width_units;
  double       width;

  pango_layout_get_size (layout, &width_units, NULL);
  width = (double) width_units / PANGO_SCALE;
  if (max_width > 0 && width > max_width)
    {
      layout = zhihui_theme_get_layout (self->theme, text, font, max_width);
      width = max_width;
    }
  if (align == ZHIHUI_ALIGN_RIGHT)
    x -= width;
  else if (align == ZHIHUI_ALIGN_CENTRE)
    x -= width / 2;

  set_colour (self->cr, colour);
  cairo_move_to (self->cr, x, baseline - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  zhihui_lost_ink_show_layout (self->cr, layout);
  return width;
}

/**
 * zhihui_sheet_fit:
 * @max_width: in points
 *
 * As zhihui_sheet_text(); text that is too wide is set smaller before it is ellipsised.
 *
 * Returns: the width of the text in points
 */
double
zhihui_sheet_fit (ZhihuiSheet      *self,
                  const char       *text,
                  const ZhihuiFont *font,
                  ZhihuiRgba        colour,
                  double            x,
                  double            baseline,
                  ZhihuiAlign       align,
                  double            max_width)
{
  double     wide = zhihui_theme_measure (self->theme, text, font);
  ZhihuiFont fitted = *font;

  if (wide > max_width)
    {
      /* Widths of a smaller font are not quite in proportion. */
      double ratio = MAX (0.97 * max_width / wide, SMALLEST);

      fitted.size *= ratio;
      fitted.tracking *= ratio;
    }
  return zhihui_sheet_text (self, text, &fitted, colour, x, baseline, align, max_width);
}

void
zhihui_sheet_box (
  ZhihuiSheet *self, double x, double y, double width, double height, ZhihuiRgba colour)
{
  set_colour (self->cr, colour);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}

/* A horizontal line whose upper edge is at @y. */
void
zhihui_sheet_rule (
  ZhihuiSheet *self, double x, double y, double width, double thickness, ZhihuiRgba colour)
{
  zhihui_sheet_box (self, x, y, width, thickness, colour);
}

/**
 * zhihui_sheet_watermark:
 * @text: (nullable): who made the copy and when
 *
 * Lays @text slantwise under the whole sheet. Call before anything else is written.
 */
void
zhihui_sheet_watermark (ZhihuiSheet *self, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  zhihui_watermark_draw (self->cr,
                         self->theme,
                         text,
                         self->width,
                         self->height,
                         zhihui_theme_get_palette (self->theme)->watermark);
}

/* The longest text that is laid out before it is judged: far more than @max_lines hold. */
static char *
take_head (const char *text, long n_characters)
{
  return g_utf8_substring (text, 0, MIN (n_characters, g_utf8_strlen (text, -1)));
}

/**
 * zhihui_sheet_copy_layout:
 * @text: from anywhere
 * @width: points that a line has
 *
 * Returns: (transfer full): @text in lines. A word that is divided gets no hyphen: what is copied
 *   from the paper is what was written.
 */
PangoLayout *
zhihui_sheet_copy_layout (const ZhihuiSheet *self,
                          const char        *text,
                          const ZhihuiFont  *font,
                          double             width)
{
  PangoLayout   *layout = zhihui_theme_dup_layout (self->theme, text, font);
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* The head of @text that fills @max_lines together with words that say how long it is. */
static PangoLayout *
shorten (
  const ZhihuiSheet *self, const char *text, const ZhihuiFont *font, double width, guint max_lines)
{
  long             n = g_utf8_strlen (text, -1);
  g_autofree char *words = g_strdup_printf (_ ("%1$s… (shortened, %2$ld characters)"), "", n);
  long             least = 0, most = MIN (n, (long) max_lines * (long) (width / 2 + 1));

  /* The most characters that fit: each probe lays out no more than the lines there may be. */
  while (least < most)
    {
      long             middle = (least + most + 1) / 2;
      g_autofree char *head = take_head (text, middle);
      g_autofree char *whole = g_strconcat (head, words, NULL);
      g_autoptr (PangoLayout) layout = zhihui_sheet_copy_layout (self, whole, font, width);

      if (pango_layout_get_line_count (layout) <= (int) max_lines)
        least = middle;
      else
        most = middle - 1;
    }
  {
    g_autofree char *head = take_head (text, least);
    g_autofree char *whole = g_strconcat (head, words, NULL);

    return zhihui_sheet_copy_layout (self, whole, font, width);
  }
}

/**
 * zhihui_sheet_wrap:
 * @width: points that a line has
 * @max_lines: how many there may be; what is longer ends in words that say so
 *
 * Returns: (transfer full): @text in lines
 */
PangoLayout *
zhihui_sheet_wrap (
  const ZhihuiSheet *self, const char *text, const ZhihuiFont *font, double width, guint max_lines)
{
  g_autofree char *whole = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  long most = (long) max_lines * (long) (width / 2 + 1);

  /* The usual name stands in one line, and has been laid out before. */
  if (strlen (text) < 256)
    {
      PangoLayout *single = zhihui_theme_get_layout (self->theme, text, font, 0);
      int          wide;

      pango_layout_get_size (single, &wide, NULL);
      if (wide <= (int) (width * PANGO_SCALE))
        return g_object_ref (single);
    }
  whole = zhihui_safe_text_make (text);
  if (g_utf8_strlen (whole, -1) <= most)
    {
      layout = zhihui_sheet_copy_layout (self, whole, font, width);
      if (pango_layout_get_line_count (layout) <= (int) max_lines)
        return g_steal_pointer (&layout);
    }
  return shorten (self, whole, font, width, max_lines);
}

/**
 * zhihui_sheet_lines:
 * @layout: of zhihui_sheet_wrap()
 * @x: the left end, right end or middle, by @align, in points
 * @baseline: of the first line, in points
 * @step: from one line to the next, in points
 *
 * Writes the lines below each other.
 */
void
zhihui_sheet_lines (ZhihuiSheet *self,
                    PangoLayout *layout,
                    ZhihuiRgba   colour,
                    double       x,
                    double       baseline,
                    double       step,
                    ZhihuiAlign  align)
{
  int n_lines = pango_layout_get_line_count (layout);

  set_colour (self->cr, colour);
  for (int i = 0; i < n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      PangoRectangle   logical;
      double           width;

      pango_layout_line_get_extents (line, NULL, &logical);
      width = (double) logical.width / PANGO_SCALE;
      cairo_move_to (self->cr,
                     align == ZHIHUI_ALIGN_LEFT    ? x
                     : align == ZHIHUI_ALIGN_RIGHT ? x - width
                                                   : x - width / 2,
                     baseline + i * step);
      zhihui_theme_show_line (self->theme, self->cr, line);
    }
}
