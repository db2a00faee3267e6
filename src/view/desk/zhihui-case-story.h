/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-case-names.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CASE_STORY (zhihui_case_story_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseStory, zhihui_case_story, ZHIHUI, CASE_STORY, GtkWidget)

void zhihui_case_story_show (ZhihuiCaseStory      *self,
                             const ZhihuiDeskCase *one,
                             ZhihuiCaseNames      *names,
                             ZhihuiZone           *zone,
                             gint64                now);

G_END_DECLS
