/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"

G_BEGIN_DECLS

/* What a report can be written as. */
typedef enum
{
  ZHIHUI_REPORT_PDF,
  ZHIHUI_REPORT_PNG,
  ZHIHUI_REPORT_SVG,
  ZHIHUI_REPORT_CSV,
  ZHIHUI_REPORT_XLSX,
  ZHIHUI_REPORT_JSON,
  ZHIHUI_N_REPORT_FORMATS,
} ZhihuiReportFormat;

const char *zhihui_report_format_get_ending (ZhihuiReportFormat format);
gboolean    zhihui_report_format_is_for_programs (ZhihuiReportFormat format);
gboolean    zhihui_report_format_write (ZhihuiReportFormat         format,
                                        const ZhihuiReportRequest *request,
                                        const char                *path,
                                        guint                     *n_pages,
                                        GError                   **error);

G_END_DECLS
