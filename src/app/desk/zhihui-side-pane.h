/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk-settings.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_SIDE_PANE (zhihui_side_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiSidePane, zhihui_side_pane, ZHIHUI, SIDE_PANE, GObject)

ZhihuiSidePane *zhihui_side_pane_new (AdwFlap *flap);
void
zhihui_side_pane_remember (ZhihuiSidePane *self, ZhihuiDeskSettings *settings, const char *page);
void zhihui_side_pane_set_filled (ZhihuiSidePane *self, gboolean is_filled);
void zhihui_side_pane_open (ZhihuiSidePane *self);
void zhihui_side_pane_toggle (ZhihuiSidePane *self);

G_END_DECLS
