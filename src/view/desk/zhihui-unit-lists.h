/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-chart-card.h"
#include "zhihui-list-card.h"
#include "zhihui-unit-facts.h"

G_BEGIN_DECLS

/* What is known of a unit, put into cards. @facts may be NULL: nothing is read. */
const char *zhihui_unit_lists_get_fault (ZhihuiUnitFacts *facts, ZhihuiFact fact);
const char *zhihui_unit_lists_name_whole (ZhihuiSituation *situation, const ZhihuiRanking *ranking);
void        zhihui_unit_lists_show_trend (ZhihuiChartCard *card,
                                          ZhihuiUnitFacts *facts,
                                          ZhihuiSituation *situation,
                                          ZhihuiMetric     metric,
                                          const char      *name);
void        zhihui_unit_lists_show_overdue (ZhihuiListCard  *card,
                                            ZhihuiUnitFacts *facts,
                                            ZhihuiSituation *situation,
                                            guint            most);
void
zhihui_unit_lists_show_soon (ZhihuiListCard *card, ZhihuiUnitFacts *facts, gint64 now, guint most);
void  zhihui_unit_lists_show_decisions (ZhihuiListCard  *card,
                                        ZhihuiUnitFacts *facts,
                                        ZhihuiZone      *zone,
                                        gint64           now);
void  zhihui_unit_lists_show_remarks (ZhihuiListCard  *card,
                                      ZhihuiUnitFacts *facts,
                                      ZhihuiZone      *zone,
                                      gint64           now);
char *zhihui_unit_lists_make_span (ZhihuiUnitFacts *facts, ZhihuiZone *zone);
void
zhihui_unit_lists_show_returns (ZhihuiListCard *card, ZhihuiUnitFacts *facts, ZhihuiZone *zone);
void zhihui_unit_lists_show_redo (ZhihuiListCard *card, ZhihuiUnitFacts *facts, ZhihuiZone *zone);

G_END_DECLS
