/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report-job.h"

G_BEGIN_DECLS

char *
zhihui_report_telling_wait (ZhihuiReportJob *job, guint n_pages, const ZhihuiReportProof *proof);

G_END_DECLS
