/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-desk-bell.h"
#include "zhihui-desk-page.h"
#include "zhihui-desk-reminder.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_WINDOW (zhihui_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiDeskWindow, zhihui_desk_window, ZHIHUI, DESK_WINDOW, AdwApplicationWindow)

GtkWidget          *zhihui_desk_window_new (AdwApplication *application, ZhihuiSource *source);
GtkWidget          *zhihui_desk_window_new_remembering (AdwApplication     *application,
                                                        ZhihuiSource       *source,
                                                        ZhihuiDeskSettings *settings);
ZhihuiDesk         *zhihui_desk_window_get_desk (ZhihuiDeskWindow *self);
ZhihuiDeskBell     *zhihui_desk_window_get_bell (ZhihuiDeskWindow *self);
ZhihuiDeskReminder *zhihui_desk_window_get_reminder (ZhihuiDeskWindow *self);
ZhihuiDeskPage     *zhihui_desk_window_get_page (ZhihuiDeskWindow *self);
void      zhihui_desk_window_go (ZhihuiDeskWindow *self, const char *page, GVariant *target);
AdwToast *zhihui_desk_window_tell (ZhihuiDeskWindow *self, const char *text);
void      zhihui_desk_window_add_bar (ZhihuiDeskWindow *self, GtkWidget *bar);

G_END_DECLS
