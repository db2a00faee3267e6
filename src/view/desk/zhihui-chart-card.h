/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-funnel-chart.h"
#include "zhihui-mix-chart.h"
#include "zhihui-trend-chart.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CHART_CARD (zhihui_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiChartCard, zhihui_chart_card, ZHIHUI, CHART_CARD, GtkWidget)

GtkWidget *zhihui_chart_card_new (void);
void       zhihui_chart_card_set_title (ZhihuiChartCard *self, const char *title);
void       zhihui_chart_card_show_trend (ZhihuiChartCard *self, const ZhihuiTrendChart *chart);
void       zhihui_chart_card_show_funnel (ZhihuiChartCard *self, const ZhihuiFunnelChart *chart);
void       zhihui_chart_card_show_mix (ZhihuiChartCard *self, ZhihuiMixChart *chart);
void       zhihui_chart_card_say (ZhihuiChartCard *self, const char *text);
char      *zhihui_chart_card_dup_table (ZhihuiChartCard *self);

G_END_DECLS
