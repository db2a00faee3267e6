/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-unit-facts.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_PORTRAIT_VIEW (zhihui_portrait_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPortraitView, zhihui_portrait_view, ZHIHUI, PORTRAIT_VIEW, GtkWidget)

void zhihui_portrait_view_set_facts (ZhihuiPortraitView *self, ZhihuiUnitFacts *facts);
void zhihui_portrait_view_show (ZhihuiPortraitView *self, ZhihuiSituation *situation);

G_END_DECLS
