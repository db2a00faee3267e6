/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_WALL (zhihui_desk_wall_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskWall, zhihui_desk_wall, ZHIHUI, DESK_WALL, AdwBin)

G_END_DECLS
