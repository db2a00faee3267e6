/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_OUTCOME (zhihui_meeting_outcome_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiMeetingOutcome, zhihui_meeting_outcome, ZHIHUI, MEETING_OUTCOME, GtkWidget)

GtkWidget *zhihui_meeting_outcome_new (void);
void       zhihui_meeting_outcome_show (ZhihuiMeetingOutcome *self,
                                        const ZhihuiMeeting  *meeting,
                                        ZhihuiZone           *zone,
                                        gint64                now,
                                        gboolean              kept);
/* Whether decisions may be noted and marked as done: by "page.decide", "page.decision-done". */
void zhihui_meeting_outcome_set_writable (ZhihuiMeetingOutcome *self, gboolean writable);

G_END_DECLS
