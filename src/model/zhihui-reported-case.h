/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tally.h"

G_BEGIN_DECLS

/* A case as a foreign system tells it: opened, perhaps due and closed. It is one case with one
 * dispatch to one unit. */
typedef struct
{
  gint64   opened_at, due_at, closed_at; /* ZHIHUI_NO_INSTANT: not told, not happened */
  gint64   n_returns;
  guint    overdue_flag; /* the system's own verdict: 0 none, 1 on time, 2 overdue */
  gboolean is_duplicate; /* joined to another case: counted for no unit */
} ZhihuiReportedCase;

gboolean zhihui_verdict_parse (const char *text, guint *flag);
gboolean zhihui_reported_case_is_possible (const ZhihuiReportedCase *self);
void     zhihui_reported_case_settle (ZhihuiReportedCase *self, gint64 as_of);
void     zhihui_reported_case_to_assignment (const ZhihuiReportedCase *self, ZhihuiAssignment *row);

G_END_DECLS
