/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-screen-rules.h"
#include "zhihui-selection.h"
#include "zhihui-wall-verbs.h"
#include "zhihui-wall-window.h"

G_BEGIN_DECLS

/* A running wall: a window on each monitor that has a page, and the director of them all. */
typedef struct _ZhihuiWallShow ZhihuiWallShow;

/* What every window is told before it is shown. */
typedef void (*ZhihuiWallWindowFunc) (ZhihuiWallWindow *window, gpointer user_data);

ZhihuiWallShow  *zhihui_wall_show_new (GtkApplication          *application,
                                       ZhihuiSource            *source,
                                       const ZhihuiScreenRules *rules,
                                       ZhihuiWallShelf         *shelf,
                                       ZhihuiWallWindowFunc     prepare,
                                       gpointer                 user_data);
void             zhihui_wall_show_free (ZhihuiWallShow *self);
gboolean         zhihui_wall_show_stay (ZhihuiWallShow *self, const char *page, GError **error);
void             zhihui_wall_show_start_tour (ZhihuiWallShow *self, ZhihuiSelection *selection);
void             zhihui_wall_show_start (ZhihuiWallShow *self, int width, int height);
ZhihuiDirector  *zhihui_wall_show_get_director (ZhihuiWallShow *self);
ZhihuiWallVerbs *zhihui_wall_show_get_verbs (ZhihuiWallShow *self);
void zhihui_wall_show_visit (ZhihuiWallShow *self, ZhihuiWallWindowFunc visit, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallShow, zhihui_wall_show_free)

G_END_DECLS
