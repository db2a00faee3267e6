/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-safe-text.h"

/* What the running head takes of every page but the first, points. */
#define NUMBER_ROOM 90.0
#define RUNNING_GAP 5.0 /* readers take what is farther apart for two lines */

static const ZhihuiFont running_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 400 };
static const ZhihuiFont foot_font = { .face = ZHIHUI_FACE_SANS, .size = 7.5, .weight = 400 };

typedef struct
{
  gpointer       thing;
  GDestroyNotify destroy;
} Thing;

static void
free_thing (gpointer data)
{
  Thing *self = data;

  self->destroy (self->thing);
  g_free (self);
}

static void
free_block (gpointer data)
{
  ZhihuiBlock *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->entry);
  g_free (self->anchor);
  g_free (self);
}

/**
 * zhihui_paper_new:
 * @format: how large its pages are
 *
 * Returns: (transfer full): paper without a block
 */
ZhihuiPaper *
zhihui_paper_new (const ZhihuiPaperFormat *format)
{
  ZhihuiPaper *self = g_new0 (ZhihuiPaper, 1);

  self->format = *format;
  self->theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  self->sheet = (ZhihuiSheet){ .theme = self->theme,
                               .width = format->width,
                               .height = format->height,
                               .left = format->left,
                               .right = format->right,
                               .top = format->top,
                               .bottom = format->bottom };
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->heads = g_ptr_array_new_with_free_func (free_block);
  self->things = g_ptr_array_new_with_free_func (free_thing);
  return self;
}

/**
 * zhihui_paper_free:
 * @self: (transfer full) (nullable): frees its blocks before what it owns
 */
void
zhihui_paper_free (ZhihuiPaper *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->things);
  g_clear_pointer (&self->pages, g_array_unref);
  for (guint i = 0; i < ZHIHUI_N_PAPER_TEXTS; i++)
    g_free (self->texts[i]);
  zhihui_theme_free (self->theme);
  g_free (self);
}

/**
 * zhihui_paper_set_text:
 * @text: (nullable): what stands there
 */
void
zhihui_paper_set_text (ZhihuiPaper *self, ZhihuiPaperText which, const char *text)
{
  g_return_if_fail (self != NULL && which < ZHIHUI_N_PAPER_TEXTS);

  g_free (self->texts[which]);
  self->texts[which] = text != NULL ? zhihui_safe_text_make (text) : NULL;
}

/**
 * zhihui_paper_set_made:
 * @made: epoch seconds: of when the figures are, which is what the dates in the file say
 */
void
zhihui_paper_set_made (ZhihuiPaper *self, gint64 made)
{
  g_return_if_fail (self != NULL);

  self->made = made;
}

/**
 * zhihui_paper_set_glyph_finder:
 * @finder: (nullable) (transfer none): is shown all texts from now on, and told which page is
 *   painted; it outlives the paper, or is taken from it
 */
void
zhihui_paper_set_glyph_finder (ZhihuiPaper *self, ZhihuiGlyphFinder *finder)
{
  g_return_if_fail (self != NULL);

  self->finder = finder;
  zhihui_theme_set_glyph_finder (self->theme, finder);
}

/**
 * zhihui_paper_own:
 * @thing: (transfer full): what blocks borrow; freed after them
 */
void
zhihui_paper_own (ZhihuiPaper *self, gpointer thing, GDestroyNotify destroy)
{
  Thing *one = g_new (Thing, 1);

  *one = (Thing){ thing, destroy };
  g_ptr_array_add (self->things, one);
}

/**
 * zhihui_paper_get_sheet:
 *
 * Returns: (transfer none): to measure what is to be written
 */
const ZhihuiSheet *
zhihui_paper_get_sheet (const ZhihuiPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->sheet;
}

static ZhihuiBlock *
make_block (double height, ZhihuiBlockPaint paint, gpointer data, GDestroyNotify destroy)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  block->height = height;
  block->paint = paint;
  block->data = data;
  block->destroy = destroy;
  return block;
}

/**
 * zhihui_paper_add:
 * @height: points
 * @data: (transfer full) (nullable): of @paint; borrowed when @destroy is %NULL
 *
 * Returns: (transfer none): a block below all others, whose fields may be set now
 */
ZhihuiBlock *
zhihui_paper_add (
  ZhihuiPaper *self, double height, ZhihuiBlockPaint paint, gpointer data, GDestroyNotify destroy)
{
  ZhihuiBlock *block = make_block (height, paint, data, destroy);

  g_ptr_array_add (self->blocks, block);
  g_clear_pointer (&self->pages, g_array_unref);
  return block;
}

/**
 * zhihui_paper_add_head:
 * @height: points
 * @data: (transfer full) (nullable): of @paint; borrowed when @destroy is %NULL
 *
 * Returns: (transfer none): what blocks may name as their head; it stands nowhere by itself
 */
ZhihuiBlock *
zhihui_paper_add_head (
  ZhihuiPaper *self, double height, ZhihuiBlockPaint paint, gpointer data, GDestroyNotify destroy)
{
  ZhihuiBlock *block = make_block (height, paint, data, destroy);

  g_ptr_array_add (self->heads, block);
  return block;
}

guint
zhihui_paper_get_n_blocks (const ZhihuiPaper *self)
{
  return self->blocks->len;
}

/**
 * zhihui_paper_get_block:
 *
 * Returns: (transfer none): the block, whose fields may be set until the paper is painted
 */
ZhihuiBlock *
zhihui_paper_get_block (ZhihuiPaper *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * zhihui_paper_count_table:
 *
 * Returns: the number of the next table of the paper, from 1
 */
guint
zhihui_paper_count_table (ZhihuiPaper *self)
{
  return ++self->n_tables;
}

/**
 * zhihui_paper_count_section:
 *
 * Returns: the number of the next section of the paper, from 1
 */
guint
zhihui_paper_count_section (ZhihuiPaper *self)
{
  return ++self->n_sections;
}

/* ---- pages ---- */

static double
get_need (const ZhihuiBlock *block, gboolean begins_page)
{
  return block->height + (begins_page && block->head != NULL ? block->head->height : 0);
}

/* What must stand on the page on which block @i stands. */
static double
measure_chain (const ZhihuiPaper *self, guint i)
{
  double need = get_need (self->blocks->pdata[i], FALSE);

  for (; i + 1 < self->blocks->len; i++)
    {
      const ZhihuiBlock *here = self->blocks->pdata[i];
      const ZhihuiBlock *next = self->blocks->pdata[i + 1];

      if (!here->keep_with_next || next->starts_page)
        break;
      need += get_need (next, FALSE);
    }
  return need;
}

/**
 * zhihui_paper_cut:
 *
 * Says which block begins each page, unless that is known.
 */
void
zhihui_paper_cut (ZhihuiPaper *self)
{
  const ZhihuiSheet *sheet = &self->sheet;
  double             first = sheet->height - sheet->top - sheet->bottom;
  double             later = first - ZHIHUI_PAPER_RUNNING_HEIGHT;
  double             left = first;
  guint              start = 0;

  if (self->pages != NULL)
    return;
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->pages, start);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZhihuiBlock *block = self->blocks->pdata[i];
      gboolean           begins = i == start;

      if (!begins && !block->is_space &&
          (block->starts_page || MIN (measure_chain (self, i), later) > left))
        {
          start = i;
          begins = TRUE;
          g_array_append_val (self->pages, start);
          left = later;
        }
      left -= get_need (block, begins);
    }
}

/* Blocks @start to before @end stand on the page. */
void
zhihui_paper_list_page (ZhihuiPaper *self, guint page, guint *start, guint *end)
{
  zhihui_paper_cut (self);
  *start = g_array_index (self->pages, guint, page);
  *end =
    page + 1 < self->pages->len ? g_array_index (self->pages, guint, page + 1) : self->blocks->len;
}

/**
 * zhihui_paper_get_n_pages:
 *
 * Returns: how many pages the blocks take; at least 1
 */
guint
zhihui_paper_get_n_pages (ZhihuiPaper *self)
{
  g_return_val_if_fail (self != NULL, 0);

  zhihui_paper_cut (self);
  return self->pages->len;
}

/**
 * zhihui_paper_get_size:
 * @width: (out): of a page, as zhihui_paper_paint_page() paints it: points, or pixels where the
 *   format is one of pixels
 * @height: (out): likewise
 */
void
zhihui_paper_get_size (const ZhihuiPaper *self, double *width, double *height)
{
  g_return_if_fail (self != NULL);

  *width = self->format.width * self->format.scale;
  *height = self->format.height * self->format.scale;
}

/* The title, as long as there is room, and the days: two papers of one title differ by them. */
static void
paint_running_head (ZhihuiPaper *self)
{
  const char          *title = self->texts[ZHIHUI_PAPER_TITLE];
  const char          *days = self->texts[ZHIHUI_PAPER_RUNNING_HEAD];
  ZhihuiSheet         *sheet = &self->sheet;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               width = zhihui_sheet_get_text_width (sheet);
  double               wide =
    days != NULL ? zhihui_theme_measure (sheet->theme, days, &running_font) + RUNNING_GAP : 0;
  double x = sheet->left;
  double y = sheet->top + 4;

  if (title != NULL)
    x += RUNNING_GAP + zhihui_sheet_text (sheet,
                                          title,
                                          &running_font,
                                          palette->text2,
                                          x,
                                          y,
                                          ZHIHUI_ALIGN_LEFT,
                                          MAX (width - wide, RUNNING_GAP));
  if (days != NULL)
    zhihui_sheet_text (sheet, days, &running_font, palette->text2, x, y, ZHIHUI_ALIGN_LEFT, width);
  zhihui_sheet_rule (sheet, sheet->left, sheet->top + 10, width, 1, palette->issuer);
}

static void
paint_foot (ZhihuiPaper *self, guint page)
{
  ZhihuiSheet         *sheet = &self->sheet;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               y = sheet->height - sheet->bottom + 16;
  double               width = zhihui_sheet_get_text_width (sheet);
  g_autofree char *number = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, self->pages->len);

  zhihui_sheet_rule (sheet, sheet->left, y, width, 0.6, palette->text3);
  if (self->texts[ZHIHUI_PAPER_FOOT] != NULL)
    zhihui_sheet_text (sheet,
                       self->texts[ZHIHUI_PAPER_FOOT],
                       &foot_font,
                       palette->text2,
                       sheet->left,
                       y + 13,
                       ZHIHUI_ALIGN_LEFT,
                       width - NUMBER_ROOM);
  if (self->texts[ZHIHUI_PAPER_DIGEST] != NULL)
    zhihui_sheet_fit (sheet,
                      self->texts[ZHIHUI_PAPER_DIGEST],
                      &foot_font,
                      palette->text2,
                      sheet->left,
                      y + 23,
                      ZHIHUI_ALIGN_LEFT,
                      width);
  zhihui_sheet_text (
    sheet, number, &foot_font, palette->text2, sheet->left + width, y + 13, ZHIHUI_ALIGN_RIGHT, 0);
}

static void
paint_block (ZhihuiPaper *self, const ZhihuiBlock *block, gboolean begins, double y)
{
  ZhihuiSheet *sheet = &self->sheet;

  if (block->anchor != NULL)
    {
      g_autofree char *name = g_strdup_printf ("name='%s'", block->anchor);

      cairo_tag_begin (sheet->cr, CAIRO_TAG_DEST, name);
    }
  if (block->head != NULL && begins)
    {
      sheet->is_continued = TRUE;
      block->head->paint (block->head, sheet, y);
      sheet->is_continued = FALSE;
      y += block->head->height;
    }
  block->paint (block, sheet, y);
  if (block->anchor != NULL)
    cairo_tag_end (sheet->cr, CAIRO_TAG_DEST);
}

/**
 * zhihui_paper_paint_page:
 * @cr: on which one page is painted, as large as zhihui_paper_get_size() says
 * @page: from 0
 *
 * Paints a page, also for the preview of a printer. The ground is left as it is.
 */
void
zhihui_paper_paint_page (ZhihuiPaper *self, cairo_t *cr, guint page)
{
  ZhihuiSheet *sheet = &self->sheet;
  double       y = sheet->top + (page == 0 ? 0 : ZHIHUI_PAPER_RUNNING_HEIGHT);
  guint        start, end;

  g_return_if_fail (self != NULL && page < zhihui_paper_get_n_pages (self));

  zhihui_paper_list_page (self, page, &start, &end);
  if (self->finder != NULL)
    zhihui_glyph_finder_set_page (self->finder, page + 1);
  sheet->cr = cr;
  cairo_save (cr);
  cairo_scale (cr, self->format.scale, self->format.scale);
  zhihui_sheet_watermark (sheet, self->texts[ZHIHUI_PAPER_WATERMARK]);
  if (page > 0)
    paint_running_head (self);
  for (guint i = start; i < end; i++)
    {
      const ZhihuiBlock *block = self->blocks->pdata[i];

      paint_block (self, block, i == start, y);
      y += get_need (block, i == start);
    }
  paint_foot (self, page);
  cairo_restore (cr);
  sheet->cr = NULL;
}
