/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "map-situation.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-map-settings.h"
#include "zhihui-report.h"

/* Codes 370302100 and on. Of the third there are too few, of the last none. */
static const Town towns[] = {
  { 500, -1, 1000, 3 }, { 300, -1, 100, 5 }, { 20, -1, 4, 4 }, { 900, -1, 50, 1 }, { 0, -1, 0, 0 }
};

static ZhihuiReportRequest
make_request (ZhihuiSituation *situation)
{
  return (ZhihuiReportRequest){
    .situation = situation, .is_map = TRUE, .maps = 1u << ZHIHUI_BOARD_OVERDUE, .now_us = 1000000
  };
}

/* The cell of a row, without quotation marks. */
static char *
dup_cell (const char *csv, guint row, guint column)
{
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_auto (GStrv) cells = NULL;

  g_assert_cmpuint (row, <, g_strv_length (lines));
  cells = g_strsplit (lines[row], ",", -1);
  g_assert_cmpuint (column, <, g_strv_length (cells));
  return g_strdup (g_strstrip (g_strdelimit (cells[column], "\"", ' ')));
}

/* Ordered from the worst; what is not ranked has no rank, and what has no cases no value. */
static void
test_data_are_those_of_the_map (void)
{
  static const char *const rows[][5] = {
    /* rank, code, k, n, least value of the class */
    { "3", "370302101", "5", "100", "4" },    { "2", "370302103", "1", "50", "2" },
    { "1", "370302100", "3", "1000", "0" },   { "", "370302102", "4", "4", "too_few" },
    { "", "370302104", "0", "0", "no_data" },
  };
  static const guint columns[] = { 0, 1, 3, 4, 7 };
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, G_N_ELEMENTS (towns));
  ZhihuiReportRequest request = make_request (situation);
  g_autoptr (GError) error = NULL;
  GString         *csv = zhihui_report_build_csv (&request, &error);
  g_autofree char *ratio = NULL, *none = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
      {
        g_autofree char *cell = dup_cell (csv->str, i + 1, columns[j]);

        g_assert_cmpstr (cell, ==, rows[i][j]);
      }
  ratio = dup_cell (csv->str, 1, 5);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ratio, NULL), 0.05, 1e-9);
  none = dup_cell (csv->str, 5, 5);
  g_assert_cmpstr (none, ==, "");
  g_string_free (csv, TRUE);
}

/* (transfer full): the canonical data of words and maps of @situation */
static char *
write_maps (ZhihuiSituation *situation, const char *maps)
{
  g_autofree char *text =
    g_strdup_printf ("[Report]\n[1]\npart=text\ntext=a\n[2]\npart=maps\nboards=%s\n", maps);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiReportTemplate) template =
    zhihui_report_template_parse (bytes, "maps.report", &error);
  ZhihuiReportRequest request = { .situation = situation, .template = template, .now_us = 1 };
  GString            *csv;

  g_assert_no_error (error);
  csv = zhihui_report_build_csv (&request, &error);
  g_assert_no_error (error);
  return g_string_free (csv, FALSE);
}

/* What the colours of a map say is a part of the data that are signed by their digest. */
static void
test_maps_are_in_the_data (void)
{
  static const Town other[] = { { 501, -1, 1000, 3 }, { 300, -1, 100, 5 } };
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, 2);
  g_autoptr (ZhihuiSituation) changed = map_situation_new (other, G_N_ELEMENTS (other));
  g_autoptr (ZhihuiSituation) unread = map_situation_new (towns, 0);
  g_autofree char *one = write_maps (situation, "overdue");
  g_autofree char *both = write_maps (situation, "volume,overdue");
  g_autofree char *same = write_maps (changed, "overdue");
  g_autofree char *different = write_maps (changed, "volume,overdue");
  g_autofree char *nothing = write_maps (unread, "overdue");

  g_assert_nonnull (strstr (one, ",5,100,0.050000,"));
  g_assert_nonnull (strstr (both, "\"table\",\"map-volume\"\r\n"));
  g_assert_nonnull (strstr (both, "\"table\",\"map-overdue\"\r\n"));
  g_assert_nonnull (strstr (both, ",500,"));
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (both, !=, different);
  g_assert_cmpstr (nothing, ==, "region\r\n");
}

/* Two maps whose legends differ are two papers, also where the class that only one of them has is
 * of no region. */
static void
test_classes_are_in_the_data (void)
{
  static const struct
  {
    const char *conf, *classes;
  } cases[] = {
    { "[overdue]\nclasses=1% 3%\n", "0 1 3" },
    { "[overdue]\nclasses=1% 3% 50.5%\n", "0 1 3 50.50" },
  };
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, G_N_ELEMENTS (towns));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) conf = g_bytes_new_static (cases[i].conf, strlen (cases[i].conf));
      g_autoptr (ZhihuiMapSettings) settings = zhihui_map_settings_parse (conf, "map.conf", NULL);
      ZhihuiReportRequest request = make_request (situation);
      g_autofree char    *classes = NULL;
      GString            *csv;

      request.map_settings = settings;
      csv = zhihui_report_build_csv (&request, NULL);
      classes = dup_cell (csv->str, 1, 8);
      g_assert_cmpstr (classes, ==, cases[i].classes);
      g_string_free (csv, TRUE);
    }
}

static void
test_paper_has_head_map_and_table (void)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, G_N_ELEMENTS (towns));
  g_autoptr (GBytes) conf = g_bytes_new_static ("[overdue]\nclasses=1% 3%\n", 24);
  g_autoptr (ZhihuiMapSettings) settings = zhihui_map_settings_parse (conf, "map.conf", NULL);
  ZhihuiReportRequest      request = make_request (situation);
  g_autofree char         *folder = g_dir_make_tmp ("zhihui-report-XXXXXX", NULL);
  g_autofree char         *path = g_build_filename (folder, "map.pdf", NULL);
  g_autofree char         *reader = g_find_program_in_path ("pdftotext");
  g_autofree char         *text = NULL;
  const char *const        line[] = { "pdftotext", "-layout", path, "-", NULL };
  static const char *const words[] = { "淄川区地图：超期率", "1/50",   "5/100", "2.99%",
                                       "样本不足",           "SHA-256" };
  g_autoptr (GError) error = NULL;
  guint n_pages = 0;

  request.map_settings = settings;
  g_assert_true (zhihui_report_write_pdf (&request, path, &n_pages, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 1);
  if (reader == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      g_auto (GStrv) parts = NULL;
      g_autofree char *whole = NULL;

      g_assert_true (g_spawn_sync (
        NULL, (char **) line, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
      parts = g_strsplit (text, " ", -1); /* the reader may set blanks anywhere */
      whole = g_strjoinv ("", parts);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_test_message ("%s", words[i]);
          g_assert_nonnull (strstr (whole, words[i]));
        }
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_without_figures_there_is_no_paper (void)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, 0);
  ZhihuiReportRequest request = make_request (situation);
  g_autofree char    *folder = g_dir_make_tmp ("zhihui-report-XXXXXX", NULL);
  g_autofree char    *path = g_build_filename (folder, "map.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_report_write_pdf (&request, path, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing is left in it */
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region-map/classes-are-in-the-data", test_classes_are_in_the_data);
  g_test_add_func ("/report-map/data-are-those-of-the-map", test_data_are_those_of_the_map);
  g_test_add_func ("/report-map/what-colours-say-is-in-the-data", test_maps_are_in_the_data);
  g_test_add_func ("/report-map/paper-has-head-map-and-table", test_paper_has_head_map_and_table);
  g_test_add_func ("/report-map/without-figures-there-is-no-paper",
                   test_without_figures_there_is_no_paper);
  return g_test_run ();
}
