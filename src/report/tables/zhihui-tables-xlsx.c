/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tables.h"

#include "zhihui-error.h"
#include "zhihui-report-file.h"
#include "zhihui-safe-text.h"
#include "zhihui-xlsx-book.h"
#include "zhihui-xlsx-text.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_ROWS 1048576
#define MAX_COLUMNS 16384
#define MAX_WIDTH 60
#define MAX_PROPERTY 200 /* characters */
#define MAX_OVER_PAGE 50 /* of each of two texts: together, with what they may double to, 255 */
#define A4 9

typedef struct
{
  GPtrArray              *tables; /* borrowed */
  const ZhihuiTablesHead *head;   /* borrowed */
  const char             *digest; /* borrowed */
  const char             *path;   /* borrowed: for messages */
} Writing;

static void
add_heads (ZhihuiXlsxBook *book, const ZhihuiDataTable *table)
{
  if (zhihui_data_table_has_groups (table))
    zhihui_xlsx_book_add_text (book, _ ("Group"), ZHIHUI_XLSX_HEAD);
  for (guint i = 0; i < zhihui_data_table_get_n_columns (table); i++)
    {
      if (zhihui_data_table_get_column_kind (table, i) == ZHIHUI_COLUMN_RATE)
        {
          g_autofree char *k_title = zhihui_data_table_dup_k_title (table, i);
          g_autofree char *n_title = zhihui_data_table_dup_n_title (table, i);

          zhihui_xlsx_book_add_text (book, k_title, ZHIHUI_XLSX_HEAD);
          zhihui_xlsx_book_add_text (book, n_title, ZHIHUI_XLSX_HEAD);
        }
      zhihui_xlsx_book_add_text (
        book, zhihui_data_table_get_column_title (table, i), ZHIHUI_XLSX_HEAD);
    }
}

static void
add_rate (ZhihuiXlsxBook *book, const ZhihuiDataCell *cell)
{
  zhihui_xlsx_book_add_count (book, cell->k);
  zhihui_xlsx_book_add_count (book, cell->n);
  if (cell->n > 0)
    zhihui_xlsx_book_add_number (book, (double) cell->k / (double) cell->n, ZHIHUI_XLSX_RATIO);
  else
    zhihui_xlsx_book_skip (book);
}

static void
add_none (ZhihuiXlsxBook *book, ZhihuiColumnKind column)
{
  for (guint i = 0; i < (column == ZHIHUI_COLUMN_RATE ? 3u : 1u); i++)
    zhihui_xlsx_book_skip (book);
}

static void
add_cell (ZhihuiXlsxBook *book, ZhihuiColumnKind column, const ZhihuiDataCell *cell)
{
  switch (cell->kind)
    {
    case ZHIHUI_COLUMN_TEXT:
      zhihui_xlsx_book_add_text (book, cell->text, ZHIHUI_XLSX_TEXT);
      break;
    case ZHIHUI_COLUMN_COUNT:
      zhihui_xlsx_book_add_count (book, cell->count);
      break;
    case ZHIHUI_COLUMN_RATE:
      add_rate (book, cell);
      break;
    case ZHIHUI_COLUMN_RATIO:
      zhihui_xlsx_book_add_number (book, cell->number, ZHIHUI_XLSX_RATIO);
      break;
    case ZHIHUI_COLUMN_NUMBER:
      zhihui_xlsx_book_add_number (book, cell->number, ZHIHUI_XLSX_NUMBER);
      break;
    case ZHIHUI_COLUMN_INSTANT:
      zhihui_xlsx_book_add_instant (book, cell->instant);
      break;
    case ZHIHUI_COLUMN_DURATION:
      zhihui_xlsx_book_add_duration (book, cell->seconds);
      break;
    case ZHIHUI_COLUMN_BOOLEAN:
      zhihui_xlsx_book_add_boolean (book, cell->count != 0);
      break;
    case ZHIHUI_COLUMN_NONE:
    default:
      add_none (book, column);
    }
}

static void
add_rows (ZhihuiXlsxBook *book, const ZhihuiDataTable *table)
{
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      const char *group = zhihui_data_table_get_group (table, row);

      if (zhihui_data_table_has_groups (table))
        zhihui_xlsx_book_add_text (book, group != NULL ? group : "", ZHIHUI_XLSX_TEXT);
      for (guint i = 0; i < zhihui_data_table_get_n_columns (table); i++)
        {
          ZhihuiDataCell cell = zhihui_data_table_get_cell (table, row, i);

          add_cell (book, zhihui_data_table_get_column_kind (table, i), &cell);
        }
      zhihui_xlsx_book_end_row (book);
    }
}

/* The first @max characters, without those that XML forbids. */
static char *
make_start (const char *text, glong max)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), max));

  return zhihui_xlsx_text_make_cell (start);
}

/* @text within what is printed over each page: "&" begins a directive. */
static char *
quote_for_page (const char *text)
{
  g_autofree char *safe = zhihui_safe_text_make (text != NULL ? text : "");
  g_autofree char *start = make_start (safe, MAX_OVER_PAGE);
  GString         *quoted = g_string_new (start);

  g_string_replace (quoted, "&", "&&", 0);
  return g_string_free (quoted, FALSE);
}

static void
set_up_print (ZhihuiXlsxBook *book, const ZhihuiDataTable *table, const ZhihuiTablesHead *head)
{
  g_autofree char *title = quote_for_page (zhihui_data_table_get_title (table));
  g_autofree char *marking = quote_for_page (head->marking);
  g_autofree char *over = g_strdup_printf ("&C%s&R%s", title, marking);

  worksheet_set_paper (book->sheet, A4);
  worksheet_set_landscape (book->sheet);
  worksheet_fit_to_pages (book->sheet, 1, 0);
  worksheet_repeat_rows (book->sheet, 0, 0);
  worksheet_set_header (book->sheet, over);
  worksheet_set_footer (book->sheet, "&C&P / &N");
}

static void
add_sheet (ZhihuiXlsxBook *book, const ZhihuiDataTable *table, const ZhihuiTablesHead *head)
{
  lxw_col_t n_columns;

  zhihui_xlsx_book_begin_sheet (book, zhihui_data_table_get_title (table));
  if (book->sheet == NULL)
    return;

  add_heads (book, table);
  n_columns = book->column;
  zhihui_xlsx_book_end_row (book);
  add_rows (book, table);
  if (n_columns > 0)
    worksheet_autofilter (book->sheet, 0, 0, MAX (book->row, 1) - 1, n_columns - 1);
  worksheet_freeze_panes (book->sheet, 1, 0);
  if (zhihui_data_table_get_n_rows (table) > 0)
    /* Numbers of cases and of telephones are no figures. */
    worksheet_ignore_errors (book->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  else
    {
      zhihui_xlsx_book_add_text (book, zhihui_data_table_get_empty (table), ZHIHUI_XLSX_TEXT);
      zhihui_xlsx_book_end_row (book);
    }
  set_up_print (book, table, head);
  zhihui_xlsx_book_end_sheet (book, MAX_WIDTH);
}

static void
set_properties (ZhihuiXlsxBook *book, const Writing *writing)
{
  const ZhihuiTablesHead *head = writing->head;
  g_autofree char        *title = make_start (head->title, MAX_PROPERTY);
  g_autofree char *issuer = head->issuer != NULL ? make_start (head->issuer, MAX_PROPERTY) : NULL;
  g_autofree char *marking =
    head->marking != NULL ? make_start (head->marking, MAX_PROPERTY) : NULL;
  g_autofree char   *keywords = g_strdup_printf ("sha256:%s", writing->digest);
  lxw_doc_properties properties = {
    .title = title,
    .author = issuer,
    .status = marking,
    .keywords = keywords,
    .created = (time_t) MAX (head->as_of, 1), /* 0 would be now */
  };

  workbook_set_properties (book->book, &properties);
}

static gboolean
write_book (const Writing *writing, const char *part, GError **error)
{
  ZhihuiXlsxBook book;

  if (zhihui_xlsx_book_open (&book, part, writing->head->zone))
    {
      set_properties (&book, writing);
      for (guint i = 0; i < writing->tables->len; i++)
        add_sheet (&book, writing->tables->pdata[i], writing->head);
      zhihui_xlsx_notes_add (&book, writing->tables, writing->head, writing->digest);
      if (zhihui_xlsx_book_close (&book, part))
        return TRUE;
    }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("The report could not be written to %s: %s"),
               writing->path,
               _ ("the disk may be full"));
  return FALSE;
}

/* The library goes back in what it wrote, which a pipe cannot: it gets the workbook when that is
 * whole. */
static gboolean
write_device (const Writing *writing, ZhihuiReportFile *file, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-workbook-XXXXXX", error);
  g_autofree char *part = folder != NULL ? g_build_filename (folder, "a.xlsx", NULL) : NULL;
  g_autofree char *bytes = NULL;
  gsize            length = 0;
  gboolean         is_written;

  if (folder == NULL)
    return FALSE;
  is_written =
    write_book (writing, part, error) && g_file_get_contents (part, &bytes, &length, error);
  g_unlink (part);
  g_rmdir (folder);
  if (is_written)
    zhihui_report_file_append (file, bytes, length);
  return is_written;
}

static gboolean
write_file (const Writing *writing, ZhihuiReportFile *file, GError **error)
{
  return zhihui_report_file_is_device (file)
           ? write_device (writing, file, error)
           : write_book (writing, zhihui_report_file_get_part (file), error);
}

static gboolean
check_size (GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const ZhihuiDataTable *table = tables->pdata[i];

      if (zhihui_data_table_get_n_rows (table) < MAX_ROWS &&
          zhihui_data_table_get_n_columns (table) * 3 < MAX_COLUMNS)
        continue;
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_TOO_LARGE,
                   _ ("“%s” has more rows than a sheet of a workbook: take CSV"),
                   zhihui_data_table_get_title (table));
      return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_tables_write_xlsx:
 * @tables: (element-type ZhihuiDataTable): a sheet each
 * @head: what is known of them; its marking, title and digest are in the properties of the file
 * @path: replaced in one step: a failure leaves what was there
 * @error: return location: %ZHIHUI_ERROR_FAILED with @path, %ZHIHUI_ERROR_TOO_LARGE
 *
 * Writes a workbook. Cells have types: counts whole, rates numbers in percent with numerator and
 * denominator before them, instants dates in the zone of the platform, durations hours that can be
 * summed up; text is text whatever it begins with. The last sheet says what the figures are. Equal
 * tables give equal bytes: the file claims to be made at the time of its figures.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_tables_write_xlsx (GPtrArray              *tables,
                          const ZhihuiTablesHead *head,
                          const char             *path,
                          GError                **error)
{
  g_autofree char *digest =
    head->digest == NULL ? zhihui_data_tables_make_digest (tables, head->zone) : NULL;
  Writing writing = {
    .tables = tables, .head = head, .digest = digest != NULL ? digest : head->digest, .path = path
  };

  g_autoptr (ZhihuiReportFile) file = NULL;

  if (!check_size (tables, error))
    return FALSE;
  file = zhihui_report_file_begin (path, error);
  return file != NULL && write_file (&writing, file, error) &&
         zhihui_report_file_commit (file, error);
}
