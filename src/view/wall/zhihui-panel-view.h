/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-picture.h"

G_BEGIN_DECLS

/* How a widget gets from the present picture to the next. */
typedef enum
{
  ZHIHUI_CHANGE_CUT,   /* at once: clocks, new sizes */
  ZHIHUI_CHANGE_GLIDE, /* rows slide, figures cross-fade */
} ZhihuiChange;

#define ZHIHUI_MOVE_US G_GINT64_CONSTANT (400000)
#define ZHIHUI_FADE_US G_GINT64_CONSTANT (240000)

#define ZHIHUI_TYPE_PANEL_VIEW (zhihui_panel_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPanelView, zhihui_panel_view, ZHIHUI, PANEL_VIEW, GtkWidget)

GtkWidget *zhihui_panel_view_new (void);
void
zhihui_panel_view_set_picture (ZhihuiPanelView *self, ZhihuiPicture *picture, ZhihuiChange change);
ZhihuiPicture *zhihui_panel_view_get_picture (ZhihuiPanelView *self);
void           zhihui_panel_view_set_animated (ZhihuiPanelView *self, gboolean animated);
gboolean       zhihui_panel_view_is_resting (ZhihuiPanelView *self);
guint          zhihui_panel_view_get_n_frames (ZhihuiPanelView *self);
gboolean       zhihui_panel_view_find (ZhihuiPanelView *self,
                                       const char      *key,
                                       graphene_rect_t *place,
                                       double          *presence);

G_END_DECLS
