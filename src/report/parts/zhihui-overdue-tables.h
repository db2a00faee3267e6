/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-names.h"
#include "zhihui-data-table.h"

G_BEGIN_DECLS

/* 超期与临期清单: whose reply is overdue, and whose is due soon, unit by unit. The platform says
 * which cases these are, and masks them; what it does not mask is cut here. */
typedef struct
{
  GPtrArray       *over, *soon;  /* (element-type ZhihuiDeskCase); NULL: could not be read */
  gint64           n_restricted; /* protected ones that are not in the lists; -1 not told */
  gboolean         is_cut;       /* there are more than could be read */
  const char      *hindrance;    /* why nothing was read, for a person, or NULL */
  gboolean         is_refused;   /* to this token */
  ZhihuiCaseNames *names;
  gint64           now; /* of the platform */
} ZhihuiOverdueQuestion;

/* (element-type ZhihuiDataTable): sums of units, cases */
GPtrArray *zhihui_overdue_tables_make (const ZhihuiOverdueQuestion *question);
char      *zhihui_overdue_make_lead (const ZhihuiOverdueQuestion *question);

G_END_DECLS
