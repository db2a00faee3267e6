/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting-cases.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_PANE (zhihui_meeting_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingPane, zhihui_meeting_pane, ZHIHUI, MEETING_PANE, GtkWidget)

GtkWidget *zhihui_meeting_pane_new (void);
/* @meeting: nullable, copied. */
void zhihui_meeting_pane_show (ZhihuiMeetingPane   *self,
                               const ZhihuiMeeting *meeting,
                               ZhihuiZone          *zone,
                               gint64               now,
                               gboolean             kept);
/* Why it cannot be joined, NULL: it can; and whether there is a passcode to copy. */
void
zhihui_meeting_pane_set_join (ZhihuiMeetingPane *self, const char *obstacle, gboolean has_passcode);
void                 zhihui_meeting_pane_set_writable (ZhihuiMeetingPane *self, gboolean writable);
ZhihuiMeetingCases  *zhihui_meeting_pane_get_cases (ZhihuiMeetingPane *self);
const ZhihuiMeeting *zhihui_meeting_pane_get_meeting (ZhihuiMeetingPane *self);

G_END_DECLS
