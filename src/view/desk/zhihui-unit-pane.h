/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-unit-row.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_PANE (zhihui_unit_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitPane, zhihui_unit_pane, ZHIHUI, UNIT_PANE, GtkWidget)

GtkWidget *zhihui_unit_pane_new (void);
void zhihui_unit_pane_set_row (ZhihuiUnitPane *self, ZhihuiUnitRow *row, const char *peer_label);

G_END_DECLS
