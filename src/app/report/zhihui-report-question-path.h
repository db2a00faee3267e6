/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-asking.h"
#include "zhihui-report-answers.h"

G_BEGIN_DECLS

/* How an answer is read, and what becomes of one that does not fit. */
typedef struct
{
  ZhihuiDecodeFunc decode;
  GDestroyNotify   free_answer;
} ZhihuiReportQuestionWay;

char *zhihui_report_question_make_path (const ZhihuiReportQuestion *question, const char *cursor);
ZhihuiReportQuestionWay zhihui_report_question_get_way (const ZhihuiReportQuestion *question);
gboolean                zhihui_report_question_is_answered_by (const ZhihuiReportQuestion *question,
                                                               gconstpointer               answer);

G_END_DECLS
