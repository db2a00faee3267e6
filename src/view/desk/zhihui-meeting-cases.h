/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_CASES (zhihui_meeting_cases_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingCases, zhihui_meeting_cases, ZHIHUI, MEETING_CASES, GtkWidget)

/* What else is known of a case, by another answer. Borrowed for the call but @way; NULL, none or ""
 * is not known. */
typedef struct
{
  const char        *id;
  const char        *no, *applicant, *subject, *unit; /* masked by the platform */
  gint64             due_at;
  ZhihuiMeetingCase *way; /* (transfer full) (nullable): for when the meeting tells none */
} ZhihuiCaseDetail;

GtkWidget *zhihui_meeting_cases_new (void);
/* @meeting is borrowed until the next show. */
void zhihui_meeting_cases_show (ZhihuiMeetingCases  *self,
                                const ZhihuiMeeting *meeting,
                                ZhihuiZone          *zone,
                                gint64               now,
                                gboolean             kept);
void zhihui_meeting_cases_set_detail (ZhihuiMeetingCases *self, const ZhihuiCaseDetail *detail);

G_END_DECLS
