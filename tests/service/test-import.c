/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-database.h"
#include "zhihui-import.h"

#include <string.h>

#include "zhihui-error.h"
#include "zhihui-platform.h"
#include "zhihui-time-format.h"

/* A window that holds every case of every file here. */
#define FROM G_GINT64_CONSTANT (946684800) /* 2000 */
#define TO G_GINT64_CONSTANT (1893456000)  /* 2030 */

static const char map_text[] = "[deployment]\n"
                               "title=Small town\n"
                               "region=9901\n"
                               "time_zone=America/New_York\n"
                               "as_of=2019-03-01 12:00\n"
                               "[columns]\n"
                               "case_id=No\n"
                               "opened=In\n"
                               "due=Due\n"
                               "closed=Out\n"
                               "agency=Office\n"
                               "status=State\n"
                               "returns=Back\n"
                               "overdue=Late\n"
                               "lon=X\n"
                               "lat=Y\n"
                               "area=Place\n"
                               "[formats]\n"
                               "time=%Y-%m-%d %H:%M;%m/%d/%Y %I:%M %p\n"
                               "empty_agency=(none)\n"
                               "[status]\n"
                               "Done=closed\n"
                               "Twice=duplicate\n"
                               "Going on=open\n";

static const char head[] = "No,In,Due,Out,Office,State,Back,Late,X,Y,Place\n";

static void
refused_cb (guint64 line, const char *reason, gpointer user_data)
{
  g_string_append_printf (user_data, "%" G_GUINT64_FORMAT ": %s\n", line, reason);
}

static gboolean
run (ZhihuiStore        *store,
     const char         *map,
     const char         *csv,
     GString            *refusals,
     ZhihuiImportReport *report,
     GError            **error)
{
  g_autoptr (ZhihuiImportMap) parsed = zhihui_import_map_new_from_text (map, "town.map", error);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (csv, (gssize) strlen (csv), NULL);

  return parsed != NULL && zhihui_import_run (store,
                                              parsed,
                                              stream,
                                              "town.csv",
                                              refusals != NULL ? refused_cb : NULL,
                                              refusals,
                                              report,
                                              error);
}

/* What the platform counts for one unit, over everything. */
typedef struct
{
  gint64 volume, with_due, overdue, dispatched, returned;
} Figures;

static Figures
count (ZhihuiPlatform *platform, const char *agency)
{
  ZhihuiFigures     *figures = zhihui_platform_get_figures (platform);
  const GPtrArray   *units = zhihui_platform_get_ledger (platform)->units;
  const ZhihuiWindow window = { FROM, TO };

  for (guint i = 0; i < units->len; i++)
    if (g_str_equal (((ZhihuiUnit *) units->pdata[i])->name, agency))
      {
        ZhihuiTally volume = zhihui_figures_count (figures, ZHIHUI_METRIC_VOLUME, &window)[i];
        ZhihuiTally overdue =
          zhihui_figures_count (figures, ZHIHUI_METRIC_OVERDUE_RATE, &window)[i];
        ZhihuiTally returned =
          zhihui_figures_count (figures, ZHIHUI_METRIC_RETURN_RATE, &window)[i];

        return (Figures){ volume.n, overdue.n, overdue.k, returned.n, returned.k };
      }

  g_error ("there is no unit %s", agency);
}

static ZhihuiPlatform *
open_platform (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;
  ZhihuiPlatform *platform = zhihui_platform_new (store, -1, &error);

  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (platform, &error));
  return platform;
}

static void
assert_figures (ZhihuiPlatform *platform, const char *agency, Figures expected)
{
  Figures got = count (platform, agency);

  g_assert_cmpint (got.volume, ==, expected.volume);
  g_assert_cmpint (got.with_due, ==, expected.with_due);
  g_assert_cmpint (got.overdue, ==, expected.overdue);
  g_assert_cmpint (got.dispatched, ==, expected.dispatched);
  g_assert_cmpint (got.returned, ==, expected.returned);
}

/* Counted by hand. Water: 1 in time, 2 late, 3 open past its due time, 4 joined to another, 5
 * judged on time by the source against our rule, 6 not yet due when the source looked but judged on
 * time. Roads: one without due time and without verdict, two returns of one case. */
static const char rows[] =
  "w1,2019-01-01 08:00,2019-01-03 08:00,2019-01-03 08:00,Water,Done,0,,,,North\n"
  "w2,2019-01-01 08:00,2019-01-03 08:00,2019-01-03 08:01,Water,Done,1,1,1.5,2.5,North\n"
  "w3,2019-01-01 08:00,2019-01-03 08:00,,Water,Going on,0,,,,South\n"
  "w4,2019-01-01 08:00,2019-01-03 08:00,2019-01-09 08:00,Water,Twice,0,,,,South\n"
  "w5,01/01/2019 08:00 AM,2019-01-03 08:00,01/04/2019 12:30 PM,Water,Done,0,no,,,\n"
  "w6,2019-02-28 08:00,2019-03-05 08:00,,Water,Going on,0,no,,,\n"
  "\"r,1\",2019-01-01 08:00,,2019-01-05 08:00,\"Roads \"\"and\"\" bridges\",Done,2,,,,\n"
  "n1,2019-01-01 08:00,2019-01-01 09:00,,,Going on,,,,,\n";

static void
test_figures_are_those_counted_by_hand (void)
{
  g_autofree char *csv = g_strconcat (head, rows, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (ZhihuiPlatform) platform = NULL;
  ZhihuiImportReport report;

  g_assert_true (run (store, map_text, csv, NULL, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_rows, ==, 8);
  g_assert_cmpuint (report.n_new, ==, 8);

  platform = open_platform (store);
  assert_figures (platform, "Water", (Figures){ 5, 5, 2, 6, 1 });
  assert_figures (platform, "Roads \"and\" bridges", (Figures){ 1, 0, 0, 1, 1 });
  assert_figures (platform, "(none)", (Figures){ 1, 1, 1, 1, 0 });
  g_assert_cmpstr (zhihui_platform_get_region (platform), ==, "9901");
}

static void
test_the_same_file_again_changes_nothing (void)
{
  g_autofree char *csv = g_strconcat (head, rows, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (ZhihuiPlatform) platform = NULL;
  ZhihuiImportReport report;

  g_assert_true (run (store, map_text, csv, NULL, &report, &error));
  platform = open_platform (store);
  g_assert_true (run (store, map_text, csv, NULL, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_new, ==, 0);
  g_assert_cmpuint (report.n_updated, ==, 8);
  g_clear_pointer (&platform, zhihui_platform_free);

  platform = open_platform (store);
  g_assert_cmpuint (zhihui_platform_get_ledger (platform)->cases->len, ==, 8);
  g_assert_cmpuint (zhihui_platform_get_ledger (platform)->assignments->len, ==, 8);
  assert_figures (platform, "Water", (Figures){ 5, 5, 2, 6, 1 });
}

static void
test_a_later_file_brings_cases_up_to_date (void)
{
  g_autofree char *csv = g_strconcat (head, rows, NULL);
  g_autofree char *later = g_strconcat (
    head, "w3,2019-01-01 08:00,2019-01-03 08:00,2019-01-02 08:00,Water,Done,1,,,,South\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (ZhihuiPlatform) platform = NULL;
  ZhihuiImportReport report;

  g_assert_true (run (store, map_text, csv, NULL, &report, &error));
  g_assert_true (run (store, map_text, later, NULL, &report, &error));
  g_assert_no_error (error);
  platform = open_platform (store);
  assert_figures (platform, "Water", (Figures){ 5, 5, 1, 6, 2 });
}

static void
test_bad_rows_are_told_and_the_rest_goes_in (void)
{
  static const char bad[] = "a1,2019-01-01 08:00,,,Water,Going on,0,,,,\n"
                            ",2019-01-01 08:00,,,Water,Going on,0,,,,\n"
                            "a3,yesterday,,,Water,Going on,0,,,,\n"
                            "a4,2019-02-30 08:00,,,Water,Going on,0,,,,\n"
                            "a5,2019-01-02 08:00,,2019-01-01 08:00,Water,Done,0,,,,\n"
                            "a6,2019-01-01 08:00,,,Water,Lost,0,,,,\n"
                            "a7,2019-01-01 08:00,,,Water,Done,0,,,,\n"
                            "a8,2019-01-01 08:00,,,Water,Going on,often,,,,\n"
                            "a9,2019-01-01 08:00,,,Water,Going on,0,maybe,,,\n"
                            "a10,2019-01-01 08:00,,,Water,Going on,0,,190,2,\n"
                            "a11,2019-01-01 08:00,,,Water,Going on,0,,1,,\n"
                            "a12,2019-01-01 08:00\n"
                            "a13,2019-01-01 08:00,,,\xff,Going on,0,,,,\n"
                            "a14,2019-01-01 08:00,,,\"Wa\"ter,Going on,0,,,,\n"
                            "a15,2019-01-01 08:00,,2018-12-01 08:00,Water,Going on,0,,,,\n";
  g_autofree char  *csv = g_strconcat (head, bad, NULL);
  GString          *refusals = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (ZhihuiPlatform) platform = NULL;
  g_auto (GStrv) lines = NULL;
  ZhihuiImportReport report;

  g_assert_true (run (store, map_text, csv, refusals, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_rows, ==, 15);
  g_assert_cmpuint (report.n_new, ==, 2);
  g_assert_cmpuint (report.n_refused, ==, 13);

  lines = g_strsplit (refusals->str, "\n", -1);
  for (guint i = 0; i < 13; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u: ", i + 3);

      g_assert_true (g_str_has_prefix (lines[i], number));
    }
  platform = open_platform (store);
  g_assert_cmpint (count (platform, "Water").volume, ==, 2);
  g_string_free (refusals, TRUE);
}

static void
test_files_that_do_not_fit_change_nothing (void)
{
  const struct
  {
    const char *csv, *reason;
  } cases[] = {
    { "", "empty" },
    { "No,In,Due,Out,Office,State,Back,Late,X,Y\n", "'Place'" },
    { "\"No\n", "head" },
    { "<!DOCTYPE html><html>\n", "'No'" },
    { head, "not one row" },
    { "No,In,Due,Out,Office,State,Back,Late,X,Y,Place\na1,never,,,Water,Done,0,,,,\n",
      "not one row" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiStore) store = test_database_open_store ();
      g_autofree char   *title = NULL;
      ZhihuiImportReport report;

      g_assert_false (run (store, map_text, cases[i].csv, NULL, &report, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].reason));
      title = zhihui_store_get_setting (store, "title");
      g_assert_null (title);
    }
}

static void
test_wrong_maps_are_told_by_line (void)
{
  const struct
  {
    const char *map, *expected;
  } cases[] = {
    { "[columns]\ncase_id=a\nopend=b\n", "town.map:3: unknown key 'opend' in [columns]" },
    { "[colums]\n", "town.map:1: unknown group [colums]" },
    { "case_id=a\n", "town.map:1: a key before the first [group]" },
    { "[columns\n", "town.map:1: a group is not closed with ']'" },
    { "# x\n\n[columns]\ncase_id\n", "town.map:4: neither a comment, a [group] nor key=value" },
    { "[columns]\ncase_id=a\ncase_id=b\n", "town.map:3: 'case_id' stands twice in [columns]" },
    { "[columns]\ncase_id=\n", "town.map:2: 'case_id' names no column" },
    { "[deployment]\ntime_zone=Moon/Base\n", "town.map:2: " },
    { "[formats]\ntime=%Y-%m-%d %Q\n", "town.map:2: The time format '%Y-%m-%d %Q' has an" },
    { "[formats]\ntime=%H:%M\n", "town.map:2: The time format '%H:%M' does not tell" },
    { "[status]\nDone=finished\n", "town.map:2: 'finished' is not open, closed or duplicate" },
    { "[columns]\ncase_id=a\nopened=b\n", "[columns] does not say which is 'agency'" },
    { "[columns]\ncase_id=a\nopened=b\nagency=c\nlon=d\n", "'lon' and 'lat' belong together" },
    { "[deployment]\nas_of=soon\n[columns]\ncase_id=a\nopened=b\nagency=c\n",
      "town.map:2: 'soon' is no time" },
    { "", "[columns] does not say which is 'case_id'" },
    { "[columns]\n\xff=a\n", "the file is not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiImportMap *map = zhihui_import_map_new_from_text (cases[i].map, "town.map", &error);

      g_assert_null (map);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      if (strstr (error->message, cases[i].expected) == NULL)
        g_error ("%u: %s", i, error->message);
    }
}

static void
test_times_are_read_as_written (void)
{
  const struct
  {
    const char *format, *text;
    gint64      instant; /* 0: refused */
  } cases[] = {
    { "%Y-%m-%dT%H:%M:%S", "2019-01-01T00:00:00", 1546272000 },
    { "%Y-%m-%dT%H:%M:%S", "2019-01-01T00:00", 0 },
    { "%Y-%m-%d", "2019-01-01x", 0 },
    { "%FT%T%z", "2019-01-01T00:00:00Z", 1546300800 },
    { "%FT%T%z", "2019-01-01T00:00:00-05:00", 1546318800 },
    { "%d/%m/%y %I:%M %p", "01/01/19 12:00 AM", 1546272000 },
    { "%d/%m/%y %I:%M %p", "01/01/19 12:00 pm", 1546315200 },
    { "%d/%m/%y %I:%M %p", "01/01/19 13:00 pm", 0 },
    { "%F %T", "2019-02-29 00:00:00", 0 },
    { "%F %T", "2020-02-29 24:00:00", 0 },
    { "%F %T.%f", "2019-01-01 00:00:00.123", 1546272000 },
    { "%Y年%m月%d日", "2019年01月01日", 1546272000 },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64   instant = 0;
      gboolean good = zhihui_time_format_parse (cases[i].format, cases[i].text, zone, &instant);

      g_assert_cmpint (good, ==, cases[i].instant != 0);
      if (good)
        g_assert_cmpint (instant, ==, cases[i].instant);
    }
}

static void
test_a_simulation_is_left_alone (void)
{
  g_autofree char *csv = g_strconcat (head, rows, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  ZhihuiImportReport report;

  g_assert_true (zhihui_store_set_setting (store, "scenario", "zichuan", NULL));
  g_assert_false (run (store, map_text, csv, NULL, &report, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
}

/* Due on a day is due until its end, by the clocks of the place. */
static void
test_due_day_lasts_until_its_end (void)
{
  static const char map[] = "[deployment]\n"
                            "time_zone=America/New_York\n"
                            "as_of=2019-03-20\n"
                            "[columns]\n"
                            "case_id=No\n"
                            "opened=In\n"
                            "due=Due\n"
                            "closed=Out\n"
                            "agency=Office\n"
                            "[formats]\n"
                            "time=%Y-%m-%d %H:%M;%Y-%m-%d\n";
  static const char csv[] = "No,In,Due,Out,Office\n"
                            "1,2019-03-08 09:00,2019-03-10,2019-03-10 23:59,Roads\n"
                            "2,2019-03-08 09:00,2019-03-10,2019-03-11 00:00,Roads\n"
                            "3,2019-03-08 09:00,2019-03-10 12:00,2019-03-10 12:01,Roads\n";
  g_autoptr (ZhihuiStore) store = test_database_open_store ();
  g_autoptr (ZhihuiPlatform) platform = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiImportReport report;
  Figures            figures;

  run (store, map, csv, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_new, ==, 3);
  platform = open_platform (store);
  figures = count (platform, "Roads");
  g_assert_cmpint (figures.with_due, ==, 3);
  g_assert_cmpint (figures.overdue, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/figures-are-those-counted-by-hand",
                   test_figures_are_those_counted_by_hand);
  g_test_add_func ("/import/the-same-file-again-changes-nothing",
                   test_the_same_file_again_changes_nothing);
  g_test_add_func ("/import/a-later-file-brings-cases-up-to-date",
                   test_a_later_file_brings_cases_up_to_date);
  g_test_add_func ("/import/bad-rows-are-told-and-the-rest-goes-in",
                   test_bad_rows_are_told_and_the_rest_goes_in);
  g_test_add_func ("/import/files-that-do-not-fit-change-nothing",
                   test_files_that_do_not_fit_change_nothing);
  g_test_add_func ("/import/wrong-maps-are-told-by-line", test_wrong_maps_are_told_by_line);
  g_test_add_func ("/import/times-are-read-as-written", test_times_are_read_as_written);
  g_test_add_func ("/import/a-simulation-is-left-alone", test_a_simulation_is_left_alone);
  g_test_add_func ("/import/due-day-lasts-until-its-end", test_due_day_lasts_until_its_end);
  return g_test_run ();
}
