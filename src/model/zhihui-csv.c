/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-csv.h"

#include <math.h>
#include <string.h>

/* Cells of a row are each ended by a comma; the last comma becomes the end of the row. */

/**
 * zhihui_csv_append_text:
 *
 * Appends one cell of text. Text that begins with = + - @, a tab or a return is a formula to a
 * spreadsheet: it gets an apostrophe before it (OWASP, CSV injection).
 */
void
zhihui_csv_append_text (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append (csv, "\",");
}

void
zhihui_csv_append_count (GString *csv, gint64 count)
{
  g_string_append_printf (csv, "%" G_GINT64_FORMAT ",", count);
}

/**
 * zhihui_csv_append_ratio:
 * @ratio: a number, or NAN for an empty cell
 *
 * Appends a number with six decimals and a point, in every locale.
 */
void
zhihui_csv_append_ratio (GString *csv, double ratio)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (ratio))
    g_string_append (csv, g_ascii_formatd (text, sizeof text, "%.6f", ratio));
  g_string_append_c (csv, ',');
}

void
zhihui_csv_append_empty (GString *csv)
{
  g_string_append_c (csv, ',');
}

/**
 * zhihui_csv_end_row:
 *
 * Ends a row; one without a cell is a blank line.
 */
void
zhihui_csv_end_row (GString *csv)
{
  if (csv->len > 0 && csv->str[csv->len - 1] == ',')
    g_string_truncate (csv, csv->len - 1);
  g_string_append (csv, "\r\n");
}

/**
 * zhihui_tabbed_append_text:
 *
 * Appends one cell of text. It holds no tab and no end of a line, and is no formula to a
 * spreadsheet.
 */
void
zhihui_tabbed_append_text (GString *tabbed, const char *text)
{
  if (*text != '\0' && strchr ("=+-@", *text) != NULL)
    g_string_append_c (tabbed, '\'');
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_c (tabbed, g_ascii_iscntrl (*p) ? ' ' : *p);
  g_string_append_c (tabbed, '\t');
}

void
zhihui_tabbed_end_row (GString *tabbed)
{
  tabbed->str[tabbed->len - 1] = '\n';
}
