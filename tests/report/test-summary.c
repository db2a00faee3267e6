/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in-english.h"
#include "paper-reader.h"
#include "report-sample.h"
#include "zhihui-board-table.h"
#include "zhihui-language.h"
#include "zhihui-report.h"

#include <string.h>

/* What a paper says in words: by what its boards are ordered, and of whom its sums are. */

#define N_DEPARTMENTS 9

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
  fixture->situation = report_sample_new (N_DEPARTMENTS, 5);
  fixture->request.now_us = g_get_monotonic_time ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  paper_reader_remove_path (fixture->path);
  zhihui_situation_unref (fixture->situation);
}

/* The board made again: in another order, of its first @n_units, with sums of the region that are
 * not those of the group. */
static ZhihuiRanking *
make_again (const ZhihuiRanking *ranking, ZhihuiOrder order, guint tier, guint n_units)
{
  g_autofree const ZhihuiUnit **units = g_new0 (const ZhihuiUnit *, ranking->n_scores);
  g_autofree ZhihuiTally       *tallies = g_new0 (ZhihuiTally, ranking->n_scores);
  ZhihuiPeriod                  period = { .text = ranking->period, .window = ranking->window };
  ZhihuiRankingInput            input = {
               .metric = ranking->metric,
               .region = ranking->region,
               .peer = ranking->peer,
               .revision = ranking->revision,
               .period = &period,
               .as_of = ranking->as_of,
               .basis = ranking->basis,
               .tier = tier,
               .order = order,
               .min_n = ranking->min_n,
               .units = units,
               .tallies = tallies,
               .n_units = MIN (n_units, ranking->n_scores),
               .region_total = { .k = 4321, .n = 87654 },
  };

  for (guint i = 0; i < input.n_units; i++)
    {
      units[i] = ranking->scores[i].unit;
      tallies[i] = (ZhihuiTally){ .k = ranking->scores[i].k, .n = ranking->scores[i].n };
    }
  return zhihui_ranking_new (&input);
}

static void
make_all_again (Fixture *fixture, ZhihuiOrder order, guint tier, guint n_units)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fixture->situation);
  GPtrArray              *peers = zhihui_situation_get_meta (fixture->situation)->peers;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = peers->pdata[i];
        g_autoptr (ZhihuiRanking) again = make_again (
          zhihui_situation_get_ranking (fixture->situation, board, peer->id), order, tier, n_units);

        zhihui_situation_builder_set_ranking (builder, board, peer->id, again);
      }
  zhihui_situation_unref (fixture->situation);
  fixture->situation = zhihui_situation_builder_finish (builder);
}

static char *
write_and_read (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text;

  fixture->request.situation = fixture->situation;
  zhihui_report_write_pdf (&fixture->request, fixture->path, NULL, &error);
  g_assert_no_error (error);
  if (paper_reader_lacks ("pdftotext"))
    return NULL;
  text = paper_reader_get_text (fixture->path);
  return text;
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

/* Each rate stands behind the value that gave it its rank: units of different ranks do not read
 * alike. */
static void
check_rows (const ZhihuiRanking *ranking, const char *text, int decimals)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    {
      const ZhihuiScore *score = &ranking->scores[i];
      g_autofree char   *shrunk =
        g_strdup_printf ("%s%.*f%%", score->unit->short_name, decimals, 100 * score->shrunk);

      g_assert_cmpfloat (score->shrunk, >, 0);
      assert_says (text, shrunk);
    }
}

static void
test_shrunk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  make_all_again (fixture, ZHIHUI_ORDER_SHRUNK, 0, G_MAXUINT);
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  assert_says (text, "比率按收缩值排名）");
  assert_says (text, "镇街道满意度（按收缩值排名）");
  assert_says (text, "（经验贝叶斯");
  g_assert_null (strstr (text, "镇街道办件量（按收缩值排名）"));
  g_assert_null (strstr (text, "分数相等并列同名次"));
  /* There is no line where the value stands. */
  g_assert_null (strstr (text, "横线为"));
  check_rows (
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_SATISFIED, "town"), text, 2);
  check_rows (
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_RETURN, "town"), text, 2);
  paper_reader_check_overlap (fixture->path);
}

/* In English the head of the rate needs more room. */
static void
check_heads (gconstpointer data)
{
  Fixture          fixture = { 0 };
  g_autofree char *text = NULL;
  guint            n = 0;

  set_up (&fixture, NULL);
  make_all_again (&fixture, ZHIHUI_ORDER_SHRUNK, 0, G_MAXUINT);
  text = write_and_read (&fixture);
  if (text != NULL)
    {
      g_autoptr (GArray) words = paper_reader_list_words (fixture.path);

      for (guint i = 0; i < words->len; i++)
        n += g_strcmp0 (g_array_index (words, PaperWord, i).text, "Shrunk") == 0;
      g_assert_cmpuint (n, ==, 6);
      paper_reader_check_overlap (fixture.path);
    }
  tear_down (&fixture, NULL);
}

static void
test_heads (gconstpointer data)
{
  in_english (check_heads, data);
}

static void
test_raw (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_and_read (fixture);

  if (text == NULL)
    return;
  g_assert_null (strstr (text, "收缩"));
  assert_says (text, "分数相等并列同名次");
}

/* What workbook and JSON are made of. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking *raw =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_OVERDUE, "town");
  g_autoptr (ZhihuiRanking) shrunk = make_again (raw, ZHIHUI_ORDER_SHRUNK, 0, G_MAXUINT);
  g_autoptr (ZhihuiDataTable) raw_table = zhihui_board_table_new (raw, "镇街道", NULL, "R2");
  g_autoptr (ZhihuiDataTable) table = zhihui_board_table_new (shrunk, "镇街道", NULL, "R2");
  guint column = 0;

  g_assert_cmpuint (
    zhihui_data_table_get_n_columns (table), ==, zhihui_data_table_get_n_columns (raw_table) + 1);
  while (!g_str_equal (zhihui_data_table_get_column_id (table, column), "shrunk"))
    column++;
  g_assert_cmpstr (zhihui_data_table_get_column_title (table, column), ==, "收缩值");
  for (guint row = 0; row < shrunk->n_scores; row++)
    g_assert_cmpfloat_with_epsilon (
      zhihui_data_table_get_cell (table, row, column).number, shrunk->scores[row].shrunk, 1e-12);
}

/* Units and assignments of the sentence are those of the board: never all units of the group with
 * the sum of a third. */
static void
test_third (Fixture *fixture, gconstpointer data)
{
  g_autofree char     *text = NULL;
  const ZhihuiRanking *board;

  make_all_again (fixture, ZHIHUI_ORDER_RAW, 1, 4);
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  board = zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_VOLUME, "town");
  /* 409 + 209 + 142 + 109: what report-sample.c gives the four largest. */
  g_assert_cmpint (board->total.n, ==, 869);
  assert_says (text, "其中4个镇街道（办件量大）办件869件次；4个部门（办件量大）办件869件次。");
}

/* All rates of the sentence are the region's, and it says so; a paper of one group has them too. */
static void
test_region (Fixture *fixture, gconstpointer data)
{
  static const char *const town[] = { "town", NULL };
  g_autofree char         *text = NULL;

  make_all_again (fixture, ZHIHUI_ORDER_RAW, 0, G_MAXUINT);
  fixture->request.peers = town;
  text = write_and_read (fixture);
  if (text == NULL)
    return;
  assert_says (
    text,
    "全区：本期办件87,654件次；超期统计期内应答复87,654件次，超期4,321件次，超期率4.93%；"
    "派发87,654件次，退回4,321件次，退回率4.93%；本期参评87,654件，满意4,321件，满意率4.93%。"
    "其中13个镇街道办件");
}

/* The word is that of the region's name. */
static void
test_level (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *said;
  } cases[] = {
    { "淄博市", "全市：本期办件" },       { "沂源县", "全县：本期办件" },
    { "内蒙古自治区", "全区：本期办件" }, { "般阳路街道", "全街道：本期办件" },
    { "Baltimore", "全域：本期办件" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiMeta      *meta = zhihui_situation_get_meta (fixture->situation);
      g_autofree char *text = NULL;

      g_free (meta->name);
      meta->name = g_strdup (cases[i].name);
      text = write_and_read (fixture);
      if (text == NULL)
        return;
      assert_says (text, cases[i].said);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/summary/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("boards-by-the-shrunk-value-say-so-and-show-it", test_shrunk);
  ADD ("boards-by-the-rate-say-nothing-of-it", test_raw);
  ADD ("a-table-has-the-value-that-ranks", test_table);
  ADD ("a-third-has-its-own-units-and-its-own-sum", test_third);
  ADD ("rates-of-the-region-are-called-its", test_region);
  ADD ("a-region-is-called-by-its-level", test_level);
#undef ADD
  g_test_add_data_func ("/summary/heads-of-english-boards-have-room", NULL, test_heads);
  return g_test_run ();
}
