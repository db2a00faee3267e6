/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "zhihui-simulator-story.h"

#define PURPOSE_UNITS 1

static int
compare_descending (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

/* Log-normal weights that sum to @share. The list names the busy units first, so the large weights
 * go to the front, though not in strict order. */
static void
draw_weights (ZhihuiRandom *random, const ZhihuiLaws *laws, double *weights, guint n, double share)
{
  g_autofree double     *drawn = g_new (double, n);
  g_autofree ZhihuiDraw *draws = g_new (ZhihuiDraw, n);
  double                 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      drawn[i] = laws->gamma > 0 ? zhihui_random_gamma (random, laws->gamma)
                                 : zhihui_random_lognormal (random, 1, laws->spread);
      draws[i].index = i;
      draws[i].key = i + 0.05 * n * zhihui_random_normal (random);
      sum += drawn[i];
    }

  if (laws->ordered > 0)
    qsort (drawn, n, sizeof *drawn, compare_descending);
  zhihui_draws_sort (draws, n);
  for (guint i = 0; i < n; i++)
    weights[draws[i].index] = drawn[i] / sum * share;
}

static void
cumulate (double *weights, guint n)
{
  for (guint i = 1; i < n; i++)
    weights[i] += weights[i - 1];
}

/* Beta distributed with variance by @a, and then scaled so that over all cases the mean is as told:
 * with few heavy units their luck would otherwise move the whole. */
static void
draw_habits (
  ZhihuiRandom *random, const double *weights, double *habits, guint n, double mean, double a)
{
  double sum = 0, weighted = 0;

  for (guint i = 0; i < n; i++)
    {
      habits[i] = zhihui_random_beta (random, a, a * (1 - mean) / mean);
      sum += weights[i];
      weighted += weights[i] * habits[i];
    }
  for (guint i = 0; i < n; i++)
    habits[i] = MIN (habits[i] * mean * sum / weighted, 0.9);
}

/**
 * zhihui_habits_draw:
 * @unit_weights: (out): one element a unit: shares of the cases, cumulated
 * @town_weights: (out): one element a town: where cases happen, cumulated
 * @habits: (out): one element a unit
 */
void
zhihui_habits_draw (const ZhihuiScenario *scenario,
                    guint64               seed,
                    double               *unit_weights,
                    double               *town_weights,
                    ZhihuiHabit          *habits)
{
  guint              n = scenario->units->len, n_towns = scenario->n_towns;
  g_autofree double *late = g_new (double, n);
  g_autofree double *returns = g_new (double, n);
  const ZhihuiLaws  *laws = scenario->laws;
  double             others = 1 - laws->place_share;
  ZhihuiRandom       random;

  zhihui_random_init (&random, seed, 0, PURPOSE_UNITS);
  draw_weights (&random, laws, unit_weights, n_towns, n_towns < n ? laws->place_share : 1);
  if (n_towns < n)
    draw_weights (&random, laws, unit_weights + n_towns, n - n_towns, others);

  draw_habits (&random, unit_weights, late, n, laws->late, laws->late_a);
  draw_habits (&random, unit_weights, returns, n, laws->returns, laws->returns_a);
  for (guint i = 0; i < n; i++)
    {
      habits[i].late = late[i];
      habits[i].returns = returns[i];
    }

  /* People live more evenly than towns are busy. */
  for (guint i = 0; i < n_towns; i++)
    town_weights[i] = unit_weights[i] + 0.4 / n_towns;
  cumulate (unit_weights, n);
  cumulate (town_weights, n_towns);
}
