/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_TRENDS (zhihui_desk_trends_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskTrends, zhihui_desk_trends, ZHIHUI, DESK_TRENDS, AdwBin)

G_END_DECLS
