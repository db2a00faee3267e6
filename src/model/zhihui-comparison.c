/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-comparison.h"

#include <math.h>

#include "zhihui-interval.h"

/* The interval of p₂ − p₁ from those of p₁ and p₂: R. G. Newcombe, Statistics in Medicine 17
 * (1998) 873, method 10: p₂ − p₁ ∓ √((p₂ − l₂)² + (u₁ − p₁)²) and so on with the other ends. */
static void
judge_difference (ZhihuiComparison *self)
{
  double first = zhihui_tally_get_value (&self->sides[0], FALSE);
  double second = zhihui_tally_get_value (&self->sides[1], FALSE);

  self->least = self->difference - hypot (second - self->low[1], self->high[0] - first);
  self->most = self->difference + hypot (self->high[1] - second, first - self->low[0]);
  self->is_judged = TRUE;
  self->is_beyond_chance = self->least > 0 || self->most < 0;
}

/**
 * zhihui_comparison_make:
 * @metric: what both count, by the same rules
 * @one: what the other is compared with
 * @other: what is compared
 *
 * Returns: how far @other lies from @one, and whether by more than chance: the interval of the
 * difference leaves 0 out. Counts have no interval: units are of different sizes, and so are
 * months.
 */
ZhihuiComparison
zhihui_comparison_make (ZhihuiMetric metric, const ZhihuiTally *one, const ZhihuiTally *other)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
  ZhihuiComparison          self = {
             .sides = { *one, *other },
             .low = { NAN, NAN },
             .high = { NAN, NAN },
             .difference = NAN,
             .least = NAN,
             .most = NAN,
  };

  if (traits->is_count)
    {
      if (one->n > 0)
        self.difference = ((double) other->n - (double) one->n) / (double) one->n;
      return self;
    }
  for (guint i = 0; i < 2 && traits->is_share; i++)
    zhihui_interval_wilson (
      self.sides[i].k, self.sides[i].n, ZHIHUI_Z95, &self.low[i], &self.high[i]);
  self.difference = zhihui_tally_get_value (other, FALSE) - zhihui_tally_get_value (one, FALSE);
  if (isfinite (self.low[0]) && isfinite (self.low[1]))
    judge_difference (&self);
  return self;
}
