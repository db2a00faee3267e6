/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-calendar-settings.h"
#include "zhihui-catalogue.h"

G_BEGIN_DECLS

/* Meetings from 7 days back to 14 days ahead, read every 5 minutes. */
#define ZHIHUI_CALENDAR_BEFORE_S (7 * G_GINT64_CONSTANT (86400))
#define ZHIHUI_CALENDAR_AFTER_S (14 * G_GINT64_CONSTANT (86400))
#define ZHIHUI_CALENDAR_PERIOD_S 300

/* The one thing a calendar can be asked for. Figures are ZhihuiMeetings, titles masked as for a
 * desk; what is kept on disk of it for a wall has less. */
ZhihuiResource *zhihui_calendar_resource_new (const ZhihuiCalendarSettings *settings);
void zhihui_calendar_resource_set_now (ZhihuiResource *self, gint64 now, const char *zone);
ZhihuiCatalogue *zhihui_calendar_resource_make_catalogue (ZhihuiResource *self);

G_END_DECLS
