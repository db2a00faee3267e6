/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-selection.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DRILL (zhihui_drill_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDrill, zhihui_drill, ZHIHUI, DRILL, GObject)

ZhihuiDrill *zhihui_drill_new (ZhihuiSource *source, ZhihuiSelection *selection);
void         zhihui_drill_set_wants (ZhihuiDrill *self, const ZhihuiWants *wants);

/* Its map is that of what it is a part of. */
gboolean zhihui_drill_is_leaf (ZhihuiSituation *situation, const char *code);

G_END_DECLS
