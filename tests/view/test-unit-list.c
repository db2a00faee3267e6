/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "zhihui-language.h"
#include "zhihui-ranking-text.h"
#include "zhihui-unit-list.h"

#include <glib/gi18n-lib.h>

#define N_UNITS 99
#define MIN_N 20

typedef struct
{
  ZhihuiUnitList  *list;      /* owned */
  ZhihuiSituation *situation; /* owned */
  guint            n_told;    /* items-changed */
  guint            position, n_removed, n_added;
} Fixture;

static void
items_changed_cb (
  GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_told++;
  fixture->position = position;
  fixture->n_removed = n_removed;
  fixture->n_added = n_added;
}

static void
show (Fixture *fixture, ZhihuiSituation *situation, const char *peer)
{
  ZhihuiRanking *rankings[ZHIHUI_N_SLOTS] = { NULL };

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    rankings[board] = zhihui_situation_get_ranking (situation, board, peer);
  zhihui_unit_list_show (fixture->list, peer, rankings);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->situation = report_sample_new (N_UNITS, MIN_N);
  fixture->list = zhihui_unit_list_new ();
  show (fixture, fixture->situation, "department");
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  zhihui_situation_unref (fixture->situation);
}

/* The rows in their place; NULL is a head. */
static GPtrArray *
list_rows (ZhihuiUnitList *list)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_ptr_array_add (rows, zhihui_unit_row_get_unit (row) != NULL ? row : NULL);
    }
  return rows;
}

/* By what was counted, in whole numbers; nothing of the code under test. */
static int
judge_pair (const ZhihuiScore *one,
            const ZhihuiScore *other,
            gboolean           is_count,
            gboolean           descending)
{
  __int128 left = is_count ? one->n : (__int128) one->k * other->n;
  __int128 right = is_count ? other->n : (__int128) other->k * one->n;

  if (left != right)
    return (left < right) == !descending ? -1 : 1;
  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->unit->id, other->unit->id);
}

static void
check_order (Fixture *fixture, ZhihuiBoard board, gboolean descending, gint64 min_n)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture->list);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean is_count = board == ZHIHUI_BOARD_VOLUME;
  guint    head = G_MAXUINT;

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiScore *score;

      if (rows->pdata[i] == NULL)
        {
          g_assert_cmpuint (head, ==, G_MAXUINT);
          head = i;
          continue;
        }
      g_assert_true (g_hash_table_add (seen, rows->pdata[i]));
      score = zhihui_unit_row_get_score (rows->pdata[i], board);
      if (!is_count)
        g_assert_true ((score->n < min_n) == (head != G_MAXUINT));
      if (i > 0 && rows->pdata[i - 1] != NULL && head == G_MAXUINT)
        g_assert_cmpint (
          judge_pair (
            zhihui_unit_row_get_score (rows->pdata[i - 1], board), score, is_count, descending),
          <,
          0);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_UNITS);
  g_assert_true (is_count || head != G_MAXUINT);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (guint descending = 0; descending < 2; descending++)
      {
        ZhihuiUnitOrder order = { board, ZHIHUI_UNIT_KEY_FIGURE + board, descending };

        zhihui_unit_list_set_order (fixture->list, &order);
        check_order (fixture, board, descending, MIN_N);
      }
}

static void
test_worst_first (Fixture *fixture, gconstpointer data)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiUnitOrder order = zhihui_unit_order_worst_first (board);
      ZhihuiRanking  *ranking =
        zhihui_situation_get_ranking (fixture->situation, board, "department");
      g_autoptr (GPtrArray) rows = NULL;
      guint first;

      zhihui_unit_list_set_order (fixture->list, &order);
      rows = list_rows (fixture->list);
      first = zhihui_unit_row_get_score (rows->pdata[0], board)->rank;
      if (board == ZHIHUI_BOARD_VOLUME)
        g_assert_cmpuint (first, ==, 1);
      else
        g_assert_cmpuint (first, ==, ranking->scores[ranking->n_scores - 1].rank);
    }
}

static void
test_too_few (Fixture *fixture, gconstpointer data)
{
  ZhihuiUnitOrder order = { ZHIHUI_BOARD_OVERDUE, ZHIHUI_UNIT_KEY_NAME, FALSE };
  ZhihuiRanking  *ranking =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_OVERDUE, "department");

  for (guint key = 0; key < ZHIHUI_N_UNIT_KEYS; key++)
    for (guint descending = 0; descending < 2; descending++)
      {
        g_autoptr (GPtrArray) rows = NULL;

        order.key = key;
        order.descending = descending;
        zhihui_unit_list_set_order (fixture->list, &order);
        rows = list_rows (fixture->list);
        g_assert_cmpuint (rows->len, ==, N_UNITS + 1);
        g_assert_null (rows->pdata[ranking->n_ranked]);
        for (guint i = 0; i < rows->len; i++)
          if (rows->pdata[i] != NULL)
            g_assert_true ((zhihui_unit_row_get_score (rows->pdata[i], ZHIHUI_BOARD_OVERDUE)->n <
                            MIN_N) == (i > ranking->n_ranked));
      }
}

/* Of what nobody knows nothing is better or worse: it stands last either way. */
static void
test_nothing_told (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking *rankings[ZHIHUI_N_SLOTS] = { NULL };
  g_autoptr (ZhihuiSituation) few = report_sample_new (40, MIN_N);

  rankings[ZHIHUI_BOARD_VOLUME] =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_VOLUME, "department");
  rankings[ZHIHUI_BOARD_RETURN] =
    zhihui_situation_get_ranking (few, ZHIHUI_BOARD_RETURN, "department");
  zhihui_unit_list_show (fixture->list, "department", rankings);
  for (guint descending = 0; descending < 2; descending++)
    {
      ZhihuiUnitOrder order = { ZHIHUI_BOARD_VOLUME,
                                ZHIHUI_UNIT_KEY_FIGURE + ZHIHUI_BOARD_RETURN,
                                descending };
      g_autoptr (GPtrArray) rows = NULL;

      zhihui_unit_list_set_order (fixture->list, &order);
      rows = list_rows (fixture->list);
      g_assert_cmpuint (rows->len, ==, N_UNITS);
      for (guint i = 0; i < N_UNITS; i++)
        g_assert_true ((zhihui_unit_row_get_score (rows->pdata[i], ZHIHUI_BOARD_RETURN) != NULL) ==
                       (i < 40));
    }
}

static void
test_ties (Fixture *fixture, gconstpointer data)
{
  ZhihuiUnitOrder order = zhihui_unit_order_worst_first (ZHIHUI_BOARD_OVERDUE);
  g_autoptr (GPtrArray) rows = NULL;
  guint n_ties = 0;

  zhihui_unit_list_set_order (fixture->list, &order);
  rows = list_rows (fixture->list);
  for (guint i = 1; i < rows->len && rows->pdata[i] != NULL; i++)
    {
      const ZhihuiScore *one = zhihui_unit_row_get_score (rows->pdata[i - 1], ZHIHUI_BOARD_OVERDUE);
      const ZhihuiScore *other = zhihui_unit_row_get_score (rows->pdata[i], ZHIHUI_BOARD_OVERDUE);
      gboolean           is_tie = (__int128) one->k * other->n == (__int128) other->k * one->n;

      g_assert_true ((one->rank == other->rank) == is_tie);
      n_ties += is_tie;
    }
  g_assert_cmpuint (n_ties, >, 3);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint       n_units;
  } cases[] = { { "第7局", 1 },   { " 第7局 ", 1 }, { "第1", 11 }, { "d042", 1 },    { "D042", 1 },
                { "nowhere", 0 }, { "", 99 },       { NULL, 99 },  { "di-yi-ju", 1 } };

  g_assert_cmpstr (
    zhihui_unit_row_get_unit (zhihui_unit_list_find (fixture->list, "d000", NULL))->name,
    ==,
    "第1局");
  zhihui_unit_row_set_sounds (zhihui_unit_list_find (fixture->list, "d000", NULL), "di-yi-ju\ndyj");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      zhihui_unit_list_set_search (fixture->list, cases[i].text);
      g_assert_cmpuint (zhihui_unit_list_get_n_units (fixture->list), ==, cases[i].n_units);
    }
}

static void
test_same_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) next = report_sample_new (N_UNITS, MIN_N);
  g_autoptr (GPtrArray) before = list_rows (fixture->list);
  g_autoptr (GPtrArray) after = NULL;

  show (fixture, next, "department");
  after = list_rows (fixture->list);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_true (after->pdata[i] == before->pdata[i]);
}

/* Another least number takes units out of the ranked, and no row is made anew. */
static void
test_other_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) next = report_sample_new (N_UNITS, 40);
  ZhihuiUnitRow *row = zhihui_unit_list_find (fixture->list, "d007", NULL);

  show (fixture, next, "department");
  g_assert_true (zhihui_unit_list_find (fixture->list, "d007", NULL) == row);
  check_order (fixture, ZHIHUI_BOARD_OVERDUE, TRUE, 40);
  show (fixture, next, "town");
  g_assert_cmpuint (zhihui_unit_list_get_n_units (fixture->list), ==, 13);
  g_assert_null (zhihui_unit_list_find (fixture->list, "d007", NULL));
}

/* Rows before and behind what changed are not told. */
static void
test_what_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = list_rows (fixture->list);
  g_autoptr (GPtrArray) after = NULL;
  ZhihuiUnitOrder order = { ZHIHUI_BOARD_OVERDUE, ZHIHUI_UNIT_KEY_RANK, TRUE };
  guint           last;

  zhihui_unit_list_set_order (fixture->list, &order);
  g_assert_cmpuint (fixture->n_told, ==, 0);

  order.descending = FALSE;
  zhihui_unit_list_set_order (fixture->list, &order);
  after = list_rows (fixture->list);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, fixture->n_added);
  last = fixture->position + fixture->n_removed;
  for (guint i = 0; i < before->len; i++)
    if (i < fixture->position || i >= last)
      g_assert_true (before->pdata[i] == after->pdata[i]);
  g_assert_true (before->pdata[fixture->position] != after->pdata[fixture->position]);
  g_assert_true (before->pdata[last - 1] != after->pdata[last - 1]);
}

/* ---- copying ---- */

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) rows = list_rows (fixture->list);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  ZhihuiRanking *ranking =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_OVERDUE, "department");

  g_ptr_array_remove (rows, NULL);
  text = zhihui_ranking_text_write (rows, ZHIHUI_BOARD_OVERDUE, ZHIHUI_COMPARED_BEFORE, zone);
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  /* four figures, by what they are ranked, titles */
  g_assert_cmpuint (g_strv_length (lines), ==, 6 + N_UNITS);
  g_assert_nonnull (strstr (lines[0], "2026-05-01T00:00:00+08:00\t"));
  g_assert_nonnull (strstr (lines[0], "2026年7月29日 14:05:12"));
  g_assert_nonnull (strstr (lines[1], "2026-07-01T00:00:00+08:00\t2026-07-29T14:05:11+08:00\t"));
  for (guint i = 0; i < N_UNITS; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[6 + i], "\t", -1);
      const ZhihuiScore *score = zhihui_unit_row_get_score (rows->pdata[i], ZHIHUI_BOARD_OVERDUE);
      const ZhihuiScore *volume = zhihui_unit_row_get_score (rows->pdata[i], ZHIHUI_BOARD_VOLUME);

      g_assert_cmpuint (g_strv_length (cells), ==, 5 + 3 + 1 + 3 + 3);
      g_assert_cmpint (g_ascii_strtoll (cells[0], NULL, 10), ==, score->rank);
      g_assert_cmpstr (cells[2], ==, score->unit->name);
      g_assert_cmpint (g_ascii_strtoll (cells[6], NULL, 10), ==, score->k);
      g_assert_cmpint (g_ascii_strtoll (cells[7], NULL, 10), ==, score->n);
      g_assert_cmpint (g_ascii_strtoll (cells[8], NULL, 10), ==, volume->n);
      g_assert_true ((score->rank == 0) == g_str_equal (cells[5], "—"));
      if (score->rank > 0)
        g_assert_cmpfloat (
          ABS (g_ascii_strtod (cells[5], NULL) - 100.0 * (double) score->k / (double) score->n),
          <,
          0.00501);
    }
  g_assert_cmpuint (ranking->n_ranked, <, N_UNITS);
  g_assert_cmpstr (lines[4], ==, "排名依据\t超期率\t按实际比率");

  /* Ranks of a third are others, and so are those of the fair order: it goes along. */
  ranking->order = ZHIHUI_ORDER_SHRUNK;
  ranking->tier = 2;
  g_free (text);
  text = zhihui_ranking_text_write (rows, ZHIHUI_BOARD_OVERDUE, ZHIHUI_COMPARED_BEFORE, zone);
  g_assert_nonnull (
    strstr (text, "\n排名依据\t超期率\t公平排序（小样本收缩）\t办件量居中的三分之一\n"));
}

static void
test_text_is_no_formula (void)
{
  ZhihuiUnit unit = { .id = (char *) "U1",
                      .name = (char *) "=HYPERLINK(\"x\")\t2\n3",
                      .short_name = (char *) "x",
                      .peer = (char *) "town",
                      .region = (char *) "" };
  g_autoptr (ZhihuiUnitRow) row = zhihui_unit_row_new (&unit);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *nothing =
    zhihui_ranking_text_write (rows, ZHIHUI_BOARD_OVERDUE, ZHIHUI_COMPARED_NOT, zone);
  g_autofree char *text = NULL;

  g_assert_cmpstr (nothing, ==, "");
  g_ptr_array_add (rows, row);
  g_assert_true (zhihui_unit_row_matches (row, "u1"));
  g_assert_false (zhihui_unit_row_matches (row, "u"));
  text = zhihui_ranking_text_write (rows, ZHIHUI_BOARD_OVERDUE, ZHIHUI_COMPARED_NOT, zone);
  g_assert_nonnull (strstr (text, "\t'=HYPERLINK(\"x\") 2 3\t"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/unit-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-board-is-in-the-order-of-its-exact-fractions", test_order);
  ADD ("the-worst-come-first-and-of-volume-the-most", test_worst_first);
  ADD ("too-few-to-rank-stand-behind-their-head-in-every-order", test_too_few);
  ADD ("what-is-not-known-stands-last-in-either-direction", test_nothing_told);
  ADD ("equal-fractions-share-a-rank-and-stand-together", test_ties);
  ADD ("a-search-leaves-the-units-it-names-by-name-id-or-sound", test_search);
  ADD ("the-same-figures-again-move-nothing", test_same_figures);
  ADD ("other-figures-keep-the-rows-and-another-group-does-not", test_other_figures);
  ADD ("no-more-is-told-than-what-changed-its-place", test_what_changed);
  ADD ("what-is-copied-is-what-the-model-holds", test_text);
#undef ADD
  g_test_add_func ("/unit-list/a-copied-name-is-no-formula-and-no-other-cell",
                   test_text_is_no_formula);
  return g_test_run ();
}
