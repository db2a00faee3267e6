/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting.h"

G_BEGIN_DECLS

/* How a list of meetings is parted, in this order. */
typedef enum
{
  ZHIHUI_MEETINGS_TODAY,     /* planned for today, and whatever goes on */
  ZHIHUI_MEETINGS_THIS_WEEK, /* of later days until Sunday */
  ZHIHUI_MEETINGS_LATER,
  ZHIHUI_MEETINGS_PAST,  /* of earlier days, what they came to */
  ZHIHUI_MEETINGS_NEVER, /* of earlier days, and nothing came of it: not listed */
} ZhihuiMeetingGroup;

ZhihuiMeetingGroup
zhihui_meeting_judge_group (const ZhihuiMeeting *self, ZhihuiZone *zone, gint64 now);
/* (element-type ZhihuiMeeting), borrowed items: group after group. */
GPtrArray *zhihui_meetings_list_groups (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now);
const ZhihuiMeeting *
zhihui_meetings_find_subject (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now);

/* A month as it stands in a calendar: whole weeks from Monday (GB/T 7408). Days as everywhere. */
typedef struct
{
  int    year, month;
  gint32 begin, end; /* first day of the month, and of the next */
  gint32 first;      /* a Monday: the first day on the page */
  guint  n_days;     /* on the page, a multiple of 7 */
} ZhihuiMonthPage;

ZhihuiMonthPage zhihui_month_page_of (gint32 day);
gint32          zhihui_month_move (gint32 day, int n_months);
/* (element-type ZhihuiMeeting), borrowed items: planned for @day, and of @today what goes on. */
GPtrArray *
zhihui_meetings_list_one_day (ZhihuiMeetings *self, ZhihuiZone *zone, gint32 day, gint32 today);
/* As many as would be listed on each of @n_days from @first; what is off is not counted. */
void zhihui_meetings_count_days (
  ZhihuiMeetings *self, ZhihuiZone *zone, gint32 today, gint32 first, guint n_days, guint *counts);
guint zhihui_meetings_count_today (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now);

G_END_DECLS
