/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-lost-ink.h"

#include <pango/pangocairo.h>
#include <string.h>

/* When cairo 1.16 puts a part of a font into a PDF it takes along the subroutines that its glyphs
 * call, and misreads those of some: the glyph is named in the file, can be searched and copied, and
 * leaves no ink, or that of a heap of its parts. Of Noto Sans CJK SC Regular the former is so of
 * 如, and of no other character of GB 2312, the latter of 瘃. What leaves no ink is filled as an
 * outline where it was written. What is heaped up cannot be mended so: the same font has it in a
 * shape of elsewhere, a stroke apart, that is whole. */
#define UNSEEN "如"

static const struct
{
  const char *text, *family;
} lost[] = { { "瘃", "Noto Sans CJK JP" } };

#define LIGHTEST_WHOLE 600 /* the bold face is another font, and whole */
/* Else the shape of the mainland is taken again. */
#define FEATURES "locl 0"

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize length)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) (start + length);
  pango_attr_list_insert (attributes, attribute);
}

/**
 * zhihui_lost_ink_avoid:
 * @attributes: of @text on paper, to which is added what gives every character its ink
 */
void
zhihui_lost_ink_avoid (PangoAttrList *attributes, const char *text, const ZhihuiFont *font)
{
  if (font->face == ZHIHUI_FACE_SERIF || font->weight >= LIGHTEST_WHOLE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    for (const char *at = strstr (text, lost[i].text); at != NULL;
         at = strstr (at + 1, lost[i].text))
      {
        gsize start = (gsize) (at - text);
        gsize length = strlen (lost[i].text);

        insert (attributes, pango_attr_family_new (lost[i].family), start, length);
        insert (attributes, pango_attr_font_features_new (FEATURES), start, length);
      }
}

/* The outlines of the glyphs of UNSEEN in one run, which begins at @x, @y. */
static void
fill_run (cairo_t *cr, const char *text, const PangoGlyphItem *run, double x, double y)
{
  const PangoItem        *item = run->item;
  const PangoGlyphString *glyphs = run->glyphs;
  int                     at = 0;

  for (int i = 0; i < glyphs->num_glyphs; at += glyphs->glyphs[i++].geometry.width)
    {
      PangoGlyphInfo   glyph = glyphs->glyphs[i];
      int              cluster = 0;
      PangoGlyphString one = { 1, &glyph, &cluster, 1 };

      if (!g_str_has_prefix (text + item->offset + glyphs->log_clusters[i], UNSEEN))
        continue;
      cairo_move_to (cr, x + (double) at / PANGO_SCALE, y);
      pango_cairo_glyph_string_path (cr, item->analysis.font, &one);
      cairo_fill (cr);
    }
}

/* Gives the line its ink that was written at @x, on its base line @y. */
static void
fill_line (cairo_t *cr, const char *text, PangoLayoutLine *line, double x, double y)
{
  int at = 0;

  for (GSList *run = line->runs; run != NULL; run = run->next)
    {
      PangoGlyphItem *item = run->data;

      fill_run (cr, text, item, x + (double) at / PANGO_SCALE, y);
      at += pango_glyph_string_get_width (item->glyphs);
    }
}

static gboolean
loses_ink (cairo_t *cr, const char *text)
{
  return cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF &&
         strstr (text, UNSEEN) != NULL;
}

/**
 * zhihui_lost_ink_show_line:
 *
 * As pango_cairo_show_layout_line(), with all of its ink.
 */
void
zhihui_lost_ink_show_line (cairo_t *cr, PangoLayoutLine *line)
{
  const char *text = pango_layout_get_text (line->layout);
  double      x, y;

  cairo_get_current_point (cr, &x, &y);
  pango_cairo_show_layout_line (cr, line);
  if (loses_ink (cr, text))
    fill_line (cr, text, line, x, y);
}

/**
 * zhihui_lost_ink_show_layout:
 *
 * As pango_cairo_show_layout(), with all of its ink.
 */
void
zhihui_lost_ink_show_layout (cairo_t *cr, PangoLayout *layout)
{
  const char      *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter;
  double           x, y;

  cairo_get_current_point (cr, &x, &y);
  pango_cairo_show_layout (cr, layout);
  if (!loses_ink (cr, text))
    return;
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      fill_line (cr,
                 text,
                 pango_layout_iter_get_line_readonly (iter),
                 x + (double) extents.x / PANGO_SCALE,
                 y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}
