/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "tables-sample.h"
#include "template-paper.h"
#include "unit-answers.h"
#include "written-figures.h"
#include "zhihui-desk-case.h"
#include "zhihui-language.h"
#include "zhihui-portrait.h"

#include <float.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>

/* The workbooks of two periods and of the portrait of a unit, read by another library: each figure
 * is that which is worked out here from the numerators and denominators of the model. */

#define AS_OF UNIT_ANSWERS_AS_OF
#define DAY_S 86400
#define MIN_N 5

/* What a reader would see of a share that is written as a plain number is 0.00. */
static void
check_formats (JsonObject *book)
{
  JsonArray *sheets = json_object_get_array_member (book, "sheets");
  guint      n_shares = 0;

  for (guint i = 0; i < json_array_get_length (sheets); i++)
    {
      JsonObject *sheet = json_array_get_object_element (sheets, i);
      JsonArray  *rows = json_object_get_array_member (sheet, "rows");
      JsonArray  *formats = json_object_get_array_member (sheet, "formats");

      for (guint j = 1; j < json_array_get_length (rows); j++)
        {
          JsonArray *row = json_array_get_array_element (rows, j);

          for (guint k = 0; k < json_array_get_length (row); k++)
            {
              JsonNode *cell = json_array_get_element (row, k);
              double    value =
                json_node_get_value_type (cell) == G_TYPE_DOUBLE ? json_node_get_double (cell) : 0;

              if (fabs (value) < DBL_MIN || fabs (value) >= 1)
                continue;
              n_shares++;
              g_assert_cmpstr (
                json_array_get_string_element (json_array_get_array_element (formats, j), k),
                ==,
                "0.00%");
            }
        }
    }
  g_assert_cmpuint (n_shares, >, 0);
}

static JsonObject *
write_and_open (TemplatePaper *paper)
{
  TablesSample     sample = { .folder = paper->folder };
  g_autofree char *path = g_build_filename (paper->folder, "a.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *book;

  zhihui_report_write_workbook (&paper->request, path, &error);
  g_assert_no_error (error);
  book = tables_sample_open_workbook (&sample, "a.xlsx");
  g_assert_cmpint (g_unlink (path), ==, 0);
  if (book != NULL)
    check_formats (book);
  return book;
}

/* A row of figures below its heads. */
typedef struct
{
  JsonArray *heads, *cells;
} Row;

static JsonArray *
find_rows (JsonObject *book, const char *name)
{
  JsonArray *sheets = json_object_get_array_member (book, "sheets");

  for (guint i = 0; i < json_array_get_length (sheets); i++)
    {
      JsonObject *sheet = json_array_get_object_element (sheets, i);

      if (g_str_equal (json_object_get_string_member (sheet, "name"), name))
        return json_object_get_array_member (sheet, "rows");
    }
  g_error ("there is no sheet “%s”", name);
}

static Row
get_row (JsonArray *rows, guint index)
{
  g_assert_cmpuint (index + 1, <, json_array_get_length (rows));
  return (Row){ json_array_get_array_element (rows, 0),
                json_array_get_array_element (rows, index + 1) };
}

static JsonNode *
find_cell (const Row *row, const char *head)
{
  for (guint i = 0; i < json_array_get_length (row->heads); i++)
    if (g_strcmp0 (json_array_get_string_element (row->heads, i), head) == 0)
      return json_array_get_element (row->cells, i);
  g_error ("there is no column “%s”", head);
}

/* (element-type utf8 JsonArray): the rows by what they have in the column of @head, all borrowed.
 */
static GHashTable *
index_rows (JsonArray *rows, const char *head)
{
  GHashTable *by_text = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i + 1 < json_array_get_length (rows); i++)
    {
      Row       row = get_row (rows, i);
      JsonNode *cell = find_cell (&row, head);

      if (!json_node_is_null (cell))
        g_hash_table_insert (by_text, (gpointer) json_node_get_string (cell), row.cells);
    }
  return by_text;
}

static Row
find_row (JsonArray *rows, GHashTable *by_text, const char *text)
{
  JsonArray *cells = g_hash_table_lookup (by_text, text);

  if (cells == NULL)
    g_error ("there is no row of “%s”", text);
  return (Row){ json_array_get_array_element (rows, 0), cells };
}

static void
assert_number (const Row *row, const char *head, double number)
{
  JsonNode *cell = find_cell (row, head);

  if (json_node_is_null (cell))
    g_error ("%s is empty, not %g", head, number);
  g_assert_cmpfloat_with_epsilon (json_node_get_double (cell), number, 1e-9);
}

/* Bounds of intervals are roots: their last digits depend on who works them out. */
static void
assert_about (const Row *row, const char *head, double number)
{
  g_assert_cmpfloat_with_epsilon (json_node_get_double (find_cell (row, head)), number, 1e-6);
}

static void
assert_text (const Row *row, const char *head, const char *text)
{
  g_assert_cmpstr (json_node_get_string (find_cell (row, head)), ==, text);
}

static void
assert_empty (const Row *row, const char *head)
{
  g_assert_true (json_node_is_null (find_cell (row, head)));
}

/* As the clock of Shanghai shows it. */
static void
assert_time (const Row *row, const char *head, gint64 at)
{
  JsonNode        *cell = find_cell (row, head);
  const char      *date = json_object_get_string_member (json_node_get_object (cell), "date");
  int              year, month, mday, hour, minute, second;
  g_autofree char *expected = written_time (at);
  g_autofree char *text = NULL;

  g_assert_cmpint (
    sscanf (date, "%d-%d-%d %d:%d:%d", &year, &month, &mday, &hour, &minute, &second), ==, 6);
  text = g_strdup_printf ("%d年%d月%d日%02d:%02d:%02d", year, month, mday, hour, minute, second);
  g_assert_cmpstr (text, ==, expected);
}

/* ---- two periods ---- */

static void
check_rates (const Row *row, const ZhihuiScore *score, const ZhihuiTally *before, gboolean is_low)
{
  double least, most, then = (double) before->k / (double) before->n;
  double now = (double) score->k / (double) score->n;

  written_newcombe (
    (double) before->k, (double) before->n, (double) score->k, (double) score->n, &least, &most);
  assert_number (row, "对比期（分子）", (double) before->k);
  assert_number (row, "对比期（分母）", (double) before->n);
  assert_number (row, "对比期", then);
  assert_number (row, "本期（分子）", (double) score->k);
  assert_number (row, "本期（分母）", (double) score->n);
  assert_number (row, "本期", now);
  assert_number (row, "差值（百分点）", now - then);
  assert_about (row, "95% 区间下限", least);
  assert_about (row, "95% 区间上限", most);
  assert_text (row,
               "判读",
               least <= 0 && most >= 0 ? "● 可能出于偶然"
               : (most < 0) == is_low  ? "▲ 显著更好"
                                       : "◆ 显著更差");
}

static void
check_compared (const Row *row, const ZhihuiRanking *ranking, const ZhihuiScore *score)
{
  ZhihuiTally before = unit_answers_get_before (ranking, score);

  assert_text (row, "单位", score->unit->name);
  assert_number (row, "名次", score->rank);
  if (ranking->metric != ZHIHUI_METRIC_VOLUME)
    {
      check_rates (row, score, &before, ranking->metric != ZHIHUI_METRIC_SATISFIED_RATE);
      return;
    }
  assert_number (row, "对比期", (double) before.n);
  assert_number (row, "本期", (double) score->n);
  assert_number (row, "变化率", (double) (score->n - before.n) / (double) before.n);
  assert_text (row, "判读", "计数不作检验");
}

static const char *const titles[] = {
  [ZHIHUI_BOARD_VOLUME] = "办件量",
  [ZHIHUI_BOARD_OVERDUE] = "超期率",
  [ZHIHUI_BOARD_RETURN] = "退回率",
  [ZHIHUI_BOARD_SATISFIED] = "满意度",
};

static void
test_comparison (gconstpointer n_rows)
{
  guint            n = template_paper_get_n (n_rows);
  ZhihuiSituation *situation = report_sample_new (n, MIN_N);
  TemplatePaper    paper;
  g_autoptr (JsonObject) book = NULL;

  template_paper_open (&paper, situation, "comparison", NULL);
  template_paper_answer (&paper,
                         ZHIHUI_QUESTION_BOARD,
                         unit_answers_answer_before,
                         situation,
                         (GDestroyNotify) zhihui_ranking_unref);
  book = write_and_open (&paper);
  for (ZhihuiBoard board = 0; book != NULL && board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (situation, board, UNIT_ANSWERS_PEER);
      JsonArray *rows = find_rows (book, titles[board]);
      g_autoptr (GHashTable) by_id = index_rows (rows, "单位编码");

      /* The heads, two groups and what each comes to. */
      g_assert_cmpuint (json_array_get_length (rows), ==, 1 + 2 + 13 + n);
      for (guint i = 0; i < ranking->n_scores; i++)
        {
          const ZhihuiScore *score = &ranking->scores[i];
          Row                row = find_row (rows, by_id, score->unit->id);

          check_compared (&row, ranking, score);
        }
    }
  template_paper_close (&paper);
}

/* ---- a unit ---- */

static void
check_figure (JsonArray *rows, const ZhihuiRanking *ranking, const char *unit)
{
  const ZhihuiScore *score = zhihui_ranking_find ((ZhihuiRanking *) ranking, unit);
  g_autoptr (GHashTable) by_metric = index_rows (rows, "指标编码");
  Row         row = find_row (rows, by_metric, zhihui_metric_get_traits (ranking->metric)->id);
  ZhihuiTally all = { 0 };
  double      low, high;

  for (guint i = 0; i < ranking->n_scores; i++)
    {
      all.k += ranking->scores[i].k;
      all.n += ranking->scores[i].n;
    }
  assert_number (&row, "名次", score->rank);
  assert_number (&row, "参与排名单位数", ranking->n_scores);
  if (ranking->metric == ZHIHUI_METRIC_VOLUME)
    {
      assert_number (&row, "件数", (double) score->n);
      assert_number (&row, "同类件数", (double) all.n);
      assert_empty (&row, "分子");
      return;
    }
  written_wilson ((double) score->k, (double) score->n, &low, &high);
  assert_empty (&row, "件数");
  assert_number (&row, "分子", (double) score->k);
  assert_number (&row, "分母", (double) score->n);
  assert_number (&row, "率", (double) score->k / (double) score->n);
  assert_about (&row, "95% 区间下限", low);
  assert_about (&row, "95% 区间上限", high);
  assert_number (&row, "同类分子", (double) all.k);
  assert_number (&row, "同类分母", (double) all.n);
}

static void
check_owed (JsonObject *book, guint n)
{
  JsonArray *owed = find_rows (book, "在办超期"), *decided = find_rows (book, "研判议定事项");
  JsonArray *remarked = find_rows (book, "领导批示与督办");

  g_assert_cmpuint (json_array_get_length (owed), ==, n + 1);
  g_assert_cmpuint (json_array_get_length (decided), ==, n + 1);
  g_assert_cmpuint (json_array_get_length (remarked), ==, n + 1);
  for (guint i = 0; i < n; i++)
    {
      Row              one = get_row (owed, i), decision = get_row (decided, i);
      Row              remark = get_row (remarked, i);
      g_autofree char *no = g_strdup_printf ("OV%05u", i);
      g_autofree char *by = g_strdup_printf ("领导%u", i);

      assert_text (&one, "工单编号", no);
      assert_time (&one, "应办时限", AS_OF - unit_answers_get_late (i, n));
      assert_time (&decision, "召开", AS_OF - 9 * DAY_S - i);
      assert_text (&decision, "状态", unit_answers_get_decision_word (i));
      if (i % 5 == 4)
        assert_empty (&decision, "期限");
      else
        assert_time (&decision, "期限", AS_OF + 61 * (gint64) i);
      assert_time (&remark, "时间", AS_OF - 601 * (gint64) i);
      assert_text (&remark, "批示人", by);
    }
}

static void
check_work (JsonObject *book, guint n)
{
  static const char *const mixes[] = { "按渠道", "按主题" };
  static const char *const whys[] = { "单位退回", "退回重办" };
  gint64                   volume = 5;

  for (guint i = 0; i < n; i++)
    volume += unit_answers_get_part (i, n);
  for (guint i = 0; i < n; i++)
    for (guint kind = 0; kind < 2; kind++)
      {
        Row    part = get_row (find_rows (book, mixes[kind]), i);
        Row    why = get_row (find_rows (book, whys[kind]), i);
        gint64 count = unit_answers_get_part (i, n);

        assert_number (&part, "件数", (double) count);
        assert_number (&part, "占比（分子）", (double) count);
        assert_number (&part, "占比（分母）", (double) volume);
        assert_number (&part, "占比", (double) count / (double) volume);
        if (i % 4 == 3)
          assert_empty (&part, "上一等长期间");
        else
          assert_number (&part, "上一等长期间", (double) count + i % 7);
        assert_number (&why, "次数", (double) count);
      }
}

static void
test_portrait (gconstpointer n_rows)
{
  guint            n = template_paper_get_n (n_rows), n_listed = MIN (n, 500);
  g_autofree char *unit = g_strdup_printf ("d%03u", n / 2);
  ZhihuiSituation *situation = report_sample_new (n, MIN_N);
  TemplatePaper    paper;
  g_autoptr (JsonObject) book = NULL;

  template_paper_open (&paper, situation, "portrait", unit);
  unit_answers_answer_portrait (&paper, n_listed);
  book = write_and_open (&paper);
  if (book != NULL)
    {
      JsonArray *rows = find_rows (book, "单位各项指标");

      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        check_figure (
          rows, zhihui_situation_get_ranking (situation, board, UNIT_ANSWERS_PEER), unit);
      check_owed (book, n_listed);
      check_work (book, n_listed);
    }
  template_paper_close (&paper);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
  template_paper_add_test ("/figures/the-workbook-of-two-periods-is-of-the-boards",
                           test_comparison);
  template_paper_add_test ("/figures/the-workbook-of-a-unit-is-of-its-answers", test_portrait);
  return g_test_run ();
}
