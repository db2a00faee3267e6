/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-wall-cover.h"
#include "zhihui-wall-view.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WALL_FRAME (zhihui_wall_frame_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallFrame, zhihui_wall_frame, ZHIHUI, WALL_FRAME, GtkWidget)

GtkWidget       *zhihui_wall_frame_new (void);
ZhihuiWallView  *zhihui_wall_frame_get_view (ZhihuiWallFrame *self);
ZhihuiPanelView *zhihui_wall_frame_get_strip (ZhihuiWallFrame *self);
ZhihuiPanelView *zhihui_wall_frame_get_curtain (ZhihuiWallFrame *self);
void             zhihui_wall_frame_set_unit (ZhihuiWallFrame *self, double unit);
void             zhihui_wall_frame_set_part (ZhihuiWallFrame    *self,
                                             const GdkRectangle *part,
                                             const ZhihuiSeams  *seams);
void             zhihui_wall_frame_tell (ZhihuiWallFrame *self, const ZhihuiWallStrip *strip);
void             zhihui_wall_frame_set_curtained (ZhihuiWallFrame *self, gboolean curtained);
gboolean         zhihui_wall_frame_is_curtained (ZhihuiWallFrame *self);
void             zhihui_wall_frame_pass_time (ZhihuiWallFrame *self, gint64 now_us);
void             zhihui_wall_frame_copy (ZhihuiWallFrame *self, ZhihuiWallCopy *copy);

G_END_DECLS
