/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-director.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Who calls the wall to a meeting before it begins: once each, again when it was moved. */
typedef struct _ZhihuiMeetingCall ZhihuiMeetingCall;

ZhihuiMeetingCall *zhihui_meeting_call_new (void);
void               zhihui_meeting_call_free (ZhihuiMeetingCall *self);
void               zhihui_meeting_call_pass (ZhihuiMeetingCall *self,
                                             ZhihuiDirector    *director,
                                             ZhihuiSituation   *situation,
                                             gint64             now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMeetingCall, zhihui_meeting_call_free)

G_END_DECLS
