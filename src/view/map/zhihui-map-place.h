/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* Between the viewport of libshumate, which owns the place, and ours, which is painted. */
gboolean zhihui_map_place_read (ShumateViewport *from, GtkWidget *widget, ZhihuiViewport *viewport);
void     zhihui_map_place_follow (ShumateLayer *layer, GCallback changed);
void     zhihui_map_place_write (ShumateViewport *to, const ZhihuiViewport *viewport);

G_END_DECLS
