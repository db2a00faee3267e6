/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_ELSEWHERE (zhihui_desk_elsewhere_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskElsewhere, zhihui_desk_elsewhere, ZHIHUI, DESK_ELSEWHERE, AdwBin)

void
zhihui_desk_elsewhere_open (ZhihuiDeskElsewhere *self, ZhihuiDesk *desk, GtkSearchEntry *entry);
void     zhihui_desk_elsewhere_set_peer (ZhihuiDeskElsewhere *self, const char *peer);
gboolean zhihui_desk_elsewhere_show_first (ZhihuiDeskElsewhere *self);

G_END_DECLS
