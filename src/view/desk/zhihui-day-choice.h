/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DAY_CHOICE (zhihui_day_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDayChoice, zhihui_day_choice, ZHIHUI, DAY_CHOICE, AdwActionRow)

GtkWidget *zhihui_day_choice_new (
  const char *title, ZhihuiZone *zone, ZhihuiWorkCalendar *calendar, gint32 today, gint32 day);
gint32 zhihui_day_choice_get_day (ZhihuiDayChoice *self);

G_END_DECLS
