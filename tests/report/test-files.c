/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "map-situation.h"
#include "report-sample.h"
#include "tables-sample.h"
#include "zhihui-language.h"
#include "zhihui-report-shelf.h"
#include "zhihui-report.h"

/* What a template makes for who computes: workbook and JSON. */

static const Town towns[] = { { 500, -1, 1000, 3 }, { 300, -1, 100, 5 }, { 900, -1, 50, 1 } };

static char *
make_digest (const ZhihuiReportRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) csv = zhihui_report_build_csv (request, &error);

  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
}

/* JSON of the report; that its workbook has a sheet a table, and both the hash, is looked at. */
static JsonObject *
write_both (TablesSample *sample, const ZhihuiReportRequest *request)
{
  g_autofree char *json_path = g_build_filename (sample->folder, "report.json", NULL);
  g_autofree char *book_path = g_build_filename (sample->folder, "report.xlsx", NULL);
  g_autofree char *digest = make_digest (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) book = NULL;
  JsonObject *file;

  zhihui_report_write_json (request, json_path, &error);
  g_assert_no_error (error);
  zhihui_report_write_workbook (request, book_path, &error);
  g_assert_no_error (error);
  file = tables_sample_open_json (sample, "report.json");
  g_assert_cmpstr (json_object_get_string_member (file, "sha256"), ==, digest);
  book = tables_sample_open_workbook (sample, "report.xlsx");
  if (book != NULL)
    {
      g_autofree char *keywords = g_strdup_printf ("sha256:%s", digest);

      g_assert_cmpstr (json_object_get_string_member (book, "keywords"), ==, keywords);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (book, "sheets")),
                        ==,
                        json_array_get_length (json_object_get_array_member (file, "tables")) + 1);
    }
  return file;
}

/* Whoever logs what left asks nothing again: each format tells what its data came to. */
static void
test_proof (TablesSample *sample, gconstpointer data)
{
  static const char *const names[] = { "a.csv", "a.json", "a.xlsx", "a.pdf" };
  g_autoptr (ZhihuiSituation) situation = report_sample_new (9, 20);
  ZhihuiReportProof   proof = { 0 };
  ZhihuiReportRequest request = { .situation = situation,
                                  .now_us = g_get_monotonic_time (),
                                  .proof = &proof };
  g_autofree char    *digest = make_digest (&request);

  g_assert_null (proof.digest);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (sample->folder, names[i], NULL);
      g_autoptr (GError) error = NULL;

      zhihui_report_proof_clear (&proof);
      switch (i)
        {
        case 0:
          zhihui_report_write_csv (&request, path, &error);
          break;
        case 1:
          zhihui_report_write_json (&request, path, &error);
          break;
        case 2:
          zhihui_report_write_workbook (&request, path, &error);
          break;
        default:
          zhihui_report_write_pdf (&request, path, NULL, &error);
        }
      g_assert_no_error (error);
      g_assert_cmpstr (proof.digest, ==, digest);
      g_assert_cmpint (proof.n_rows, ==, 4 * (9 + 13));
    }
  zhihui_report_proof_clear (&proof);
}

static JsonObject *
get_table (JsonObject *file, const char *id)
{
  JsonArray *tables = json_object_get_array_member (file, "tables");

  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonObject *table = json_array_get_object_element (tables, i);

      if (g_str_equal (json_object_get_string_member (table, "id"), id))
        return table;
    }
  g_assert_not_reached ();
}

static void
expect_note (JsonObject *file, const char *id, const char *note)
{
  g_assert_cmpstr (json_object_get_string_member (get_table (file, id), "note"), ==, note);
}

/* As of 2026-07-29: the month, and ninety days. */
static void
test_bulletin (TablesSample *sample, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiReportRequest request = { .situation = situation, .now_us = g_get_monotonic_time () };
  g_autoptr (JsonObject) file = write_both (sample, &request);
  JsonArray *rows;

  g_assert_cmpstr (json_object_get_string_member (file, "title"), ==, "民生诉求办理排行通报");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (file, "tables")), ==, 8);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (file, "definitions")), ==, 4);
  expect_note (file, "volume-town", "2026年7月1日至29日，按派发日期");
  expect_note (
    file, "overdue_rate-department", "2026年5月1日至7月29日，按到期日期，满 20 件参加排名");
  /* Boards of other days: no period is that of all. */
  g_assert_false (json_object_has_member (file, "period"));
  rows = json_object_get_array_member (get_table (file, "overdue_rate-department"), "rows");
  g_assert_cmpuint (json_array_get_length (rows), ==, 99);
}

static void
test_one_period (TablesSample *sample, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (9, 20);
  ZhihuiReportRequest request = { .situation = situation,
                                  .boards = 1u << ZHIHUI_BOARD_OVERDUE | 1u << ZHIHUI_BOARD_RETURN,
                                  .now_us = g_get_monotonic_time () };
  g_autoptr (JsonObject) file = write_both (sample, &request);

  g_assert_cmpstr (json_object_get_string_member (file, "period"), ==, "2026年5月1日至7月29日");
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (file, "definitions")), ==, 2);
}

/* The template alone says which map. */
static void
test_map (TablesSample *sample, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, G_N_ELEMENTS (towns));
  g_autoptr (ZhihuiReportTemplate) template = zhihui_report_shelf_dup_shipped ("map");
  ZhihuiReportRequest request = { .situation = situation,
                                  .template = template,
                                  .now_us = g_get_monotonic_time () };
  g_autoptr (JsonObject) file = write_both (sample, &request);
  JsonObject *table = get_table (file, "regions");

  g_assert_cmpstr (json_object_get_string_member (file, "title"), ==, "淄川区地图：受理量");
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (file, "definitions")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (table, "rows")), ==, 3);
}

static void
test_map_of_a_rate (TablesSample *sample, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, G_N_ELEMENTS (towns));
  ZhihuiReportRequest request = { .situation = situation,
                                  .is_map = TRUE,
                                  .maps = 1u << ZHIHUI_BOARD_SATISFIED,
                                  .now_us = g_get_monotonic_time () };
  g_autoptr (JsonObject) file = write_both (sample, &request);
  JsonObject *definition =
    json_array_get_object_element (json_object_get_array_member (file, "definitions"), 0);

  g_assert_cmpstr (json_object_get_string_member (file, "title"), ==, "淄川区地图：满意率");
  g_assert_cmpstr (json_object_get_string_member (definition, "name"), ==, "满意率");
}

int
main (int argc, char **argv)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/report-files/" name,                                                               \
              TablesSample,                                                                        \
              NULL,                                                                                \
              tables_sample_set_up,                                                                \
              func,                                                                                \
              tables_sample_tear_down)

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("each-board-says-of-which-days-it-is-and-who-is-ranked", test_bulletin);
  ADD ("a-period-that-all-boards-share-is-that-of-the-file", test_one_period);
  ADD ("the-paper-of-a-map-needs-no-more-than-its-template", test_map);
  ADD ("each-format-tells-what-its-data-came-to", test_proof);
  ADD ("a-map-of-a-rate-says-what-it-is", test_map_of_a_rate);
  return g_test_run ();
}
