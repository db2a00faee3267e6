/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_MAX_DUTY_SPANS 4

/* When units are on duty on a working day, in minutes of the day: spans in order, apart, [from,
 * to). Text form: "08:30-12:00,14:00-17:30". */
typedef struct
{
  guint n_spans;
  struct
  {
    int from, to;
  } spans[ZHIHUI_MAX_DUTY_SPANS];
} ZhihuiDutyHours;

/* 08:30–12:00 and 14:00–17:30. */
void     zhihui_duty_hours_init (ZhihuiDutyHours *self);
gboolean zhihui_duty_hours_parse (const char *text, ZhihuiDutyHours *hours, GError **error);
char    *zhihui_duty_hours_to_string (const ZhihuiDutyHours *self);
int      zhihui_minute_of_day_take (const char **text);

G_END_DECLS
