/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-places.h"

G_BEGIN_DECLS

/* Cells being summed in memory, and their way into the tables. */
typedef struct _ZhihuiRollupSum ZhihuiRollupSum;

ZhihuiRollupSum *zhihui_rollup_sum_new (const ZhihuiRollupPlaces *places, ZhihuiZone *zone);
void             zhihui_rollup_sum_free (ZhihuiRollupSum *self);

/* sign: 1 or -1. */
void  zhihui_rollup_sum_add_row (ZhihuiRollupSum *self, const ZhihuiEngineRow *row, int sign);
guint zhihui_rollup_sum_get_n_cells (ZhihuiRollupSum *self);
/* Of the rows of days written so far, each day of a row once. */
gint64 zhihui_rollup_sum_get_n_places (ZhihuiRollupSum *self);
gint32 zhihui_rollup_sum_get_day (ZhihuiRollupSum *self, gint64 instant);
gboolean
zhihui_rollup_sum_rows (ZhihuiRollupSum *sum, ZhihuiStore *store, int sign, GError **error);

/* Adds the cells of the days before @day, and of the months before its month, to the tables, and
 * forgets them. */
gboolean zhihui_rollup_sum_write_until (ZhihuiRollupSum *self,
                                        ZhihuiStore     *store,
                                        gint64           day,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupSum, zhihui_rollup_sum_free)

G_END_DECLS
