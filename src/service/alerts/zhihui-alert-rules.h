/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-board.h"
#include "zhihui-figures.h"

G_BEGIN_DECLS

/* The rules of domain 3.4 that look at all there is: each puts what it finds and settles its kind.
 */

/* What rules see. Borrowed. */
typedef struct
{
  ZhihuiStore        *store;
  ZhihuiLedger       *ledger;
  ZhihuiFigures      *figures;
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
  ZhihuiAlertBoard   *board;
  gint64              now;
} ZhihuiAlertScene;

void zhihui_alert_rules_judge_work (ZhihuiAlertScene *scene);
void zhihui_alert_rules_judge_rates (ZhihuiAlertScene *scene);
void zhihui_alert_rules_judge_words (ZhihuiAlertScene *scene);
void zhihui_alert_rules_judge_meetings (ZhihuiAlertScene *scene);
void zhihui_alert_rules_judge_sources (ZhihuiAlertScene *scene);

/* Above which ratio a unit is told. */
double      zhihui_rate_get_limit (ZhihuiMetric metric);
ZhihuiLevel zhihui_overdue_get_level (gint64              now,
                                      gint64              due_at,
                                      gboolean            is_escalated_twice,
                                      ZhihuiWorkCalendar *calendar,
                                      ZhihuiZone         *zone);

G_END_DECLS
