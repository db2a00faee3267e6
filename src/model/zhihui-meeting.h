/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* So long before a meeting begins the wall turns to it. */
#define ZHIHUI_MEETING_LEAD_S 300
/* So long after its planned end one that nobody closed is over. */
#define ZHIHUI_MEETING_FORGOTTEN_S (4 * 3600)

#define ZHIHUI_DEMO_MEETING_HOST "meeting.example.cn" /* of all that is simulated; of nobody */

/* All borrow from @self, NULL when there is none. @now: of the platform's clock. */
const ZhihuiMeeting *zhihui_meetings_find_open (ZhihuiMeetings *self);
const ZhihuiMeeting *zhihui_meetings_find_next (ZhihuiMeetings *self, gint64 now);
const ZhihuiMeeting *zhihui_meetings_find_late (ZhihuiMeetings *self, gint64 now);
const ZhihuiMeeting *zhihui_meetings_find_due (ZhihuiMeetings *self, gint64 now, gint64 lead_s);
gboolean             zhihui_meeting_is_due (const ZhihuiMeeting *self, gint64 now, gint64 lead_s);
/* (element-type ZhihuiMeeting), borrowed items, in their order. */
GPtrArray *zhihui_meetings_list_day (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now);

/* "review" "reception" "dispatch" "inspection" */
gboolean    zhihui_meeting_kind_is_known (const char *kind);
const char *zhihui_meeting_kind_get_label (const char *kind);

const char *zhihui_meeting_state_get_id (ZhihuiMeetingState state); /* "ended" */

gboolean zhihui_meeting_is_over (const ZhihuiMeeting *self);
gboolean zhihui_meeting_has_outcome (const ZhihuiMeeting *self);
gboolean zhihui_meeting_has_joined (const ZhihuiMeeting *self, const char *unit);
guint    zhihui_meeting_count_joined (const ZhihuiMeeting *self);
gint64   zhihui_meeting_find_joined_at (const ZhihuiMeeting *self, const char *unit);
guint    zhihui_meeting_count_decisions (const ZhihuiMeeting *self, const char *state);

/* The reply that a case of a meeting still owes, or NULL. */
const ZhihuiCaseStep *zhihui_meeting_case_find_owed (const ZhihuiMeetingCase *self);

G_END_DECLS
