/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_PORTRAIT (zhihui_desk_portrait_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskPortrait, zhihui_desk_portrait, ZHIHUI, DESK_PORTRAIT, AdwBin)

G_END_DECLS
