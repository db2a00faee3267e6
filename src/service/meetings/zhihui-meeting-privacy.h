/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting.h"

G_BEGIN_DECLS

/* Cuts what a screen that everybody passes may not show, or masks what a desk may. */
void zhihui_meeting_hide (ZhihuiMeeting *meeting, gboolean for_desk);

G_END_DECLS
