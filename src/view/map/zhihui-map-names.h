/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-picture.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* What is written above the scene when it is seen through @viewport: names, figures, numbers of
 * clusters. (transfer full) (nullable); its theme must live until the next call. */
typedef ZhihuiPicture *(*ZhihuiMapNamesFunc) (const ZhihuiViewport *viewport, gpointer user_data);

#define ZHIHUI_TYPE_MAP_NAMES (zhihui_map_names_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapNames, zhihui_map_names, ZHIHUI, MAP_NAMES, ShumateLayer)

GtkWidget     *zhihui_map_names_new (ShumateViewport *viewport);
void           zhihui_map_names_set_func (ZhihuiMapNames    *self,
                                          ZhihuiMapNamesFunc func,
                                          gpointer           user_data,
                                          GDestroyNotify     destroy);
void           zhihui_map_names_refresh (ZhihuiMapNames *self);
ZhihuiPicture *zhihui_map_names_get_picture (ZhihuiMapNames *self);

G_END_DECLS
