/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-groups.h"

#include <string.h>

#define DAYS_OF_WEEK 7
#define MONTHS_OF_YEAR 12

typedef struct
{
  const ZhihuiMeeting *meeting; /* borrowed */
  ZhihuiMeetingGroup   group;
} Listed;

/**
 * zhihui_meeting_judge_group:
 * @zone: of the deployment: days begin at its midnight
 * @now: of the platform's clock
 *
 * Returns: where it stands in a list
 */
ZhihuiMeetingGroup
zhihui_meeting_judge_group (const ZhihuiMeeting *self, ZhihuiZone *zone, gint64 now)
{
  gint32 today = zhihui_zone_day_of (zone, now);
  gint32 day = zhihui_zone_day_of (zone, self->starts_at);
  gint32 sunday = today + DAYS_OF_WEEK - zhihui_day_weekday (today);

  if (day == today || self->state == ZHIHUI_MEETING_OPEN)
    return ZHIHUI_MEETINGS_TODAY;
  if (day > sunday)
    return ZHIHUI_MEETINGS_LATER;
  if (day > today)
    return ZHIHUI_MEETINGS_THIS_WEEK;
  return self->state == ZHIHUI_MEETING_ENDED && zhihui_meeting_has_outcome (self)
           ? ZHIHUI_MEETINGS_PAST
           : ZHIHUI_MEETINGS_NEVER;
}

/* By start, the past from the newest on. */
static int
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *left = a, *right = b;
  gint64        left_at = left->meeting->starts_at, right_at = right->meeting->starts_at;

  if (left->group != right->group)
    return left->group < right->group ? -1 : 1;
  if (left_at != right_at)
    return (left_at < right_at) == (left->group != ZHIHUI_MEETINGS_PAST) ? -1 : 1;
  return strcmp (left->meeting->id, right->meeting->id);
}

/**
 * zhihui_meetings_list_groups:
 * @zone: of the deployment
 * @now: of the platform's clock
 *
 * Returns: (transfer container) (element-type ZhihuiMeeting): those that have a group, group after
 *   group; in each by start, the past from the newest on
 */
GPtrArray *
zhihui_meetings_list_groups (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (Listed));

  for (guint i = 0; i < self->items->len; i++)
    {
      Listed one = { self->items->pdata[i] };

      one.group = zhihui_meeting_judge_group (one.meeting, zone, now);
      if (one.group != ZHIHUI_MEETINGS_NEVER)
        g_array_append_val (listed, one);
    }
  g_array_sort (listed, compare_listed);
  for (guint i = 0; i < listed->len; i++)
    g_ptr_array_add (list, (gpointer) g_array_index (listed, Listed, i).meeting);
  return list;
}

/**
 * zhihui_meetings_find_subject:
 *
 * Returns: (transfer none) (nullable): what is read first: the meeting that goes on, else the one
 *   that is waited for, else the next, else the first of the list
 */
const ZhihuiMeeting *
zhihui_meetings_find_subject (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now)
{
  const ZhihuiMeeting *one;
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (self != NULL && zone != NULL, NULL);

  one = zhihui_meetings_find_open (self);
  if (one == NULL)
    one = zhihui_meetings_find_late (self, now);
  if (one == NULL)
    one = zhihui_meetings_find_next (self, now);
  if (one != NULL)
    return one;
  list = zhihui_meetings_list_groups (self, zone, now);
  return list->len > 0 ? list->pdata[0] : NULL;
}

/**
 * zhihui_month_page_of:
 * @day: days since 1970-01-01
 *
 * Returns: the month it lies in, with the days before and after that fill its weeks
 */
ZhihuiMonthPage
zhihui_month_page_of (gint32 day)
{
  ZhihuiMonthPage page = { 0 };
  int             mday;

  zhihui_day_to_ymd (day, &page.year, &page.month, &mday);
  page.begin = day - mday + 1;
  page.end = page.month == MONTHS_OF_YEAR ? zhihui_day_from_ymd (page.year + 1, 1, 1)
                                          : zhihui_day_from_ymd (page.year, page.month + 1, 1);
  page.first = page.begin + 1 - zhihui_day_weekday (page.begin);
  page.n_days = (guint) (page.end - page.first + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK * DAYS_OF_WEEK;
  return page;
}

/**
 * zhihui_month_move:
 * @n_months: forward, or backward below 0
 *
 * Returns: the same day of another month, its last one where it is shorter
 */
gint32
zhihui_month_move (gint32 day, int n_months)
{
  ZhihuiMonthPage page;
  int             year, month, mday;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  month += year * MONTHS_OF_YEAR - 1 + n_months;
  page = zhihui_month_page_of (
    zhihui_day_from_ymd (month / MONTHS_OF_YEAR, month % MONTHS_OF_YEAR + 1, 1));
  return MIN (page.begin + mday, page.end) - 1;
}

/* Planned for @day, and goes on today: it is of both, as one that lasts over midnight. */
static gboolean
is_of_today_too (const ZhihuiMeeting *meeting, gint32 day, gint32 today)
{
  return meeting->state == ZHIHUI_MEETING_OPEN && day != today;
}

/**
 * zhihui_meetings_list_one_day:
 * @day: days since 1970-01-01
 * @today: the day of the platform's clock
 *
 * Returns: (transfer container) (element-type ZhihuiMeeting): those planned for @day; of today what
 *   goes on as well
 */
GPtrArray *
zhihui_meetings_list_one_day (ZhihuiMeetings *self, ZhihuiZone *zone, gint32 day, gint32 today)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiMeeting *one = self->items->pdata[i];
      gint32         planned = zhihui_zone_day_of (zone, one->starts_at);

      if (planned == day || (day == today && is_of_today_too (one, planned, today)))
        g_ptr_array_add (list, one);
    }
  return list;
}

/**
 * zhihui_meetings_count_days:
 * @today: the day of the platform's clock
 * @first: the first day
 * @n_days: how many from there on
 * @counts: (out caller-allocates): @n_days counts
 */
void
zhihui_meetings_count_days (
  ZhihuiMeetings *self, ZhihuiZone *zone, gint32 today, gint32 first, guint n_days, guint *counts)
{
  memset (counts, 0, n_days * sizeof *counts);
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiMeeting *one = self->items->pdata[i];
      gint32               day = zhihui_zone_day_of (zone, one->starts_at);

      if (one->state == ZHIHUI_MEETING_CANCELLED || one->state == ZHIHUI_MEETING_POSTPONED)
        continue;
      if (day >= first && day - first < (gint64) n_days)
        counts[day - first]++;
      if (today >= first && today - first < (gint64) n_days && is_of_today_too (one, day, today))
        counts[today - first]++;
    }
}

/**
 * zhihui_meetings_count_today:
 * @now: of the platform's clock
 *
 * Returns: how many meetings the list of today has, without what is off
 */
guint
zhihui_meetings_count_today (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now)
{
  gint32 today = zhihui_zone_day_of (zone, now);
  guint  n;

  zhihui_meetings_count_days (self, zone, today, today, 1, &n);
  return n;
}
