/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in-english.h"
#include "paper-reader.h"
#include "zhihui-language.h"
#include "zhihui-paper-table.h"

#include <string.h>

#define CHRISTMAS G_GINT64_CONSTANT (1798165912) /* 2026-12-25T10:31:52+08:00 */

typedef struct
{
  char        *path;  /* owned */
  ZhihuiPaper *paper; /* owned: A4 */
  ZhihuiZone  *zone;  /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiPaperFormat format;

  self->path = paper_reader_make_path ();
  self->zone = zhihui_zone_new_shanghai ();
  g_assert_true (zhihui_paper_format_parse ("a4", &format, NULL));
  self->paper = zhihui_paper_new (&format);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_paper_free (self->paper);
  zhihui_zone_unref (self->zone);
  paper_reader_remove_path (self->path);
}

/* (transfer full): the words of the paper that has this table; takes @table */
static GArray *
read_table (Fixture *self, ZhihuiDataTable *table)
{
  g_autoptr (GError) error = NULL;

  zhihui_paper_add_table (self->paper, table, self->zone);
  zhihui_data_table_unref (table);
  zhihui_paper_write (self->paper, self->path, ZHIHUI_PAPER_PDF, &error);
  g_assert_no_error (error);
  return paper_reader_list_words (self->path);
}

static const PaperWord *
find_word (const GArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (g_strcmp0 (g_array_index (words, PaperWord, i).text, text) == 0)
      return &g_array_index (words, PaperWord, i);
  g_error ("“%s” is no word of the page", text);
}

static void
assert_about (double one, double other)
{
  g_assert_cmpfloat_with_epsilon (one, other, 0.6);
}

/* What takes part in a meeting goes on in the next line: the head beside it need not. */
static void
a_short_title_stays_in_one_line (Fixture *self, gconstpointer data)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("meetings", "会议");
  g_autoptr (GArray) words = NULL;

  zhihui_data_table_add_column (table, "units", "参会单位", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "cases", "案件数", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "overdue", "逾期事项", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (
    table,
    "松龄路街道、将军路街道、公安分局、自然资源分局、信访局、征收中心、财政局、司法局、住建局");
  zhihui_data_table_add_count (table, 3);
  zhihui_data_table_add_count (table, 0);
  words = read_table (self, table);
  find_word (words, "逾期事项");
  find_word (words, "案件数");
}

/* Where there are many columns, no line of a head is a single character. */
static void
a_folded_title_has_lines_of_like_length (Fixture *self, gconstpointer data)
{
  static const char *const titles[] = { "道路破损", "物业服务", "供水服务", "违法建设",
                                        "市容环境", "征地拆迁", "停车管理", "社会保障" };
  ZhihuiDataTable         *table = zhihui_data_table_new ("topics", "主题");
  g_autoptr (GArray) words = NULL;

  zhihui_data_table_add_column (table, "unit", "单位", ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *id = g_strdup_printf ("topic_%u", i + 1);

      zhihui_data_table_add_column (table, id, titles[i], ZHIHUI_COLUMN_COUNT);
    }
  zhihui_data_table_add_column (table, "other", "其他各类主题", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "淄博市住房公积金管理中心淄川管理部");
  for (guint i = 0; i <= G_N_ELEMENTS (titles); i++)
    zhihui_data_table_add_count (table, 7);
  words = read_table (self, table);
  assert_about (find_word (words, "道路")->right, find_word (words, "破损")->right);
  find_word (words, "保障");
}

/* "8 / 13" ends under "12 / 13", and what follows does not touch it. */
static void
figures_that_are_text_stand_by_their_ends (Fixture *self, gconstpointer data)
{
  static const char *const ranks[] = { "8/13", "12/13", "—" };
  static const char *const differences[] = { "−0.61（−1.20至+0.02）",
                                             "+1.05（+0.10至+2.00）",
                                             "—" };
  static const char *const readings[] = { "甲", "乙", "丙" };
  ZhihuiDataTable         *table = zhihui_data_table_new ("rates", "指标");
  g_autoptr (GArray) words = NULL;

  zhihui_data_table_add_column (table, "unit", "单位", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "rank", "名次", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "difference", "差值", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "reading", "判读", ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, "单位名");
      zhihui_data_table_add_text (table, ranks[i]);
      zhihui_data_table_add_text (table, differences[i]);
      zhihui_data_table_add_text (table, readings[i]);
    }
  words = read_table (self, table);
  assert_about (find_word (words, "8/13")->right, find_word (words, "12/13")->right);
  assert_about (find_word (words, "名次")->right, find_word (words, "12/13")->right);
  assert_about (find_word (words, "差值")->right, find_word (words, differences[0])->right);
  assert_about (find_word (words, "判读")->left, find_word (words, "甲")->left);
  g_assert_cmpfloat (
    find_word (words, "甲")->left - find_word (words, differences[0])->right, >, 14);
}

/* Who remarked and what, where only the moment is told. */
static void
a_column_in_which_nothing_is_told_is_left_out (Fixture *self, gconstpointer data)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("remarks", "批示");
  g_autoptr (GArray) words = NULL;

  zhihui_data_table_add_column (table, "kind", "类型", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "by", "批示人", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "text", "内容", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "count", "次数", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "case", "案件编号", ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < 2; i++)
    {
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, "督办");
      zhihui_data_table_add_text (table, "");
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_none (table);
      zhihui_data_table_add_text (table, i == 0 ? "" : "甲17");
    }
  words = read_table (self, table);
  for (guint i = 0; i < words->len; i++)
    {
      g_assert_cmpstr (g_array_index (words, PaperWord, i).text, !=, "批示人");
      g_assert_cmpstr (g_array_index (words, PaperWord, i).text, !=, "内容");
    }
  /* A figure that is not known is a dash; and each cell is below its own head. */
  assert_about (find_word (words, "次数")->right, find_word (words, "—")->right);
  assert_about (find_word (words, "案件编号")->left, find_word (words, "甲17")->left);
}

/* Whether the time of the day @clock stands beside its year. */
static gboolean
has_year (const GArray *words, const PaperWord *clock)
{
  for (guint i = 0; i < words->len; i++)
    {
      const PaperWord *word = &g_array_index (words, PaperWord, i);

      if (g_strcmp0 (word->text, "2026") == 0 && word->page == clock->page &&
          ABS (word->top - clock->top) < 0.6 && ABS (clock->left - word->right) < 8)
        return TRUE;
    }
  return FALSE;
}

/* Months of other letters are as many characters, and not as wide. */
static void
check_months (gconstpointer n_rows)
{
  static const char *const titles[] = { "Decision", "Meeting", "Held", "Due", "State", "Kind" };
  ZhihuiDataTable         *table = zhihui_data_table_new ("decisions", "Decisions");
  g_autoptr (GArray) words = NULL;
  Fixture fixture;
  guint   n = 0;

  set_up (&fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *id = g_ascii_strdown (titles[i], -1);

      zhihui_data_table_add_column (
        table, id, titles[i], i == 2 || i == 3 ? ZHIHUI_COLUMN_INSTANT : ZHIHUI_COLUMN_TEXT);
    }
  for (guint row = 0; row < GPOINTER_TO_UINT (n_rows); row++)
    {
      gint64 at = CHRISTMAS - 86400 * (gint64) (row * 300 / GPOINTER_TO_UINT (n_rows));

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (
        table, "核实情况，明确责任主体，公示处理结果，三个工作日内答复诉求人，同类事项一并处理");
      zhihui_data_table_add_text (table,
                                  "征地补偿研判会，供水研判会，物业费纠纷研判会，停车治理研判会");
      zhihui_data_table_add_instant (table, at);
      zhihui_data_table_add_instant (table, at + 3 * 86400);
      zhihui_data_table_add_text (table, "done");
      zhihui_data_table_add_text (table, "a meeting of all who have to do with it");
    }
  words = read_table (&fixture, table);
  for (guint i = 0; i < words->len; i++)
    if (g_strcmp0 (g_array_index (words, PaperWord, i).text, "10:31:52") == 0)
      {
        g_assert_true (has_year (words, &g_array_index (words, PaperWord, i)));
        n++;
      }
  g_assert_cmpuint (n, ==, 2 * GPOINTER_TO_UINT (n_rows));
  paper_reader_check_overlap (fixture.path);
  tear_down (&fixture, NULL);
}

static void
a_moment_stands_in_one_line (gconstpointer n_rows)
{
  in_english (check_months, n_rows);
}

/* A number that is looked up is whole, also beside moments and texts that leave it little room. */
static void
a_number_of_a_case_is_whole (Fixture *self, gconstpointer data)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("cases", "清单");
  g_autoptr (GArray) words = NULL;

  zhihui_data_table_add_column (table, "no", "编号", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "title", "事项", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "state", "状态", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "at", "派发时间", ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "due", "答复时限", ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "late", "已超", ZHIHUI_COLUMN_DURATION);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *number = g_strdup_printf ("ZC2026112200%04u", i * 83);

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, number);
      zhihui_data_table_add_text (table, "建议简化救助申请材料，并公开办理时限");
      zhihui_data_table_add_text (table, "办理中");
      zhihui_data_table_add_instant (table, CHRISTMAS);
      zhihui_data_table_add_instant (table, CHRISTMAS + 3 * 86400);
      zhihui_data_table_add_duration (table, 200000);
    }
  words = read_table (self, table);
  find_word (words, "ZC20261122000083");
  find_word (words, "ZC20261122000664");
  paper_reader_check_overlap (self->path);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (paper_reader_lacks ("pdftotext"))
    return 77;
#define ADD(name, func) g_test_add ("/columns/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-short-title-stays-in-one-line", a_short_title_stays_in_one_line);
  ADD ("a-folded-title-has-lines-of-like-length", a_folded_title_has_lines_of_like_length);
  ADD ("figures-that-are-text-stand-by-their-ends", figures_that_are_text_stand_by_their_ends);
  ADD ("a-number-of-a-case-is-whole", a_number_of_a_case_is_whole);
  ADD ("a-column-in-which-nothing-is-told-is-left-out",
       a_column_in_which_nothing_is_told_is_left_out);
#undef ADD
  g_test_add_data_func (
    "/columns/a-moment-stands-in-one-line", GUINT_TO_POINTER (60), a_moment_stands_in_one_line);
  g_test_add_data_func ("/columns/a-moment-of-a-long-table-stands-in-one-line",
                        GUINT_TO_POINTER (400),
                        a_moment_stands_in_one_line);
  return g_test_run ();
}
