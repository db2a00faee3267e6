/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-duty-hours.h"
#include "zhihui-notice.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* Which days are worked, from the State Council's notices (off days and make-up working days), and
 * the hours of duty on them. Immutable after it is made; shared between threads. */
typedef struct _ZhihuiWorkCalendar ZhihuiWorkCalendar;

typedef enum
{
  ZHIHUI_DAY_WORK,         /* an ordinary weekday */
  ZHIHUI_DAY_MAKE_UP_WORK, /* a weekend day that is worked */
  ZHIHUI_DAY_WEEKEND,
  ZHIHUI_DAY_HOLIDAY,
} ZhihuiDayKind;

ZhihuiWorkCalendar *zhihui_work_calendar_new_china (void); /* vendored 2004–2026 */
ZhihuiWorkCalendar *zhihui_work_calendar_new_from_csv (GBytes *csv, GError **error);
ZhihuiWorkCalendar *zhihui_work_calendar_new_weekends_only (void);
ZhihuiWorkCalendar *zhihui_work_calendar_amend (ZhihuiWorkCalendar    *self,
                                                const GPtrArray       *notices,
                                                const ZhihuiDutyHours *hours);
ZhihuiWorkCalendar *zhihui_work_calendar_ref (ZhihuiWorkCalendar *self);
void                zhihui_work_calendar_unref (ZhihuiWorkCalendar *self);

gboolean      zhihui_work_calendar_is_workday (ZhihuiWorkCalendar *self, gint32 day);
ZhihuiDayKind zhihui_work_calendar_get_kind (ZhihuiWorkCalendar *self, gint32 day);
const char   *zhihui_work_calendar_get_holiday_name (ZhihuiWorkCalendar *self, gint32 day);
gboolean      zhihui_work_calendar_knows_year (ZhihuiWorkCalendar *self, int year);
gint32        zhihui_work_calendar_add (ZhihuiWorkCalendar *self,
                                        gint32              day,
                                        guint               n_workdays,
                                        gboolean           *provisional);
guint         zhihui_work_calendar_count (ZhihuiWorkCalendar *self, gint32 after, gint32 last);

/* Hours of duty, in seconds. */
gint64 zhihui_work_calendar_add_duty (
  ZhihuiWorkCalendar *self, ZhihuiZone *zone, gint64 start, gint64 duty_s, gboolean *provisional);
gint64                 zhihui_work_calendar_count_duty (ZhihuiWorkCalendar *self,
                                                        ZhihuiZone         *zone,
                                                        gint64              from,
                                                        gint64              to);
const ZhihuiDutyHours *zhihui_work_calendar_get_hours (ZhihuiWorkCalendar *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWorkCalendar, zhihui_work_calendar_unref)

G_END_DECLS
