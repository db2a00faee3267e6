/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-text.h"

char *
table_text_write (GPtrArray *tables)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  GString *csv = g_string_new (NULL);

  zhihui_data_tables_append_csv (tables, zone, csv);
  g_string_replace (csv, "\r\n", "\n", 0);
  g_string_replace (csv, "\"", "", 0);
  return g_string_free (csv, FALSE);
}

char *
table_text_write_one (ZhihuiDataTable *table)
{
  g_autoptr (GPtrArray) tables =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  g_ptr_array_add (tables, table);
  return table_text_write (tables);
}
