/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-parts-private.h"
#include "zhihui-portrait.h"

G_BEGIN_DECLS

/* Of whom a portrait on paper is, and what was read of the unit. All borrowed. */
typedef struct
{
  const ZhihuiReportRequest *request;
  const char                *unit; /* id */
  const ZhihuiUnit          *of;   /* NULL: nobody told who that is */
  const char                *peer; /* id, "all" where none is told */
  ZhihuiPortrait            *portrait;
  ZhihuiZone                *zone;
  gint64                     as_of;
} ZhihuiPortraitSubject;

ZhihuiPortraitSubject zhihui_portrait_subject_make (const ZhihuiReportRequest *request);
ZhihuiRanking        *zhihui_portrait_subject_find_board (const ZhihuiPortraitSubject *self,
                                                          ZhihuiMetric                 metric);
/* "board/volume": under which an answer is found. */
char *zhihui_portrait_make_name (const char *kind, ZhihuiMetric metric);

/* Tables of the canonical data, and what stands on paper for them. */
ZhihuiDataTable *zhihui_portrait_figures_make (const ZhihuiPortraitSubject *self);
void zhihui_portrait_figures_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper);
ZhihuiDataTable *zhihui_portrait_courses_make (const ZhihuiPortraitSubject *self);
void zhihui_portrait_courses_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper);
void zhihui_portrait_lists_make (const ZhihuiPortraitSubject *self, GPtrArray *tables);
void zhihui_portrait_lists_add (const ZhihuiPortraitSubject *self, ZhihuiPaper *paper);

G_END_DECLS
