/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-report-difference.h"

#include <string.h>

#define HEAD "board,peer,unit_id,unit,k,n,as_of\r\n"
#define FIRST "\"overdue_rate\",\"town\",\"u1\",\"昆仑镇\",7,190,\"t1\"\r\n"
#define SECOND "\"overdue_rate\",\"town\",\"u2\",\"洪山镇\",0,144,\"t1\"\r\n"

static ZhihuiCanonicalData *
read_text (const char *text)
{
  return zhihui_canonical_data_read (text, strlen (text));
}

static void
check (const char *then, const char *now, const char *const *expected)
{
  g_autoptr (ZhihuiCanonicalData) before = read_text (then);
  g_autoptr (ZhihuiCanonicalData) after = read_text (now);
  g_autoptr (GPtrArray) lines = zhihui_report_difference_list (before, after);
  guint n = expected != NULL ? g_strv_length ((char **) expected) : 0;

  for (guint i = 0; i < MIN (n, lines->len); i++)
    g_assert_cmpstr (lines->pdata[i], ==, expected[i]);
  g_assert_cmpuint (lines->len, ==, n);
}

static void
equal_figures_differ_in_nothing (void)
{
  check (HEAD FIRST SECOND, HEAD FIRST SECOND, NULL);
  check (HEAD FIRST,
         HEAD "\"overdue_rate\",\"town\",\"u1\",\"昆仑镇\",7,190,\"another time\"\r\n",
         NULL);
}

static void
a_changed_figure_is_named_with_its_row (void)
{
  static const char *const lines[] = {
    "the boards: overdue_rate town u1 昆仑镇: k 7 → 6, n 190 → 191", NULL
  };

  /* The order of the rows changes with the ranks. */
  check (HEAD FIRST SECOND,
         HEAD       SECOND "\"overdue_rate\",\"town\",\"u1\",\"昆仑镇\",6,191,\"t2\"\r\n",
         lines);
}

static void
rows_that_came_and_went_are_named (void)
{
  static const char *const lines[] = { "the boards: overdue_rate town u2 洪山镇: not in the paper",
                                       "the boards: overdue_rate town u1 昆仑镇: no longer told",
                                       NULL };

  check (HEAD FIRST, HEAD SECOND, lines);
}

/* Months of one metric have names of their own; rows without any are taken in their order. */
static void
rows_that_are_called_alike_are_paired_in_order (void)
{
  static const char *const lines[] = { "words: : n 2 → 3", NULL };

  check ("\"table\",\"words\"\r\nn\r\n1\r\n2\r\n\r\n\"table\",\"x\"\r\nn\r\n1\r\n",
         "\"table\",\"words\"\r\nn\r\n1\r\n3\r\n\r\n\"table\",\"x\"\r\nn\r\n1\r\n",
         lines);
}

static void
tables_that_came_and_went_are_named (void)
{
  static const char *const lines[] = { "a: no longer told", "c: not in the paper", NULL };

  check ("\"table\",\"a\"\r\nn\r\n1\r\n\r\n\"table\",\"b\"\r\nn\r\n1\r\n",
         "\"table\",\"b\"\r\nn\r\n1\r\n\r\n\"table\",\"c\"\r\nn\r\n1\r\n",
         lines);
}

static void
many_differences_are_counted (void)
{
  g_autoptr (GString) then = g_string_new ("metric,n\r\n");
  g_autoptr (GString) now = g_string_new ("metric,n\r\n");
  g_autoptr (ZhihuiCanonicalData) before = NULL;
  g_autoptr (ZhihuiCanonicalData) after = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append_printf (then, "\"m%u\",1\r\n", i);
      g_string_append_printf (now, "\"m%u\",2\r\n", i);
    }
  before = read_text (then->str);
  after = read_text (now->str);
  lines = zhihui_report_difference_list (before, after);
  g_assert_cmpuint (lines->len, ==, 41);
  g_assert_cmpstr (lines->pdata[40], ==, "the boards: 60 rows more");
}

static void
without_the_data_the_tables_are_named (void)
{
  g_autoptr (ZhihuiReportEvidence) evidence = zhihui_report_evidence_new ();
  g_autoptr (GString) then =
    g_string_new ("\"table\",\"a\"\r\nn\r\n1\r\n\r\n\"table\",\"b\"\r\nn\r\n1\r\n");
  g_autoptr (ZhihuiCanonicalData) now =
    read_text ("\"table\",\"a\"\r\nn\r\n1\r\n\r\n\"table\",\"b\"\r\nn\r\n2\r\n");
  g_autoptr (GPtrArray) lines = NULL;

  zhihui_report_evidence_set_data (evidence, then);
  lines = zhihui_report_difference_list_tables (evidence, now);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (lines->pdata[0], ==, "b: has other figures");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("en");
#define ADD(name, function) g_test_add_func ("/report-difference/" name, function)
  ADD ("equal-figures-differ-in-nothing", equal_figures_differ_in_nothing);
  ADD ("a-changed-figure-is-named-with-its-row", a_changed_figure_is_named_with_its_row);
  ADD ("rows-that-came-and-went-are-named", rows_that_came_and_went_are_named);
  ADD ("rows-that-are-called-alike-are-paired-in-order",
       rows_that_are_called_alike_are_paired_in_order);
  ADD ("tables-that-came-and-went-are-named", tables_that_came_and_went_are_named);
  ADD ("many-differences-are-counted", many_differences_are_counted);
  ADD ("without-the-data-the-tables-are-named", without_the_data_the_tables_are_named);
#undef ADD
  return g_test_run ();
}
