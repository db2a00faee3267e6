/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* What a figure is: of what it is counted, and of what the one on the screen was. */
#define ZHIHUI_TYPE_FIGURE_DEFINITION (zhihui_figure_definition_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiFigureDefinition, zhihui_figure_definition, ZHIHUI, FIGURE_DEFINITION, AdwBin)

void  zhihui_figure_definition_set_rules (ZhihuiFigureDefinition *self,
                                          const char             *rule_version,
                                          ZhihuiZone             *zone);
void  zhihui_figure_definition_set_ranking (ZhihuiFigureDefinition *self,
                                            ZhihuiMetric            metric,
                                            ZhihuiRanking          *ranking,
                                            gint64                  holds_at);
void  zhihui_figure_definition_show (ZhihuiFigureDefinition *self, ZhihuiMetric metric);
char *zhihui_figure_definition_write (ZhihuiMetric         metric,
                                      const ZhihuiRanking *ranking,
                                      gint64               holds_at,
                                      const char          *rule_version,
                                      ZhihuiZone          *zone);

G_END_DECLS
