/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-settings-text.h"
#include "zhihui-work-calendar.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* When the wall is on; docs/kiosk.md. Text form: "07:30-19:00 Mon-Fri; 09:00-12:00 Sat,Sun", hours
 * alone mean every day, "workdays" those of the State Council. */
typedef struct _ZhihuiSchedule ZhihuiSchedule;

ZhihuiSchedule *zhihui_schedule_new (void); /* always on */
void            zhihui_schedule_free (ZhihuiSchedule *self);
gboolean zhihui_schedule_read (ZhihuiSchedule *self, ZhihuiSettingsText *text, GError **error);
gboolean zhihui_schedule_is_on (ZhihuiSchedule *self, const ZhihuiCivil *now);
gboolean zhihui_schedule_wakes_for_red (ZhihuiSchedule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSchedule, zhihui_schedule_free)

G_END_DECLS
