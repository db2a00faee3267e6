/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-funnel-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-control-limits.h"
#include "zhihui-desk-sketch.h"
#include "zhihui-format.h"
#include "zhihui-funnel-plot.h"
#include "zhihui-ranking-thin.h"

#define TOP 22
#define MOST_ROWS ZHIHUI_THIN_N_NAMED /* of those that differ: a thin board names no more */

static const ZhihuiScore *
find_unit (const ZhihuiFunnelChart *self)
{
  return self->unit != NULL ? zhihui_ranking_find (self->ranking, self->unit) : NULL;
}

/**
 * zhihui_funnel_chart_is_empty:
 *
 * Returns: whether there is nothing to be drawn: a count has no limits of chance, and of nobody's
 *   cases there is no rate
 */
gboolean
zhihui_funnel_chart_is_empty (const ZhihuiFunnelChart *self)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (self->ranking->metric);

  return traits->is_count || !traits->is_share || self->ranking->total.n <= 0;
}

/**
 * zhihui_funnel_chart_draw:
 * @picture: of a theme of the desk
 *
 * Draws the chart into all of @picture, and tells how the unit stands.
 */
void
zhihui_funnel_chart_draw (const ZhihuiFunnelChart *self, ZhihuiPicture *picture)
{
  ZhihuiSketch     sketch = zhihui_desk_sketch_make (picture, NULL, self->kept);
  ZhihuiFunnelPlot plot = { .sketch = &sketch, .ranking = self->ranking, .unit = self->unit };
  g_autofree char *verdict = NULL;

  if (zhihui_funnel_chart_is_empty (self))
    return;
  zhihui_funnel_plot_draw (&plot, TOP, sketch.width);
  verdict = zhihui_funnel_chart_judge (self);
  zhihui_picture_add_spoken (picture, verdict);
}

/* Wilson's interval of the unit and the exact limits of the group are two questions: at the edge
 * the one keeps off the group's rate where the other still holds the unit's. */
static const char *
get_verdict (const ZhihuiScore *score, double rate)
{
  ZhihuiSide warning =
    zhihui_control_limits_judge (score->k, score->n, rate, ZHIHUI_CONTROL_WARNING);
  ZhihuiSide alarm = zhihui_control_limits_judge (score->k, score->n, rate, ZHIHUI_CONTROL_ALARM);
  gboolean   is_worse = score->flag == ZHIHUI_FLAG_WORSE;

  if (score->flag == ZHIHUI_FLAG_NONE)
    return _ ("No different from its group");
  if (warning == ZHIHUI_SIDE_WITHIN)
    return zhihui_tally_get_value (&(ZhihuiTally){ score->k, score->n }, FALSE) > rate
             ? _ ("Above its group, but chance can do that")
             : _ ("Below its group, but chance can do that");
  if (alarm != ZHIHUI_SIDE_WITHIN)
    return is_worse ? _ ("Worse than its group, beyond chance")
                    : _ ("Better than its group, beyond chance");
  return is_worse ? _ ("Probably worse than its group") : _ ("Probably better than its group");
}

static char *
judge_ranked (const ZhihuiFunnelChart *self, const ZhihuiScore *score)
{
  double              rate = zhihui_tally_get_value (&self->ranking->total, FALSE);
  ZhihuiControlLimits limits = zhihui_control_limits_find (rate, score->n, ZHIHUI_CONTROL_WARNING);
  g_autofree char    *cases = zhihui_format_count (score->n);
  g_autofree char    *low = zhihui_format_percent (limits.low, 2);
  g_autofree char    *high = zhihui_format_percent (limits.high, 2);
  g_autofree char    *range =
    g_strdup_printf (_ ("chance alone takes %1$s cases from %2$s to %3$s"), cases, low, high);

  /* Translators: a verdict on a unit, then what chance does. */
  return g_strdup_printf (_ ("%1$s: %2$s (95%%, exact)"), get_verdict (score, rate), range);
}

/**
 * zhihui_funnel_chart_judge:
 *
 * Returns: (transfer full): whether the unit is different or only small, in words. It differs where
 *   its board says so (Wilson's interval at 95 %) and the exact limits of the group do not hold it,
 *   beyond chance where the group's rate would bring it about less than twice in a thousand times.
 */
char *
zhihui_funnel_chart_judge (const ZhihuiFunnelChart *self)
{
  const ZhihuiScore *score = find_unit (self);

  if (self->unit == NULL || zhihui_funnel_chart_is_empty (self))
    return g_strdup ("");
  if (score == NULL || score->n <= 0)
    return g_strdup (_ ("It had no case in this time: there is nothing to compare"));
  if (score->rank == 0)
    {
      g_autofree char *cases = zhihui_format_count (score->n);

      return g_strdup_printf (_ ("Too few cases to say anything: %1$s, at least %2$u are needed"),
                              cases,
                              self->ranking->min_n);
    }
  return judge_ranked (self, score);
}

static void
tell_unit (ZhihuiChartTable *table, const ZhihuiScore *score)
{
  g_auto (GStrv) cells = g_new0 (char *, 5);

  cells[0] = g_strdup (score->unit->name);
  cells[1] = score->rank > 0 ? zhihui_format_rate (score->k, score->n) : g_strdup ("—");
  cells[2] = zhihui_format_fraction (score->k, score->n);
  cells[3] = g_strdup (score->rank == 0                    ? _ ("too few to rank")
                       : score->flag == ZHIHUI_FLAG_WORSE  ? _ ("worse than by chance")
                       : score->flag == ZHIHUI_FLAG_BETTER ? _ ("better than by chance")
                                                           : _ ("as by chance"));
  zhihui_chart_table_add (table, g_steal_pointer (&cells));
}

/**
 * zhihui_funnel_chart_tell:
 *
 * Returns: (transfer full): the unit, then those that differ from the group; the others stand in
 * the board
 */
ZhihuiChartTable *
zhihui_funnel_chart_tell (const ZhihuiFunnelChart *self)
{
  ZhihuiChartTable *table =
    zhihui_chart_table_new (_ ("Unit"), _ ("Figure"), _ ("Of"), C_ ("column", "Reading"), NULL);
  const ZhihuiScore *own = find_unit (self);

  if (own != NULL)
    tell_unit (table, own);
  for (guint i = 0; i < self->ranking->n_scores && table->rows->len < MOST_ROWS; i++)
    {
      const ZhihuiScore *score = &self->ranking->scores[i];

      if (score != own && score->flag != ZHIHUI_FLAG_NONE)
        tell_unit (table, score);
    }
  return table;
}
