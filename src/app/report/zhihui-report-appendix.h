/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-canonical-data.h"
#include "zhihui-report-document.h"
#include "zhihui-report-evidence.h"

G_BEGIN_DECLS

/* The data of the paper, where they are beside it or printed in it. */
ZhihuiCanonicalData *
zhihui_report_appendix_load (const char *path, const ZhihuiReportEvidence *paper, GError **error);
ZhihuiCanonicalData *zhihui_report_appendix_read (const ZhihuiReportDocument *document,
                                                  const ZhihuiCanonicalData  *like,
                                                  double                      start,
                                                  double                      end);
ZhihuiCanonicalData *zhihui_report_appendix_tighten (const GString *csv);

G_END_DECLS
