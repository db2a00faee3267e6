/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-control-limits.h"

#include <math.h>

/* Worked out in exact fractions, apart from this program. */
static void
limits_equal_exact_fractions (void)
{
  const struct
  {
    double        rate;
    gint64        n;
    ZhihuiControl control;
    double        low, high;
  } cases[] = {
    { 0.01, 10, ZHIHUI_CONTROL_WARNING, 0, 0.177303329724 },
    { 0.01, 412, ZHIHUI_CONTROL_WARNING, 0.000333159321, 0.021808467704 },
    { 0.01, 412, ZHIHUI_CONTROL_ALARM, 0, 0.029419215799 },
    { 0.0089, 190, ZHIHUI_CONTROL_WARNING, 0, 0.027171688038 },
    { 0.0089, 190, ZHIHUI_CONTROL_ALARM, 0, 0.039567640428 },
    { 0.2313, 50, ZHIHUI_CONTROL_WARNING, 0.108666369085, 0.363223059423 },
    { 0.2313, 50, ZHIHUI_CONTROL_ALARM, 0.054549960525, 0.438503794246 },
    { 0.968, 71, ZHIHUI_CONTROL_WARNING, 0.914572855291, 1 },
    { 0.968, 71, ZHIHUI_CONTROL_ALARM, 0.878509036622, 1 },
    { 0.034, 2000, ZHIHUI_CONTROL_WARNING, 0.026033839311, 0.042412827500 },
    { 0.034, 2000, ZHIHUI_CONTROL_ALARM, 0.021911032384, 0.047420807262 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiControlLimits limits =
        zhihui_control_limits_find (cases[i].rate, cases[i].n, cases[i].control);

      g_assert_cmpfloat_with_epsilon (limits.low, cases[i].low, 1e-9);
      g_assert_cmpfloat_with_epsilon (limits.high, cases[i].high, 1e-9);
    }
}

/* Printed tables of the binomial distribution: of 20 at 0.10 P (R ≤ 4) is 0.9568, P (R ≤ 5) 0.9887,
 * P (R ≤ 6) 0.9976, P (R ≤ 7) 0.9996; of 20 at 0.50 P (R ≤ 5) is 0.0207, P (R ≤ 6) 0.0577,
 * P (R ≤ 3) 0.0013, P (R ≤ 2) 0.0002. */
static void
printed_tables_say_the_same (void)
{
  g_assert_cmpint (
    zhihui_control_limits_judge (5, 20, 0.1, ZHIHUI_CONTROL_WARNING), ==, ZHIHUI_SIDE_WITHIN);
  g_assert_cmpint (
    zhihui_control_limits_judge (6, 20, 0.1, ZHIHUI_CONTROL_WARNING), ==, ZHIHUI_SIDE_ABOVE);
  g_assert_cmpint (
    zhihui_control_limits_judge (7, 20, 0.1, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_WITHIN);
  g_assert_cmpint (
    zhihui_control_limits_judge (8, 20, 0.1, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_ABOVE);
  g_assert_cmpint (
    zhihui_control_limits_judge (0, 20, 0.1, ZHIHUI_CONTROL_WARNING), ==, ZHIHUI_SIDE_WITHIN);
  g_assert_cmpint (
    zhihui_control_limits_judge (5, 20, 0.5, ZHIHUI_CONTROL_WARNING), ==, ZHIHUI_SIDE_BELOW);
  g_assert_cmpint (
    zhihui_control_limits_judge (6, 20, 0.5, ZHIHUI_CONTROL_WARNING), ==, ZHIHUI_SIDE_WITHIN);
  g_assert_cmpint (
    zhihui_control_limits_judge (2, 20, 0.5, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_BELOW);
  g_assert_cmpint (
    zhihui_control_limits_judge (3, 20, 0.5, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_WITHIN);
}

/* The sum itself, in another number format: what the continued fraction must come to. */
static long double
add_chances (gint64 n, long double rate, gint64 from, gint64 to)
{
  long double sum = 0;

  for (gint64 r = from; r <= to; r++)
    {
      long double chance = 1;

      for (gint64 i = 0; i < r; i++)
        chance *= rate * (long double) (n - i) / (long double) (i + 1);
      for (gint64 i = r; i < n; i++)
        chance *= 1 - rate;
      sum += chance;
    }
  return sum;
}

static void
sides_are_those_of_added_chances (void)
{
  const double rates[] = { 0.003, 0.01, 0.05, 0.3, 0.5, 0.77, 0.968, 0.999 };
  guint        n_sides[3] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (gint64 n = 1; n <= 45; n++)
      for (gint64 k = 0; k <= n; k++)
        for (ZhihuiControl control = 0; control < ZHIHUI_N_CONTROLS; control++)
          {
            ZhihuiControlLimits limits = zhihui_control_limits_find (rates[i], n, control);
            long double         tail = control == ZHIHUI_CONTROL_ALARM ? 0.001L : 0.025L;
            ZhihuiSide          side = ZHIHUI_SIDE_WITHIN;

            if (add_chances (n, (long double) rates[i], 0, k) <= tail)
              side = ZHIHUI_SIDE_BELOW;
            else if (add_chances (n, (long double) rates[i], k, n) <= tail)
              side = ZHIHUI_SIDE_ABOVE;
            g_assert_cmpint (zhihui_control_limits_judge (k, n, rates[i], control), ==, side);
            n_sides[side]++;
            /* What is drawn says the same as what is judged. */
            g_assert_true (((double) k / (double) n < limits.low - 1e-9) ==
                           (side == ZHIHUI_SIDE_BELOW));
            g_assert_true (((double) k / (double) n > limits.high + 1e-9) ==
                           (side == ZHIHUI_SIDE_ABOVE));
          }
  for (guint i = 0; i < G_N_ELEMENTS (n_sides); i++)
    g_assert_cmpuint (n_sides[i], >, 100);
}

static void
large_numbers_come_to_the_p_chart (void)
{
  const gint64 sizes[] = { 20000, 500000, 10000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double              deviation = sqrt (0.2 * 0.8 / (double) sizes[i]);
      ZhihuiControlLimits limits = zhihui_control_limits_find (0.2, sizes[i], ZHIHUI_CONTROL_ALARM);

      /* 3.0902: the normal distribution goes beyond it with a probability of 0.001. */
      g_assert_cmpfloat_with_epsilon ((0.2 - limits.low) / deviation, 3.0902, 0.03);
      g_assert_cmpfloat_with_epsilon ((limits.high - 0.2) / deviation, 3.0902, 0.03);
    }
}

static void
nothing_and_certainty_have_no_room (void)
{
  ZhihuiControlLimits none = zhihui_control_limits_find (0.1, 0, ZHIHUI_CONTROL_ALARM);
  ZhihuiControlLimits unknown = zhihui_control_limits_find (NAN, 12, ZHIHUI_CONTROL_ALARM);
  ZhihuiControlLimits zero = zhihui_control_limits_find (0, 12, ZHIHUI_CONTROL_ALARM);

  g_assert_true (isnan (none.low) && isnan (none.high));
  g_assert_true (isnan (unknown.low) && isnan (unknown.high));
  g_assert_cmpfloat_with_epsilon (zero.low, 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (zero.high, 0, 1e-15);
  g_assert_cmpint (
    zhihui_control_limits_judge (0, 0, 0.1, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_WITHIN);
  g_assert_cmpint (
    zhihui_control_limits_judge (1, 12, 0, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_ABOVE);
  g_assert_cmpint (
    zhihui_control_limits_judge (11, 12, 1, ZHIHUI_CONTROL_ALARM), ==, ZHIHUI_SIDE_BELOW);
}

static void
a_side_is_worth_what_is_better (void)
{
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_ABOVE, ZHIHUI_BETTER_LOW), ==, ZHIHUI_FLAG_WORSE);
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_BELOW, ZHIHUI_BETTER_LOW), ==, ZHIHUI_FLAG_BETTER);
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_BELOW, ZHIHUI_BETTER_HIGH), ==, ZHIHUI_FLAG_WORSE);
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_ABOVE, ZHIHUI_BETTER_HIGH), ==, ZHIHUI_FLAG_BETTER);
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_ABOVE, ZHIHUI_BETTER_NEITHER), ==, ZHIHUI_FLAG_NONE);
  g_assert_cmpint (
    zhihui_side_get_flag (ZHIHUI_SIDE_WITHIN, ZHIHUI_BETTER_HIGH), ==, ZHIHUI_FLAG_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/control-limits/limits-equal-exact-fractions", limits_equal_exact_fractions);
  g_test_add_func ("/control-limits/printed-tables-say-the-same", printed_tables_say_the_same);
  g_test_add_func ("/control-limits/sides-are-those-of-added-chances",
                   sides_are_those_of_added_chances);
  g_test_add_func ("/control-limits/large-numbers-come-to-the-p-chart",
                   large_numbers_come_to_the_p_chart);
  g_test_add_func ("/control-limits/nothing-and-certainty-have-no-room",
                   nothing_and_certainty_have_no_room);
  g_test_add_func ("/control-limits/a-side-is-worth-what-is-better",
                   a_side_is_worth_what_is_better);
  return g_test_run ();
}
