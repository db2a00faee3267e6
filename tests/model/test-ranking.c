/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-thin.h"

#include <math.h>

typedef struct
{
  const char *id;
  gint64      k, n;
} Row;

static ZhihuiUnit *
make_unit (const char *id)
{
  ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

  unit->id = g_strdup (id);
  unit->name = g_strdup (id);
  unit->short_name = g_strdup (id);
  unit->peer = g_strdup ("town");
  unit->region = g_strdup ("");
  return unit;
}

/* @rows in a wrong order on purpose; @previous may be NULL. */
static ZhihuiRanking *
rank_rows (ZhihuiMetric    metric,
           const Row      *rows,
           const Row      *previous,
           guint           n_rows,
           guint           min_n,
           ZhihuiOrder     order,
           ZhihuiDirection direction)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (0, 1000);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n_rows);
  g_autofree ZhihuiTally *before = g_new0 (ZhihuiTally, n_rows);
  ZhihuiRankingInput      input = { .metric = metric,
                                    .region = "370302",
                                    .peer = "town",
                                    .revision = "r7",
                                    .period = period,
                                    .as_of = 900,
                                    .order = order,
                                    .direction = direction,
                                    .min_n = min_n,
                                    .tallies = tallies,
                                    .n_units = n_rows,
                                    .region_total = { 5, 500, 0 } };

  for (guint i = 0; i < n_rows; i++)
    {
      g_ptr_array_add (units, make_unit (rows[i].id));
      tallies[i] = (ZhihuiTally){ rows[i].k, rows[i].n, 0 };
      if (previous != NULL)
        before[i] = (ZhihuiTally){ previous[i].k, previous[i].n, 0 };
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.previous = previous != NULL ? before : NULL;
  return zhihui_ranking_new (&input);
}

static void
expect_order (const ZhihuiRanking *ranking, const char *ids)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < ranking->n_scores; i++)
    g_string_append_printf (found, "%s%u ", ranking->scores[i].unit->id, ranking->scores[i].rank);
  g_string_append_c (found, '|');
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    g_string_append_printf (found, " %s", ranking->unranked[i].unit->id);
  g_assert_cmpstr (found->str, ==, ids);
}

static const ZhihuiScore *
find_score (const ZhihuiRanking *ranking, const char *id)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    if (g_str_equal (ranking->scores[i].unit->id, id))
      return &ranking->scores[i];
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if (g_str_equal (ranking->unranked[i].unit->id, id))
      return &ranking->unranked[i];
  g_assert_not_reached ();
}

/* The example of the contract, whose ranks count from most: there the fraction of a rate where high
 * is better. */
static const Row contract_rows[] = {
  { "g", 0, 0 },  { "f", 2, 4 },  { "a", 3, 60 }, { "e", 0, 12 },
  { "b", 1, 20 }, { "c", 0, 40 }, { "d", 5, 50 },
};

static void
units_with_equal_fractions_share_the_rank (void)
{
  g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_SATISFIED_RATE,
                                                 contract_rows,
                                                 NULL,
                                                 G_N_ELEMENTS (contract_rows),
                                                 10,
                                                 ZHIHUI_ORDER_RAW,
                                                 ZHIHUI_DIRECTION_BEST_FIRST);

  expect_order (ranking, "d1 a2 b2 c4 e4 | f g");
  g_assert_false (find_score (ranking, "d")->tied);
  g_assert_true (find_score (ranking, "a")->tied);
  g_assert_true (find_score (ranking, "e")->tied);
  g_assert_cmpint (find_score (ranking, "f")->reason, ==, ZHIHUI_UNRANKED_MIN_N);
  g_assert_cmpint (find_score (ranking, "g")->reason, ==, ZHIHUI_UNRANKED_NO_CASES);
  g_assert_true (isnan (find_score (ranking, "g")->value));
  g_assert_cmpfloat_with_epsilon (find_score (ranking, "f")->value, 0.5, 1e-15);
  g_assert_cmpint (ranking->total.k, ==, 11);
  g_assert_cmpint (ranking->total.n, ==, 186);
  g_assert_cmpint (ranking->region_total.n, ==, 500);
  g_assert_cmpuint (ranking->n_ranked, ==, 5);
  g_assert_cmpuint (ranking->n_unranked, ==, 2);
  g_assert_cmpuint (ranking->min_n, ==, 10);
  g_assert_cmpstr (ranking->peer, ==, "town");
}

static void
low_is_best_where_low_is_better (void)
{
  g_autoptr (ZhihuiRanking) best = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                              contract_rows,
                                              NULL,
                                              G_N_ELEMENTS (contract_rows),
                                              10,
                                              ZHIHUI_ORDER_RAW,
                                              ZHIHUI_DIRECTION_BEST_FIRST);
  g_autoptr (ZhihuiRanking) worst = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                               contract_rows,
                                               NULL,
                                               G_N_ELEMENTS (contract_rows),
                                               10,
                                               ZHIHUI_ORDER_RAW,
                                               ZHIHUI_DIRECTION_WORST_FIRST);

  expect_order (best, "c1 e1 a3 b3 d5 | f g");
  /* The order turns; the ranks and the order within a tie do not. */
  expect_order (worst, "d5 a3 b3 c1 e1 | f g");
}

static void
counts_rank_from_most_without_a_minimum (void)
{
  const Row rows[] = {
    { "zero", 0, 0 },
    { "b", 0, 7 },
    { "most", 0, 90 },
    { "a", 0, 7 },
  };
  g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_VOLUME,
                                                 rows,
                                                 NULL,
                                                 G_N_ELEMENTS (rows),
                                                 10,
                                                 ZHIHUI_ORDER_RAW,
                                                 ZHIHUI_DIRECTION_BEST_FIRST);

  expect_order (ranking, "most1 a2 b2 zero4 |");
  g_assert_cmpuint (ranking->min_n, ==, 0);
  g_assert_true (isnan (ranking->scores[0].low));
  g_assert_true (isnan (ranking->scores[0].shrunk));
  g_assert_cmpint (ranking->scores[0].flag, ==, ZHIHUI_FLAG_NONE);
  g_assert_cmpfloat (ranking->scores[3].value, <, 0.5);
}

/* Doubles would call these equal. */
static void
fractions_are_compared_exactly (void)
{
  const gint64 big = G_GINT64_CONSTANT (4611686018427387903);

  g_assert_cmpint (zhihui_fraction_compare (big, big, big - 1, big), >, 0);
  g_assert_cmpint (zhihui_fraction_compare (big - 1, big, big - 2, big - 1), >, 0);
  g_assert_cmpint (zhihui_fraction_compare (3, 60, 1, 20), ==, 0);
  g_assert_cmpint (zhihui_fraction_compare (1, 3, 333333333, 1000000000), >, 0);
  g_assert_cmpint (zhihui_fraction_compare (0, 5, 0, 9), ==, 0);
  g_assert_cmpint (zhihui_fraction_compare (0, 0, 9, 9), >, 0);
  g_assert_cmpint (zhihui_fraction_compare (9, 9, 0, 0), <, 0);
  g_assert_cmpint (zhihui_fraction_compare (0, 0, 0, 0), ==, 0);
}

static void
better_rank_than_before_is_positive (void)
{
  const Row before[] = { { "a", 9, 20 }, { "b", 1, 20 }, { "c", 2, 4 }, { "d", 0, 0 } };
  const Row now[] = { { "a", 0, 20 }, { "b", 2, 20 }, { "c", 3, 20 }, { "d", 9, 20 } };
  g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                                 now,
                                                 before,
                                                 G_N_ELEMENTS (now),
                                                 10,
                                                 ZHIHUI_ORDER_RAW,
                                                 ZHIHUI_DIRECTION_BEST_FIRST);

  expect_order (ranking, "a1 b2 c3 d4 |");
  g_assert_cmpint (find_score (ranking, "a")->delta_rank, ==, 1);
  g_assert_cmpint (find_score (ranking, "b")->delta_rank, ==, -1);
  g_assert_cmpfloat_with_epsilon (find_score (ranking, "a")->delta_value, -0.45, 1e-12);
  /* Too few before: a value to compare with, but no rank. */
  g_assert_false (find_score (ranking, "c")->has_delta_rank);
  g_assert_true (find_score (ranking, "c")->has_delta);
  g_assert_false (find_score (ranking, "d")->has_delta);
}

static void
without_a_previous_period_there_is_no_change (void)
{
  const Row rows[] = { { "a", 1, 20 } };
  g_autoptr (ZhihuiRanking) ranking = rank_rows (
    ZHIHUI_METRIC_RETURN_RATE, rows, NULL, 1, 0, ZHIHUI_ORDER_RAW, ZHIHUI_DIRECTION_BEST_FIRST);

  g_assert_false (ranking->scores[0].has_delta);
  g_assert_false (ranking->scores[0].has_delta_rank);
  g_assert_cmpint (ranking->scores[0].open_overdue, ==, -1);
}

/* 5 of 5 is first by the fraction; 400 of 404 is better founded. */
static void
shrunk_order_does_not_let_small_units_lead (void)
{
  const Row rows[] = {
    { "tiny", 5, 5 },    { "large", 400, 404 }, { "poor", 300, 400 },
    { "fair", 90, 100 }, { "low", 30, 60 },
  };
  g_autoptr (ZhihuiRanking) raw = rank_rows (ZHIHUI_METRIC_SATISFIED_RATE,
                                             rows,
                                             NULL,
                                             G_N_ELEMENTS (rows),
                                             0,
                                             ZHIHUI_ORDER_RAW,
                                             ZHIHUI_DIRECTION_BEST_FIRST);
  g_autoptr (ZhihuiRanking) shrunk = rank_rows (ZHIHUI_METRIC_SATISFIED_RATE,
                                                rows,
                                                NULL,
                                                G_N_ELEMENTS (rows),
                                                0,
                                                ZHIHUI_ORDER_SHRUNK,
                                                ZHIHUI_DIRECTION_BEST_FIRST);

  expect_order (raw, "tiny1 large2 fair3 poor4 low5 |");
  expect_order (shrunk, "large1 tiny2 fair3 poor4 low5 |");
  for (guint i = 1; i < shrunk->n_scores; i++)
    g_assert_cmpfloat (shrunk->scores[i - 1].shrunk, >, shrunk->scores[i].shrunk);
}

/* When nobody is overdue nobody is first alone, in either order. */
static void
units_at_the_mean_tie_in_shrunk_order (void)
{
  const Row rows[] = { { "b", 0, 30 }, { "a", 0, 7 }, { "c", 0, 30 } };
  const Row thirds[] = { { "b", 10, 30 }, { "a", 7, 21 }, { "c", 1, 3 } };
  g_autoptr (ZhihuiRanking) none = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                              rows,
                                              NULL,
                                              G_N_ELEMENTS (rows),
                                              0,
                                              ZHIHUI_ORDER_SHRUNK,
                                              ZHIHUI_DIRECTION_BEST_FIRST);
  g_autoptr (ZhihuiRanking) third = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                               thirds,
                                               NULL,
                                               G_N_ELEMENTS (thirds),
                                               0,
                                               ZHIHUI_ORDER_SHRUNK,
                                               ZHIHUI_DIRECTION_BEST_FIRST);

  expect_order (none, "b1 c1 a1 |");
  expect_order (third, "b1 a1 c1 |");
}

static void
flag_compares_with_the_peer_group (void)
{
  const Row rows[] = { { "bad", 30, 200 }, { "good", 0, 900 }, { "last", 1, 30 } };
  g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                                 rows,
                                                 NULL,
                                                 G_N_ELEMENTS (rows),
                                                 0,
                                                 ZHIHUI_ORDER_RAW,
                                                 ZHIHUI_DIRECTION_BEST_FIRST);

  g_assert_cmpint (find_score (ranking, "bad")->flag, ==, ZHIHUI_FLAG_WORSE);
  g_assert_cmpint (find_score (ranking, "good")->flag, ==, ZHIHUI_FLAG_BETTER);
  g_assert_cmpint (find_score (ranking, "last")->flag, ==, ZHIHUI_FLAG_NONE);
}

static void
cut_keeps_ties_whole (void)
{
  const Row rows[] = {
    { "a", 0, 90 }, { "b", 0, 80 }, { "c", 0, 70 }, { "d", 1, 60 }, { "e", 2, 60 },
    { "f", 6, 60 }, { "g", 4, 40 }, { "h", 9, 60 }, { "x", 1, 2 },
  };
  const struct
  {
    guint           first, last;
    ZhihuiDirection direction;
    const char     *order;
  } cases[] = {
    { 1, 3, ZHIHUI_DIRECTION_BEST_FIRST, "a1 b1 c1 f6 g6 h8 | x" },
    { 1, 2, ZHIHUI_DIRECTION_BEST_FIRST, "a1 b1 c1 f6 g6 h8 | x" },
    { 4, 1, ZHIHUI_DIRECTION_BEST_FIRST, "a1 b1 c1 d4 h8 | x" },
    { 0, 1, ZHIHUI_DIRECTION_BEST_FIRST, "h8 | x" },
    { 2, 0, ZHIHUI_DIRECTION_BEST_FIRST, "a1 b1 c1 | x" },
    { 99, 99, ZHIHUI_DIRECTION_BEST_FIRST, "a1 b1 c1 d4 e5 f6 g6 h8 | x" },
    { 0, 0, ZHIHUI_DIRECTION_BEST_FIRST, "| x" },
    { 1, 2, ZHIHUI_DIRECTION_WORST_FIRST, "h8 f6 g6 a1 b1 c1 | x" },
    { 4, 1, ZHIHUI_DIRECTION_WORST_FIRST, "h8 d4 a1 b1 c1 | x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                                     rows,
                                                     NULL,
                                                     G_N_ELEMENTS (rows),
                                                     10,
                                                     ZHIHUI_ORDER_RAW,
                                                     cases[i].direction);
      g_autoptr (ZhihuiRanking) cut = zhihui_ranking_cut (ranking, cases[i].first, cases[i].last);

      g_clear_pointer (&ranking, zhihui_ranking_unref); /* the cut has rows of its own */
      expect_order (cut, cases[i].order);
      g_assert_cmpuint (cut->n_ranked, ==, 8);
      g_assert_cmpuint (cut->n_unranked, ==, 1);
      g_assert_cmpstr (cut->revision, ==, "r7");
    }
}

/* Where the records begin everybody would have been first, and fallen since. */
static void
first_period_of_the_records_has_no_change_of_rank (void)
{
  static const Row rows[] = { { "a", 0, 9 }, { "b", 0, 5 }, { "c", 0, 1 } };
  static const Row nothing[] = { { "a", 0, 0 }, { "b", 0, 0 }, { "c", 0, 0 } };
  static const Row little[] = { { "a", 0, 0 }, { "b", 0, 0 }, { "c", 0, 1 } };
  g_autoptr (ZhihuiRanking) first = rank_rows (
    ZHIHUI_METRIC_VOLUME, rows, nothing, 3, 1, ZHIHUI_ORDER_RAW, ZHIHUI_DIRECTION_BEST_FIRST);
  g_autoptr (ZhihuiRanking) second = rank_rows (
    ZHIHUI_METRIC_VOLUME, rows, little, 3, 1, ZHIHUI_ORDER_RAW, ZHIHUI_DIRECTION_BEST_FIRST);

  for (guint i = 0; i < 3; i++)
    g_assert_false (first->scores[i].has_delta_rank);
  g_assert_cmpint (find_score (second, "c")->delta_rank, ==, -2);
  g_assert_cmpint (find_score (second, "a")->delta_rank, ==, 1);
}

static void
board_without_units_is_empty (void)
{
  g_autoptr (ZhihuiRanking) ranking = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                                                 NULL,
                                                 NULL,
                                                 0,
                                                 10,
                                                 ZHIHUI_ORDER_SHRUNK,
                                                 ZHIHUI_DIRECTION_WORST_FIRST);
  g_autoptr (ZhihuiRanking) cut = zhihui_ranking_cut (ranking, 1, 3);

  expect_order (ranking, "|");
  expect_order (cut, "|");
  g_assert_cmpint (ranking->total.n, ==, 0);
}

static const Row crowd[] = {
  { "low", 50, 1000 },   { "usual", 210, 1000 }, { "like", 200, 1000 },
  { "high", 400, 1000 }, { "small", 1, 2 },      { "tiny", 0, 1 },
};

static ZhihuiRanking *
rank_crowd (ZhihuiMetric metric)
{
  return rank_rows (
    metric, crowd, NULL, G_N_ELEMENTS (crowd), 10, ZHIHUI_ORDER_RAW, ZHIHUI_DIRECTION_BEST_FIRST);
}

/* Returns how many are without a name. */
static guint
check_thin_rows (const ZhihuiScore *thin, const ZhihuiScore *full, guint n, const char *own)
{
  guint n_nameless = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_named = full[i].flag != ZHIHUI_FLAG_NONE || g_str_equal (full[i].unit->id, own);

      g_assert_cmpint (thin[i].k, ==, full[i].k);
      g_assert_cmpint (thin[i].n, ==, full[i].n);
      g_assert_cmpuint (thin[i].rank, ==, full[i].rank);
      g_assert_cmpint (thin[i].flag, ==, full[i].flag);
      g_assert_cmpstr (thin[i].unit->name, ==, is_named ? full[i].unit->name : NULL);
      n_nameless += is_named ? 0 : 1;
    }
  return n_nameless;
}

static void
test_thin_share (void)
{
  ZhihuiRanking     *full = rank_crowd (ZHIHUI_METRIC_OVERDUE_RATE);
  ZhihuiRanking     *thin = zhihui_ranking_make_thin (full, "small");
  const ZhihuiScore *own = zhihui_ranking_find (thin, "small");

  g_assert_cmpuint (thin->n_scores, ==, 4);
  g_assert_cmpuint (thin->n_unranked_sent, ==, 2);
  g_assert_cmpuint (check_thin_rows (thin->scores, full->scores, 4, "small"), ==, 2);
  g_assert_cmpuint (check_thin_rows (thin->unranked, full->unranked, 2, "small"), ==, 1);
  g_assert_cmpint (thin->total.n, ==, full->total.n);
  g_assert_cmpuint (thin->n_ranked, ==, 4);
  g_assert_nonnull (own);
  g_assert_cmpint (own->n, ==, 2);
  g_assert_null (zhihui_ranking_find (thin, "usual"));
  zhihui_ranking_unref (full);
  g_assert_cmpstr (own->unit->short_name, ==, "small");
  zhihui_ranking_unref (thin);
}

/* Units that lie on each other are drawn once, and nobody reads the names of thousands. */
static void
test_thin_crowd (void)
{
  enum
  {
    N_WORSE = 3 * ZHIHUI_THIN_N_NAMED,
    N_USUAL = 5000,
    N_NONE = 40
  };
  g_autofree Row *rows = g_new0 (Row, N_WORSE + N_USUAL + N_NONE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZhihuiRanking) full = NULL;
  g_autoptr (ZhihuiRanking) thin = NULL;
  guint n_named = 0;

  for (guint i = 0; i < N_WORSE + N_USUAL + N_NONE; i++)
    {
      char *id = g_strdup_printf ("u%u", i);

      g_ptr_array_add (ids, id);
      rows[i] = i < N_WORSE             ? (Row){ id, 400 + i, 1000 }
                : i < N_WORSE + N_USUAL ? (Row){ id, 200 + i % 7, 1000 }
                                        : (Row){ id, 0, 0 };
    }
  full = rank_rows (ZHIHUI_METRIC_OVERDUE_RATE,
                    rows,
                    NULL,
                    N_WORSE + N_USUAL + N_NONE,
                    10,
                    ZHIHUI_ORDER_RAW,
                    ZHIHUI_DIRECTION_BEST_FIRST);
  thin = zhihui_ranking_make_thin (full, "u302");
  for (guint i = 0; i < thin->n_scores; i++)
    n_named += thin->scores[i].unit->name != NULL;
  g_assert_cmpuint (full->n_scores, ==, N_WORSE + N_USUAL);
  g_assert_cmpuint (thin->n_scores, ==, N_WORSE + 7 + 1); /* its own lies on another one */
  g_assert_cmpuint (n_named, ==, ZHIHUI_THIN_N_NAMED + 1);
  g_assert_cmpuint (thin->n_unranked_sent, ==, 0);
  g_assert_nonnull (zhihui_ranking_find (thin, "u302"));
}

static void
test_thin_count (void)
{
  ZhihuiRanking *full = rank_crowd (ZHIHUI_METRIC_VOLUME);
  ZhihuiRanking *thin = zhihui_ranking_make_thin (full, "like");
  ZhihuiRanking *none = zhihui_ranking_make_thin (full, "nobody");

  g_assert_cmpuint (thin->n_scores, ==, 1);
  g_assert_cmpuint (thin->n_ranked, ==, full->n_ranked);
  g_assert_cmpuint (
    zhihui_ranking_find (thin, "like")->rank, ==, zhihui_ranking_find (full, "like")->rank);
  g_assert_cmpuint (none->n_scores + none->n_unranked_sent, ==, 0);
  g_assert_null (zhihui_ranking_find (none, "nobody"));
  zhihui_ranking_unref (none);
  zhihui_ranking_unref (thin);
  zhihui_ranking_unref (full);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/units-with-equal-fractions-share-the-rank",
                   units_with_equal_fractions_share_the_rank);
  g_test_add_func ("/ranking/low-is-best-where-low-is-better", low_is_best_where_low_is_better);
  g_test_add_func ("/ranking/counts-rank-from-most-without-a-minimum",
                   counts_rank_from_most_without_a_minimum);
  g_test_add_func ("/ranking/fractions-are-compared-exactly", fractions_are_compared_exactly);
  g_test_add_func ("/ranking/better-rank-than-before-is-positive",
                   better_rank_than_before_is_positive);
  g_test_add_func ("/ranking/without-a-previous-period-there-is-no-change",
                   without_a_previous_period_there_is_no_change);
  g_test_add_func ("/ranking/first-period-of-the-records-has-no-change-of-rank",
                   first_period_of_the_records_has_no_change_of_rank);
  g_test_add_func ("/ranking/shrunk-order-does-not-let-small-units-lead",
                   shrunk_order_does_not_let_small_units_lead);
  g_test_add_func ("/ranking/units-at-the-mean-tie-in-shrunk-order",
                   units_at_the_mean_tie_in_shrunk_order);
  g_test_add_func ("/ranking/flag-compares-with-the-peer-group", flag_compares_with_the_peer_group);
  g_test_add_func ("/ranking/cut-keeps-ties-whole", cut_keeps_ties_whole);
  g_test_add_func ("/ranking/board-without-units-is-empty", board_without_units_is_empty);
  g_test_add_func ("/ranking/a-thin-board-of-a-share-keeps-each-place-and-few-names",
                   test_thin_share);
  g_test_add_func ("/ranking/thousands-that-lie-on-each-other-are-few-on-a-thin-board",
                   test_thin_crowd);
  g_test_add_func ("/ranking/a-thin-board-of-a-count-keeps-the-unit-alone", test_thin_count);
  return g_test_run ();
}
