/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-director.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* So long an alert interrupts. */
#define ZHIHUI_ALERT_CALL_S 60

/* Who calls the wall to alerts that are new: once each, again when one rises. */
typedef struct _ZhihuiAlertCall ZhihuiAlertCall;

ZhihuiAlertCall *zhihui_alert_call_new (void);
void             zhihui_alert_call_free (ZhihuiAlertCall *self);
void             zhihui_alert_call_take (ZhihuiAlertCall *self,
                                         ZhihuiDirector  *director,
                                         ZhihuiSituation *situation,
                                         gint64           now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAlertCall, zhihui_alert_call_free)

G_END_DECLS
