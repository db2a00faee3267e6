/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

/* How long a unit has for one step. Text form: "min:15", "duty:15", "wd:3", "wd:3@17:30", "cd:60".
 */
typedef enum
{
  ZHIHUI_LIMIT_MINUTES,       /* calendar minutes */
  ZHIHUI_LIMIT_DUTY_MINUTES,  /* minutes of the hours of duty on working days */
  ZHIHUI_LIMIT_WORKDAYS,      /* ends 24:00 (or close_minute) of the n-th working day */
  ZHIHUI_LIMIT_CALENDAR_DAYS, /* ends 24:00; a last day at rest moves to the next working day */
} ZhihuiLimitKind;

typedef struct
{
  ZhihuiLimitKind kind;
  int             count;
  int close_minute; /* working-day limits: minute of the day at which it ends, 0 for 24:00 */
} ZhihuiLimit;

gboolean zhihui_limit_parse (const char *text, ZhihuiLimit *limit, GError **error);
char    *zhihui_limit_to_string (const ZhihuiLimit *limit);

/* The last on-time second (inclusive) of a limit that starts at @start. */
gint64   zhihui_deadline_get (const ZhihuiLimit  *limit,
                              gint64              start,
                              ZhihuiWorkCalendar *calendar,
                              ZhihuiZone         *zone,
                              gboolean           *provisional);
gint64   zhihui_deadline_extend (const ZhihuiLimit  *limit,
                                 gint64              due_at,
                                 guint               n_days,
                                 ZhihuiWorkCalendar *calendar,
                                 ZhihuiZone         *zone);
gint64   zhihui_deadline_give_back (const ZhihuiLimit  *limit,
                                    gint64              due_at,
                                    gint64              from,
                                    gint64              to,
                                    ZhihuiWorkCalendar *calendar,
                                    ZhihuiZone         *zone);
gboolean zhihui_deadline_is_provisional (const ZhihuiLimit  *limit,
                                         gint64              start,
                                         gint64              due_at,
                                         ZhihuiWorkCalendar *calendar,
                                         ZhihuiZone         *zone);
gboolean zhihui_deadline_is_kept (gint64 event_at, gint64 due_at);
gboolean zhihui_deadline_is_early (
  gint64 start, gint64 due_at, gint64 event_at, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone);

G_END_DECLS
