/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-director.h"
#include "zhihui-selection.h"
#include "zhihui-source.h"
#include "zhihui-wall-frame.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WALL_WINDOW (zhihui_wall_window_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiWallWindow, zhihui_wall_window, ZHIHUI, WALL_WINDOW, GtkApplicationWindow)

ZhihuiWallWindow *zhihui_wall_window_new (GtkApplication  *application,
                                          ZhihuiSource    *source,
                                          ZhihuiWallShelf *shelf,
                                          ZhihuiDirector  *director,
                                          const char      *screen);
ZhihuiWallView   *zhihui_wall_window_get_view (ZhihuiWallWindow *self);
ZhihuiWallFrame  *zhihui_wall_window_get_frame (ZhihuiWallWindow *self);
ZhihuiDirector   *zhihui_wall_window_get_director (ZhihuiWallWindow *self);
void zhihui_wall_window_set_selection (ZhihuiWallWindow *self, ZhihuiSelection *selection);
void zhihui_wall_window_present (ZhihuiWallWindow *self, int width, int height);

G_END_DECLS
