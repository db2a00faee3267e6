/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What a new notice changed. */
typedef struct
{
  guint n_years;
  guint n_open;     /* assignments whose clocks run */
  guint n_adjusted; /* deadlines that moved */
  guint n_kept;     /* deadlines whose rule is no longer that by which they were made */
} ZhihuiCalendarReport;

gboolean zhihui_calendar_change_run (ZhihuiStore          *store,
                                     GPtrArray            *notices,
                                     const char           *source,
                                     gint64                now,
                                     ZhihuiCalendarReport *report,
                                     GError              **error);

G_END_DECLS
