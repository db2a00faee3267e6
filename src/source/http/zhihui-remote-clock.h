/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What is known of the platform's clock. A plain value. */
typedef struct
{
  gboolean is_known;
  gboolean is_guess;    /* from the kept figures: the first answer sets it right, back or forth */
  gboolean is_doubtful; /* a guess that is too early by nobody knows how much */
  gint64   instant;     /* the platform's time … */
  gint64   at_us;       /* … at this monotonic moment */
  double   speed;       /* platform seconds a real second */
  gboolean is_simulated;
  gint64   desktop_error_s; /* by which this machine's clock is ahead; 0 also: not known */
} ZhihuiRemoteClock;

void zhihui_remote_clock_init (ZhihuiRemoteClock *self);
void
zhihui_remote_clock_guess (ZhihuiRemoteClock *self, gint64 instant, double speed, gint64 now_us);
void zhihui_remote_clock_guess_least (ZhihuiRemoteClock *self,
                                      gint64             instant,
                                      double             speed,
                                      gint64             now_us);
void zhihui_remote_clock_set_meta (ZhihuiRemoteClock *self, ZhihuiMeta *meta, gint64 now_us);
void zhihui_remote_clock_observe (
  ZhihuiRemoteClock *self, gint64 date, gint64 as_of, gint64 asked_us, gint64 now_us);
void   zhihui_remote_clock_compare (ZhihuiRemoteClock *self, gint64 date, gint64 desktop_now);
void   zhihui_remote_clock_doubt (ZhihuiRemoteClock *self);
gint64 zhihui_remote_clock_get_now (const ZhihuiRemoteClock *self, gint64 now_us);

G_END_DECLS
