/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-deadline.h"

#include "zhihui-error.h"

typedef struct
{
  const char *limit;
  const char *start;
  const char *due_at;
  gboolean    provisional;
} Case;

static void
check_cases (const Case *cases, guint n_cases)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *due_text = NULL;
      gboolean         provisional = !cases[i].provisional;
      ZhihuiLimit      limit;
      gint64           start;

      g_assert_true (zhihui_limit_parse (cases[i].limit, &limit, NULL));
      g_assert_true (zhihui_instant_parse_rfc3339 (cases[i].start, &start, NULL));
      due_text = zhihui_zone_format_rfc3339 (
        zone, zhihui_deadline_get (&limit, start, calendar, zone, &provisional));
      g_assert_cmpstr (due_text, ==, cases[i].due_at);
      g_assert_cmpint (provisional, ==, cases[i].provisional);
    }
}

/* These three tables are those of the contract of the figures. */
static void
working_days_end_at_midnight_of_the_nth (void)
{
  const Case cases[] = {
    { "wd:1", "2020-07-28T10:00:00+08:00", "2020-07-29T23:59:59+08:00", FALSE },
    { "wd:1", "2020-07-29T08:40:00+08:00", "2020-07-30T23:59:59+08:00", FALSE },
    { "wd:3", "2020-07-31T16:00:00+08:00", "2020-08-05T23:59:59+08:00", FALSE },
    { "wd:3", "2026-09-30T10:00:00+08:00", "2026-10-10T23:59:59+08:00", FALSE },
    { "wd:3", "2026-02-13T11:00:00+08:00", "2026-02-25T23:59:59+08:00", FALSE },
    { "wd:1", "2026-12-31T10:00:00+08:00", "2027-01-01T23:59:59+08:00", TRUE },
    { "wd:1@17:30", "2020-07-28T10:00:00+08:00", "2020-07-29T17:30:00+08:00", FALSE },
    { "wd:3@17:30", "2026-09-30T10:00:00+08:00", "2026-10-10T17:30:00+08:00", FALSE },
    /* Dispatched late in the evening, and on a Saturday before a Sunday that is worked. */
    { "wd:1", "2020-07-28T23:50:00+08:00", "2020-07-29T23:59:59+08:00", FALSE },
    { "wd:1", "2026-09-19T12:00:00+08:00", "2026-09-20T23:59:59+08:00", FALSE },
    { "wd:1", "2026-09-30T12:00:00+08:00", "2026-10-08T23:59:59+08:00", FALSE },
    /* The day is Shanghai's, whatever the offset in which the start is written. */
    { "wd:1", "2020-07-28T16:00:00Z", "2020-07-30T23:59:59+08:00", FALSE },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
calendar_days_move_a_last_day_at_rest (void)
{
  const Case cases[] = {
    { "cd:15", "2026-09-18T09:00:00+08:00", "2026-10-08T23:59:59+08:00", FALSE },
    { "cd:60", "2026-08-04T09:00:00+08:00", "2026-10-08T23:59:59+08:00", FALSE },
    { "cd:60", "2026-03-02T09:00:00+08:00", "2026-05-06T23:59:59+08:00", FALSE },
    { "cd:1", "2020-07-28T09:00:00+08:00", "2020-07-29T23:59:59+08:00", FALSE },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
minutes_run_on_duty_minutes_wait (void)
{
  const Case cases[] = {
    { "min:15", "2026-09-19T11:55:00+08:00", "2026-09-19T12:10:00+08:00", FALSE },
    { "duty:15", "2026-09-19T11:55:00+08:00", "2026-09-20T08:45:00+08:00", FALSE },
    { "min:30", "2026-09-30T17:20:00+08:00", "2026-09-30T17:50:00+08:00", FALSE },
    { "duty:30", "2026-09-30T17:20:00+08:00", "2026-10-08T08:50:00+08:00", FALSE },
    /* Over noon, to the last second of a span, and over more than one day. */
    { "duty:15", "2020-07-28T11:50:00+08:00", "2020-07-28T14:05:00+08:00", FALSE },
    { "duty:10", "2020-07-28T11:50:00+08:00", "2020-07-28T12:00:00+08:00", FALSE },
    { "duty:900", "2020-07-28T07:00:00+08:00", "2020-07-30T09:30:00+08:00", FALSE },
    { "duty:15", "2026-12-31T17:29:00+08:00", "2027-01-01T08:44:00+08:00", TRUE },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
without_a_notice_all_is_provisional (void)
{
  g_autoptr (ZhihuiWorkCalendar) weekends = zhihui_work_calendar_new_weekends_only ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiLimit limit = { ZHIHUI_LIMIT_CALENDAR_DAYS, 15, 0 };
  gboolean          provisional = FALSE;
  g_autofree char  *due_text = NULL;

  /* 2026-09-18 + 15 days is a Saturday; without holidays the Monday after is worked. */
  due_text = zhihui_zone_format_rfc3339 (
    zone,
    zhihui_deadline_get (&limit,
                         zhihui_zone_at (zone, zhihui_day_from_ymd (2026, 9, 18), 9, 0, 0),
                         weekends,
                         zone,
                         &provisional));
  g_assert_cmpstr (due_text, ==, "2026-10-05T23:59:59+08:00");
  g_assert_true (provisional);
}

static void
last_second_is_on_time (void)
{
  g_assert_true (zhihui_deadline_is_kept (1000, 1000));
  g_assert_false (zhihui_deadline_is_kept (1001, 1000));
  g_assert_false (zhihui_deadline_is_kept (ZHIHUI_NO_INSTANT, 1000));
  g_assert_true (zhihui_deadline_is_kept (1000, ZHIHUI_NO_INSTANT));
  g_assert_false (zhihui_deadline_is_kept (ZHIHUI_NO_INSTANT, ZHIHUI_NO_INSTANT));
}

static void
limits_come_back_as_written (void)
{
  const char *const texts[] = { "min:15", "duty:30", "wd:1", "wd:3@17:30", "wd:3@09:05", "cd:60" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;
      ZhihuiLimit      limit;

      g_assert_true (zhihui_limit_parse (texts[i], &limit, NULL));
      text = zhihui_limit_to_string (&limit);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
wrong_limits_are_refused (void)
{
  const char *const texts[] = { "",           "min",         "min:",       "min:0",
                                "min:-5",     "wd:x",        "wd:3@",      "wd:3@25:00",
                                "wd:3@17",    "cd:60@17:30", "day:3",      "wd:3 ",
                                "wd:9999999", "WD:3",        "wd:3@17:60", "wd:3@0:00" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiLimit limit = { ZHIHUI_LIMIT_WORKDAYS, 77, 0 };

      g_assert_false (zhihui_limit_parse (texts[i], &limit, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_cmpint (limit.count, ==, 77);
    }
}

/* 2020-07-20 is a Monday; Sunday 2020-09-27 is worked, October 1 to 8 are at rest. */
static void
early_is_a_working_day_before_or_noon_of_the_only_one (void)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  static const struct
  {
    const char *start, *due_at, *event_at;
    gboolean    is_early;
  } cases[] = {
    { "2020-07-20T09:00:00+08:00", "2020-07-23T23:59:59+08:00", "2020-07-22T23:59:59+08:00", TRUE },
    { "2020-07-20T09:00:00+08:00",
      "2020-07-23T23:59:59+08:00",
      "2020-07-23T00:00:00+08:00",
      FALSE },
    { "2020-07-20T09:00:00+08:00",
      "2020-07-23T23:59:59+08:00",
      "2020-07-24T00:00:00+08:00",
      FALSE },
    /* one working day */
    { "2020-07-20T09:00:00+08:00", "2020-07-21T23:59:59+08:00", "2020-07-20T18:00:00+08:00", TRUE },
    { "2020-07-20T09:00:00+08:00", "2020-07-21T23:59:59+08:00", "2020-07-21T12:00:00+08:00", TRUE },
    { "2020-07-20T09:00:00+08:00",
      "2020-07-21T23:59:59+08:00",
      "2020-07-21T12:00:01+08:00",
      FALSE },
    /* two have no noon */
    { "2020-07-20T09:00:00+08:00",
      "2020-07-22T23:59:59+08:00",
      "2020-07-22T08:00:00+08:00",
      FALSE },
    /* over the weekend: Friday to Monday is one working day */
    { "2020-07-24T09:00:00+08:00", "2020-07-27T23:59:59+08:00", "2020-07-26T20:00:00+08:00", TRUE },
    { "2020-07-24T09:00:00+08:00", "2020-07-27T23:59:59+08:00", "2020-07-27T11:00:00+08:00", TRUE },
    { "2020-07-25T09:00:00+08:00", "2020-07-27T23:59:59+08:00", "2020-07-27T11:00:00+08:00", TRUE },
    /* a worked Sunday is a working day of its own */
    { "2020-09-25T09:00:00+08:00", "2020-09-28T23:59:59+08:00", "2020-09-27T20:00:00+08:00", TRUE },
    { "2020-09-26T09:00:00+08:00", "2020-09-27T23:59:59+08:00", "2020-09-27T12:00:00+08:00", TRUE },
    /* a deadline at rest: the working day before it is the last */
    { "2020-09-29T09:00:00+08:00",
      "2020-10-04T23:59:59+08:00",
      "2020-09-30T15:00:00+08:00",
      FALSE },
    { "2020-09-29T09:00:00+08:00", "2020-10-04T23:59:59+08:00", "2020-09-29T15:00:00+08:00", TRUE },
    { "2020-09-29T09:00:00+08:00",
      "2020-10-04T23:59:59+08:00",
      "2020-10-03T15:00:00+08:00",
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 start, due_at, event_at;

      g_assert_true (zhihui_instant_parse_rfc3339 (cases[i].start, &start, NULL));
      g_assert_true (zhihui_instant_parse_rfc3339 (cases[i].due_at, &due_at, NULL));
      g_assert_true (zhihui_instant_parse_rfc3339 (cases[i].event_at, &event_at, NULL));
      g_test_message ("%s", cases[i].event_at);
      g_assert_cmpint (
        zhihui_deadline_is_early (start, due_at, event_at, calendar, zone), ==, cases[i].is_early);
      g_assert_false (zhihui_deadline_is_early (start, due_at, ZHIHUI_NO_INSTANT, calendar, zone));
      g_assert_false (
        zhihui_deadline_is_early (start, ZHIHUI_NO_INSTANT, event_at, calendar, zone));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/working-days-end-at-midnight-of-the-nth",
                   working_days_end_at_midnight_of_the_nth);
  g_test_add_func ("/deadline/calendar-days-move-a-last-day-at-rest",
                   calendar_days_move_a_last_day_at_rest);
  g_test_add_func ("/deadline/minutes-run-on-duty-minutes-wait", minutes_run_on_duty_minutes_wait);
  g_test_add_func ("/deadline/without-a-notice-all-is-provisional",
                   without_a_notice_all_is_provisional);
  g_test_add_func ("/deadline/last-second-is-on-time", last_second_is_on_time);
  g_test_add_func ("/deadline/limits-come-back-as-written", limits_come_back_as_written);
  g_test_add_func ("/deadline/wrong-limits-are-refused", wrong_limits_are_refused);
  g_test_add_func ("/deadline/early-is-a-working-day-before-or-noon-of-the-only-one",
                   early_is_a_working_day_before_or_noon_of_the_only_one);
  return g_test_run ();
}
