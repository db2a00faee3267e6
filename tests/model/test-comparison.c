/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-comparison.h"

#include <math.h>

/* Newcombe 1998, table II, method 10: p₁ − p₂ of a/m and b/n. */
static void
test_published (void)
{
  static const struct
  {
    gint64 a, m, b, n;
    double least, most;
  } cases[] = {
    { 56, 70, 48, 80, 0.0524, 0.3339 }, { 9, 10, 3, 10, 0.1705, 0.8090 },
    { 6, 7, 2, 7, 0.0582, 0.8062 },     { 5, 56, 0, 29, -0.0381, 0.1926 },
    { 0, 10, 0, 20, -0.1611, 0.2775 },  { 0, 10, 0, 10, -0.2775, 0.2775 },
    { 10, 10, 0, 20, 0.6791, 1.0000 },  { 10, 10, 0, 10, 0.6075, 1.0000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiTally      one = { .k = cases[i].b, .n = cases[i].n };
      ZhihuiTally      other = { .k = cases[i].a, .n = cases[i].m };
      ZhihuiComparison got = zhihui_comparison_make (ZHIHUI_METRIC_SATISFIED_RATE, &one, &other);

      g_assert_true (got.is_judged);
      g_assert_cmpfloat_with_epsilon (got.least, cases[i].least, 0.00006);
      g_assert_cmpfloat_with_epsilon (got.most, cases[i].most, 0.00006);
      g_assert_true (got.is_beyond_chance == (cases[i].least > 0 || cases[i].most < 0));
    }
}

/* Turned round it is the same difference the other way. */
static void
test_turned (void)
{
  ZhihuiTally      one = { .k = 7, .n = 190 }, other = { .k = 45, .n = 5681 };
  ZhihuiComparison there = zhihui_comparison_make (ZHIHUI_METRIC_OVERDUE_RATE, &one, &other);
  ZhihuiComparison back = zhihui_comparison_make (ZHIHUI_METRIC_OVERDUE_RATE, &other, &one);

  g_assert_cmpfloat_with_epsilon (there.difference, 45.0 / 5681 - 7.0 / 190, 1e-12);
  g_assert_cmpfloat_with_epsilon (there.least, -back.most, 1e-12);
  g_assert_cmpfloat_with_epsilon (there.most, -back.least, 1e-12);
  g_assert_true (there.is_beyond_chance && back.is_beyond_chance);
}

static void
test_nothing_to_judge (void)
{
  ZhihuiTally      none = { 0 }, some = { .k = 3, .n = 9 };
  ZhihuiComparison got = zhihui_comparison_make (ZHIHUI_METRIC_OVERDUE_RATE, &none, &some);

  g_assert_false (got.is_judged || got.is_beyond_chance);
  g_assert_true (isnan (got.difference) && isnan (got.low[0]));
  g_assert_cmpfloat (got.low[1], >, 0.1);

  /* counts: a growth and no verdict */
  got = zhihui_comparison_make (
    ZHIHUI_METRIC_VOLUME, &(ZhihuiTally){ .n = 200 }, &(ZhihuiTally){ .n = 250 });
  g_assert_cmpfloat_with_epsilon (got.difference, 0.25, 1e-12);
  g_assert_false (got.is_judged);
  got = zhihui_comparison_make (ZHIHUI_METRIC_VOLUME, &none, &(ZhihuiTally){ .n = 250 });
  g_assert_true (isnan (got.difference));

  /* days are no things that fall by chance */
  got = zhihui_comparison_make (
    ZHIHUI_METRIC_TIME_CUT, &(ZhihuiTally){ .k = 1, .n = 4 }, &(ZhihuiTally){ .k = 2, .n = 4 });
  g_assert_cmpfloat_with_epsilon (got.difference, 0.25, 1e-12);
  g_assert_false (got.is_judged);
}

/* What is on both sides is no second sample. */
static void
test_shared (void)
{
  ZhihuiTally      one = { .k = 7, .n = 190 }, other = { .k = 45, .n = 5681 };
  ZhihuiComparison got = zhihui_comparison_make (ZHIHUI_METRIC_OVERDUE_RATE, &one, &other);

  g_assert_cmpint (
    zhihui_comparison_judge (&got, ZHIHUI_METRIC_OVERDUE_RATE), ==, ZHIHUI_VERDICT_BETTER);
  zhihui_comparison_share (&got);
  g_assert_cmpint (
    zhihui_comparison_judge (&got, ZHIHUI_METRIC_OVERDUE_RATE), ==, ZHIHUI_VERDICT_SHARED);
  g_assert_true (isnan (got.least) && isnan (got.most));
  g_assert_cmpfloat_with_epsilon (got.difference, 45.0 / 5681 - 7.0 / 190, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/the-interval-of-a-difference-is-the-published-one", test_published);
  g_test_add_func ("/comparison/turned-round-it-says-the-same", test_turned);
  g_test_add_func ("/comparison/without-cases-and-of-counts-nothing-is-judged",
                   test_nothing_to_judge);
  g_test_add_func ("/comparison/what-is-on-both-sides-is-not-judged", test_shared);
  return g_test_run ();
}
