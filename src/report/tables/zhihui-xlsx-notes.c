/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-xlsx-book.h"

#include <glib/gi18n-lib.h>

#define MAX_WIDTH 90

static void
add_name (ZhihuiXlsxBook *book, const char *name)
{
  zhihui_xlsx_book_add_text (book, name, ZHIHUI_XLSX_TEXT);
}

static void
add_line (ZhihuiXlsxBook *book, const char *name, const char *text)
{
  if (text == NULL)
    return;
  add_name (book, name);
  zhihui_xlsx_book_add_text (book, text, ZHIHUI_XLSX_TEXT);
  zhihui_xlsx_book_end_row (book);
}

static void
add_heading (ZhihuiXlsxBook *book, const char *heading)
{
  zhihui_xlsx_book_end_row (book);
  zhihui_xlsx_book_add_text (book, heading, ZHIHUI_XLSX_HEAD);
  zhihui_xlsx_book_end_row (book);
}

static void
add_head (ZhihuiXlsxBook *book, const ZhihuiTablesHead *head)
{
  add_line (book, _ ("Title"), head->title);
  add_line (book, _ ("Issuer"), head->issuer);
  add_line (book, C_ ("document", "Number"), head->number);
  add_line (book, _ ("Marking"), head->marking);
  add_line (book, _ ("Period"), head->period);
  add_name (book, _ ("Figures as of"));
  zhihui_xlsx_book_add_instant (book, head->as_of);
  zhihui_xlsx_book_end_row (book);
  add_line (book, _ ("Time zone"), zhihui_zone_get_identifier (head->zone));
  add_line (book, _ ("Data revision"), head->revision);
  add_line (book, _ ("Rule version"), head->rules);
  for (guint i = 0; i < head->n_facts; i++)
    add_line (book, head->facts[i].name, head->facts[i].text);
}

static void
add_tables (ZhihuiXlsxBook *book, GPtrArray *tables)
{
  add_heading (book, _ ("Tables"));
  for (guint i = 0; i < tables->len; i++)
    {
      const ZhihuiDataTable *table = tables->pdata[i];
      guint                  n_rows = zhihui_data_table_get_n_rows (table);
      const char            *note = zhihui_data_table_get_note (table);
      g_autofree char       *text =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", n_rows), n_rows);
      g_autofree char *line = g_strjoin ("\n", text, note, NULL);

      add_line (book, zhihui_data_table_get_title (table), line);
    }
}

/**
 * zhihui_xlsx_notes_add:
 * @tables: (element-type ZhihuiDataTable): the other sheets
 * @digest: SHA-256 of the canonical data
 *
 * Adds the last sheet: what the figures are, of when and of whom, and by what they can be told to
 * be these.
 */
void
zhihui_xlsx_notes_add (ZhihuiXlsxBook         *self,
                       GPtrArray              *tables,
                       const ZhihuiTablesHead *head,
                       const char             *digest)
{
  /* Translators: name of the sheet with what the figures of the other sheets are. */
  zhihui_xlsx_book_begin_sheet (self, C_ ("sheet", "Definitions"));
  add_head (self, head);
  add_tables (self, tables);
  if (head->n_definitions > 0)
    add_heading (self, C_ ("sheet", "Definitions"));
  for (guint i = 0; i < head->n_definitions; i++)
    add_line (self, head->definitions[i].name, head->definitions[i].text);
  add_heading (self, _ ("Evidence"));
  add_line (self, "SHA-256", digest);
  add_line (
    self,
    _ ("Of what"),
    _ ("The canonical data: what a CSV file of the same report holds, without its byte order "
       "mark."));
  zhihui_xlsx_book_end_sheet (self, MAX_WIDTH);
}
