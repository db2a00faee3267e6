/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-picture.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_PICTURE_AREA (zhihui_picture_area_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPictureArea, zhihui_picture_area, ZHIHUI, PICTURE_AREA, GtkWidget)

/* Returns (transfer full) what is seen on @width × @height px, or NULL nothing. */
typedef ZhihuiPicture *(*ZhihuiPictureFunc) (const ZhihuiTheme *theme,
                                             double             width,
                                             double             height,
                                             gpointer           user_data);

GtkWidget *zhihui_picture_area_new (
  double unit, int width, int height, ZhihuiPictureFunc draw, gpointer user_data);
void zhihui_picture_area_draw_anew (ZhihuiPictureArea *self);

G_END_DECLS
