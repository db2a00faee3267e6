/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-filter.h"
#include "zhihui-desk-case.h"

G_BEGIN_DECLS

/* What the place calls its units, kinds of case, channels and regions, which cases name by codes.
 * Immutable. */
typedef struct _ZhihuiCaseNames ZhihuiCaseNames;

ZhihuiCaseNames *zhihui_case_names_new (ZhihuiSituation *situation);
ZhihuiCaseNames *zhihui_case_names_ref (ZhihuiCaseNames *self);
void             zhihui_case_names_unref (ZhihuiCaseNames *self);

const char *
zhihui_case_names_find (ZhihuiCaseNames *self, ZhihuiCaseFilterField field, const char *code);
const char *zhihui_case_names_get_unit (ZhihuiCaseNames *self, const ZhihuiUnitName *unit);
GPtrArray  *zhihui_case_names_list (ZhihuiCaseNames *self, ZhihuiCaseFilterField field);

ZhihuiMeetingCase *zhihui_case_make_way (const ZhihuiDeskCase *one, ZhihuiCaseNames *names);
char              *zhihui_case_make_text (const ZhihuiDeskCase *one,
                                          ZhihuiCaseNames      *names,
                                          ZhihuiZone           *zone,
                                          gint64                now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseNames, zhihui_case_names_unref)

G_END_DECLS
