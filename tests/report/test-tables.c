/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables-sample.h"
#include "zhihui-csv-reader.h"
#include "zhihui-language.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define N_ROUNDS 6 /* of four boards each */

static const ZhihuiMetric metrics[] = { ZHIHUI_METRIC_VOLUME,
                                        ZHIHUI_METRIC_OVERDUE_RATE,
                                        ZHIHUI_METRIC_RETURN_RATE,
                                        ZHIHUI_METRIC_SATISFIED_RATE };

/* Boards of drawn figures, one of them empty, and their tables. */
static GPtrArray *
draw_boards (TablesSample *sample)
{
  GPtrArray *boards = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_ranking_unref);

  g_ptr_array_set_size (sample->tables, 0);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      guint          n_units = i == 2 ? 0 : (guint) g_test_rand_int_range (1, 40);
      ZhihuiRanking *board = tables_sample_draw_ranking (metrics[i], n_units);

      g_ptr_array_add (boards, board);
      g_ptr_array_add (sample->tables, zhihui_board_table_new (board, "镇街道", NULL, "R2"));
    }
  return boards;
}

static const ZhihuiScore *
get_score (const ZhihuiRanking *board, guint row)
{
  return row < board->n_scores ? &board->scores[row] : &board->unranked[row - board->n_scores];
}

static guint
count_rows (const ZhihuiRanking *board)
{
  return board->n_scores + board->n_unranked_sent;
}

/* What a reader says of one row, wherever it read it; NAN is an empty cell. */
typedef struct
{
  const char *unit;
  double      rank, k, n, value, low, high, rank_change, value_change, open_overdue;
  gboolean    tied, has_reason;
} Read;

static void
expect_number (double read, double expected, double tolerance)
{
  g_assert_true (isnan (read) == isnan (expected));
  if (!isnan (expected))
    g_assert_cmpfloat (fabs (read - expected), <=, tolerance);
}

static void
expect_row (const Read *read, const ZhihuiRanking *board, guint row, double tolerance)
{
  const ZhihuiScore *score = get_score (board, row);
  gboolean           is_count = board->metric == ZHIHUI_METRIC_VOLUME;

  g_assert_cmpstr (read->unit, ==, score->unit->name);
  expect_number (read->rank, score->rank > 0 ? score->rank : (double) NAN, 0);
  g_assert_cmpint (read->tied, ==, score->tied);
  g_assert_cmpint (read->has_reason, ==, score->rank == 0);
  expect_number (read->n, (double) score->n, 0);
  expect_number (read->rank_change, score->has_delta_rank ? score->delta_rank : (double) NAN, 0);
  expect_number (
    read->value_change, score->has_delta ? score->delta_value : (double) NAN, tolerance);
  expect_number (
    read->open_overdue, score->open_overdue >= 0 ? (double) score->open_overdue : (double) NAN, 0);
  if (is_count)
    return;
  expect_number (read->k, (double) score->k, 0);
  expect_number (read->value, score->value, tolerance);
  expect_number (read->low, score->low, tolerance);
  expect_number (read->high, score->high, tolerance);
}

/* ---- CSV ---- */

static double
read_csv_number (ZhihuiCsvReader *reader, guint *column)
{
  const char *text = zhihui_csv_reader_get_field (reader, (*column)++);
  char       *end;
  double      number = g_ascii_strtod (text, &end);

  g_assert_cmpstr (end, ==, "");
  return *text == '\0' ? (double) NAN : number;
}

static void
read_csv_row (ZhihuiCsvReader *reader, const ZhihuiRanking *board, guint row)
{
  gboolean    is_count = board->metric == ZHIHUI_METRIC_VOLUME;
  guint       column = 0;
  const char *unit;
  Read        read = { 0 };

  read.rank = read_csv_number (reader, &column);
  read.tied = read_csv_number (reader, &column) > 0;
  unit = zhihui_csv_reader_get_field (reader, column++);
  read.unit = unit + (unit[0] == '\'' && strchr ("=-+@", unit[1]) != NULL);
  if (!is_count)
    read.k = read_csv_number (reader, &column);
  read.n = read_csv_number (reader, &column);
  if (!is_count)
    {
      read.value = read_csv_number (reader, &column);
      read.low = read_csv_number (reader, &column);
      read.high = read_csv_number (reader, &column);
      column++;
    }
  read.rank_change = read_csv_number (reader, &column);
  read.value_change = read_csv_number (reader, &column);
  read.open_overdue = read_csv_number (reader, &column);
  read.has_reason = *zhihui_csv_reader_get_field (reader, column++) != '\0';
  /* What the row is of, and a rate with its days. */
  column += board->metric == ZHIHUI_METRIC_SATISFIED_RATE ? 15 + 5 : 15;
  g_assert_cmpuint (zhihui_csv_reader_get_n_fields (reader), ==, column);
  expect_row (&read, board, row, 0.5e-6 + 1e-12);
}

static void
next_row (ZhihuiCsvReader *reader)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zhihui_csv_reader_read (reader, &error), ==, ZHIHUI_CSV_ROW);
}

static void
test_csv (TablesSample *sample, gconstpointer data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) boards = draw_boards (sample);
      const char *path = tables_sample_write (sample, zhihui_tables_write_csv, "boards.csv");
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
      g_autoptr (ZhihuiCsvReader) reader = zhihui_csv_reader_new (G_INPUT_STREAM (stream));

      for (guint i = 0; i < boards->len; i++)
        {
          next_row (reader);
          g_assert_cmpstr (zhihui_csv_reader_get_field (reader, 0), ==, "table");
          next_row (reader);
          g_assert_cmpstr (zhihui_csv_reader_get_field (reader, 0), ==, "rank");
          for (guint row = 0; row < count_rows (boards->pdata[i]); row++)
            {
              next_row (reader);
              read_csv_row (reader, boards->pdata[i], row);
            }
        }
      g_assert_cmpint (zhihui_csv_reader_read (reader, NULL), ==, ZHIHUI_CSV_END);
    }
}

/* ---- workbook ---- */

static double
read_cell_number (JsonArray *row, guint *column)
{
  JsonNode *node = json_array_get_element (row, (*column)++);

  g_assert_true (JSON_NODE_HOLDS_NULL (node) || json_node_get_value_type (node) != G_TYPE_STRING);
  return JSON_NODE_HOLDS_NULL (node) ? (double) NAN : json_node_get_double (node);
}

static void
read_sheet_row (JsonArray *cells, const ZhihuiRanking *board, guint row)
{
  gboolean is_count = board->metric == ZHIHUI_METRIC_VOLUME;
  guint    column = 0;
  Read     read = { 0 };

  read.rank = read_cell_number (cells, &column);
  read.tied = json_array_get_boolean_element (cells, column++);
  read.unit = json_array_get_string_element (cells, column++);
  if (!is_count)
    read.k = read_cell_number (cells, &column);
  read.n = read_cell_number (cells, &column);
  if (!is_count)
    {
      read.value = read_cell_number (cells, &column);
      read.low = read_cell_number (cells, &column);
      read.high = read_cell_number (cells, &column);
      column++;
    }
  read.rank_change = read_cell_number (cells, &column);
  read.value_change = read_cell_number (cells, &column);
  read.open_overdue = read_cell_number (cells, &column);
  read.has_reason = !json_array_get_null_element (cells, column++);
  expect_row (&read, board, row, 1e-14);
}

static void
test_workbook (TablesSample *sample, gconstpointer data)
{
  for (guint round = 0; round < N_ROUNDS / 2; round++)
    {
      g_autoptr (GPtrArray) boards = draw_boards (sample);
      g_autoptr (JsonObject) book = NULL;
      JsonArray *sheets;

      tables_sample_write (sample, zhihui_tables_write_xlsx, "boards.xlsx");
      book = tables_sample_open_workbook (sample, "boards.xlsx");
      if (book == NULL)
        return;
      sheets = json_object_get_array_member (book, "sheets");
      g_assert_cmpuint (json_array_get_length (sheets), ==, boards->len + 1);
      g_assert_cmpint (json_object_get_int_member (book, "formulas"), ==, 0);
      for (guint i = 0; i < boards->len; i++)
        {
          JsonObject *sheet = json_array_get_object_element (sheets, i);
          JsonArray  *rows = json_object_get_array_member (sheet, "rows");
          guint       n_rows = count_rows (boards->pdata[i]);

          g_assert_cmpstr (json_object_get_string_member (sheet, "frozen"), ==, "A2");
          g_assert_cmpuint (json_array_get_length (rows), ==, 1 + MAX (n_rows, 1));
          for (guint row = 0; row < n_rows; row++)
            read_sheet_row (json_array_get_array_element (rows, row + 1), boards->pdata[i], row);
        }
    }
}

/* ---- JSON ---- */

static double
read_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  g_assert_nonnull (node);
  return JSON_NODE_HOLDS_NULL (node) ? (double) NAN : json_node_get_double (node);
}

static void
read_json_row (JsonObject *object, const ZhihuiRanking *board, guint row)
{
  const char *metric = zhihui_metric_get_traits (board->metric)->id;
  Read        read = {
           .unit = json_object_get_string_member (object, "unit"),
           .rank = read_member (object, "rank"),
           .rank_change = read_member (object, "rank_change"),
           .value_change = read_member (object, "value_change"),
           .open_overdue = read_member (object, "open_overdue"),
           .tied = json_object_get_boolean_member (object, "tied"),
           .has_reason = !json_object_get_null_member (object, "unranked"),
  };

  if (board->metric == ZHIHUI_METRIC_VOLUME)
    read.n = read_member (object, metric);
  else
    {
      JsonObject *rate = json_object_get_object_member (object, metric);

      read.k = read_member (rate, "k");
      read.n = read_member (rate, "n");
      read.value = read_member (rate, "value");
      read.low = read_member (object, "low");
      read.high = read_member (object, "high");
    }
  expect_row (&read, board, row, 0.5e-6 + 1e-12);
}

static void
test_json (TablesSample *sample, gconstpointer data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) boards = draw_boards (sample);
      g_autoptr (JsonObject) file = NULL;
      JsonArray *tables;

      tables_sample_write (sample, zhihui_tables_write_json, "boards.json");
      file = tables_sample_open_json (sample, "boards.json");
      tables = json_object_get_array_member (file, "tables");
      g_assert_cmpuint (json_array_get_length (tables), ==, boards->len);
      for (guint i = 0; i < boards->len; i++)
        {
          JsonObject *table = json_array_get_object_element (tables, i);
          JsonArray  *rows = json_object_get_array_member (table, "rows");
          guint       n_rows = count_rows (boards->pdata[i]);

          g_assert_cmpuint (json_array_get_length (rows), ==, n_rows);
          g_assert_cmpint (json_object_has_member (table, "empty"), ==, n_rows == 0);
          for (guint row = 0; row < n_rows; row++)
            read_json_row (json_array_get_object_element (rows, row), boards->pdata[i], row);
        }
    }
}

static void
test_json_head (TablesSample *sample, gconstpointer data)
{
  g_autoptr (GPtrArray) boards = draw_boards (sample);
  g_autoptr (JsonObject) file = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autofree char *digest = NULL;
  JsonObject      *fact;

  tables_sample_write (sample, zhihui_tables_write_csv, "boards.csv");
  tables_sample_write (sample, zhihui_tables_write_json, "boards.json");
  csv = tables_sample_read (sample, "boards.csv");
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                        (const guchar *) g_bytes_get_data (csv, NULL) + 3,
                                        g_bytes_get_size (csv) - 3);
  file = tables_sample_open_json (sample, "boards.json");
  g_assert_cmpstr (json_object_get_string_member (file, "sha256"), ==, digest);
  g_assert_cmpstr (json_object_get_string_member (file, "as_of"), ==, "2026-07-29T14:05:12+08:00");
  g_assert_cmpstr (json_object_get_string_member (file, "rule_version"), ==, "R2");
  fact = json_array_get_object_element (json_object_get_array_member (file, "definitions"), 0);
  g_assert_cmpstr (json_object_get_string_member (fact, "name"), ==, "超期率");
}

/* ---- all three ---- */

static const struct
{
  const char *name;
  TablesWrite write;
} formats[] = {
  { "boards.csv", zhihui_tables_write_csv },
  { "boards.xlsx", zhihui_tables_write_xlsx },
  { "boards.json", zhihui_tables_write_json },
};

static void
test_equal_bytes (TablesSample *sample, gconstpointer data)
{
  g_autoptr (GPtrArray) boards = draw_boards (sample);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) first = NULL;
      g_autoptr (GBytes) second = NULL;

      tables_sample_write (sample, formats[i].write, formats[i].name);
      first = tables_sample_read (sample, formats[i].name);
      tables_sample_write (sample, formats[i].write, "again");
      second = tables_sample_read (sample, "again");
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_dates_of_the_file (TablesSample *sample, gconstpointer data)
{
  g_autoptr (GPtrArray) boards = draw_boards (sample);
  g_autoptr (JsonObject) book = NULL;
  g_autofree char *digest = zhihui_data_tables_make_digest (sample->tables, sample->zone);
  g_autofree char *keywords = g_strdup_printf ("sha256:%s", digest);
  JsonArray       *years;

  tables_sample_write (sample, zhihui_tables_write_xlsx, "boards.xlsx");
  book = tables_sample_open_workbook (sample, "boards.xlsx");
  if (book == NULL)
    return;
  years = json_object_get_array_member (book, "zip_years");
  g_assert_cmpuint (json_array_get_length (years), ==, 1);
  g_assert_cmpint (json_array_get_int_element (years, 0), ==, 1980);
  g_assert_cmpstr (json_object_get_string_member (book, "created"), ==, "2026-07-29T06:05:12Z");
  g_assert_cmpstr (json_object_get_string_member (book, "modified"), ==, "2026-07-29T06:05:12Z");
  g_assert_cmpstr (json_object_get_string_member (book, "keywords"), ==, keywords);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  static const struct
  {
    const char *name;
    void (*test) (TablesSample *sample, gconstpointer data);
  } tests[] = {
    { "/tables/csv-read-back-has-the-figures-of-the-boards", test_csv },
    { "/tables/workbook-read-back-has-the-figures-of-the-boards", test_workbook },
    { "/tables/json-read-back-has-the-figures-of-the-boards", test_json },
    { "/tables/json-tells-of-what-its-hash-is-and-when-its-figures-were", test_json_head },
    { "/tables/equal-tables-give-equal-bytes", test_equal_bytes },
    { "/tables/workbook-claims-the-time-of-its-figures", test_dates_of_the_file },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name,
                TablesSample,
                NULL,
                tables_sample_set_up,
                tests[i].test,
                tables_sample_tear_down);
  return g_test_run ();
}
