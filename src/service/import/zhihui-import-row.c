/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-import-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"

#define MAX_NAME_BYTES 200
#define MAX_RETURNS 100000

/**
 * zhihui_import_head_read:
 * @reader: has just read the first row
 *
 * Finds the columns that the map names. One that is not there is an error, whatever it is for.
 */
gboolean
zhihui_import_head_read (ZhihuiImportHead *self,
                         ZhihuiImportMap  *map,
                         ZhihuiCsvReader  *reader,
                         GError          **error)
{
  self->n_fields = zhihui_csv_reader_get_n_fields (reader);
  for (guint i = 0; i < ZHIHUI_N_IMPORT_COLUMNS; i++)
    {
      self->places[i] = -1;
      if (map->columns[i] == NULL)
        continue;

      for (guint field = 0; field < self->n_fields; field++)
        if (g_str_equal (zhihui_csv_reader_get_field (reader, field), map->columns[i]))
          self->places[i] = (int) field;

      if (self->places[i] < 0)
        {
          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("the file has no column '%s', which the map wants as '%s'"),
                       map->columns[i],
                       zhihui_import_column_get_key ((ZhihuiImportColumn) i));
          return FALSE;
        }
    }

  return TRUE;
}

/* What is needed to read one row. */
typedef struct
{
  ZhihuiImportRow        *row;
  const ZhihuiImportHead *head;
  ZhihuiImportMap        *map;
  ZhihuiCsvReader        *reader;
  gint64                  as_of;
} Reading;

static const char *
get (const Reading *reading, ZhihuiImportColumn column)
{
  int place = reading->head->places[column];

  return place >= 0 ? zhihui_csv_reader_get_field (reading->reader, (guint) place) : "";
}

static char *
complain (ZhihuiImportColumn column, const char *what, const char *text)
{
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));

  return g_strdup_printf ("%s: %s '%s'", zhihui_import_column_get_key (column), what, cut);
}

static char *
read_time (const Reading *reading, ZhihuiImportColumn column, gint64 *instant)
{
  const char *text = get (reading, column);

  *instant = ZHIHUI_NO_INSTANT;
  if (*text == '\0' ||
      (column == ZHIHUI_IMPORT_DUE ? zhihui_import_map_parse_deadline (reading->map, text, instant)
                                   : zhihui_import_map_parse_time (reading->map, text, instant)))
    return NULL;

  return complain (column, _ ("is no time:"), text);
}

static char *
read_times (const Reading *reading)
{
  ZhihuiImportRow *row = reading->row;
  char            *fault = read_time (reading, ZHIHUI_IMPORT_OPENED, &row->told.opened_at);

  if (fault == NULL)
    fault = read_time (reading, ZHIHUI_IMPORT_DUE, &row->told.due_at);
  if (fault == NULL)
    fault = read_time (reading, ZHIHUI_IMPORT_CLOSED, &row->told.closed_at);
  if (fault != NULL)
    return fault;

  if (row->told.opened_at == ZHIHUI_NO_INSTANT)
    return g_strdup (_ ("it does not say when the case was opened"));
  return NULL;
}

static char *
read_names (const Reading *reading)
{
  ZhihuiImportRow *row = reading->row;
  const struct
  {
    ZhihuiImportColumn column;
    const char       **text;
  } names[] = {
    { ZHIHUI_IMPORT_CASE_ID, &row->key },       { ZHIHUI_IMPORT_AGENCY, &row->agency },
    { ZHIHUI_IMPORT_CATEGORY, &row->category }, { ZHIHUI_IMPORT_CHANNEL, &row->channel },
    { ZHIHUI_IMPORT_AREA, &row->area },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      *names[i].text = get (reading, names[i].column);
      if (strlen (*names[i].text) > MAX_NAME_BYTES)
        return complain (names[i].column, _ ("is too long:"), *names[i].text);
    }

  if (*row->key == '\0')
    return g_strdup (_ ("it has no case id"));
  if (*row->agency == '\0')
    row->agency = reading->map->empty_agency;
  if (*row->agency == '\0')
    return g_strdup (_ ("it has no agency"));
  return NULL;
}

/* Without a column for it, or with no words listed, the close time tells. */
static char *
read_status (const Reading *reading)
{
  ZhihuiImportRow *row = reading->row;
  const char      *word = get (reading, ZHIHUI_IMPORT_STATUS);

  row->status = row->told.closed_at != ZHIHUI_NO_INSTANT ? ZHIHUI_IMPORT_STATUS_CLOSED
                                                         : ZHIHUI_IMPORT_STATUS_OPEN;
  if (reading->head->places[ZHIHUI_IMPORT_STATUS] < 0 ||
      g_hash_table_size (reading->map->statuses) == 0)
    return NULL;

  row->status = zhihui_import_map_get_status (reading->map, word);
  if (row->status == ZHIHUI_IMPORT_STATUS_UNKNOWN)
    return complain (ZHIHUI_IMPORT_STATUS, _ ("the map does not list"), word);
  if (row->status == ZHIHUI_IMPORT_STATUS_CLOSED && row->told.closed_at == ZHIHUI_NO_INSTANT)
    return g_strdup (_ ("it is closed, but does not say when"));
  row->told.is_duplicate = row->status == ZHIHUI_IMPORT_STATUS_DUPLICATE;
  if (row->status == ZHIHUI_IMPORT_STATUS_OPEN)
    row->told.closed_at = ZHIHUI_NO_INSTANT; /* opened again */
  return NULL;
}

/* After the status: work that is open again has no close time. */
static char *
check_order (const Reading *reading)
{
  return zhihui_reported_case_is_possible (&reading->row->told)
           ? NULL
           : g_strdup (_ ("it was closed before it was opened"));
}

static char *
read_degrees (const Reading *reading, ZhihuiImportColumn column, double limit, double *degrees)
{
  const char *text = get (reading, column);
  char       *end = NULL;

  *degrees = NAN;
  if (*text == '\0')
    return NULL;

  *degrees = g_ascii_strtod (text, &end);
  if (*end == '\0' && end != text && fabs (*degrees) <= limit)
    return NULL;
  return complain (column, _ ("is no such angle:"), text);
}

static char *
read_place (const Reading *reading)
{
  ZhihuiImportRow *row = reading->row;
  char            *fault = read_degrees (reading, ZHIHUI_IMPORT_LON, 180, &row->lon);

  if (fault == NULL)
    fault = read_degrees (reading, ZHIHUI_IMPORT_LAT, 90, &row->lat);
  if (fault == NULL && isnan (row->lon) != isnan (row->lat))
    fault = g_strdup (_ ("it has only one of longitude and latitude"));
  return fault;
}

static char *
read_returns (const Reading *reading)
{
  const char *text = get (reading, ZHIHUI_IMPORT_RETURNS);

  reading->row->told.n_returns = 0;
  if (*text == '\0' ||
      g_ascii_string_to_signed (text, 10, 0, MAX_RETURNS, &reading->row->told.n_returns, NULL))
    return NULL;
  return complain (ZHIHUI_IMPORT_RETURNS, _ ("is no count:"), text);
}

static char *
read_overdue (const Reading *reading)
{
  ZhihuiReportedCase *told = &reading->row->told;
  const char         *text = get (reading, ZHIHUI_IMPORT_OVERDUE);

  if (!zhihui_verdict_parse (text, &told->overdue_flag))
    return complain (ZHIHUI_IMPORT_OVERDUE, _ ("is not yes or no:"), text);

  zhihui_reported_case_settle (told, reading->as_of);
  return NULL;
}

/**
 * zhihui_import_row_read:
 * @reader: has just read the row
 * @as_of: when the source was looked at
 *
 * Returns: (transfer full) (nullable): what is wrong with the row, for the person who made the file
 */
char *
zhihui_import_row_read (ZhihuiImportRow        *row,
                        const ZhihuiImportHead *head,
                        ZhihuiImportMap        *map,
                        ZhihuiCsvReader        *reader,
                        gint64                  as_of)
{
  char *(*const parts[]) (const Reading *) = { read_names, read_times,   read_status, check_order,
                                               read_place, read_returns, read_overdue };
  const Reading reading = { row, head, map, reader, as_of };
  guint         n_fields = zhihui_csv_reader_get_n_fields (reader);
  char         *fault = NULL;

  memset (row, 0, sizeof *row);
  if (n_fields != head->n_fields)
    return g_strdup_printf (
      _ ("it has %u fields, the head of the file has %u"), n_fields, head->n_fields);

  for (guint i = 0; i < G_N_ELEMENTS (parts) && fault == NULL; i++)
    fault = parts[i](&reading);

  return fault;
}
