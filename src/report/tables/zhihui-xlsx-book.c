/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-xlsx-book.h"

#include "zhihui-format.h"
#include "zhihui-xlsx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXACT (G_GINT64_CONSTANT (1) << 53) /* numbers of a workbook are doubles */
#define FIRST_YEAR 1900
#define LAST_YEAR 9999
#define DAYS_BEFORE_1970 25569 /* since 1899-12-30, where the count begins */
#define FIRST_SOUND_DAY 61     /* before it a day is counted that was not: 1900-02-29 */
#define MIN_WIDTH 8

static const struct
{
  const char *format;
  guint       width; /* digits of what is written by it, 0 measured */
} looks[] = {
  [ZHIHUI_XLSX_HEAD] = { NULL, 0 },
  [ZHIHUI_XLSX_TEXT] = { NULL, 0 },
  [ZHIHUI_XLSX_COUNT] = { "#,##0", 0 },
  [ZHIHUI_XLSX_RATIO] = { "0.00%", 8 },
  [ZHIHUI_XLSX_NUMBER] = { "#,##0.00", 12 },
  [ZHIHUI_XLSX_INSTANT] = { "yyyy-mm-dd hh:mm:ss", 19 },
  [ZHIHUI_XLSX_DURATION] = { "[h]:mm:ss", 10 },
  [ZHIHUI_XLSX_BOOLEAN] = { NULL, 6 },
};

static void
make_looks (ZhihuiXlsxBook *self)
{
  for (guint i = 0; i < ZHIHUI_XLSX_N_LOOKS; i++)
    {
      self->looks[i] = workbook_add_format (self->book);
      format_set_align (self->looks[i], LXW_ALIGN_VERTICAL_TOP);
      if (looks[i].format != NULL)
        format_set_num_format (self->looks[i], looks[i].format);
    }
  format_set_text_wrap (self->looks[ZHIHUI_XLSX_TEXT]);
  format_set_text_wrap (self->looks[ZHIHUI_XLSX_HEAD]);
  format_set_bold (self->looks[ZHIHUI_XLSX_HEAD]);
  format_set_bottom (self->looks[ZHIHUI_XLSX_HEAD], LXW_BORDER_THIN);
}

/**
 * zhihui_xlsx_book_open:
 * @self: (out caller-allocates): to be closed with zhihui_xlsx_book_close()
 * @path: of the file, in a folder that can hold what is written meanwhile as well
 * @zone: of the times; borrowed
 *
 * Returns: whether there is memory for it
 */
gboolean
zhihui_xlsx_book_open (ZhihuiXlsxBook *self, const char *path, ZhihuiZone *zone)
{
  g_autofree char     *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };

  *self = (ZhihuiXlsxBook){ .zone = zone };
  /* The library writes numbers as the locale does: a comma in them is no workbook. */
  self->before = uselocale ((locale_t) 0);
  self->plain = newlocale (LC_NUMERIC_MASK, "C", duplocale (self->before));
  self->book = workbook_new_opt (path, &options);
  if (self->book == NULL)
    {
      freelocale (self->plain);
      return FALSE;
    }
  uselocale (self->plain);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sums = g_array_new (FALSE, TRUE, sizeof (ZhihuiSheetSum));
  self->widths = g_array_new (FALSE, TRUE, sizeof (guint));
  make_looks (self);
  return TRUE;
}

/**
 * zhihui_xlsx_book_close:
 * @path: that it was opened with
 *
 * Writes the file and frees what is left of the workbook.
 *
 * Returns: whether the file is there and holds all that was put into it
 */
gboolean
zhihui_xlsx_book_close (ZhihuiXlsxBook *self, const char *path)
{
  lxw_error fault = workbook_close (self->book);
  gboolean  holds =
    fault == LXW_NO_ERROR && self->fault == LXW_NO_ERROR &&
    zhihui_xlsx_proof_holds (
      path, (const ZhihuiSheetSum *) (gconstpointer) self->sums->data, self->sums->len);

  uselocale (self->before);
  freelocale (self->plain);
  g_hash_table_unref (self->names);
  g_array_unref (self->sums);
  g_array_unref (self->widths);
  return holds;
}

static void
note (ZhihuiXlsxBook *self, lxw_error fault)
{
  if (self->fault == LXW_NO_ERROR)
    self->fault = fault;
}

static ZhihuiSheetSum *
get_sum (ZhihuiXlsxBook *self)
{
  return &g_array_index (self->sums, ZhihuiSheetSum, self->sums->len - 1);
}

void
zhihui_xlsx_book_begin_sheet (ZhihuiXlsxBook *self, const char *title)
{
  g_autofree char *name = zhihui_xlsx_text_make_sheet_name (title, self->names);

  self->sheet = workbook_add_worksheet (self->book, name);
  if (self->sheet == NULL)
    note (self, LXW_ERROR_MEMORY_MALLOC_FAILED);
  g_array_set_size (self->sums, self->sums->len + 1);
  g_array_set_size (self->widths, 0);
  self->row = 0;
  self->column = 0;
}

/**
 * zhihui_xlsx_book_end_sheet:
 * @max_width: of a column, in digits: what is wider is wrapped
 */
void
zhihui_xlsx_book_end_sheet (ZhihuiXlsxBook *self, guint max_width)
{
  for (guint i = 0; i < self->widths->len && self->sheet != NULL; i++)
    {
      guint width = CLAMP (g_array_index (self->widths, guint, i) + 2, MIN_WIDTH, max_width);

      note (self, worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, width, NULL));
    }
}

void
zhihui_xlsx_book_end_row (ZhihuiXlsxBook *self)
{
  self->row++;
  self->column = 0;
}

/* The cell that comes is there, and this wide. */
static void
take_cell (ZhihuiXlsxBook *self, guint width)
{
  guint *widest;

  if (self->widths->len <= self->column)
    g_array_set_size (self->widths, self->column + 1u);
  widest = &g_array_index (self->widths, guint, self->column);
  *widest = MAX (*widest, width);
  get_sum (self)->n_cells++;
  self->column++;
}

/* Leaves a cell empty. */
void
zhihui_xlsx_book_skip (ZhihuiXlsxBook *self)
{
  self->column++;
}

/* Never a formula, whatever it begins with: the cell has the type of a text. */
void
zhihui_xlsx_book_add_text (ZhihuiXlsxBook *self, const char *text, ZhihuiXlsxLook look)
{
  g_autofree char *cell = zhihui_xlsx_text_make_cell (text);

  if (*cell == '\0' || self->sheet == NULL)
    {
      zhihui_xlsx_book_skip (self);
      return;
    }
  note (self,
        worksheet_write_string (self->sheet, self->row, self->column, cell, self->looks[look]));
  get_sum (self)->n_text_bytes += strlen (cell);
  /* A head has a button beside it. */
  take_cell (self, zhihui_xlsx_text_measure (cell) + (look == ZHIHUI_XLSX_HEAD ? 3 : 0));
}

static void
write_number (ZhihuiXlsxBook *self, double number, ZhihuiXlsxLook look, guint width)
{
  if (self->sheet == NULL)
    return;
  note (self,
        worksheet_write_number (self->sheet, self->row, self->column, number, self->looks[look]));
  take_cell (self, width);
}

void
zhihui_xlsx_book_add_count (ZhihuiXlsxBook *self, gint64 count)
{
  g_autofree char *text = zhihui_format_count (count);

  if (count < MAX_EXACT && count > -MAX_EXACT)
    write_number (self, (double) count, ZHIHUI_XLSX_COUNT, zhihui_xlsx_text_measure (text));
  else
    zhihui_xlsx_book_add_text (self, text, ZHIHUI_XLSX_TEXT);
}

void
zhihui_xlsx_book_add_number (ZhihuiXlsxBook *self, double number, ZhihuiXlsxLook look)
{
  write_number (self, number, look, looks[look].width);
}

/**
 * zhihui_xlsx_book_add_instant:
 *
 * Adds a date with its time in the zone of the book; what a spreadsheet does not know as one, by
 * RFC 3339 as text.
 */
void
zhihui_xlsx_book_add_instant (ZhihuiXlsxBook *self, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (self->zone, instant);
  double      day = (double) civil.day + DAYS_BEFORE_1970;
  double      second = civil.hour * 3600 + civil.minute * 60 + civil.second;

  if (civil.year >= FIRST_YEAR && civil.year <= LAST_YEAR && day >= FIRST_SOUND_DAY)
    {
      zhihui_xlsx_book_add_number (self, day + second / 86400, ZHIHUI_XLSX_INSTANT);
      return;
    }
  {
    g_autofree char *text = zhihui_zone_format_rfc3339 (self->zone, instant);

    zhihui_xlsx_book_add_text (self, text, ZHIHUI_XLSX_TEXT);
  }
}

/**
 * zhihui_xlsx_book_add_duration:
 *
 * Adds hours, minutes and seconds that can be summed up; spreadsheets show no negative ones, those
 * are text.
 */
void
zhihui_xlsx_book_add_duration (ZhihuiXlsxBook *self, gint64 seconds)
{
  g_autofree char *text = NULL;

  if (seconds >= 0)
    {
      zhihui_xlsx_book_add_number (self, (double) seconds / 86400, ZHIHUI_XLSX_DURATION);
      return;
    }
  text = g_strdup_printf ("−%" G_GINT64_FORMAT ":%02d:%02d",
                          -(seconds / 3600),
                          (int) -(seconds / 60 % 60),
                          (int) -(seconds % 60));
  zhihui_xlsx_book_add_text (self, text, ZHIHUI_XLSX_TEXT);
}

void
zhihui_xlsx_book_add_boolean (ZhihuiXlsxBook *self, gboolean is_so)
{
  if (self->sheet == NULL)
    return;
  note (self,
        worksheet_write_boolean (
          self->sheet, self->row, self->column, is_so, self->looks[ZHIHUI_XLSX_BOOLEAN]));
  take_cell (self, looks[ZHIHUI_XLSX_BOOLEAN].width);
}
