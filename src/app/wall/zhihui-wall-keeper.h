/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-alarm-rules.h"
#include "zhihui-herald.h"
#include "zhihui-schedule.h"
#include "zhihui-source.h"
#include "zhihui-wall-window.h"

G_BEGIN_DECLS

/* Keeps the windows of a wall in service for months: alerts are heard, the screen is dark out of
 * hours and never by itself, systemd is told that it lives. */
#define ZHIHUI_TYPE_WALL_KEEPER (zhihui_wall_keeper_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallKeeper, zhihui_wall_keeper, ZHIHUI, WALL_KEEPER, GObject)

ZhihuiWallKeeper *zhihui_wall_keeper_new (GtkApplication *application,
                                          ZhihuiSource   *source,
                                          ZhihuiHerald   *herald,
                                          ZhihuiSchedule *schedule);
void              zhihui_wall_keeper_add (ZhihuiWallKeeper *self, ZhihuiWallWindow *window);
void              zhihui_wall_keeper_pass (ZhihuiWallKeeper *self, gint64 now_us);
gboolean          zhihui_wall_keeper_is_resting (ZhihuiWallKeeper *self);

G_END_DECLS
