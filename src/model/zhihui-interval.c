/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-interval.h"

#include <math.h>

#define MIN_CORRELATION 1e-6
#define MAX_CORRELATION 0.999

/**
 * zhihui_interval_wilson:
 * @z: %ZHIHUI_Z95 for 95 %
 * @low: (out): NAN when @n is 0
 * @high: (out): NAN when @n is 0
 *
 * Score interval of a share, E. B. Wilson 1927: centre (p̂ + z²/2n)/(1 + z²/n), half
 * z·√(p̂(1−p̂)/n + z²/4n²)/(1 + z²/n). It never leaves 0…1.
 */
void
zhihui_interval_wilson (gint64 k, gint64 n, double z, double *low, double *high)
{
  double share, weight, centre, half;

  g_return_if_fail (low != NULL && high != NULL);

  *low = *high = NAN;
  if (n <= 0)
    return;

  share = (double) k / (double) n;
  weight = z * z / (double) n;
  centre = (share + weight / 2) / (1 + weight);
  half = z * sqrt (share * (1 - share) / (double) n + weight / (4 * (double) n)) / (1 + weight);
  *low = k <= 0 ? 0 : MAX (centre - half, 0);
  *high = k >= n ? 1 : MIN (centre + half, 1);
}

/**
 * zhihui_interval_flag:
 * @reference: rate to compare with, NAN when there is none
 *
 * Returns: on which side of @reference the whole interval lies
 */
ZhihuiFlag
zhihui_interval_flag (double low, double high, double reference, ZhihuiBetter better)
{
  if (better == ZHIHUI_BETTER_NEITHER || !isfinite (low) || !isfinite (reference))
    return ZHIHUI_FLAG_NONE;
  if (low > reference)
    return better == ZHIHUI_BETTER_HIGH ? ZHIHUI_FLAG_BETTER : ZHIHUI_FLAG_WORSE;
  if (high < reference)
    return better == ZHIHUI_BETTER_LOW ? ZHIHUI_FLAG_BETTER : ZHIHUI_FLAG_WORSE;
  return ZHIHUI_FLAG_NONE;
}

/**
 * zhihui_interval_fit_prior:
 * @k: numerators
 * @n: denominators; units with 0 are passed over
 * @mean: (out): the share of all together, NAN when nobody has a case
 *
 * Beta-binomial prior by moments (C. Morris 1983): with p₀ = Σk/Σn, S = Σn(p̂−p₀)² and
 * N* = Σn − Σn²/Σn over J units, ρ = (S − (J−1)p₀(1−p₀)) / ((N* − (J−1))p₀(1−p₀)), kept within
 * 10⁻⁶…0.999, and M = 1/ρ − 1.
 *
 * Returns: M; large when the units differ no more than by chance
 */
double
zhihui_interval_fit_prior (const gint64 *k, const gint64 *n, gsize n_units, double *mean)
{
  double sum_n = 0, sum_k = 0, sum_squares = 0, spread = 0;
  double variance, degrees, excess, correlation = MIN_CORRELATION;
  gsize  n_used = 0;

  g_return_val_if_fail (mean != NULL, 0);

  for (gsize i = 0; i < n_units; i++)
    {
      sum_n += (double) n[i];
      sum_k += (double) k[i];
      sum_squares += (double) n[i] * (double) n[i];
      n_used += n[i] > 0;
    }
  *mean = sum_n > 0 ? sum_k / sum_n : NAN;

  for (gsize i = 0; i < n_units; i++)
    if (n[i] > 0)
      {
        double distance = (double) k[i] / (double) n[i] - *mean;

        spread += (double) n[i] * distance * distance;
      }

  variance = *mean * (1 - *mean);
  degrees = (double) n_used - 1;
  excess = sum_n > 0 ? sum_n - sum_squares / sum_n - degrees : 0;
  if (n_used >= 2 && variance > 0 && excess > 0)
    correlation = (spread - degrees * variance) / (excess * variance);
  return 1 / CLAMP (correlation, MIN_CORRELATION, MAX_CORRELATION) - 1;
}

/**
 * zhihui_interval_shrink:
 *
 * Returns: (k + M·p₀)/(n + M): the share, drawn to the mean the more, the fewer the cases
 */
double
zhihui_interval_shrink (gint64 k, gint64 n, double prior_mean, double prior_weight)
{
  return ((double) k + prior_weight * prior_mean) / ((double) n + prior_weight);
}
