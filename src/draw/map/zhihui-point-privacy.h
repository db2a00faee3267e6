/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Fewer cases than these are never told of a place on a wall (domain §5.2). */
#define ZHIHUI_LEAST_CASES 5

gboolean zhihui_point_privacy_is_same_parent (const char *code, const char *other);
GArray  *zhihui_point_privacy_merge (const ZhihuiMesh *mesh, const GArray *points);

G_END_DECLS
