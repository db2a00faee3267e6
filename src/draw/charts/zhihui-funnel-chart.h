/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-chart-table.h"
#include "zhihui-picture.h"
#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* A unit among those it is compared with: is it different, or only small? Everything is borrowed.
 */
typedef struct
{
  ZhihuiRanking *ranking; /* of a rate, complete */
  const char    *unit;    /* id; NULL: all alike */
  gboolean       kept;    /* it is not of now */
} ZhihuiFunnelChart;

gboolean          zhihui_funnel_chart_is_empty (const ZhihuiFunnelChart *self);
void              zhihui_funnel_chart_draw (const ZhihuiFunnelChart *self, ZhihuiPicture *picture);
char             *zhihui_funnel_chart_judge (const ZhihuiFunnelChart *self);
ZhihuiChartTable *zhihui_funnel_chart_tell (const ZhihuiFunnelChart *self);

G_END_DECLS
