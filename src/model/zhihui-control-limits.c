/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-control-limits.h"

#include <float.h>
#include <math.h>

#define MAX_TERMS 100000
#define CLOSE_ENOUGH 1e-15

/**
 * zhihui_control_get_coverage:
 *
 * Returns: the share of all shares that lie within the limits, if nothing but chance is at work
 */
double
zhihui_control_get_coverage (ZhihuiControl control)
{
  return control == ZHIHUI_CONTROL_ALARM ? 0.998 : 0.95;
}

/* log of n over r: r_ variants, for lgamma () writes a variable that all threads share. */
static double
log_choose (gint64 n, gint64 r)
{
  int sign;

  return lgamma_r ((double) n + 1, &sign) - lgamma_r ((double) r + 1, &sign) -
         lgamma_r ((double) (n - r) + 1, &sign);
}

/* The chance of exactly @r of @n. */
static double
get_chance (gint64 r, gint64 n, double rate)
{
  return exp (log_choose (n, r) + (double) r * log (rate) + (double) (n - r) * log1p (-rate));
}

static double
keep_off_zero (double number)
{
  return fabs (number) < DBL_MIN ? DBL_MIN : number;
}

/* The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
static double
sum_fraction (double a, double b, double x)
{
  double c = 1, d = 1 / keep_off_zero (1 - (a + b) * x / (a + 1)), sum = d;

  for (int m = 1; m <= MAX_TERMS; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      double change;

      d = 1 / keep_off_zero (1 + even * d);
      c = keep_off_zero (1 + even / c);
      sum *= d * c;
      d = 1 / keep_off_zero (1 + odd * d);
      c = keep_off_zero (1 + odd / c);
      change = d * c;
      sum *= change;
      if (fabs (change - 1) < CLOSE_ENOUGH)
        break;
    }
  return sum;
}

/* The chance of at most @r of @n: the binomial distribution as an incomplete beta function
 * (DLMF 8.17.5), I of 1 − rate with n − r and r + 1. */
static double
get_tail (gint64 r, gint64 n, double rate)
{
  double a = (double) (n - r), b = (double) r + 1, x = 1 - rate, front;

  if (r < 0)
    return 0;
  if (r >= n)
    return 1;
  /* x^a (1 − x)^b / B (a, b) = (n − r) rate · chance of r */
  front = a * rate * get_chance (r, n, rate);
  if (x < (a + 1) / (a + b + 2))
    return front * sum_fraction (a, b, x) / a;
  return 1 - front * sum_fraction (b, a, rate) / b;
}

/* The fewest of which, or fewer, there is a chance of more than @tail. */
static gint64
find_fewest (gint64 n, double rate, double tail)
{
  gint64 low = -1, high = n; /* the chance is at most @tail at @low, more at @high */

  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (get_tail (middle, n, rate) > tail)
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* Below it lies @tail of all, and no more. */
static double
find_low (gint64 n, double rate, double tail)
{
  gint64 fewest = find_fewest (n, rate, tail);
  double beyond = (get_tail (fewest, n, rate) - tail) / get_chance (fewest, n, rate);

  return MAX (((double) fewest - CLAMP (beyond, 0, 1)) / (double) n, 0);
}

/**
 * zhihui_control_limits_find:
 * @rate: that holds for each of the things, 0…1; NAN unknown
 * @n: how many they are
 *
 * Exact binomial limits. The lower one is that of D. J. Spiegelhalter, Funnel plots for comparing
 * institutional performance, Statistics in Medicine 24 (2005), appendix A.1.1: with r the fewest
 * for which P (R ≤ r) is more than q = (1 − coverage)/2, (r − α)/n where α = (P (R ≤ r) − q)/P (R =
 * r). The upper one is the same of what does not count: so both limits mean that chance goes beyond
 * them with a probability of q at the most, also where n is small, where that paper's upper limit
 * calls one of ten at 1 % an exception.
 *
 * The usual limits of a p-chart, rate ± 3·√(rate (1 − rate)/n), are what these come to when n is
 * large; below that they leave 0…1.
 *
 * Returns: ratios; NAN when @n is 0 or @rate unknown
 */
ZhihuiControlLimits
zhihui_control_limits_find (double rate, gint64 n, ZhihuiControl control)
{
  ZhihuiControlLimits none = { NAN, NAN };
  double              tail = (1 - zhihui_control_get_coverage (control)) / 2;

  if (n <= 0 || !isfinite (rate))
    return none;
  if (rate <= 0 || rate >= 1)
    return (ZhihuiControlLimits){ CLAMP (rate, 0, 1), CLAMP (rate, 0, 1) };

  return (ZhihuiControlLimits){ find_low (n, rate, tail), 1 - find_low (n, 1 - rate, tail) };
}

/**
 * zhihui_control_limits_judge:
 * @k: of @n
 * @rate: that holds for each of the things, 0…1; NAN unknown
 *
 * Returns: on which side of the limits k/n lies, by the chances themselves and not by rounded
 *   limits: as few or fewer, as many or more happen by chance with a probability of
 *   (1 − coverage)/2 at the most
 */
ZhihuiSide
zhihui_control_limits_judge (gint64 k, gint64 n, double rate, ZhihuiControl control)
{
  double tail = (1 - zhihui_control_get_coverage (control)) / 2;

  if (n <= 0 || !isfinite (rate))
    return ZHIHUI_SIDE_WITHIN;
  if (rate <= 0)
    return k > 0 ? ZHIHUI_SIDE_ABOVE : ZHIHUI_SIDE_WITHIN;
  if (rate >= 1)
    return k < n ? ZHIHUI_SIDE_BELOW : ZHIHUI_SIDE_WITHIN;
  if (get_tail (k, n, rate) <= tail)
    return ZHIHUI_SIDE_BELOW;
  if (get_tail (n - k, n, 1 - rate) <= tail)
    return ZHIHUI_SIDE_ABOVE;
  return ZHIHUI_SIDE_WITHIN;
}

/**
 * zhihui_side_get_flag:
 *
 * Returns: what that side is worth where @better is better
 */
ZhihuiFlag
zhihui_side_get_flag (ZhihuiSide side, ZhihuiBetter better)
{
  if (side == ZHIHUI_SIDE_WITHIN || better == ZHIHUI_BETTER_NEITHER)
    return ZHIHUI_FLAG_NONE;
  return (side == ZHIHUI_SIDE_ABOVE) == (better == ZHIHUI_BETTER_HIGH) ? ZHIHUI_FLAG_BETTER
                                                                       : ZHIHUI_FLAG_WORSE;
}
