/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-rules.h"
#include "zhihui-case-reader.h"

G_BEGIN_DECLS

/* Many people with one small topic at one place. Kept up case by case: only places with as many
 * cases as an alert has people are judged. */
typedef struct _ZhihuiGroupRisk ZhihuiGroupRisk;

ZhihuiGroupRisk *zhihui_group_risk_new (ZhihuiLedger *ledger, const ZhihuiComplainantKey *key);
void             zhihui_group_risk_free (ZhihuiGroupRisk *self);
void zhihui_group_risk_add (ZhihuiGroupRisk *self, const ZhihuiReading *reading, gint64 now);
void zhihui_group_risk_judge (ZhihuiGroupRisk *self, ZhihuiAlertScene *scene);

/* -1: no alert, else a ZhihuiLevel. */
int zhihui_group_risk_get_level (guint n_people_week, guint n_people_72h, gboolean has_crowd_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiGroupRisk, zhihui_group_risk_free)

G_END_DECLS
