/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting-groups.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_AGENDA (zhihui_meeting_agenda_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingAgenda, zhihui_meeting_agenda, ZHIHUI, MEETING_AGENDA, GtkWidget)

GtkWidget *zhihui_meeting_agenda_new (void);
void       zhihui_meeting_agenda_show (ZhihuiMeetingAgenda *self,
                                       ZhihuiMeetings      *meetings,
                                       ZhihuiZone          *zone,
                                       gint64               now);
void       zhihui_meeting_agenda_show_day (
        ZhihuiMeetingAgenda *self, ZhihuiMeetings *meetings, ZhihuiZone *zone, gint64 now, gint32 day);
gboolean zhihui_meeting_agenda_select (ZhihuiMeetingAgenda *self, const char *id);
/* Borrowed until the next show, NULL none. */
const ZhihuiMeeting *zhihui_meeting_agenda_get_selected (ZhihuiMeetingAgenda *self);
guint                zhihui_meeting_agenda_get_n_rows (ZhihuiMeetingAgenda *self);

G_END_DECLS
