/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-filter.h"
#include "zhihui-case-names.h"
#include "zhihui-data-table.h"

G_BEGIN_DECLS

/* 工单清单: the cases that pass a filter, as a desk lists them. The platform masks them; what it
 * does not mask is cut here, and who complains is not in it. */
typedef struct
{
  const ZhihuiDeskCases  *cases;      /* NULL: could not be read */
  const char             *hindrance;  /* why not, for a person, or NULL */
  gboolean                is_refused; /* to this token */
  const ZhihuiCaseFilter *filter;
  const char      *order; /* column by which they stand, " desc" behind it; NULL: newest first */
  ZhihuiCaseNames *names;
  ZhihuiZone      *zone;
  gint64           now; /* of the platform: to which the clocks are told */
} ZhihuiCaseListQuestion;

#define ZHIHUI_CASE_NEWEST_FIRST "submitted_at desc" /* as a platform tells them */
#define ZHIHUI_CASE_SELECTION "cases_selection"      /* id of the table of which cases they are */

/* (element-type ZhihuiDataTable): the cases; which they are */
GPtrArray       *zhihui_case_list_make (const ZhihuiCaseListQuestion *question);
ZhihuiDataTable *zhihui_case_list_make_paper (const ZhihuiCaseListQuestion *question);
char            *zhihui_case_list_make_lead (const ZhihuiCaseListQuestion *question);
char            *zhihui_case_list_make_text (const ZhihuiCaseListQuestion *question);

G_END_DECLS
