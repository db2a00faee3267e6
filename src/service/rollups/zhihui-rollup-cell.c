/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-cell.h"

/* In the order of the columns. */
static const ZhihuiRollupSeries all_series[] = {
  { ZHIHUI_METRIC_VOLUME, 0, 1 },        { ZHIHUI_METRIC_CLOSED, 1, 1 },
  { ZHIHUI_METRIC_OVERDUE_RATE, 2, 2 },  { ZHIHUI_METRIC_RETURN_RATE, 4, 3 },
  { ZHIHUI_METRIC_REDO_RATE, 7, 2 },     { ZHIHUI_METRIC_SATISFIED_RATE, 9, 3 },
  { ZHIHUI_METRIC_RATED_RATE, 12, 2 },   { ZHIHUI_METRIC_SIGN_RATE, 14, 2 },
  { ZHIHUI_METRIC_CONTACT_RATE, 16, 2 }, { ZHIHUI_METRIC_SOLVED_RATE, 18, 2 },
  { ZHIHUI_METRIC_REPEAT_RATE, 20, 2 },  { ZHIHUI_METRIC_EARLY_RATE, 22, 2 },
  { ZHIHUI_METRIC_TIME_CUT, 24, 2 },     { ZHIHUI_METRIC_DISPATCH_RATE, 26, 2 },
};

const ZhihuiRollupSeries *
zhihui_rollup_find_series (ZhihuiMetric metric)
{
  if (metric == ZHIHUI_METRIC_ON_TIME_RATE)
    metric = ZHIHUI_METRIC_OVERDUE_RATE;

  for (guint i = 0; i < G_N_ELEMENTS (all_series); i++)
    if (all_series[i].metric == metric)
      return &all_series[i];
  return NULL;
}

/**
 * zhihui_rollup_visit_series:
 *
 * Calls @visit for what @row adds to one metric, as it is known now (nothing is left out because it
 * is not over yet: the window of a question ends when it is asked).
 */
void
zhihui_rollup_visit_series (const ZhihuiEngineRow    *row,
                            const ZhihuiRollupSeries *series,
                            ZhihuiRollupPartFunc      visit,
                            gpointer                  user_data)
{
  ZhihuiBasis basis = zhihui_metric_get_traits (series->metric)->basis;
  ZhihuiPart  part;

  if (zhihui_tally_place (series->metric, basis, row->row, G_MAXINT64, &part))
    visit (series, row->row->unit, &part, user_data);
  if (series->metric != ZHIHUI_METRIC_SATISFIED_RATE)
    return;

  for (gsize i = 0; i < row->n_ratings; i++)
    if (zhihui_tally_place_rating (basis, &row->ratings[i], row->row, G_MAXINT64, &part))
      visit (series, row->ratings[i].unit, &part, user_data);
}

void
zhihui_rollup_visit_parts (const ZhihuiEngineRow *row,
                           ZhihuiRollupPartFunc   visit,
                           gpointer               user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_series); i++)
    zhihui_rollup_visit_series (row, &all_series[i], visit, user_data);
}
