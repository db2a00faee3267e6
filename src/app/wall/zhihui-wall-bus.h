/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-verbs.h"

G_BEGIN_DECLS

/* A wall on the session bus. */
typedef struct _ZhihuiWallBus ZhihuiWallBus;

ZhihuiWallBus *zhihui_wall_bus_new (ZhihuiWallVerbs *verbs);
void           zhihui_wall_bus_free (ZhihuiWallBus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallBus, zhihui_wall_bus_free)

G_END_DECLS
