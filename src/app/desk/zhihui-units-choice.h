/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-dataset.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNITS_CHOICE (zhihui_units_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitsChoice, zhihui_units_choice, ZHIHUI, UNITS_CHOICE, AdwActionRow)

GtkWidget *zhihui_units_choice_new (const char *title, const char *unit);
void       zhihui_units_choice_set_units (ZhihuiUnitsChoice *self, ZhihuiUnits *units);
/* (transfer full) (array zero-terminated=1): ids, in the order in which they were chosen */
char **zhihui_units_choice_dup_chosen (ZhihuiUnitsChoice *self);

G_END_DECLS
