/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-csv.h"
#include "zhihui-import-row.h"

/* A foreign file of cases: rows as the import understands them; and every good row, written by our
 * own writer, is read again as it was. */

#define AS_OF G_GINT64_CONSTANT (1596002712)

static const char map_text[] =
  "[deployment]\nsource=town\ntitle=Town\nname=Town\nregion=24\nlanguage=en\n"
  "time_zone=America/New_York\npeer=agency\npeer_label=Agencies\n"
  "[columns]\ncase_id=id\nopened=opened\ndue=due\nclosed=closed\nstatus=status\n"
  "category=category\nchannel=channel\nagency=agency\narea=area\nlon=lon\nlat=lat\n"
  "overdue=overdue\nreturns=returns\n"
  "[formats]\ntime=%Y-%m-%dT%H:%M:%S;%d/%m/%Y %H:%M;%m/%d/%Y %I:%M:%S %p\n"
  "[status]\nOpen=open\nClosed=closed\nTwice=duplicate\n[channels]\nWeb=online\n";

static ZhihuiCsvReader *
open_reader (const void *text, gsize length)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return zhihui_csv_reader_new (stream);
}

static void
check_writing (ZhihuiCsvReader *row)
{
  guint n = zhihui_csv_reader_get_n_fields (row);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ZhihuiCsvReader) again = NULL;

  for (guint i = 0; i < n; i++)
    zhihui_csv_append_text (text, zhihui_csv_reader_get_field (row, i));
  zhihui_csv_end_row (text);
  if (text->len > ZHIHUI_CSV_MAX_ROW_BYTES)
    return;

  again = open_reader (text->str, text->len);
  g_assert_cmpint (zhihui_csv_reader_read (again, NULL), ==, ZHIHUI_CSV_ROW);
  g_assert_cmpuint (zhihui_csv_reader_get_n_fields (again), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const char *before = zhihui_csv_reader_get_field (row, i);
      const char *after = zhihui_csv_reader_get_field (again, i);

      /* A formula has become harmless. */
      if (*after == '\'' && *before != '\'')
        after++;
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (zhihui_csv_reader_read (again, NULL), ==, ZHIHUI_CSV_END);
}

static void
check_row (const ZhihuiImportHead *head, ZhihuiImportMap *map, ZhihuiCsvReader *reader)
{
  ZhihuiImportRow  row = { 0 };
  g_autofree char *fault = zhihui_import_row_read (&row, head, map, reader, AS_OF);

  if (fault != NULL)
    {
      g_assert_true (g_utf8_validate (fault, -1, NULL));
      return;
    }

  g_assert_cmpstr (row.key, !=, "");
  g_assert_cmpstr (row.agency, !=, "");
  g_assert_true (isnan (row.lon) || fabs (row.lon) <= 180);
  g_assert_true (isnan (row.lat) || fabs (row.lat) <= 90);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (ZhihuiImportMap) map = zhihui_import_map_new_from_text (map_text, "town.map", NULL);
  g_autoptr (ZhihuiCsvReader) reader = open_reader (data, size);
  ZhihuiImportHead head;
  gboolean         has_head = FALSE;
  guint            n_rows = 0;
  ZhihuiCsvResult  result;

  g_assert_nonnull (map);
  while ((result = zhihui_csv_reader_read (reader, NULL)) != ZHIHUI_CSV_END)
    {
      g_assert_cmpint (result, !=, ZHIHUI_CSV_FAILED);
      if (result == ZHIHUI_CSV_BAD_ROW)
        {
          g_assert_nonnull (zhihui_csv_reader_get_reason (reader));
          continue;
        }
      check_writing (reader);
      if (n_rows++ == 0)
        has_head = zhihui_import_head_read (&head, map, reader, NULL);
      else if (has_head)
        check_row (&head, map, reader);
    }
  return 0;
}
