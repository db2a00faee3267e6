/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map-situation.h"
#include "zhihui-mesh-builder.h"
#include "zhihui-wall-page.h"

/* Squares with the codes of the first @n towns. */
ZhihuiMesh *map_page_make_squares (guint n, const ZhihuiMeshOptions *options);
ZhihuiPicture *
map_page_draw (ZhihuiWallPage *page, const Town *towns, guint n, double width, double height);
gboolean map_page_has_text (ZhihuiPicture *picture, const char *text);
