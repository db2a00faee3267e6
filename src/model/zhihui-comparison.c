/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-comparison.h"

#include "zhihui-format.h"
#include "zhihui-interval.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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

/**
 * zhihui_comparison_share:
 *
 * Says that some of what is counted is on both sides, as where periods overlap. The interval is of
 * two samples that have nothing in common, so there is none.
 */
void
zhihui_comparison_share (ZhihuiComparison *self)
{
  self->is_shared = TRUE;
  self->is_judged = self->is_beyond_chance = FALSE;
  self->least = self->most = NAN;
}

/**
 * zhihui_comparison_judge:
 * @metric: that was compared
 *
 * Returns: what may be said of it
 */
ZhihuiVerdict
zhihui_comparison_judge (const ZhihuiComparison *self, ZhihuiMetric metric)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);

  if (self->is_shared)
    return ZHIHUI_VERDICT_SHARED;
  if (!self->is_judged)
    return traits->is_count ? ZHIHUI_VERDICT_COUNT : ZHIHUI_VERDICT_TOO_FEW;
  if (!self->is_beyond_chance)
    return ZHIHUI_VERDICT_CHANCE;
  return (self->difference > 0) == (traits->better == ZHIHUI_BETTER_HIGH) ? ZHIHUI_VERDICT_BETTER
                                                                          : ZHIHUI_VERDICT_WORSE;
}

const char *
zhihui_verdict_get_id (ZhihuiVerdict verdict)
{
  static const char *const ids[ZHIHUI_N_VERDICTS] = { "count",  "too_few", "shared",
                                                      "chance", "better",  "worse" };

  g_return_val_if_fail (verdict < ZHIHUI_N_VERDICTS, "");

  return ids[verdict];
}

const char *
zhihui_verdict_get_label (ZhihuiVerdict verdict)
{
  static const char *const labels[ZHIHUI_N_VERDICTS] = {
    N_ ("Counts are not judged"),           N_ ("Too few to judge"),
    N_ ("Not judged: the periods overlap"), N_ ("● May be chance"),
    N_ ("▲ Better beyond chance"),          N_ ("◆ Worse beyond chance"),
  };

  g_return_val_if_fail (verdict < ZHIHUI_N_VERDICTS, "");

  return _ (labels[verdict]);
}

/**
 * zhihui_comparison_format_difference:
 * @metric: that was compared
 *
 * Returns: (transfer full): of counts "+3%", of rates the points with their interval
 */
char *
zhihui_comparison_format_difference (const ZhihuiComparison *self, ZhihuiMetric metric)
{
  g_autofree char *points = NULL, *least = NULL, *most = NULL;

  if (!isfinite (self->difference))
    return g_strdup ("—");
  if (zhihui_metric_get_traits (metric)->is_count)
    return zhihui_format_change (self->difference);
  points = zhihui_format_points (self->difference);
  if (!self->is_judged)
    return g_strdup_printf (_ ("%s points"), points);
  least = zhihui_format_points (self->least);
  most = zhihui_format_points (self->most);
  /* Translators: difference of two rates in percentage points, and its 95 % interval. */
  return g_strdup_printf (_ ("%1$s points (%2$s to %3$s)"), points, least, most);
}
