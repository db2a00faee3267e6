/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_SIDEBAR (zhihui_desk_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskSidebar, zhihui_desk_sidebar, ZHIHUI, DESK_SIDEBAR, AdwBin)

void zhihui_desk_sidebar_select (ZhihuiDeskSidebar *self, const char *page);
void zhihui_desk_sidebar_show (ZhihuiDeskSidebar *self, ZhihuiSituation *situation);

G_END_DECLS
