/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What a row has figures of: the four boards, and the rated share beside them. */
#define ZHIHUI_SLOT_RATED ZHIHUI_N_BOARDS
#define ZHIHUI_N_SLOTS (ZHIHUI_N_BOARDS + 1)

ZhihuiMetric zhihui_slot_get_metric (guint slot);

#define ZHIHUI_TYPE_UNIT_ROW (zhihui_unit_row_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitRow, zhihui_unit_row, ZHIHUI, UNIT_ROW, GObject)

ZhihuiUnitRow     *zhihui_unit_row_new (const ZhihuiUnit *unit);
ZhihuiUnitRow     *zhihui_unit_row_new_head (void);
const ZhihuiUnit  *zhihui_unit_row_get_unit (ZhihuiUnitRow *self);
const char        *zhihui_unit_row_get_head (ZhihuiUnitRow *self);
void               zhihui_unit_row_set_head (ZhihuiUnitRow *self, const char *text);
const ZhihuiScore *zhihui_unit_row_get_score (ZhihuiUnitRow *self, guint slot);
ZhihuiRanking     *zhihui_unit_row_get_ranking (ZhihuiUnitRow *self, guint slot);
ZhihuiRanking     *zhihui_unit_row_find_ranking (GPtrArray *rows, guint slot);
void               zhihui_unit_row_set_score (ZhihuiUnitRow     *self,
                                              guint              slot,
                                              ZhihuiRanking     *ranking,
                                              const ZhihuiScore *score);
const ZhihuiScore *zhihui_unit_row_get_then (ZhihuiUnitRow *self, guint slot, gboolean *is_known);
void               zhihui_unit_row_set_then (ZhihuiUnitRow     *self,
                                             guint              slot,
                                             ZhihuiRanking     *ranking,
                                             const ZhihuiScore *score);
const ZhihuiTally *zhihui_unit_row_get_course (ZhihuiUnitRow *self, guint *n_steps);
void     zhihui_unit_row_set_course (ZhihuiUnitRow *self, const ZhihuiTally *course, guint n_steps);
char    *zhihui_unit_row_dup_names (ZhihuiUnitRow *self);
void     zhihui_unit_row_set_sounds (ZhihuiUnitRow *self, const char *sounds);
gboolean zhihui_unit_row_has_sounds (ZhihuiUnitRow *self);
gboolean zhihui_unit_row_matches (ZhihuiUnitRow *self, const char *folded);
const char *zhihui_unit_row_get_name_key (ZhihuiUnitRow *self);

G_END_DECLS
