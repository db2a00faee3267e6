/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-listed-part.h"
#include "zhihui-parts-private.h"
#include "zhihui-review-tables.h"

#include <glib/gi18n-lib.h>

#define ANSWER "meetings"
#define CASES "cases/meeting"
#define KIND "review"
#define EVERY "every" /* in templates: meetings of every kind */

/* @names: (transfer full): outlive the question */
static ZhihuiReviewQuestion
make_question (const ZhihuiReportRequest *request,
               const ZhihuiTemplatePart  *part,
               ZhihuiCaseNames          **names)
{
  ZhihuiMeetings *meetings = zhihui_report_answers_get (request->answers, ANSWER);
  const char     *kind = zhihui_template_part_get_text (part, "kind");

  if (meetings == NULL)
    meetings = zhihui_situation_get_meetings (request->situation);
  if (kind == NULL)
    kind = KIND;
  *names = zhihui_case_names_new (request->situation);
  return (ZhihuiReviewQuestion){ .meetings = meetings,
                                 .kind = g_str_equal (kind, EVERY) ? NULL : kind,
                                 .zone = zhihui_situation_get_zone (request->situation),
                                 .now = zhihui_situation_get_as_of (request->situation),
                                 .cases = zhihui_report_answers_get (request->answers, CASES),
                                 .names = *names };
}

/* What is polled anyway is there where nothing else can be asked; names of units and of kinds of
 * case. */
void
zhihui_part_review_add_needs (const ZhihuiReportRequest *request,
                              const ZhihuiTemplatePart  *part,
                              ZhihuiReportNeeds         *needs)
{
  needs->datasets |=
    1u << ZHIHUI_DATASET_MEETINGS | 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_SUMMARY;
}

void
zhihui_part_review_ask (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiReportAnswers       *answers)
{
  g_autoptr (ZhihuiCaseFilter) linked = zhihui_case_filter_new ();

  zhihui_report_answers_want (
    answers,
    ANSWER,
    &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_MEETINGS,
                             .window = zhihui_listed_part_find_window (request) });
  /* A meeting that is over tells no more of its cases than their ids. */
  zhihui_case_filter_set (linked, ZHIHUI_CASE_FILTER_MARK, "meeting");
  zhihui_report_answers_want (
    answers, CASES, &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_CASES, .cases = linked });
}

gboolean
zhihui_part_review_add_tables (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               GPtrArray                 *tables,
                               GError                   **error)
{
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiReviewQuestion question = make_question (request, part, &names);
  g_autoptr (GPtrArray) own = zhihui_review_tables_make (&question);

  zhihui_listed_part_take_tables (tables, own);
  return TRUE;
}

void
zhihui_part_add_review (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiPaper               *paper)
{
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiReviewQuestion question = make_question (request, part, &names);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *lead = zhihui_review_make_lead (&question);

  question.is_printed = TRUE;
  tables = zhihui_review_tables_make (&question);

  zhihui_listed_part_add (paper, lead, tables, question.zone);
}
