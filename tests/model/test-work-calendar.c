/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-work-calendar.h"

#include "zhihui-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

static gint32
day_of (const char *text)
{
  return zhihui_day_from_ymd (atoi (text), atoi (text + 5), atoi (text + 8));
}

static void
holidays_and_make_up_days_are_known (void)
{
  const struct
  {
    const char   *day;
    ZhihuiDayKind kind;
    const char   *name;
  } cases[] = {
    { "2020-01-24", ZHIHUI_DAY_HOLIDAY, "春节" },
    { "2020-01-19", ZHIHUI_DAY_MAKE_UP_WORK, "春节" },
    { "2020-07-28", ZHIHUI_DAY_WORK, NULL },
    { "2020-08-01", ZHIHUI_DAY_WEEKEND, NULL },
    { "2026-09-20", ZHIHUI_DAY_MAKE_UP_WORK, "国庆节" },
    { "2026-10-08", ZHIHUI_DAY_WORK, NULL },
    { "2026-10-10", ZHIHUI_DAY_MAKE_UP_WORK, "国庆节" },
    { "2018-12-31", ZHIHUI_DAY_HOLIDAY, "元旦" },
    { "1999-10-01", ZHIHUI_DAY_WORK, NULL },
    { "2027-01-01", ZHIHUI_DAY_WORK, NULL },
    { "2027-01-02", ZHIHUI_DAY_WEEKEND, NULL },
  };
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint32 day = day_of (cases[i].day);

      g_assert_cmpint (zhihui_work_calendar_get_kind (calendar, day), ==, cases[i].kind);
      g_assert_cmpstr (zhihui_work_calendar_get_holiday_name (calendar, day), ==, cases[i].name);
    }
}

static void
years_without_a_notice_are_told (void)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  gboolean provisional;

  for (int year = 2004; year <= 2026; year++)
    g_assert_true (zhihui_work_calendar_knows_year (calendar, year));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, 2003));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, 2027));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, -5));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, 99999));

  zhihui_work_calendar_add (calendar, day_of ("2026-12-30"), 1, &provisional);
  g_assert_false (provisional);
  zhihui_work_calendar_add (calendar, day_of ("2026-12-30"), 2, &provisional);
  g_assert_true (provisional);
  zhihui_work_calendar_add (calendar, day_of ("2026-12-30"), 300, &provisional);
  g_assert_true (provisional);
}

/* new_year's day off stands in the notice of the year before: that alone does not make it known. */
static void
new_year_alone_is_no_notice (void)
{
  static const char csv[] = "2025-10-01,国庆节,off\r\n2026-01-01,元旦,off\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_from_csv (bytes, NULL);

  g_assert_nonnull (calendar);
  g_assert_true (zhihui_work_calendar_knows_year (calendar, 2025));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, 2026));
  g_assert_false (zhihui_work_calendar_is_workday (calendar, day_of ("2026-01-01")));
}

static void
counting_on_is_counting_one_by_one (void)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();

  for (gint32 start = day_of ("2019-12-20"); start < day_of ("2020-03-01"); start++)
    {
      gint32 day = start;

      g_assert_cmpint (zhihui_work_calendar_add (calendar, start, 0, NULL), ==, start);
      for (guint n = 1; n < 12; n++)
        {
          do
            day++;
          while (!zhihui_work_calendar_is_workday (calendar, day));
          g_assert_cmpint (zhihui_work_calendar_add (calendar, start, n, NULL), ==, day);
        }
    }
}

static void
wrong_calendars_are_refused_by_line (void)
{
  const struct
  {
    const char *csv, *says;
  } cases[] = {
    { "date,name,type\n2026-02-30,春节,off\n", "2" },
    { "2026-02-17,春节,off\n2026-02-18,春节\n", "2" },
    { "2026-02-17,春节,maybe\n", "1" },
    { "2026-2-17,春节,off\n", "1" },
    { "1900-02-17,春节,off\n", "1" },
    { "2026-02-17,春节,off\n2026-02-17,春节,work\n", "2026-02-17" },
    { "", "" },
    { "date,name,type,in_lieu\n", "" },
    { "2026-02-17,\xff,off\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].csv, strlen (cases[i].csv));

      g_assert_null (zhihui_work_calendar_new_from_csv (bytes, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
read_notice (const char *path, GHashTable *exceptions)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *days;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  days =
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "days");
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *day = json_array_get_object_element (days, i);
      gboolean    is_off = json_object_get_boolean_member (day, "isOffDay");

      g_hash_table_insert (exceptions,
                           g_strdup (json_object_get_string_member (day, "date")),
                           GINT_TO_POINTER (is_off ? 1 : 2));
    }
}

/* Another collection of the same notices, made by other people. */
static void
equals_another_collection_every_day (void)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (GHashTable) exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *folder =
    shared != NULL ? g_build_filename (shared, "data", "holidays-cn", NULL)
                   : g_test_build_filename (
                       G_TEST_DIST, "..", "..", "..", "shared", "data", "holidays-cn", NULL);
  guint n_different = 0;

  for (int year = 2018; year <= 2026; year++)
    {
      g_autofree char *name = g_strdup_printf ("holiday-cn-%d.json", year);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("the shared folder with holiday-cn-*.json is absent");
          return;
        }
      read_notice (path, exceptions);
    }

  for (gint32 day = day_of ("2018-01-01"); day <= day_of ("2026-12-31"); day++)
    {
      GDate   *date = g_date_new_julian ((guint32) (day + 719163));
      char     text[16];
      int      exception;
      gboolean worked;

      g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
      exception = GPOINTER_TO_INT (g_hash_table_lookup (exceptions, text));
      worked = exception == 0 ? g_date_get_weekday (date) <= G_DATE_FRIDAY : exception == 2;
      if (worked != zhihui_work_calendar_is_workday (calendar, day))
        {
          g_test_message ("differs: %s", text);
          n_different++;
        }
      g_date_free (date);
    }
  g_assert_cmpuint (n_different, ==, 0);
}

static GPtrArray *
parse_notices (const char *csv)
{
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = zhihui_notices_parse_csv (bytes, &error);

  g_assert_no_error (error);
  return notices;
}

/* 2026 is replaced but for the last days of December, which are of the notice for 2027; 2027 comes
 * with such days of its own. */
static void
notice_takes_the_place_of_its_year (void)
{
  const struct
  {
    const char   *day;
    ZhihuiDayKind kind;
  } cases[] = {
    { "2025-10-01", ZHIHUI_DAY_HOLIDAY },      { "2026-10-01", ZHIHUI_DAY_WORK },
    { "2026-10-10", ZHIHUI_DAY_WEEKEND },      { "2026-05-04", ZHIHUI_DAY_HOLIDAY },
    { "2026-05-09", ZHIHUI_DAY_MAKE_UP_WORK }, { "2026-12-31", ZHIHUI_DAY_HOLIDAY },
    { "2027-01-01", ZHIHUI_DAY_HOLIDAY },      { "2027-02-08", ZHIHUI_DAY_HOLIDAY },
    { "2027-02-09", ZHIHUI_DAY_WORK },
  };
  g_autoptr (ZhihuiWorkCalendar) china = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiWorkCalendar) calendar = NULL;
  g_autoptr (GPtrArray) notices = parse_notices ("2026-05-04,a,off\n"
                                                 "2026-05-09,a,work\n"
                                                 "2026-12-31,b,off\n"
                                                 "2027-01-01,b,off\n"
                                                 "2027-02-08,c,off\n");

  g_assert_cmpuint (notices->len, ==, 2);
  calendar = zhihui_work_calendar_amend (china, notices, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].day);
      g_assert_cmpint (
        zhihui_work_calendar_get_kind (calendar, day_of (cases[i].day)), ==, cases[i].kind);
    }
  g_assert_true (zhihui_work_calendar_knows_year (calendar, 2027));
  g_assert_true (zhihui_work_calendar_knows_year (calendar, 2004));
  g_assert_false (zhihui_work_calendar_knows_year (calendar, 2028));
  g_assert_false (zhihui_work_calendar_knows_year (china, 2027)); /* it is as it was */
  g_assert_cmpstr (
    zhihui_work_calendar_get_holiday_name (calendar, day_of ("2027-02-08")), ==, "c");
}

/* A December alone is of the notice for the next year. */
static void
lone_december_belongs_to_the_next_notice (void)
{
  g_autoptr (GPtrArray) notices = parse_notices ("2026-12-31,b,off\n2027-02-08,c,off\n");
  const ZhihuiNotice *notice = notices->pdata[0];

  g_assert_cmpuint (notices->len, ==, 1);
  g_assert_cmpint (notice->year, ==, 2027);
  g_assert_cmpuint (notice->days->len, ==, 2);
}

static void
incomplete_notices_are_refused (void)
{
  const char *const wrong[] = {
    "2027-01-01,b,off\n", /* New Year alone */
    "2027-02-08,c,off\n2027-02-08,c,work\n",
    "2027-02-29,c,off\n",
    "date,name,type\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_notices_parse_csv (bytes, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-calendar/holidays-and-make-up-days-are-known",
                   holidays_and_make_up_days_are_known);
  g_test_add_func ("/work-calendar/years-without-a-notice-are-told",
                   years_without_a_notice_are_told);
  g_test_add_func ("/work-calendar/new-year-alone-is-no-notice", new_year_alone_is_no_notice);
  g_test_add_func ("/work-calendar/counting-on-is-counting-one-by-one",
                   counting_on_is_counting_one_by_one);
  g_test_add_func ("/work-calendar/wrong-calendars-are-refused-by-line",
                   wrong_calendars_are_refused_by_line);
  g_test_add_func ("/work-calendar/equals-another-collection-every-day",
                   equals_another_collection_every_day);
  g_test_add_func ("/work-calendar/notice-takes-the-place-of-its-year",
                   notice_takes_the_place_of_its_year);
  g_test_add_func ("/work-calendar/lone-december-belongs-to-the-next-notice",
                   lone_december_belongs_to_the_next_notice);
  g_test_add_func ("/work-calendar/incomplete-notices-are-refused", incomplete_notices_are_refused);
  return g_test_run ();
}
