/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-period.h"
#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* Which days of two periods stand beside each other. */
typedef struct
{
  gboolean     runs;       /* the period itself is not over */
  gboolean     other_runs; /* nor is the one that it is compared with */
  gboolean     is_cut;     /* one of them runs: as many whole days of each are compared */
  gboolean     is_same;    /* both are the same days */
  gboolean     is_new;     /* no day of the period itself is over yet */
  ZhihuiWindow now;        /* where @is_cut */
  ZhihuiWindow before;
} ZhihuiComparedDays;

gboolean    zhihui_compared_days_find (const ZhihuiRanking *ranking,
                                       const ZhihuiPeriod  *other,
                                       ZhihuiZone          *zone,
                                       ZhihuiComparedDays  *days);
const char *zhihui_compared_days_get_fault (const ZhihuiComparedDays *self);
char       *zhihui_compared_days_write (const ZhihuiComparedDays *self, ZhihuiZone *zone);

G_END_DECLS
