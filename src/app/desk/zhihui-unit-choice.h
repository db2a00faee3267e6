/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_CHOICE (zhihui_unit_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitChoice, zhihui_unit_choice, ZHIHUI, UNIT_CHOICE, AdwActionRow)

void       zhihui_unit_choice_ask_async (ZhihuiSource       *source,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GtkWidget *zhihui_unit_choice_new (ZhihuiDesk *desk, const char *title, const char *unit);
/* Borrowed, NULL: the units are not known, or none is chosen. */
const ZhihuiUnit *zhihui_unit_choice_get_unit (ZhihuiUnitChoice *self);
ZhihuiUnits      *zhihui_unit_choice_get_units (ZhihuiUnitChoice *self);

G_END_DECLS
