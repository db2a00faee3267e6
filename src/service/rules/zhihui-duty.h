/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

/* When simulated people are at work: units 08:30–12:00 and 14:00–17:30 on working days, the centre
 * 08:00–20:00 every day, citizens awake 08:00–22:00. */
typedef struct
{
  ZhihuiWorkCalendar *calendar; /* not owned */
  ZhihuiZone         *zone;     /* not owned */
} ZhihuiDuty;

gint64 zhihui_duty_add (const ZhihuiDuty *self, gint64 start, gint64 duty_s);
gint64 zhihui_duty_at_desk (const ZhihuiDuty *self, gint64 at);
gint64 zhihui_duty_awake (const ZhihuiDuty *self, gint64 at, gint64 morning_s);

G_END_DECLS
