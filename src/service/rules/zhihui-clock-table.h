/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-event.h"

G_BEGIN_DECLS

/* Which deadline a clock_adjusted event moves, and why (its detail). */
typedef enum
{
  ZHIHUI_ADJUST_REPLY,     /* the centre sets it */
  ZHIHUI_ADJUST_FOR_DELAY, /* of the centre's decision on a return */
  ZHIHUI_ADJUST_BY_CALENDAR,
  ZHIHUI_ADJUST_SIGN_BY_CALENDAR,
  ZHIHUI_ADJUST_CONTACT_BY_CALENDAR,
  ZHIHUI_ADJUST_NOTICE_BY_CALENDAR,
  ZHIHUI_ADJUST_CLOSE_BY_CALENDAR,
} ZhihuiAdjustment;

/* Starts, moves and reads the clocks of cases and assignments by the rules of the ledger. A value:
 * nothing in it is owned. */
typedef struct
{
  ZhihuiLedger       *ledger;
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
} ZhihuiClockTable;

/* @unit: whose clock it is, ZHIHUI_NO_INDEX the centre's. FALSE: there is no such clock. */
gboolean zhihui_clock_table_find_limit (const ZhihuiClockTable *self,
                                        const ZhihuiCaseRow    *its_case,
                                        guint                   unit,
                                        ZhihuiClockId           id,
                                        ZhihuiLimit            *limit);
gint64   zhihui_clock_table_get_due (const ZhihuiClockTable *self,
                                     const ZhihuiCaseRow    *its_case,
                                     guint                   unit,
                                     ZhihuiClockId           id,
                                     gint64                  start);

/* Clocks of an assignment. */
void     zhihui_clock_table_start (const ZhihuiClockTable *self,
                                   const ZhihuiCaseRow    *its_case,
                                   ZhihuiAssignment       *one);
void     zhihui_clock_table_sign (const ZhihuiClockTable *self,
                                  const ZhihuiCaseRow    *its_case,
                                  ZhihuiAssignment       *one);
gint64   zhihui_clock_table_extend (const ZhihuiClockTable *self,
                                    const ZhihuiCaseRow    *its_case,
                                    const ZhihuiAssignment *one,
                                    gint64                  n_days);
gint64   zhihui_clock_table_resume (const ZhihuiClockTable *self,
                                    const ZhihuiCaseRow    *its_case,
                                    const ZhihuiAssignment *one,
                                    gint64                  suspended_at,
                                    gint64                  at);
gint64   zhihui_clock_table_make_good (const ZhihuiClockTable *self,
                                       const ZhihuiCaseRow    *its_case,
                                       const ZhihuiAssignment *one);
gboolean zhihui_clock_table_is_provisional (const ZhihuiClockTable *self,
                                            const ZhihuiCaseRow    *its_case,
                                            const ZhihuiAssignment *one);

gboolean zhihui_clock_table_contact_waits (const ZhihuiClockTable *self,
                                           const ZhihuiCaseRow    *its_case);

/* Clocks of a whole case. */
gboolean               zhihui_clock_table_start_case (const ZhihuiClockTable *self,
                                                      const ZhihuiCaseRow    *its_case,
                                                      ZhihuiCaseClock        *clock);
gboolean               zhihui_clock_table_move_case (const ZhihuiClockTable *self,
                                                     const ZhihuiCaseRow    *its_case,
                                                     ZhihuiCaseClock        *clock,
                                                     const ZhihuiEvent      *event);
gboolean               zhihui_clock_table_may_extend_case (const ZhihuiClockTable *self,
                                                           guint                   case_index,
                                                           const ZhihuiEvent      *event);
const ZhihuiCaseClock *zhihui_clock_table_follow (const ZhihuiClockTable *self,
                                                  const ZhihuiEvent      *event);

G_END_DECLS
