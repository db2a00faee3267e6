/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-names.h"
#include "zhihui-data-table.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* 会商研判清单: which meetings were held, which cases they were about, what they decided. On paper
 * stands no link, no number and no code of a meeting: titles and decisions lose what looks so. */
typedef struct
{
  ZhihuiMeetings *meetings; /* NULL: could not be read */
  const char     *kind;     /* of them alone, "review"; NULL: every kind */
  ZhihuiZone     *zone;
  gint64          now;        /* of the platform */
  gboolean        is_printed; /* for paper: without cases of which nothing is told */
  ZhihuiDeskCases
    *cases; /* that were linked to a meeting; NULL: a meeting tells of its own alone */
  ZhihuiCaseNames *names; /* with @cases */
} ZhihuiReviewQuestion;

/* (element-type ZhihuiDataTable): meetings, their cases, their decisions */
GPtrArray *zhihui_review_tables_make (const ZhihuiReviewQuestion *question);
char      *zhihui_review_make_lead (const ZhihuiReviewQuestion *question);

G_END_DECLS
