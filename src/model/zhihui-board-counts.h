/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* Which board is wanted. */
typedef struct
{
  ZhihuiMetric        metric;
  ZhihuiBasis         basis; /* one that the metric has */
  const char         *region, *peer;
  const ZhihuiPeriod *period;
  guint               tier; /* 1 … 3 only the units of this third by volume, 0 all */
  ZhihuiOrder         order;
  ZhihuiDirection     direction;
  guint               min_n;
} ZhihuiBoardQuestion;

/* What a board is made of, whoever counted it. Everything borrowed; arrays in the order of units.
 */
typedef struct
{
  const GPtrArray   *units; /* (element-type ZhihuiUnit) */
  const ZhihuiTally *now;
  const ZhihuiTally *before;       /* or NULL */
  const ZhihuiTally *year;         /* or NULL */
  const ZhihuiTally *volume;       /* whose thirds are the tiers; or NULL */
  const ZhihuiTally *total;        /* where it is more than the sum of the units; or NULL */
  const gint64      *open_overdue; /* or NULL */
  const char        *revision;
  gint64             as_of;
  gboolean           is_whole; /* the region asked for is that of all units */
  gboolean           is_provisional, is_frozen;
} ZhihuiBoardCounts;

ZhihuiRanking *zhihui_board_counts_rank (const ZhihuiBoardCounts   *counts,
                                         const ZhihuiBoardQuestion *question);

G_END_DECLS
