/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-unit-order.h"

G_BEGIN_DECLS

/* The units of a peer group as the table shows them, as a GListModel of ZhihuiUnitRow. */
#define ZHIHUI_TYPE_UNIT_LIST (zhihui_unit_list_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitList, zhihui_unit_list, ZHIHUI, UNIT_LIST, GObject)

ZhihuiUnitList *zhihui_unit_list_new (void);
void zhihui_unit_list_show (ZhihuiUnitList *self, const char *peer, ZhihuiRanking *const *rankings);
void zhihui_unit_list_set_order (ZhihuiUnitList *self, const ZhihuiUnitOrder *order);
void zhihui_unit_list_set_search (ZhihuiUnitList *self, const char *text);
void zhihui_unit_list_search_again (ZhihuiUnitList *self);
gboolean       zhihui_unit_list_is_searched (ZhihuiUnitList *self);
guint          zhihui_unit_list_get_n_units (ZhihuiUnitList *self);
GPtrArray     *zhihui_unit_list_get_all (ZhihuiUnitList *self);
ZhihuiUnitRow *zhihui_unit_list_find (ZhihuiUnitList *self, const char *id, guint *position);

G_END_DECLS
