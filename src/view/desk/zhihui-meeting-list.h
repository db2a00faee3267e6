/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_LIST (zhihui_meeting_list_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingList, zhihui_meeting_list, ZHIHUI, MEETING_LIST, GtkWidget)

GtkWidget *zhihui_meeting_list_new (void);
void       zhihui_meeting_list_show (ZhihuiMeetingList *self, ZhihuiSituation *situation);

G_END_DECLS
