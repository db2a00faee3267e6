/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-lost-ink.h"

#include <string.h>

/* When cairo 1.16 puts a part of a font into a PDF it takes along the subroutines that its glyphs
 * call, and misreads those of some: the glyph is named in the file, can be searched and copied, and
 * leaves no ink, or that of a heap of its parts. Of Noto Sans CJK SC Regular the former is so of
 * 如, and of no other character of GB 2312, the latter of 瘃. The same font has them in shapes of
 * elsewhere, a stroke apart, that are whole. */
static const struct
{
  const char *text, *family;
} lost[] = { { "如", "Noto Sans CJK TC" }, { "瘃", "Noto Sans CJK JP" } };

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
