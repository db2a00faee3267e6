/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-dataset.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_MENU (zhihui_unit_menu_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitMenu, zhihui_unit_menu, ZHIHUI, UNIT_MENU, GtkPopover)

GtkWidget        *zhihui_unit_menu_new (gboolean is_single);
void              zhihui_unit_menu_set_units (ZhihuiUnitMenu *self, ZhihuiUnits *units);
const ZhihuiUnit *zhihui_unit_menu_find (ZhihuiUnitMenu *self, const char *id);
void              zhihui_unit_menu_choose (ZhihuiUnitMenu *self, const char *const *ids);
GPtrArray        *zhihui_unit_menu_get_chosen (ZhihuiUnitMenu *self);
GtkMenuButton    *zhihui_unit_menu_hang (ZhihuiUnitMenu *self, AdwActionRow *row);

G_END_DECLS
