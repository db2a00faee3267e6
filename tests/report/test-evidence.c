/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "zhihui-canonical-data.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-report-evidence.h"
#include "zhihui-report.h"
#include "zhihui-safe-text.h"

#include <string.h>

#define DIGEST "9c417e02b8d513fa60cea27455d10b9e9c417e02b8d513fa60cea27455d10b9e"

static void
what_was_said_is_read_back (void)
{
  static const char *const values[] = {
    "portrait",       "u 014",       "50%",        "a:b",         "般阳民生 〔2026〕31 号",
    "a\nb",           "100% sure %", "\U0002A6A5", "x,y;z/(1+2)", "\"quoted\" <b>&amp;",
    "甲\u202e乙\n丙",
  };
  g_autoptr (ZhihuiReportEvidence) evidence = zhihui_report_evidence_new ();
  g_autoptr (ZhihuiReportEvidence) back = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_report_evidence_set (evidence, "gone", "soon");
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_DIGEST, DIGEST);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *key = g_strdup_printf ("key%u", i);

      zhihui_report_evidence_set (evidence, key, "other");
      zhihui_report_evidence_set (evidence, key, values[i]);
    }
  zhihui_report_evidence_set (evidence, "gone", NULL);
  words = zhihui_report_evidence_write (evidence);
  back = zhihui_report_evidence_read (words, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *key = g_strdup_printf ("key%u", i);

      g_assert_cmpstr (zhihui_report_evidence_get (back, key), ==, values[i]);
    }
  g_assert_null (zhihui_report_evidence_get (back, "gone"));
  g_assert_null (strchr (words, '\n'));
  /* the paper takes it as it is */
  safe = zhihui_safe_text_make (words);
  g_assert_cmpstr (safe, ==, words);
}

static void
words_of_others_are_passed_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiReportEvidence) evidence = zhihui_report_evidence_read (
    "weekly report; 内部 sha256:" DIGEST "  :empty bad:%FF%FE unit:u014\tlast", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (zhihui_report_evidence_get (evidence, ZHIHUI_EVIDENCE_UNIT), ==, "u014");
  g_assert_null (zhihui_report_evidence_get (evidence, "bad"));
}

static void
without_a_digest_it_is_none (void)
{
  static const struct
  {
    const char *keywords;
    int         code;
  } cases[] = {
    { NULL, ZHIHUI_ERROR_NOT_FOUND },
    { "", ZHIHUI_ERROR_NOT_FOUND },
    { "weekly report", ZHIHUI_ERROR_NOT_FOUND },
    { "unit:u014", ZHIHUI_ERROR_NOT_FOUND },
    { "sha256:", ZHIHUI_ERROR_NOT_FOUND },
    { "sha256:9c41", ZHIHUI_ERROR_MALFORMED },
    { "sha256:" DIGEST "0", ZHIHUI_ERROR_MALFORMED },
    { "sha256:ZZ417e02b8d513fa60cea27455d10b9e9c417e02b8d513fa60cea27455d10b9e",
      ZHIHUI_ERROR_MALFORMED },
    { "sha256:" DIGEST " figures:1", ZHIHUI_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_report_evidence_read (cases[i].keywords, &error));
      g_assert_error (error, ZHIHUI_ERROR, cases[i].code);
    }
}

static ZhihuiCanonicalData *
read_text (const char *text)
{
  return zhihui_canonical_data_read (text, strlen (text));
}

/* How long something is owed grows with each second; until when it was due does not. */
static void
a_running_clock_is_no_figure (void)
{
  static const char *const head = "case,due_at,late,left,longest,before_to\r\n";
  g_autofree char *then = g_strconcat (head, "\"A1\",\"2026-07-29\",60,,60,\"a\"\r\n", NULL);
  g_autofree char *later = g_strconcat (head, "\"A1\",\"2026-07-29\",71,,71,\"b\"\r\n", NULL);
  g_autofree char *other = g_strconcat (head, "\"A1\",\"2026-07-30\",60,,60,\"a\"\r\n", NULL);
  g_autoptr (ZhihuiCanonicalData) first = read_text (then);
  g_autoptr (ZhihuiCanonicalData) second = read_text (later);
  g_autoptr (ZhihuiCanonicalData) third = read_text (other);

  g_assert_cmpstr (
    zhihui_canonical_data_get_figures (first), ==, zhihui_canonical_data_get_figures (second));
  g_assert_cmpstr (
    zhihui_canonical_data_get_figures (first), !=, zhihui_canonical_data_get_figures (third));
}

static void
time_and_revision_are_no_figures (void)
{
  static const char *const head = "board,unit,k,as_of,revision,period\r\n";
  static const struct
  {
    const char *row;
    gboolean    is_same;
  } cases[] = {
    { "\"overdue\",\"昆仑镇\",7,\"2026-07-29\",\"r1\",\"month\"\r\n", TRUE },
    { "\"overdue\",\"昆仑镇\",7,\"2026-08-30\",\"r2\",\"2026-07\"\r\n", TRUE },
    { "\"overdue\",\"昆仑镇\",7,,,\r\n", TRUE },
    { "\"overdue\",\"昆仑镇\",8,\"2026-07-29\",\"r1\",\"month\"\r\n", FALSE },
    { "\"overdue\",\"昆仑\",7,\"2026-07-29\",\"r1\",\"month\"\r\n", FALSE },
    { "\"overdue\",\"昆仑镇\",7,\"2026-07-29\",\"r1\",\"month\"\r\n"
      "\"overdue\",\"洪山镇\",1,\"2026-07-29\",\"r1\",\"month\"\r\n",
      FALSE },
    { "", FALSE },
  };
  g_autofree char *usual = g_strconcat (head, cases[0].row, NULL);
  g_autoptr (ZhihuiCanonicalData) first = read_text (usual);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("\xef\xbb\xbf", head, cases[i].row, NULL);
      g_autoptr (ZhihuiCanonicalData) data = read_text (text);

      g_assert_cmpint (g_str_equal (zhihui_canonical_data_get_figures (first),
                                    zhihui_canonical_data_get_figures (data)),
                       ==,
                       cases[i].is_same);
    }
}

static void
tables_and_their_cells_are_found (void)
{
  g_autoptr (ZhihuiCanonicalData) data =
    read_text ("board,unit\r\n\"volume\",\"a\"\r\n\r\n"
               "\"table\",\"reasons\"\r\nreason,cases\r\n\"one, \"\"two\"\"\r\nthree\",4\r\n"
               "\"'=1+1\",\r\n\r\n\"table\",\"empty\"\r\nreason,cases\r\n");
  g_auto (GStrv) row = NULL;
  g_auto (GStrv) next = NULL;
  g_auto (GStrv) head = NULL;
  guint table;

  g_assert_cmpuint (zhihui_canonical_data_get_n_tables (data), ==, 3);
  g_assert_cmpstr (zhihui_canonical_data_get_id (data, 0), ==, "");
  g_assert_true (zhihui_canonical_data_find (data, "reasons", &table));
  g_assert_cmpuint (table, ==, 1);
  g_assert_false (zhihui_canonical_data_find (data, "none", &table));
  g_assert_cmpuint (zhihui_canonical_data_get_n_rows (data, 1), ==, 2);
  head = zhihui_canonical_data_dup_head (data, 1);
  row = zhihui_canonical_data_dup_row (data, 1, 0);
  next = zhihui_canonical_data_dup_row (data, 1, 1);
  g_assert_cmpstr (head[1], ==, "cases");
  g_assert_cmpstr (row[0], ==, "one, \"two\"\r\nthree");
  g_assert_cmpstr (row[1], ==, "4");
  g_assert_null (row[2]);
  g_assert_cmpstr (next[1], ==, "");
  g_assert_cmpuint (zhihui_canonical_data_get_n_rows (data, 2), ==, 0);
}

/* Bytes that nobody wrote as a report are read as something, and harm nothing. */
static void
anything_can_be_read (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  static const char alphabet[] = "\",\r\na1table";

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint) g_rand_int_range (rand, 0, 40);

      for (guint j = 0; j < n; j++)
        g_string_append_c (text,
                           alphabet[g_rand_int_range (rand, 0, (gint32) sizeof alphabet - 1)]);
      {
        g_autoptr (ZhihuiCanonicalData) data = zhihui_canonical_data_read (text->str, text->len);

        for (guint table = 0; table < zhihui_canonical_data_get_n_tables (data); table++)
          for (guint row = 0; row < zhihui_canonical_data_get_n_rows (data, table); row++)
            {
              g_auto (GStrv) cells = zhihui_canonical_data_dup_row (data, table, row);

              g_assert_nonnull (cells[0]);
            }
        g_assert_cmpuint (strlen (zhihui_canonical_data_get_figures (data)), ==, 64);
      }
    }
}

/* The digests that a paper names are those of its data. */
static void
a_bulletin_has_the_digest_of_its_csv (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiReportRequest request = { .situation = situation, .now_us = g_get_monotonic_time () };
  g_autoptr (ZhihuiReportEvidence) evidence = zhihui_report_evidence_new ();
  g_autoptr (GString) csv = zhihui_report_build_csv (&request, NULL);
  g_autofree char *digest =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
  const char *figures;

  zhihui_report_evidence_set_data (evidence, csv);
  g_assert_cmpstr (zhihui_report_evidence_get (evidence, ZHIHUI_EVIDENCE_DIGEST), ==, digest);
  g_assert_cmpuint (zhihui_report_evidence_get_n_tables (evidence), ==, 2);
  g_assert_cmpstr (zhihui_report_evidence_get_table (evidence, 1, &figures), ==, "sums");
  g_assert_cmpstr (zhihui_report_evidence_get_table (evidence, 0, &figures), ==, "");
  g_assert_cmpuint (strlen (figures), ==, 64);
  g_assert_cmpstr (figures, !=, digest);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence/what-was-said-is-read-back", what_was_said_is_read_back);
  g_test_add_func ("/evidence/words-of-others-are-passed-over", words_of_others_are_passed_over);
  g_test_add_func ("/evidence/without-a-digest-it-is-none", without_a_digest_it_is_none);
  g_test_add_func ("/evidence/time-and-revision-are-no-figures", time_and_revision_are_no_figures);
  g_test_add_func ("/evidence/a-running-clock-is-no-figure", a_running_clock_is_no_figure);
  g_test_add_func ("/evidence/tables-and-their-cells-are-found", tables_and_their_cells_are_found);
  g_test_add_func ("/evidence/anything-can-be-read", anything_can_be_read);
  g_test_add_func ("/evidence/a-bulletin-has-the-digest-of-its-csv",
                   a_bulletin_has_the_digest_of_its_csv);
  return g_test_run ();
}
