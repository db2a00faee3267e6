/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"

G_BEGIN_DECLS

/* What a request comes to. */

ZhihuiReportRequest *zhihui_report_request_complete (const ZhihuiReportRequest *request,
                                                     GError                   **error);
void                 zhihui_report_request_free (ZhihuiReportRequest *self);

gboolean
zhihui_report_is_absent (const ZhihuiReportRequest *request, ZhihuiBoard board, const char *peer);
gboolean   zhihui_report_wants_board (const ZhihuiReportRequest *request, ZhihuiBoard board);
GPtrArray *zhihui_report_list_peers (
  const ZhihuiReportRequest *request); /* (element-type ZhihuiPeer) borrowed elements */
ZhihuiRanking *zhihui_report_find_ranking (const ZhihuiReportRequest *request, ZhihuiBoard board);
ZhihuiRanking *zhihui_report_find_first_ranking (const ZhihuiReportRequest *request);
gboolean       zhihui_report_is_shrunk (const ZhihuiReportRequest *request);
char          *zhihui_report_format_span (const ZhihuiReportRequest *request,
                                          const ZhihuiWindow        *window,
                                          gint64                     as_of);
ZhihuiBoard    zhihui_report_get_map_board (const ZhihuiReportRequest *request);
const char    *zhihui_report_get_title (const ZhihuiReportRequest *request);
const char    *zhihui_report_get_issuer (const ZhihuiReportRequest *request);
const char    *zhihui_report_get_marking (const ZhihuiReportRequest *request);

/* (nullable): the unit that it is about */
const ZhihuiUnit *zhihui_report_find_unit (const ZhihuiReportRequest *request);

void zhihui_report_tell_proof (const ZhihuiReportRequest *request,
                               const GString             *csv,
                               const char                *digest);

char *zhihui_report_make_keywords (const ZhihuiReportRequest *request,
                                   const ZhihuiReportRequest *whole,
                                   const GString             *csv,
                                   char                     **digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportRequest, zhihui_report_request_free)

G_END_DECLS
