/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-compare-window.h"
#include "zhihui-desk-page.h"

G_BEGIN_DECLS

void zhihui_desk_compare_files_offer (ZhihuiDesk          *desk,
                                      ZhihuiDeskPage      *page,
                                      ZhihuiCompareWindow *window,
                                      ZhihuiPeriodChoice  *period);

G_END_DECLS
