/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-settings.h"

G_BEGIN_DECLS

/* A change of calendars or rules of clocks, and how far the deadlines that are open have followed
 * it. It is noted with the transaction that changes the rules; the deadlines follow some cases at a
 * time, each time in a transaction of their own. What was interrupted goes on where it was. */
typedef struct
{
  guint n_open;     /* assignments whose clocks run */
  guint n_adjusted; /* deadlines that moved */
  guint n_kept;     /* deadlines whose rule is no longer that by which they were made */
  guint n_early;    /* replies that are early now, or not any more */
} ZhihuiClockReport;

typedef struct
{
  gint64 id;
  char  *reason;               /* owned: "calendar" or "clocks" */
  char  *was;                  /* owned: the settings before */
  gint64 moment;               /* the platform's, of the change */
  gint64 early_from, early_to; /* between them days became days of rest or work; or
                                  ZHIHUI_NO_INSTANT */
  guint             step;      /* 0 open deadlines, 1 what was early, 2 done */
  gint64            done_to;   /* of the step: cases up to this id */
  ZhihuiClockReport report;
} ZhihuiClockChange;

#define ZHIHUI_CASES_AT_A_TIME 5000

/* Writes what is new, inside the transaction. @names has the names of types, channels and units. */
typedef gboolean (*ZhihuiClockChangeWriter) (ZhihuiStore       *store,
                                             ZhihuiLedger      *names,
                                             ZhihuiClockChange *change,
                                             gpointer           what,
                                             GError           **error);

void     zhihui_clock_change_clear (ZhihuiClockChange *self);
gboolean zhihui_clock_change_load_names (ZhihuiStore *store, ZhihuiLedger *names, GError **error);
gboolean zhihui_clock_change_begin (ZhihuiStore            *store,
                                    const char             *reason,
                                    gint64                  now,
                                    ZhihuiClockChangeWriter write,
                                    gpointer                what,
                                    GError                **error);
gboolean zhihui_clock_change_find (ZhihuiStore       *store,
                                   ZhihuiClockChange *self,
                                   gboolean          *found,
                                   GError           **error);
gboolean
zhihui_clock_change_save (ZhihuiStore *store, const ZhihuiClockChange *self, GError **error);

/* What follows from it (zhihui-clock-follow.c). */
gboolean zhihui_clock_change_go_on (
  ZhihuiStore *store, gint64 now, guint n_cases, ZhihuiClockChange *self, GError **error);
gboolean zhihui_clock_change_finish (ZhihuiStore       *store,
                                     gint64             now,
                                     ZhihuiClockReport *report,
                                     GError           **error);
gboolean zhihui_clock_change_run (ZhihuiStore            *store,
                                  const char             *reason,
                                  gint64                  now,
                                  ZhihuiClockChangeWriter write,
                                  gpointer                what,
                                  ZhihuiClockReport      *report,
                                  GError                **error);
gint64   zhihui_clock_change_get_now (ZhihuiStore *store);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiClockChange, zhihui_clock_change_clear)

G_END_DECLS
