/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-page.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* Where the open cases are that a map of the desk shows: asked for when the map rests. */
typedef struct _ZhihuiCasePoints ZhihuiCasePoints;

ZhihuiCasePoints *zhihui_case_points_new (ZhihuiSource *source, ZhihuiMapPage *page);
void              zhihui_case_points_free (ZhihuiCasePoints *self);
void              zhihui_case_points_pass (ZhihuiCasePoints *self, gint64 now_us);
char             *zhihui_case_points_make_path (const ZhihuiViewport *viewport, const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCasePoints, zhihui_case_points_free)

G_END_DECLS
