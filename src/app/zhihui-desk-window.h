/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-map-settings.h"
#include "zhihui-map-view.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_WINDOW (zhihui_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiDeskWindow, zhihui_desk_window, ZHIHUI, DESK_WINDOW, AdwApplicationWindow)

GtkWidget     *zhihui_desk_window_new (AdwApplication *application, ZhihuiSource *source);
void           zhihui_desk_window_tell (ZhihuiDeskWindow *self, const char *text);
ZhihuiMapView *zhihui_desk_window_get_map (ZhihuiDeskWindow *self);
void zhihui_desk_window_set_map_settings (ZhihuiDeskWindow *self, ZhihuiMapSettings *settings);

G_END_DECLS
