/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk.h"
#include "zhihui-unit-pane.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_BESIDE (zhihui_unit_beside_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitBeside, zhihui_unit_beside, ZHIHUI, UNIT_BESIDE, GObject)

ZhihuiUnitBeside *zhihui_unit_beside_new (ZhihuiDesk *desk, ZhihuiUnitPane *pane);
void              zhihui_unit_beside_show (ZhihuiUnitBeside *self,
                                           ZhihuiUnitRow    *row,
                                           ZhihuiBoard       board,
                                           const char       *peer_label);
void              zhihui_unit_beside_set_days (ZhihuiUnitBeside *self, const char *days);
void zhihui_unit_beside_pass (ZhihuiUnitBeside *self, ZhihuiBoard board, gint64 now_us);
void zhihui_unit_beside_open_portrait (ZhihuiUnitBeside *self);

G_END_DECLS
