/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-settings.h"
#include "zhihui-sortable.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_SORT_MENU (zhihui_sort_menu_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiSortMenu, zhihui_sort_menu, ZHIHUI, SORT_MENU, GObject)

ZhihuiSortMenu *
zhihui_sort_menu_new (GtkMenuButton *button, GActionMap *actions, ZhihuiSortable *table);
void
zhihui_sort_menu_remember (ZhihuiSortMenu *self, ZhihuiDeskSettings *settings, const char *page);

G_END_DECLS
