/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-interval.h"

#include <math.h>

/* The table of the contract of the figures, worked out apart from this program. */
static void
wilson_equals_the_table (void)
{
  const struct
  {
    gint64 k, n;
    double low, high;
  } cases[] = {
    { 0, 1, 0, 0.793450686 },
    { 0, 22, 0, 0.148654875 },
    { 1, 20, 0.008881449, 0.236131193 },
    { 8, 1000, 0.004059196, 0.015706335 },
    { 4184, 4226, 0.986594158, 0.992638761 },
    { 99, 100, 0.945513804, 0.998232568 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double low, high;

      zhihui_interval_wilson (cases[i].k, cases[i].n, ZHIHUI_Z95, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, cases[i].low, 5e-9);
      g_assert_cmpfloat_with_epsilon (high, cases[i].high, 5e-9);
    }
}

static void
wilson_solves_its_own_equation (void)
{
  /* A bound p is where (p̂ − p)² = z² p (1 − p) / n: the definition, not the formula. */
  for (gint64 n = 1; n <= 60; n++)
    for (gint64 k = 0; k <= n; k++)
      {
        double share = (double) k / (double) n;
        double bounds[2];

        zhihui_interval_wilson (k, n, ZHIHUI_Z95, &bounds[0], &bounds[1]);
        g_assert_cmpfloat (bounds[0], >=, 0);
        g_assert_cmpfloat (bounds[1], <=, 1);
        g_assert_cmpfloat (bounds[0], <=, share);
        g_assert_cmpfloat (bounds[1], >=, share);
        for (guint i = 0; i < 2; i++)
          if (bounds[i] > 0 && bounds[i] < 1)
            g_assert_cmpfloat_with_epsilon ((share - bounds[i]) * (share - bounds[i]),
                                            ZHIHUI_Z95 * ZHIHUI_Z95 * bounds[i] * (1 - bounds[i]) /
                                              (double) n,
                                            1e-12);
      }
}

static void
no_case_has_no_interval (void)
{
  double low = 0, high = 0;

  zhihui_interval_wilson (0, 0, ZHIHUI_Z95, &low, &high);
  g_assert_true (isnan (low));
  g_assert_true (isnan (high));
}

static void
flag_needs_the_whole_interval_on_one_side (void)
{
  const struct
  {
    double       low, high, reference;
    ZhihuiBetter better;
    ZhihuiFlag   flag;
  } cases[] = {
    { 0.02, 0.06, 0.01, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_WORSE },
    { 0.02, 0.06, 0.01, ZHIHUI_BETTER_HIGH, ZHIHUI_FLAG_BETTER },
    { 0.02, 0.06, 0.07, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_BETTER },
    { 0.02, 0.06, 0.07, ZHIHUI_BETTER_HIGH, ZHIHUI_FLAG_WORSE },
    { 0.02, 0.06, 0.03, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_NONE },
    { 0.02, 0.06, 0.02, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_NONE },
    { 0.02, 0.06, 0.06, ZHIHUI_BETTER_HIGH, ZHIHUI_FLAG_NONE },
    { 0.02, 0.06, 0.01, ZHIHUI_BETTER_NEITHER, ZHIHUI_FLAG_NONE },
    { NAN, NAN, 0.01, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_NONE },
    { 0.02, 0.06, NAN, ZHIHUI_BETTER_LOW, ZHIHUI_FLAG_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      zhihui_interval_flag (cases[i].low, cases[i].high, cases[i].reference, cases[i].better),
      ==,
      cases[i].flag);
}

static void
shrinkage_follows_the_moments (void)
{
  /* By hand: n 10, 20, 30, k 5, 2, 3: p₀ = 1/6, S = 10/9 + 4/45 + 2/15 = 4/3, N* = 60 − 1400/60 =
   * 110/3, p₀(1−p₀) = 5/36, ρ = (4/3 − 10/36) / ((110/3 − 2) · 5/36) = 38/35 · 36/(36·...) */
  const gint64 k[] = { 5, 2, 3, 0 };
  const gint64 n[] = { 10, 20, 30, 0 };
  double       mean;
  double       weight = zhihui_interval_fit_prior (k, n, 4, &mean);
  double       correlation = (4.0 / 3 - 10.0 / 36) / ((110.0 / 3 - 2) * 5 / 36);

  g_assert_cmpfloat_with_epsilon (mean, 1.0 / 6, 1e-15);
  g_assert_cmpfloat_with_epsilon (weight, 1 / correlation - 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (
    zhihui_interval_shrink (5, 10, mean, weight), (5 + weight / 6) / (10 + weight), 1e-15);
}

static void
units_that_do_not_differ_shrink_to_the_mean (void)
{
  const gint64 k[] = { 1, 2, 4 };
  const gint64 n[] = { 10, 20, 40 };
  double       mean;
  double       weight = zhihui_interval_fit_prior (k, n, 3, &mean);

  g_assert_cmpfloat (weight, >, 9e5);
  g_assert_cmpfloat_with_epsilon (zhihui_interval_shrink (4, 4, mean, weight), 0.1, 1e-5);

  weight = zhihui_interval_fit_prior (k, n, 1, &mean);
  g_assert_cmpfloat (weight, >, 9e5);
  weight = zhihui_interval_fit_prior (NULL, NULL, 0, &mean);
  g_assert_true (isnan (mean));
  g_assert_true (isfinite (weight));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interval/wilson-equals-the-table", wilson_equals_the_table);
  g_test_add_func ("/interval/wilson-solves-its-own-equation", wilson_solves_its_own_equation);
  g_test_add_func ("/interval/no-case-has-no-interval", no_case_has_no_interval);
  g_test_add_func ("/interval/flag-needs-the-whole-interval-on-one-side",
                   flag_needs_the_whole_interval_on_one_side);
  g_test_add_func ("/interval/shrinkage-follows-the-moments", shrinkage_follows_the_moments);
  g_test_add_func ("/interval/units-that-do-not-differ-shrink-to-the-mean",
                   units_that_do_not_differ_shrink_to_the_mean);
  return g_test_run ();
}
