/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-cell.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Assignments with their ratings out of the store, some at a time, as roll-ups are made of them. */
typedef struct
{
  GArray *ids;     /* (element-type gint64), rising */
  GArray *rows;    /* (element-type ZhihuiAssignment): their case_index means nothing */
  GArray *ratings; /* (element-type ZhihuiRating), those of a row together */
  GArray *firsts;  /* (element-type guint): first rating of each row, and one more */
} ZhihuiRollupRows;

ZhihuiRollupRows *zhihui_rollup_rows_new (void);
void              zhihui_rollup_rows_free (ZhihuiRollupRows *self);

/* What was read before is gone. */
gboolean zhihui_rollup_rows_read (
  ZhihuiRollupRows *self, ZhihuiStore *store, gint64 from, gint64 to, guint limit, GError **error);
gboolean zhihui_rollup_rows_read_day (ZhihuiRollupRows *self,
                                      ZhihuiStore      *store,
                                      gint32            day,
                                      GError          **error);
gboolean zhihui_rollup_rows_read_returns (
  ZhihuiRollupRows *self, ZhihuiStore *store, gint64 from, gint64 to, gint64 since, GError **error);
ZhihuiEngineRow zhihui_rollup_rows_get (ZhihuiRollupRows *self, guint index);

#define ZHIHUI_ROLLUP_DAY_PLACES ((gint64) 1 << 40)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupRows, zhihui_rollup_rows_free)

G_END_DECLS
