/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_RANKINGS (zhihui_desk_rankings_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskRankings, zhihui_desk_rankings, ZHIHUI, DESK_RANKINGS, AdwBin)

G_END_DECLS
