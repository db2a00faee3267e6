/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

static gpointer
get_content (ZhihuiSituation *self, ZhihuiDataset dataset)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->datasets[dataset].content;
}

/**
 * zhihui_situation_get_dataset:
 *
 * Returns: (transfer none) (nullable): what was read of @dataset; its type goes with it, each
 * begins with a #ZhihuiStamp
 */
gpointer
zhihui_situation_get_dataset (ZhihuiSituation *self, ZhihuiDataset dataset)
{
  return get_content (self, dataset);
}

ZhihuiMeta *
zhihui_situation_get_meta (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_META);
}

ZhihuiSummary *
zhihui_situation_get_summary (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_SUMMARY);
}

ZhihuiChannels *
zhihui_situation_get_channels (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_CHANNELS);
}

ZhihuiHotWords *
zhihui_situation_get_hot_words (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_HOT_WORDS);
}

ZhihuiRegions *
zhihui_situation_get_regions (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_REGIONS);
}

ZhihuiMapFigures *
zhihui_situation_get_map_figures (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_MAP);
}

ZhihuiMeetings *
zhihui_situation_get_meetings (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_MEETINGS);
}

ZhihuiAlerts *
zhihui_situation_get_alerts (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_ALERTS);
}

ZhihuiUnits *
zhihui_situation_get_units (ZhihuiSituation *self)
{
  return get_content (self, ZHIHUI_DATASET_UNITS);
}

/**
 * zhihui_situation_get_trend:
 * @board: whose metric
 * @step: how long the steps are
 *
 * Returns: (transfer none) (nullable): the course of the metric, NULL when it was never read
 */
ZhihuiTrend *
zhihui_situation_get_trend (ZhihuiSituation *self, ZhihuiBoard board, ZhihuiTrendStep step)
{
  return get_content (self, zhihui_dataset_for_trend (board, step));
}
