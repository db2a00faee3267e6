/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-settings.h"
#include "zhihui-mesh.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What is to be put on paper. All borrowed while a report is written. */
typedef struct
{
  ZhihuiSituation *situation; /* with meta and, for every board and peer wanted, its whole ranking,
                               * unless the platform does not count that */
  guint              boards;  /* bits 1 << ZhihuiBoard; 0 is all four */
  const char *const *peers;   /* ids, NULL-terminated; NULL is every peer the platform names */
  const char        *issuer;  /* NULL: the platform's */
  const char        *title;   /* NULL: the usual one */
  const char        *marking; /* NULL: 内部资料 */
  const char        *watermark; /* NULL: none */
  guint              maps;      /* bits 1 << ZhihuiBoard: metrics of which a map is drawn */
  gboolean           is_map; /* about one of @maps alone, in the region of @situation; no boards */
  ZhihuiMapSettings *map_settings; /* of them; NULL: as usual */
  ZhihuiMesh        *mesh;         /* borders of the regions for them; NULL: hexagons */
  gint64             now_us;       /* monotonic: decides what the state of the source is */
} ZhihuiReportRequest;

char    *zhihui_report_describe_absent (const ZhihuiReportRequest *request);
gboolean zhihui_report_check_marking (const char *marking, GError **error);
gboolean zhihui_report_write_pdf (const ZhihuiReportRequest *request,
                                  const char                *path,
                                  guint                     *n_pages,
                                  GError                   **error);
gboolean
zhihui_report_write_csv (const ZhihuiReportRequest *request, const char *path, GError **error);

/* The canonical data: the CSV without its byte order mark. Equal figures, equal bytes. */
GString *zhihui_report_build_csv (const ZhihuiReportRequest *request, GError **error);

G_END_DECLS
