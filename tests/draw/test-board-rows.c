/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-board-rows.h"

/* A board whose scores have these ranks, best first; @n_ranked more than sent means that the middle
 * is missing. */
static ZhihuiRanking *
make_ranking (ZhihuiMetric metric, const guint *ranks, guint n, guint n_ranked)
{
  ZhihuiRanking *ranking = zhihui_ranking_new_empty (metric);

  ranking->direction = ZHIHUI_DIRECTION_BEST_FIRST;
  ranking->scores = g_new0 (ZhihuiScore, n);
  ranking->n_scores = n;
  ranking->n_ranked = n_ranked;
  for (guint i = 0; i < n; i++)
    {
      ranking->scores[i].unit = g_new0 (ZhihuiUnit, 1);
      ranking->scores[i].rank = ranks[i];
    }
  return ranking;
}

/* "1×3 | 10 11 12": ranks, how many share a row, gaps. */
static char *
describe (GArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiBoardRow *row = &g_array_index (rows, ZhihuiBoardRow, i);

      g_string_append_printf (text, "%s%u", row->after_gap ? "| " : "", row->score->rank);
      if (row->n_tied > 1)
        g_string_append_printf (text, "×%u", row->n_tied);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char  *title;
  ZhihuiMetric metric;
  guint        ranks[16], n, n_ranked, n_fit, n_fit_with_gap;
  const char  *expected;
} Case;

static const Case cases[] = {
  { "all fit", ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3 }, 3, 3, 4, 3, "1 2 3 " },
  { "first one and last three",
    ZHIHUI_METRIC_RETURN_RATE,
    { 1, 2, 3, 4, 5, 6, 7 },
    7,
    7,
    4,
    4,
    "1 | 5 6 7 " },
  { "a tie at the top is one row",
    ZHIHUI_METRIC_OVERDUE_RATE,
    { 1, 1, 1, 4, 5, 6, 7, 8 },
    8,
    8,
    4,
    4,
    "1×3 | 6 7 8 " },
  { "a tie that has room is whole",
    ZHIHUI_METRIC_OVERDUE_RATE,
    { 1, 1, 3, 4, 5, 6, 7, 8, 9, 10 },
    10,
    10,
    8,
    8,
    "1 1 | 5 6 7 8 9 10 " },
  { "a tie at the end that has no room is one row",
    ZHIHUI_METRIC_OVERDUE_RATE,
    { 1, 2, 3, 3, 3, 3, 3 },
    7,
    7,
    4,
    4,
    "1 2 3×5 " },
  { "a tie at the end that has room",
    ZHIHUI_METRIC_OVERDUE_RATE,
    { 1, 2, 3, 4, 5, 5, 5 },
    7,
    7,
    4,
    4,
    "1 | 5 5 5 " },
  { "all tie", ZHIHUI_METRIC_OVERDUE_RATE, { 1, 1, 1, 1, 1, 1 }, 6, 6, 4, 4, "1×6 " },
  { "the middle was not sent",
    ZHIHUI_METRIC_RETURN_RATE,
    { 1, 26, 27, 28 },
    4,
    28,
    10,
    10,
    "1 | 26 27 28 " },
  { "the middle was not sent and a tie stands before it",
    ZHIHUI_METRIC_RETURN_RATE,
    { 1, 1, 27, 28 },
    4,
    28,
    10,
    10,
    "1 1 | 27 28 " },
  { "counts are cut after the first",
    ZHIHUI_METRIC_VOLUME,
    { 1, 2, 3, 4, 5, 6 },
    6,
    6,
    4,
    3,
    "1 2 3 4 " },
  { "no room", ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3 }, 3, 3, 0, 0, "" },
  { "no scores", ZHIHUI_METRIC_RETURN_RATE, { 0 }, 0, 0, 4, 4, "" },
};

static void
ranks_are_shown_from_both_ends_and_ties_stay_together (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (ZhihuiRanking) ranking =
        make_ranking (one->metric, one->ranks, one->n, one->n_ranked);
      g_autoptr (GArray) rows = zhihui_board_rows_choose (ranking, one->n_fit, one->n_fit_with_gap);
      g_autofree char *text = describe (rows);

      g_test_message ("%s", one->title);
      g_assert_cmpstr (text, ==, one->expected);
    }
}

static void
rows_begin_with_rank_one_whatever_the_order_sent (void)
{
  const guint ranks[] = { 4, 3, 2, 1 };
  g_autoptr (ZhihuiRanking) ranking = make_ranking (ZHIHUI_METRIC_RETURN_RATE, ranks, 4, 4);
  g_autoptr (GArray) rows = NULL;
  g_autofree char *text = NULL;

  ranking->direction = ZHIHUI_DIRECTION_WORST_FIRST;
  rows = zhihui_board_rows_choose (ranking, 4, 4);
  text = describe (rows);
  g_assert_cmpstr (text, ==, "1 2 3 4 ");
}

/* Random boards: never more rows than fit, ranks rise, each tie is one row or all its rows. */
static void
no_board_is_too_long_nor_splits_a_tie (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 2000; round++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 15), ranks[16], rank = 1;
      guint fit = (guint) g_rand_int_range (random, 1, 12);
      g_autoptr (ZhihuiRanking) ranking = NULL;
      g_autoptr (GArray) rows = NULL;

      for (guint i = 0; i < n; i++)
        {
          if (i > 0 && g_rand_int_range (random, 0, 3) > 0)
            rank = i + 1;
          ranks[i] = rank;
        }
      ranking = make_ranking (ZHIHUI_METRIC_OVERDUE_RATE, ranks, n, n);
      rows = zhihui_board_rows_choose (ranking, fit, MAX (fit, 2) - 1);
      g_assert_cmpuint (rows->len, <=, fit);
      g_assert_cmpuint (rows->len, >, 0);
      g_assert_cmpuint (g_array_index (rows, ZhihuiBoardRow, 0).score->rank, ==, 1);
      for (guint i = 0; i < rows->len; i++)
        {
          const ZhihuiBoardRow *row = &g_array_index (rows, ZhihuiBoardRow, i);
          guint                 shown = 0, tied = 0;

          for (guint j = 0; j < rows->len; j++)
            shown += g_array_index (rows, ZhihuiBoardRow, j).score->rank == row->score->rank;
          for (guint j = 0; j < n; j++)
            tied += ranks[j] == row->score->rank;
          g_assert_true (shown == tied || (shown == 1 && row->n_tied == tied));
          g_assert_true (i == 0 || row->score->rank >=
                                     g_array_index (rows, ZhihuiBoardRow, i - 1).score->rank);
        }
    }
}

static void
the_axis_holds_every_value_and_rests (void)
{
  static const struct
  {
    ZhihuiMetric metric;
    double       value, low, high;
  } axes[] = {
    { ZHIHUI_METRIC_OVERDUE_RATE, 0.0368, 0, 0.08 }, { ZHIHUI_METRIC_OVERDUE_RATE, 0.08, 0, 0.08 },
    { ZHIHUI_METRIC_OVERDUE_RATE, 0.3, 0, 0.4 },     { ZHIHUI_METRIC_RETURN_RATE, 0.0861, 0, 0.16 },
    { ZHIHUI_METRIC_OVERDUE_RATE, 1, 0, 1 },         { ZHIHUI_METRIC_SATISFIED_RATE, 0.91, 0.8, 1 },
    { ZHIHUI_METRIC_SATISFIED_RATE, 0.5, 0.4, 1 },   { ZHIHUI_METRIC_SATISFIED_RATE, NAN, 0.8, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    {
      const guint ranks[] = { 1 };
      g_autoptr (ZhihuiRanking) ranking = make_ranking (axes[i].metric, ranks, 1, 1);
      ZhihuiBoardAxis axis;

      ranking->scores[0].value = axes[i].value;
      axis = zhihui_board_axis_choose (ranking);
      g_assert_cmpfloat_with_epsilon (axis.low, axes[i].low, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.high, axes[i].high, 1e-9);
    }
}

static void
a_run_has_no_gap_and_cuts_no_tie (void)
{
  static const struct
  {
    ZhihuiMetric metric;
    guint        ranks[16], n, n_ranked, n_wanted, n_fit;
    const char  *expected;
  } runs[] = {
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3 }, 3, 3, 2, 3, "1 2 3 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3, 4, 5, 6 }, 6, 6, 3, 4, "4 5 6 " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 4, 5, 6 }, 6, 6, 3, 4, "1 2 3 " },
    /* A tie comes whole where it has room, else not at all, unless nothing else is there. */
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3, 3, 5, 6 }, 6, 6, 3, 4, "3 3 5 6 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 2, 2, 5, 6 }, 6, 6, 3, 4, "2×3 5 6 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 1, 1, 1, 1, 6 }, 6, 6, 3, 4, "1×5 6 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 26, 26, 28 }, 4, 28, 2, 2, "26×2 28 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 1, 1, 1, 1, 1 }, 6, 6, 3, 4, "1 1 1 " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 3, 5, 6 }, 6, 6, 3, 4, "1 2 3 3 " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 3, 3, 6 }, 6, 6, 3, 4, "1 2 " },
    /* Only both ends were sent. */
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 27, 28 }, 4, 28, 4, 4, "27 28 " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 27, 28 }, 4, 28, 4, 4, "1 2 " },
    { ZHIHUI_METRIC_RETURN_RATE, { 0 }, 0, 0, 3, 4, "" },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3 }, 3, 3, 0, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (ZhihuiRanking) ranking =
        make_ranking (runs[i].metric, runs[i].ranks, runs[i].n, runs[i].n_ranked);
      g_autoptr (GArray) rows =
        zhihui_board_rows_choose_run (ranking, runs[i].n_wanted, runs[i].n_fit);
      g_autofree char *text = describe (rows);

      g_assert_cmpstr (text, ==, runs[i].expected);
    }
}

/* Turn by turn, until the first comes again. */
static char *
describe_parts (ZhihuiRanking *ranking, guint n_fit, guint n_turns)
{
  GString *all = g_string_new (NULL);

  for (guint turn = 0; turn < n_turns; turn++)
    {
      g_autoptr (GArray) rows = zhihui_board_rows_choose_part (ranking, n_fit, turn);
      g_autofree char *text = describe (rows);

      g_assert_cmpuint (rows->len, <=, n_fit);
      g_string_append_printf (all, "%s| ", text);
    }
  return g_string_free (all, FALSE);
}

static void
parts_turn_through_all_and_cut_no_tie (void)
{
  static const struct
  {
    ZhihuiMetric metric;
    guint        ranks[16], n, n_fit, n_turns;
    const char  *expected;
  } parts[] = {
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3 }, 3, 3, 2, "1 2 3 | 1 2 3 | " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 4, 5 }, 5, 4, 3, "1 2 3 | 4 5 | 1 2 3 | " },
    /* Of rates who is last comes first. */
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 2, 3, 4, 5 }, 5, 4, 3, "4 5 | 1 2 3 | 4 5 | " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 3, 5, 6 }, 6, 4, 3, "1 2 3 3 | 5 6 | 1 2 3 3 | " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3, 3, 3, 6 }, 6, 4, 3, "1 2 | 3 3 3 6 | 1 2 | " },
    /* A tie for which no part has room is one row. */
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 1, 1, 1, 1, 1 }, 6, 4, 2, "1×6 | 1×6 | " },
    { ZHIHUI_METRIC_RETURN_RATE, { 1, 1, 1, 1, 1, 6 }, 6, 4, 2, "1×5 6 | 1×5 6 | " },
    { ZHIHUI_METRIC_VOLUME, { 1, 2, 3 }, 3, 1, 4, "1 | 2 | 3 | 1 | " },
    { ZHIHUI_METRIC_VOLUME, { 1, 1, 3 }, 3, 1, 3, "1×2 | 3 | 1×2 | " },
    { ZHIHUI_METRIC_VOLUME, { 0 }, 0, 3, 1, "| " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (ZhihuiRanking) ranking =
        make_ranking (parts[i].metric, parts[i].ranks, parts[i].n, parts[i].n);
      g_autofree char *text = describe_parts (ranking, parts[i].n_fit, parts[i].n_turns);

      g_assert_cmpstr (text, ==, parts[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-rows/ranks-are-shown-from-both-ends-and-ties-stay-together",
                   ranks_are_shown_from_both_ends_and_ties_stay_together);
  g_test_add_func ("/board-rows/rows-begin-with-rank-one-whatever-the-order-sent",
                   rows_begin_with_rank_one_whatever_the_order_sent);
  g_test_add_func ("/board-rows/no-board-is-too-long-nor-splits-a-tie",
                   no_board_is_too_long_nor_splits_a_tie);
  g_test_add_func ("/board-rows/a-run-has-no-gap-and-cuts-no-tie",
                   a_run_has_no_gap_and_cuts_no_tie);
  g_test_add_func ("/board-rows/parts-turn-through-all-and-cut-no-tie",
                   parts_turn_through_all_and_cut_no_tie);
  g_test_add_func ("/board-rows/the-axis-holds-every-value-and-rests",
                   the_axis_holds_every_value_and_rests);
  return g_test_run ();
}
