/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-remote-clock.h"

/* The Date header has whole seconds: two of them may differ by one without meaning it. */
#define DATE_TOLERANCE_S 2

/**
 * zhihui_remote_clock_init:
 * @self: a clock
 *
 * Nothing is known of the platform's time.
 */
void
zhihui_remote_clock_init (ZhihuiRemoteClock *self)
{
  *self = (ZhihuiRemoteClock){ .speed = 1.0 };
}

/**
 * zhihui_remote_clock_guess:
 * @self: a clock
 * @instant: the platform's time, as far as can be known without an answer
 * @speed: platform seconds a real second
 * @now_us: monotonic moment of @instant
 *
 * Does nothing once an answer was observed.
 */
void
zhihui_remote_clock_guess (ZhihuiRemoteClock *self, gint64 instant, double speed, gint64 now_us)
{
  if (self->is_known)
    return;

  self->is_known = TRUE;
  self->is_guess = TRUE;
  self->instant = instant;
  self->at_us = now_us;
  self->speed = speed;
}

/**
 * zhihui_remote_clock_guess_least:
 * @self: a clock
 * @instant: the platform's time is not before it
 * @speed: platform seconds a real second
 * @now_us: monotonic moment of @instant
 *
 * As zhihui_remote_clock_guess(), where it is not known how long ago @instant is. Until the first
 * answer the clock is doubtful.
 */
void
zhihui_remote_clock_guess_least (ZhihuiRemoteClock *self,
                                 gint64             instant,
                                 double             speed,
                                 gint64             now_us)
{
  if (self->is_known)
    return;

  zhihui_remote_clock_guess (self, instant, speed, now_us);
  self->is_doubtful = TRUE;
}

static void
set_clock (ZhihuiRemoteClock *self, gint64 instant, gint64 now_us)
{
  self->is_known = TRUE;
  self->is_guess = FALSE;
  self->is_doubtful = FALSE;
  self->instant = instant;
  self->at_us = now_us;
}

/**
 * zhihui_remote_clock_set_meta:
 * @self: a clock
 * @meta: who answers
 * @now_us: monotonic moment at which @meta came
 *
 * Learns whether the clock is simulated and how fast it runs.
 */
void
zhihui_remote_clock_set_meta (ZhihuiRemoteClock *self, ZhihuiMeta *meta, gint64 now_us)
{
  if (self->is_known)
    {
      /* As it was: goes on from here with the other speed. */
      self->instant = zhihui_remote_clock_get_now (self, now_us);
      self->at_us = now_us;
    }

  /* A Date observed before said nothing of a simulated clock. */
  if (meta->clock_simulated && !self->is_simulated)
    set_clock (self, meta->stamp.as_of, now_us);

  self->is_simulated = meta->clock_simulated;
  self->speed = meta->clock_speed;
}

/**
 * zhihui_remote_clock_observe:
 * @self: a clock
 * @date: of the Date header, or %ZHIHUI_NO_INSTANT
 * @as_of: the moment the figures are of, or %ZHIHUI_NO_INSTANT
 * @asked_us: monotonic moment at which the answer was asked for
 * @now_us: monotonic moment at which it came
 *
 * A real clock is read from Date, which was written at some moment between: a slow answer does not
 * set the clock back by the time it took. A simulated one from the newest figures, which are at
 * most as new as the clock: they move it forward only, unless it was in doubt. A doubtful guess
 * that an answer does not set right is given up.
 */
void
zhihui_remote_clock_observe (
  ZhihuiRemoteClock *self, gint64 date, gint64 as_of, gint64 asked_us, gint64 now_us)
{
  gint64 observed = self->is_simulated ? as_of : date;
  gint64 took_s = MAX (now_us - asked_us, 0) / G_USEC_PER_SEC;
  gint64 now;

  if (observed == ZHIHUI_NO_INSTANT || observed == 0)
    {
      self->is_known = self->is_known && !self->is_doubtful;
      self->is_doubtful = FALSE;
      return;
    }

  now = zhihui_remote_clock_get_now (self, now_us);
  if (!self->is_known || self->is_guess || observed > now)
    set_clock (self, observed, now_us);
  else if (!self->is_simulated && now - observed >= took_s + DATE_TOLERANCE_S)
    set_clock (self, observed, now_us);
}

/**
 * zhihui_remote_clock_compare:
 * @self: a clock
 * @date: of the Date header, or %ZHIHUI_NO_INSTANT
 * @desktop_now: what this machine's clock showed when the answer came, epoch seconds
 *
 * Notes by how much this machine's clock is wrong. Nothing is counted by it.
 */
void
zhihui_remote_clock_compare (ZhihuiRemoteClock *self, gint64 date, gint64 desktop_now)
{
  if (date != ZHIHUI_NO_INSTANT)
    self->desktop_error_s = desktop_now - date;
}

/**
 * zhihui_remote_clock_doubt:
 * @self: a clock
 *
 * The platform was lost: it may come back with another clock.
 */
void
zhihui_remote_clock_doubt (ZhihuiRemoteClock *self)
{
  self->is_guess = self->is_known;
}

/**
 * zhihui_remote_clock_get_now:
 * @self: a clock
 * @now_us: monotonic moment
 *
 * Returns: the platform's time, or %ZHIHUI_NO_INSTANT when it is not known
 */
gint64
zhihui_remote_clock_get_now (const ZhihuiRemoteClock *self, gint64 now_us)
{
  if (!self->is_known)
    return ZHIHUI_NO_INSTANT;

  return self->instant + (gint64) ((double) (now_us - self->at_us) / G_USEC_PER_SEC * self->speed);
}
