/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "zhihui-csv-reader.h"
#include "zhihui-error.h"
#include "zhihui-wire-text.h"
#include "zhihui-wire.h"
#include "zhihui-xml-text.h"

struct _ZhihuiRows
{
  ZhihuiColumn *const *columns; /* borrowed */
  guint                n_columns;
  gboolean            *has_column; /* owned: something was found there */
  guint64              number;     /* of the row: its line, or its place from 1 */
  guint                n_bad;
  char                *bad; /* owned, nullable: the first, where and why */

  char      *text;  /* owned: guarded JSON, or NULL */
  GPtrArray *rows;  /* (element-type utf8), owned: where each begins */
  guint      index; /* of the row to come */

  ZhihuiCsvReader *csv;     /* owned, or NULL */
  gboolean         is_utf8; /* the whole table */
  GPtrArray       *places;  /* owned: by column GArray of places of its ways, −1 not there */
};

void
zhihui_rows_free (ZhihuiRows *self)
{
  if (self == NULL)
    return;

  g_free (self->has_column);
  g_free (self->bad);
  g_free (self->text);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->csv, zhihui_csv_reader_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_free (self);
}

void
zhihui_cells_clear (ZhihuiCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_clear_pointer (&cells[i].text, g_free);
      cells[i].kind = ZHIHUI_CELL_NONE;
    }
}

/* ---- JSON ---- */

static gboolean
add_row (const char *place, gpointer user_data)
{
  GPtrArray *rows = user_data;

  if (*place == '[')
    zhihui_json_visit_elements (place, add_row, rows);
  else if (*place == '{')
    g_ptr_array_add (rows, (gpointer) place);

  return TRUE; /* null and an empty XML element are no rows */
}

static gboolean
find_rows (ZhihuiRows *self, const ZhihuiColumn *list, GError **error)
{
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < list->ways->len; i++)
    {
      const ZhihuiWay *way = list->ways->pdata[i];

      if (way->path == NULL || zhihui_json_path_find (way->path, self->text) == NULL)
        continue;
      if (zhihui_json_path_visit (way->path, self->text, add_row, self->rows))
        return TRUE;

      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, _ ("the path of the rows names too much"));
      return FALSE;
    }

  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("the answer has no rows at %s"), list->text);
  return FALSE;
}

static void
read_value (const char *place, ZhihuiCell *cell)
{
  const char *end = zhihui_json_skip (place);

  switch (*place)
    {
    case '"':
      cell->kind = ZHIHUI_CELL_TEXT;
      cell->text = zhihui_wire_text_copy (place + 1, end - 1);
      return;
    case '{':
    case '[':
      cell->kind = ZHIHUI_CELL_OTHER;
      cell->text = g_strdup ("");
      return;
    case 't':
    case 'f':
      cell->kind = *place == 't' ? ZHIHUI_CELL_TRUE : ZHIHUI_CELL_FALSE;
      break;
    case 'n':
      cell->kind = ZHIHUI_CELL_NONE;
      cell->text = g_strdup ("");
      return;
    default:
      cell->kind = ZHIHUI_CELL_NUMBER;
      break;
    }
  cell->text = g_strndup (place, (gsize) (end - place));
}

static const char *
find_value (const ZhihuiRows *self, const ZhihuiWay *way, const char *row)
{
  if (way->name != NULL)
    return zhihui_json_find_member (row, way->name);
  if (way->path == NULL)
    return NULL;

  return zhihui_json_path_find (way->path,
                                zhihui_json_path_is_absolute (way->path) ? self->text : row);
}

/* ---- CSV ---- */

/* What is wrong with the row that was just read, and how to read a table of another encoding. */
static char *
describe_bad_row (ZhihuiRows *self)
{
  return g_strdup_printf (_ ("row %" PRIu64 ": %s%s"),
                          zhihui_csv_reader_get_line (self->csv),
                          zhihui_csv_reader_get_reason (self->csv),
                          self->is_utf8 ? "" : _ (" (encoding=gb18030 may be said)"));
}

static gboolean
read_heads (ZhihuiRows *self, GError **error)
{
  ZhihuiCsvResult result = zhihui_csv_reader_read (self->csv, error);

  if (result == ZHIHUI_CSV_BAD_ROW)
    {
      g_autofree char *bad = describe_bad_row (self);

      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, bad);
      return FALSE;
    }
  if (result != ZHIHUI_CSV_ROW)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (
          error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("the table has no row of heads"));
      return FALSE;
    }

  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->n_columns; i++)
    {
      GArray *places = g_array_new (FALSE, FALSE, sizeof (int));

      g_ptr_array_add (self->places, places);
      for (guint j = 0; self->columns[i] != NULL && j < self->columns[i]->ways->len; j++)
        {
          const ZhihuiWay *way = self->columns[i]->ways->pdata[j];
          int              place = -1;

          for (guint k = 0; way->name != NULL && k < zhihui_csv_reader_get_n_fields (self->csv);
               k++)
            if (g_str_equal (zhihui_csv_reader_get_field (self->csv, k), way->name))
              place = (int) k;
          g_array_append_val (places, place);
        }
    }

  return TRUE;
}

static void
read_field (ZhihuiRows *self, guint column, guint way, ZhihuiCell *cell)
{
  int         place = g_array_index ((GArray *) self->places->pdata[column], int, way);
  const char *text;

  if (place < 0 || (guint) place >= zhihui_csv_reader_get_n_fields (self->csv))
    return;

  text = zhihui_csv_reader_get_field (self->csv, (guint) place);
  self->has_column[column] = TRUE;
  if (*text == '\0')
    return;

  cell->kind = ZHIHUI_CELL_TEXT;
  cell->text = g_strdup (text);
}

/* ---- both ---- */

static gboolean
is_empty (const ZhihuiCell *cell)
{
  return cell->kind == ZHIHUI_CELL_NONE || (cell->kind == ZHIHUI_CELL_TEXT && *cell->text == '\0');
}

static void
read_cell (ZhihuiRows *self, guint column, const char *row, ZhihuiCell *cell)
{
  const ZhihuiColumn *one = self->columns[column];

  for (guint i = 0; one != NULL && i < one->ways->len && is_empty (cell); i++)
    {
      const ZhihuiWay *way = one->ways->pdata[i];
      const char      *place = row != NULL ? find_value (self, way, row) : NULL;

      if (way->constant != NULL)
        {
          cell->kind = ZHIHUI_CELL_TEXT;
          g_free (cell->text);
          cell->text = g_strdup (way->constant);
          self->has_column[column] = TRUE;
        }
      else if (place != NULL)
        {
          g_free (cell->text);
          read_value (place, cell);
          self->has_column[column] = TRUE;
        }
      else if (self->csv != NULL)
        {
          read_field (self, column, i, cell);
        }
    }

  if (cell->text == NULL)
    cell->text = g_strdup ("");
}

/* The next row of the table, those that are broken left out. */
static gboolean
read_csv_row (ZhihuiRows *self)
{
  for (;;)
    switch (zhihui_csv_reader_read (self->csv, NULL))
      {
      case ZHIHUI_CSV_ROW:
        self->number = zhihui_csv_reader_get_line (self->csv);
        return TRUE;
      case ZHIHUI_CSV_BAD_ROW:
        self->n_bad++;
        if (self->bad == NULL || zhihui_csv_reader_is_cut (self->csv))
          {
            g_free (self->bad);
            self->bad = describe_bad_row (self);
          }
        break;
      case ZHIHUI_CSV_END:
      case ZHIHUI_CSV_FAILED:
      default:
        return FALSE;
      }
}

/**
 * zhihui_rows_next:
 * @cells: (array): one a column; what was there is freed
 *
 * Returns: whether there was one more row
 */
gboolean
zhihui_rows_next (ZhihuiRows *self, ZhihuiCell *cells)
{
  const char *row = NULL;

  zhihui_cells_clear (cells, self->n_columns);
  if (self->csv != NULL)
    {
      if (!read_csv_row (self))
        return FALSE;
    }
  else
    {
      if (self->index >= self->rows->len)
        return FALSE;
      row = self->rows->pdata[self->index++];
      self->number = self->index;
    }

  for (guint i = 0; i < self->n_columns; i++)
    read_cell (self, i, row, &cells[i]);
  return TRUE;
}

/**
 * zhihui_rows_get_number:
 *
 * Returns: of the row just read: its line in a table, else its place from 1
 */
guint64
zhihui_rows_get_number (ZhihuiRows *self)
{
  return self->number;
}

/**
 * zhihui_rows_get_n_bad:
 *
 * Returns: how many rows of a table were broken
 */
guint
zhihui_rows_get_n_bad (ZhihuiRows *self)
{
  return self->n_bad;
}

/**
 * zhihui_rows_get_bad:
 * @is_cut: (out): whether a quotation never ended, so that nobody knows how many rows are in it
 *
 * Returns: (transfer none) (nullable): where a row of a table is broken, and why
 */
const char *
zhihui_rows_get_bad (ZhihuiRows *self, gboolean *is_cut)
{
  *is_cut = self->csv != NULL && zhihui_csv_reader_is_cut (self->csv);
  return self->bad;
}

/**
 * zhihui_rows_has_column:
 *
 * Returns: whether a row so far had it, be it empty
 */
gboolean
zhihui_rows_has_column (ZhihuiRows *self, guint column)
{
  return self->has_column[column];
}

/**
 * zhihui_rows_dup_at_root:
 * @column: (nullable): paths from the root
 *
 * Returns: (transfer full) (nullable): a text or number beside the rows, such as the next cursor
 */
char *
zhihui_rows_dup_at_root (ZhihuiRows *self, const ZhihuiColumn *column)
{
  for (guint i = 0; column != NULL && self->text != NULL && i < column->ways->len; i++)
    {
      const ZhihuiWay *way = column->ways->pdata[i];
      const char      *place = find_value (self, way, self->text);
      ZhihuiCell       cell = { 0 };

      if (place != NULL)
        read_value (place, &cell);
      if (cell.kind == ZHIHUI_CELL_TEXT || cell.kind == ZHIHUI_CELL_NUMBER)
        return cell.text;
      g_free (cell.text);
    }

  return NULL;
}

static ZhihuiRowsFormat
guess_format (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      if (g_ascii_isspace (data[i]))
        continue;
      return data[i] == '<' ? ZHIHUI_ROWS_XML : ZHIHUI_ROWS_JSON;
    }

  return ZHIHUI_ROWS_JSON;
}

static gboolean
open_text (ZhihuiRows *self, ZhihuiRowsFormat format, GBytes *body, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (body, &size);

  if (data == NULL)
    data = ""; /* an empty body */
  if (format == ZHIHUI_ROWS_ANY)
    format = guess_format (data, size);
  self->text =
    format == ZHIHUI_ROWS_XML ? zhihui_xml_to_json (data, size, error) : g_strndup (data, size);

  return self->text != NULL &&
         zhihui_wire_guard_check (
           self->text, format == ZHIHUI_ROWS_XML ? strlen (self->text) : size, error);
}

/**
 * zhihui_rows_new:
 * @body: an answer as it came
 * @list: (nullable): where the rows are; of a table not needed
 * @columns: (array length=n_columns): what is looked for in each row; may have %NULL; borrowed
 * @error: return location
 *
 * Returns: (transfer full): the rows, or %NULL with @error set
 */
ZhihuiRows *
zhihui_rows_new (ZhihuiRowsFormat     format,
                 GBytes              *body,
                 const ZhihuiColumn  *list,
                 ZhihuiColumn *const *columns,
                 guint                n_columns,
                 GError             **error)
{
  g_autoptr (ZhihuiRows) self = g_new0 (ZhihuiRows, 1);
  gsize       size;
  const char *data = g_bytes_get_data (body, &size);
  gboolean    good;

  self->columns = columns;
  self->n_columns = n_columns;
  self->has_column = g_new0 (gboolean, n_columns + 1);
  if (format == ZHIHUI_ROWS_CSV)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (body);

      self->csv = zhihui_csv_reader_new (stream);
      self->is_utf8 = g_utf8_validate (data != NULL ? data : "", (gssize) size, NULL);
      good = read_heads (self, error);
    }
  else
    {
      good = open_text (self, format, body, error) && find_rows (self, list, error);
    }

  return good ? g_steal_pointer (&self) : NULL;
}
