/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-preferences.h"

G_BEGIN_DECLS

/* Watches over all windows of a desk: the watermark, and the cover when nobody is there. */
#define ZHIHUI_TYPE_DESK_GUARD (zhihui_desk_guard_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskGuard, zhihui_desk_guard, ZHIHUI, DESK_GUARD, GObject)

ZhihuiDeskGuard *zhihui_desk_guard_new (GtkApplication    *application,
                                        ZhihuiPreferences *preferences);
void             zhihui_desk_guard_lock (ZhihuiDeskGuard *self);
void             zhihui_desk_guard_unlock (ZhihuiDeskGuard *self);
gboolean         zhihui_desk_guard_is_locked (ZhihuiDeskGuard *self);
void             zhihui_desk_guard_pass (ZhihuiDeskGuard *self, gint64 now_us);

char *zhihui_desk_guard_write_watermark (const char *words,
                                         const char *user,
                                         const char *terminal,
                                         GDateTime  *now);

G_END_DECLS
