/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-csv-reader.h"
#include "zhihui-import-map.h"
#include "zhihui-reported-case.h"

G_BEGIN_DECLS

/* One row of a foreign file, understood. Texts are borrowed from the reader or the map. */
typedef struct
{
  const char        *key;                                /* the source's own id of the case */
  const char        *agency, *category, *channel, *area; /* "" where there is none */
  ZhihuiImportStatus status;
  ZhihuiReportedCase told;
  double             lon, lat; /* NAN unknown */
} ZhihuiImportRow;

/* Where the columns stand, from the first row of the file. */
typedef struct
{
  int   places[ZHIHUI_N_IMPORT_COLUMNS]; /* -1 not there */
  guint n_fields;
} ZhihuiImportHead;

gboolean zhihui_import_head_read (ZhihuiImportHead *self,
                                  ZhihuiImportMap  *map,
                                  ZhihuiCsvReader  *reader,
                                  GError          **error);
/* Why the row cannot be taken (transfer full), or NULL and @row is filled. */
char *zhihui_import_row_read (ZhihuiImportRow        *row,
                              const ZhihuiImportHead *head,
                              ZhihuiImportMap        *map,
                              ZhihuiCsvReader        *reader,
                              gint64                  as_of);

G_END_DECLS
