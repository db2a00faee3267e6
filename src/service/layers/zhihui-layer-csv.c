/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "zhihui-csv-reader.h"
#include "zhihui-error.h"
#include "zhihui-layer.h"

enum
{
  COLUMN_NAME,
  COLUMN_REGION,
  COLUMN_STATUS,
  COLUMN_LON,
  COLUMN_LAT,
  COLUMN_N,
  COLUMN_ONLINE,
  N_COLUMNS,
};

static const char *const column_names[N_COLUMNS] = { "name", "region", "status", "lon",
                                                     "lat",  "n",      "online" };

static gboolean
fail (GError **error, guint64 line, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("line %s: %s cannot be read"), number, what);
  return FALSE;
}

static gboolean
read_head (ZhihuiCsvReader *reader, int *columns, GError **error)
{
  guint n = zhihui_csv_reader_get_n_fields (reader);

  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      const char *name = zhihui_csv_reader_get_field (reader, i);
      guint       column = 0;

      while (column < N_COLUMNS && !g_str_equal (column_names[column], name))
        column++;
      if (column == N_COLUMNS || columns[column] >= 0)
        return fail (error, 1, name);
      columns[column] = (int) i;
    }
  return columns[COLUMN_NAME] >= 0 || fail (error, 1, "name");
}

static const char *
get_field (ZhihuiCsvReader *reader, const int *columns, guint column)
{
  int index = columns[column];

  if (index < 0 || (guint) index >= zhihui_csv_reader_get_n_fields (reader))
    return "";
  return zhihui_csv_reader_get_field (reader, (guint) index);
}

/* Leaves @number as it is when the field is empty. */
static gboolean
read_number (const char *text, double *number)
{
  char *end = NULL;

  if (*text == '\0')
    return TRUE;

  *number = g_ascii_strtod (text, &end);
  return *end == '\0';
}

static gboolean
read_count (const char *text, gint64 *count)
{
  return *text == '\0' || g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, count, NULL);
}

static gboolean
read_point (ZhihuiLayer *self, ZhihuiCsvReader *reader, const int *columns, GError **error)
{
  ZhihuiLayerPoint *point = zhihui_layer_add_point (self);
  guint64           line = zhihui_csv_reader_get_line (reader);

  point->name = g_strdup (get_field (reader, columns, COLUMN_NAME));
  point->region = g_strdup (get_field (reader, columns, COLUMN_REGION));
  point->status = g_strdup (get_field (reader, columns, COLUMN_STATUS));
  if (!read_number (get_field (reader, columns, COLUMN_LON), &point->lon))
    return fail (error, line, "lon");
  if (!read_number (get_field (reader, columns, COLUMN_LAT), &point->lat))
    return fail (error, line, "lat");
  if (!read_count (get_field (reader, columns, COLUMN_N), &point->n))
    return fail (error, line, "n");
  return read_count (get_field (reader, columns, COLUMN_ONLINE), &point->n_online) ||
         fail (error, line, "online");
}

/**
 * zhihui_layer_read_csv:
 *
 * The first line names the columns: name, and any of region, status, lon, lat, n, online. A bad
 * line refuses the whole file: half a layer would show half the cameras.
 */
gboolean
zhihui_layer_read_csv (ZhihuiLayer *self, GInputStream *stream, GError **error)
{
  g_autoptr (ZhihuiCsvReader) reader = zhihui_csv_reader_new (stream);
  int      columns[N_COLUMNS];
  gboolean has_head = FALSE;

  while (TRUE)
    switch (zhihui_csv_reader_read (reader, error))
      {
      case ZHIHUI_CSV_ROW:
        if (has_head ? !read_point (self, reader, columns, error)
                     : !read_head (reader, columns, error))
          return FALSE;
        has_head = TRUE;
        break;

      case ZHIHUI_CSV_BAD_ROW:
        return fail (
          error, zhihui_csv_reader_get_line (reader), zhihui_csv_reader_get_reason (reader));

      case ZHIHUI_CSV_END:
        return has_head || fail (error, 1, "name");

      case ZHIHUI_CSV_FAILED:
      default:
        return FALSE;
      }
}
