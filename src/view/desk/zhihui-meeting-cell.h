/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting-item.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MEETING_CELL (zhihui_meeting_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMeetingCell, zhihui_meeting_cell, ZHIHUI, MEETING_CELL, GtkWidget)

GtkWidget *zhihui_meeting_cell_new (void);
void       zhihui_meeting_cell_set_item (ZhihuiMeetingCell *self, ZhihuiMeetingItem *item);

G_END_DECLS
