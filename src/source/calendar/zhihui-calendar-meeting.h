/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-agenda.h"
#include "zhihui-calendar-settings.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

ZhihuiMeetings *zhihui_calendar_meeting_list (ZhihuiAgenda                 *agenda,
                                              const ZhihuiCalendarSettings *settings);

void zhihui_calendar_meeting_hide (ZhihuiMeeting *meeting, ZhihuiUnits *units, gboolean for_desk);
void zhihui_calendar_meeting_judge (ZhihuiMeeting *meeting, gint64 now);

G_END_DECLS
