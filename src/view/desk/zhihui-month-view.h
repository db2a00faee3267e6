/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-meeting-groups.h"
#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_MONTH_VIEW (zhihui_month_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMonthView, zhihui_month_view, ZHIHUI, MONTH_VIEW, GtkWidget)

GtkWidget      *zhihui_month_view_new (void);
gint32          zhihui_month_view_get_day (ZhihuiMonthView *self);
void            zhihui_month_view_set_day (ZhihuiMonthView *self, gint32 day);
ZhihuiMonthPage zhihui_month_view_get_page (ZhihuiMonthView *self);
void            zhihui_month_view_take_focus (ZhihuiMonthView *self);
GtkWidget      *zhihui_month_view_find_chosen (ZhihuiMonthView *self);
void            zhihui_month_view_set_today (ZhihuiMonthView *self, gint32 today);
void zhihui_month_view_set_calendar (ZhihuiMonthView *self, ZhihuiWorkCalendar *calendar);
void zhihui_month_view_set_marked (ZhihuiMonthView *self, const gint32 *days, guint n_days);
void zhihui_month_view_be_small (ZhihuiMonthView *self);
void
zhihui_month_view_set_meetings (ZhihuiMonthView *self, ZhihuiMeetings *meetings, ZhihuiZone *zone);

G_END_DECLS
