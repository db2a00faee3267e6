/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-listed-part.h"
#include "zhihui-parts-private.h"
#include "zhihui-review-tables.h"

#include <glib/gi18n-lib.h>

#define ANSWER "meetings"
#define KIND "review"
#define EVERY "every" /* in templates: meetings of every kind */

static ZhihuiReviewQuestion
make_question (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  ZhihuiMeetings *meetings = zhihui_report_answers_get (request->answers, ANSWER);
  const char     *kind = zhihui_template_part_get_text (part, "kind");

  if (meetings == NULL)
    meetings = zhihui_situation_get_meetings (request->situation);
  if (kind == NULL)
    kind = KIND;
  return (ZhihuiReviewQuestion){ .meetings = meetings,
                                 .kind = g_str_equal (kind, EVERY) ? NULL : kind,
                                 .zone = zhihui_situation_get_zone (request->situation),
                                 .now = zhihui_situation_get_as_of (request->situation) };
}

/* What is polled anyway is there where nothing else can be asked. */
void
zhihui_part_review_add_needs (const ZhihuiReportRequest *request,
                              const ZhihuiTemplatePart  *part,
                              ZhihuiReportNeeds         *needs)
{
  needs->datasets |= 1u << ZHIHUI_DATASET_MEETINGS;
}

void
zhihui_part_review_ask (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiReportAnswers       *answers)
{
  zhihui_report_answers_want (
    answers,
    ANSWER,
    &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_MEETINGS,
                             .window = zhihui_listed_part_find_window (request) });
}

gboolean
zhihui_part_review_add_tables (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               GPtrArray                 *tables,
                               GError                   **error)
{
  ZhihuiReviewQuestion question = make_question (request, part);
  g_autoptr (GPtrArray) own = zhihui_review_tables_make (&question);

  zhihui_listed_part_take_tables (tables, own);
  return TRUE;
}

void
zhihui_part_add_review (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiPaper               *paper)
{
  ZhihuiReviewQuestion question = make_question (request, part);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *lead = zhihui_review_make_lead (&question);

  question.is_printed = TRUE;
  tables = zhihui_review_tables_make (&question);

  zhihui_listed_part_add (paper, lead, tables, question.zone);
}
