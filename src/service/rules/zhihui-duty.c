/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-duty.h"

#define HOUR 3600

/**
 * zhihui_duty_add:
 * @duty_s: seconds of work, 0 or more
 *
 * Returns: the instant at which @duty_s seconds of work are done when they begin at @start
 */
gint64
zhihui_duty_add (const ZhihuiDuty *self, gint64 start, gint64 duty_s)
{
  /* Nobody acts in the second in which a shift is over: the second after the work counts. */
  return zhihui_work_calendar_add_duty (self->calendar, self->zone, start, duty_s + 1, NULL) - 1;
}

/**
 * zhihui_duty_at_desk:
 *
 * Returns: @at, or the next opening of the centre's desk
 */
gint64
zhihui_duty_at_desk (const ZhihuiDuty *self, gint64 at)
{
  gint32 day = zhihui_zone_day_of (self->zone, at);
  gint64 second = at - zhihui_zone_day_start (self->zone, day);

  if (second < 8 * HOUR)
    return at - second + 8 * HOUR;
  if (second >= 20 * HOUR)
    return zhihui_zone_day_start (self->zone, day + 1) + 8 * HOUR;
  return at;
}

/**
 * zhihui_duty_awake:
 * @morning_s: how long after 08:00 a sleeper acts
 *
 * Returns: @at, or @morning_s after the next 08:00 when it is night
 */
gint64
zhihui_duty_awake (const ZhihuiDuty *self, gint64 at, gint64 morning_s)
{
  gint32 day = zhihui_zone_day_of (self->zone, at);
  gint64 second = at - zhihui_zone_day_start (self->zone, day);

  if (second < 8 * HOUR)
    return at - second + 8 * HOUR + morning_s;
  if (second >= 22 * HOUR)
    return zhihui_zone_day_start (self->zone, day + 1) + 8 * HOUR + morning_s;
  return at;
}
