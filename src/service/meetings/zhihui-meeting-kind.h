/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

gboolean    zhihui_meeting_kind_is_known (const char *kind);
const char *zhihui_meeting_kind_get_label (const char *kind);

/* Cuts what a screen that everybody passes may not show, or masks what a desk may. */
void zhihui_meeting_hide (ZhihuiMeeting *meeting, gboolean for_desk);

G_END_DECLS
