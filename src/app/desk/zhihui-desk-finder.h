/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_FINDER (zhihui_desk_finder_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskFinder, zhihui_desk_finder, ZHIHUI, DESK_FINDER, AdwWindow)

GtkWidget *zhihui_desk_finder_new (ZhihuiDesk *desk, GtkWindow *parent);

G_END_DECLS
