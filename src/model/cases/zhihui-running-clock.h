/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-rules.h"
#include "zhihui-desk-case.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_CLOCK_RESTS,  /* nothing is owed, or nobody said until when */
  ZHIHUI_CLOCK_STANDS, /* suspended: the deadline does not come */
  ZHIHUI_CLOCK_AHEAD,
  ZHIHUI_CLOCK_SOON,
  ZHIHUI_CLOCK_OVERDUE,
} ZhihuiClockState;

/* The clock of a case that ends first. */
typedef struct
{
  ZhihuiClockState state;
  ZhihuiClockId    id;            /* ZHIHUI_N_CLOCKS: none runs */
  gint64           since, due_at; /* due_at: the last second that is in time; may be no instant */
  gint64           seconds;       /* left, or gone by; of what stands: for how long; ≥ 0 */
} ZhihuiRunningClock;

typedef struct
{
  const ZhihuiDeskCase *one; /* borrowed */
  ZhihuiRunningClock    clock;
} ZhihuiOwedCase;

ZhihuiRunningClock zhihui_running_clock_find (const ZhihuiDeskCase *one, gint64 now);
int     zhihui_running_clock_compare (const ZhihuiRunningClock *a, const ZhihuiRunningClock *b);
GArray *zhihui_running_clock_list (const ZhihuiDeskCases *cases,
                                   gint64                 now,
                                   ZhihuiClockState       state,
                                   ZhihuiClockState       other);
char *
zhihui_running_clock_make_words (const ZhihuiRunningClock *self); /* "超 21 小时", "余 45 分" */
char *
zhihui_running_clock_make_since (const ZhihuiRunningClock *self, ZhihuiZone *zone, gint64 now);

G_END_DECLS
