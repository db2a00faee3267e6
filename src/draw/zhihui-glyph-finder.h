/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Finds the characters of texts for which no font here has a glyph, and remembers where. */
typedef struct _ZhihuiGlyphFinder ZhihuiGlyphFinder;

typedef struct
{
  gunichar character;
  guint    page; /* the first one it stands on, 1 is the first; 0: it was cut off before it did */
} ZhihuiMissingGlyph;

ZhihuiGlyphFinder *zhihui_glyph_finder_new (void);
void               zhihui_glyph_finder_free (ZhihuiGlyphFinder *self);
void               zhihui_glyph_finder_set_page (ZhihuiGlyphFinder *self, guint page);
void               zhihui_glyph_finder_look_at (ZhihuiGlyphFinder *self, PangoLayout *layout);
void  zhihui_glyph_finder_look_at_line (ZhihuiGlyphFinder *self, const PangoLayoutLine *line);
guint zhihui_glyph_finder_get_n (const ZhihuiGlyphFinder *self);
const ZhihuiMissingGlyph *zhihui_glyph_finder_get (const ZhihuiGlyphFinder *self, guint index);
char                     *zhihui_glyph_finder_describe (const ZhihuiGlyphFinder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiGlyphFinder, zhihui_glyph_finder_free)

G_END_DECLS
