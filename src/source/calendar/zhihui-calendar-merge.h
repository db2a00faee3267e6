/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-calendar-settings.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

ZhihuiSituation *zhihui_calendar_merge (ZhihuiSituation              *platform,
                                        ZhihuiSituation              *calendar,
                                        const ZhihuiCalendarSettings *settings,
                                        gint64                        started_us,
                                        gint64                        now_us);

G_END_DECLS
