/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-csv.h"

#include <math.h>

static void
expect_text_cell (const char *text, const char *cell)
{
  GString *csv = g_string_new (NULL);

  zhihui_csv_append_text (csv, text);
  zhihui_csv_end_row (csv);
  g_string_truncate (csv, csv->len - 2);
  g_assert_cmpstr (csv->str, ==, cell);
  g_string_free (csv, TRUE);
}

static void
test_formulas (void)
{
  expect_text_cell ("=1+1", "\"'=1+1\"");
  expect_text_cell ("+86", "\"'+86\"");
  expect_text_cell ("-x", "\"'-x\"");
  expect_text_cell ("@SUM(A1)", "\"'@SUM(A1)\"");
  expect_text_cell ("\tx", "\"'\tx\"");
  expect_text_cell ("昆仑镇", "\"昆仑镇\"");
  expect_text_cell ("a=b", "\"a=b\"");
}

static void
test_quotes (void)
{
  expect_text_cell ("say \"hi\"", "\"say \"\"hi\"\"\"");
  expect_text_cell ("a,b\nc", "\"a,b\nc\"");
  expect_text_cell ("", "\"\"");
}

static void
test_numbers (void)
{
  GString *csv = g_string_new (NULL);

  zhihui_csv_append_count (csv, -12);
  zhihui_csv_append_ratio (csv, 0.0368421052);
  zhihui_csv_append_ratio (csv, NAN);
  zhihui_csv_append_empty (csv);
  zhihui_csv_append_count (csv, G_GINT64_CONSTANT (9007199254740993));
  zhihui_csv_end_row (csv);
  g_assert_cmpstr (csv->str, ==, "-12,0.036842,,,9007199254740993\r\n");
  g_string_free (csv, TRUE);
}

static void
test_blank (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  zhihui_csv_append_text (csv, "a");
  zhihui_csv_end_row (csv);
  zhihui_csv_end_row (csv);
  zhihui_csv_append_empty (csv);
  zhihui_csv_append_count (csv, 2);
  zhihui_csv_end_row (csv);
  g_assert_cmpstr (csv->str, ==, "\"a\"\r\n\r\n,2\r\n");
}

static void
test_tabbed (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  zhihui_tabbed_append_text (text, "昆仑镇");
  zhihui_tabbed_append_text (text, "=1+1");
  zhihui_tabbed_end_row (text);
  zhihui_tabbed_append_text (text, "two\tcells\r\nand lines");
  zhihui_tabbed_append_text (text, "");
  zhihui_tabbed_append_text (text, "@x");
  zhihui_tabbed_end_row (text);
  g_assert_cmpstr (text->str, ==, "昆仑镇\t'=1+1\ntwo cells  and lines\t\t'@x\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/text-a-spreadsheet-would-run-is-made-harmless", test_formulas);
  g_test_add_func ("/csv/quotes-commas-and-line-ends-stay-inside-their-cell", test_quotes);
  g_test_add_func ("/csv/numbers-have-a-point-and-null-is-an-empty-cell", test_numbers);
  g_test_add_func ("/csv/a-row-without-a-cell-is-a-blank-line", test_blank);
  g_test_add_func ("/csv/a-copied-cell-is-one-cell-and-no-formula", test_tabbed);
  return g_test_run ();
}
