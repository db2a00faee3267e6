/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-filter.h"
#include "zhihui-desk-settings.h"

G_BEGIN_DECLS

/* Which cases a window of the desk was about last. */
void zhihui_case_memory_recall (ZhihuiDeskSettings *settings, ZhihuiCaseFilter *filter);
void zhihui_case_memory_keep (ZhihuiDeskSettings *settings, const ZhihuiCaseFilter *filter);

G_END_DECLS
