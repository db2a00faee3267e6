/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-case-names.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CASE_FILTER_BAR (zhihui_case_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiCaseFilterBar, zhihui_case_filter_bar, ZHIHUI, CASE_FILTER_BAR, GtkWidget)

void zhihui_case_filter_bar_set_names (ZhihuiCaseFilterBar *self, ZhihuiCaseNames *names);
void zhihui_case_filter_bar_set_filter (ZhihuiCaseFilterBar *self, const ZhihuiCaseFilter *filter);
const ZhihuiCaseFilter *zhihui_case_filter_bar_get_filter (ZhihuiCaseFilterBar *self);
void                    zhihui_case_filter_bar_search (ZhihuiCaseFilterBar *self);

G_END_DECLS
