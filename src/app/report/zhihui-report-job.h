/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report-options.h"

G_BEGIN_DECLS

/* A report that is asked for, and what was read for it. Initialise with ZHIHUI_REPORT_JOB_INIT. */
typedef struct
{
  ZhihuiReportOptions options;   /* its request is filled */
  ZhihuiSource       *source;    /* owned */
  ZhihuiSituation    *situation; /* owned: all figures are of one moment */
  ZhihuiRegionPath   *path;      /* owned or NULL: of the region that was asked for */
  char               *unit_id;   /* owned or NULL: of the unit that was asked for */
} ZhihuiReportJob;

#define ZHIHUI_REPORT_JOB_INIT                                                                     \
  {                                                                                                \
    .options = ZHIHUI_REPORT_OPTIONS_INIT                                                          \
  }

void     zhihui_report_job_clear (ZhihuiReportJob *self);
gboolean zhihui_report_job_read (ZhihuiReportJob *self, GError **error);

G_END_DECLS
