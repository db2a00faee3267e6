/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-picture.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* What is written above the scene when it is seen through @viewport: names, figures, numbers of
 * clusters; what stands in no region has a key that does not begin with ZHIHUI_REGION_ITEM.
 * (transfer full) (nullable); its theme must live until the next call. */
typedef ZhihuiPicture *(*ZhihuiMapWritingFunc) (const ZhihuiViewport *viewport, gpointer user_data);

/* Keys of items: the painted map, which the layer leaves out, and what goes with a region. */
#define ZHIHUI_MAP_ITEM "map"
#define ZHIHUI_REGION_ITEM "region/"

#define ZHIHUI_TYPE_MAP_WRITING (zhihui_map_writing_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapWriting, zhihui_map_writing, ZHIHUI, MAP_WRITING, ShumateLayer)

GtkWidget *zhihui_map_writing_new (ShumateViewport *viewport);
void       zhihui_map_writing_set_func (ZhihuiMapWriting    *self,
                                        ZhihuiMapWritingFunc func,
                                        gpointer             user_data,
                                        GDestroyNotify       destroy);
void       zhihui_map_writing_refresh (ZhihuiMapWriting *self);
void       zhihui_map_writing_set_picture (
        ZhihuiMapWriting *self, ZhihuiPicture *picture, double x, double y, const ZhihuiViewport *placed);
void           zhihui_map_writing_set_bare (ZhihuiMapWriting *self, gboolean is_bare);
guint          zhihui_map_writing_get_n_names (ZhihuiMapWriting *self);
ZhihuiPicture *zhihui_map_writing_get_picture (ZhihuiMapWriting *self);

G_END_DECLS
