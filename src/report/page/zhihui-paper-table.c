/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-table.h"

#include "zhihui-format.h"
#include "zhihui-paper-columns.h"
#include "zhihui-paper-words.h"

#include <glib/gi18n-lib.h>

#define TITLE_HEIGHT 16.0
#define NOTE_STEP 10.6
#define GROUP_HEIGHT 17.0
#define STEP 11.2    /* from one line of a row to the next */
#define PADDING 4.2  /* of a row, above and below together */
#define BASELINE 9.6 /* of its first line */
#define AFTER 12.0
#define HEAD_LINES 3
#define NOTE_LINES 12

static const ZhihuiFont title_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };
static const ZhihuiFont note_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };
static const ZhihuiFont group_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 700 };

/* What all blocks of one table share; the paper owns it. */
typedef struct
{
  ZhihuiDataTable    *table;       /* owned */
  ZhihuiZone         *zone;        /* owned */
  ZhihuiPaperColumns *columns;     /* owned */
  char               *title;       /* owned: with its number */
  double              head_height; /* of the titles of the columns */
  guint               max_lines;
} Table;

/* A block of it: a row, or what stands above the first row of a group. */
typedef struct
{
  const Table *table;
  guint        row;
  const char  *group; /* borrowed from the table, or NULL */
} Part;

static void
free_table (gpointer data)
{
  Table *self = data;

  zhihui_data_table_unref (self->table);
  zhihui_zone_unref (self->zone);
  zhihui_paper_columns_free (self->columns);
  g_free (self->title);
  g_free (self);
}

static Part *
make_part (const Table *table, guint row, const char *group)
{
  Part *part = g_new (Part, 1);

  *part = (Part){ table, row, group };
  return part;
}

/* ---- painting ---- */

static void
paint_words (
  ZhihuiSheet *sheet, const char *text, const ZhihuiFont *font, ZhihuiRgba ink, double baseline)
{
  zhihui_sheet_text (sheet,
                     text,
                     font,
                     ink,
                     sheet->left,
                     baseline,
                     ZHIHUI_ALIGN_LEFT,
                     zhihui_sheet_get_text_width (sheet));
}

static void
paint_title (const Table *self, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  /* Translators: title of a table that began on a page before */
  g_autofree char *again = g_strdup_printf (_ ("%s (continued)"), self->title);

  paint_words (
    sheet, sheet->is_continued ? again : self->title, &title_font, palette->text1, y + 11);
}

/* Titles of the columns between two rules. */
static void
paint_columns (const Table *self, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               width = zhihui_sheet_get_text_width (sheet);

  zhihui_sheet_rule (sheet, sheet->left, y, width, 0.9, palette->text1);
  for (guint i = 0; i < zhihui_paper_columns_get_n (self->columns); i++)
    {
      g_autoptr (PangoLayout) layout =
        zhihui_paper_columns_wrap_title (self->columns, sheet, i, HEAD_LINES);

      zhihui_paper_columns_paint (
        self->columns, sheet, i, layout, palette->text2, y + BASELINE, STEP);
    }
  zhihui_sheet_rule (sheet, sheet->left, y + self->head_height - 0.5, width, 0.4, palette->line);
}

static void
paint_group (ZhihuiSheet *sheet, const char *group, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               width = zhihui_sheet_get_text_width (sheet);
  g_autofree char     *again = g_strdup_printf (_ ("%s (continued)"), group);

  paint_words (
    sheet, sheet->is_continued ? again : group, &group_font, palette->text1, y + GROUP_HEIGHT - 5);
  zhihui_sheet_rule (sheet, sheet->left, y + GROUP_HEIGHT - 0.5, width, 0.4, palette->line);
}

static void
paint_opening (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Part  *part = block->data;
  const Table *self = part->table;
  const char  *note = zhihui_data_table_get_note (self->table);
  double       below = y + TITLE_HEIGHT;

  paint_title (self, sheet, y);
  if (note != NULL && !sheet->is_continued)
    {
      g_autoptr (PangoLayout) layout = zhihui_sheet_wrap (
        sheet, note, &note_font, zhihui_sheet_get_text_width (sheet), NOTE_LINES);

      zhihui_sheet_lines (sheet,
                          layout,
                          zhihui_theme_get_palette (sheet->theme)->text2,
                          sheet->left,
                          below + 7.6,
                          NOTE_STEP,
                          ZHIHUI_ALIGN_LEFT);
      below += pango_layout_get_line_count (layout) * NOTE_STEP + 2;
    }
  paint_columns (self, sheet, below);
  if (part->group != NULL)
    paint_group (sheet, part->group, below + self->head_height);
}

static void
paint_group_block (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  paint_group (sheet, ((const Part *) block->data)->group, y);
}

static void
paint_row (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Part          *part = block->data;
  const Table         *self = part->table;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);

  for (guint i = 0; i < zhihui_paper_columns_get_n (self->columns); i++)
    zhihui_paper_columns_paint_cell (
      self->columns, sheet, self->zone, part->row, i, self->max_lines, y + BASELINE, STEP);
  zhihui_sheet_rule (sheet,
                     sheet->left,
                     y + block->height - 0.5,
                     zhihui_sheet_get_text_width (sheet),
                     0.35,
                     palette->row_rule);
}

static void
paint_empty (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Part *part = block->data;

  paint_words (sheet,
               zhihui_data_table_get_empty (part->table->table),
               &note_font,
               zhihui_theme_get_palette (sheet->theme)->text2,
               y + BASELINE);
}

/* ---- blocks ---- */

static double
measure_note (const Table *self, const ZhihuiSheet *sheet)
{
  const char *note = zhihui_data_table_get_note (self->table);
  g_autoptr (PangoLayout) layout = NULL;

  if (note == NULL)
    return 0;
  layout =
    zhihui_sheet_wrap (sheet, note, &note_font, zhihui_sheet_get_text_width (sheet), NOTE_LINES);
  return pango_layout_get_line_count (layout) * NOTE_STEP + 2;
}

static double
measure_titles (const Table *self, const ZhihuiSheet *sheet)
{
  int lines = 1;

  for (guint i = 0; i < zhihui_paper_columns_get_n (self->columns); i++)
    {
      g_autoptr (PangoLayout) layout =
        zhihui_paper_columns_wrap_title (self->columns, sheet, i, HEAD_LINES);

      lines = MAX (lines, pango_layout_get_line_count (layout));
    }
  return lines * STEP + PADDING;
}

static ZhihuiBlock *
add_head (ZhihuiPaper *paper, const Table *self, const char *group)
{
  double height = TITLE_HEIGHT + self->head_height + (group != NULL ? GROUP_HEIGHT : 0);

  return zhihui_paper_add_head (paper, height, paint_opening, make_part (self, 0, group), g_free);
}

/* The first two rows of a group stand together, and its last two. */
static gboolean
stays_with_next (const Table *self, guint row, guint from)
{
  guint       n = zhihui_data_table_get_n_rows (self->table);
  const char *group = zhihui_data_table_get_group (self->table, row);

  if (row + 1 >= n || g_strcmp0 (zhihui_data_table_get_group (self->table, row + 1), group) != 0)
    return FALSE;
  return row == from || row + 2 >= n ||
         g_strcmp0 (zhihui_data_table_get_group (self->table, row + 2), group) != 0;
}

static void
add_rows (ZhihuiPaper *paper, const Table *self)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  guint              n = zhihui_data_table_get_n_rows (self->table);
  const char        *group = NULL;
  guint              from = 0;
  ZhihuiBlock       *head = add_head (paper, self, NULL);

  for (guint row = 0; row < n; row++)
    {
      const char  *here = zhihui_data_table_get_group (self->table, row);
      guint        lines;
      ZhihuiBlock *block;

      if (here != NULL && g_strcmp0 (here, group) != 0)
        {
          block = zhihui_paper_add (
            paper, GROUP_HEIGHT, paint_group_block, make_part (self, row, here), g_free);
          block->keep_with_next = TRUE;
          block->head = add_head (paper, self, NULL);
          head = add_head (paper, self, here);
          from = row;
        }
      group = here;
      lines =
        zhihui_paper_columns_count_lines (self->columns, sheet, self->zone, row, self->max_lines);
      block = zhihui_paper_add (
        paper, lines * STEP + PADDING, paint_row, make_part (self, row, here), g_free);
      block->head = head;
      block->keep_with_next = stays_with_next (self, row, from);
    }
}

static Table *
make_table (ZhihuiPaper *paper, ZhihuiDataTable *table, ZhihuiZone *zone)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  Table             *self = g_new0 (Table, 1);

  self->table = zhihui_data_table_ref (table);
  self->zone = zhihui_zone_ref (zone);
  /* Translators: number of a table, its title */
  self->title = g_strdup_printf (
    _ ("Table %1$u   %2$s"), zhihui_paper_count_table (paper), zhihui_data_table_get_title (table));
  self->columns = zhihui_paper_columns_new (sheet, table, zone);
  self->head_height = measure_titles (self, sheet);
  /* A row takes a third of a page at most: then it says that it was shortened. */
  self->max_lines = (guint) MAX ((sheet->height - sheet->top - sheet->bottom) / 3 / STEP, 2);
  zhihui_paper_own (paper, self, free_table);
  return self;
}

/**
 * zhihui_paper_add_table:
 * @table: what stands in it; referenced
 * @zone: of its times
 *
 * Adds a table with its number: columns share the width by what they need, long texts go on in the
 * next line, the head is written again on each page, groups stay with their first rows and no row
 * stands alone.
 *
 * Returns: (transfer none): the block of its head, to be given an entry of the outline
 */
ZhihuiBlock *
zhihui_paper_add_table (ZhihuiPaper *self, ZhihuiDataTable *table, ZhihuiZone *zone)
{
  Table       *shared = make_table (self, table, zone);
  double       note = measure_note (shared, zhihui_paper_get_sheet (self));
  ZhihuiBlock *opening = zhihui_paper_add (self,
                                           TITLE_HEIGHT + note + shared->head_height,
                                           paint_opening,
                                           make_part (shared, 0, NULL),
                                           g_free);

  opening->keep_with_next = TRUE;
  opening->anchor = g_strdup_printf ("table-%s", zhihui_data_table_get_id (table));
  if (zhihui_data_table_get_n_rows (table) == 0)
    zhihui_paper_add (self, STEP + PADDING, paint_empty, make_part (shared, 0, NULL), g_free);
  else
    add_rows (self, shared);
  zhihui_paper_add_space (self, AFTER);
  return opening;
}
