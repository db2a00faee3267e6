/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_BELL (zhihui_desk_bell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskBell, zhihui_desk_bell, ZHIHUI, DESK_BELL, GObject)

ZhihuiDeskBell *zhihui_desk_bell_new (ZhihuiSource *source, GtkWindow *window);

void       zhihui_desk_bell_set_silent (ZhihuiDeskBell *self, gboolean is_silent);
gboolean   zhihui_desk_bell_is_looked_at (ZhihuiDeskBell *self);
GPtrArray *zhihui_desk_bell_take (ZhihuiDeskBell *self, ZhihuiAlerts *alerts);
GPtrArray *zhihui_desk_bell_hear (ZhihuiDeskBell *self, ZhihuiSituation *situation);
char      *zhihui_desk_bell_make_title (GPtrArray *news);
char      *zhihui_desk_bell_make_body (GPtrArray *news);

G_END_DECLS
