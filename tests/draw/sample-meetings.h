/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

/* A day of case reviews, with what others decided before. */
ZhihuiMeetings    *sample_meetings_new (gint64 as_of, gint64 midnight);
ZhihuiMeeting     *sample_meeting_add (ZhihuiMeetings    *meetings,
                                       const char        *title,
                                       ZhihuiMeetingState state,
                                       gint64             starts_at);
ZhihuiMeetingCase *sample_case_add (ZhihuiMeeting *meeting, const char *topic);
void
sample_step_add (ZhihuiMeetingCase *one, const char *name, gint64 since, gint64 at, gint64 due_at);
void
sample_decision_add (ZhihuiMeeting *meeting, const char *text, const char *state, gint64 due_at);
