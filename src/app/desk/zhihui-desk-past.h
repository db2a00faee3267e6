/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_PAST (zhihui_desk_past_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskPast, zhihui_desk_past, ZHIHUI, DESK_PAST, AdwBin)

G_END_DECLS
