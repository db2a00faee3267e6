/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* What charts of the desk are drawn on: the wall's letters, as small as a desk has them. */
ZhihuiSketch zhihui_desk_sketch_make (ZhihuiPicture *picture, ZhihuiZone *zone, gboolean kept);

G_END_DECLS
