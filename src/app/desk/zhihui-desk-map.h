/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_MAP (zhihui_desk_map_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskMap, zhihui_desk_map, ZHIHUI, DESK_MAP, AdwBin)

G_END_DECLS
