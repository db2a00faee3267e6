/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-glyph-finder.h"

#include <glib/gi18n-lib.h>

/* A person is told of so many; the rest is a number. */
#define MOST_TOLD 12

struct _ZhihuiGlyphFinder
{
  GArray *missing; /* (element-type ZhihuiMissingGlyph) owned: by code point */
  guint   page;    /* that is being written */
};

/**
 * zhihui_glyph_finder_new:
 *
 * Returns: (transfer full): has found nothing; for the thread of the theme it is given to
 */
ZhihuiGlyphFinder *
zhihui_glyph_finder_new (void)
{
  ZhihuiGlyphFinder *self = g_new0 (ZhihuiGlyphFinder, 1);

  self->missing = g_array_new (FALSE, FALSE, sizeof (ZhihuiMissingGlyph));
  return self;
}

void
zhihui_glyph_finder_free (ZhihuiGlyphFinder *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->missing);
  g_free (self);
}

/**
 * zhihui_glyph_finder_set_page:
 * @page: that what is looked at from now on stands on, 1 is the first; 0: none yet
 */
void
zhihui_glyph_finder_set_page (ZhihuiGlyphFinder *self, guint page)
{
  g_return_if_fail (self != NULL);

  self->page = page;
}

static int
compare_characters (gconstpointer a, gconstpointer b)
{
  const ZhihuiMissingGlyph *one = a, *other = b;

  return one->character < other->character ? -1 : one->character > other->character;
}

static void
note_character (ZhihuiGlyphFinder *self, gunichar character)
{
  ZhihuiMissingGlyph missing = { character, self->page };
  guint              at = 0;

  if (g_array_binary_search (self->missing, &missing, compare_characters, &at))
    {
      ZhihuiMissingGlyph *known = &g_array_index (self->missing, ZhihuiMissingGlyph, at);

      if (known->page == 0)
        known->page = self->page;
      return;
    }

  for (at = 0; at < self->missing->len; at++)
    if (compare_characters (&missing, &g_array_index (self->missing, ZhihuiMissingGlyph, at)) < 0)
      break;
  g_array_insert_val (self->missing, at, missing);
}

static void
look_at_glyphs (ZhihuiGlyphFinder *self, const PangoGlyphString *glyphs)
{
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      PangoGlyph glyph = glyphs->glyphs[i].glyph;
      gunichar   character = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;

      /* A blank needs no glyph. */
      if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && g_unichar_validate (character) &&
          !g_unichar_isspace (character))
        note_character (self, character);
    }
}

/**
 * zhihui_glyph_finder_look_at_line:
 * @line: that is about to be drawn
 */
void
zhihui_glyph_finder_look_at_line (ZhihuiGlyphFinder *self, const PangoLayoutLine *line)
{
  g_return_if_fail (self != NULL && line != NULL);

  for (GSList *run = line->runs; run != NULL; run = run->next)
    look_at_glyphs (self, ((PangoGlyphItem *) run->data)->glyphs);
}

/**
 * zhihui_glyph_finder_look_at:
 * @layout: a text that is about to be drawn; one that ends in an ellipsis hides the rest
 */
void
zhihui_glyph_finder_look_at (ZhihuiGlyphFinder *self, PangoLayout *layout)
{
  g_return_if_fail (self != NULL && PANGO_IS_LAYOUT (layout));

  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    zhihui_glyph_finder_look_at_line (self, line->data);
}

/**
 * zhihui_glyph_finder_get_n:
 *
 * Returns: how many different characters no font has
 */
guint
zhihui_glyph_finder_get_n (const ZhihuiGlyphFinder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->missing->len;
}

/**
 * zhihui_glyph_finder_get:
 * @index: below zhihui_glyph_finder_get_n(); they are in the order of their code points
 *
 * Returns: (transfer none): valid until another is found
 */
const ZhihuiMissingGlyph *
zhihui_glyph_finder_get (const ZhihuiGlyphFinder *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->missing->len, NULL);

  return &g_array_index (self->missing, ZhihuiMissingGlyph, index);
}

static void
describe_one (GString *text, const ZhihuiMissingGlyph *missing)
{
  char     letter[7] = { 0 };
  unsigned code = missing->character;

  g_unichar_to_utf8 (missing->character, letter);
  if (missing->page > 0)
    /* Translators: a character, its code point, the page that it stands on first */
    g_string_append_printf (text, _ ("%1$s (U+%2$04X, page %3$u)"), letter, code, missing->page);
  else
    /* Translators: a character, its code point */
    g_string_append_printf (text, _ ("%1$s (U+%2$04X)"), letter, code);
}

/**
 * zhihui_glyph_finder_describe:
 *
 * Returns: (transfer full) (nullable): the characters that no font here has, their code points and
 *   pages, in one line for a person: nothing of the text around them; %NULL when there are none
 */
char *
zhihui_glyph_finder_describe (const ZhihuiGlyphFinder *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint more;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->missing->len == 0)
    return NULL;

  for (guint i = 0; i < MIN (self->missing->len, MOST_TOLD); i++)
    {
      if (i > 0)
        g_string_append (list, C_ ("list", ", "));
      describe_one (list, zhihui_glyph_finder_get (self, i));
    }
  more = self->missing->len - MIN (self->missing->len, MOST_TOLD);
  if (more > 0)
    g_string_append_printf (list, _ (" and %u more"), more);
  return g_strdup_printf (_ ("No font here has %s"), list->str);
}
