/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"

G_BEGIN_DECLS

/* What a unit, or the units of a region, added to the metrics on one day or in one month: a row of
 * the tables rollup_day and rollup_month. The columns in their order: n, k and extra of each series
 * as far as it has them. */
#define ZHIHUI_ROLLUP_EACH_COLUMN(X)                                                               \
  X (closed_n)                                                                                     \
  X (overdue_n)                                                                                    \
  X (overdue_k)                                                                                    \
  X (return_n)                                                                                     \
  X (return_k)                                                                                     \
  X (return_x)                                                                                     \
  X (redo_n)                                                                                       \
  X (redo_k)                                                                                       \
  X (satisfied_n)                                                                                  \
  X (satisfied_k)                                                                                  \
  X (satisfied_x)                                                                                  \
  X (rated_n)                                                                                      \
  X (rated_k)                                                                                      \
  X (sign_n)                                                                                       \
  X (sign_k)                                                                                       \
  X (contact_n)                                                                                    \
  X (contact_k)                                                                                    \
  X (solved_n)                                                                                     \
  X (solved_k)                                                                                     \
  X (repeat_n)                                                                                     \
  X (repeat_k)                                                                                     \
  X (early_n)                                                                                      \
  X (early_k)                                                                                      \
  X (time_cut_n)                                                                                   \
  X (time_cut_k)                                                                                   \
  X (dispatch_n)                                                                                   \
  X (dispatch_k)
#define ZHIHUI_ROLLUP_N_COLUMNS 28 /* volume_n comes first */

/* A cell's place: key = (period * 4 + level) * 2^24 + subject. */
#define ZHIHUI_ROLLUP_N_LEVELS 4
#define ZHIHUI_ROLLUP_N_SUBJECTS (1 << 24)

typedef struct
{
  gint64 key;
  gint32 values[ZHIHUI_ROLLUP_N_COLUMNS]; /* a month of a province has millions at most */
} ZhihuiRollupCell;

/* A metric's columns. */
typedef struct
{
  ZhihuiMetric metric;
  guint8       column;    /* of n */
  guint8       n_columns; /* 1 n; 2 and k; 3 and extra */
} ZhihuiRollupSeries;

/* The series that @metric is read from; NULL: no assignment is in the metric. The on-time rate is
 * read from the overdue rate: k = n - k. */
const ZhihuiRollupSeries *zhihui_rollup_find_series (ZhihuiMetric metric);

typedef void (*ZhihuiRollupPartFunc) (const ZhihuiRollupSeries *series,
                                      guint32                   unit,
                                      const ZhihuiPart         *part,
                                      gpointer                  user_data);
void zhihui_rollup_visit_parts (const ZhihuiEngineRow *row,
                                ZhihuiRollupPartFunc   visit,
                                gpointer               user_data);
void zhihui_rollup_visit_series (const ZhihuiEngineRow    *row,
                                 const ZhihuiRollupSeries *series,
                                 ZhihuiRollupPartFunc      visit,
                                 gpointer                  user_data);

static inline gint64
zhihui_rollup_key (gint64 period, guint level, guint32 subject)
{
  return (period * ZHIHUI_ROLLUP_N_LEVELS + level) * ZHIHUI_ROLLUP_N_SUBJECTS + subject;
}

static inline gint64
zhihui_rollup_key_get_period (gint64 key)
{
  return key >> 26; /* rounds down below 0 too */
}

static inline guint
zhihui_rollup_key_get_level (gint64 key)
{
  return (guint) ((key >> 24) & (ZHIHUI_ROLLUP_N_LEVELS - 1));
}

static inline guint32
zhihui_rollup_key_get_subject (gint64 key)
{
  return (guint32) (key & (ZHIHUI_ROLLUP_N_SUBJECTS - 1));
}

static inline void
zhihui_rollup_cell_add (ZhihuiRollupCell         *cell,
                        const ZhihuiRollupSeries *series,
                        const ZhihuiTally        *sum,
                        int                       sign)
{
  cell->values[series->column] += sign * (gint32) sum->n;
  if (series->n_columns > 1)
    cell->values[series->column + 1] += sign * (gint32) sum->k;
  if (series->n_columns > 2)
    cell->values[series->column + 2] += sign * (gint32) sum->extra;
}

G_END_DECLS
