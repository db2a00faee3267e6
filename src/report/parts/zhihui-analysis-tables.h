/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-situation.h"
#include "zhihui-topic-units.h"

G_BEGIN_DECLS

/* 诉求分析: what people wrote about, whom it concerned, by which way it came, and when. What is
 * NULL could not be read, or is not told by this source. */
typedef struct
{
  ZhihuiHotWords   *hot_words;
  guint             n_words;           /* so many of them, the most frequent; and all that surge */
  ZhihuiChannels   *channels, *topics; /* of a period */
  ZhihuiTopicUnits *topic_units;
  const char       *topic_units_fault; /* why it is not there, for a person, or NULL */
  ZhihuiTrend      *trend;             /* of the volume */
  ZhihuiZone       *zone;
} ZhihuiAnalysisQuestion;

ZhihuiDataTable *zhihui_analysis_make_hot_words (const ZhihuiAnalysisQuestion *question);
ZhihuiDataTable *zhihui_analysis_make_channels (const ZhihuiAnalysisQuestion *question);
ZhihuiDataTable *zhihui_analysis_make_topics (const ZhihuiAnalysisQuestion *question);
ZhihuiDataTable *zhihui_analysis_make_topic_units (const ZhihuiAnalysisQuestion *question);
ZhihuiDataTable *zhihui_analysis_make_trend (const ZhihuiAnalysisQuestion *question);
/* (element-type ZhihuiDataTable): all of these */
char *zhihui_analysis_make_lead (const ZhihuiAnalysisQuestion *question);

G_END_DECLS
