/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"

/* Figures of work where the ledger holds only what is at work: by the engine. A region is then that
 * of the units, where everything is in memory it is that of the cases. */

/**
 * zhihui_figures_sum_region:
 * @unit: (nullable): only this one
 *
 * Returns: what the units of @region did together
 */
ZhihuiTally
zhihui_figures_sum_region (ZhihuiFigures      *self,
                           const char         *region,
                           const char         *unit,
                           ZhihuiMetric        metric,
                           const ZhihuiWindow *window)
{
  const GPtrArray     *units = self->ledger->units;
  gboolean             whole = zhihui_figures_is_whole (self, region);
  g_autofree guint32  *members = g_new (guint32, units->len + 1);
  g_autofree guint32  *groups = g_new0 (guint32, units->len + 1);
  ZhihuiEngineQuestion question = {
    .metric = metric, .window = *window, .units = members, .groups = groups
  };
  ZhihuiTally sum = { 0 };

  for (guint32 i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *one = units->pdata[i];

      if ((whole || zhihui_region_code_covers (region, one->region)) &&
          (unit == NULL || g_str_equal (unit, one->id)))
        members[question.n_units++] = i;
    }
  zhihui_figures_add_units (self, &question, &sum);
  return sum;
}

/* (nullable): a summary has the stages that its writer put there. */
static ZhihuiStage *
find_stage (ZhihuiSummary *summary, const char *id)
{
  for (guint i = 0; i < summary->stages->len; i++)
    {
      ZhihuiStage *stage = summary->stages->pdata[i];

      if (g_str_equal (stage->id, id))
        return stage;
    }
  return NULL;
}

/* How long a stage takes is not known of work that is not in memory, nor how many signed. */
static void
correct_stages (ZhihuiFigures *self, const char *region, ZhihuiSummary *summary)
{
  const struct
  {
    const char  *id;
    ZhihuiMetric metric;
  } stages[] = {
    { "dispatched", ZHIHUI_METRIC_DISPATCH_RATE },
    { "replied", ZHIHUI_METRIC_REDO_RATE },
    { "rated", ZHIHUI_METRIC_SATISFIED_RATE },
  };

  g_ptr_array_remove (summary->stages, find_stage (summary, "signed"));
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      ZhihuiStage *stage = find_stage (summary, stages[i].id);

      if (stage == NULL)
        continue;

      stage->count =
        zhihui_figures_sum_region (self, region, NULL, stages[i].metric, &summary->month).n;
      stage->median_s = -1;
    }
}

/* Cells do not tell the kinds of cases apart: of the clocks of a kind only what runs is known. */
static void
correct_clocks (ZhihuiFigures *self, const char *region, ZhihuiSummary *summary)
{
  for (guint i = 0; i < summary->clocks->len; i++)
    {
      ZhihuiClockFigure *clock = summary->clocks->pdata[i];

      clock->on_time = (ZhihuiTally){ 0 };
      if (g_str_equal (clock->id, "sign"))
        clock->on_time =
          zhihui_figures_sum_region (self, region, NULL, ZHIHUI_METRIC_SIGN_RATE, &summary->month);
      else if (g_str_equal (clock->id, "contact"))
        clock->on_time = zhihui_figures_sum_region (
          self, region, NULL, ZHIHUI_METRIC_CONTACT_RATE, &summary->month);
    }
}

/**
 * zhihui_figures_correct_summary:
 * @summary: counted from the ledger: what is open is right in it
 *
 * Puts in what was done in the month, which the ledger does not hold.
 */
void
zhihui_figures_correct_summary (ZhihuiFigures *self, const char *region, ZhihuiSummary *summary)
{
  const struct
  {
    ZhihuiMetric metric;
    ZhihuiTally *tally;
  } rates[] = {
    { ZHIHUI_METRIC_ON_TIME_RATE, &summary->on_time },
    { ZHIHUI_METRIC_RETURN_RATE, &summary->returned },
    { ZHIHUI_METRIC_SATISFIED_RATE, &summary->satisfied },
    { ZHIHUI_METRIC_RATED_RATE, &summary->rated },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    *rates[i].tally =
      zhihui_figures_sum_region (self, region, NULL, rates[i].metric, &summary->month);
  correct_clocks (self, region, summary);
  correct_stages (self, region, summary);
}
