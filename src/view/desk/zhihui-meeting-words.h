/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting-groups.h"

G_BEGIN_DECLS

/* What the desk says of meetings. All return new text, plain, in the user's language. */
const char *zhihui_meeting_words_group (ZhihuiMeetingGroup group);
/* "14:00", "周四", "7月27日": by which it is found in its group. */
char *zhihui_meeting_words_when (const ZhihuiMeeting *meeting, ZhihuiZone *zone, gint64 now);
/* "● 进行中", "1:24:40 后", "已过 5 分", "09:00", "议定 2/3": @is_next, the next or one that is
 * waited for, tells how long. */
char *zhihui_meeting_words_standing (const ZhihuiMeeting *meeting,
                                     ZhihuiZone          *zone,
                                     gint64               now,
                                     gboolean             is_next);
char *zhihui_meeting_words_state (const ZhihuiMeeting *meeting);
/* "信访局、财政局等 6 家，5 家已入会" */
char *zhihui_meeting_words_who (const ZhihuiMeeting *meeting);
/* "2 件"; "" none. */
char *zhihui_meeting_words_cases (const ZhihuiMeeting *meeting);
/* "◆ 超 21 小时", "余 1 天 2 小时", "—"; @is_late may be NULL. */
char *zhihui_meeting_words_left (gint64 due_at, gint64 now, gboolean *is_late);

G_END_DECLS
