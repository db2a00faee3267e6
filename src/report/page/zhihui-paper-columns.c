/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-columns.h"

#include "zhihui-format.h"
#include "zhihui-paper-text.h"

#include <string.h>

#define GAP 9.0
#define TURN_GAP 8.0 /* more, where figures end and text begins: they would touch */
#define FRACTION_GAP 5.0
#define MEASURED_ROWS 200
#define WIDEST_MONTH 1.06 /* times the usual one */
#define MAX_LINES 3       /* of a title */
#define LEAST_WORDS 4     /* characters that a column of text always holds */
#define FAIR_WORDS 12     /* that it should hold before the titles of others are folded */
#define CODE_LENGTH 24 /* of a number such as ZC20261122000083, which nobody reads in two lines */
#define SMALLEST                                                                                   \
  0.7 /* of the usual size: a table that is wider still loses its last columns' room */

static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 400 };
static const ZhihuiFont small_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };
static const ZhihuiFont head_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };

typedef struct
{
  guint    index;          /* of the column in the table */
  double   x, width;       /* points; @x from the left edge of the text */
  double   fraction_width; /* rates: of the widest k/n, which stands at the right */
  double   title_width;    /* that makes the lines of its title about equally long */
  gboolean is_right;       /* figures, also those that are text: "11 / 13", "−0.61" */
  gboolean is_code;        /* numbers of cases: text that does not go on in the next line */
} Column;

struct _ZhihuiPaperColumns
{
  ZhihuiDataTable *table;   /* borrowed */
  Column          *columns; /* owned */
  guint            n;       /* less than the table has where some hold nothing */
  double           size;    /* of the usual: less where figures alone need more than there is */
};

static gboolean
is_words (ZhihuiColumnKind kind)
{
  return kind == ZHIHUI_COLUMN_TEXT || kind == ZHIHUI_COLUMN_NONE;
}

static ZhihuiColumnKind
get_kind (const ZhihuiPaperColumns *self, guint column)
{
  return zhihui_data_table_get_column_kind (self->table, self->columns[column].index);
}

static const char *
get_title (const ZhihuiPaperColumns *self, guint column)
{
  return zhihui_data_table_get_column_title (self->table, self->columns[column].index);
}

static ZhihuiDataCell
get_cell (const ZhihuiPaperColumns *self, guint row, guint column)
{
  return zhihui_data_table_get_cell (self->table, row, self->columns[column].index);
}

static ZhihuiAlign
get_align (const Column *column)
{
  return column->is_right ? ZHIHUI_ALIGN_RIGHT : ZHIHUI_ALIGN_LEFT;
}

/* Whether there is no word in it outside brackets: "+0.48 (−0.23 to +1.21)", "8 / 13", "—". */
static gboolean
reads_as_figure (const char *text, gboolean *has_digit)
{
  guint depth = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '(' || c == 0xff08)
        depth++;
      else if ((c == ')' || c == 0xff09) && depth > 0)
        depth--;
      else if (depth == 0 && g_unichar_isalpha (c))
        return FALSE;
      *has_digit = *has_digit || g_unichar_isdigit (c);
    }
  return TRUE;
}

/* Of words that nobody told in any row there is no column on paper: it would say nothing. */
static gboolean
is_blank (ZhihuiDataTable *table, guint column)
{
  guint n_rows = zhihui_data_table_get_n_rows (table);

  if (column == 0 || n_rows == 0 || !is_words (zhihui_data_table_get_column_kind (table, column)))
    return FALSE;
  for (guint row = 0; row < n_rows; row++)
    {
      ZhihuiDataCell cell = zhihui_data_table_get_cell (table, row, column);

      if (cell.kind != ZHIHUI_COLUMN_NONE &&
          (cell.kind != ZHIHUI_COLUMN_TEXT || *cell.text != '\0'))
        return FALSE;
    }
  return TRUE;
}

/* Figures stand under each other by their ends. */
static gboolean
stands_right (ZhihuiDataTable *table, guint column)
{
  ZhihuiColumnKind kind = zhihui_data_table_get_column_kind (table, column);
  gboolean         has_digit = FALSE;

  if (!is_words (kind))
    return kind != ZHIHUI_COLUMN_INSTANT && kind != ZHIHUI_COLUMN_BOOLEAN;
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      ZhihuiDataCell cell = zhihui_data_table_get_cell (table, row, column);

      if (cell.kind == ZHIHUI_COLUMN_TEXT && !reads_as_figure (cell.text, &has_digit))
        return FALSE;
    }
  return has_digit;
}

static gboolean
is_code (const char *text)
{
  gboolean    has_digit = FALSE;
  const char *at = text;

  for (; g_ascii_isalnum (*at) || *at == '-'; at++)
    has_digit = has_digit || g_ascii_isdigit (*at);
  return *at == '\0' && at - text <= CODE_LENGTH && (has_digit || at == text);
}

static gboolean
holds_codes (ZhihuiDataTable *table, guint column)
{
  if (!is_words (zhihui_data_table_get_column_kind (table, column)))
    return FALSE;
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      ZhihuiDataCell cell = zhihui_data_table_get_cell (table, row, column);

      if (cell.kind == ZHIHUI_COLUMN_TEXT && !is_code (cell.text))
        return FALSE;
    }
  return TRUE;
}

static ZhihuiFont
scale_font (const ZhihuiPaperColumns *self, const ZhihuiFont *font)
{
  ZhihuiFont scaled = *font;

  scaled.size *= self->size;
  return scaled;
}

/* Keeps the wider of two texts in @widest. */
static void
keep_wider (char **widest, gsize *weight, char *text)
{
  gsize here = zhihui_paper_text_weigh (text);

  if (*widest == NULL || here > *weight)
    {
      g_free (*widest);
      *widest = text;
      *weight = here;
    }
  else
    g_free (text);
}

static char *
format_fraction (const ZhihuiDataCell *cell)
{
  return cell->kind == ZHIHUI_COLUMN_RATE ? zhihui_format_fraction (cell->k, cell->n)
                                          : g_strdup ("");
}

/* What is wider than the widest text by its characters: "May" than "Jul". Of a long table the
 * months that are not looked at are allowed for. */
static double
measure_each (const ZhihuiPaperColumns *self,
              const ZhihuiSheet        *sheet,
              ZhihuiZone               *zone,
              guint                     column,
              double                    need)
{
  guint n_rows = zhihui_data_table_get_n_rows (self->table);

  for (guint row = 0; row < MIN (n_rows, MEASURED_ROWS); row++)
    {
      ZhihuiDataCell   cell = get_cell (self, row, column);
      g_autofree char *text = zhihui_data_cell_format (&cell, zone);

      need = MAX (need, zhihui_theme_measure (sheet->theme, text, &cell_font));
    }
  return n_rows > MEASURED_ROWS ? need * WIDEST_MONTH : need;
}

/* What the widest cell of a column needs. */
static double
measure_need (const ZhihuiPaperColumns *self,
              const ZhihuiSheet        *sheet,
              ZhihuiZone               *zone,
              guint                     column,
              double                   *fraction_width)
{
  ZhihuiColumnKind kind = get_kind (self, column);
  g_autofree char *widest = NULL;
  g_autofree char *fraction = NULL;
  gsize            weight = 0, fraction_weight = 0;
  double           need;

  for (guint row = 0; row < zhihui_data_table_get_n_rows (self->table); row++)
    {
      ZhihuiDataCell cell = get_cell (self, row, column);

      if (cell.kind == ZHIHUI_COLUMN_TEXT && zhihui_paper_text_weigh (cell.text) <= weight)
        continue;
      keep_wider (&widest, &weight, zhihui_data_cell_format (&cell, zone));
      if (kind == ZHIHUI_COLUMN_RATE)
        keep_wider (&fraction, &fraction_weight, format_fraction (&cell));
    }

  *fraction_width = 0;
  if (fraction != NULL && *fraction != '\0')
    *fraction_width = FRACTION_GAP + zhihui_theme_measure (sheet->theme, fraction, &small_font);
  /* Nobody reads a line of more: it will be wrapped anyway. */
  if (weight > 400)
    return zhihui_sheet_get_text_width (sheet);
  need = widest != NULL ? zhihui_theme_measure (sheet->theme, widest, &cell_font) : 0;
  if (kind == ZHIHUI_COLUMN_INSTANT || self->columns[column].is_code)
    need = measure_each (self, sheet, zone, column, need);
  return need + *fraction_width + 0.5;
}

static double
measure_title (const ZhihuiPaperColumns *self, const ZhihuiSheet *sheet, guint column)
{
  return zhihui_theme_measure (sheet->theme, get_title (self, column), &head_font) + 0.5;
}

/* The width that makes columns of text fill @room together, none of them wider than it needs. */
static double
find_share (const double *needs, const gboolean *shares, guint n, double room)
{
  double share = 0;
  guint  open = 0;

  for (guint i = 0; i < n; i++)
    open += shares[i];
  /* What a narrow column leaves the others have; at most one falls out in each turn. */
  for (guint turn = 0; turn <= n && open > 0; turn++)
    {
      double left = room;
      guint  wide = 0;

      for (guint i = 0; i < n; i++)
        {
          if (!shares[i])
            continue;
          if (turn > 0 && needs[i] <= share)
            left -= needs[i];
          else
            wide++;
        }
      if (wide == 0)
        return share;
      share = left / wide;
    }
  return share;
}

/* Between a column and the one before it. */
static double
get_gap (const ZhihuiPaperColumns *self, guint column)
{
  if (column == 0)
    return 0;
  return GAP +
         (self->columns[column - 1].is_right && !self->columns[column].is_right ? TURN_GAP : 0);
}

/* What all columns have together. */
static double
measure_room (const ZhihuiPaperColumns *self, const ZhihuiSheet *sheet)
{
  double room = zhihui_sheet_get_text_width (sheet);

  for (guint i = 0; i < self->n; i++)
    room -= get_gap (self, i);
  return room;
}

/* What columns need for what stands in them; those of text at least so much of it. */
static double
add_needs (const ZhihuiPaperColumns *self, const double *needs, double most_words)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += is_words (get_kind (self, i)) ? MIN (needs[i], most_words) : needs[i];
  return sum;
}

/* The titles stand in one line where that leaves enough for texts, else they are folded. */
static void
add_titles (const ZhihuiPaperColumns *self, const ZhihuiSheet *sheet, double *needs)
{
  g_autofree double *whole = g_new (double, self->n);

  for (guint i = 0; i < self->n; i++)
    whole[i] = MAX (needs[i], self->columns[i].title_width);
  if (add_needs (self, whole, FAIR_WORDS * cell_font.size) > measure_room (self, sheet))
    for (guint i = 0; i < self->n; i++)
      whole[i] =
        MAX (needs[i], MIN (whole[i], (self->columns[i].title_width + head_font.size) / 2 + 1));
  memcpy (needs, whole, self->n * sizeof (double));
}

/* Whether what stands in a column may go on in the next line; of short figures it may not. */
static gboolean
goes_on (const ZhihuiPaperColumns *self, guint column, double need, double room)
{
  const Column *one = &self->columns[column];

  if (one->is_code)
    return need > room / 4;
  return is_words (get_kind (self, column)) && (!one->is_right || need > room / 5);
}

/* Figures get what they need; texts share the rest. What is left over goes between all of them. */
static void
share_width (ZhihuiPaperColumns *self, const ZhihuiSheet *sheet, double *needs)
{
  g_autofree gboolean *shares = g_new0 (gboolean, self->n);
  double               room = measure_room (self, sheet);
  double               words = 0, figures = 0, least = 0, share, more;

  for (guint i = 0; i < self->n; i++)
    {
      shares[i] = goes_on (self, i, needs[i], room);
      if (!shares[i])
        figures += needs[i];
      else
        {
          words += needs[i];
          least += MIN (needs[i], LEAST_WORDS * cell_font.size);
        }
    }
  self->size = CLAMP (room / (figures + least), SMALLEST, 1);
  share =
    find_share (needs, shares, self->n, MAX (room - figures * self->size, least * self->size));
  more = MAX (room - words - figures, 0) / self->n;
  for (guint i = 0; i < self->n; i++)
    {
      self->columns[i].width = (shares[i] ? MIN (needs[i], share) : needs[i] * self->size) + more;
      self->columns[i].fraction_width *= self->size;
    }
}

static int
count_title_lines (const ZhihuiPaperColumns *self,
                   const ZhihuiSheet        *sheet,
                   guint                     column,
                   double                    width)
{
  ZhihuiFont font = scale_font (self, &head_font);
  g_autoptr (PangoLayout) layout =
    zhihui_sheet_wrap (sheet, get_title (self, column), &font, width, MAX_LINES);

  return pango_layout_get_line_count (layout);
}

/* The least width at which a title has no more lines than it must: "逾期" over "事项". */
static double
fold_title (const ZhihuiPaperColumns *self, const ZhihuiSheet *sheet, guint column)
{
  double step = head_font.size * self->size / 4;
  double width = self->columns[column].width;
  int    lines;

  if (self->columns[column].title_width * self->size <= width)
    return width;
  lines = count_title_lines (self, sheet, column, width);
  while (width > 5 * step && count_title_lines (self, sheet, column, width - step) <= lines)
    width -= step;
  return width;
}

/**
 * zhihui_paper_columns_new:
 * @sheet: whose width they share
 * @table: borrowed as long as they live
 * @zone: of its times
 *
 * Returns: (transfer full): columns, each as wide as its widest cell where there is room
 */
ZhihuiPaperColumns *
zhihui_paper_columns_new (const ZhihuiSheet *sheet, ZhihuiDataTable *table, ZhihuiZone *zone)
{
  ZhihuiPaperColumns *self = g_new0 (ZhihuiPaperColumns, 1);
  g_autofree double  *needs = NULL;
  double              x = 0;

  self->table = table;
  self->columns = g_new0 (Column, zhihui_data_table_get_n_columns (table));
  for (guint i = 0; i < zhihui_data_table_get_n_columns (table); i++)
    if (!is_blank (table, i))
      self->columns[self->n++].index = i;
  self->size = 1;
  needs = g_new0 (double, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      self->columns[i].is_right = stands_right (table, self->columns[i].index);
      self->columns[i].is_code = holds_codes (table, self->columns[i].index);
      self->columns[i].title_width = measure_title (self, sheet, i);
      needs[i] = measure_need (self, sheet, zone, i, &self->columns[i].fraction_width);
    }
  add_titles (self, sheet, needs);
  share_width (self, sheet, needs);
  for (guint i = 0; i < self->n; i++)
    {
      x += get_gap (self, i);
      self->columns[i].x = x;
      x += self->columns[i].width;
      self->columns[i].title_width = fold_title (self, sheet, i);
    }
  return self;
}

void
zhihui_paper_columns_free (ZhihuiPaperColumns *self)
{
  if (self == NULL)
    return;

  g_free (self->columns);
  g_free (self);
}

/**
 * zhihui_paper_columns_get_n:
 *
 * Returns: how many stand on the paper: those in which nothing is told do not
 */
guint
zhihui_paper_columns_get_n (const ZhihuiPaperColumns *self)
{
  return self->n;
}

/**
 * zhihui_paper_columns_wrap_title:
 * @column: of those on the paper
 *
 * Returns: (transfer full): the title of a column in lines
 */
PangoLayout *
zhihui_paper_columns_wrap_title (const ZhihuiPaperColumns *self,
                                 const ZhihuiSheet        *sheet,
                                 guint                     column,
                                 guint                     max_lines)
{
  ZhihuiFont font = scale_font (self, &head_font);

  return zhihui_sheet_wrap (
    sheet, get_title (self, column), &font, self->columns[column].title_width, max_lines);
}

/**
 * zhihui_paper_columns_paint:
 * @layout: what stands in a cell of the column
 * @baseline: of its first line, in points
 * @step: from one line to the next, in points
 */
void
zhihui_paper_columns_paint (const ZhihuiPaperColumns *self,
                            ZhihuiSheet              *sheet,
                            guint                     column,
                            PangoLayout              *layout,
                            ZhihuiRgba                ink,
                            double                    baseline,
                            double                    step)
{
  const Column *one = &self->columns[column];
  ZhihuiAlign   align = get_align (one);

  zhihui_sheet_lines (sheet,
                      layout,
                      ink,
                      sheet->left + one->x + (align == ZHIHUI_ALIGN_RIGHT ? one->width : 0),
                      baseline,
                      step,
                      align);
}

/* Figures are one line, for which their row has room. */
static PangoLayout *
wrap_cell (const ZhihuiPaperColumns *self,
           const ZhihuiSheet        *sheet,
           ZhihuiZone               *zone,
           const ZhihuiDataCell     *cell,
           guint                     column,
           guint                     max_lines)
{
  ZhihuiFont       font = scale_font (self, &cell_font);
  const Column    *one = &self->columns[column];
  g_autofree char *text = zhihui_data_cell_format (cell, zone);

  return zhihui_sheet_wrap (sheet,
                            text,
                            &font,
                            is_words (get_kind (self, column))
                              ? one->width - one->fraction_width
                              : zhihui_sheet_get_text_width (sheet),
                            max_lines);
}

/**
 * zhihui_paper_columns_count_lines:
 *
 * Returns: how many lines the row has: those of its longest text
 */
guint
zhihui_paper_columns_count_lines (const ZhihuiPaperColumns *self,
                                  const ZhihuiSheet        *sheet,
                                  ZhihuiZone               *zone,
                                  guint                     row,
                                  guint                     max_lines)
{
  int lines = 1;

  for (guint i = 0; i < self->n; i++)
    {
      ZhihuiDataCell cell = get_cell (self, row, i);
      g_autoptr (PangoLayout) layout = NULL;

      /* No character is wider than its font is high: most texts need not be laid out. */
      if (cell.kind != ZHIHUI_COLUMN_TEXT ||
          zhihui_paper_text_weigh (cell.text) * cell_font.size * self->size / 2 * 1.3 <
            self->columns[i].width)
        continue;
      layout = wrap_cell (self, sheet, zone, &cell, i, max_lines);
      lines = MAX (lines, pango_layout_get_line_count (layout));
    }
  return (guint) lines;
}

/**
 * zhihui_paper_columns_paint_cell:
 * @baseline: of its first line, in points
 * @step: from one line to the next, in points
 *
 * Writes a cell as people read it; a rate with its fraction beside it.
 */
void
zhihui_paper_columns_paint_cell (const ZhihuiPaperColumns *self,
                                 ZhihuiSheet              *sheet,
                                 ZhihuiZone               *zone,
                                 guint                     row,
                                 guint                     column,
                                 guint                     max_lines,
                                 double                    baseline,
                                 double                    step)
{
  const Column        *one = &self->columns[column];
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  ZhihuiDataCell       cell = get_cell (self, row, column);
  g_autoptr (PangoLayout) layout = wrap_cell (self, sheet, zone, &cell, column, max_lines);
  double right = sheet->left + one->x + one->width;

  if (!one->is_right)
    {
      zhihui_paper_columns_paint (self, sheet, column, layout, palette->text1, baseline, step);
      return;
    }
  zhihui_sheet_lines (
    sheet, layout, palette->text1, right - one->fraction_width, baseline, step, ZHIHUI_ALIGN_RIGHT);
  if (cell.kind == ZHIHUI_COLUMN_RATE)
    {
      ZhihuiFont       font = scale_font (self, &small_font);
      g_autofree char *fraction = zhihui_format_fraction (cell.k, cell.n);

      zhihui_sheet_text (
        sheet, fraction, &font, palette->text2, right, baseline, ZHIHUI_ALIGN_RIGHT, 0);
    }
}
