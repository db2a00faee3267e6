/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-list.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-listed-part.h"
#include "zhihui-parts-private.h"

#include <glib/gi18n-lib.h>

#define CASES "cases/list"

/* (transfer full): of the region and the unit of the paper, where no other are asked for */
static ZhihuiCaseFilter *
make_filter (const ZhihuiReportRequest *request)
{
  ZhihuiCaseFilter *filter =
    request->cases != NULL ? zhihui_case_filter_copy (request->cases) : zhihui_case_filter_new ();
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);

  if (request->unit != NULL)
    zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_UNIT, request->unit);
  if (path != NULL)
    zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_REGION, zhihui_region_path_get_code (path));
  return filter;
}

/* Names of units, of kinds of case, of channels and regions. */
void
zhihui_part_cases_add_needs (const ZhihuiReportRequest *request,
                             const ZhihuiTemplatePart  *part,
                             ZhihuiReportNeeds         *needs)
{
  needs->datasets |= 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_SUMMARY |
                     1u << ZHIHUI_DATASET_CHANNELS | 1u << ZHIHUI_DATASET_REGIONS;
}

void
zhihui_part_cases_ask (const ZhihuiReportRequest *request,
                       const ZhihuiTemplatePart  *part,
                       ZhihuiReportAnswers       *answers)
{
  g_autoptr (ZhihuiCaseFilter) filter = make_filter (request);

  if (request->listed == NULL)
    zhihui_report_answers_want (
      answers, CASES, &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_CASES, .cases = filter });
}

/* Those that were handed over with the request, or were asked for. */
static const ZhihuiDeskCases *
find_cases (const ZhihuiReportRequest *request)
{
  return request->listed != NULL ? request->listed
                                 : zhihui_report_answers_get (request->answers, CASES);
}

/**
 * zhihui_report_check_list:
 * @request: with the answers of the source
 * @error: return location: why it did not tell the list
 *
 * Who is told only that a file was written would take a list without rows for one of no cases. To
 * whom the list is refused the paper may have more to say.
 *
 * Returns: whether the list of cases, if there is one, was told or refused
 */
gboolean
zhihui_report_check_list (const ZhihuiReportRequest *request, GError **error)
{
  if (!zhihui_report_lists_cases (request) || find_cases (request) != NULL ||
      zhihui_report_answers_is_refused (request->answers, CASES))
    return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("The list of cases could not be read: %s"),
               zhihui_report_answers_get_fault (request->answers, CASES));
  return FALSE;
}

/* Of the list itself: it may be of another moment than the figures. */
static gint64
find_moment (const ZhihuiReportRequest *request)
{
  const ZhihuiDeskCases *cases = find_cases (request);

  return cases != NULL ? cases->stamp.as_of : zhihui_situation_get_as_of (request->situation);
}

gint64
zhihui_part_cases_find_moment (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  return find_moment (request);
}

char *
zhihui_part_cases_make_span (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  ZhihuiZone      *zone = zhihui_situation_get_zone (request->situation);
  g_autofree char *at = zhihui_format_date_time (zone, find_moment (request));

  return g_strdup_printf (_ ("as of %s"), at);
}

/* @filter, @names: (out) (transfer full): borrowed by what is returned */
static ZhihuiCaseListQuestion
make_question (const ZhihuiReportRequest *request,
               ZhihuiCaseFilter         **filter,
               ZhihuiCaseNames          **names)
{
  const ZhihuiDeskCases *cases = find_cases (request);

  *filter = make_filter (request);
  *names = zhihui_case_names_new (request->situation);
  return (ZhihuiCaseListQuestion){
    .cases = cases,
    .hindrance = cases == NULL ? zhihui_report_answers_get_fault (request->answers, CASES) : NULL,
    .is_refused = zhihui_report_answers_is_refused (request->answers, CASES),
    .filter = *filter,
    .order = request->listed_order,
    .names = *names,
    .zone = zhihui_situation_get_zone (request->situation),
    .now = find_moment (request),
  };
}

gboolean
zhihui_part_cases_add_tables (const ZhihuiReportRequest *request,
                              const ZhihuiTemplatePart  *part,
                              GPtrArray                 *tables,
                              GError                   **error)
{
  g_autoptr (ZhihuiCaseFilter) filter = NULL;
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiCaseListQuestion question = make_question (request, &filter, &names);
  g_autoptr (GPtrArray) own = zhihui_case_list_make (&question);

  zhihui_listed_part_take_tables (tables, own);
  return TRUE;
}

/* Which cases they are is said before them. */
void
zhihui_part_add_cases (const ZhihuiReportRequest *request,
                       const ZhihuiTemplatePart  *part,
                       ZhihuiPaper               *paper)
{
  g_autoptr (ZhihuiCaseFilter) filter = NULL;
  g_autoptr (ZhihuiCaseNames) names = NULL;
  ZhihuiCaseListQuestion question = make_question (request, &filter, &names);
  g_autoptr (ZhihuiDataTable) table = zhihui_case_list_make_paper (&question);
  g_autofree char *lead = zhihui_case_list_make_lead (&question);

  zhihui_listed_part_add_lead (paper, lead);
  zhihui_listed_part_add_table (paper, table, question.zone);
}
