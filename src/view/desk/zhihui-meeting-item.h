/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting-groups.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_ITEM (zhihui_meeting_item_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingItem, zhihui_meeting_item, ZHIHUI, MEETING_ITEM, GObject)

/* What a row says. All owned. */
typedef struct
{
  char    *header; /* of the group that begins here; NULL none */
  char    *when, *title, *who, *cases, *standing;
  gboolean is_now, is_over, is_late;
} ZhihuiMeetingText;

ZhihuiMeetingItem       *zhihui_meeting_item_new (ZhihuiMeetings *meetings, ZhihuiMeeting *meeting);
const ZhihuiMeeting     *zhihui_meeting_item_get_meeting (ZhihuiMeetingItem *self);
const ZhihuiMeetingText *zhihui_meeting_item_get_text (ZhihuiMeetingItem *self);

void zhihui_meeting_item_set_meeting (ZhihuiMeetingItem *self,
                                      ZhihuiMeetings    *meetings,
                                      ZhihuiMeeting     *meeting);
/* Takes the texts; emits "changed" when they are others. */
void zhihui_meeting_item_take_text (ZhihuiMeetingItem *self, ZhihuiMeetingText *text);

G_END_DECLS
