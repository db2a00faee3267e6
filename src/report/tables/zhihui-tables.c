/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tables.h"

#include "zhihui-report-file.h"
#include "zhihui-wire-writer.h"

#include <math.h>

/**
 * zhihui_tables_write_csv:
 * @tables: (element-type ZhihuiDataTable)
 * @head: whose zone is that of the times
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes the canonical data of the tables for spreadsheets: UTF-8 with a byte order mark.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_tables_write_csv (GPtrArray              *tables,
                         const ZhihuiTablesHead *head,
                         const char             *path,
                         GError                **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  zhihui_data_tables_append_csv (tables, head->zone, csv);
  g_string_prepend (csv, "\xef\xbb\xbf");
  return zhihui_report_file_replace_text (path, csv, error);
}

/* ---- JSON ---- */

static void
add_optional (ZhihuiWireWriter *json, const char *name, const char *text)
{
  if (text != NULL)
    zhihui_wire_writer_text (json, name, text);
}

static void
add_facts (ZhihuiWireWriter *json, const char *name, const ZhihuiTablesFact *facts, guint n_facts)
{
  zhihui_wire_writer_open_list (json, name);
  for (guint i = 0; i < n_facts; i++)
    {
      zhihui_wire_writer_open_object (json, NULL);
      zhihui_wire_writer_text (json, "name", facts[i].name);
      zhihui_wire_writer_text (json, "text", facts[i].text);
      zhihui_wire_writer_close_object (json);
    }
  zhihui_wire_writer_close_list (json);
}

static void
add_head (ZhihuiWireWriter *json, const ZhihuiTablesHead *head, const char *digest)
{
  zhihui_wire_writer_text (json, "title", head->title);
  add_optional (json, "issuer", head->issuer);
  add_optional (json, "number", head->number);
  add_optional (json, "marking", head->marking);
  add_optional (json, "period", head->period);
  zhihui_wire_writer_instant (json, "as_of", head->as_of);
  zhihui_wire_writer_text (json, "time_zone", zhihui_zone_get_identifier (head->zone));
  add_optional (json, "revision", head->revision);
  add_optional (json, "rule_version", head->rules);
  add_facts (json, "facts", head->facts, head->n_facts);
  add_facts (json, "definitions", head->definitions, head->n_definitions);
  zhihui_wire_writer_text (json, "sha256", digest);
}

static const char *
name_kind (ZhihuiColumnKind kind)
{
  static const char *const names[] = {
    [ZHIHUI_COLUMN_NONE] = "none",       [ZHIHUI_COLUMN_TEXT] = "text",
    [ZHIHUI_COLUMN_COUNT] = "count",     [ZHIHUI_COLUMN_RATE] = "rate",
    [ZHIHUI_COLUMN_RATIO] = "ratio",     [ZHIHUI_COLUMN_NUMBER] = "number",
    [ZHIHUI_COLUMN_INSTANT] = "instant", [ZHIHUI_COLUMN_DURATION] = "duration_s",
    [ZHIHUI_COLUMN_BOOLEAN] = "boolean",
  };

  return names[kind];
}

static void
add_columns (ZhihuiWireWriter *json, const ZhihuiDataTable *table)
{
  zhihui_wire_writer_open_list (json, "columns");
  for (guint i = 0; i < zhihui_data_table_get_n_columns (table); i++)
    {
      zhihui_wire_writer_open_object (json, NULL);
      zhihui_wire_writer_text (json, "id", zhihui_data_table_get_column_id (table, i));
      zhihui_wire_writer_text (json, "title", zhihui_data_table_get_column_title (table, i));
      zhihui_wire_writer_text (
        json, "kind", name_kind (zhihui_data_table_get_column_kind (table, i)));
      zhihui_wire_writer_close_object (json);
    }
  zhihui_wire_writer_close_list (json);
}

static void
add_rate (ZhihuiWireWriter *json, const char *name, const ZhihuiDataCell *cell)
{
  zhihui_wire_writer_open_object (json, name);
  zhihui_wire_writer_integer (json, "k", cell->k);
  zhihui_wire_writer_integer (json, "n", cell->n);
  zhihui_wire_writer_number (
    json, "value", cell->n > 0 ? (double) cell->k / (double) cell->n : (double) NAN);
  zhihui_wire_writer_close_object (json);
}

static void
add_cell (ZhihuiWireWriter *json, const char *name, const ZhihuiDataCell *cell)
{
  switch (cell->kind)
    {
    case ZHIHUI_COLUMN_TEXT:
      zhihui_wire_writer_text (json, name, cell->word != NULL ? cell->word : cell->text);
      break;
    case ZHIHUI_COLUMN_COUNT:
      zhihui_wire_writer_integer (json, name, cell->count);
      break;
    case ZHIHUI_COLUMN_RATE:
      add_rate (json, name, cell);
      break;
    case ZHIHUI_COLUMN_RATIO:
    case ZHIHUI_COLUMN_NUMBER:
      zhihui_wire_writer_number (json, name, cell->number);
      break;
    case ZHIHUI_COLUMN_INSTANT:
      zhihui_wire_writer_instant (json, name, cell->instant);
      break;
    case ZHIHUI_COLUMN_DURATION:
      zhihui_wire_writer_integer (json, name, cell->seconds);
      break;
    case ZHIHUI_COLUMN_BOOLEAN:
      zhihui_wire_writer_boolean (json, name, cell->count != 0);
      break;
    case ZHIHUI_COLUMN_NONE:
    default:
      zhihui_wire_writer_null (json, name);
    }
}

static void
add_row (ZhihuiWireWriter *json, const ZhihuiDataTable *table, guint row)
{
  zhihui_wire_writer_open_object (json, NULL);
  if (zhihui_data_table_has_groups (table))
    zhihui_wire_writer_text (json, "group", zhihui_data_table_get_group_word (table, row));
  for (guint i = 0; i < zhihui_data_table_get_n_columns (table); i++)
    {
      ZhihuiDataCell cell = zhihui_data_table_get_cell (table, row, i);

      add_cell (json, zhihui_data_table_get_column_id (table, i), &cell);
    }
  zhihui_wire_writer_close_object (json);
}

static void
add_table (ZhihuiWireWriter *json, const ZhihuiDataTable *table)
{
  guint n_rows = zhihui_data_table_get_n_rows (table);

  zhihui_wire_writer_open_object (json, NULL);
  zhihui_wire_writer_text (json, "id", zhihui_data_table_get_id (table));
  zhihui_wire_writer_text (json, "title", zhihui_data_table_get_title (table));
  add_optional (json, "note", zhihui_data_table_get_note (table));
  if (n_rows == 0)
    zhihui_wire_writer_text (json, "empty", zhihui_data_table_get_empty (table));
  add_columns (json, table);
  zhihui_wire_writer_open_list (json, "rows");
  for (guint row = 0; row < n_rows; row++)
    add_row (json, table, row);
  zhihui_wire_writer_close_list (json);
  zhihui_wire_writer_close_object (json);
}

/* Line by line: readers of JSON may refuse a text as long as all of them. */
static void
add_canonical (ZhihuiWireWriter *json, const char *canonical)
{
  g_auto (GStrv) lines = canonical != NULL ? g_strsplit (canonical, "\r\n", -1) : NULL;

  if (lines == NULL)
    return;
  zhihui_wire_writer_open_list (json, "canonical");
  for (guint i = 0; lines[i] != NULL && (*lines[i] != '\0' || lines[i + 1] != NULL); i++)
    zhihui_wire_writer_text (json, NULL, lines[i]);
  zhihui_wire_writer_close_list (json);
}

/**
 * zhihui_tables_write_json:
 * @tables: (element-type ZhihuiDataTable)
 * @head: what is known of them
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes one object: what is in @head, and `tables` with their columns and rows; a row is an object
 * whose members have the ids of the columns. Rates are objects with k, n and value (null where
 * nothing could be counted), instants text by RFC 3339, durations seconds, what is not known null.
 * Last come the lines of the canonical data, where they are given: `sha256` is theirs.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_tables_write_json (GPtrArray              *tables,
                          const ZhihuiTablesHead *head,
                          const char             *path,
                          GError                **error)
{
  g_autofree char *digest =
    head->digest == NULL ? zhihui_data_tables_make_digest (tables, head->zone) : NULL;
  g_autofree char *written = NULL;
  g_autoptr (GString) text = NULL;
  ZhihuiWireWriter json;

  zhihui_wire_writer_init (&json, head->zone);
  zhihui_wire_writer_open_object (&json, NULL);
  add_head (&json, head, digest != NULL ? digest : head->digest);
  zhihui_wire_writer_open_list (&json, "tables");
  for (guint i = 0; i < tables->len; i++)
    add_table (&json, tables->pdata[i]);
  zhihui_wire_writer_close_list (&json);
  add_canonical (&json, head->canonical);
  zhihui_wire_writer_close_object (&json);
  written = zhihui_wire_writer_finish (&json);
  text = g_string_new (written);
  g_string_append_c (text, '\n');
  return zhihui_report_file_replace_text (path, text, error);
}
