/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-platform.h"

G_BEGIN_DECLS

/* What somebody should look at now. Alerts are not stored: they follow from the ledger, the
 * meetings and the clock, one for each key, and are gone when their cause is. Stored is only who
 * took note. */
ZhihuiAlerts *zhihui_alert_rules_judge (ZhihuiPlatform *platform, gboolean for_desk);

G_END_DECLS
