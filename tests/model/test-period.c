/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-period.h"

#include "zhihui-error.h"

typedef struct
{
  const char *text, *now;
  const char *from, *to;
  const char *previous_from, *previous_to;
} Case;

/* "07-01" in 2020 … */
static char *
show (ZhihuiZone *zone, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (zone, instant);

  if (civil.hour == 0 && civil.minute == 0 && civil.second == 0)
    return g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.mday);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d",
                          civil.year,
                          civil.month,
                          civil.mday,
                          civil.hour,
                          civil.minute,
                          civil.second);
}

static void
check (const Case *cases, guint n_cases)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (ZhihuiPeriod) period = NULL;
      g_autofree char *now_text = g_strconcat (cases[i].now, "+08:00", NULL);
      g_autofree char *shown[4] = { NULL };
      gint64           now;

      g_assert_true (zhihui_instant_parse_rfc3339 (now_text, &now, NULL));
      period = zhihui_period_parse (cases[i].text, now, zone, NULL);
      g_assert_nonnull (period);
      g_assert_cmpstr (period->text, ==, cases[i].text);
      shown[0] = show (zone, period->window.from);
      shown[1] = show (zone, period->window.to);
      shown[2] = show (zone, period->previous.from);
      shown[3] = show (zone, period->previous.to);
      g_assert_cmpstr (shown[0], ==, cases[i].from);
      g_assert_cmpstr (shown[1], ==, cases[i].to);
      g_assert_cmpstr (shown[2], ==, cases[i].previous_from);
      g_assert_cmpstr (shown[3], ==, cases[i].previous_to);
      for (guint j = 0; j < 4; j++)
        g_free (g_steal_pointer (&shown[j]));
    }
}

static void
running_periods_compare_with_the_same_span (void)
{
  const char *const now = "2026-07-29T14:05:12"; /* a Wednesday */
  const Case        cases[] = {
           { "today", now, "2026-07-29", "2026-07-30", "2026-07-28", "2026-07-28 14:05:12" },
           { "week", now, "2026-07-27", "2026-08-03", "2026-07-20", "2026-07-22 14:05:12" },
           { "month", now, "2026-07-01", "2026-08-01", "2026-06-01", "2026-06-29 14:05:12" },
           { "2026-07", now, "2026-07-01", "2026-08-01", "2026-06-01", "2026-06-29 14:05:12" },
           { "quarter", now, "2026-07-01", "2026-10-01", "2026-04-01", "2026-04-29 14:05:12" },
           { "2026-Q3", now, "2026-07-01", "2026-10-01", "2026-04-01", "2026-04-29 14:05:12" },
           { "2026-W31", now, "2026-07-27", "2026-08-03", "2026-07-20", "2026-07-22 14:05:12" },
           { "year", now, "2026-01-01", "2027-01-01", "2025-01-01", "2025-07-29 14:05:12" },
           { "2026", now, "2026-01-01", "2027-01-01", "2025-01-01", "2025-07-29 14:05:12" },
           { "ytd", now, "2026-01-01", "2026-07-30", "2025-01-01", "2025-07-29 14:05:12" },
           { "rolling-90d", now, "2026-05-01", "2026-07-30", "2026-01-31", "2026-05-01" },
           { "rolling-7d", now, "2026-07-23", "2026-07-30", "2026-07-16", "2026-07-23" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
shorter_months_and_years_end_the_span (void)
{
  const Case cases[] = {
    { "month", "2026-03-31T10:00:00", "2026-03-01", "2026-04-01", "2026-02-01", "2026-03-01" },
    { "month",
      "2026-03-28T10:00:00",
      "2026-03-01",
      "2026-04-01",
      "2026-02-01",
      "2026-02-28 10:00:00" },
    { "month", "2026-01-05T00:00:00", "2026-01-01", "2026-02-01", "2025-12-01", "2025-12-05" },
    { "month", "2026-07-01T00:00:00", "2026-07-01", "2026-08-01", "2026-06-01", "2026-06-01" },
    { "quarter", "2026-09-30T10:00:00", "2026-07-01", "2026-10-01", "2026-04-01", "2026-07-01" },
    { "ytd", "2028-02-29T10:00:00", "2028-01-01", "2028-03-01", "2027-01-01", "2027-03-01" },
    { "year",
      "2028-12-31T10:00:00",
      "2028-01-01",
      "2029-01-01",
      "2027-01-01",
      "2027-12-31 10:00:00" },
    { "week",
      "2026-01-01T08:00:00",
      "2025-12-29",
      "2026-01-05",
      "2025-12-22",
      "2025-12-25 08:00:00" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
ended_periods_compare_with_the_whole_before (void)
{
  const char *const now = "2026-07-29T14:05:12";
  const Case        cases[] = {
           { "2020-07", now, "2020-07-01", "2020-08-01", "2020-06-01", "2020-07-01" },
           { "2020-01", now, "2020-01-01", "2020-02-01", "2019-12-01", "2020-01-01" },
           { "2020-W31", now, "2020-07-27", "2020-08-03", "2020-07-20", "2020-07-27" },
           { "2020-W01", now, "2019-12-30", "2020-01-06", "2019-12-23", "2019-12-30" },
           { "2020-W53", now, "2020-12-28", "2021-01-04", "2020-12-21", "2020-12-28" },
           { "2020-Q1", now, "2020-01-01", "2020-04-01", "2019-10-01", "2020-01-01" },
           { "2020", now, "2020-01-01", "2021-01-01", "2019-01-01", "2020-01-01" },
           { "2030-01", now, "2030-01-01", "2030-02-01", "2029-12-01", "2030-01-01" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
check_window (ZhihuiZone *zone, const ZhihuiWindow *window, const char *from, const char *to)
{
  g_autofree char *first = show (zone, window->from);
  g_autofree char *last = show (zone, window->to);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

/* Both sides of a running period are whole days, and as many. */
static void
whole_days_of_a_running_period_are_as_many_before (void)
{
  static const struct
  {
    const char *now, *text, *from, *to, *before_from, *before_to;
  } cases[] = {
    { "2026-07-29T14:05:12+08:00",
      "month",
      "2026-07-01",
      "2026-07-29",
      "2026-06-01",
      "2026-06-29" },
    { "2026-07-29T00:00:00+08:00",
      "2026-07",
      "2026-07-01",
      "2026-07-29",
      "2026-06-01",
      "2026-06-29" },
    { "2026-03-31T09:00:00+08:00",
      "month",
      "2026-03-01",
      "2026-03-29",
      "2026-02-01",
      "2026-03-01" },
    { "2026-07-29T14:05:12+08:00", "week", "2026-07-27", "2026-07-29", "2026-07-20", "2026-07-22" },
    { "2028-03-02T14:05:12+08:00", "year", "2028-01-01", "2028-03-02", "2027-01-01", "2027-03-03" },
    { "2026-07-29T14:05:12+08:00",
      "rolling-7d",
      "2026-07-22",
      "2026-07-29",
      "2026-07-15",
      "2026-07-22" },
    { "2026-07-01T23:59:59+08:00", "month", NULL, NULL, NULL, NULL },
    { "2026-07-29T14:05:12+08:00", "today", NULL, NULL, NULL, NULL },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiPeriod) period = NULL;
      ZhihuiWindow days, before;
      gint64       now;

      g_assert_true (zhihui_instant_parse_rfc3339 (cases[i].now, &now, NULL));
      period = zhihui_period_parse (cases[i].text, now, zone, NULL);
      g_assert_cmpint (zhihui_period_find_whole_days (period, now, zone, &days, &before),
                       ==,
                       cases[i].from != NULL);
      if (cases[i].from == NULL)
        continue;
      check_window (zone, &days, cases[i].from, cases[i].to);
      check_window (zone, &before, cases[i].before_from, cases[i].before_to);
    }
}

/* Days without a name are compared with those directly before. */
static void
whole_days_without_a_name_follow_those_before (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = NULL;
  ZhihuiWindow days, before;
  gint64       from, to, now;

  g_assert_true (zhihui_instant_parse_rfc3339 ("2026-07-11T00:00:00+08:00", &from, NULL));
  g_assert_true (zhihui_instant_parse_rfc3339 ("2026-07-30T00:00:00+08:00", &to, NULL));
  g_assert_true (zhihui_instant_parse_rfc3339 ("2026-07-29T14:05:12+08:00", &now, NULL));
  period = zhihui_period_new_between (from, to);
  g_assert_true (zhihui_period_find_whole_days (period, now, zone, &days, &before));
  check_window (zone, &days, "2026-07-11", "2026-07-29");
  check_window (zone, &before, "2026-06-23", "2026-07-11");
}

/* Any two periods of which one runs are cut to as many days that are over on both sides. */
static void
whole_days_beside_another_period_are_as_many (void)
{
  static const struct
  {
    const char *text, *other, *from, *to, *other_from, *other_to;
  } cases[] = {
    { "month", "2025-07", "2026-07-01", "2026-07-29", "2025-07-01", "2025-07-29" },
    { "2025-07", "month", "2025-07-01", "2025-07-29", "2026-07-01", "2026-07-29" },
    { "month", "2026-02", "2026-07-01", "2026-07-29", "2026-02-01", "2026-03-01" },
    { "quarter", "2026-02", "2026-07-01", "2026-07-29", "2026-02-01", "2026-03-01" },
    { "week", "month", "2026-07-27", "2026-07-29", "2026-07-01", "2026-07-03" },
    { "rolling-7d", "2026-06", "2026-07-22", "2026-07-29", "2026-06-01", "2026-06-08" },
    { "month", "today", NULL, NULL, NULL, NULL },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64 now;

  g_assert_true (zhihui_instant_parse_rfc3339 ("2026-07-29T14:05:12+08:00", &now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (cases[i].text, now, zone, NULL);
      g_autoptr (ZhihuiPeriod) other = zhihui_period_parse (cases[i].other, now, zone, NULL);
      ZhihuiWindow days, beside;

      g_assert_cmpint (zhihui_period_find_days_beside (period, other, now, zone, &days, &beside),
                       ==,
                       cases[i].from != NULL);
      if (cases[i].from == NULL)
        continue;
      check_window (zone, &days, cases[i].from, cases[i].to);
      check_window (zone, &beside, cases[i].other_from, cases[i].other_to);
    }
}

static void
wrong_periods_are_refused (void)
{
  const char *const texts[] = { "",
                                "Month",
                                "2020-13",
                                "2020-00",
                                "2020-W00",
                                "2021-W53",
                                "2020-W54",
                                "2020-Q5",
                                "2020-Q0",
                                "20-07",
                                "rolling-",
                                "rolling-0d",
                                "rolling--9d",
                                "rolling-90",
                                "rolling-90dd",
                                "rolling-9999d",
                                "rolling- 9d",
                                "rolling-+9d",
                                "2020-7",
                                "0000",
                                "9999",
                                "2020-07 ",
                                "last month" };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_period_parse (texts[i], 1785304000, zone, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

static void
span_between_compares_with_as_long_before (void)
{
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (1000, 1600);
  g_autoptr (ZhihuiPeriod) copy = zhihui_period_copy (period);

  g_assert_cmpint (copy->window.from, ==, 1000);
  g_assert_cmpint (copy->window.to, ==, 1600);
  g_assert_cmpint (copy->previous.from, ==, 400);
  g_assert_cmpint (copy->previous.to, ==, 1000);
}

static void
longer_periods_need_more_cases (void)
{
  const struct
  {
    const char *text;
    gboolean    ratings;
    guint       min_n;
  } cases[] = {
    { "month", FALSE, 10 },      { "2020-07", FALSE, 10 }, { "week", FALSE, 10 },
    { "quarter", FALSE, 20 },    { "2020-Q3", FALSE, 20 }, { "year", FALSE, 20 },
    { "ytd", FALSE, 20 },        { "2020", FALSE, 20 },    { "rolling-90d", FALSE, 20 },
    { "rolling-7d", FALSE, 10 }, { "month", TRUE, 5 },     { "", FALSE, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (
      zhihui_period_default_min_n (cases[i].text, cases[i].ratings), ==, cases[i].min_n);
}

/* 2020 began on a Wednesday and has 53 weeks; 2019-W31 began on July 29. */
static void
year_before_has_the_same_dates (void)
{
  static const struct
  {
    const char *text, *now, *from, *to;
  } cases[] = {
    { "2020-07", "2026-07-29T14:05:12", "2019-07-01", "2019-08-01" },
    { "2020-02", "2026-07-29T14:05:12", "2019-02-01", "2019-03-01" },
    { "2021-02", "2026-07-29T14:05:12", "2020-02-01", "2020-03-01" },
    { "2020-Q1", "2026-07-29T14:05:12", "2019-01-01", "2019-04-01" },
    { "2020", "2026-07-29T14:05:12", "2019-01-01", "2020-01-01" },
    { "2020-W31", "2026-07-29T14:05:12", "2019-07-29", "2019-08-05" },
    { "2020-W01", "2026-07-29T14:05:12", "2018-12-31", "2019-01-07" },
    { "2020-W53", "2026-07-29T14:05:12", "2019-12-23", "2019-12-30" },
    { "2021-W01", "2026-07-29T14:05:12", "2019-12-30", "2020-01-06" },
    /* running: as much as has passed */
    { "today", "2020-07-29T14:05:12", "2019-07-29", "2019-07-29 14:05:12" },
    { "today", "2020-02-29T10:00:00", "2019-02-28", "2019-02-28 10:00:00" },
    { "week", "2020-07-29T14:05:12", "2019-07-29", "2019-07-31 14:05:12" },
    { "month", "2020-07-29T14:05:12", "2019-07-01", "2019-07-29 14:05:12" },
    { "month", "2020-02-29T10:00:00", "2019-02-01", "2019-02-28 10:00:00" },
    { "quarter", "2020-08-01T00:00:00", "2019-07-01", "2019-08-01" },
    { "ytd", "2020-07-29T14:05:12", "2019-01-01", "2019-07-29 14:05:12" },
    { "year", "2020-07-29T14:05:12", "2019-01-01", "2019-07-29 14:05:12" },
    { "rolling-90d", "2020-07-29T14:05:12", "2019-05-01", "2019-07-29 14:05:12" },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *now_text = g_strconcat (cases[i].now, "+08:00", NULL);
      g_autofree char *from = NULL, *to = NULL;
      g_autoptr (ZhihuiPeriod) period = NULL;
      gint64 now;

      g_assert_true (zhihui_instant_parse_rfc3339 (now_text, &now, NULL));
      period = zhihui_period_parse (cases[i].text, now, zone, NULL);
      from = show (zone, period->year.from);
      to = show (zone, period->year.to);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

static void
span_between_knows_the_year_before_with_a_zone (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = NULL;
  gint64 from, to, expected;

  zhihui_instant_parse_rfc3339 ("2020-06-15T08:30:00+08:00", &from, NULL);
  zhihui_instant_parse_rfc3339 ("2020-07-15T08:30:00+08:00", &to, NULL);
  period = zhihui_period_new_between (from, to);
  g_assert_cmpint (period->year.from, ==, period->year.to);
  zhihui_period_find_year (period, to + 1, zone);
  zhihui_instant_parse_rfc3339 ("2019-06-15T08:30:00+08:00", &expected, NULL);
  g_assert_cmpint (period->year.from, ==, expected);
  zhihui_instant_parse_rfc3339 ("2019-07-15T08:30:00+08:00", &expected, NULL);
  g_assert_cmpint (period->year.to, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/running-periods-compare-with-the-same-span",
                   running_periods_compare_with_the_same_span);
  g_test_add_func ("/period/shorter-months-and-years-end-the-span",
                   shorter_months_and_years_end_the_span);
  g_test_add_func ("/period/ended-periods-compare-with-the-whole-before",
                   ended_periods_compare_with_the_whole_before);
  g_test_add_func ("/period/whole-days-of-a-running-period-are-as-many-before",
                   whole_days_of_a_running_period_are_as_many_before);
  g_test_add_func ("/period/whole-days-without-a-name-follow-those-before",
                   whole_days_without_a_name_follow_those_before);
  g_test_add_func ("/period/whole-days-beside-another-period-are-as-many",
                   whole_days_beside_another_period_are_as_many);
  g_test_add_func ("/period/wrong-periods-are-refused", wrong_periods_are_refused);
  g_test_add_func ("/period/span-between-compares-with-as-long-before",
                   span_between_compares_with_as_long_before);
  g_test_add_func ("/period/longer-periods-need-more-cases", longer_periods_need_more_cases);
  g_test_add_func ("/period/year-before-has-the-same-dates", year_before_has_the_same_dates);
  g_test_add_func ("/period/span-between-knows-the-year-before-with-a-zone",
                   span_between_knows_the_year_before_with_a_zone);
  return g_test_run ();
}
