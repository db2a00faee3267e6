/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "zhihui-board-table.h"
#include "zhihui-tables.h"

/* A folder of its own for files of tables, and what is read back of them by others. */
typedef struct
{
  char            *folder; /* owned */
  char            *path;   /* owned: in it, of the file last written */
  GPtrArray       *tables; /* (element-type ZhihuiDataTable), owned */
  ZhihuiZone      *zone;   /* owned */
  ZhihuiTablesHead head;
} TablesSample;

typedef gboolean (*TablesWrite) (GPtrArray              *tables,
                                 const ZhihuiTablesHead *head,
                                 const char             *path,
                                 GError                **error);

void        tables_sample_set_up (TablesSample *self, gconstpointer data);
void        tables_sample_tear_down (TablesSample *self, gconstpointer data);
const char *tables_sample_write (TablesSample *self, TablesWrite write, const char *name);
GBytes     *tables_sample_read (TablesSample *self, const char *name);

/* NULL: skipped, there is no reader here. */
JsonObject *tables_sample_open_workbook (TablesSample *self, const char *name);
JsonObject *tables_sample_open_json (TablesSample *self, const char *name);

/* A board of @n_units units whose figures are drawn, with ties and units that are not ranked. */
ZhihuiRanking *tables_sample_draw_ranking (ZhihuiMetric metric, guint n_units);
