/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-zone.h"

#include "zhihui-error.h"

static void
days_agree_with_the_calendar_of_glib (void)
{
  for (gint32 day = -719162; day < 2932896; day += 13)
    {
      GDate *date = g_date_new_julian ((guint32) (day + 719163));
      int    year, month, mday;

      zhihui_day_to_ymd (day, &year, &month, &mday);
      g_assert_cmpint (year, ==, g_date_get_year (date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (date));
      g_assert_cmpint (mday, ==, g_date_get_day (date));
      g_assert_cmpint (zhihui_day_weekday (day), ==, (int) g_date_get_weekday (date));
      g_assert_cmpint (zhihui_day_from_ymd (year, month, mday), ==, day);
      g_date_free (date);
    }
}

/* Clock changes and zones without; each instant against GDateTime. */
static void
civil_time_agrees_with_that_of_glib (void)
{
  const char *const names[] = {
    "Asia/Shanghai", "America/New_York", "Europe/Berlin", "UTC", "+08:00"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ZhihuiZone) zone = zhihui_zone_new (names[i], NULL);
      g_autoptr (GTimeZone) rules = g_time_zone_new_identifier (names[i]);

      g_assert_nonnull (zone);
      g_assert_cmpstr (zhihui_zone_get_identifier (zone), ==, names[i]);
      for (gint64 at = 315532800; at < 1830000000; at += 86400 * 3 + 4321)
        {
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, rules);
          g_autofree char *iso = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
          g_autofree char *ours = zhihui_zone_format_rfc3339 (zone, at);
          ZhihuiCivil      civil = zhihui_zone_to_civil (zone, at);
          gint64           back;

          g_assert_cmpstr (ours, ==, iso);
          g_assert_cmpint (civil.hour, ==, g_date_time_get_hour (local));
          g_assert_cmpint (civil.mday, ==, g_date_time_get_day_of_month (local));
          g_assert_cmpint (civil.weekday, ==, g_date_time_get_day_of_week (local));
          g_assert_cmpint (civil.day, ==, zhihui_zone_day_of (zone, at));
          g_assert_true (zhihui_instant_parse_rfc3339 (ours, &back, NULL));
          g_assert_cmpint (back, ==, at);
        }
    }
}

static void
days_begin_at_midnight_of_the_zone (void)
{
  g_autoptr (ZhihuiZone) shanghai = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiZone) new_york = zhihui_zone_new ("America/New_York", NULL);
  gint32 day = zhihui_day_from_ymd (2020, 7, 28);

  g_assert_cmpint (zhihui_zone_day_start (shanghai, day), ==, 1595865600);
  g_assert_cmpint (zhihui_zone_at (shanghai, day, 17, 30, 0), ==, 1595865600 + 17 * 3600 + 1800);
  g_assert_cmpint (zhihui_zone_day_of (shanghai, 1595865600), ==, day);
  g_assert_cmpint (zhihui_zone_day_of (shanghai, 1595865599), ==, day - 1);

  /* The day of a clock change has 23 or 25 hours. */
  day = zhihui_day_from_ymd (2018, 3, 11);
  g_assert_cmpint (zhihui_zone_day_start (new_york, day + 1) -
                     zhihui_zone_day_start (new_york, day),
                   ==,
                   23 * 3600);
  day = zhihui_day_from_ymd (2018, 11, 4);
  g_assert_cmpint (zhihui_zone_day_start (new_york, day + 1) -
                     zhihui_zone_day_start (new_york, day),
                   ==,
                   25 * 3600);
}

static void
unknown_zones_are_refused (void)
{
  const char *const names[] = {
    "", "Asia/Nowhere", "../../etc/passwd", "+", "-:", "Asia/", "Asia"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_zone_new (names[i], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

/* Files that are there: the first three hold rules that GLib would take, the last two none. */
static void
files_are_no_zones (void)
{
  const char *const names[] = {
    "/usr/share/zoneinfo/Asia/Shanghai",
    "../zoneinfo/Asia/Shanghai",
    "Asia/../Asia/Shanghai",
    "Asia/./Shanghai",
    "Asia//Shanghai",
    "../../../etc/passwd",
    "leapseconds",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_zone_new (names[i], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

/* The zones of the countries, of the tz database itself; at the end also what is no place. */
static void
every_zone_of_the_database_is_known (void)
{
  static const char others[] =
    "x\tx\tEtc/GMT+8\nx\tx\tUTC\nx\tx\t+0800\nx\tx\t-03:30\nx\tx\tCST-8\n";
  g_autofree char *table = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_zones = 0;

  if (!g_file_get_contents ("/usr/share/zoneinfo/zone1970.tab", &table, NULL, NULL))
    {
      g_test_skip ("no tz database");
      return;
    }

  all = g_strconcat (table, others, NULL);
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_autoptr (ZhihuiZone) zone = NULL;

      if (lines[i][0] == '#' || g_strv_length (columns) < 3)
        continue;
      zone = zhihui_zone_new (columns[2], NULL);
      if (zone == NULL)
        g_error ("%s is not known", columns[2]);
      n_zones++;
    }
  g_assert_cmpuint (n_zones, >, 200);
}

static void
instants_are_read_in_every_offset (void)
{
  const char *const texts[] = {
    "2020-07-28T10:00:00+08:00", "2020-07-28T02:00:00Z",          "2020-07-28t02:00:00z",
    "2020-07-27T22:00:00-04:00", "2020-07-28T10:00:00.999+08:00", "2020-07-28 10:00:00+08:00",
    "2020-07-28T01:59:60Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gint64 at;

      g_assert_true (zhihui_instant_parse_rfc3339 (texts[i], &at, NULL));
      g_assert_cmpint (at, ==, 1595901600);
    }
}

static void
wrong_instants_are_refused (void)
{
  const char *const texts[] = {
    "",
    "2020-07-28",
    "2020-07-28T10:00:00",
    "2020-07-28T10:00+08:00",
    "2020-02-30T10:00:00Z",
    "2019-02-29T10:00:00Z",
    "2020-13-01T10:00:00Z",
    "2020-00-01T10:00:00Z",
    "2020-07-00T10:00:00Z",
    "2020-07-28T24:00:00Z",
    "2020-07-28T10:60:00Z",
    "2020-07-28T10:00:61Z",
    "2020-07-28T10:00:00.Z",
    "2020-07-28T10:00:00+0800",
    "2020-07-28T10:00:00+08:00x",
    "0000-07-28T10:00:00Z",
    "+020-07-28T10:00:00Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 at = 42;

      g_assert_false (zhihui_instant_parse_rfc3339 (texts[i], &at, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_cmpint (at, ==, 42);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/days-agree-with-the-calendar-of-glib",
                   days_agree_with_the_calendar_of_glib);
  g_test_add_func ("/zone/civil-time-agrees-with-that-of-glib",
                   civil_time_agrees_with_that_of_glib);
  g_test_add_func ("/zone/days-begin-at-midnight-of-the-zone", days_begin_at_midnight_of_the_zone);
  g_test_add_func ("/zone/unknown-zones-are-refused", unknown_zones_are_refused);
  g_test_add_func ("/zone/files-are-no-zones", files_are_no_zones);
  g_test_add_func ("/zone/every-zone-of-the-database-is-known",
                   every_zone_of_the_database_is_known);
  g_test_add_func ("/zone/instants-are-read-in-every-offset", instants_are_read_in_every_offset);
  g_test_add_func ("/zone/wrong-instants-are-refused", wrong_instants_are_refused);
  return g_test_run ();
}
