/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What files made of a board's table cost: CSV, JSON and a workbook of 112, 1,244 and 12,440 rows,
 * as a board of rates has them. One line of JSON a size; the peak is of the whole process. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zhihui-tables.h"

#define N_ROUNDS 7

typedef gboolean (*Write) (GPtrArray              *tables,
                           const ZhihuiTablesHead *head,
                           const char             *path,
                           GError                **error);

static int
compare (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static ZhihuiDataTable *
make_table (guint n_rows)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("overdue_rate-town", "超期率（镇街道）");
  GRand           *rand = g_rand_new_with_seed (n_rows);

  zhihui_data_table_add_column (table, "rank", "名次", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "tied", "并列", ZHIHUI_COLUMN_BOOLEAN);
  zhihui_data_table_add_column (table, "unit", "单位", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "overdue_rate", "超期率", ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "low", "区间下限", ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "high", "区间上限", ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "rank_change", "名次变化", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "at", "最近一件", ZHIHUI_COLUMN_INSTANT);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("昆仑镇第%u社区服务中心", i);
      gint32           n = g_rand_int_range (rand, 1, 900);

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_count (table, i + 1);
      zhihui_data_table_add_boolean (table, i % 5 == 0);
      zhihui_data_table_add_text (table, name);
      zhihui_data_table_add_rate (table, g_rand_int_range (rand, 0, n), n);
      zhihui_data_table_add_number (table, g_rand_double (rand));
      zhihui_data_table_add_number (table, g_rand_double (rand));
      zhihui_data_table_add_count (table, g_rand_int_range (rand, -9, 9));
      zhihui_data_table_add_instant (table, 1785305112 - g_rand_int_range (rand, 0, 9999999));
    }
  g_rand_free (rand);
  return table;
}

static double
measure (GPtrArray *tables, ZhihuiZone *zone, Write write, const char *path)
{
  ZhihuiTablesHead head = { .title = "排行", .as_of = 1785305112, .zone = zone };
  double           times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      if (!write (tables, &head, path, &error))
        g_error ("%s", error->message);
      times[i] = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  qsort (times, N_ROUNDS, sizeof *times, compare);
  return times[N_ROUNDS / 2];
}

static long
get_peak_kb (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

int
main (void)
{
  static const guint sizes[] = { 112, 1244, 12440 };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *folder = g_dir_make_tmp ("zhihui-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) tables =
        g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);
      double csv, json, xlsx;

      g_ptr_array_add (tables, make_table (sizes[i]));
      csv = measure (tables, zone, zhihui_tables_write_csv, path);
      json = measure (tables, zone, zhihui_tables_write_json, path);
      xlsx = measure (tables, zone, zhihui_tables_write_xlsx, path);
      printf ("{\"rows\":%u,\"csv_s\":%.3f,\"json_s\":%.3f,\"xlsx_s\":%.3f,\"peak_mb\":%.1f}\n",
              sizes[i],
              csv,
              json,
              xlsx,
              (double) get_peak_kb () / 1024);
    }
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
