/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-platform-clock.h"

#include "zhihui-zone.h"

struct _ZhihuiPlatformClock
{
  gboolean real;
  gint64   start;    /* epoch seconds */
  gint64   start_us; /* monotonic, when it was @start */
  double   speed;    /* platform seconds a real second; 0 stands still */
};

ZhihuiPlatformClock *
zhihui_platform_clock_new_real (void)
{
  ZhihuiPlatformClock *self = g_new0 (ZhihuiPlatformClock, 1);

  self->real = TRUE;
  self->speed = 1;
  return self;
}

/**
 * zhihui_platform_clock_new_from:
 * @start: epoch seconds, what it is now
 * @speed: platform seconds a real second, 0 or more
 */
ZhihuiPlatformClock *
zhihui_platform_clock_new_from (gint64 start, double speed)
{
  ZhihuiPlatformClock *self = g_new0 (ZhihuiPlatformClock, 1);

  g_return_val_if_fail (speed >= 0, self);

  self->speed = speed;
  zhihui_platform_clock_set (self, start);
  return self;
}

void
zhihui_platform_clock_free (ZhihuiPlatformClock *self)
{
  g_free (self);
}

gint64
zhihui_platform_clock_get_now (ZhihuiPlatformClock *self)
{
  double elapsed_s;

  if (self->real)
    return g_get_real_time () / G_USEC_PER_SEC;

  elapsed_s = (double) (g_get_monotonic_time () - self->start_us) / G_USEC_PER_SEC;
  return self->start + (gint64) (elapsed_s * self->speed);
}

gboolean
zhihui_platform_clock_is_simulated (ZhihuiPlatformClock *self)
{
  return !self->real;
}

double
zhihui_platform_clock_get_speed (ZhihuiPlatformClock *self)
{
  return self->speed;
}

/**
 * zhihui_platform_clock_set:
 *
 * It goes on from @now. A real clock cannot be set.
 */
void
zhihui_platform_clock_set (ZhihuiPlatformClock *self, gint64 now)
{
  g_return_if_fail (!self->real);

  self->start = now;
  self->start_us = g_get_monotonic_time ();
}

/**
 * zhihui_platform_clock_new_of_kind:
 * @kind: "real" is the time of the day; "fixed" goes on from the moment of the data, "stopped"
 * stays there: a snapshot of another system
 * @as_of: the moment of the data, or %ZHIHUI_NO_INSTANT
 * @speed: below 0: as the kind has it
 */
ZhihuiPlatformClock *
zhihui_platform_clock_new_of_kind (const char *kind, gint64 as_of, double speed)
{
  gint64   now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean stopped = g_str_equal (kind, "stopped");

  if (stopped || g_str_equal (kind, "fixed"))
    {
      gint64 start = as_of != ZHIHUI_NO_INSTANT ? as_of : now;

      return zhihui_platform_clock_new_from (start, speed >= 0 ? speed : stopped ? 0 : 1);
    }

  /* A place that was run ahead of time does not go back. */
  if (as_of != ZHIHUI_NO_INSTANT && as_of > now)
    return zhihui_platform_clock_new_from (as_of, speed >= 0 ? speed : 1);
  if (speed < 0 || (speed >= 1 && speed <= 1))
    return zhihui_platform_clock_new_real ();
  return zhihui_platform_clock_new_from (now, speed);
}
