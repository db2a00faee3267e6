/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in-english.h"
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-report-shelf.h"
#include "zhihui-report.h"
#include "zhihui-tier-board.h"

#include <string.h>

/* What templates and options make of the bulletin. */
typedef struct
{
  char               *path;      /* owned */
  ZhihuiSituation    *situation; /* owned */
  ZhihuiReportRequest request;
  ZhihuiReportTemplate *template; /* owned or NULL */
  guint n_pages;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = paper_reader_make_path ();
  fixture->situation = report_sample_new (99, 20);
  fixture->request.now_us = g_get_monotonic_time ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  paper_reader_remove_path (fixture->path);
  g_clear_pointer (&fixture->template, zhihui_report_template_unref);
  zhihui_situation_unref (fixture->situation);
}

static void
use_template (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  fixture->template = zhihui_report_template_parse (bytes, "x.report", &error);
  g_assert_no_error (error);
  fixture->request.template = fixture->template;
}

/* The text of all pages in the order in which it was written, without blanks. */
static char *
write_and_read (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text;

  fixture->request.situation = fixture->situation;
  zhihui_report_write_pdf (&fixture->request, fixture->path, &fixture->n_pages, &error);
  g_assert_no_error (error);
  if (paper_reader_lacks ("pdftotext"))
    return NULL;
  text = paper_reader_get_text (fixture->path);
  return text;
}

/* All are ranked: what zhihui_ranking_cut() copies is whole. */
static void
rank_all (Fixture *fixture)
{
  zhihui_situation_unref (fixture->situation);
  fixture->situation = report_sample_new (99, 1);
}

/* The whole sample with the names of units as @name makes them of the old ones. */
static void
rename_units (Fixture *fixture, char *(*name) (const char *old))
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fixture->situation);
  GPtrArray              *peers = zhihui_situation_get_meta (fixture->situation)->peers;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = peers->pdata[i];
        g_autoptr (ZhihuiRanking) copy = zhihui_ranking_cut (
          zhihui_situation_get_ranking (fixture->situation, board, peer->id), G_MAXINT / 2, 1);

        for (guint j = 0; j < copy->n_scores; j++)
          {
            ZhihuiUnit *unit = copy->scores[j].unit;
            char       *renamed = name (unit->short_name);

            g_free (unit->short_name);
            unit->short_name = renamed;
          }
        zhihui_situation_builder_set_ranking (builder, board, peer->id, copy);
      }
  zhihui_situation_unref (fixture->situation);
  fixture->situation = zhihui_situation_builder_finish (builder);
}

static char *
make_long_name (const char *old)
{
  return g_strdup_printf ("市人民政府驻某某地经济技术合作开发办公室%s工作组", old);
}

static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  rank_all (fixture);
  rename_units (fixture, make_long_name);
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  g_assert_null (strstr (text, "公室…"));
  g_assert_nonnull (strstr (text, "市人民政府驻某某地经济技术合作开发办公室松龄路街道工作组"));
  for (guint i = 1; i <= 99; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("市人民政府驻某某地经济技术合作开发办公室第%u局工作组", i);

      g_assert_nonnull (strstr (text, name));
    }
  paper_reader_check_overlap (fixture->path);
}

static char *
make_monster (const char *old)
{
  GString *name;

  if (strcmp (old, "双杨镇") != 0)
    return g_strdup (old);
  name = g_string_new ("\u202e\n");
  while (name->len < 30000)
    g_string_append (name, "巨");
  return g_string_free (name, FALSE);
}

static void
test_monster (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL, *plain = NULL;
  guint            n_pages;

  rank_all (fixture);
  plain = write_and_read (fixture);
  n_pages = fixture->n_pages;
  rename_units (fixture, make_monster);
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "已截短，全长"));
  g_assert_nonnull (strstr (text, "昆仑镇"));
  g_assert_cmpuint (fixture->n_pages, <=, n_pages + 1);
  paper_reader_check_overlap (fixture->path);
}

/* Heads of boards that went on say so; the last of them shows more than one row. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_and_read (fixture);

  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "表5部门办件量（续）"));
  g_assert_null (strstr (text, "表1镇街道办件量（续）"));
  g_assert_cmpuint (fixture->n_pages, <=, 7);
  g_assert_nonnull (strstr (text, "一、指标定义"));
  g_assert_nonnull (strstr (text, "四、核验"));
  g_assert_nonnull (strstr (text, "民生诉求办理排行通报2026年7月1日至29日"));
}

static void
test_number_and_marking (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = write_and_read (fixture);
  g_autofree char *from_file = NULL, *from_request = NULL, *info = NULL;

  if (plain == NULL)
    return;
  g_assert_null (strstr (plain, "号〕"));
  use_template (
    fixture,
    "[Report]\ntitle=周报\nnumber = 般通〔2026〕31号\nmarking = 工作资料\nissuer = 某中心\n"
    "[1]\npart=title\n[2]\npart=boards\n");
  from_file = write_and_read (fixture);
  g_assert_nonnull (strstr (from_file, "般通〔2026〕31号"));
  g_assert_nonnull (strstr (from_file, "工作资料"));
  g_assert_nonnull (strstr (from_file, "某中心"));
  g_assert_null (strstr (from_file, "内部资料"));
  g_assert_null (strstr (from_file, "一、指标定义"));
  fixture->request.number = "另〔2026〕1号";
  fixture->request.marking = "内部";
  fixture->request.title = "专报";
  from_request = write_and_read (fixture);
  g_assert_nonnull (strstr (from_request, "另〔2026〕1号"));
  g_assert_null (strstr (from_request, "般通"));
  g_assert_null (strstr (from_request, "周报"));
  info = paper_reader_run ("pdfinfo", fixture->path, NULL);
  g_assert_nonnull (strstr (info, "专报"));
  g_assert_nonnull (strstr (info, "另〔2026〕1号"));
}

/* Every row of the canonical data is on the paper, each on lines of its own. */
static void
test_appendix (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  GString *csv;
  guint    n = 0;

  fixture->request.has_appendix = TRUE;
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  csv = zhihui_report_build_csv (&fixture->request, NULL);
  rows = g_strsplit (csv->str, "\r\n", -1);
  g_assert_true (g_str_has_suffix (rows[0], ",basis,order"));
  for (; rows[n] != NULL; n++)
    {
      paper_reader_remove_blanks (rows[n]);
      g_assert_nonnull (strstr (text, rows[n]));
    }
  g_assert_cmpuint (n, >, 400);
  g_string_free (csv, TRUE);
}

/* One board in one group of two, as the part of the template says. */
static void
test_boards_of_a_part (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GString         *csv;

  use_template (fixture,
                "[Report]\n[1]\npart=title\n[2]\npart=boards\nboards=overdue\npeers=town\n");
  text = write_and_read (fixture);
  csv = zhihui_report_build_csv (&fixture->request, NULL);
  g_assert_nonnull (strstr (csv->str, "overdue"));
  g_assert_null (strstr (csv->str, "volume"));
  g_assert_null (strstr (csv->str, "department"));
  g_string_free (csv, TRUE);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "表1镇街道超期率"));
  g_assert_null (strstr (text, "表2"));
}

/* 99 units in thirds of 33: ranks begin anew, rates are compared within the third. */
static void
test_tiers (Fixture *fixture, gconstpointer data)
{
  ZhihuiSituationBuilder *builder;
  g_autofree char        *text = NULL;

  rank_all (fixture);
  builder = zhihui_situation_builder_new (fixture->situation);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiRanking) copy = zhihui_ranking_cut (
        zhihui_situation_get_ranking (fixture->situation, board, "department"), G_MAXINT / 2, 1);
      g_autoptr (ZhihuiRanking) third = NULL;

      g_assert_false (zhihui_tier_board_can (copy));
      for (guint i = 0; i < copy->n_scores; i++)
        copy->scores[i].tier =
          1 + (guint) g_ascii_strtoull (copy->scores[i].unit->id + 1, NULL, 10) / 33;
      g_assert_true (zhihui_tier_board_can (copy));
      third = zhihui_tier_board_new (copy, 2);
      g_assert_cmpuint (third->n_scores, ==, 33);
      g_assert_cmpuint (third->scores[0].rank, ==, 1);
      g_assert_cmpint (third->total.n, <, copy->total.n);
      zhihui_situation_builder_set_ranking (builder, board, "department", copy);
    }
  zhihui_situation_unref (fixture->situation);
  fixture->situation = zhihui_situation_builder_finish (builder);
  use_template (fixture, "[Report]\n[1]\npart=boards\ntiers=yes\n");
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "表1镇街道办件量"));
  g_assert_nonnull (strstr (text, "表5部门（办件量大）办件量"));
  g_assert_nonnull (strstr (text, "表16部门（办件量小）满意度"));
}

/* What is not on the paper is not defined there; wide paper is used. */
static void
test_definitions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) words = NULL;
  ZhihuiPaperFormat wide;
  guint             n = 0;

  g_assert_true (zhihui_paper_format_parse ("a4-landscape", &wide, NULL));
  fixture->request.format = &wide;
  use_template (fixture, "[Report]\n[1]\npart=boards\nboards=overdue\n[2]\npart=definitions\n");
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "超期率其中超过答复时限"));
  g_assert_null (strstr (text, "退回率"));
  g_assert_null (strstr (text, "不分好差"));
  words = paper_reader_list_words (fixture->path);
  for (guint i = 0; i < words->len; i++)
    {
      const PaperWord *word = &g_array_index (words, PaperWord, i);

      if (g_strcmp0 (word->text, "样本下限") != 0)
        continue;
      g_assert_cmpfloat (word->left, >, 842 * 0.8);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* On wide paper all four stand beside each other; nothing lies over anything. */
static void
test_wide_paper (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a4-landscape", "a3",        "a3-landscape",
                                       "1920x1080",    "3840x1080", "1080x1920" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ZhihuiPaperFormat format;
      g_autofree char  *text = NULL;

      g_assert_true (zhihui_paper_format_parse (names[i], &format, NULL));
      fixture->request.format = &format;
      text = write_and_read (fixture);
      if (text == NULL)
        return;
      g_test_message ("%s", names[i]);
      g_assert_nonnull (strstr (text, "第99局"));
      paper_reader_check_overlap (fixture->path);
    }
}

/* Readers find nothing wrong, and every face is in the file, with the way back to characters. */
static void
test_sound (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "bulletin", "bulletin-tiers" };
  static const guint       units[] = { 1, 99, 12427 };

  if (paper_reader_lacks ("qpdf") || paper_reader_lacks ("pdffonts"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (units); i++)
    {
      guint            n = units[i / G_N_ELEMENTS (names)];
      g_autofree char *text = NULL, *check = NULL, *fonts = NULL;
      g_auto (GStrv) lines = NULL;

      if (n > 1000 && g_getenv ("ZHIHUI_TEST_LONG") == NULL)
        continue;
      zhihui_situation_unref (fixture->situation);
      fixture->situation = report_sample_new (n, 20);
      g_clear_pointer (&fixture->template, zhihui_report_template_unref);
      fixture->template = zhihui_report_shelf_dup_shipped (names[i % G_N_ELEMENTS (names)]);
      fixture->request.template = fixture->template;
      text = write_and_read (fixture);
      check = paper_reader_run ("qpdf", "--check", fixture->path, NULL);
      g_assert_nonnull (strstr (check, "No syntax or stream encoding errors found"));
      paper_reader_check_faces (fixture->path);
      fonts = paper_reader_run ("pdffonts", fixture->path, NULL);
      lines = g_strsplit (g_strchomp (fonts), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), >, 3);
      for (guint j = 2; lines[j] != NULL; j++)
        g_assert_true (g_regex_match_simple ("yes +yes +yes +\\d+ +0$", lines[j], 0, 0));
    }
}

/* Figures of a source that was lost: each table says of when they are. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fresh = write_and_read (fixture);
  g_autofree char *stale = NULL;

  fixture->request.now_us += G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  stale = write_and_read (fixture);
  if (fresh == NULL)
    return;
  g_assert_null (strstr (fresh, "截至7月29日"));
  g_assert_nonnull (strstr (stale, "表1镇街道办件量（截至7月29日14:05）"));
  g_assert_nonnull (strstr (stale, "表8部门满意度（截至7月29日14:05）"));
  g_assert_nonnull (strstr (stale, "非实时"));
}

/* How old figures are says nothing of days that were over when they were counted. */
static void
test_past_days (Fixture *fixture, gconstpointer data)
{
  static const char *const peers[] = { "town", "department" };
  g_autofree char         *past = NULL;
  g_autofree char         *running = NULL;
  ZhihuiRanking           *ranking = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (peers) * ZHIHUI_N_BOARDS; i++)
    {
      ranking =
        zhihui_situation_get_ranking (fixture->situation, i / G_N_ELEMENTS (peers), peers[i % 2]);
      ranking->as_of -= 23 * 86400;
      ranking->window.to = ranking->as_of;
    }
  past = write_and_read (fixture);
  ranking->window.to = ranking->as_of + 1;
  running = write_and_read (fixture);
  if (past == NULL)
    return;
  g_assert_nonnull (strstr (past, "实时读取，统计期已结束"));
  g_assert_null (strstr (past, "非实时"));
  g_assert_nonnull (strstr (running, "非实时：平台数据是23天前的"));
}

static void
test_few_units (Fixture *fixture, gconstpointer data)
{
  for (guint n = 1; n <= 4; n++)
    {
      g_autofree char *text = NULL;

      zhihui_situation_unref (fixture->situation);
      fixture->situation = report_sample_new (n, n == 1 ? 100000 : 1);
      text = write_and_read (fixture);
      if (text == NULL)
        return;
      g_assert_nonnull (strstr (text, n == 1 ? "样本不足" : "第2局"));
      g_assert_nonnull (strstr (text, "表8部门满意度"));
    }
}

/* No column of the definitions is narrower than its longest word. */
static void
check_definitions (const char *path)
{
  static const char *const wanted[] = { "Satisfaction", "Smallest", "Denominator", "higher" };
  g_autoptr (GArray) words = paper_reader_list_words (path);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      gboolean is_there = FALSE;

      for (guint j = 0; j < words->len; j++)
        is_there |= g_strcmp0 (g_array_index (words, PaperWord, j).text, wanted[i]) == 0;
      if (!is_there)
        g_error ("“%s” is not whole", wanted[i]);
    }
}

static void
check_heads (gconstpointer data)
{
  Fixture          fixture = { 0 };
  g_autofree char *text = NULL;

  set_up (&fixture, NULL);
  text = write_and_read (&fixture);
  if (text != NULL)
    {
      g_assert_nonnull (strstr (text, "RateReturned/Dispatched"));
      paper_reader_check_overlap (fixture.path);
      use_template (&fixture, "[Report]\n[1]\npart=definitions\n");
      g_free (write_and_read (&fixture));
      check_definitions (fixture.path);
    }
  tear_down (&fixture, NULL);
}

/* Of one of them it is said so: "(1 unit): ". */
static void
check_one (gconstpointer data)
{
  Fixture          fixture = { 0 };
  g_autofree char *text = NULL;

  set_up (&fixture, NULL);
  zhihui_situation_unref (fixture.situation);
  fixture.situation = report_sample_new (1, 100000);
  text = write_and_read (&fixture);
  if (text != NULL)
    {
      g_assert_nonnull (strstr (text, "(1unit):"));
      g_assert_nonnull (strstr (text, "13unitsof"));
      g_assert_null (strstr (text, "(1units)"));
    }
  tear_down (&fixture, NULL);
}

static void
test_one (gconstpointer data)
{
  in_english (check_one, data);
}

static void
test_english (gconstpointer data)
{
  in_english (check_heads, data);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/bulletin/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("long-names-are-whole", test_long_names);
  ADD ("a-monstrous-name-is-shortened-and-says-so", test_monster);
  ADD ("boards-that-go-on-say-so", test_pages);
  ADD ("number-marking-and-title-are-the-templates-or-the-requests", test_number_and_marking);
  ADD ("the-appendix-is-the-canonical-data", test_appendix);
  ADD ("a-part-says-which-boards", test_boards_of_a_part);
  ADD ("thirds-are-boards-of-their-own", test_tiers);
  ADD ("only-what-is-there-is-defined", test_definitions);
  ADD ("it-stands-on-paper-of-any-size", test_wide_paper);
  ADD ("a-single-unit-makes-a-paper", test_few_units);
  ADD ("figures-that-are-not-of-now-say-so-in-each-table", test_stale);
  ADD ("days-that-are-over-are-not-called-old", test_past_days);
  ADD ("other-readers-find-every-template-sound", test_sound);
#undef ADD
  g_test_add_data_func ("/bulletin/one-unit-is-not-several", NULL, test_one);
  g_test_add_data_func ("/bulletin/heads-of-english-boards-have-room", NULL, test_english);
  return g_test_run ();
}
