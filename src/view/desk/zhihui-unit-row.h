/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_UNIT_ROW (zhihui_unit_row_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitRow, zhihui_unit_row, ZHIHUI, UNIT_ROW, GObject)

ZhihuiUnitRow     *zhihui_unit_row_new (const ZhihuiUnit *unit);
const ZhihuiUnit  *zhihui_unit_row_get_unit (ZhihuiUnitRow *self);
const ZhihuiScore *zhihui_unit_row_get_score (ZhihuiUnitRow *self, ZhihuiBoard board);
ZhihuiRanking     *zhihui_unit_row_get_ranking (ZhihuiUnitRow *self, ZhihuiBoard board);
void               zhihui_unit_row_set_score (ZhihuiUnitRow     *self,
                                              ZhihuiBoard        board,
                                              ZhihuiRanking     *ranking,
                                              const ZhihuiScore *score);
void               zhihui_unit_row_emit_changed (ZhihuiUnitRow *self);

G_END_DECLS
