/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-format.h"
#include "zhihui-listed-part.h"
#include "zhihui-overdue-tables.h"
#include "zhihui-parts-private.h"

#include <glib/gi18n-lib.h>

#define OVER "cases/over"
#define SOON "cases/soon"

static void
want (const ZhihuiReportRequest *request,
      ZhihuiReportAnswers       *answers,
      const char                *name,
      const char                *due)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);

  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_DUE, due);
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_UNIT, request->unit);
  if (path != NULL)
    zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_REGION, zhihui_region_path_get_code (path));
  zhihui_report_answers_want (
    answers, name, &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_CASES, .cases = filter });
}

/* Names of units and of kinds of case. */
void
zhihui_part_overdue_add_needs (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               ZhihuiReportNeeds         *needs)
{
  needs->datasets |= 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_SUMMARY;
}

void
zhihui_part_overdue_ask (const ZhihuiReportRequest *request,
                         const ZhihuiTemplatePart  *part,
                         ZhihuiReportAnswers       *answers)
{
  want (request, answers, OVER, "over");
  want (request, answers, SOON, "soon");
}

/* Of the lists themselves: they may be of another moment than the figures. Between two questions
 * time passes: what the earlier answer tells holds then for both. */
static gint64
find_moment (const ZhihuiReportRequest *request)
{
  const ZhihuiDeskCases *over = zhihui_report_answers_get (request->answers, OVER);
  const ZhihuiDeskCases *soon = zhihui_report_answers_get (request->answers, SOON);

  if (over == NULL || soon == NULL)
    return zhihui_situation_get_as_of (request->situation);
  return MIN (over->stamp.as_of, soon->stamp.as_of);
}

gint64
zhihui_part_overdue_find_moment (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  return find_moment (request);
}

/* What is owed is owed now. */
char *
zhihui_part_overdue_make_span (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  ZhihuiZone      *zone = zhihui_situation_get_zone (request->situation);
  g_autofree char *at = zhihui_format_date_time (zone, find_moment (request));

  return g_strdup_printf (_ ("as of %s"), at);
}

/* @names: (out) (transfer full) */
static ZhihuiOverdueQuestion
make_question (const ZhihuiReportRequest *request, ZhihuiCaseNames **names)
{
  ZhihuiDeskCases *over = zhihui_report_answers_get (request->answers, OVER);
  ZhihuiDeskCases *soon = zhihui_report_answers_get (request->answers, SOON);
  gboolean         is_read = over != NULL && soon != NULL;

  *names = zhihui_case_names_new (request->situation);
  return (ZhihuiOverdueQuestion){
    .over = is_read ? over->items : NULL,
    .soon = is_read ? soon->items : NULL,
    .n_restricted = is_read ? MAX (over->n_restricted, 0) + MAX (soon->n_restricted, 0) : -1,
    .is_cut = is_read && (over->next != NULL || soon->next != NULL),
    .hindrance = is_read
                   ? NULL
                   : zhihui_report_answers_get_fault (request->answers, over == NULL ? OVER : SOON),
    .is_refused = zhihui_report_answers_is_refused (request->answers, over == NULL ? OVER : SOON),
    .names = *names,
    .now = find_moment (request),
  };
}

gboolean
zhihui_part_overdue_add_tables (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                GPtrArray                 *tables,
                                GError                   **error)
{
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiOverdueQuestion question = make_question (request, &names);
  g_autoptr (GPtrArray) own = zhihui_overdue_tables_make (&question);

  zhihui_listed_part_take_tables (tables, own);
  return TRUE;
}

void
zhihui_part_add_overdue (const ZhihuiReportRequest *request,
                         const ZhihuiTemplatePart  *part,
                         ZhihuiPaper               *paper)
{
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiOverdueQuestion question = make_question (request, &names);
  g_autoptr (GPtrArray) tables = zhihui_overdue_tables_make (&question);
  g_autofree char *lead = zhihui_overdue_make_lead (&question);

  zhihui_listed_part_add (paper, lead, tables, zhihui_situation_get_zone (request->situation));
}
