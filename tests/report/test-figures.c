/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "report-sample.h"
#include "written-figures.h"
#include "zhihui-canonical-data.h"
#include "zhihui-language.h"
#include "zhihui-report.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* The bulletin of so many departments and 13 towns, in every file that has figures, read again by
 * other programs: each figure is that of the model. */
typedef struct
{
  ZhihuiSituation    *situation;
  ZhihuiReportRequest request;
  char               *folder;
} Fixture;

#define N_SMALL 1
#define N_COUNTY 99
#define N_PROVINCE 12427

static void
set_up (Fixture *self, gconstpointer n_departments)
{
  self->situation = report_sample_new (GPOINTER_TO_UINT (n_departments), 5);
  self->request =
    (ZhihuiReportRequest){ .situation = self->situation, .now_us = g_get_monotonic_time () };
  self->folder = g_dir_make_tmp ("zhihui-figures-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer n_departments)
{
  zhihui_situation_unref (self->situation);
  g_rmdir (self->folder);
  g_free (self->folder);
}

typedef void (*BoardFunc) (const ZhihuiRanking *ranking, guint index, gpointer user_data);

/* In the order of the report. */
static void
visit_boards (Fixture *self, BoardFunc visit, gpointer user_data)
{
  GPtrArray *peers = zhihui_situation_get_meta (self->situation)->peers;
  guint      n = 0;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      visit (zhihui_situation_get_ranking (
               self->situation, board, ((const ZhihuiPeer *) peers->pdata[i])->id),
             n++,
             user_data);
}

static gboolean
is_count (const ZhihuiRanking *ranking)
{
  return zhihui_metric_get_traits (ranking->metric)->is_count;
}

/* Ranked ones, then the others. */
static const ZhihuiScore *
get_score (const ZhihuiRanking *ranking, guint index)
{
  return index < ranking->n_scores ? &ranking->scores[index]
                                   : &ranking->unranked[index - ranking->n_scores];
}

static guint
count_scores (const ZhihuiRanking *ranking)
{
  return ranking->n_scores + ranking->n_unranked_sent;
}

/* ---- on paper ---- */

/* Rows of a board stand in its order, whatever stands between them. */
static void
find_on_paper (const ZhihuiRanking *ranking, guint index, gpointer user_data)
{
  const char *at = user_data;

  for (guint i = 0; i < ranking->n_scores; i++)
    {
      const ZhihuiScore *score = &ranking->scores[i];
      g_autofree char   *figure =
        is_count (ranking) ? written_count (score->n) : written_rate_cell (score->k, score->n);
      g_autofree char *row = g_strconcat (score->unit->short_name, figure, NULL);

      at = written_find (at, row);
    }
}

static void
test_paper (Fixture *self, gconstpointer n_departments)
{
  g_autofree char *path = g_build_filename (self->folder, "a.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (paper_reader_lacks ("pdftotext") || paper_reader_lacks ("pdffonts"))
    return;
  zhihui_report_write_pdf (&self->request, path, NULL, &error);
  g_assert_no_error (error);
  paper_reader_check_file (path);
  paper_reader_check_faces (path);
  text = written_read (path);
  visit_boards (self, find_on_paper, text);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* ---- as data ---- */

typedef struct
{
  ZhihuiCanonicalData *data;
  guint                row;
} Reading;

static void
compare_rows (const ZhihuiRanking *ranking, guint index, gpointer user_data)
{
  Reading *self = user_data;

  for (guint i = 0; i < count_scores (ranking); i++, self->row++)
    {
      const ZhihuiScore *score = get_score (ranking, i);
      g_auto (GStrv) cells = zhihui_canonical_data_dup_row (self->data, 0, self->row);

      g_assert_cmpstr (cells[0], ==, zhihui_metric_get_traits (ranking->metric)->id);
      g_assert_cmpuint (g_ascii_strtoull (cells[2], NULL, 10), ==, score->rank);
      g_assert_cmpstr (cells[4], ==, score->unit->id);
      if (!is_count (ranking))
        g_assert_cmpint (g_ascii_strtoll (cells[6], NULL, 10), ==, score->k);
      g_assert_cmpint (g_ascii_strtoll (cells[7], NULL, 10), ==, score->n);
    }
}

static void
test_csv (Fixture *self, gconstpointer n_departments)
{
  g_autofree char *path = g_build_filename (self->folder, "a.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (ZhihuiCanonicalData) data = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { 0 };
  gsize   length;

  zhihui_report_write_csv (&self->request, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  reading.data = data = zhihui_canonical_data_read (text, length);
  visit_boards (self, compare_rows, &reading);
  g_assert_cmpuint (reading.row, ==, zhihui_canonical_data_get_n_rows (data, 0));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
compare_sheet (const ZhihuiRanking *ranking, guint index, gpointer user_data)
{
  JsonArray  *sheets = user_data;
  JsonObject *sheet = json_array_get_object_element (sheets, index);
  JsonArray  *rows = json_object_get_array_member (sheet, "rows");

  g_assert_cmpuint (json_array_get_length (rows), ==, count_scores (ranking) + 1);
  for (guint i = 0; i < count_scores (ranking); i++)
    {
      const ZhihuiScore *score = get_score (ranking, i);
      JsonArray         *row = json_array_get_array_element (rows, i + 1);

      if (score->rank > 0)
        g_assert_cmpint (json_array_get_int_element (row, 0), ==, score->rank);
      g_assert_cmpstr (json_array_get_string_element (row, 2), ==, score->unit->name);
      if (is_count (ranking))
        g_assert_cmpint (json_array_get_int_element (row, 3), ==, score->n);
      else
        {
          g_assert_cmpint (json_array_get_int_element (row, 3), ==, score->k);
          g_assert_cmpint (json_array_get_int_element (row, 4), ==, score->n);
          if (score->n > 0)
            g_assert_cmpfloat_with_epsilon (
              json_array_get_double_element (row, 5), (double) score->k / (double) score->n, 1e-12);
        }
    }
}

static void
test_workbook (Fixture *self, gconstpointer n_departments)
{
  g_autofree char *path = g_build_filename (self->folder, "a.xlsx", NULL);
  g_autofree char *reader = g_test_build_filename (G_TEST_DIST, "read-workbook", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *book;

  zhihui_report_write_workbook (&self->request, path, &error);
  g_assert_no_error (error);
  text = paper_reader_run (reader, path, NULL);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  book = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (book, "formulas"), ==, 0);
  visit_boards (self, compare_sheet, json_object_get_array_member (book, "sheets"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
add (const char *size, guint n_departments)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer n_departments);
  } tests[] = {
    { "paper", test_paper },
    { "csv", test_csv },
    { "workbook", test_workbook },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/figures/%s/those-of-the-%s-are-the-models", size, tests[i].name);

      g_test_add (
        path, Fixture, GUINT_TO_POINTER (n_departments), set_up, tests[i].test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  add ("one-department", N_SMALL);
  add ("a-county", N_COUNTY);
  if (g_getenv ("ZHIHUI_TEST_LONG") != NULL)
    add ("a-province", N_PROVINCE);
  return g_test_run ();
}
