/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"

G_BEGIN_DECLS

ZhihuiSituation *
zhihui_report_restamp (ZhihuiReportRequest *request, gint64 as_of, const char *revision);

G_END_DECLS
