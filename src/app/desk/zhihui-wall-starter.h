/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

const char  *zhihui_wall_starter_get_hindrance (ZhihuiSource *source);
GSubprocess *zhihui_wall_starter_start (ZhihuiSource *source, GError **error);

G_END_DECLS
