/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-groups.h"

#define HOUR 3600
#define DAY 86400
/* Sunday 2023-12-31 00:00 at Shanghai. */
#define SUNDAY G_GINT64_CONSTANT (1703952000)

static ZhihuiMeeting *
add (ZhihuiMeetings *meetings, const char *id, ZhihuiMeetingState state, gint64 at)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (id);
  meeting->kind = g_strdup ("review");
  meeting->state = state;
  meeting->starts_at = at;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (meetings->items, meeting);
  return meeting;
}

static char *
tell_list (ZhihuiMeetings *meetings, gint64 now)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) list = zhihui_meetings_list_groups (meetings, zone, now);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const ZhihuiMeeting *one = list->pdata[i];

      g_string_append_printf (
        text, "%s%u:%s", i > 0 ? " " : "", zhihui_meeting_judge_group (one, zone, now), one->id);
    }
  return g_string_free (text, FALSE);
}

/* The last second of a year, which is that of a month, a week and a day as well; and the next. */
static void
groups_change_at_local_midnight (void)
{
  static const struct
  {
    gint64      now;
    const char *list;
  } cases[] = {
    { SUNDAY - 1, "0:saturday 1:early 1:sunday 2:monday 2:tuesday 2:next-week" },
    { SUNDAY, "0:early 0:sunday 2:monday 2:tuesday 2:next-week 3:saturday" },
    { SUNDAY + DAY - 1, "0:early 0:sunday 2:monday 2:tuesday 2:next-week 3:saturday" },
    { SUNDAY + DAY, "0:monday 1:tuesday 2:next-week 3:sunday 3:early 3:saturday" },
  };
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();

  add (meetings, "next-week", ZHIHUI_MEETING_ENDED, SUNDAY + 8 * DAY);
  add (meetings, "monday", ZHIHUI_MEETING_ENDED, SUNDAY + DAY);
  add (meetings, "sunday", ZHIHUI_MEETING_ENDED, SUNDAY + DAY - 1);
  add (meetings, "early", ZHIHUI_MEETING_ENDED, SUNDAY);
  add (meetings, "saturday", ZHIHUI_MEETING_ENDED, SUNDAY - 1);
  add (meetings, "tuesday", ZHIHUI_MEETING_SCHEDULED, SUNDAY + 2 * DAY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list = tell_list (meetings, cases[i].now);

      g_assert_cmpstr (list, ==, cases[i].list);
    }
}

static void
what_goes_on_is_of_today_whenever_it_began (void)
{
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  g_autofree char *list = NULL;

  add (meetings, "over-midnight", ZHIHUI_MEETING_OPEN, SUNDAY - HOUR);
  add (meetings, "begun-early", ZHIHUI_MEETING_OPEN, SUNDAY + 3 * DAY);
  list = tell_list (meetings, SUNDAY + HOUR);

  g_assert_cmpstr (list, ==, "0:over-midnight 0:begun-early");
}

static void
of_the_past_only_what_came_to_something_is_listed (void)
{
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  ZhihuiMeeting   *counted, *decided;
  g_autofree char *list = NULL;

  add (meetings, "cancelled", ZHIHUI_MEETING_CANCELLED, SUNDAY - HOUR);
  add (meetings, "postponed", ZHIHUI_MEETING_POSTPONED, SUNDAY - HOUR);
  add (meetings, "never-begun", ZHIHUI_MEETING_SCHEDULED, SUNDAY - HOUR);
  add (meetings, "held", ZHIHUI_MEETING_ENDED, SUNDAY - 9 * HOUR);
  counted = add (meetings, "received", ZHIHUI_MEETING_ENDED, SUNDAY - 2 * HOUR);
  decided = add (meetings, "received-and-decided", ZHIHUI_MEETING_ENDED, SUNDAY - 3 * HOUR);
  g_free (counted->kind);
  counted->kind = g_strdup ("reception");
  g_free (decided->kind);
  decided->kind = g_strdup ("reception");
  decided->n_cases = 1;
  add (meetings, "off-today", ZHIHUI_MEETING_CANCELLED, SUNDAY + HOUR);
  list = tell_list (meetings, SUNDAY);

  g_assert_cmpstr (list, ==, "0:off-today 3:received-and-decided 3:held");
}

/* ---- months, beside a calendar that only counts on ---- */

static int
count_month (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean         leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

static void
month_pages_are_those_of_a_calendar_counted_day_by_day (void)
{
  int    year = 1970, month = 1, weekday = 4; /* 1970-01-01 was a Thursday */
  gint32 begin = 0;

  while (year < 2140)
    {
      int length = count_month (year, month), first = begin - (weekday - 1);
      int last_weekday = (weekday - 1 + length - 1) % 7 + 1;

      for (int mday = 1; mday <= length; mday += mday == 1 ? length / 2 : length - length / 2 - 1)
        {
          ZhihuiMonthPage page = zhihui_month_page_of (begin + mday - 1);

          g_assert_cmpint (page.year, ==, year);
          g_assert_cmpint (page.month, ==, month);
          g_assert_cmpint (page.begin, ==, begin);
          g_assert_cmpint (page.end, ==, begin + length);
          g_assert_cmpint (page.first, ==, first);
          g_assert_cmpuint (page.n_days, ==, (guint) (weekday - 1 + length + (7 - last_weekday)));
          if (mday == length)
            break;
        }
      begin += length;
      weekday = (weekday - 1 + length) % 7 + 1;
      year += month == 12;
      month = month % 12 + 1;
    }
}

static void
another_month_has_the_same_day_or_its_last (void)
{
  static const struct
  {
    int from[3], n_months, to[3];
  } cases[] = {
    { { 2024, 1, 31 }, 1, { 2024, 2, 29 } },     { { 2023, 1, 31 }, 1, { 2023, 2, 28 } },
    { { 2023, 3, 31 }, -1, { 2023, 2, 28 } },    { { 2023, 12, 15 }, 1, { 2024, 1, 15 } },
    { { 2024, 1, 1 }, -1, { 2023, 12, 1 } },     { { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
    { { 2024, 2, 29 }, -48, { 2020, 2, 29 } },   { { 2024, 5, 31 }, 0, { 2024, 5, 31 } },
    { { 2024, 10, 31 }, -11, { 2023, 11, 30 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const int *from = cases[i].from, *to = cases[i].to;

      g_assert_cmpint (
        zhihui_month_move (zhihui_day_from_ymd (from[0], from[1], from[2]), cases[i].n_months),
        ==,
        zhihui_day_from_ymd (to[0], to[1], to[2]));
    }
}

static void
days_count_what_is_planned_to_begin_there (void)
{
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint32 sunday = zhihui_day_from_ymd (2023, 12, 31);
  gint32 tuesday = sunday + 2;
  guint  counts[3] = { 9, 9, 9 };

  add (meetings, "before", ZHIHUI_MEETING_ENDED, SUNDAY - 1);
  add (meetings, "first", ZHIHUI_MEETING_ENDED, SUNDAY);
  add (meetings, "last", ZHIHUI_MEETING_SCHEDULED, SUNDAY + DAY - 1);
  add (meetings, "off", ZHIHUI_MEETING_CANCELLED, SUNDAY + HOUR);
  add (meetings, "moved", ZHIHUI_MEETING_POSTPONED, SUNDAY + HOUR);
  add (meetings, "open", ZHIHUI_MEETING_OPEN, SUNDAY + 3 * DAY - 1);
  add (meetings, "after", ZHIHUI_MEETING_SCHEDULED, SUNDAY + 3 * DAY);
  zhihui_meetings_count_days (meetings, zone, tuesday, sunday, G_N_ELEMENTS (counts), counts);

  g_assert_cmpuint (counts[0], ==, 2);
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[2], ==, 1);
}

static char *
tell_day (ZhihuiMeetings *meetings, gint32 day, gint32 today)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) list = zhihui_meetings_list_one_day (meetings, zone, day, today);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? " " : "", ((const ZhihuiMeeting *) list->pdata[i])->id);
  return g_string_free (text, FALSE);
}

/* One began on Saturday and lasts over midnight; another is open before its Monday. */
static void
what_goes_on_is_counted_and_listed_today_too (void)
{
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint32           sunday = zhihui_day_from_ymd (2023, 12, 31);
  guint            counts[3] = { 9, 9, 9 };
  g_autofree char *saturdays = NULL, *sundays = NULL, *mondays = NULL;

  add (meetings, "over-midnight", ZHIHUI_MEETING_OPEN, SUNDAY - HOUR);
  add (meetings, "held", ZHIHUI_MEETING_ENDED, SUNDAY - 2 * HOUR);
  add (meetings, "open", ZHIHUI_MEETING_OPEN, SUNDAY + HOUR);
  add (meetings, "off", ZHIHUI_MEETING_CANCELLED, SUNDAY + 2 * HOUR);
  add (meetings, "begun-early", ZHIHUI_MEETING_OPEN, SUNDAY + DAY);
  zhihui_meetings_count_days (meetings, zone, sunday, sunday - 1, G_N_ELEMENTS (counts), counts);
  saturdays = tell_day (meetings, sunday - 1, sunday);
  sundays = tell_day (meetings, sunday, sunday);
  mondays = tell_day (meetings, sunday + 1, sunday);

  g_assert_cmpuint (counts[0], ==, 2);
  g_assert_cmpuint (counts[1], ==, 3);
  g_assert_cmpuint (counts[2], ==, 1);
  g_assert_cmpuint (zhihui_meetings_count_today (meetings, zone, SUNDAY + HOUR), ==, 3);
  g_assert_cmpstr (saturdays, ==, "over-midnight held");
  g_assert_cmpstr (sundays, ==, "over-midnight open off begun-early");
  g_assert_cmpstr (mondays, ==, "begun-early");
  /* Before and after the days that are asked for. */
  zhihui_meetings_count_days (meetings, zone, sunday, sunday + 1, G_N_ELEMENTS (counts), counts);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 0);
}

/* 10:00 and 14:00 are planned, another was held at 9:00. */
static void
subject_is_what_goes_on_or_is_waited_for (void)
{
  static const struct
  {
    gint64      now;
    gboolean    is_open;
    const char *subject;
  } cases[] = {
    { SUNDAY + 8 * HOUR, FALSE, "ten" },
    { SUNDAY + 10 * HOUR - 1, FALSE, "ten" },
    { SUNDAY + 10 * HOUR, FALSE, "ten" },
    { SUNDAY + 11 * HOUR - 1, FALSE, "ten" },
    { SUNDAY + 11 * HOUR, FALSE, "afternoon" },
    { SUNDAY + 10 * HOUR, TRUE, "held" },
    { SUNDAY + 14 * HOUR + 60, FALSE, "afternoon" },
    { SUNDAY + 20 * HOUR, FALSE, "held" },
  };
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiMeeting *held;

  g_assert_null (zhihui_meetings_find_subject (meetings, zone, SUNDAY));
  add (meetings, "afternoon", ZHIHUI_MEETING_SCHEDULED, SUNDAY + 14 * HOUR);
  add (meetings, "ten", ZHIHUI_MEETING_SCHEDULED, SUNDAY + 10 * HOUR);
  held = add (meetings, "held", ZHIHUI_MEETING_ENDED, SUNDAY + 9 * HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      held->state = cases[i].is_open ? ZHIHUI_MEETING_OPEN : ZHIHUI_MEETING_ENDED;
      g_assert_cmpstr (
        zhihui_meetings_find_subject (meetings, zone, cases[i].now)->id, ==, cases[i].subject);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-groups/change-at-local-midnight", groups_change_at_local_midnight);
  g_test_add_func ("/meeting-groups/what-goes-on-is-of-today-whenever-it-began",
                   what_goes_on_is_of_today_whenever_it_began);
  g_test_add_func ("/meeting-groups/of-the-past-only-what-came-to-something-is-listed",
                   of_the_past_only_what_came_to_something_is_listed);
  g_test_add_func ("/meeting-groups/subject-is-what-goes-on-or-is-waited-for",
                   subject_is_what_goes_on_or_is_waited_for);
  g_test_add_func ("/month-page/is-that-of-a-calendar-counted-day-by-day",
                   month_pages_are_those_of_a_calendar_counted_day_by_day);
  g_test_add_func ("/month-page/another-month-has-the-same-day-or-its-last",
                   another_month_has_the_same_day_or_its_last);
  g_test_add_func ("/month-page/days-count-what-is-planned-to-begin-there",
                   days_count_what_is_planned_to_begin_there);
  g_test_add_func ("/month-page/what-goes-on-is-counted-and-listed-today-too",
                   what_goes_on_is_counted_and_listed_today_too);
  return g_test_run ();
}
