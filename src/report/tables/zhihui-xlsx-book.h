/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <locale.h>
#include <xlsxwriter.h>

#include "zhihui-tables.h"
#include "zhihui-xlsx-proof.h"

G_BEGIN_DECLS

/* How a cell looks. */
typedef enum
{
  ZHIHUI_XLSX_HEAD,
  ZHIHUI_XLSX_TEXT,
  ZHIHUI_XLSX_COUNT,
  ZHIHUI_XLSX_RATIO,
  ZHIHUI_XLSX_NUMBER,
  ZHIHUI_XLSX_INSTANT,
  ZHIHUI_XLSX_DURATION,
  ZHIHUI_XLSX_BOOLEAN,
  ZHIHUI_XLSX_N_LOOKS,
} ZhihuiXlsxLook;

/* A workbook while it is made, and its sheet that is being filled: from left to right, row by row.
 * Nothing but that row is kept in memory. */
typedef struct
{
  lxw_workbook  *book; /* owned */
  lxw_format    *looks[ZHIHUI_XLSX_N_LOOKS];
  GHashTable    *names; /* owned: of the sheets */
  ZhihuiZone    *zone;  /* borrowed */
  lxw_error      fault; /* the first */
  lxw_worksheet *sheet;
  GArray        *sums;          /* (element-type ZhihuiSheetSum), owned: of all sheets */
  GArray        *widths;        /* (element-type guint), owned: of the sheet's columns, in digits */
  locale_t       plain, before; /* of the thread: numbers with a point, and what it had */
  lxw_row_t      row;
  lxw_col_t      column;
} ZhihuiXlsxBook;

gboolean zhihui_xlsx_book_open (ZhihuiXlsxBook *self, const char *path, ZhihuiZone *zone);
gboolean zhihui_xlsx_book_close (ZhihuiXlsxBook *self, const char *path);

void zhihui_xlsx_book_begin_sheet (ZhihuiXlsxBook *self, const char *title);
void zhihui_xlsx_book_end_sheet (ZhihuiXlsxBook *self, guint max_width);
void zhihui_xlsx_book_end_row (ZhihuiXlsxBook *self);
void zhihui_xlsx_book_skip (ZhihuiXlsxBook *self);
void zhihui_xlsx_book_add_text (ZhihuiXlsxBook *self, const char *text, ZhihuiXlsxLook look);
void zhihui_xlsx_book_add_count (ZhihuiXlsxBook *self, gint64 count);
void zhihui_xlsx_book_add_number (ZhihuiXlsxBook *self, double number, ZhihuiXlsxLook look);
void zhihui_xlsx_book_add_instant (ZhihuiXlsxBook *self, gint64 instant);
void zhihui_xlsx_book_add_duration (ZhihuiXlsxBook *self, gint64 seconds);
void zhihui_xlsx_book_add_boolean (ZhihuiXlsxBook *self, gboolean is_so);

/* The last sheet: what the figures are. */
void zhihui_xlsx_notes_add (ZhihuiXlsxBook         *self,
                            GPtrArray              *tables,
                            const ZhihuiTablesHead *head,
                            const char             *digest);

G_END_DECLS
