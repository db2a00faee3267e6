/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* From region to region without a mouse. */

typedef enum
{
  ZHIHUI_WALK_LEFT,
  ZHIHUI_WALK_RIGHT,
  ZHIHUI_WALK_UP,
  ZHIHUI_WALK_DOWN,
} ZhihuiWalk;

int     zhihui_region_walk_find (const ZhihuiMesh *mesh, guint from, ZhihuiWalk direction);
GArray *zhihui_region_walk_list (const ZhihuiMesh *mesh);

G_END_DECLS
