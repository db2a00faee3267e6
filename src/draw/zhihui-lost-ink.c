/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-lost-ink.h"

#include <string.h>

/* When cairo 1.16 puts a part of a font into a PDF it takes along the subroutines that its glyphs
 * call, and misreads those of some: the glyph is named in the file, can be searched and copied, and
 * leaves no ink. Of Noto Sans CJK SC Regular this is so of 如, and of no other character of GB
 * 2312. The same font has it in the shape of Taiwan, a stroke apart, which is whole. */
static const char *const lost[] = { "如" };

#define LIGHTEST_WHOLE 600 /* the bold face is another font, and whole */
#define FAMILY "Noto Sans CJK TC"
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
    for (const char *at = strstr (text, lost[i]); at != NULL; at = strstr (at + 1, lost[i]))
      {
        gsize start = (gsize) (at - text);

        insert (attributes, pango_attr_family_new (FAMILY), start, strlen (lost[i]));
        insert (attributes, pango_attr_font_features_new (FEATURES), start, strlen (lost[i]));
      }
}
