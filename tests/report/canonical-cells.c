/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canonical-cells.h"

ZhihuiCanonicalData *
canonical_cells_read (const ZhihuiReportRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) csv = zhihui_report_build_csv (request, &error);

  g_assert_no_error (error);
  return zhihui_canonical_data_read (csv->str, csv->len);
}

guint
canonical_cells_find (const ZhihuiCanonicalData *data, guint table, const char *name)
{
  g_auto (GStrv) head = zhihui_canonical_data_dup_head (data, table);

  for (guint i = 0; head[i] != NULL; i++)
    if (g_str_equal (head[i], name))
      return i;
  g_error ("no column %s", name);
}
