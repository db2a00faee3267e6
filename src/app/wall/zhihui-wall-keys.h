/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-director.h"

G_BEGIN_DECLS

gboolean zhihui_wall_keys_press (ZhihuiDirector *director, const char *screen, guint key);

G_END_DECLS
