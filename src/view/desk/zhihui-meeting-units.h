/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_UNITS (zhihui_meeting_units_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingUnits, zhihui_meeting_units, ZHIHUI, MEETING_UNITS, GtkWidget)

GtkWidget *zhihui_meeting_units_new (void);
void       zhihui_meeting_units_show (ZhihuiMeetingUnits  *self,
                                      const ZhihuiMeeting *meeting,
                                      ZhihuiZone          *zone,
                                      gint64               now);

G_END_DECLS
