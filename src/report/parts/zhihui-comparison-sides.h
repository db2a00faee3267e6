/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-compared-days.h"
#include "zhihui-report.h"

G_BEGIN_DECLS

/* A board in two periods. Borrowed. */
typedef struct
{
  ZhihuiRanking     *before, *now; /* nullable */
  ZhihuiComparedDays days;         /* that are compared */
  const char        *fault;        /* nullable: in words for people, why they are not compared */
} ZhihuiComparisonSides;

void                  zhihui_comparison_sides_ask (const ZhihuiReportRequest *request,
                                                   ZhihuiBoard                board,
                                                   const char                *peer,
                                                   ZhihuiReportAnswers       *answers);
ZhihuiComparisonSides zhihui_comparison_sides_find (const ZhihuiReportRequest *request,
                                                    ZhihuiBoard                board,
                                                    const char                *peer);
gboolean zhihui_comparison_sides_overlap (const ZhihuiReportRequest *request, ZhihuiBoard board);
char    *zhihui_comparison_sides_describe (const ZhihuiReportRequest *request, ZhihuiBoard board);

G_END_DECLS
