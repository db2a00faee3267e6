/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-filter.h"
#include "zhihui-ranking.h"
#include "zhihui-trend-step.h"

G_BEGIN_DECLS

/* What a part of a report needs besides the situation: it says what, who writes the report asks the
 * source, and the part finds the answers under the names that it gave. */
typedef struct _ZhihuiReportAnswers ZhihuiReportAnswers;

typedef enum
{
  ZHIHUI_QUESTION_PORTRAIT, /* of @unit → ZhihuiPortrait */
  ZHIHUI_QUESTION_TREND, /* of @metric, of @unit or all: months, or @step in @window → ZhihuiTrend
                          */
  ZHIHUI_QUESTION_BOARD, /* of @metric, @peer → ZhihuiRanking */
  ZHIHUI_QUESTION_CASES, /* to the end of the list → ZhihuiDeskCases */
  ZHIHUI_QUESTION_MEETINGS,    /* in @window → ZhihuiMeetings */
  ZHIHUI_QUESTION_CHANNELS,    /* → ZhihuiChannels */
  ZHIHUI_QUESTION_TOPICS,      /* → ZhihuiChannels */
  ZHIHUI_QUESTION_TOPIC_UNITS, /* of @peer, @n_rows topics → ZhihuiTopicUnits */
  ZHIHUI_QUESTION_HOT_WORDS,   /* → ZhihuiHotWords */
  ZHIHUI_N_QUESTIONS,
} ZhihuiQuestionKind;

/* Texts are copied; what is NULL is not said. */
typedef struct
{
  ZhihuiQuestionKind      kind;
  ZhihuiMetric            metric;
  const char             *unit, *peer, *region; /* id, id, code */
  const char             *period;               /* NULL: the usual one */
  ZhihuiWindow            window;               /* instead of @period; from is to: none */
  ZhihuiTrendStep         step;
  guint                   n_rows;
  gboolean                has_basis; /* else that of the metric */
  ZhihuiBasis             basis;
  guint                   tier, min_n; /* of boards; 0: as usual */
  ZhihuiOrder             order;
  const ZhihuiCaseFilter *cases; /* which; copied */
} ZhihuiReportQuestion;

ZhihuiReportAnswers *zhihui_report_answers_new (void);
ZhihuiReportAnswers *zhihui_report_answers_ref (ZhihuiReportAnswers *self);
void                 zhihui_report_answers_unref (ZhihuiReportAnswers *self);

void zhihui_report_answers_want (ZhihuiReportAnswers        *self,
                                 const char                 *name,
                                 const ZhihuiReportQuestion *question);

gpointer    zhihui_report_answers_get (ZhihuiReportAnswers *self, const char *name);
const char *zhihui_report_answers_get_fault (ZhihuiReportAnswers *self, const char *name);
gboolean    zhihui_report_answers_is_refused (ZhihuiReportAnswers *self, const char *name);

/* Of who asks. */
guint                       zhihui_report_answers_get_n (ZhihuiReportAnswers *self);
const ZhihuiReportQuestion *zhihui_report_answers_get_question (ZhihuiReportAnswers *self,
                                                                guint                index);
gpointer zhihui_report_answers_get_answer (ZhihuiReportAnswers *self, guint index);
void     zhihui_report_answers_take (ZhihuiReportAnswers *self,
                                     guint                index,
                                     gpointer             answer,
                                     GDestroyNotify       free_answer);
void     zhihui_report_answers_fail (ZhihuiReportAnswers *self,
                                     guint                index,
                                     const char          *fault,
                                     gboolean             is_refused);
guint    zhihui_report_answers_count_refused (ZhihuiReportAnswers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportAnswers, zhihui_report_answers_unref)

G_END_DECLS
