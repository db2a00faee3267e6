/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-window.h"

G_BEGIN_DECLS

void    zhihui_wall_painting_make_async (ZhihuiWallWindow   *window,
                                         guint               max_width,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GBytes *zhihui_wall_painting_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
