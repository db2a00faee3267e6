/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-names.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* Places names in the viewport as it is: (transfer full) (element-type ZhihuiMapLabel). */
typedef GArray *(*ZhihuiMapNamingFunc) (gpointer user_data);

GArray *zhihui_map_aside_seek (ZhihuiViewport     *viewport,
                               GArray             *labels,
                               guint               n_wanted,
                               ZhihuiMapNamingFunc place,
                               gpointer            user_data);
GArray *zhihui_map_aside_lead (ZhihuiMapNames     *names,
                               GArray             *labels,
                               ZhihuiMapNamingFunc place,
                               gpointer            user_data);

G_END_DECLS
