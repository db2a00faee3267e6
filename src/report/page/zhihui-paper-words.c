/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-words.h"

#include "zhihui-paper-text.h"

#include <glib/gi18n-lib.h>

#define HEADING_HEIGHT 30.0
#define BASELINE 0.72 /* of the height of a line */

static const ZhihuiFont heading_font = { .face = ZHIHUI_FACE_SANS, .size = 12, .weight = 700 };

static const struct
{
  ZhihuiFont font;
  double     line; /* points from one to the next */
  gboolean   is_indented, is_justified;
} styles[] = {
  [ZHIHUI_WORDS_LEAD] = { { .face = ZHIHUI_FACE_SERIF, .size = 10.5, .weight = 400 },
                          17.5,
                          TRUE,
                          TRUE },
  [ZHIHUI_WORDS_BODY] = { { .face = ZHIHUI_FACE_SERIF, .size = 9.4, .weight = 400 },
                          15.5,
                          TRUE,
                          TRUE },
  [ZHIHUI_WORDS_NOTE] = { { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 },
                          12,
                          FALSE,
                          TRUE },
  [ZHIHUI_WORDS_DATA] = { { .face = ZHIHUI_FACE_SANS, .size = 5.6, .weight = 400 },
                          8,
                          FALSE,
                          FALSE },
};

/* What its lines share. Laid out while it is cut and again when it is painted: a long paper would
 * keep many times its text. */
typedef struct
{
  char        *text; /* owned */
  ZhihuiWords  words;
  PangoLayout *layout; /* owned or NULL */
  int          n_lines;
} Paragraph;

/* One line of it. */
typedef struct
{
  Paragraph *paragraph; /* referenced */
  int        line;
} Line;

static void
clear_paragraph (gpointer data)
{
  Paragraph *self = data;

  g_free (self->text);
  g_clear_object (&self->layout);
}

static void
free_line (gpointer data)
{
  Line *self = data;

  g_rc_box_release_full (self->paragraph, clear_paragraph);
  g_free (self);
}

static PangoLayout *
lay (const ZhihuiSheet *sheet, const char *text, ZhihuiWords words)
{
  const ZhihuiFont *font = &styles[words].font;
  PangoLayout      *layout =
    zhihui_sheet_copy_layout (sheet, text, font, zhihui_sheet_get_text_width (sheet));

  pango_layout_set_justify (layout, styles[words].is_justified);
  pango_layout_set_indent (layout,
                           styles[words].is_indented ? (int) (2 * font->size * PANGO_SCALE) : 0);
  return layout;
}

static void
paint_line (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Line      *self = block->data;
  Paragraph       *paragraph = self->paragraph;
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text1;
  PangoLayoutLine *line;
  int              indent;

  if (paragraph->layout == NULL)
    paragraph->layout = lay (sheet, paragraph->text, paragraph->words);
  line = pango_layout_get_line_readonly (paragraph->layout, self->line);
  indent = self->line == 0 ? pango_layout_get_indent (paragraph->layout) : 0;
  cairo_set_source_rgba (sheet->cr, ink.red, ink.green, ink.blue, 1);
  cairo_move_to (
    sheet->cr, sheet->left + (double) indent / PANGO_SCALE, y + block->height * BASELINE);
  zhihui_theme_show_line (sheet->theme, sheet->cr, line);
  if (self->line + 1 == paragraph->n_lines)
    g_clear_object (&paragraph->layout);
}

/**
 * zhihui_paper_add_paragraph:
 * @text: plain text; control characters become blanks
 *
 * Adds a paragraph as one block a line, so that it may run over a page; the first two lines and
 * the last two stay together. Of an empty text there is none.
 */
void
zhihui_paper_add_paragraph (ZhihuiPaper *self, const char *text, ZhihuiWords words)
{
  g_autoptr (PangoLayout) layout = NULL;
  Paragraph *paragraph;

  if (*text == '\0')
    return;

  layout = lay (zhihui_paper_get_sheet (self), text, words);
  paragraph = g_rc_box_new0 (Paragraph);
  paragraph->text = g_strdup (text);
  paragraph->words = words;
  paragraph->n_lines = pango_layout_get_line_count (layout);
  for (int i = 0; i < paragraph->n_lines; i++)
    {
      Line *line = g_new (Line, 1);

      *line = (Line){ g_rc_box_acquire (paragraph), i };
      zhihui_paper_add (self, styles[words].line, paint_line, line, free_line)->keep_with_next =
        paragraph->n_lines > 1 && (i == 0 || i == paragraph->n_lines - 2);
    }
  g_rc_box_release_full (paragraph, clear_paragraph);
}

static void
paint_nothing (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
}

void
zhihui_paper_add_space (ZhihuiPaper *self, double height)
{
  zhihui_paper_add (self, height, paint_nothing, NULL, NULL)->is_space = TRUE;
}

static void
paint_heading (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  zhihui_sheet_text (sheet,
                     block->entry,
                     &heading_font,
                     zhihui_theme_get_palette (sheet->theme)->text1,
                     sheet->left,
                     y + 20,
                     ZHIHUI_ALIGN_LEFT,
                     zhihui_sheet_get_text_width (sheet));
}

/**
 * zhihui_paper_add_heading:
 * @anchor: ASCII: the name that others may point at
 *
 * Adds a heading, which stays with what follows and is an entry of the outline.
 *
 * Returns: (transfer none): its block
 */
ZhihuiBlock *
zhihui_paper_add_heading (ZhihuiPaper *self, const char *text, const char *anchor)
{
  ZhihuiBlock *block = zhihui_paper_add (self, HEADING_HEIGHT, paint_heading, NULL, NULL);

  block->entry = g_strdup (text);
  block->anchor = g_strdup (anchor);
  block->keep_with_next = TRUE;
  return block;
}

/**
 * zhihui_paper_add_section:
 * @text: without its number
 * @anchor: ASCII: the name that others may point at
 *
 * Adds a heading with the next number of the paper before it.
 *
 * Returns: (transfer none): its block
 */
ZhihuiBlock *
zhihui_paper_add_section (ZhihuiPaper *self, const char *text, const char *anchor)
{
  /* Translators: what stands before the first, second, … section of a paper, commas between */
  g_auto (GStrv) numbers =
    g_strsplit (_ ("1. ,2. ,3. ,4. ,5. ,6. ,7. ,8. ,9. ,10. ,11. ,12. "), ",", -1);
  guint            number = zhihui_paper_count_section (self);
  g_autofree char *large = g_strdup_printf ("%u. ", number);
  g_autofree char *whole =
    g_strconcat (number <= g_strv_length (numbers) ? numbers[number - 1] : large, text, NULL);

  return zhihui_paper_add_heading (self, whole, anchor);
}

static void
paint_picture (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  ZhihuiPicture *picture = block->data;

  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, sheet->left, y);
  zhihui_picture_paint (picture, sheet->cr);
  cairo_restore (sheet->cr);
}

/**
 * zhihui_paper_add_picture:
 * @picture: (transfer full): as wide as text
 * @before: points left white above it
 * @after: points left white below it
 *
 * Returns: (transfer none): its block
 */
ZhihuiBlock *
zhihui_paper_add_picture (ZhihuiPaper *self, ZhihuiPicture *picture, double before, double after)
{
  if (before > 0)
    zhihui_paper_add_space (self, before);
  return zhihui_paper_add (self,
                           zhihui_picture_get_height (picture) + after,
                           paint_picture,
                           picture,
                           (GDestroyNotify) zhihui_picture_unref);
}
