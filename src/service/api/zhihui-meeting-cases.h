/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-restriction.h"

G_BEGIN_DECLS

/* What is told of the cases that meetings are about. */
void zhihui_meeting_cases_tell (ZhihuiRequest     *request,
                                ZhihuiRestriction *restriction,
                                ZhihuiMeeting     *meeting);
/* The address for the device of the room. */
void zhihui_meeting_tell_room (ZhihuiRequest *request, ZhihuiMeeting *meeting);

G_END_DECLS
