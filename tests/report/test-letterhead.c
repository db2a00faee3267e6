/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-language.h"
#include "zhihui-report.h"

#include <string.h>

/* The head of a paper: a title as long as they are, and of what the figures are. */

#define LONG_TITLE                                                                                 \
  "淄川区般阳民生服务中心关于二〇二六年第三季度全区民生诉求办理情况排行的通报（第三十一期）"
#define LONG_NAME "淄川区般阳路街道办事处民生诉求办理工作领导小组办公室（区民生服务中心综合调度科）"
#define TITLE_SIZE 21.0

typedef struct
{
  char               *path;      /* owned */
  ZhihuiSituation    *situation; /* owned */
  ZhihuiReportRequest request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = paper_reader_make_path ();
  fixture->situation = report_sample_new (99, 20);
  fixture->request.situation = fixture->situation;
  fixture->request.now_us = g_get_monotonic_time ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  paper_reader_remove_path (fixture->path);
  zhihui_situation_unref (fixture->situation);
}

/* The text of a page without blanks, or NULL. */
static char *
read_page (Fixture *fixture, guint page)
{
  g_autoptr (GError) error = NULL;

  zhihui_report_write_pdf (&fixture->request, fixture->path, NULL, &error);
  g_assert_no_error (error);
  return paper_reader_lacks ("pdftotext") ? NULL : paper_reader_get_page (fixture->path, page);
}

/* What stands in the size of a title where one stands, with a stroke between its lines. */
static guint
count_title_lines (Fixture *fixture, GString *text)
{
  g_autoptr (GArray) words = paper_reader_list_words (fixture->path);
  double last = -TITLE_SIZE;
  guint  n = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const PaperWord *word = &g_array_index (words, PaperWord, i);
      double           height = word->bottom - word->top;

      if (word->page != 1 || word->text == NULL || word->top < 130 || word->top > 260 ||
          height < TITLE_SIZE || height > 2 * TITLE_SIZE)
        continue;
      g_assert_cmpfloat (word->left, >=, 60);
      g_assert_cmpfloat (word->right, <=, 535);
      if (word->top > last + TITLE_SIZE && n++ > 0)
        g_string_append_c (text, '/');
      g_string_append (text, word->text);
      last = word->top;
    }
  return n;
}

static void
test_long_title (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title, *lines;
    guint       n_lines;
  } titles[] = {
    { "民生诉求办理排行通报", "民生诉求办理排行通报", 1 },
    { "淄川区二〇二六年上半年民生诉求办理情况排行通报",
      "淄川区二〇二六年上半年民生/诉求办理情况排行通报",
      2 },
    { LONG_TITLE,
      "淄川区般阳民生服务中心关于/二〇二六年第三季度全区民生诉求办/理情况排行的通报"
      "（第三十一期）",
      3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GString) written = g_string_new (NULL);
      g_autofree char *page = NULL;
      guint            n_lines;

      fixture->request.title = titles[i].title;
      page = read_page (fixture, 1);
      if (page == NULL)
        return;
      n_lines = count_title_lines (fixture, written);
      g_assert_cmpstr (written->str, ==, titles[i].lines);
      g_assert_cmpuint (n_lines, ==, titles[i].n_lines);
      paper_reader_check_overlap (fixture->path);
    }
}

/* A name that is longer than a line is wrapped too, and the red rule stands below it. */
static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;

  fixture->request.issuer = LONG_NAME;
  page = read_page (fixture, 1);
  if (page == NULL)
    return;
  g_assert_nonnull (strstr (page, LONG_NAME));
  paper_reader_check_overlap (fixture->path);
}

/* What is shortened for the eye is whole in the file: only the place tells what is seen. */
static void
test_running_head (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;
  g_autoptr (GArray) words = NULL;
  double wide = 0;

  fixture->request.title = LONG_TITLE LONG_TITLE;
  page = read_page (fixture, 2);
  if (page == NULL)
    return;
  g_assert_true (g_str_has_prefix (page, "淄川区般阳民生服务中心关于二〇二六年第三季度"));
  words = paper_reader_list_words (fixture->path);
  for (guint i = 0; i < words->len && wide <= 0; i++)
    {
      const PaperWord *word = &g_array_index (words, PaperWord, i);

      if (word->page == 2 && g_strcmp0 (word->text, "2026年7月1日至29日") == 0)
        wide = word->right - word->left;
    }
  g_assert_cmpfloat (wide, >, 70);
  paper_reader_check_overlap (fixture->path);
}

/* Of the four boards: days, what they are against, from how many cases on, and of whom. */
static void
test_facts (Fixture *fixture, gconstpointer data)
{
  static const char *const facts[] = {
    "办件、评价2026年7月1日至29日",         "比较期间2026年6月1日至29日",
    "超期、退回2026年5月1日至7月29日",      "比较期间2026年1月31日至4月30日",
    "样本下限超期率20、退回率20、满意度20", "同类镇街道、部门",
  };
  g_autofree char *page = read_page (fixture, 1);

  if (page == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_test_message ("%s", facts[i]);
      g_assert_nonnull (strstr (page, facts[i]));
    }
}

/* Paper of one group and one board says no more than that. */
static void
test_facts_of_one_board (Fixture *fixture, gconstpointer data)
{
  static const char *const peers[] = { "town", NULL };
  g_autofree char         *page = NULL;

  fixture->request.peers = peers;
  fixture->request.boards = 1u << ZHIHUI_BOARD_VOLUME;
  page = read_page (fixture, 1);
  if (page == NULL)
    return;
  g_assert_nonnull (strstr (page, "同类镇街道"));
  g_assert_null (strstr (page, "部门"));
  g_assert_null (strstr (page, "样本下限超期率"));
  g_assert_null (strstr (page, "比较期间2026年1月31日"));
}

/* The situation is our own and not shown yet. */
static void
take_cases (Fixture *fixture, ZhihuiBoard board, const char *unit)
{
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (fixture->situation, board, "department");
  ZhihuiScore   *score = (ZhihuiScore *) zhihui_ranking_find (ranking, unit);

  g_assert_nonnull (score);
  score->k = score->n = 0;
}

static void
test_units_without_cases (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    take_cases (fixture, board, "d090");
  take_cases (fixture, ZHIHUI_BOARD_SATISFIED, "d091");
  fixture->request.boards = 0;
  if ((text = read_page (fixture, 1)) == NULL)
    return;
  g_free (text);
  text = paper_reader_get_text (fixture->path);
  g_assert_nonnull (strstr (text, "部门本期无办件（1家）：第91局。"));
  g_assert_nonnull (strstr (text, "部门满意度，期内无可计件（1家）：第92局。"));
  g_assert_null (strstr (text, "0/0"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/letterhead/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-long-title-is-wrapped-whole", test_long_title);
  ADD ("a-long-name-is-wrapped-whole", test_long_name);
  ADD ("the-running-head-keeps-its-days", test_running_head);
  ADD ("it-says-of-what-the-boards-are", test_facts);
  ADD ("it-says-no-more-than-its-boards", test_facts_of_one_board);
  ADD ("units-without-cases-stand-apart", test_units_without_cases);

  return g_test_run ();
}
