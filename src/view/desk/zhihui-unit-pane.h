/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-unit-facts.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_PANE (zhihui_unit_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitPane, zhihui_unit_pane, ZHIHUI, UNIT_PANE, GtkWidget)

/* Emits "portrait-wanted", "export-wanted", "review-wanted", "overdue-wanted" and
 * "case-activated" (id). */
GtkWidget *zhihui_unit_pane_new (void);
void zhihui_unit_pane_set_row (ZhihuiUnitPane *self, ZhihuiUnitRow *row, const char *peer_label);
void zhihui_unit_pane_set_board (ZhihuiUnitPane *self, ZhihuiBoard board);
void zhihui_unit_pane_set_facts (ZhihuiUnitPane *self, ZhihuiUnitFacts *facts);
void zhihui_unit_pane_set_situation (ZhihuiUnitPane *self, ZhihuiSituation *situation);
void zhihui_unit_pane_set_review_hindrance (ZhihuiUnitPane *self, const char *hindrance);

G_END_DECLS
