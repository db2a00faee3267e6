/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines against counting: every minute and every day is looked at one by one, in local time of
 * a fixed offset, with a table of days that is read here. */

#include "zhihui-deadline.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE 60
#define DAY 86400
#define OFFSET (8 * 3600)
#define FIRST_DAY 18262 /* 2020-01-01 */
#define N_DAYS (6 * 366)
#define N_DRAWN 1500

typedef struct
{
  gboolean            is_worked[N_DAYS];
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
  GRand              *random;
} Fixture;

static int
find_day (const char *date)
{
  g_autoptr (GDate) epoch = g_date_new_dmy (1, 1, 1970);
  g_autoptr (GDate) day = g_date_new_dmy (
    (GDateDay) atoi (date + 8), (GDateMonth) atoi (date + 5), (GDateYear) atoi (date));

  return g_date_days_between (epoch, day) - FIRST_DAY;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "holidays", "chinese-days.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_named = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (int i = 0; i < N_DAYS; i++)
    self->is_worked[i] = (FIRST_DAY + i + 3) % 7 < 5; /* 1970-01-01 was a Thursday */

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      int day = find_day (lines[i]);

      if (day < 0 || day >= N_DAYS)
        continue;
      self->is_worked[day] = strstr (lines[i], ",work,") != NULL;
      n_named++;
    }
  g_assert_cmpuint (n_named, >, 150);

  self->calendar = zhihui_work_calendar_new_china ();
  self->zone = zhihui_zone_new_shanghai ();
  self->random = g_rand_new_with_seed (20200701);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_work_calendar_unref (self->calendar);
  zhihui_zone_unref (self->zone);
  g_rand_free (self->random);
}

static gboolean
is_on_duty (const Fixture *self, gint64 at)
{
  gint64 local = at + OFFSET;
  int    minute = (int) (local % DAY / MINUTE);

  return self->is_worked[local / DAY - FIRST_DAY] &&
         ((minute >= 510 && minute < 720) || (minute >= 840 && minute < 1050));
}

/* A start in the first five years, often at an edge: midnight, the begin and end of duty, the last
 * days of months. */
static gint64
draw_start (Fixture *self)
{
  static const int edges[] = { 0, 509, 510, 719, 720, 839, 840, 1049, 1050, 1439 };
  int              day = g_rand_int_range (self->random, 0, 5 * 365);
  int              minute = g_rand_boolean (self->random)
                              ? edges[g_rand_int_range (self->random, 0, G_N_ELEMENTS (edges))]
                              : g_rand_int_range (self->random, 0, 1440);

  return (gint64) (FIRST_DAY + day) * DAY + minute * MINUTE - OFFSET;
}

static void
duty_minutes_are_those_counted_one_by_one (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_DRAWN; i++)
    {
      gint64            start = draw_start (self);
      int               n = g_rand_int_range (self->random, 1, 1000);
      const ZhihuiLimit limit = { ZHIHUI_LIMIT_DUTY_MINUTES, n, 0 };
      gint64            at = start;

      for (int left = n; left > 0; at += MINUTE)
        left -= is_on_duty (self, at) ? 1 : 0;
      g_assert_cmpint (
        zhihui_deadline_get (&limit, start, self->calendar, self->zone, NULL), ==, at);
      /* And back. */
      g_assert_cmpint (
        zhihui_work_calendar_count_duty (self->calendar, self->zone, start, at), ==, n * MINUTE);
    }
}

static void
working_days_are_those_counted_one_by_one (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_DRAWN; i++)
    {
      gint64            start = draw_start (self);
      int               n = g_rand_int_range (self->random, 1, 40);
      const ZhihuiLimit limit = { ZHIHUI_LIMIT_WORKDAYS, n, 0 };
      const ZhihuiLimit closing = { ZHIHUI_LIMIT_WORKDAYS, n, 17 * 60 + 30 };
      gint64            day = (start + OFFSET) / DAY;

      for (int left = n; left > 0;)
        left -= self->is_worked[++day - FIRST_DAY] ? 1 : 0;
      g_assert_cmpint (zhihui_deadline_get (&limit, start, self->calendar, self->zone, NULL),
                       ==,
                       (day + 1) * DAY - OFFSET - 1);
      g_assert_cmpint (zhihui_deadline_get (&closing, start, self->calendar, self->zone, NULL),
                       ==,
                       day * DAY - OFFSET + 1050 * MINUTE);
    }
}

static void
calendar_days_are_those_counted_one_by_one (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_DRAWN; i++)
    {
      gint64            start = draw_start (self);
      int               n = g_rand_int_range (self->random, 1, 91);
      const ZhihuiLimit limit = { ZHIHUI_LIMIT_CALENDAR_DAYS, n, 0 };
      gint64            day = (start + OFFSET) / DAY + n;

      while (!self->is_worked[day - FIRST_DAY])
        day++;
      g_assert_cmpint (zhihui_deadline_get (&limit, start, self->calendar, self->zone, NULL),
                       ==,
                       (day + 1) * DAY - OFFSET - 1);
    }
}

/* The time that was left when the clock stood still is left when it runs on. */
static void
suspended_time_is_given_back (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_DRAWN; i++)
    {
      gint64            start = draw_start (self);
      const ZhihuiLimit duty = { ZHIHUI_LIMIT_DUTY_MINUTES, 600, 0 };
      const ZhihuiLimit days = { ZHIHUI_LIMIT_WORKDAYS, 15, 0 };
      gint64 due_at = zhihui_deadline_get (&duty, start, self->calendar, self->zone, NULL);
      gint64 from = start + g_rand_int_range (self->random, 0, 600) * MINUTE;
      gint64 to = from + g_rand_int_range (self->random, 1, 30000) * MINUTE;
      gint64 moved;
      int    left = 0, left_after = 0;

      from = MIN (from, due_at);
      moved = zhihui_deadline_give_back (&duty, due_at, from, to, self->calendar, self->zone);
      for (gint64 at = from; at < due_at; at += MINUTE)
        left += is_on_duty (self, at) ? 1 : 0;
      for (gint64 at = MAX (from, to); at < moved; at += MINUTE)
        left_after += is_on_duty (self, at) ? 1 : 0;
      g_assert_cmpint (left, ==, left_after);

      due_at = zhihui_deadline_get (&days, start, self->calendar, self->zone, NULL);
      moved = zhihui_deadline_give_back (&days, due_at, from, to, self->calendar, self->zone);
      left = left_after = 0;
      for (gint64 day = (from + OFFSET) / DAY + 1; day <= (due_at + OFFSET) / DAY; day++)
        left += self->is_worked[day - FIRST_DAY] ? 1 : 0;
      for (gint64 day = (to + OFFSET) / DAY + 1; day <= (moved + OFFSET) / DAY; day++)
        left_after += self->is_worked[day - FIRST_DAY] ? 1 : 0;
      g_assert_cmpint (left, ==, left_after);
    }
}

static gint64
instant_of (const char *text)
{
  gint64 at = 0;

  g_assert_true (zhihui_instant_parse_rfc3339 (text, &at, NULL));
  return at;
}

static void
extensions_count_on_from_the_deadline_in_force (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *limit, *due_at;
    guint       n_days;
    const char *extended;
  } cases[] = {
    { "wd:3", "2020-07-31T23:59:59+08:00", 3, "2020-08-05T23:59:59+08:00" },
    { "wd:3@17:30", "2020-09-30T17:30:00+08:00", 1, "2020-10-09T17:30:00+08:00" },
    { "cd:60", "2026-05-06T23:59:59+08:00", 30, "2026-06-05T23:59:59+08:00" },
    { "cd:60", "2026-09-02T23:59:59+08:00", 30, "2026-10-08T23:59:59+08:00" },
    { "min:600", "2020-07-31T12:00:00+08:00", 1, "2020-08-03T12:00:00+08:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiLimit      limit;
      g_autofree char *text = NULL;

      g_assert_true (zhihui_limit_parse (cases[i].limit, &limit, NULL));
      text = zhihui_zone_format_rfc3339 (
        self->zone,
        zhihui_deadline_extend (
          &limit, instant_of (cases[i].due_at), cases[i].n_days, self->calendar, self->zone));
      g_assert_cmpstr (text, ==, cases[i].extended);
    }
}

static void
other_hours_of_duty_are_counted (Fixture *self, gconstpointer data)
{
  const ZhihuiLimit limit = { ZHIHUI_LIMIT_DUTY_MINUTES, 90, 0 };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (ZhihuiWorkCalendar) summer = NULL;
  ZhihuiDutyHours  hours;
  g_autofree char *text = NULL, *due = NULL;
  const char      *wrong[] = { "",
                               "08:30",
                               "08:30-",
                               "12:00-08:30",
                               "08:30-12:00,11:00-13:00",
                               "08:30-12:00,",
                               "08:60-12:00",
                               "08:30-24:01",
                               "1-2,3-4",
                               "01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00" };

  g_assert_true (zhihui_duty_hours_parse ("09:00-12:00,15:00-24:00", &hours, NULL));
  text = zhihui_duty_hours_to_string (&hours);
  g_assert_cmpstr (text, ==, "09:00-12:00,15:00-24:00");
  summer = zhihui_work_calendar_amend (self->calendar, none, &hours);
  due = zhihui_zone_format_rfc3339 (
    self->zone,
    zhihui_deadline_get (
      &limit, instant_of ("2020-07-31T23:00:00+08:00"), summer, self->zone, NULL));
  g_assert_cmpstr (due, ==, "2020-08-03T09:30:00+08:00");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (zhihui_duty_hours_parse (wrong[i], &hours, NULL));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/deadline-oracle/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("duty-minutes-are-those-counted-one-by-one", duty_minutes_are_those_counted_one_by_one);
  ADD ("working-days-are-those-counted-one-by-one", working_days_are_those_counted_one_by_one);
  ADD ("calendar-days-are-those-counted-one-by-one", calendar_days_are_those_counted_one_by_one);
  ADD ("suspended-time-is-given-back", suspended_time_is_given_back);
  ADD ("extensions-count-on-from-the-deadline-in-force",
       extensions_count_on_from_the_deadline_in_force);
  ADD ("other-hours-of-duty-are-counted", other_hours_of_duty_are_counted);
  return g_test_run ();
}
