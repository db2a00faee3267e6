/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-group-risk.h"

G_BEGIN_DECLS

/* Alerts that follow from single cases as they are read: sensitive words, people who come again,
 * group risk. */
typedef struct _ZhihuiCaseAlerts ZhihuiCaseAlerts;

ZhihuiCaseAlerts *zhihui_case_alerts_new (ZhihuiLedger *ledger, ZhihuiCaseReader *reader);
void              zhihui_case_alerts_free (ZhihuiCaseAlerts *self);
void              zhihui_case_alerts_judge (ZhihuiCaseAlerts *self, ZhihuiAlertScene *scene);

ZhihuiLevel zhihui_sensitive_get_level (guint classes);
/* -1: no alert, else a ZhihuiLevel. */
int zhihui_repeat_get_level (guint n_cases, gboolean is_after_bad_rating);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseAlerts, zhihui_case_alerts_free)

G_END_DECLS
