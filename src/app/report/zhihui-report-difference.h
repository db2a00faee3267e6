/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-canonical-data.h"
#include "zhihui-report-evidence.h"

G_BEGIN_DECLS

/* Lines for people: where the canonical data of a paper then and now differ. */
GPtrArray *zhihui_report_difference_list (const ZhihuiCanonicalData *then,
                                          const ZhihuiCanonicalData *now);
GPtrArray *zhihui_report_difference_list_tables (const ZhihuiReportEvidence *then,
                                                 const ZhihuiCanonicalData  *now);

G_END_DECLS
