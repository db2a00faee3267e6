/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-data-table.h"

#include "zhihui-csv.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- for people ---- */

/* With up to two decimals. */
static char *
format_number (double number)
{
  char             digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *whole = NULL;
  double           hundredths = round (fabs (number) * 100);
  const char      *sign = number < 0 && hundredths > 0 ? "−" : "";
  gint64           rest;

  if (hundredths > 1e15)
    return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.6g", number));

  whole = zhihui_format_count ((gint64) hundredths / 100);
  rest = (gint64) hundredths % 100;
  if (rest == 0)
    return g_strconcat (sign, whole, NULL);
  if (rest % 10 == 0)
    return g_strdup_printf ("%s%s.%d", sign, whole, (int) rest / 10);
  return g_strdup_printf ("%s%s.%02d", sign, whole, (int) rest);
}

static char *
format_count (const ZhihuiDataCell *cell)
{
  g_autofree char *count = zhihui_format_count (cell->count);

  return g_strconcat (cell->is_change && cell->count > 0 ? "+" : "", count, NULL);
}

static char *
format_duration (gint64 seconds)
{
  g_autofree char *length = zhihui_format_age (seconds < 0 ? -seconds : seconds);

  return g_strconcat (seconds < 0 ? "−" : "", length, NULL);
}

/**
 * zhihui_data_cell_format:
 * @zone: of the platform
 *
 * Returns: (transfer full): what people read in the cell; of a rate without numerator and
 *   denominator
 */
char *
zhihui_data_cell_format (const ZhihuiDataCell *cell, ZhihuiZone *zone)
{
  switch (cell->kind)
    {
    case ZHIHUI_COLUMN_TEXT:
      return g_strdup (cell->text);
    case ZHIHUI_COLUMN_COUNT:
      return format_count (cell);
    case ZHIHUI_COLUMN_RATE:
      return zhihui_format_rate (cell->k, cell->n);
    case ZHIHUI_COLUMN_RATIO:
      return zhihui_format_percent (cell->number, 2);
    case ZHIHUI_COLUMN_NUMBER:
      return format_number (cell->number);
    case ZHIHUI_COLUMN_INSTANT:
      return zhihui_format_date_time (zone, cell->instant);
    case ZHIHUI_COLUMN_DURATION:
      return format_duration (cell->seconds);
    case ZHIHUI_COLUMN_BOOLEAN:
      return g_strdup (cell->count != 0 ? C_ ("cell", "yes") : C_ ("cell", "no"));
    case ZHIHUI_COLUMN_NONE:
    default:
      return g_strdup ("—");
    }
}

/* ---- for programs ---- */

/* The times of a report repeat row by row: the last one told of each column is kept. */
typedef struct
{
  gint64 instant;
  char  *text; /* owned */
} Told;

static void
clear_told (gpointer element)
{
  g_free (((Told *) element)->text);
}

static void
append_instant (GString *csv, ZhihuiZone *zone, gint64 instant, Told *told)
{
  if (told->text == NULL || told->instant != instant)
    {
      g_free (told->text);
      told->text = zhihui_zone_format_rfc3339 (zone, instant);
      told->instant = instant;
    }
  zhihui_csv_append_text (csv, told->text);
}

static void
append_rate (GString *csv, const ZhihuiDataCell *cell)
{
  zhihui_csv_append_count (csv, cell->k);
  zhihui_csv_append_count (csv, cell->n);
  zhihui_csv_append_ratio (csv, cell->n > 0 ? (double) cell->k / (double) cell->n : (double) NAN);
}

static void
append_none (GString *csv, ZhihuiColumnKind column)
{
  for (guint i = 0; i < (column == ZHIHUI_COLUMN_RATE ? 3u : 1u); i++)
    zhihui_csv_append_empty (csv);
}

static void
append_cell (
  GString *csv, ZhihuiZone *zone, ZhihuiColumnKind column, const ZhihuiDataCell *cell, Told *told)
{
  switch (cell->kind)
    {
    case ZHIHUI_COLUMN_TEXT:
      zhihui_csv_append_text (csv, cell->word != NULL ? cell->word : cell->text);
      break;
    case ZHIHUI_COLUMN_COUNT:
    case ZHIHUI_COLUMN_BOOLEAN:
      zhihui_csv_append_count (csv, cell->count);
      break;
    case ZHIHUI_COLUMN_RATE:
      append_rate (csv, cell);
      break;
    case ZHIHUI_COLUMN_RATIO:
    case ZHIHUI_COLUMN_NUMBER:
      zhihui_csv_append_ratio (csv, cell->number);
      break;
    case ZHIHUI_COLUMN_INSTANT:
      append_instant (csv, zone, cell->instant, told);
      break;
    case ZHIHUI_COLUMN_DURATION:
      zhihui_csv_append_count (csv, cell->seconds);
      break;
    case ZHIHUI_COLUMN_NONE:
    default:
      append_none (csv, column);
    }
}

/**
 * zhihui_data_table_append_csv_head:
 *
 * Appends the row of column ids; a rate has its numerator and denominator before it.
 */
void
zhihui_data_table_append_csv_head (const ZhihuiDataTable *self, GString *csv)
{
  if (zhihui_data_table_has_groups (self))
    g_string_append (csv, "group,");
  for (guint i = 0; i < zhihui_data_table_get_n_columns (self); i++)
    {
      const char *id = zhihui_data_table_get_column_id (self, i);

      if (zhihui_data_table_get_column_kind (self, i) == ZHIHUI_COLUMN_RATE)
        g_string_append_printf (csv, "%s_k,%s_n,", id, id);
      g_string_append_printf (csv, "%s,", id);
    }
  zhihui_csv_end_row (csv);
}

/**
 * zhihui_data_table_append_csv_rows:
 * @zone: of the times
 *
 * Appends every row: counts whole, ratios with six decimals, durations in seconds, instants by RFC
 * 3339, what is so as 1 and what is not as 0, what is not known as an empty cell; words that have
 * an id for programs by that.
 */
void
zhihui_data_table_append_csv_rows (const ZhihuiDataTable *self, ZhihuiZone *zone, GString *csv)
{
  guint n_columns = zhihui_data_table_get_n_columns (self);
  g_autoptr (GArray) told = g_array_new (FALSE, TRUE, sizeof (Told));

  g_array_set_clear_func (told, clear_told);
  g_array_set_size (told, n_columns);
  for (guint row = 0; row < zhihui_data_table_get_n_rows (self); row++)
    {
      const char *group = zhihui_data_table_get_group_word (self, row);

      if (zhihui_data_table_has_groups (self))
        zhihui_csv_append_text (csv, group != NULL ? group : "");
      for (guint i = 0; i < n_columns; i++)
        {
          ZhihuiDataCell cell = zhihui_data_table_get_cell (self, row, i);

          append_cell (csv,
                       zone,
                       zhihui_data_table_get_column_kind (self, i),
                       &cell,
                       &g_array_index (told, Told, i));
        }
      zhihui_csv_end_row (csv);
    }
}

/**
 * zhihui_data_table_append_csv:
 * @zone: of the times
 *
 * Appends the canonical data of the table, head and rows: RFC 4180, UTF-8, the same bytes for the
 * same figures in every language.
 */
void
zhihui_data_table_append_csv (const ZhihuiDataTable *self, ZhihuiZone *zone, GString *csv)
{
  zhihui_data_table_append_csv_head (self, csv);
  zhihui_data_table_append_csv_rows (self, zone, csv);
}

/**
 * zhihui_data_tables_append_csv:
 * @tables: (element-type ZhihuiDataTable): of a report
 * @zone: of the times
 *
 * Appends the canonical data of a report. Of several tables, and where @csv has other data already,
 * each has a row with "table" and its id before its head, and a blank line after what is before.
 */
void
zhihui_data_tables_append_csv (GPtrArray *tables, ZhihuiZone *zone, GString *csv)
{
  gboolean is_after = csv->len > 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const ZhihuiDataTable *table = tables->pdata[i];

      if (i > 0 || is_after)
        zhihui_csv_end_row (csv);
      if (tables->len > 1 || is_after)
        {
          zhihui_csv_append_text (csv, "table");
          zhihui_csv_append_text (csv, zhihui_data_table_get_id (table));
          zhihui_csv_end_row (csv);
        }
      zhihui_data_table_append_csv (table, zone, csv);
    }
}

/**
 * zhihui_data_tables_make_digest:
 * @tables: (element-type ZhihuiDataTable): of a report
 * @zone: of the times
 *
 * Returns: (transfer full): SHA-256 of the canonical data, in hexadecimal
 */
char *
zhihui_data_tables_make_digest (GPtrArray *tables, ZhihuiZone *zone)
{
  g_autoptr (GString) csv = g_string_sized_new (64 * 1024);

  zhihui_data_tables_append_csv (tables, zone, csv);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
}
